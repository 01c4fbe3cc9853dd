/// What became of the audio of a call, as orders and packets tell.
package enum AudioVerdict: String, Sendable, CaseIterable {
  /// Packets came both ways.
  case bothWays
  /// Packets came from one party, and the capture has none from the other.
  case fromCallerOnly, fromCalleeOnly
  /// Audio was ordered both ways or one way, and no packet of it is in the capture.
  case orderedBothWays, orderedOneWay
  /// A device said that it could not take part.
  case refused
  /// The call was answered, and no audio was ordered.
  case notOrdered
}

extension Call {
  /// Which party a stream comes from.
  private enum Way: Hashable {
    case fromCaller, fromCallee
  }

  /// Streams between the parties, without the copies for recorders.
  package var conversation: [MediaStream] { streams.filter { !$0.isFork } }

  /// What became of its audio; nil where there should be none.
  package var audio: AudioVerdict? {
    let own = conversation
    if own.isEmpty { return answered == nil ? nil : .notOrdered }
    if own.contains(where: { $0.failure != nil }) { return .refused }
    let heard = Set(own.filter { $0.rtp != nil }.map(way))
    if heard.isEmpty {
      return Set(own.map(\.way)).count == 2 ? .orderedBothWays : .orderedOneWay
    }
    if heard.count == 2 { return .bothWays }
    return heard.contains(.fromCaller) ? .fromCallerOnly : .fromCalleeOnly
  }

  private func way(of stream: MediaStream) -> Way {
    let isCallers = legs.first { $0.number == stream.leg }?.direction != .inbound
    return isCallers == (stream.way == .transmit) ? .fromCaller : .fromCallee
  }
}
