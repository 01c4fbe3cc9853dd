import Rendering
import SCCP
import Wire

/// Renders the fields of a message as JSON, without what differs from run to run.
struct NormalFields {
  private let normalization: Normalization
  private let structure = JSONStructure()
  /// By the place of the message in the catalogue; made when one is met.
  private var treatments: [[FieldTreatment]?]
  private var numbering = Numbering()
  /// The device of the message at hand, and the last address in it: ports belong to one of them.
  private var device = IPAddress(ipv4: 0)
  private var lastAddress: IPAddress?

  init(_ normalization: Normalization) {
    self.normalization = normalization
    treatments = Array(repeating: nil, count: Layout.all.count)
  }

  /// Appends the object of all fields that are compared.
  mutating func append(
    fieldsOf message: Message, from device: IPAddress, to text: inout TextBuffer
  ) {
    self.device = device
    lastAddress = nil
    guard let layout = message.layout else {
      text.append("{}")
      return
    }
    let structure = self.structure
    let treatments = self.treatments(of: layout)
    structure.append(
      fieldsOf: message, to: &text,
      where: { $0.kind != .unknownAddress && !treatments[Int($0.step)].isLeftOut }
    ) { index, text in
      let field = message.fields[index]
      append(field, treatments[Int(field.step)], message, to: &text)
    }
  }

  private mutating func treatments(of layout: Layout) -> [FieldTreatment] {
    if let known = treatments[layout.index] { return known }
    let made = normalization.treatments(of: layout)
    treatments[layout.index] = made
    return made
  }

  private mutating func append(
    _ field: DecodedField, _ treatment: FieldTreatment, _ message: Message,
    to text: inout TextBuffer
  ) {
    switch field.kind {
    case .structure, .union, .array, .unknownAddress: break
    case .number, .signed: append(number: field, treatment, message, to: &text)
    case .enumeration:
      if let entry = message.entry(of: field) {
        text.append(jsonString: entry.label)
      } else {
        text.append(decimal: message.number(of: field))
      }
    case .flags: append(labelsOf: field, message, to: &text)
    case .text, .displayText, .xml:
      var scratch = TextBuffer()
      message.appendText(of: field, to: &scratch)
      if case .literal = treatment {
        text.append(jsonString: scratch.span)
      } else {
        text.append(jsonString: normalized(scratch.bytes))
      }
    case .ipv4, .ipv6:
      if let address = message.address(of: field) {
        lastAddress = address
        text.append(jsonString: normalized(address))
      } else {
        text.append("\"\"")
      }
    case .macAddress:
      if let address = message.macAddress(of: field) {
        text.append(jsonString: normalized(address))
      } else {
        text.append("\"\"")
      }
    case .secret: text.append(field.length > 0 ? "\"hidden\"" : "\"\"")
    }
  }

  private mutating func append(
    number field: DecodedField, _ treatment: FieldTreatment, _ message: Message,
    to text: inout TextBuffer
  ) {
    let number = message.number(of: field)
    // No call, party or port has the number 0: it says that there is none.
    guard number != 0 else {
      text.append("0")
      return
    }
    let address = IPAddress(ipv4: number.byteSwapped)
    switch treatment {
    case .numbered(let kind): append(.number(kind, number), to: &text)
    case .port: append(.port(lastAddress ?? device, number), to: &text)
    case .address: append(.address(address), to: &text)
    case .deviceAddress where address == device: append(.address(address), to: &text)
    default:
      if field.kind == .signed {
        text.append(decimal: Int32(bitPattern: number))
      } else {
        text.append(decimal: number)
      }
    }
  }

  private mutating func append(_ identity: Numbering.Identity, to text: inout TextBuffer) {
    text.append(jsonString: numbering.placeholder(for: identity).text)
  }

  private func append(
    labelsOf field: DecodedField, _ message: Message, to text: inout TextBuffer
  ) {
    var unnamed = message.number(of: field)
    var labels: [String] = []
    for entry in message.flagNames(of: field)?.entries ?? []
    where entry.mask != 0 && message.number(of: field) & entry.mask == entry.mask {
      labels.append("\"\(entry.label)\"")
      unnamed &= ~entry.mask
    }
    while unnamed != 0 {
      let bit = UInt32(1) << UInt32(unnamed.trailingZeroBitCount)
      labels.append("\(bit)")
      unnamed &= ~bit
    }
    text.append("[\(labels.joined(separator: ","))]")
  }

  // MARK: - Values

  /// What stands for a call of the list of calls.
  mutating func placeholder(ofCall number: Int) -> String {
    numbering.placeholder(for: .number(.call, UInt32(clamping: number))).text
  }

  mutating func normalized(_ address: IPAddress) -> String {
    if normalization.kept.contains(.addresses) || address.isUnspecified {
      return address.description
    }
    return numbering.placeholder(for: .address(address)).text
  }

  private mutating func normalized(_ address: MACAddress) -> String {
    if normalization.kept.contains(.macs) { return address.description }
    return numbering.placeholder(for: .mac(address)).text
  }

  /// A text with something else in the place of all that differs from run to run.
  mutating func normalized(_ bytes: [UInt8]) -> String {
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let isInWord = index > 0 && bytes[index - 1].isLetterOrDigit
      let begins = bytes[index].isLetterOrDigit || bytes[index] == UInt8(ascii: ":")
      if begins, !isInWord, let found = NormalText.finding(in: bytes, at: index),
        let replacement = replacement(for: found.value)
      {
        result += replacement.utf8
        index = found.end
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// What stands for a value; nil where it is to be kept.
  private mutating func replacement(for value: NormalText.Finding.Value) -> String? {
    switch value {
    case .device(let name):
      normalization.kept.contains(.devices)
        ? nil : numbering.placeholder(for: .device(name)).text
    case .address(let address):
      normalization.kept.contains(.addresses) || address.isUnspecified
        ? nil : numbering.placeholder(for: .address(address)).text
    case .mac(let address):
      normalization.kept.contains(.macs) ? nil : numbering.placeholder(for: .mac(address)).text
    case .time: normalization.kept.contains(.times) ? nil : "<time>"
    case .date: normalization.kept.contains(.times) ? nil : "<date>"
    case .dateAndTime: normalization.kept.contains(.times) ? nil : "<date>T<time>"
    }
  }
}
