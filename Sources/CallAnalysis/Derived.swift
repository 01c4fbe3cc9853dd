import SCCP
import Wire

/// Values of a sentence that no single field holds.
enum Derived: String, CaseIterable, Sendable {
  /// The device's name, or "the phone" where it is not known; `Device` begins a sentence.
  case device, Device
  /// What the device is: phone, gateway, bridge; `Phone` begins a sentence.
  case phone, Phone
  /// The call's state before, and how long it lasted.
  case was, wasFor
  /// How long the call was connected.
  case talked
  /// Time since the request that this message answers.
  case delay
  /// The version that both sides speak from here on.
  case spokenVersion
  /// The first codecs of a list, and how many more there are.
  case codecs
  /// How many buttons are lines, speed dials, and anything else.
  case lineButtons, speedDialButtons, otherButtons
  /// The first and the last label of a soft key template.
  case firstSoftKey, lastSoftKey
  /// The server's clock.
  case serverTime
  /// The first call servers of a list.
  case servers
  /// The address that the message's sender is seen at.
  case source
  /// Why a device says that it went away.
  case lastReason
  /// Share of lost packets, in per cent.
  case lossPercent
  /// The first soft keys that a set offers.
  case reportInterval

  func append(_ context: AnnotationContext, to text: inout TextBuffer) -> Bool {
    switch self {
    case .device, .Device:
      if let name = context.session.deviceName {
        text.append(visible: name.utf8.span)
      } else {
        text.append(self == .Device ? "The " : "the ")
        text.append(context.session.noun)
      }
    case .phone: text.append(context.session.noun)
    case .Phone:
      text.append("The ")
      text.append(context.session.noun)
    case .was:
      guard let state = context.formerState else { return false }
      text.append(spoken: state, of: .callState)
    case .wasFor: return text.append(duration: context.nanoseconds(since: context.formerStateSince))
    case .talked: return text.append(duration: context.nanoseconds(since: context.connectedAt))
    case .delay: return text.append(duration: context.match?.nanoseconds)
    case .spokenVersion:
      guard let offered = context.session.offeredVersion,
        let granted = context.number(.maxProtocolVer)
      else { return false }
      text.append(decimal: min(offered, granted))
    case .codecs: return text.append(codecsOf: context)
    case .lineButtons: return text.append(buttonsOf: context) { $0 == 9 }
    case .speedDialButtons: return text.append(buttonsOf: context) { $0 == 2 || $0 == 21 }
    case .otherButtons:
      return text.append(buttonsOf: context) { ![0, 2, 9, 21, 255].contains($0) }
    case .firstSoftKey: return text.append(label: context.softKeyLabels.first)
    case .lastSoftKey: return text.append(label: context.softKeyLabels.last)
    case .serverTime: return text.append(serverTimeOf: context)
    case .servers: return text.append(serversOf: context)
    case .source:
      text.append(
        context.isFromDevice
          ? context.session.device.address : context.session.server.address)
    case .lastReason: return text.append(alarmReasonOf: context)
    case .lossPercent: return text.append(lossOf: context)
    case .reportInterval:
      guard let interval = context.session.keepAliveInterval else { return false }
      text.append(decimal: interval)
    }
    return true
  }
}

extension AnnotationContext {
  /// The labels of a soft key template, the empty ones left out.
  fileprivate var softKeyLabels: [String] {
    message.fields
      .filter { $0.name == .softKeyLabel && !message.isEmptyText($0) }
      .map { message.text(of: $0) }
  }
}

extension TextBuffer {
  fileprivate mutating func append(spoken value: UInt32, of names: ValueNames) {
    if let entry = names.entry(for: value) {
      append(entry.spoken)
    } else {
      append(decimal: value)
    }
  }

  fileprivate mutating func append(label: String?) -> Bool {
    guard let label else { return false }
    append(visible: label.utf8.span)
    return true
  }

  /// Appends a duration as a person says it: milliseconds below a second, then seconds, minutes.
  package mutating func append(duration nanoseconds: Int64?) -> Bool {
    guard let nanoseconds, nanoseconds >= 0 else { return false }
    let milliseconds = nanoseconds / 1_000_000
    switch milliseconds {
    case 0:
      append(seconds: nanoseconds.multipliedReportingOverflow(by: 1000).partialValue, digits: 1)
      append(" ms")
    case ..<1000:
      append(decimal: milliseconds)
      append(" ms")
    case ..<60_000:
      append(seconds: nanoseconds, digits: 1)
      append(" s")
    case ..<3_600_000:
      append(decimal: milliseconds / 60_000)
      append(" min ")
      append(decimal: milliseconds / 1000 % 60)
      append(" s")
    default:
      append(decimal: milliseconds / 3_600_000)
      append(" h ")
      append(decimal: milliseconds / 60_000 % 60)
      append(" min")
    }
    return true
  }

  fileprivate mutating func append(codecsOf context: AnnotationContext) -> Bool {
    let shown = 4
    var count = 0
    for field in context.message.fields
    where field.name == .payloadCapability && field.kind == .enumeration {
      if count < shown {
        if count > 0 { append(", ") }
        append(spoken: field.number, of: .payloadType)
      }
      count += 1
    }
    if count > shown {
      append(" and ")
      append(decimal: count - shown)
      append(" more")
    }
    return count > 0
  }

  fileprivate mutating func append(
    buttonsOf context: AnnotationContext, where fits: (UInt32) -> Bool
  ) -> Bool {
    var count = 0
    for field in context.message.fields
    where field.name == .buttonDefinition && fits(field.number) {
      count += 1
    }
    append(decimal: count)
    return true
  }

  fileprivate mutating func append(serverTimeOf context: AnnotationContext) -> Bool {
    guard let year = context.number(.wYear), let month = context.number(.wMonth),
      let day = context.number(.wDay), let hour = context.number(.wHour),
      let minute = context.number(.wMinute), let second = context.number(.wSecond)
    else { return false }
    append(decimal: year, minimumDigits: 4)
    for part in [month, day] {
      append("-")
      append(decimal: part, minimumDigits: 2)
    }
    append(" ")
    append(decimal: hour, minimumDigits: 2)
    for part in [minute, second] {
      append(":")
      append(decimal: part, minimumDigits: 2)
    }
    return true
  }

  fileprivate mutating func append(serversOf context: AnnotationContext) -> Bool {
    var count = 0
    for field in context.message.fields
    where field.name == .serverName && !context.message.isEmptyText(field) {
      if count > 0 { append(", ") }
      count += context.message.appendSpoken(field, to: &self) ? 1 : 0
    }
    return count > 0
  }

  fileprivate mutating func append(lossOf context: AnnotationContext) -> Bool {
    guard let received = context.number(.numberPacketsReceived),
      let lost = context.number(.numberPacketsLost)
    else { return false }
    let all = UInt64(received) + UInt64(lost)
    guard all > 0 else { return false }
    let tenths = UInt64(lost) * 1000 / all
    append(decimal: tenths / 10)
    append(".")
    append(decimal: tenths % 10)
    return true
  }
}
