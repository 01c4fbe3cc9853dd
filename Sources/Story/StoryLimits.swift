/// How much the trackers hold at a time, each kind with its reason.
package struct StoryLimits: Sendable {
  /// Calls that are open or wait to be listed: a call centre of 20,000 phones has half as many at
  /// its busiest.
  package var maximumOpenCalls = 1 << 15
  /// Later calls that the list, which is in the order of begins, holds back for one that is open.
  package var maximumWaitingCalls = 1024
  /// Seconds that a call is held after its end: statistics and acknowledgments come later, and
  /// messages that wait for missing bytes of their connection do so for up to 16 s.
  package static let lingerSeconds: Int64 = 20
  /// Devices told apart by name or address: as many as the connections that are held.
  static let maximumDevices = 1 << 17
  /// Registrations listed of one device; the oldest after the first are left out. Some half a kilobyte
  /// each, and a server that refuses all its phones has them try for ever.
  static let maximumRegistrations = 64
  /// Lines of one device: a phone with expansion modules has some hundred buttons.
  package static let maximumLines = 256
  /// Legs of one connection at a time; the oldest is taken for ended.
  package static let maximumLegs = 256
  /// Legs of one call: a line that so many phones share. More begin calls of their own.
  static let maximumLegsOfCall = 256
  /// Media streams listed of one call: an hour in which it is held and resumed every few seconds.
  static let maximumStreamsOfCall = 4096
  /// States kept of one leg.
  static let maximumStates = 256
  /// Times for which a device held the call, kept of one leg.
  static let maximumHolds = 256
  /// Media streams kept of one leg; the oldest is given out before the leg ends.
  static let maximumStreams = 64

  package init() {}
}
