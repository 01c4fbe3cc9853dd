/// What a capture says, in lines that another run of the same scenario has too.
package struct NormalCapture: Sendable {
  /// One connection between a device and a server.
  package struct Connection: Sendable {
    /// What stands in the line before its messages, after the connection's number.
    package var head: String
    /// What a person calls it; empty where nothing is known of it.
    package var title = ""
    package var lines: [NormalLine] = []

    package init(head: String) {
      self.head = head
    }
  }

  /// In the order of their first messages.
  package var connections: [Connection] = []
  /// Whether there were more messages than are held.
  package var isFull = false

  package init() {}

  /// Lines that are held of a capture; comparing needs those of both sides at a time.
  package static let maximumLineCount = 1_000_000
  /// Bytes of these lines: long ones, such as of XML, fill the memory earlier.
  package static let maximumByteCount = 256 << 20

  /// What there is to say of a capture with more.
  package static let fullSentence =
    "more than \(maximumLineCount) messages or calls, or \(maximumByteCount >> 20) MiB of them: "
    + "no more than that is compared"

  package var lineCount: Int { connections.reduce(0) { $0 + $1.lines.count } }

  /// The connections in another order, everything in them numbered in the order of the lines.
  package func renumbered(order: [Int]) -> NormalCapture {
    var renumbering = Renumbering()
    var capture = self
    capture.connections = order.map { place in
      var connection = connections[place]
      connection.head = renumbering.rewriting(connection.head)
      for index in connection.lines.indices {
        connection.lines[index].text = renumbering.rewriting(connection.lines[index].text)
      }
      return connection
    }
    return capture
  }
}

/// One message, or one call.
package struct NormalLine: Sendable {
  /// The frame that completed the message, or began the call; nil where that is not known.
  package var frame: Int?
  /// What the message is and who sent it, or whose the call is: lines of the same kind can be
  /// compared field by field.
  package var kind: String
  /// The kind of the line before a connection's messages.
  static let connectionKind = "connection"
  /// The message or call as an object of JSON.
  package var text: String

  /// Whether it is a call.
  var isCall: Bool { text.hasPrefix("{\"call\":") }

  package init(frame: Int?, kind: String, text: String) {
    self.frame = frame
    self.kind = kind
    self.text = text
  }
}
