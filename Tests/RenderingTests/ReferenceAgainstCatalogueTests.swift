import Foundation
import Rendering
import SCCP
import Testing

/// Offsets and sizes, against the same computed from the protocol's description in JSON, which must
/// lie beside the package for this.
@Suite(.enabled(if: Described.isPresent, "no ../shared/protocol/catalogue.json"))
struct ReferenceAgainstCatalogueTests {
  @Test func `offsets and sizes are those of the description`() throws {
    let messages = try Described.messages()
    #expect(messages.count == Catalogue.messages.count)
    var compared = 0
    for message in Catalogue.messages {
      let described = try #require(messages[Int(message.identifier)])
      for layout in ReferenceLayout.all(of: message) {
        // The description cannot say that devices pad a number, which the remark is about.
        guard !layout.condition.remark.hasPrefix("bytes") else { continue }
        // What is there only when bytes are left stands apart in the description.
        let ours = layout.flattenedFields.filter { $0.leftOver == nil }.map {
          Described.line($0.path, $0.offset, $0.size, $0.slots?.count)
        }
        for version in layout.versions {
          var walk = Described(
            version: version, length: min(layout.condition.lengths.upperBound, 60_000),
            packsText: message.packsText)
          let size = walk.append(described, path: "")
          // The long ServerRes is wider than the description says before version 17.
          let isCorrected = message.identifier == 0x009e && version < 17 && layout.byteCount == 360
          if isCorrected {
            #expect(size == 280)
          } else {
            #expect(layout.byteCount == size, "\(message.name), version \(version)")
            #expect(ours == walk.lines, "\(message.name), version \(version)")
          }
          compared += 1
        }
      }
    }
    #expect(compared > 175 * 11)
  }
}

/// Walks a message of the description for one header version and data length.
private struct Described {
  let version: Int
  let length: Int
  let packsText: Bool
  var offset: Int? = 0
  var lines: [String] = []

  typealias Entry = [String: Any]

  private static let file: URL = {
    var root = URL(fileURLWithPath: #filePath)
    for _ in 1...4 { root.deleteLastPathComponent() }
    return root.appendingPathComponent("shared/protocol/catalogue.json")
  }()

  static var isPresent: Bool { FileManager.default.isReadableFile(atPath: file.path) }

  /// The items of each message.
  static func messages() throws -> [Int: [Entry]] {
    let document = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? Entry
    let messages = try #require(document?["messages"] as? [Entry])
    var found: [Int: [Entry]] = [:]
    for message in messages {
      found[try #require(message["id"] as? Int)] = try #require(message["items"] as? [Entry])
    }
    return found
  }

  init(version: Int, length: Int, packsText: Bool) {
    self.version = version
    self.length = length
    self.packsText = packsText
  }

  static func line(_ path: String, _ offset: Int?, _ size: Int?, _ slots: Int?) -> String {
    let place = "\(path) at \(offset ?? -1), \(size ?? -1) bytes"
    return place + (slots.map { " in \($0) slots" } ?? "")
  }

  /// Notes the entries and moves after them; their bytes, nil where they vary.
  mutating func append(_ entries: [Entry], path: String) -> Int? {
    var sum: Int? = 0
    for entry in entries {
      let size = append(entry, path: path)
      sum = sum.flatMap { sum in size.map { sum + $0 } }
    }
    return sum
  }

  private mutating func append(_ entry: Entry, path: String) -> Int? {
    let items = entry["items"] as? [Entry] ?? []
    if let when = entry["when"] as? [String: Int] {
      let holds =
        version >= when["versionFrom"] ?? 0 && version <= when["versionTo"] ?? 99
        && length > when["lengthOver"] ?? 0 && length < when["lengthUnder"] ?? 99_999
      return holds ? append(items, path: path) : 0
    }
    let name = path + (entry["name"] as? String ?? "?")
    let type = entry["type"] as? String
    // A key is bytes to us, not an array of numbers.
    let isSecret = type == "uint8" && (name.hasSuffix("key") || name.hasSuffix("salt"))
    let slots = (entry["repeat"] as? Entry)?["slots"] as? Int
    let place = lines.count
    let start = offset
    lines.append("")
    var size: Int?
    switch type {
    case "struct":
      size = append(items, path: name + ".")
    case "union":
      size = 0
      for alternative in entry["cases"] as? [Entry] ?? [] {
        offset = start
        let width = append(alternative["items"] as? [Entry] ?? [], path: name + ".")
        size = size.flatMap { widest in width.map { max(widest, $0) } }
      }
    default:
      size = leafSize(entry, type)
    }
    let whole = size.map { $0 * (slots ?? 1) }
    offset = start.flatMap { start in whole.map { start + $0 } }
    lines[place] = Self.line(name, start, whole, isSecret ? nil : slots)
    return whole
  }

  private func leafSize(_ entry: Entry, _ type: String?) -> Int? {
    switch (entry["storage"] as? String) ?? type {
    case "uint8": 1
    case "uint16": 2
    case "uint32", "int32", "port", "ipv4": 4
    case "ipv6": 16
    case "address": version < 17 ? 4 : 20
    case "macAddress": entry["size"] as? Int
    case "text", "xml":
      packsText
        ? nil
        : entry["size"] as? String == "directoryNumber"
          ? version < 18 ? 24 : 25
          : entry["size"] as? Int
    default: nil
    }
  }
}
