import Wire

/// What stands before a key in every message that has one: an algorithm of 32 bits, and the lengths
/// of key and salt, of 16 bits each.
extension Span<UInt8> {
  private static var announcementByteCount: Int { 8 }
  /// Bytes of the slots for key and salt, together.
  private static var slotByteCount: Int { 32 }

  /// Whether the bytes before a place can announce a key there; lengths of 0 do not, and wild ones do
  /// only after an algorithm that is listed.
  func mayAnnounceSecret(at place: Int) -> Bool {
    let start = place - Self.announcementByteCount
    guard start >= 0, place <= count else { return false }
    let algorithm = number(at: start, byteCount: 4)
    if ValueNames.encryptionAlgorithm.entry(for: algorithm) == nil {
      return hasSecretLengths(at: place - 4)
    }
    return algorithm > 0 || hasWord(at: place - 4)
  }

  /// The bytes after whatever reads like the announcement of a key.
  var announcedSecrets: [Range<Int>] {
    var found: [Range<Int>] = []
    var place = MessageHeader.byteCount + Self.announcementByteCount
    while place < count {
      let algorithm = number(at: place - Self.announcementByteCount, byteCount: 4)
      if hasSecretLengths(at: place - 4),
        ValueNames.encryptionAlgorithm.entry(for: algorithm) != nil
      {
        found.append(place..<place + Self.slotByteCount)
      }
      place += 1
    }
    return found
  }

  /// Whether two numbers of 16 bits are lengths of a key and a salt.
  private func hasSecretLengths(at place: Int) -> Bool {
    let lengths: ClosedRange<UInt32> = 1...32
    return lengths.contains(number(at: place, byteCount: 2))
      && lengths.contains(number(at: place + 2, byteCount: 2))
  }
}
