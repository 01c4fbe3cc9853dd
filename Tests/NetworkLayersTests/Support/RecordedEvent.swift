import NetworkLayers
import Wire

/// A stream event with its bytes copied, so that tests can keep and compare it.
struct RecordedEvent: Equatable, CustomStringConvertible {
  enum Kind: Equatable {
    case opened, joined, accepted
    case openedAgain(attempt: Int), unanswered(attempts: Int)
    case bytes([UInt8], isSegmentStart: Bool)
    case gap(Int, before: Int, after: Int?)
    case cut(Int)
    case closed, reset
    case over, replaced, givenUp, captureEnded
  }

  /// The connection's number.
  let connection: Int
  let direction: StreamDirection
  /// The frame's number.
  let frame: Int
  let kind: Kind
  /// Not compared: few tests care.
  var isNewest = false

  init(_ connection: Int, _ direction: StreamDirection, _ frame: Int, _ kind: Kind) {
    self.connection = connection
    self.direction = direction
    self.frame = frame
    self.kind = kind
  }

  init(_ event: StreamEvent) {
    connection = event.connection.number
    direction = event.direction
    frame = event.stamp.number
    isNewest = event.isNewest
    kind =
      switch event.kind {
      case .opened(_, 1): .opened
      case .opened(_, let attempt): .openedAgain(attempt: attempt)
      case .unanswered(let attempts): .unanswered(attempts: attempts)
      case .joined: .joined
      case .accepted: .accepted
      case .bytes(let bytes, let isSegmentStart):
        .bytes(Array(copying: bytes), isSegmentStart: isSegmentStart)
      case .gap(let byteCount, _, .cut): .cut(byteCount)
      case .gap(let byteCount, let previous, let reason):
        .gap(byteCount, before: previous.number, after: reason == .last ? nil : event.stamp.number)
      case .closed: .closed
      case .reset: .reset
      case .ended(.over): .over
      case .ended(.replaced): .replaced
      case .ended(.givenUp): .givenUp
      case .ended(.captureEnded): .captureEnded
      }
  }

  static func == (left: RecordedEvent, right: RecordedEvent) -> Bool {
    left.connection == right.connection && left.direction == right.direction
      && left.frame == right.frame && left.kind == right.kind
  }

  var description: String { "#\(connection) \(direction) frame \(frame) \(kind)" }
}

extension [UInt8] {
  init(copying span: Span<UInt8>) {
    self = span.indices.map { span[$0] }
  }
}
