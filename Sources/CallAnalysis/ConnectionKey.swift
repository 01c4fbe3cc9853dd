package import Text
import Wire

/// What a connection is called in every run that sees its begin, whatever else the run reads.
///
/// A hash of its ends and of the time of its first segment, or of that frame's number where the
/// capture has no times.
package struct ConnectionKey: Hashable, Sendable {
  private let bits: UInt64

  /// Of nothing.
  static let none = ConnectionKey(bits: 0)

  private init(bits: UInt64) {
    self.bits = bits
  }

  init(device: Endpoint, server: Endpoint, begin: FrameStamp) {
    var hash = StableHash()
    hash.combine(device)
    hash.combine(server)
    if let time = begin.time {
      hash.combine(UInt64(bitPattern: time.seconds))
      hash.combine(UInt64(time.nanoseconds))
    } else {
      hash.combine(UInt64(bitPattern: Int64(begin.number)))
    }
    bits = hash.value
  }

  /// Appends its 16 hexadecimal digits.
  package func append(to text: inout TextBuffer) {
    text.append(hexadecimal: bits, digits: 16)
  }
}
