package import Wire

/// Requests that were never answered, over all connections.
package struct UnansweredTotals: Sendable {
  /// Of how many the facts are kept, to name some.
  package static let maximumExamples = 4

  package struct Example: Sendable {
    /// The device's name; nil where it is not known.
    package let deviceName: String?
    package let device: Endpoint
    /// The name of the request.
    package let request: String
    /// Whether the device asked; otherwise the server did.
    package let isFromDevice: Bool
    /// The line or button that it asked for, or the party of a stream.
    package let key: UInt32?
    package let frame: FramePlace
    /// From the request to the end of the connection, or of the capture; nil where that is longer than
    /// anyone waits.
    package let nanoseconds: Int64?
  }

  package private(set) var count = 0
  package private(set) var examples: [Example] = []

  package init() {}

  mutating func append(_ example: Example) {
    count += 1
    if examples.count < Self.maximumExamples { examples.append(example) }
  }
}
