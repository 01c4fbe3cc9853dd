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
  /// Which parties streams come from.
  private struct Speakers: OptionSet {
    let rawValue: UInt8

    static let caller = Speakers(rawValue: 1)
    static let callee = Speakers(rawValue: 2)
  }

  /// Streams between the parties, without the copies for recorders.
  package var conversation: [MediaStream] { streams.filter { !$0.isFork } }

  /// What became of its audio; nil where there should be none.
  package var audio: AudioVerdict? {
    var (receives, sends) = (false, false)
    var heard: Speakers = []
    for place in streams.indices where !streams[place].isFork {
      if streams[place].failure != nil { return .refused }
      if streams[place].way == .receive { receives = true } else { sends = true }
      if streams[place].isHeard { heard.formUnion(speaker(in: streams[place])) }
    }
    switch heard {
    case [.caller, .callee]: return .bothWays
    case .caller: return .fromCallerOnly
    case .callee: return .fromCalleeOnly
    default: break
    }
    if receives || sends { return receives && sends ? .orderedBothWays : .orderedOneWay }
    return answered == nil ? nil : .notOrdered
  }

  private func speaker(in stream: MediaStream) -> Speakers {
    let isCallers = legs.first { $0.number == stream.leg }?.direction != .inbound
    return isCallers == (stream.way == .transmit) ? .caller : .callee
  }
}
