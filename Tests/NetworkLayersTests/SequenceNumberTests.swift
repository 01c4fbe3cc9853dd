import NetworkLayers
import Testing

@Suite struct SequenceNumberTests {
  @Test(arguments: [0, 1, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff] as [UInt32])
  func `distance is taken the shorter way round`(start: UInt32) {
    let number = SequenceNumber(start)
    for step in [0, 1, -1, 1000, -1000, (1 << 31) - 1, -(1 << 31)] {
      #expect(number.distance(to: number.advanced(by: step)) == step)
    }
  }
}
