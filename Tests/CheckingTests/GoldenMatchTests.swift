import CallAnalysis
import CaptureBuilder
import SCCP
import Testing
import Text

@testable import Checking

/// Messages that are held against a golden file without either being kept.
@Suite struct GoldenMatchTests {
  /// Two phones with a call each; `shift` changes what another run changes.
  private func packets(shift: Int = 0, digit: FieldValue = 7) throws -> [CapturedPacket] {
    var talks = [0, 1].map { ExpectationRun.conversation(port: UInt16(50_000 + 10 * shift + $0)) }
    for (index, state) in ["OffHook", "Proceed", "Connected", "OnHook"].enumerated() {
      for place in talks.indices {
        let reference = Int64(100 * (place + 1) + shift)
        let time = 2000 * index + 1000 * place
        try talks[place].server(
          at: time,
          ScriptedMessage(
            .callState,
            ["callState": .text(state), "lineInstance": 1, "callReference": .number(reference)]))
        try talks[place].device(
          at: time + 500,
          ScriptedMessage(
            .keypadButton,
            ["kpButton": digit, "lineInstance": 1, "callReference": .number(reference)]))
      }
    }
    return talks.flatMap(\.packets).inTimeOrder
  }

  private func content(_ packets: [CapturedPacket]) -> NormalCapture {
    var normalizer: Normalizer? = Normalizer(Normalization())
    ExpectationRun.hear(packets) { normalizer?.append($0) }
    return normalizer.take()?.finish() ?? NormalCapture()
  }

  private func golden(_ packets: [CapturedPacket]) -> [UInt8] {
    var text = TextBuffer()
    GoldenFile(content(packets), Normalization()).append(to: &text)
    return text.bytes
  }

  /// Whether packets say what a golden file says, which is read so many bytes at a time.
  private func isSame(_ packets: [CapturedPacket], as golden: [UInt8], step: Int = 4096) -> Bool {
    var index = GoldenIndex()
    for start in stride(from: 0, to: golden.count, by: step) {
      index.append(golden.span.extracting(start..<min(start + step, golden.count)))
    }
    let match = GoldenMatch(Normalization(), index) { room, offset in
      let count = max(min(golden.count - offset, room.count), 0)
      for place in 0..<count { room[place] = golden[offset + place] }
      return count
    }
    ExpectationRun.hear(packets) { match.append($0) }
    return match.isSame()
  }

  @Test(arguments: [1, 3, 4096])
  func `a run with other numbers is the same`(step: Int) throws {
    let golden = golden(try packets())
    #expect(golden.count > 2000)
    #expect(isSame(try packets(), as: golden, step: step))
    #expect(isSame(try packets(shift: 3), as: golden, step: step))
    let returned = golden.flatMap { $0 == UInt8(ascii: "\n") ? [UInt8(ascii: "\r"), $0] : [$0] }
    #expect(isSame(try packets(), as: returned, step: step))
  }

  @Test func `a message more or less, or another value, is not`() throws {
    let golden = golden(try packets())
    #expect(!isSame(try packets().dropLast(), as: golden))
    #expect(!isSame(try packets(digit: 8), as: golden))
    let longer = try packets()
    #expect(!isSame(longer, as: self.golden(longer.dropLast())))
  }

  @Test func `calls that change places are not the same, whatever their numbers`() throws {
    let text = String(decoding: golden(try packets()), as: UTF8.self)
    let mixed = text.replacing(
      "\"OnHook\",\"lineInstance\":1,\"callReference\":\"<call 1>\"",
      with: "\"OnHook\",\"lineInstance\":1,\"callReference\":\"<call 2>\"")
    #expect(mixed != text)
    #expect(!isSame(try packets(), as: Array(mixed.utf8)))
  }

  @Test func `the beginning of a golden file is not the whole`() throws {
    let (packets, golden) = (try packets(), golden(try packets()))
    for count in stride(from: 0, to: golden.count - 1, by: 5) {
      let isTaken = isSame(packets, as: Array(golden[..<count]))
      #expect(!isTaken, "\(count)")
    }
  }

  /// What it takes for the same, a comparison of all lines finds the same.
  @Test func `a damaged golden file is the same only where the comparison says so`() throws {
    let (packets, golden) = (try packets(), golden(try packets()))
    let content = content(packets)
    let first = golden.firstIndex(of: UInt8(ascii: "\n")) ?? 0
    for place in stride(from: first, to: golden.count, by: 7) {
      for value in ["\n", "\"", "2", ">", "{"].flatMap(\.utf8) where value != golden[place] {
        var damaged = golden
        damaged[place] = value
        guard isSame(packets, as: damaged) else { continue }
        let file = try? GoldenFile(parsing: damaged)
        #expect(file.map { Comparison($0.capture, content).isSame } == true, "\(place) \(value)")
      }
    }
  }
}
