import SCCP
import Wire

/// The values that a field can have.
///
/// Devices leave words unset, and old ones send what their memory held before. A number out of the
/// range is none that the field can mean: sentences and values do without it, and conditions take
/// it for absent. A name with control characters is no name.
struct PossibleValues: Sendable {
  private var lowest = UInt32.min
  private var highest = UInt32.max
  private var hasRange = false
  /// Whether the field is believed only where `areMessagesWaiting` is possible.
  private var needsWitness = false
  /// Whether the field's text names something.
  private var isName = false

  /// A value of an enumeration that is not listed may be a new one, if it is no larger.
  private static let maximumUnlisted: UInt32 = 0xffff

  /// By the index of the field's name.
  private static let byName: [PossibleValues] = {
    var all = [PossibleValues](repeating: PossibleValues(), count: FieldName.all.count)
    func change(_ name: FieldName, _ change: (inout PossibleValues) -> Void) {
      let index = Int(name.index)
      if index < all.count { change(&all[index]) }
    }
    for (range, names) in ranges {
      for name in names {
        change(name) {
          ($0.lowest, $0.highest) = (range.lowerBound, range.upperBound)
          $0.hasRange = true
        }
      }
    }
    for name in names { change(name) { $0.isName = true } }
    for name in witnessed { change(name) { $0.needsWitness = true } }
    return all
  }()

  /// What a field of this name can have.
  static func of(_ name: FieldName) -> PossibleValues {
    let index = Int(name.index)
    return index < byName.count ? byName[index] : PossibleValues()
  }

  /// Whether a field can have a number, whatever else its message says; most can.
  @inline(__always)
  func surelyContains(_ number: UInt32, _ kind: DecodedField.Kind) -> Bool {
    if needsWitness || isName || number < lowest || number > highest { return false }
    if case .enumeration = kind { return number <= Self.maximumUnlisted }
    return true
  }

  /// Whether a field of a message has a value that it can have.
  func contains(_ field: DecodedField, of message: borrowing Message) -> Bool {
    switch field.kind {
    case .number, .signed, .flags:
      if hasRange || needsWitness, !containsNumber(of: field, in: message) { return false }
    case .enumeration:
      let number = message.number(of: field)
      if number < lowest || number > highest { return false }
      if number > Self.maximumUnlisted, !hasRange, message.entry(of: field) == nil { return false }
    case .text: return !isName || message.isName(field)
    default: return true
    }
    return message.problems.isEmpty || !message.problems.contains { $0.field == field.name }
  }

  private func containsNumber(of field: DecodedField, in message: borrowing Message) -> Bool {
    let number = message.number(of: field)
    if number < lowest || number > highest { return false }
    if needsWitness, let witness = message.first(.areMessagesWaiting),
      !message.isPossible(witness)
    {
      return false
    }
    return true
  }

  /// The ranges that are narrower than the numbers of 32 bits.
  static let ranges: [(range: ClosedRange<UInt32>, names: [FieldName])] = [
    (
      0...0xffff,  // Ports are numbers of 16 bits.
      [
        .multicastPortNumber, .portNumber, .remotePortNumber, .sourcePortNumber,
        .rtcpPortNumber, .rtpMediaPort, .serverTcpListenPort,
      ]
    ),
    (
      // Lines, buttons, streams, places and messages: devices have hundreds at most.
      0...9_999,
      [
        .activeConferences, .activeStreams, .buttonCount, .busyTrigger, .featureIndex,
        .instance, .layoutID, .lineDataEntries, .lineInstance, .lineNumber, .maxConferences,
        .maxNumCalls, .maxNumOfAvailLines, .maxNumberOfLines, .maxStreams,
        .maxStreamsPerConf, .numNewMsgs, .numOldMsgs, .numberOfActiveParticipants,
        .numberOfEntries, .numberOfInServiceStreams, .numberOfLines,
        .outOfServiceStreams, .numberOfReservedParticipants, .numberOfSpeedDials,
        .portCount, .priority, .serviceURLIndex, .softKeyCount, .softKeySetCount,
        .speedDialNumber, .startingLineInstance, .stimulusInstance, .totalButtonCount,
        .totalNumOfConfiguredLines, .totalSoftKeyCount, .totalSoftKeySetCount,
      ]
    ),
    (1...86_400, [.keepAliveInterval, .secondaryKeepAliveInterval]),  // Seconds: up to a day.
    (0...86_400, [.timeOutValue, .waitTimeBeforeNextReq]),
    (0...31_622_400, [.timer]),  // Seconds: up to a year.
    (0...9_999, [.jitter, .latency]),  // Milliseconds: nobody talks with ten seconds of delay.
    (0...1_000, [.milliSecondPacketSize]),
    (
      // Packets, octets and bits a second: the upper half of the numbers is a negative one.
      0...0x7fff_ffff,
      [
        .averageBitRate, .maximumBitRate, .numberOctetsReceived, .numberOctetsSent,
        .numberPacketsLost, .numberPacketsReceived, .numberPacketsSent,
      ]
    ),
    (0...1, [.areMessagesWaiting]),
    (0...127, [.payloadDtmf]),  // RTP payload types are numbers of 7 bits.
    (0...255, [.dscpValue, .lastRedirectingReason, .precedenceLevel]),
    (0...99_999, [.deviceType]),
    (1970...2199, [.wYear]),
    (1...12, [.wMonth]),
    (1...31, [.wDay]),
    (0...23, [.wHour]),
    (0...59, [.wMinute]),
    (0...60, [.wSecond]),  // With a leap second.
  ]

