import CallAnalysis
import SCCP

/// Reads what a file expects, and says what is wrong with it.
package struct ExpectationReader {
  private var file: ExpectationFile?
  private var expectations: [Expectation] = []
  /// Where each name was first given.
  private var places: [String: TextPlace] = [:]

  /// Bytes of the largest file that is read.
  package static let maximumByteCount = DocumentText.maximumByteCount

  /// The expectations of a file's bytes, whatever these are; throws the first thing wrong.
  package static func read(_ bytes: [UInt8]) throws(ExpectationError) -> ExpectationFile {
    let document = try DocumentParser.parse(bytes)
    var reader = ExpectationReader()
    return try reader.file(document)
  }

  private init() {}

  private mutating func file(_ node: DocumentNode) throws(ExpectationError) -> ExpectationFile {
    if case .empty = node.content {
      throw ExpectationError(node.place, "the file is empty; it needs the key expect")
    }
    let members = try NodeReader.members(of: node, known: ExpectationFileKey.self)
    let device = try members[.device].map(NodeReader.pattern)
    guard let list = members[.expect] else {
      throw ExpectationError(node.place, "the file needs the key expect")
    }
    for entry in try NodeReader.entries(of: list, "expectations") {
      guard expectations.count < ExpectationFile.maximumExpectations else {
        throw ExpectationError(
          entry.place, "more than \(ExpectationFile.maximumExpectations) expectations")
      }
      expectations.append(try expectation(entry, device))
    }
    return ExpectationFile(expectations: expectations)
  }

  private mutating func expectation(
    _ node: DocumentNode, _ fileDevice: TextPattern?
  ) throws(ExpectationError) -> Expectation {
    guard case .mapping(let members) = node.content else {
      throw ExpectationError(
        node.place, "an expectation is a mapping, such as never: RegisterReject, not \(node.noun)")
    }
    let (kind, value) = try kind(of: members, node.place)
    var options: [ExpectationOption: DocumentNode] = [:]
    for member in members where member.key != kind.rawValue {
      options[try option(member, of: kind)] = member.value
    }
    if let missing = kind.required.first(where: { options[$0] == nil }) {
      throw ExpectationError(node.place, "\(kind.rawValue) needs \(missing.rawValue) beside it")
    }
    let device = try options[.device].map(NodeReader.pattern)
    let demand = try DemandReader(kind: kind, options: options).demand(value)
    return Expectation(
      name: try name(options[.name], demand.description(device: device), node.place),
      place: node.place, device: device ?? fileDevice, kind: kind, demand: demand)
  }

  /// The one key of a mapping that says what kind of expectation it is.
  private func kind(
    of members: [DocumentNode.Member], _ place: TextPlace
  ) throws(ExpectationError) -> (ExpectationKind, DocumentNode) {
    var found: (kind: ExpectationKind, value: DocumentNode)?
    for member in members {
      guard let kind = ExpectationKind(rawValue: member.key) else { continue }
      if let former = found {
        throw ExpectationError(
          member.place,
          "\(kind.rawValue) beside \(former.kind.rawValue): an expectation is of one kind")
      }
      found = (kind, member.value)
    }
    if let found { return found }
    let kinds = ExpectationKind.allCases.map(\.rawValue)
    if let stranger = members.first(where: { ExpectationOption(rawValue: $0.key) == nil }) {
      let hint = NearestName.hint(for: stranger.key, among: kinds)
      throw ExpectationError(
        stranger.place, "no expectation has the key \(stranger.key.quoted)\(hint)")
    }
    throw ExpectationError(
      place, "an expectation needs one of the keys \(kinds.joined(separator: ", "))")
  }

  private func option(
    _ member: DocumentNode.Member, of kind: ExpectationKind
  ) throws(ExpectationError) -> ExpectationOption {
    if let option = ExpectationOption(rawValue: member.key), kind.options.contains(option) {
      return option
    }
    let names = kind.options.map(\.rawValue)
    throw ExpectationError(
      member.place,
      "\(kind.rawValue) has no key \(member.key.quoted)"
        + NearestName.hint(for: member.key, among: names))
  }

  /// What reports call an expectation; one that says the same as another is numbered.
  private mutating func name(
    _ given: DocumentNode?, _ words: String, _ place: TextPlace
  ) throws(ExpectationError) -> String {
    if let given {
      let name = try NodeReader.text(given)
      if name.isEmpty { throw ExpectationError(given.place, "a name without a letter") }
      if let former = places[name] {
        throw ExpectationError(
          given.place, "the name \(name.quoted) a second time; the first is in line \(former.line)")
      }
      places[name] = given.place
      return name
    }
    var name = words
    var number = 1
    while places[name] != nil {
      number += 1
      name = "\(words) (\(number))"
    }
    places[name] = place
    return name
  }
}
