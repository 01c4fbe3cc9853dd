/// One stream of one connection.
struct StreamID {
  let connection: ConnectionID
  let direction: StreamDirection

  /// Its place in the table's array of streams, two to a slot.
  var index: Int { connection.slot * 2 + direction.rawValue }
}
