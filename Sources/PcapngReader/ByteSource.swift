/// Where a capture's bytes come from: a file, memory, or another source whose bytes are unpacked.
package protocol ByteSource: AnyObject {
  /// Puts the bytes that follow into `room` from index `start` on, and returns how many they are; 0
  /// at the end.
  ///
  /// It waits only while there are none.
  /// It throws what the operating system says.
  func fill(_ room: inout MutableSpan<UInt8>, from start: Int) throws(CaptureError) -> Int

  /// Gives the bytes that follow in the place of `storage`, of which nothing is needed, where it has them
  /// in storage of their own; false where it has not, or at the end.
  func exchange(_ storage: inout [UInt8]) throws(CaptureError) -> Bool

  /// How many bytes there seem to be; nil where that is not known.
  var expectedByteCount: Int? { get }
}

extension ByteSource {
  package func exchange(_ storage: inout [UInt8]) throws(CaptureError) -> Bool { false }

  package var expectedByteCount: Int? { nil }
}
