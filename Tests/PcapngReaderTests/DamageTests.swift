import PcapngReader
import Testing
import Wire

/// Blocks that contradict themselves or their section.
@Suite struct DamageTests {
  /// Reads a file with one sound packet before whatever `write` appends.
  private func read(
    _ order: ByteOrder = .littleEndian, _ write: (inout CaptureBytes) -> Void
  ) -> ReadCapture {
    var file = CaptureBytes()
    file.section(order)
    file.interface()
    file.enhanced([1, 2, 3, 4])
    write(&file)
    return ReadCapture(file.bytes)
  }

  /// The damage stands at byte 84, after one packet.
  private func expect(_ text: String, _ write: (inout CaptureBytes) -> Void) {
    for order in [ByteOrder.littleEndian, .bigEndian] {
      let read = read(order, write)
      #expect(read.packets.count == 1)
      #expect(read.error?.description == text)
    }
  }

  @Test func `two lengths that differ end the reading`() {
    expect("Enhanced Packet Block at byte 84: total length is 32 at its start and 36 at its end") {
      $0.block(6, [UInt8](repeating: 0, count: 20), trailer: 36)
    }
  }

  @Test(arguments: [UInt32(0), 4, 8, 11])
  func `a length below the minimum ends the reading`(length: UInt32) {
    expect("Enhanced Packet Block at byte 84: total length \(length) is below the minimum of 12") {
      $0.block(6, [UInt8](repeating: 0, count: 20), length: length)
    }
  }

  @Test func `a section header has a greater minimum`() {
    expect("Section Header Block at byte 84: total length 24 is below the minimum of 28") {
      let magic: [UInt8] = [0x1a, 0x2b, 0x3c, 0x4d]
      $0.block(
        0x0a0d_0d0a, ($0.order == .bigEndian ? magic : magic.reversed()) + [0, 1, 0, 0, 0, 0, 0, 0])
    }
  }

  @Test func `a length above the maximum ends the reading`() {
    expect(
      "Enhanced Packet Block at byte 84: total length 16777220 is above the maximum of 16777216"
    ) {
      $0.block(6, [UInt8](repeating: 0, count: 20), length: 16_777_220)
    }
  }

  /// Wireshark reads such files, libpcap does not; the draft asks for a multiple of 4.
  @Test(arguments: [0, 1, 2, 3])
  func `a length without its padding is rounded up`(excess: Int) {
    let read = read {
      var body = ByteWriter(order: .littleEndian)
      body.zeros(12)
      body.uint32(UInt32(4 + excess))
      body.uint32(UInt32(4 + excess))
      body.append([UInt8](repeating: 7, count: 4 + excess))
      let unpadded = UInt32(12 + body.count)
      body.pad(to: 4)
      $0.block(6, body.bytes, length: unpadded)
      $0.enhanced([5])
    }
    #expect(read.error == nil)
    #expect(read.packets.map(\.data.count) == [4, 4 + excess, 1])
  }

  @Test func `captured bytes must be in the block`() {
    expect(
      "Enhanced Packet Block at byte 84: captured length 80 is more than the 4 bytes that follow in it"
    ) { $0.enhanced([1, 2, 3, 4], captured: 80) }
    expect(
      "Enhanced Packet Block at byte 84: captured length 4294967295 is more than the 0 bytes that "
        + "follow in it"
    ) { $0.enhanced([], captured: .max) }
  }

  @Test(arguments: [
    (UInt32(6), 20, "Enhanced Packet Block"), (2, 20, "Packet Block"),
    (3, 4, "Simple Packet Block"),
    (1, 8, "Interface Description Block"),
  ])
  func `a block must hold its fields`(type: UInt32, needed: Int, name: String) {
    for count in stride(from: 0, to: needed, by: 4) {
      expect("\(name) at byte 84: its fields need \(needed) bytes, its body has \(count)") {
        $0.block(type, [UInt8](repeating: 0, count: count))
      }
    }
  }

  @Test func `a packet must have an interface`() {
    expect(
      "Enhanced Packet Block at byte 84: interface 1 is not described, "
        + "the section describes 1 so far"
    ) { $0.enhanced([1], interfaceID: 1) }
    expect(
      "Packet Block at byte 84: interface 65535 is not described, the section describes 1 so far"
    ) { $0.obsolete([1], interfaceID: .max) }
  }

  @Test func `interfaces end with their section`() {
    for order in [ByteOrder.littleEndian, .bigEndian] {
      let read = read(order) {
        $0.section(.littleEndian)
        $0.simple([1])
      }
      #expect(read.packets.count == 1)
      #expect(
        read.error?.description == "Simple Packet Block at byte 112: interface 0 is not described, "
          + "the section describes 0 so far")
    }
  }
}
