import CallAnalysis
import Engine
import Foundation
import Rendering
import Story
import Wire

/// The engine in this process, from a capture's bytes to every form of output.
struct InMemoryRun {
  let json: [UInt8]
  let detail: [UInt8]
  /// The timeline with all fields and bytes.
  let timeline: [UInt8]
  /// Why the capture could not be read, or not to its end.
  let failure: String?

  init(_ capture: [UInt8], showsSecrets: Bool = false) {
    let renderers = Renderers(showsSecrets: showsSecrets)
    var options = Dissector.Options()
    options.looksAhead = true
    options.showsSecrets = showsSecrets
    failure = MemoryCapture(capture, options).tell(renderers).failures.first
    (json, detail, timeline) = renderers.bytes
  }

  var outputs: [(name: String, bytes: [UInt8])] {
    [("--json", json), ("--json --detail", detail), ("--verbose --hex", timeline)]
  }

  /// What is wrong with an output, whatever the capture was; nil where nothing is.
  ///
  /// Lines of JSON that were found to be good are remembered, because most come again.
  func fault(_ known: inout Set<ArraySlice<UInt8>>) -> String? {
    for (name, bytes) in outputs {
      if String(validating: bytes, as: UTF8.self) == nil { return "\(name) is not UTF-8" }
      if let place = bytes.firstIndex(where: { $0 < 0x20 && $0 != 0x0a || $0 == 0x7f }) {
        return "\(name) has the control character \(bytes[place]) at byte \(place)"
      }
      if let last = bytes.last, last != 0x0a { return "\(name) ends within a line" }
    }
    if timeline.contains(controlOf: 0x80...0x9f) { return "--verbose has a control character" }
    for (name, bytes) in outputs.prefix(2) {
      for line in bytes.split(separator: 0x0a) where !known.contains(line) {
        guard Self.isMessage(line) else {
          return "\(name) is not JSON: \(String(decoding: line, as: UTF8.self))"
        }
        known.insert(line)
      }
    }
    return nil
  }

  /// Whether Foundation reads a line as the object of a message.
  private static func isMessage(_ line: ArraySlice<UInt8>) -> Bool {
    let value = try? JSONSerialization.jsonObject(with: Data(line))
    guard let object = value as? [String: Any] else { return false }
    return object["frame"] is Int && object["message"] is String
      && object["fields"] is [String: Any]
  }
}

extension [UInt8] {
  /// Whether a character of two bytes of UTF-8 is among these.
  fileprivate func contains(controlOf range: ClosedRange<UInt8>) -> Bool {
    zip(self, dropFirst()).contains { $0 == 0xc2 && range.contains($1) }
  }
}

/// Renders every record in each form.
private final class Renderers: Listener {
  private var json: JSONLinesRenderer
  private var detail: JSONLinesRenderer
  private var timeline: TimelineRenderer

  init(showsSecrets: Bool) {
    var lines = JSONLinesRenderer.Options()
    lines.showsSecrets = showsSecrets
    json = JSONLinesRenderer(lines)
    lines.isDetailed = true
    detail = JSONLinesRenderer(lines)
    var options = TimelineOptions()
    options.isVerbose = true
    options.showsHex = true
    options.showsKeepAlives = true
    options.showsSecrets = showsSecrets
    options.fileNames = ["capture"]
    options.headings = options.fileNames
    timeline = TimelineRenderer(options)
  }

  func finish(at time: Timestamp?, _ replies: inout Replies) {
    timeline.finish(at: time, &replies)
  }

  /// What was rendered, of each form.
  var bytes: ([UInt8], [UInt8], [UInt8]) {
    (Self.bytes(of: &json), Self.bytes(of: &detail), Self.bytes(of: &timeline))
  }

  private static func bytes(of renderer: inout some Renderer & ~Copyable) -> [UInt8] {
    var bytes: [UInt8] = []
    renderer.drain { text in
      bytes.reserveCapacity(text.count)
      for index in text.indices { bytes.append(text[index]) }
    }
    return bytes
  }

  func hear(_ record: borrowing Record, _ replies: inout Replies) {
    json.hear(record, &replies)
    detail.hear(record, &replies)
    timeline.hear(record, &replies)
  }

  func hear(_ event: Event, _ replies: inout Replies) {
    timeline.hear(event, &replies)
  }
}
