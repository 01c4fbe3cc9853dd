/// A phone of a workload: its own values, and where its connection stands.
struct WorkloadPhone: Sendable {
  /// The low three octets of its MAC and IPv4 address.
  let address: UInt32
  /// What is written into its messages, in the order of ``PayloadPatch/Content``; the last two
  /// change with each call.
  private(set) var values: [[UInt8]]
  /// The device's TCP port.
  private(set) var port: UInt16
  /// The sequence number of the device's next byte, and of the server's.
  private(set) var sequence: (device: UInt32, server: UInt32)

  private let number: Int
  private var connectionCount = 0
  private var callCount = 0

  init(number: Int) {
    self.number = number
    address = 0x01_0000 + UInt32(truncatingIfNeeded: number)
    port = 0
    sequence = (0, 0)
    values = []
    beginConnection()
    beginCall()
  }

  /// A new port, and new sequence numbers, the same at every run.
  mutating func beginConnection() {
    connectionCount += 1
    port = UInt16(49_152 + (number &* 7 &+ connectionCount &* 13) % 16_384)
    let mixed = (address ^ UInt32(truncatingIfNeeded: connectionCount) << 20) &* 0x9e37_79b1
    sequence = (mixed, mixed &* 0x85eb_ca6b ^ 0x7e6f_5a4b)
  }

  /// A new call reference.
  mutating func beginCall() {
    callCount += 1
    let reference = UInt32(truncatingIfNeeded: number &* 4096 &+ callCount & 0xfff) | 1 << 28
    let digits = Array(String(2_000_000 + number % 1_000_000).utf8)
    let values = PatchValues(
      address: address, directoryNumber: digits, callReference: reference,
      passThroughPartyId: reference ^ 3 << 28)
    self.values = PayloadPatch.Content.allCases.map(values.bytes)
  }

  /// Takes note of what one end has sent.
  mutating func sent(_ side: Conversation.Side, _ byteCount: Int) {
    let count = UInt32(truncatingIfNeeded: byteCount)
    if side == .device { sequence.device &+= count } else { sequence.server &+= count }
  }
}
