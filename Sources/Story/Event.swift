package import CallAnalysis
package import Wire

/// What a capture tells beside its messages, in the order in which it becomes known.
package indirect enum Event: Sendable {
  /// Comments of the packet at a place, told before its records.
  case comments([String], of: FramePlace)
  /// A connection was opened, accepted, closed or reset.
  case connection(ConnectionEvent)
  /// TCP or TLS did something else worth telling, in runs that ask for it.
  case transport(TransportEvent)
  /// A registration began, or something about it changed.
  case registration(Registration)
  /// A leg of a call, after something about it changed.
  case leg(LegSnapshot, LegChange)
  /// A media stream, after something about it changed.
  case stream(MediaStream, MediaStreamChange)
  /// A call that is over, or that the capture shows no more of.
  case call(Call)
  /// A device, when the capture is over.
  case device(Device)
  /// Something is wrong, or worth knowing.
  case finding(Finding, FindingChange)
}
