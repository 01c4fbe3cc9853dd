import NetworkLayers
import SCCP
import Testing
import Wire

@testable import CallAnalysis

/// Memory that connections share: who gives up, and what is told of it.
@Suite struct MemoryBudgetTests {
  @Test func `the holder whose share is oldest gives up first, never the one that asks`() {
    var budget = MemoryBudget(maximumByteCount: 100)
    budget.note(60, of: 7)
    budget.note(40, of: 3)
    #expect(budget.overdrawn(by: 3) == nil)
    budget.note(41, of: 3)
    #expect(budget.byteCount == 101 && budget.overdrawn(by: 3) == 7)
    budget.note(0, of: 7)
    #expect(budget.byteCount == 41 && budget.overdrawn(by: 3) == nil)
    budget.note(500, of: 3)
    #expect(budget.overdrawn(by: 3) == nil)
    budget.note(1, of: 7)
    #expect(budget.overdrawn(by: 7) == 3)
    budget.note(0, of: 99)
    #expect(budget.byteCount == 501)
  }

  @Test func `after a message that was given up, the next one is read`() throws {
    let text = try MessageEncoder(version: 20).encode(
      Catalogue.message(named: "DisplayText"), ["text": "Hello"])
    let next = try MessageEncoder(version: 20).encode(Catalogue.message(named: "StopTone"), [:])
    let stream = text + next
    for cut in 1..<text.count {
      var framer = MessageFramer(direction: .serverToDevice, isFromStart: true)
      framer.trust()
      let one = FrameStamp(number: 1, time: nil)
      let two = FrameStamp(number: 2, time: nil)
      framer.begin(one, isNewest: true)
      let head = Array(stream[..<cut])
      #expect(framer.next(in: head.span, from: one, isSegmentStart: true) == nil)
      #expect(framer.waitingByteCount >= cut)
      framer.giveUp()
      #expect(framer.waitingByteCount == 0)
      framer.begin(two, isNewest: true)
      let rest = Array(stream[cut...])
      let unit = framer.next(in: rest.span, from: two, isSegmentStart: true)
      guard case .givenUp(let message, let count, let total) = framer.problems.first else {
        Issue.record("no problem is told, cut at \(cut)")
        continue
      }
      #expect(count == cut && message == (cut < 12 ? nil : 0x0099))
      // Before the length is known, the next segment that begins like a message is waited for.
      #expect(total == (cut < 8 ? nil : text.count))
      #expect(unit == (cut < 8 ? nil : .inChunk(text.count - cut..<rest.count)))
    }
  }

  @Test func `many gaps before a message are told as one, with all bytes`() {
    var framer = MessageFramer(direction: .serverToDevice, isFromStart: true)
    for gap in 1...1000 { framer.skip(10, between: gap, and: gap + 1) }
    #expect(framer.problems.count == MessageFramer.maximumProblems)
    let told = framer.problems.map { problem in
      if case .lostBytes(let count, _, _, _) = problem { count } else { 0 }
    }
    #expect(told.reduce(0, +) == 10_000)
    #expect(
      framer.problems.last
        == .lostBytes(
          10 * (1000 - MessageFramer.maximumProblems + 1), before: MessageFramer.maximumProblems,
          after: 1001, cutMessage: nil))
  }

  @Test func `what all sessions remember is bounded, and what one has stays its own`() throws {
    var budgets = KnowledgeBudgets()
    var lanes = (0..<3).map { _ in
      Lane(
        device: .nowhere, server: .nowhere, key: .none, isFromStart: true, isQuiet: false)
    }
    for slot in lanes.indices {
      lanes[slot].session = Session(stream: slot, device: .nowhere, server: .nowhere)
      for instance in 0..<100 {
        _ = lanes[slot].session?.lamps.update(
          stimulus: 9, instance: UInt32(instance), mode: UInt32(slot))
      }
      let notes = (lanes[slot].notesNewTables(), lanes[slot].notesNewTables())
      #expect(notes == (true, false))
      budgets.note(slot, in: &lanes)
    }
    #expect(budgets.forgottenCount == 0)
    lanes[1].session?.forget(.lamps)
    #expect(lanes[1].session?.byteCount == 0)
    #expect(lanes[0].session?.byteCount ?? 0 >= 1200)
  }

  @Test func `each kind of knowledge is counted, and forgotten by itself`() throws {
    let encoder = MessageEncoder(version: 20)
    var session = Session(stream: 0, device: .nowhere, server: .nowhere)
    var memory = SoftKeyMemory()
    let key: FieldValue = ["softKeyLabel": "Redial", "softKeyEvent": 1]
    let messages: [(String, [String: FieldValue])] = [
      ("CallState", ["callState": "Connected", "lineInstance": 1, "callReference": 7]),
      ("SetLamp", ["stimulus": 9, "stimulusInstance": 1, "lampMode": 2]),
      ("LineStatReq", ["lineNumber": 1]),
      ("SoftKeyTemplateRes", ["softKeyTemplate": ["definition": [key]]]),
      ("FeatureStatRes", ["featureIndex": 1, "featureID": 19, "featureTextLabel": "Record calls"]),
      ("SelectSoftKeys", ["lineInstance": 1, "callReference": 7, "softKeySetIndex": 1]),
      ("OpenReceiveChannel", ["compressionType": 4, "callReference": 7]),
    ]
    for (number, (name, values)) in messages.enumerated() {
      var record = Record()
      var decoder = MessageDecoder()
      let unit = try encoder.encode(Catalogue.message(named: name), values)
      decoder.decode(unit.span, into: &record.message)
      record.isFromDevice = record.message.layout?.definition.direction == .deviceToServer
      record.stamp = FrameStamp(number: number, time: nil)
      _ = session.complete(&record, &memory)
    }
    var total = 0
    for kind in KnowledgeBudgets.Kind.allCases {
      #expect(session.byteCount(of: kind) > 0, "\(kind)")
      total += session.byteCount(of: kind)
    }
    #expect(session.byteCount == total)
    for kind in KnowledgeBudgets.Kind.allCases {
      total -= session.byteCount(of: kind)
      session.forget(kind)
      #expect(session.byteCount(of: kind) == 0 && session.byteCount == total, "\(kind)")
    }
  }
}
