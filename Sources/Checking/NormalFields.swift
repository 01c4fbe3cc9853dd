import Rendering
import SCCP
import Text
import Wire

/// Renders the fields of a message as JSON, without what differs from run to run.
struct NormalFields: ~Copyable {
  private let normalization: Normalization
  private let structure = JSONStructure()
  /// By the place of the message in the catalogue; made when one is met.
  private var treatments: [[FieldTreatment]?]
  private var numbering = Numbering()
  /// The device of the message at hand, and the last address in it: ports belong to one of them.
  private var device = IPAddress(ipv4: 0)
  private var lastAddress: IPAddress?
  /// A text before it is searched.
  private var found = TextBuffer()

  init(_ normalization: Normalization) {
    self.normalization = normalization
    treatments = Array(repeating: nil, count: Layout.count)
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
    case .text, .displayText, .xml: append(text: field, treatment, message, to: &text)
    case .ipv4, .ipv6:
      text.append(byte: UInt8(ascii: "\""))
      if let address = message.address(of: field) {
        lastAddress = address
        append(normalized: address, to: &text)
      }
      text.append(byte: UInt8(ascii: "\""))
    case .macAddress:
      text.append(byte: UInt8(ascii: "\""))
      if let address = message.macAddress(of: field) { append(normalized: address, to: &text) }
      text.append(byte: UInt8(ascii: "\""))
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
    text.append(byte: UInt8(ascii: "\""))
    text.append(numbering.placeholder(for: identity))
    text.append(byte: UInt8(ascii: "\""))
  }

  private mutating func append(
    text field: DecodedField, _ treatment: FieldTreatment, _ message: Message,
    to text: inout TextBuffer
  ) {
    found.removeAll()
    message.appendText(of: field, to: &found)
    if case .literal = treatment { return text.append(jsonString: found.span) }
    guard NormalText.mayHold(found.span) else { return text.append(jsonString: found.span) }
    var replaced = TextBuffer()
    append(normalized: found.bytes, to: &replaced)
    text.append(jsonString: replaced.span)
  }

  private func append(
    labelsOf field: DecodedField, _ message: Message, to text: inout TextBuffer
  ) {
    let number = message.number(of: field)
    var unnamed = number
    var isFirst = true
    func separate(_ text: inout TextBuffer) {
      if !isFirst { text.append(byte: UInt8(ascii: ",")) }
      isFirst = false
    }
    text.append(byte: UInt8(ascii: "["))
    for entry in message.flagNames(of: field)?.entries ?? []
    where entry.mask != 0 && number & entry.mask == entry.mask {
      separate(&text)
      text.append(entry.label, between: UInt8(ascii: "\""))
      unnamed &= ~entry.mask
    }
    while unnamed != 0 {
      let bit = UInt32(1) << UInt32(unnamed.trailingZeroBitCount)
      separate(&text)
      text.append(decimal: bit)
      unnamed &= ~bit
    }
    text.append(byte: UInt8(ascii: "]"))
  }

  // MARK: - Values

  /// What stands for a call of the list of calls.
  mutating func placeholder(ofCall number: Int) -> String {
    numbering.placeholder(for: .number(.call, UInt32(clamping: number))).text
  }

  /// Appends an address, or what stands for it.
  mutating func append(normalized address: IPAddress, to text: inout TextBuffer) {
    if normalization.kept.contains(.addresses) || address.isUnspecified {
      text.append(address)
    } else {
      text.append(numbering.placeholder(for: .address(address)))
    }
  }

  private mutating func append(normalized address: MACAddress, to text: inout TextBuffer) {
    if normalization.kept.contains(.macs) {
      text.append(address)
    } else {
      text.append(numbering.placeholder(for: .mac(address)))
    }
  }

  /// A text with something else in the place of all that differs from run to run.
  mutating func normalized(_ bytes: [UInt8]) -> String {
    var text = TextBuffer()
    append(normalized: bytes, to: &text)
    return String(text)
  }

  /// Appends a text with something else in the place of all that differs from run to run.
  private mutating func append(normalized bytes: [UInt8], to text: inout TextBuffer) {
    var index = 0
    while index < bytes.count {
      let isInWord = index > 0 && bytes[index - 1].isLetterOrDigit
      let begins = bytes[index].isLetterOrDigit || bytes[index] == UInt8(ascii: ":")
      if begins, !isInWord, let found = NormalText.finding(in: bytes, at: index),
        let replacement = replacement(for: found.value)
      {
        text.append(replacement)
        index = found.end
      } else {
        text.append(byte: bytes[index])
        index += 1
      }
    }
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
