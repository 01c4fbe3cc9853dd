import CaptureBuilder
import SCCP
import Testing
import Wire

/// What the encoder writes the decoder reads, for every message in every header version; and
/// whatever happens to the bytes, the decoder tells the truth about the rest.
@Suite struct RoundTripTests {
  static let versions = [0, 11, 15, 16, 17, 18, 19, 20, 21, 22]
  static let seeds: ClosedRange<UInt64> = 1...4

  @Test(arguments: Catalogue.messages)
  func `made-up values come back`(definition: MessageDefinition) throws {
    for version in Self.versions {
      for seed in Self.seeds {
        let sample = try Sample(definition, version: version, seed: seed)
        let message = sample.decoded(sample.bytes)
        let comparison = FieldComparison(message: message, context: sample.description)
        comparison.expect(sample.values)
        #expect(message.missing == nil, "\(sample)")
        #expect(message.undecoded.isEmpty, "\(sample)")
        #expect(message.problems.isEmpty, "\(sample)")
        #expect(message.header.dataLength == sample.bytes.count - 8, "\(sample)")
        #expect(sample.bytes.count % 4 == 0, "\(sample)")
      }
    }
  }

  @Test(arguments: Catalogue.messages)
  func `the first field of each name is found`(definition: MessageDefinition) throws {
    let names = FieldName.all.map { FieldName($0) }
    for version in Self.versions {
      let sample = try Sample(definition, version: version, seed: 8)
      let message = sample.decoded(sample.bytes)
      let missed = names.filter { name in
        message.place(of: name) != message.fields.firstIndex { $0.name == name }
      }
      #expect(missed.isEmpty, "\(sample): \(missed.map(\.spelling))")
    }
  }

  /// The header keeps saying how long the whole was.
  @Test(arguments: Catalogue.messages)
  func `a message cut anywhere decodes to the beginning of the whole`(
    definition: MessageDefinition
  ) throws {
    for version in Self.versions {
      let sample = try Sample(definition, version: version, seed: 5)
      let whole = sample.decoded(sample.bytes)
      for length in 0..<sample.bytes.count {
        let part = sample.decoded(Array(sample.bytes[..<length]))
        if let difference = whole.difference(fromPrefix: part) {
          Issue.record("\(sample), cut to \(length) bytes: \(difference)")
          return
        }
      }
    }
  }

  /// The header says how short the message is, as an older peer's would.
  @Test(arguments: Catalogue.messages)
  func `a shorter message decodes to the beginning of the whole`(
    definition: MessageDefinition
  ) throws {
    for version in Self.versions {
      let changesForm = definition.items.containForms(in: version)
      let sample = try Sample(definition, version: version, seed: 6)
      let whole = sample.decoded(sample.bytes)
      for length in MessageHeader.byteCount..<sample.bytes.count {
        let part = sample.decoded(sample.bytes.resized(to: length))
        #expect(part.fields.allSatisfy { $0.offset + $0.length <= length })
        // A length that fits another version tells of that one.
        let changesVersion = part.layoutVersion != whole.layoutVersion
        if !changesForm, !changesVersion, let difference = whole.difference(fromPrefix: part) {
          Issue.record("\(sample), shortened to \(length) bytes: \(difference)")
          return
        }
      }
    }
  }

  @Test(arguments: Catalogue.messages)
  func `bytes after the last field are padding or are shown`(
    definition: MessageDefinition
  ) throws {
    for version in Self.versions {
      let sample = try Sample(definition, version: version, seed: 7)
      let whole = sample.decoded(sample.bytes)
      let end = min(whole.decodedByteCount, sample.bytes.count)
      let changesForm = definition.items.containForms(in: version)
      for padding in 1...3 {
        let bytes = sample.bytes.resized(to: end) + Array(repeating: 0, count: padding)
        if changesForm, bytes.count < sample.bytes.count { continue }
        let message = sample.decoded(bytes.resized(to: bytes.count))
        #expect(message.undecoded.isEmpty, "\(sample), \(padding) zeros more")
      }
      for count in [1, 2, 3, 100] {
        let bytes = sample.bytes.resized(to: end) + Array(repeating: 0xa5, count: count)
        if changesForm, bytes.count <= sample.bytes.count { continue }
        let message = sample.decoded(bytes.resized(to: bytes.count))
        // A text that fills its slot may go on through all of them.
        let goesOn = message.fields.last.map {
          message.layout?.steps[Int($0.step)].goesOn == true && $0.length > count
        }
        #expect(
          message.undecoded == end..<end + count || goesOn == true && message.undecoded.isEmpty,
          "\(sample), \(count) bytes more")
      }
    }
  }
}

