import NetworkLayers
import Testing
import Wire

/// Segments that no TCP would send: nothing traps, and the rules of the events hold.
@Suite struct GarbageTests {
  @Test(arguments: 0..<60)
  func `every connection begins once, ends once, and is silent afterwards`(seed: Int) {
    var random = SeededGenerator(UInt64(seed))
    let script = Script(capacity: 4)
    let near = seed % 2 == 0
    for _ in 0..<2000 {
      let number = Int.random(in: 1...6, using: &random)
      let client = Endpoint(address: IPAddress(ipv4: UInt32(number)), port: 4000)
      let flags = TCPFlags(
        rawValue: Int.random(in: 0..<3, using: &random) == 0
          ? UInt8.random(in: 0...63, using: &random) : 0x10)
      let span: UInt32 = near ? 5000 : .max
      let acknowledgment = UInt32.random(in: 0...span, using: &random)
      script.milliseconds =
        Int.random(in: 0..<10, using: &random) == 0
        ? nil : Int64.random(in: 0...200_000, using: &random)
      script.send(
        Bool.random(using: &random) ? .toServer : .toClient,
        UInt32.random(in: 0...span, using: &random),
        [UInt8](repeating: 1, count: Int.random(in: 0...40, using: &random)),
        ack: flags.contains(.ack) ? acknowledgment : nil, flags,
        missing: Int.random(in: 0..<5, using: &random) == 0 ? 1000 : 0, client: client)
    }
    script.finish()
    var begun: Set<Int> = []
    var ended: Set<Int> = []
    var (gaps, missing) = (0, 0)
    for event in script.events {
      #expect(!ended.contains(event.connection))
      switch event.kind {
      case .joined:
        #expect(begun.insert(event.connection).inserted)
      case .opened, .openedAgain:
        begun.insert(event.connection)
      case .over, .replaced, .givenUp, .captureEnded:
        ended.insert(event.connection)
      case .gap(let byteCount, _, _), .cut(let byteCount):
        #expect(byteCount > 0)
        gaps += 1
        missing += byteCount
      case .bytes(let bytes, _):
        #expect(!bytes.isEmpty)
      default: break
      }
      #expect(begun.contains(event.connection))
    }
    #expect(begun == ended)
    #expect(begun.count == script.counts.connections)
    #expect(gaps == script.counts.gaps)
    #expect(missing == script.counts.missingBytes)
  }
}
