/// A part of the payload of an IP packet.
struct IPFragment: ~Escapable {
  /// Which packet it is a part of, its identification; 16 bits in IPv4, 32 in IPv6.
  let identification: UInt32
  /// Where in the whole payload it begins, in bytes.
  let offset: Int
  /// Whether more follow after it.
  let hasMore: Bool
  /// The part, with the addresses and the protocol of the packet.
  let payload: IPPayload
  /// How many IP and Ethernet headers lie around it.
  let depth: Int

  @_lifetime(copy payload)
  init(identification: UInt32, offset: Int, hasMore: Bool, payload: IPPayload, depth: Int) {
    self.identification = identification
    self.offset = offset
    self.hasMore = hasMore
    self.payload = payload
    self.depth = depth
  }
}
