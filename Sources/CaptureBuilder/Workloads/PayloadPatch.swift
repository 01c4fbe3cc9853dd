/// A place in prepared bytes that is different for each phone, and what belongs there.
struct PayloadPatch: Equatable, Sendable {
  /// What differs from phone to phone, or from call to call.
  enum Content: Int, Sendable, CaseIterable {
    /// The low three octets of the phone's MAC and IPv4 address, in network byte order.
    case address
    /// The digits as a little-endian number has them.
    case reversedAddress
    /// The digits in six hexadecimal digits, as the device name has them.
    case addressDigits
    /// The directory number: seven decimal digits.
    case directoryNumber
    /// The call reference: four bytes, little-endian.
    case callReference
    /// The number of an opening of audio: four bytes, little-endian.
    case passThroughPartyId
  }

  let content: Content
  /// Which of the plan's lines it is about, from 0.
  let line: Int
  /// Place in the payload, from 0.
  let offset: Int
}

/// What stands in a message until a phone's own values are written over it.
///
/// The values are such that no message has them by chance.
enum PlaceholderPhone {
  static let addresses: [UInt32] = [0xa5_c3e7, 0xb6_d4f8]
  static let directoryNumbers = ["8461973", "8461974"]
  static let callReferences: [UInt32] = [0x5ac0_ffe1, 0x5ac0_ffe2]
  static let passThroughPartyIds: [UInt32] = [0x5ac1_ffe1, 0x5ac1_ffe2]

  /// The place of every placeholder in a payload.
  static func patches(in payload: [UInt8]) -> [PayloadPatch] {
    var patches: [PayloadPatch] = []
    for line in addresses.indices {
      for content in PayloadPatch.Content.allCases {
        let pattern = bytes(of: content, line)
        for offset in payload.indices.dropLast(pattern.count - 1)
        where payload[offset..<offset + pattern.count].elementsEqual(pattern) {
          patches.append(PayloadPatch(content: content, line: line, offset: offset))
        }
      }
    }
    return patches
  }

  private static func bytes(of content: PayloadPatch.Content, _ line: Int) -> [UInt8] {
    PatchValues(
      address: addresses[line], directoryNumber: Array(directoryNumbers[line].utf8),
      callReference: callReferences[line], passThroughPartyId: passThroughPartyIds[line]
    ).bytes(of: content)
  }
}

/// A phone's own values.
struct PatchValues: Sendable {
  /// The low three octets of its MAC and IPv4 address.
  var address: UInt32
  /// Seven digits.
  var directoryNumber: [UInt8]
  var callReference: UInt32 = 0
  var passThroughPartyId: UInt32 = 0

  /// What stands where the patch says.
  func bytes(of content: PayloadPatch.Content) -> [UInt8] {
    let octets = [16, 8, 0].map { UInt8(truncatingIfNeeded: address >> $0) }
    return switch content {
    case .address: octets
    case .reversedAddress: octets.reversed()
    case .addressDigits: octets.flatMap { [Self.digit($0 >> 4), Self.digit($0 & 15)] }
    case .directoryNumber: directoryNumber
    case .callReference: Self.littleEndian(callReference)
    case .passThroughPartyId: Self.littleEndian(passThroughPartyId)
    }
  }

  private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 48 + value : 55 + value }

  private static func littleEndian(_ value: UInt32) -> [UInt8] {
    [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: value >> $0) }
  }
}
