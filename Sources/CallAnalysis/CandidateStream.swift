import NetworkLayers
import SCCP

/// One direction of a connection that may carry SCCP: whether its bytes are messages, one after
/// the other, and which of them speak for it.
struct CandidateStream {
  /// Kinds of message that are remembered; no proof needs more.
  private static let maximumKinds = 16

  /// The way of its messages.
  let direction: MessageDefinition.Direction
  /// The number of its next byte; nil while no segment of it began with a message.
  private var next: SequenceNumber?
  /// The message that the next bytes go on with.
  private var unit: [UInt8] = []
  /// Identifiers of the messages that were right in every field.
  private(set) var identifiers: [UInt32] = []
  /// Of those with a body: how many, and their bytes.
  private(set) var bodyCount = 0
  private(set) var bodyByteCount = 0

  init(_ direction: MessageDefinition.Direction) {
    self.direction = direction
  }

  /// Takes a segment; false where its bytes are no messages.
  mutating func append(_ segment: borrowing TCPSegment, _ judge: inout MessageJudge) -> Bool {
    let number = segment.firstByteNumber
    if segment.byteCount == 0 { return true }
    if next != number {
      // What was sent again says nothing new; what comes too early, nothing certain.
      if let next, next.distance(to: number.advanced(by: segment.byteCount)) <= 0 { return true }
      unit = []
      let header = MessageDetector.knownHeader(in: segment.payload)
      next = header?.definition?.direction == direction ? number : nil
      guard next != nil else { return true }
    }
    guard walk(segment.payload, &judge) else { return false }
    next = segment.missingByteCount > 0 ? nil : number.advanced(by: segment.byteCount)
    return true
  }

  private mutating func walk(_ bytes: Span<UInt8>, _ judge: inout MessageJudge) -> Bool {
    var at = 0
    while at < bytes.count {
      let wanted = MessageHeader(unit.span)?.messageByteCount ?? MessageHeader.byteCount
      let end = min(at + wanted - unit.count, bytes.count)
      while at < end {
        unit.append(bytes[at])
        at += 1
      }
      guard let header = MessageHeader(unit.span) else { return true }
      guard header.isPlausible, header.definition?.direction ?? direction == direction else {
        return false
      }
      if unit.count == header.messageByteCount {
        if judge.isFlawless(unit.span) { note(header) }
        unit.removeAll(keepingCapacity: true)
      }
    }
    return true
  }

  private mutating func note(_ header: MessageHeader) {
    guard identifiers.count < Self.maximumKinds, !identifiers.contains(header.identifier) else {
      return
    }
    identifiers.append(header.identifier)
    let body = header.messageByteCount - MessageHeader.byteCount
    if body > 0 {
      bodyCount += 1
      bodyByteCount += body
    }
  }

  /// Whether one of its messages answers one of the other direction's.
  func answers(_ other: CandidateStream) -> Bool {
    identifiers.contains { identifier in
      guard case .response(let request) = Layout.of(identifier)?.definition.kind else {
        return false
      }
      return other.identifiers.contains(request)
    }
  }
}
