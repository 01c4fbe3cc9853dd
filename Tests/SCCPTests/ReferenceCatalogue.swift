import Foundation

/// The protocol's description in JSON, kept outside the package: what our definitions must equal.
struct ReferenceCatalogue: Decodable {
  let messages: [Message]
  let enums: [String: [Label]]
  let layoutsByLength: [LengthRule]

  struct Message: Decodable {
    let id: UInt32
    let name: String
    let direction: String
    let kind: String
    let answers: UInt32?
    let group: String
    let packedText: Bool
    let items: [Entry]
  }

  /// What the data length says of a message's layout, beyond what its items say.
  struct LengthRule: Decodable {
    let id: UInt32
    let versionFrom: Int?
    let byVersion: Bool?
    let runOn: String?
    let more: String?
    let leftOver: Int?
    let length: Int?
    let zero: [Int]?
    let notZero: [Int]?
    let items: [Entry]?
  }

  struct Label: Decodable, Hashable {
    let value: UInt32
    let label: String
  }

  struct Flag: Decodable {
    let mask: UInt32
    let label: String
  }

  /// An item of a layout, or a condition around some.
  struct Entry: Decodable {
    let name: String?
    let type: String?
    let size: Size?
    let sizeFrom: String?
    let sizeMax: Int?
    let displayLabel: Bool?
    let storage: String?
    let `enum`: String?
    let flags: [Flag]?
    let matchKey: Bool?
    let `repeat`: Repetition?
    let items: [Entry]?
    let by: String?
    let cases: [Case]?
    let when: When?
  }

  struct Repetition: Decodable {
    let slots: Int
    let count: String?
  }

  struct Case: Decodable {
    let equals: UInt32?
    let from: UInt32?
    let to: UInt32?
    let otherwise: Bool?
    let items: [Entry]
  }

  struct When: Decodable {
    let versionFrom: Int?
    let versionTo: Int?
    let lengthOver: Int?
    let lengthUnder: Int?
  }

  enum Size: Decodable {
    case bytes(Int)
    case directoryNumber

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let bytes = try? container.decode(Int.self) {
        self = .bytes(bytes)
      } else {
        self = .directoryNumber
      }
    }
  }

  private static let file: URL = {
    var root = URL(fileURLWithPath: #filePath)
    for _ in 1...4 { root.deleteLastPathComponent() }
    return root.appendingPathComponent("shared/protocol/catalogue.json")
  }()

  /// Whether the file lies beside the package.
  static var isPresent: Bool { FileManager.default.isReadableFile(atPath: file.path) }

  /// Reads the file; throws where it is absent or not as expected.
  static func read() throws -> ReferenceCatalogue {
    try JSONDecoder().decode(ReferenceCatalogue.self, from: Data(contentsOf: file))
  }
}

extension ReferenceCatalogue {
  /// The labels of an enumeration without what all of them begin with, up to an underscore; of two
  /// labels for one value, the first.
  static func shortened(_ labels: [Label]) -> [Label] {
    guard var common = labels.first?.label else { return [] }
    for label in labels { common = common.commonPrefix(with: label.label) }
    let dropped = common.lastIndex(of: "_").map { common[...$0].count } ?? 0
    var seen: Set<UInt32> = []
    return labels.filter { seen.insert($0.value).inserted }
      .map { Label(value: $0.value, label: String($0.label.dropFirst(dropped))) }
  }
}

extension ReferenceCatalogue.Entry {
  /// Every data length at which the layout of these items changes.
  static func thresholds(_ entries: [Self]) -> Set<Int> {
    var found: Set<Int> = []
    for entry in entries {
      if let over = entry.when?.lengthOver { found.insert(over) }
      if let under = entry.when?.lengthUnder { found.insert(under) }
      found.formUnion(thresholds(entry.items ?? []))
      for alternative in entry.cases ?? [] { found.formUnion(thresholds(alternative.items)) }
    }
    return found
  }

  /// One line per item that a message of this header version and data length holds.
  static func lines(_ entries: [Self], in path: String, version: Int, length: Int) -> [String] {
    entries.flatMap { $0.lines(in: path, version: version, length: length) }
  }

  private func lines(in path: String, version: Int, length: Int) -> [String] {
    if let when {
      let holds =
        version >= when.versionFrom ?? 0 && version <= when.versionTo ?? .max
        && length > when.lengthOver ?? .min && length < when.lengthUnder ?? .max
      return holds ? Self.lines(items ?? [], in: path, version: version, length: length) : []
    }
    let place = "\(path)/\(name ?? "?")"
    if let `repeat`, type == "uint8", name == "key" || name == "salt" {
      return ["\(place) secret \(`repeat`.slots) by \(`repeat`.count ?? "-")"]
    }
    let key = matchKey == true ? " key" : ""
    var lines = `repeat`.map { ["\(place) \($0.slots) slots by \($0.count ?? "-")"] } ?? []
    switch type {
    case "struct":
      lines.append("\(place) struct")
      lines += Self.lines(items ?? [], in: place, version: version, length: length)
    case "union":
      lines.append("\(place) union by \(by ?? "?")")
      for alternative in cases ?? [] {
        lines.append("\(place) case \(alternative.range)")
        lines += Self.lines(alternative.items, in: place, version: version, length: length)
      }
    case "enum":
      lines.append("\(place) enum \(storage ?? "?") \(`enum` ?? "?")\(key)")
    case "flags":
      let labels = (flags ?? []).map { "\($0.mask)=\($0.label)" }.joined(separator: " ")
      lines.append("\(place) flags \(storage ?? "?") \(labels)\(key)")
    case "text", "xml", "macAddress":
      let kind = displayLabel == true ? "displayText" : type ?? "?"
      lines.append("\(place) \(kind) \(sizeText(version: version))\(key)")
    default:
      // A port is a 32-bit number under another name.
      lines.append("\(place) \(type == "port" ? "uint32" : type ?? "?")\(key)")
    }
    return lines
  }

  private func sizeText(version: Int) -> String {
    if let sizeFrom { return "by \(sizeFrom) up to \(sizeMax ?? 0)" }
    return switch size {
    case .bytes(let count): "\(count)"
    case .directoryNumber: version < 18 ? "24" : "25"
    case nil: "?"
    }
  }
}

extension ReferenceCatalogue.Case {
  var range: String {
    if otherwise == true { return "otherwise" }
    return "\(equals ?? from ?? 0)...\(equals ?? to ?? .max)"
  }
}

extension ReferenceCatalogue.LengthRule {
  /// The rule in one line.
  var line: String {
    let from = versionFrom ?? 0
    let items = ReferenceCatalogue.Entry.lines(items ?? [], in: "", version: 22, length: 2000)
    if byVersion == true { return "\(id) by version" }
    if let runOn { return "\(id) \(runOn) runs on" }
    if let more { return "\(id) more \(more)" }
    if let leftOver { return "\(id) from \(from), over \(leftOver) left: \(items)" }
    return "\(id) from \(from), length \(length ?? 0), \(zero ?? []) 0, \(notZero ?? []) not: "
      + "\(items)"
  }
}