extension MessageDefinition: CustomTestStringConvertible {
  /// The message's name, for the log.
  public var testDescription: String { name }
}

/// A message of made-up values.
private struct Sample: CustomStringConvertible {
  let values: [String: FieldValue]
  let bytes: [UInt8]
  let description: String

  init(_ definition: MessageDefinition, version: Int, seed: UInt64) throws {
    description = "\(definition.name) in version \(version), seed \(seed)"
    var samples = SampleValues(definition, version: version, seed: seed)
    values = samples.values(for: definition.items)
    let encoder = MessageEncoder(version: UInt32(version))
    bytes = try encoder.encode(definition, samples.withoutCounts(values))
  }

  func decoded(_ bytes: [UInt8]) -> Message {
    var decoder = MessageDecoder()
    var message = Message()
    decoder.decode(bytes.span, into: &message)
    return message
  }
}

extension [UInt8] {
  /// The first bytes of a message, with a header that says so; or a message to which bytes were
  /// appended, with a header that counts them.
  fileprivate func resized(to length: Int) -> [UInt8] {
    var writer = ByteWriter(order: .littleEndian)
    writer.append(self[..<length])
    writer.overwrite(uint32: UInt32(length - 8), at: 0)
    return writer.bytes
  }
}

extension Message {
  /// What is wrong with the decoding of a message's first bytes; nil where it is as it should be.
  fileprivate func difference(fromPrefix part: Message) -> String? {
    guard part.fields.count <= fields.count else { return "more fields than in the whole" }
    guard part.bytes.count >= MessageHeader.byteCount else {
      return part.fields.isEmpty ? nil : "fields without a header"
    }
    for (index, field) in part.fields.enumerated() {
      let original = fields[index]
      let isSame =
        field.kind == original.kind && field.step == original.step
        && field.offset == min(original.offset, Int32(part.bytes.count))
        && (field.kind == .array || part.number(of: field) == number(of: original))
      guard isSame else { return "\(field.name.spelling) is not that of the whole" }
      let end = Int(field.offset + field.length)
      guard end <= part.bytes.count else { return "\(field.name.spelling) goes past the end" }
      guard field.length == original.length || end == part.bytes.count else {
        return "\(field.name.spelling) is shorter without need"
      }
      guard field.end <= part.fields.count else { return "\(field.name.spelling) never ends" }
    }
    let absent = fields[part.fields.count...].first { !$0.isContainer }
    if let last = part.fields.last, last.kind == .secret,
      last.length < fields[part.fields.count - 1].length
    {
      return part.missing == path(of: last) ? nil : "the cut \(path(of: last)) is not missing"
    }
    let expected = absent.map(path)
    return part.missing == expected
      ? nil : "missing is \(part.missing ?? "nothing"), not \(expected ?? "nothing")"
  }

  private func path(of field: DecodedField) -> String {
    layout?.paths[Int(field.step)] ?? ""
  }
}

extension DecodedField {
  fileprivate var isContainer: Bool {
    kind == .structure || kind == .array || kind == .union
  }
}

extension [Item] {
  /// Whether this version's layout changes with the data length.
  fileprivate func containForms(in version: Int) -> Bool {
    contains { item in
      switch item {
      // Which items there are depends on how many bytes are left.
      case .forms, .leftOver: true
      case .field: false
      case .versions(let versions, let items):
        versions.contains(version) && items.containForms(in: version)
      case .structure(_, let items), .over(_, let items):
        items.containForms(in: version)
      case .array(let entry, _, _), .open(let entry): [entry].containForms(in: version)
      case .union(_, _, let cases): cases.contains { $0.items.containForms(in: version) }
      }
    }
  }
}
