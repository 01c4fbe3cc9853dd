import NetworkLayers
import Testing

/// The streams of made-up captures are those of the reference decoder: every byte, every gap, and
/// the frame that each byte came with.
@Suite(.enabled(if: Tool.hasGenerator)) struct ReferenceTests {
  @Test(
    arguments: ["clean", "coalesced", "tiny", "reordered", "retransmitted", "lossy", "mixed"],
    1...3)
  func `streams agree with the reference decoder`(transport: String, seed: Int) throws {
    try Tool.withTemporaryFile { path in
      _ = try Tool.run(
        "python3",
        [Tool.generator, "--catalogue", Tool.catalogue, "--seed", "\(seed)", "--out", path]
          + ["--container", "pcap", "--transport", transport, "--versions", "0,17,22"]
          + ["--messages", "0x0000,0x0001,0x0081,0x0110,0x0111,0x0116", "--per-message", "40"])
      let ours = ReferenceFlows.ours(try ClassicCapture(contentsOf: path))
      let theirs = try ReferenceFlows.reference(path)
      #expect(!theirs.isEmpty)
      #expect(ours.subtracting(theirs).map { $0.prefix(200) } == [])
      #expect(theirs.subtracting(ours).map { $0.prefix(200) } == [])
    }
  }

  @Test(.enabled(if: Tool.hasRealCapture))
  func `a real capture's streams agree with the reference decoder`() throws {
    let ours = ReferenceFlows.ours(try ClassicCapture(contentsOf: Tool.realCapture))
    let isSame = try ours == ReferenceFlows.reference(Tool.realCapture)
    #expect(!ours.isEmpty)
    #expect(isSame)
  }
}
