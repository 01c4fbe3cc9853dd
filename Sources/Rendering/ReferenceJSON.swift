package import SCCP
package import Text

/// The protocol reference as JSON: keys in a fixed order, those without a value left out.
package enum ReferenceJSON {
  /// Appends a line with an array of messages, without their layouts.
  package static func append(listOf messages: [MessageDefinition], to text: inout TextBuffer) {
    text.append(.array(messages.map(summary)), as: .dense)
    text.append("\n")
  }

  /// Appends a line with a message, or with an array of several.
  package static func append(
    _ messages: [MessageDefinition], headerVersion: Int? = nil, to text: inout TextBuffer
  ) {
    let documents = messages.map { document(of: $0, headerVersion) }
    text.append(documents.count == 1 ? documents[0] : .array(documents), as: .dense)
    text.append("\n")
  }

  private static func document(
    of message: MessageDefinition, _ headerVersion: Int?
  ) -> JSONDocument {
    let layouts =
      headerVersion.map { ReferenceLayout.all(of: message, version: $0) }
      ?? ReferenceLayout.all(of: message)
    let names = ReferenceNames(message.items)
    return summary(of: message).with([
      "layouts": .array(layouts.map(document)),
      "enumerations": .array(names.enumerations.map(document)),
      "flags": .array(names.flags.map(document)),
    ])
  }

  private static func summary(of message: MessageDefinition) -> JSONDocument {
    let answers = message.kind == .request ? message.responses.map(reference) : nil
    return .object(present: [
      "id": .integer(Int(message.identifier)),
      "name": .string(message.name),
      "direction": .string(message.direction.rawValue),
      "kind": .string(message.kindWord),
      "group": .string(message.group.rawValue),
      "answers": message.request.map(reference),
      "answeredBy": answers.map(JSONDocument.array),
      "packedText": .boolean(message.packsText),
      "meaning": .text(message.meaning),
    ])
  }

  private static func reference(to message: MessageDefinition) -> JSONDocument {
    ["id": .integer(Int(message.identifier)), "name": .string(message.name)]
  }

  private static func document(of layout: ReferenceLayout) -> JSONDocument {
    .object(present: [
      "versions": .array(layout.versions.map(JSONDocument.integer)),
      "dataLengthFrom": layout.condition.lowestLength.map(JSONDocument.integer),
      "dataLengthTo": layout.condition.highestLength.map(JSONDocument.integer),
      "condition": .text(layout.condition.remark),
      "size": layout.byteCount.map(JSONDocument.integer),
      "fields": .array(layout.flattenedFields.map(document)),
    ])
  }

  private static func document(of field: ReferenceField) -> JSONDocument {
    .object(present: [
      "path": .text(field.path),
      "name": .text(field.name),
      "type": .string(field.type.rawValue),
      "offset": field.offset.map(JSONDocument.integer),
      "size": field.size.map(JSONDocument.integer),
      "maximumSize": field.maximumSize.map(JSONDocument.integer),
      "sizeFrom": .text(field.countedBy),
      "slots": (field.slots?.count).map(JSONDocument.integer),
      "slotSize": (field.slots?.size).map(JSONDocument.integer),
      "countedBy": .text(field.slots?.countedBy),
      "names": .text(field.names),
      "by": .text(field.selector),
      "case": field.choice.map(document),
      "fromDataLength": field.minimumLength.map(JSONDocument.integer),
      "matchKey": field.isMatchKey ? true : nil,
    ])
  }

  private static func document(of choice: ReferenceField.Choice) -> JSONDocument {
    guard let values = choice.values else { return ["otherwise": true] }
    return ["from": .integer(Int(values.lowerBound)), "to": .integer(Int(values.upperBound))]
  }

  private static func document(of names: ValueNames) -> JSONDocument {
    let values = names.entries.map { entry in
      JSONDocument.object(present: [
        "value": .integer(Int(entry.value)),
        "label": .text(entry.label),
        "spoken": entry.spoken == entry.label ? nil : .text(entry.spoken),
      ])
    }
    return ["name": .string(names.name), "values": .array(values)]
  }

  private static func document(of names: FlagNames) -> JSONDocument {
    let bits = names.entries.map { entry in
      JSONDocument.object(present: [
        "mask": .integer(Int(entry.mask)), "label": .text(entry.label),
      ])
    }
    return ["name": .string(names.name), "bits": .array(bits)]
  }
}
