package import Wire

/// Changes messages after they are decoded and before anything is learned from them.
///
/// What it changes keeps its place and its length, so that the fields stay where they are.
package protocol MessageRewriter: AnyObject {
  /// Changes a message of the connection `stream`, counted from 0.
  func rewrite(_ message: inout Message, stream: Int, isFromDevice: Bool)
  /// The address that outputs show in the place of one that packets have.
  func shownAddress(for address: IPAddress) -> IPAddress
}

extension Message {
  /// Replaces bytes of the message by as many others; those outside of it are left out.
  package mutating func replaceBytes(from start: Int, with replacement: [UInt8]) {
    for (index, byte) in replacement.enumerated() where start + index < bytes.count {
      if start + index >= 0 { bytes[start + index] = byte }
    }
  }

  /// Replaces bytes of the message by as many others; those outside of it are left out.
  package mutating func replaceBytes(from start: Int, with replacement: Span<UInt8>) {
    for index in replacement.indices where start + index >= 0 && start + index < bytes.count {
      bytes[start + index] = replacement[index]
    }
  }

  /// Sets bytes of the message to 0.
  package mutating func clearBytes(in range: Range<Int>) {
    for index in range.clamped(to: 0..<bytes.count) { bytes[index] = 0 }
  }
}
