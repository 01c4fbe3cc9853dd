package import SCCP

extension MessageEncoder {
  /// A whole message with those of the values that its form in this version has a field for.
  package func encode(
    _ definition: MessageDefinition, withKnownOf values: [String: FieldValue]
  ) throws(MessageEncodingError) -> [UInt8] {
    var values = values
    while true {
      do throws(MessageEncodingError) {
        return try encode(definition, values)
      } catch {
        guard case .unknownField(let place, _) = error else { throw error }
        values = values.without(place.field.split(separator: ".").map(String.init)[...])
      }
    }
  }
}

extension [String: FieldValue] {
  /// The values but for the one at the end of a path, in each entry of the lists on the way.
  fileprivate func without(_ path: ArraySlice<String>) -> Self {
    guard let name = path.first, let value = self[name] else { return self }
    var others = self
    switch value {
    case _ where path.count == 1: others[name] = nil
    case .structure(let inner): others[name] = .structure(inner.without(path.dropFirst()))
    case .list(let entries):
      others[name] = .list(
        entries.map { entry in
          guard case .structure(let inner) = entry else { return entry }
          return .structure(inner.without(path.dropFirst()))
        })
    default: break
    }
    return others
  }
}
