import CaptureBuilder
import SCCP
import Testing

/// No byte of a key or salt is shown, in whichever message it stands and however that is broken.
@Suite struct SecretsEverywhereTests {
  /// Bytes that are found nowhere else, in hexadecimal digits or as text.
  private static let secret: [UInt8] = [
    0xe1, 0x51, 0xe2, 0x52, 0xe3, 0x53, 0xe4, 0x54, 0xe5, 0x55, 0xe6, 0x56, 0xe7, 0x57, 0xe8, 0x58,
  ]
  private static let pairs: Set<String> = Set(
    zip(secret, secret.dropFirst()).map { String($0, radix: 16) + String($1, radix: 16) })

  private static let messages = Catalogue.messages.filter { $0.items.haveSecret }

  /// Those whose layouts differ; all of them in the thorough run.
  private static let versions: [UInt32] =
    DamagedCapture.isThorough ? Array(0...22) : [0, 11, 17, 22]

  @Test func `there are messages with keys`() {
    #expect(
      Self.messages.map(\.name) == [
        "StartMediaTransmission", "OpenReceiveChannel", "OpenMultiMediaReceiveChannel",
        "StartMultiMediaTransmission",
      ])
  }

  /// The places of keys that an output shows, two bytes at least.
  private func shown(_ run: InMemoryRun) -> [String] {
    run.outputs.flatMap { name, bytes -> [String] in
      let text = String(decoding: bytes, as: UTF8.self)
      let digits = text.lines.map(Self.withoutGaps).joined(separator: "\n")
      return Self.pairs.filter(digits.contains).map { "\(name) shows \($0)" }
    }
  }

  /// A row of a dump without what stands between its digits; any other line as it is.
  private static func withoutGaps(_ line: String) -> String {
    guard line.hasPrefix("      "), let match = line.wholeMatch(of: /\s+[0-9a-f]{4} (.*)/) else {
      return line
    }
    return String(match.1.filter { $0 != " " })
  }

  /// A capture of a message that may be broken, and a whole one after it.
  private func run(_ message: [UInt8], _ version: UInt32) throws -> InMemoryRun {
    var talk = MadeCapture.conversation(version: version)
    talk.transmit(.server, talk.queue(.server, bytes: message), at: 1000)
    try talk.server(at: 2000, .activateCallPlane(line: 1))
    return InMemoryRun(MadeCapture.file(talk))
  }

  private func whole(_ message: MessageDefinition, _ version: UInt32) throws -> [UInt8] {
    try FilledMessage(version: version, secret: Self.secret).unit(message)
  }

  /// A message that says so of its length.
  private func cut(_ message: [UInt8], to count: Int) -> [UInt8] {
    var bytes = Array(message.prefix(count))
    bytes.set(UInt32(count - 8), at: 0)
    return bytes
  }

  @Test(arguments: messages.map(\.identifier), versions)
  func `a message that ends anywhere shows none of its key`(
    identifier: UInt32, version: UInt32
  ) throws {
    let definition = try #require(Layout.of(identifier)?.definition)
    let message = try whole(definition, version)
    let places = message.indices.filter { message[$0...].starts(with: Self.secret) }
    #expect(places.count == 2)
    for count in 12...message.count {
      let run = try run(cut(message, to: count), version)
      #expect(shown(run) == [], "\(definition.name) of \(count) bytes")
      #expect(run.json.contains(message: definition.name) && run.json.contains(message: "Act"))
    }
  }

  @Test(arguments: messages.map(\.identifier), [0, 22] as [UInt32])
  func `a key whose length is wild is hidden all the same`(
    identifier: UInt32, version: UInt32
  ) throws {
    let definition = try #require(Layout.of(identifier)?.definition)
    let message = try whole(definition, version)
    let key = try #require(message.indices.first { message[$0...].starts(with: Self.secret) })
    for length in [0, 1, 7, 15, 16, 17, 32, 255, 0x7fff, 0xffff] as [UInt16] {
      // Both lengths stand before the key.
      for place in [key - 4, key - 2] {
        for count in [message.count, key + 20, key + 9, key + 1] {
          var bytes = cut(message, to: count)
          bytes[place] = UInt8(truncatingIfNeeded: length)
          bytes[place + 1] = UInt8(length >> 8)
          let run = try run(bytes, version)
          #expect(shown(run) == [], "\(definition.name): length \(length), \(count) bytes")
        }
      }
    }
  }

  /// Peers write the layout of another version than their header says, whole, cut, or with bytes
  /// after it that no layout knows. A length that a layout takes whole says nothing of another.
  @Test(arguments: messages.map(\.identifier), versions)
  func `a body of another version's layout shows none of its key`(
    identifier: UInt32, version: UInt32
  ) throws {
    let definition = try #require(Layout.of(identifier)?.definition)
    for layout in [0, 11, 16, 17, 22] {
      let filled = FilledMessage(version: version, layoutVersion: layout, secret: Self.secret)
      let message = try filled.unit(definition)
      let key = try #require(message.indices.first { message[$0...].starts(with: Self.secret) })
      let more = message + [UInt8](repeating: 0, count: 40)
      let ends = [-24, -16, -8, -4, -1, 0, 1, 2, 3, 4, 8, 28, 36].map { message.count + $0 }
      for count in ends + [key + 8, key + 16, key + 24, key + 32] {
        let run = try run(cut(more, to: count), version)
        let place = "\(definition.name) of \(layout) under \(version), \(count) bytes"
        #expect(shown(run) == [] || isTakenWhole(run), "\(place)")
        #expect(run.json.contains(message: definition.name), "\(place)")
      }
      // Some bytes between what stands before the key and the key, as one server has them.
      let shifted = message[..<(key - 8)] + [UInt8](repeating: 0, count: 28) + message[(key - 8)...]
      let run = try run(cut(Array(shifted), to: shifted.count), version)
      #expect(shown(run) == [] || isTakenWhole(run))
    }
  }

  /// Whether a layout took all bytes of the first message, in its whole or in a known shorter form.
  private func isTakenWhole(_ run: InMemoryRun) -> Bool {
    !String(decoding: run.json.prefix { $0 != 0x0a }, as: UTF8.self).contains(#""undecoded":"#)
  }

  @Test(arguments: messages.map(\.identifier))
  func `they are shown to those who ask`(identifier: UInt32) throws {
    let definition = try #require(Layout.of(identifier)?.definition)
    let capture = try FilledMessage(secret: Self.secret).capture([definition])
    #expect(shown(InMemoryRun(capture)) == [])
    let places = shown(InMemoryRun(capture, showsSecrets: true))
    #expect(places.count == 3 * Self.pairs.count)
  }

  /// A key that was decrypted to be read is none of SCCP's, and is shown by nothing.
  @Test func `the secrets of TLS in a capture are not shown`() throws {
    var capture = try FilledMessage().capture([.keepAliveReq])
    let secret = Array("CLIENT_RANDOM 0123456789abcdef fedcba9876543210\n".utf8)
    let length = UInt32(20 + secret.count)
    var block: [UInt8] = []
    for word in [0x0a, length, 0x544c_534b, UInt32(secret.count)] { block.append(word: word) }
    block += secret
    block.append(word: length)
    capture += block
    let run = InMemoryRun(capture)
    #expect(run.failure == nil)
    for (_, bytes) in run.outputs {
      #expect(!String(decoding: bytes, as: UTF8.self).contains("CLIENT"))
    }
  }
}

extension [UInt8] {
  fileprivate mutating func set(_ number: UInt32, at place: Int) {
    for index in 0..<4 {
      self[place + index] = UInt8(truncatingIfNeeded: number >> UInt32(8 * index))
    }
  }

  fileprivate func contains(message name: String) -> Bool {
    String(decoding: self, as: UTF8.self).contains("\"message\":\"\(name)")
  }
}

extension [Item] {
  /// Whether a key or a salt is among them, at any depth.
  fileprivate var haveSecret: Bool {
    contains { item in
      switch item {
      case .field(let field): if case .secret = field.format { true } else { false }
      case .structure(_, let items), .versions(_, let items), .over(_, let items),
        .leftOver(_, let items):
        items.haveSecret
      case .array(let item, _, _), .open(let item): [item].haveSecret
      case .union(_, _, let cases): cases.contains { $0.items.haveSecret }
      case .forms(let forms): forms.contains { $0.items.haveSecret }
      }
    }
  }
}
