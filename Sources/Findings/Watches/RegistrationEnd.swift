import Story
import Wire

extension Registration.End {
  /// Who ended the connection, where that was not in order.
  var who: String? {
    switch self {
    case .closedByDevice, .resetByDevice: "phone"
    case .closedByServer, .resetByServer: "server"
    case .open, .unregistered, .reset, .silent: nil
    }
  }

  var isReset: Bool { self == .resetByDevice || self == .resetByServer }
}

extension LinkState {
  /// When the server was lost: with the connection, or when it was heard last before it fell silent.
  func lossOfService(at stamp: FrameStamp) -> FrameStamp {
    guard let last = lastFromServer, let interval = keepAlive.nanoseconds,
      let silence = stamp.nanoseconds(since: last), silence / 2 > interval
    else { return stamp }
    return last
  }
}
