/// What a TCP segment says, without its ports and its window.
struct OutgoingSegment {
  var sequence: UInt32
  var acknowledgment: UInt32
  var flags: UInt8
  var options: [UInt8] = []
  var payload: [UInt8] = []

  /// Flag bits of the TCP header (RFC 9293 §3.1).
  static let fin: UInt8 = 0x01
  static let syn: UInt8 = 0x02
  static let rst: UInt8 = 0x04
  static let psh: UInt8 = 0x08
  static let ack: UInt8 = 0x10

  /// The option of a SYN: no segment with more than 1460 bytes, please.
  static let maximumSegmentSize: [UInt8] = [2, 4, 0x05, 0xb4]
}
