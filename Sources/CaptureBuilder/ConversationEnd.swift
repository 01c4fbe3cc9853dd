/// What one end of a ``Conversation`` has sent and received.
struct ConversationEnd: Sendable {
  var host: Host
  let port: UInt16
  /// The sequence number of the SYN; the stream's first byte has the next one.
  let initialSequence: UInt32
  /// All that this end has to send.
  var stream: [UInt8] = []
  /// Whether its FIN has been sent.
  var isFinished = false
  /// The IPv4 identification of the next packet.
  private(set) var identification: UInt16
  /// Bytes of the stream up to the last that was sent.
  private(set) var sentByteCount = 0
  /// Bytes of the peer's stream that have arrived here without a gap.
  private(set) var arrivedByteCount = 0
  /// What has arrived after a gap.
  private var waiting: [Range<Int>] = []

  /// Numbers that look as if chosen at random, yet are the same at every run.
  init(_ host: Host, port: UInt16, salt: UInt32) {
    self.host = host
    self.port = port
    initialSequence = (UInt32(port) ^ salt) &* 0x9e37_79b1
    identification = UInt16(truncatingIfNeeded: initialSequence >> 7)
  }

  /// The sequence number of a byte of the stream, from 0.
  func sequence(at offset: Int) -> UInt32 {
    initialSequence &+ 1 &+ UInt32(truncatingIfNeeded: offset)
  }

  mutating func skipIdentification() {
    identification &+= 1
  }

  /// Takes note of bytes that this end has sent.
  mutating func sent(_ range: Range<Int>) {
    sentByteCount = max(sentByteCount, range.upperBound)
  }

  /// Takes note of bytes of the peer's stream.
  mutating func arrived(_ range: Range<Int>) {
    waiting.append(range)
    waiting.sort { $0.lowerBound < $1.lowerBound }
    while let next = waiting.first, next.lowerBound <= arrivedByteCount {
      arrivedByteCount = max(arrivedByteCount, next.upperBound)
      waiting.removeFirst()
    }
  }
}
