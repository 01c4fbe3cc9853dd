package import CallAnalysis
package import Wire

/// What a capture tells beside its messages, in the order in which it becomes known.
///
/// What is large lies in storage of its own, so that events of legs and streams, which are most, are
/// small.
package enum Event: Sendable {
  /// Comments of the packet at a place, told before its records.
  indirect case comments([String], of: FramePlace)
  /// A connection was opened, accepted, closed or reset.
  indirect case connection(ConnectionEvent)
  /// TCP or TLS did something else worth telling, in runs that ask for it.
  indirect case transport(TransportEvent)
  /// A registration began, or something about it changed.
  indirect case registration(Registration)
  /// A leg of a call, after something about it changed.
  case leg(LegSnapshot, LegChange)
  /// A media stream, after something about it changed.
  case stream(MediaStream, MediaStreamChange)
  /// A call that is over, or that the capture shows no more of.
  indirect case call(Call)
  /// A device, when the capture is over.
  indirect case device(Device)
  /// Something is wrong, or worth knowing.
  indirect case finding(Finding, FindingChange)
}