  /// Texts that name something.
  static let names: [FieldName] = [
    .deviceName, .userName, .configuredServerName, .serverName, .firmwareLoadName, .versionStr,
  ]

  /// Packed and aligned layouts of MwiNotification were both seen; the flag before the counts tells
  /// whether they were read at the right place.
  static let witnessed: [FieldName] = [.numNewMsgs, .numOldMsgs]
}

extension Message {
  /// The number of the first field of this name; nil where it is none that the field can have.
  func possibleNumber(_ name: FieldName) -> UInt32? {
    possiblePlace(of: name).map { number(of: fields.span[$0]) }
  }

  /// Where the first field of this name is; nil where it has no value that it can have.
  @inline(__always)  // Several times per message, and the message would be copied to be asked.
  func possiblePlace(of name: FieldName) -> Int? {
    guard let place = place(of: name) else { return nil }
    let field = fields.span[place]
    let isSure = PossibleValues.of(name).surelyContains(number(of: field), field.kind)
    return isSure && problems.isEmpty || isPossible(at: place) ? place : nil
  }

  @inline(never)
  private func isPossible(at place: Int) -> Bool { isPossible(fields[place]) }

  /// The text of the first field of this name; nil where it is empty, or none that the field can
  /// have.
  func possibleText(_ name: FieldName) -> String? {
    guard let field = first(name), isPossible(field) else { return nil }
    return text(name)
  }

  /// Whether a field has a value that it can have.
  func isPossible(_ field: DecodedField) -> Bool {
    PossibleValues.of(field.name).contains(field, of: self)
  }

  /// Whether a text can name something: it has no control characters, and a device's name that its
  /// server tells has the shape of one. A device itself may call itself what it likes.
  fileprivate func isName(_ field: DecodedField) -> Bool {
    let text = bytes.span.extracting(textBytes(of: field))
    if field.name == .deviceName, layout?.definition.direction != .deviceToServer {
      return text.isDeviceName
    }
    for index in text.indices where text[index] < 0x20 || text[index] == 0x7f { return false }
    return true
  }
}

extension MessageProblem {
  /// The field whose number was called impossible.
  fileprivate var field: FieldName? {
    switch self {
    case .countAboveSlots(let name, _, _), .sizeAboveMaximum(let name, _, _): name
    case .unlistedVersion: nil
    }
  }
}

extension Span<UInt8> {
  /// Whether it reads like a device's name: a letter, then letters, digits and marks, one of them
  /// no letter, such as SEP001122334455 or CIPC-Office.
  fileprivate var isDeviceName: Bool {
    let lengths = 3...15
    guard lengths.contains(count) else { return false }
    var hasOther = false
    for index in indices {
      switch self[index] {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"): break
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
        UInt8(ascii: "."):
        if index == 0 { return false }
        hasOther = true
      default: return false
      }
    }
    return hasOther
  }
}
