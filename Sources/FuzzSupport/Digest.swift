/// A number that two equal runs have in common: FNV-1a, 64 bits.
struct Digest: Equatable {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func append(byte: UInt8) {
    value = (value ^ UInt64(byte)) &* 0x100_0000_01b3
  }

  mutating func append(_ number: Int) {
    value = (value ^ UInt64(bitPattern: Int64(number))) &* 0x100_0000_01b3
  }

  mutating func append(_ bytes: Span<UInt8>) {
    append(bytes.count)
    for index in bytes.indices { append(byte: bytes[index]) }
  }
}

extension [UInt8] {
  /// A copy of borrowed bytes.
  init(copying bytes: Span<UInt8>) {
    self.init()
    reserveCapacity(bytes.count)
    for index in bytes.indices { append(bytes[index]) }
  }
}
