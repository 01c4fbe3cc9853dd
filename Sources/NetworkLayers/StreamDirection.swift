/// One of the two byte streams of a connection.
package enum StreamDirection: Int, Sendable {
  /// What the client sends.
  case toServer = 0
  /// What the server sends.
  case toClient = 1

  /// The other one.
  package var opposite: StreamDirection { self == .toServer ? .toClient : .toServer }
}
