package import SCCP
package import Wire

/// Writes the protocol reference as JSON: keys in a fixed order, those without a value left out.
package struct ReferenceJSON: ~Copyable {
  package private(set) var text = TextBuffer()

  package init() {}

  /// Writes a line with an array of messages, without their layouts.
  package mutating func render(listOf messages: [MessageDefinition]) {
    array(messages) { json, message in
      json.object { json in json.summary(of: message) }
    }
    text.append("\n")
  }

  /// Writes a line with a message, or with an array of several.
  package mutating func render(_ messages: [MessageDefinition], headerVersion: Int? = nil) {
    if messages.count == 1 {
      render(messages[0], headerVersion)
    } else {
      array(messages) { json, message in json.render(message, headerVersion) }
    }
    text.append("\n")
  }

  private mutating func render(_ message: MessageDefinition, _ headerVersion: Int?) {
    object { json in
      json.summary(of: message)
      let layouts =
        headerVersion.map { ReferenceLayout.all(of: message, version: $0) }
        ?? ReferenceLayout.all(of: message)
      json.key("layouts")
      json.array(layouts) { json, layout in json.append(layout) }
      let names = ReferenceNames(message.items)
      json.key("enumerations")
      json.array(names.enumerations) { json, names in json.append(names) }
      json.key("flags")
      json.array(names.flags) { json, names in json.append(names) }
    }
  }

  private mutating func summary(of message: MessageDefinition) {
    member("id", Int(message.identifier))
    member("name", message.name)
    member("direction", message.direction.rawValue)
    member("kind", message.kindWord)
    member("group", message.group.rawValue)
    if let request = message.request {
      key("answers")
      reference(to: request)
    }
    if message.kind == .request {
      key("answeredBy")
      array(message.responses) { json, response in json.reference(to: response) }
    }
    member("packedText", message.packsText)
    member("meaning", message.meaning)
  }

  private mutating func reference(to message: MessageDefinition) {
    object { json in
      json.member("id", Int(message.identifier))
      json.member("name", message.name)
    }
  }

  private mutating func append(_ layout: ReferenceLayout) {
    object { json in
      json.key("versions")
      json.array(layout.versions) { json, version in json.text.append(decimal: version) }
      json.member("dataLengthFrom", layout.condition.lowestLength)
      json.member("dataLengthTo", layout.condition.highestLength)
      json.member("condition", layout.condition.remark)
      json.member("size", layout.byteCount)
      json.key("fields")
      json.array(layout.flattenedFields) { json, field in json.append(field) }
    }
  }

  private mutating func append(_ field: ReferenceField) {
    object { json in
      json.member("path", field.path)
      json.member("name", field.name)
      json.member("type", field.type.rawValue)
      json.member("offset", field.offset)
      json.member("size", field.size)
      json.member("maximumSize", field.maximumSize)
      json.member("sizeFrom", field.countedBy)
      json.member("slots", field.slots?.count)
      json.member("slotSize", field.slots?.size)
      json.member("countedBy", field.slots?.countedBy)
      json.member("names", field.names)
      json.member("by", field.selector)
      if let choice = field.choice {
        json.key("case")
        json.append(choice)
      }
      json.member("fromDataLength", field.minimumLength)
      if field.isMatchKey { json.member("matchKey", true) }
    }
  }

  private mutating func append(_ choice: ReferenceField.Choice) {
    object { json in
      if let values = choice.values {
        json.member("from", Int(values.lowerBound))
        json.member("to", Int(values.upperBound))
      } else {
        json.member("otherwise", true)
      }
    }
  }

  private mutating func append(_ names: ValueNames) {
    object { json in
      json.member("name", names.name)
      json.key("values")
      json.array(names.entries) { json, entry in
        json.object { json in
          json.member("value", Int(entry.value))
          json.member("label", entry.label)
          if entry.spoken != entry.label { json.member("spoken", entry.spoken) }
        }
      }
    }
  }

  private mutating func append(_ names: FlagNames) {
    object { json in
      json.member("name", names.name)
      json.key("bits")
      json.array(names.entries) { json, entry in
        json.object { json in
          json.member("mask", Int(entry.mask))
          json.member("label", entry.label)
        }
      }
    }
  }

  // MARK: - JSON

  /// Whether the next member is the first of its object.
  private var isFirst = true

  private mutating func object(_ fill: (inout ReferenceJSON) -> Void) {
    text.append("{")
    isFirst = true
    fill(&self)
    text.append("}")
    isFirst = false
  }

  private mutating func array<Element>(
    _ elements: [Element], _ append: (inout ReferenceJSON, Element) -> Void
  ) {
    text.append("[")
    for (index, element) in elements.enumerated() {
      if index > 0 { text.append(",") }
      append(&self, element)
    }
    text.append("]")
    isFirst = false
  }

  private mutating func key(_ name: String) {
    if !isFirst { text.append(",") }
    isFirst = false
    text.append(jsonString: name)
    text.append(":")
  }

  private mutating func member(_ name: String, _ value: Int?) {
    guard let value else { return }
    key(name)
    text.append(decimal: value)
  }

  private mutating func member(_ name: String, _ value: Bool) {
    key(name)
    text.append(value ? "true" : "false")
  }

  /// Writes a text; one that is empty or nil is left out.
  private mutating func member(_ name: String, _ value: String?) {
    guard let value, !value.isEmpty else { return }
    key(name)
    text.append(jsonString: value)
  }
}
