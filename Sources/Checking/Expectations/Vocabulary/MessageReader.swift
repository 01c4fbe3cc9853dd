import SCCP

/// Reads which message is meant: `CallState`, or `CallState: {callState: Connected}`.
enum MessageReader {
  static func pattern(_ node: DocumentNode) throws(ExpectationError) -> MessagePattern {
    switch node.content {
    case .scalar(let name):
      let (identifier, layout) = try message(name, node.place)
      return MessagePattern(
        identifier: identifier,
        name: layout == nil ? Message.title(ofUnknown: identifier) : name, fields: [])
    case .mapping(let members):
      guard let member = members.first, members.count == 1 else {
        let place = members.dropFirst().first?.place ?? node.place
        throw ExpectationError(
          place, members.isEmpty ? "a message is expected" : "a second message in one entry")
      }
      let (identifier, layout) = try message(member.key, member.place)
      return MessagePattern(
        identifier: identifier, name: member.key,
        fields: try fields(member.value, of: member.key, layout))
    case .empty, .sequence:
      throw ExpectationError(node.place, "a message is expected, not \(node.noun)")
    }
  }

  /// Where a message's name stands.
  static func namePlace(_ node: DocumentNode) -> TextPlace {
    if case .mapping(let members) = node.content { return members.first?.place ?? node.place }
    return node.place
  }

  /// A message of the catalogue by its name, or any by its identifier, such as `0x8005`.
  private static func message(
    _ name: String, _ place: TextPlace
  ) throws(ExpectationError) -> (UInt32, Layout?) {
    if name.hasPrefix("0x"), let identifier = UInt32(name.dropFirst(2), radix: 16) {
      return (identifier, Layout.of(identifier))
    }
    if let definition = Catalogue.messages.first(where: { $0.name == name }) {
      return (definition.identifier, Layout.of(definition.identifier))
    }
    let hint = NearestName.hint(for: name, among: Catalogue.messages.map(\.name))
    throw ExpectationError(place, "no message is called \(name.quoted)\(hint)")
  }

  // MARK: - Fields

  private static func fields(
    _ node: DocumentNode, of message: String, _ layout: Layout?
  ) throws(ExpectationError) -> [FieldDemand] {
    if case .empty = node.content { return [] }
    guard case .mapping(let members) = node.content else {
      throw ExpectationError(
        node.place, "fields and their values are expected, not \(node.noun)")
    }
    guard let layout else {
      throw ExpectationError(node.place, "the fields of \(message) are not known")
    }
    var demands: [FieldDemand] = []
    for member in members { demands.append(try demand(member, layout)) }
    return demands
  }

  private static func demand(
    _ member: DocumentNode.Member, _ layout: Layout
  ) throws(ExpectationError) -> FieldDemand {
    let field = try FieldChoice(member.key, member.place, layout)
    let texts = try NodeReader.texts(
      member.value, "values", maximum: FieldDemand.maximumValues)
    let isNegated = texts.count == 1 && texts[0].text.hasPrefix("!")
    var values: [ValuePattern] = []
    for (text, place) in texts {
      if text.hasPrefix("!"), !isNegated || texts.count > 1 {
        throw ExpectationError(
          place, "! in a list: one of several values is expected, or not a single one")
      }
      let source = isNegated ? String(text.dropFirst()) : text
      guard let value = ValuePattern(source) else { throw NodeReader.tooLong(place) }
      try field.check(value, place)
      values.append(value)
    }
    return FieldDemand(
      name: member.key, steps: field.steps, values: values, isNegated: isNegated)
  }
}
