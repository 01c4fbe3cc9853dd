/// A value of an expectation file, with the place where it stands.
package struct DocumentNode: Sendable {
  package let place: TextPlace
  package let content: Content

  package enum Content: Sendable {
    /// Nothing stands after the key or the dash.
    case empty
    /// Text, a number among it: the file's words are compared as they are written.
    case scalar(String)
    case sequence([DocumentNode])
    case mapping([Member])
  }

  /// A key and its value.
  package struct Member: Sendable {
    package let key: String
    package let place: TextPlace
    package let value: DocumentNode
  }

  /// What it is, for a message that something else is needed.
  var noun: String {
    switch content {
    case .empty: "nothing"
    case .scalar: "text"
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }
}
