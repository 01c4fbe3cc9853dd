import CallAnalysis
import SCCP
import Story
import Text
import Wire

/// Judges what RegisterReq itself says.
enum RegistrationFacts {
  static func judge(_ record: borrowing Record, _ link: LinkState, _ desk: inout FindingDesk) {
    let message = record.message
    if let field = message.first(.deviceType), record.number(.deviceType) != nil,
      message.entry(of: field) == nil, !alsoKnown.contains(message.number(of: field))
    {
      let type = message.number(of: field)
      desk.say(
        .unknownType, link,
        Observation("The device type \(type) of \(link.title) is in no list.", at: record.stamp)
          .with(.number("deviceType", type)))
    }
    judgeName(message, record.stamp, link, &desk)
    judgeAddress(message, record.stamp, link, &desk)
  }

  /// Models that the catalogue lacks.
  private static let alsoKnown: Set<UInt32> = [14, 577, 80001, 80006, 80012, 80013]

  private static func judgeName(
    _ message: borrowing Message, _ stamp: FrameStamp, _ link: LinkState,
    _ desk: inout FindingDesk
  ) {
    guard let name = message.text(.deviceName), name.hasPrefix("SEP"),
      let said = UInt64(name.dropFirst(3), radix: 16), name.count == 15,
      let field = message.first(.macAddress),
      let address = message.macAddress(of: field),
      address.bits != 0, address.bits != said
    else { return }
    desk.say(
      .nameAndAddress, link,
      Observation("The name says \(name.dropFirst(3)), the MAC field \(address).", at: stamp))
  }

  private static func judgeAddress(
    _ message: borrowing Message, _ stamp: FrameStamp, _ link: LinkState,
    _ desk: inout FindingDesk
  ) {
    guard let field = message.first(.stationIpAddr), let said = message.address(of: field),
      !said.isUnspecified, said != link.device.address, !link.device.address.isIPv6
    else { return }
    let isOther = said.isPrivate && !said.sharesNetwork(with: link.device.address)
    desk.say(
      .translatedRegistration, link,
      Observation(
        "\(link.title) believes that it is at \(said); its packets come from "
          + "\(link.device.address). Expect one-way audio unless the server corrects it.",
        at: stamp, severity: isOther ? nil : .note
      ).with(.text("says", "\(said)"), .text("seen", "\(link.device.address)")))
  }
}

extension IPAddress {
  /// Whether it is an IPv4 address of a private network (RFC 1918).
  var isPrivate: Bool {
    guard !isIPv6 else { return false }
    let value = UInt32(truncatingIfNeeded: bits)
    return value >> 24 == 10 || value >> 20 == 0xac1 || value >> 16 == 0xc0a8
  }

  /// Whether both are of one private network: the first octet of 10.0.0.0/8, two of the others.
  func sharesNetwork(with other: IPAddress) -> Bool {
    guard !isIPv6, !other.isIPv6 else { return false }
    let (one, two) = (UInt32(truncatingIfNeeded: bits), UInt32(truncatingIfNeeded: other.bits))
    return one >> 24 == 10 ? two >> 24 == 10 : one >> 16 == two >> 16
  }
}
