/// Every message that SCCP is known to have.
package enum Catalogue {
  /// In the order of their identifiers.
  package static let messages: [MessageDefinition] = [].sorted {
    $0.identifier < $1.identifier
  }
}
