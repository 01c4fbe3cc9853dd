package import SCCP
import Text
import Wire

/// Searches redacted messages for what must not be in them, each field for what it can hold.
///
/// What is proven are the bytes that packets are filled with.
package struct MessageProof {
  private let profile: RedactionProfile
  private let originals: OriginalTexts
  private let addresses: OriginalAddresses
  private var plans: FieldPlans

  /// Begins; `pseudonyms` are those that the messages were redacted with.
  package init(_ profile: RedactionProfile, _ pseudonyms: Pseudonyms) {
    self.profile = profile
    plans = FieldPlans(of: profile.replacesIdentities ? .all : .secrets)
    originals = pseudonyms.originals
    addresses = pseudonyms.originalAddresses
  }

  /// What a message has that it must not have, in words; nil where there is nothing.
  package mutating func objection(to message: borrowing Message) -> String? {
    let bytes = message.bytes.span
    guard let layout = message.layout else {
      let isClean =
        !profile.replacesIdentities
        || Self.isBlank(bytes, MessageHeader.byteCount..<bytes.count)
      return isClean ? nil : "unknown contents"
    }
    if profile.replacesIdentities, !Self.isFilled(bytes, message.undecoded) {
      return "bytes that no field holds"
    }
    let plan = plans.plan(for: message, layout)
    for index in plan.steps {
      let (rule, number) = (plans.steps[index].rule, Int(plans.steps[index].field))
      let field = message.fields[number]
      if let what = objection(to: field, rule, of: message) {
        return "\(what) in \(field.name.spelling)"
      }
    }
    for index in plan.numbers {
      let number = Int(plans.numbers[index])
      guard let bits = bytes.address(at: Int(message.fields[number].offset)),
        let what = objection(to: bits) ?? objection(to: bits.byteSwapped)
      else { continue }
      return "\(what) in \(message.fields[number].name.spelling)"
    }
    return nil
  }

  private static func isBlank(_ bytes: Span<UInt8>, _ place: Range<Int>) -> Bool {
    !bytes.hasContent(in: place.clamped(to: 0..<bytes.count))
  }

  private static func isFilled(_ bytes: Span<UInt8>, _ place: Range<Int>) -> Bool {
    isBlank(bytes, place)
      || place.allSatisfy { $0 >= bytes.count || bytes[$0] == MessageChanges.extraByte }
  }

  private func objection(
    to field: DecodedField, _ rule: FieldRule, of message: borrowing Message
  ) -> String? {
    let place = message.bytes(of: field)
    if field.kind == .secret { return Self.isBlank(message.bytes.span, place) ? nil : "a key" }
    if !profile.replacesIdentities { return nil }
    switch field.kind {
    case .text, .displayText, .xml:
      return originals.first(in: message.bytes.span.extracting(place))
        .map { originals.words(for: $0) }
    case .number where place.count == 4:
      guard case .addressNumber = rule else { return nil }
      return objection(to: message.bytes.span.uint32(at: place.lowerBound, .bigEndian))
    case .ipv4, .ipv6:
      guard let address = message.address(of: field) else { return nil }
      guard address.isIPv6 else {
        return objection(to: UInt32(truncatingIfNeeded: address.bits))
      }
      return addresses.ipv6.contains(address.bits) ? "the address \(address)" : nil
    case .macAddress:
      guard let address = message.macAddress(of: field) else { return nil }
      return addresses.macAddresses.contains(address.bits) ? "a MAC address" : nil
    case .signed, .enumeration, .flags, .number, .unknownAddress, .secret, .structure, .array,
      .union:
      return nil
    }
  }

  private func objection(to bits: UInt32) -> String? {
    addresses.ipv4.contains(bits) ? "the address \(IPAddress(ipv4: bits))" : nil
  }
}
