import Foundation
import SCCP
import Testing
import Text

@testable import CallAnalysis

/// What holds for every rule, whatever it says.
@Suite struct AnnotationRuleTests {
  @Test func `every message of the catalogue has one rule, and every rule a message`() {
    let rules = AnnotationRule.all.map(\.message.name).sorted()
    #expect(rules == Catalogue.messages.map(\.name).sorted())
  }

  @Test func `no rule asks for a value that nothing has`() {
    for rule in AnnotationRule.all {
      for template in rule.templates {
        #expect(template.unknownNames.isEmpty, "\(rule.message.name): \(template.source)")
      }
    }
  }

  @Test func `brackets come in pairs, and not within others`() {
    for template in AnnotationRule.all.flatMap(\.templates) {
      let brackets = template.source.filter { $0 == "[" || $0 == "]" }
      #expect(brackets.replacing("[]", with: "").isEmpty, "\(template.source)")
    }
  }

  @Test func `every derived value is used, and none hides a field`() {
    let used = Set(AnnotationRule.all.flatMap(\.templates).flatMap(\.names))
    for value in Derived.allCases {
      #expect(used.contains(value.rawValue), "\(value)")
      #expect(FieldName(value.rawValue) == .none, "\(value)")
    }
  }

  @Test func `every field that the program names is one of the catalogue's`() throws {
    let source = try String(
      contentsOf: Self.package.appending(path: "Sources/SCCP/Catalogue/FieldNames.swift"),
      encoding: .utf8)
    let names = source.matches(of: /FieldName\("(.*?)"\)/).map { String($0.1) }
    #expect(names.count > 50)
    for name in names { #expect(FieldName(name) != .none, "\(name)") }
  }

  /// Every sentence that typical values make, whichever of them would be chosen.
  @Test(arguments: [0, 3, 11, 17, 20, 22] as [UInt32])
  func `sentences are short and whole`(version: UInt32) throws {
    for rule in AnnotationRule.all {
      var said: Set<String> = []
      for variant in 0..<8 {
        let scene = Scene(version: version)
        let unit = try TypicalValues(variant: variant).unit(rule.message, version: version)
        let record = scene.record(for: unit, inCall: variant > 0)
        for sentence in rule.sentences {
          var book = Phrasebook()
          var text = TextBuffer()
          let template = book.add(sentence.template)
          if book.append(template, record, to: &text) { said.insert(String(text)) }
        }
      }
      #expect(!said.isEmpty, "\(rule.message.name) is never explained")
      for sentence in said {
        #expect(sentence.count <= 160, "\(rule.message.name): \(sentence)")
        #expect(sentence.isWhole, "\(rule.message.name): \(sentence)")
      }
    }
  }

  /// Messages that end early are explained by what they have.
  @Test(arguments: [0, 20] as [UInt32])
  func `no cut message leaves a hole in its words`(version: UInt32) throws {
    for definition in Catalogue.messages {
      let unit = try TypicalValues(variant: 2).unit(definition, version: version)
      let cuts = Array(12..<min(unit.count, 400)) + stride(from: 400, to: unit.count, by: 97)
      for cut in cuts {
        let words = Scene().words(for: Array(unit[..<cut]))
        #expect(
          words.sentence.isEmpty || words.sentence.isWhole,
          "\(definition.name), \(cut) bytes: \(words.sentence)")
        #expect(
          !words.values.hasSuffix(" ") && !words.values.contains("   "),
          "\(definition.name), \(cut) bytes: \(words.values)")
      }
    }
  }

  /// Zeros say that there is no line, no call, no text.
  @Test func `no message of zeros leaves a hole in its words`() throws {
    for definition in Catalogue.messages {
      let words = try Scene().words(definition.name)
      #expect(words.sentence.isWhole, "\(definition.name): \(words.sentence)")
      #expect(!words.values.contains("“”"), "\(definition.name): \(words.values)")
    }
  }

  /// The facts come from the notes of the domain, the words do not.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: notes.path)))
  func `no six words in a row are those of the notes`() throws {
    let length = 6
    var taken: Set<ArraySlice<String>> = []
    for line in try String(contentsOf: Self.notes, encoding: .utf8).split(separator: "\n") {
      taken.formUnion(line.runs(of: length))
    }
    let design =
      "{DeviceName} ({deviceType}, {stationIpAddr}) asks to register and offers protocol"
      + " version {protocolVer}"
    taken.subtract(design[...].runs(of: length))
    for template in AnnotationRule.all.flatMap(\.templates) {
      for run in template.source[...].runs(of: length) {
        #expect(!taken.contains(run), "\(template.source)")
      }
    }
  }

  private static let package = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static let notes = package.deletingLastPathComponent()
    .appending(path: "shared/domain/annotations.md")
}

extension AnnotationRule {
  fileprivate var templates: [Template] {
    sentences.map(\.template) + (values.map { [$0] } ?? [])
  }
}

extension String {
  /// Whether a sentence ends as one and nothing is missing within it.
  fileprivate var isWhole: Bool {
    let holes = ["  ", " ,", " .", "“”", "()", "?", ": .", "{", "}", "[", ".."]
    let first = first ?? "."
    return hasSuffix(".") && !holes.contains(where: contains)
      && (first.isUppercase || first.isNumber || first == "“")
  }
}

extension Substring {
  /// Every run of so many words, in small letters and without what stands between them.
  fileprivate func runs(of length: Int) -> [ArraySlice<String>] {
    let words = lowercased().replacing("'", with: "")
      .split { !$0.isASCII || !($0.isLetter || $0.isNumber) }.map(String.init)
    guard words.count >= length else { return [] }
    return (0...words.count - length).map { words[$0..<$0 + length] }
  }
}
