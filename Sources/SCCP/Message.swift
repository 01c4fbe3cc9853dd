package import Text
public import Wire

/// A decoded message, in storage that the next message uses again.
///
/// Holds a copy of the message's bytes, so it may be kept while the capture is read on.
@usableFromInline
package struct Message: Sendable {
  package internal(set) var header = MessageHeader.none
  /// Nil for an identifier that the catalogue lacks.
  @usableFromInline package internal(set) var layout: Layout?
  /// The version whose layout the message has; another than its header's where the data length
  /// says so, or where no server is known to speak the header's.
  package internal(set) var layoutVersion = 0
  /// The whole message, its header included.
  @usableFromInline package internal(set) var bytes = ReusedBytes()
  /// The values in wire order; a container stands before what it holds. Messages that are alike
  /// share them.
  @usableFromInline package internal(set) var fields: [DecodedField] = []
  /// Storage for fields of its own, while it shares those it has.
  var spareFields: [DecodedField] = []
  /// Where the bytes after the last decoded field begin.
  package internal(set) var decodedByteCount = 0
  /// The first item of the layout that the message ended before.
  package internal(set) var missingStep: Int?
  /// Whether the fields are this message's alone.
  var hasOwnFields = true
  /// Equal for messages that have the same fields, with any decoder; 0 for one that
  /// no other was compared with.
  package internal(set) var shape: UInt32 = 0
  /// What texts are in where they are not UTF-8; nil for Latin-1.
  package internal(set) var encoding: TextEncoding?
  /// The call reference that the message is about; nil where it carries none, or 0.
  package internal(set) var callReference: UInt32?
  /// The line instance that the message is about; nil where it carries none, or 0.
  package internal(set) var lineInstance: UInt32?
  /// What the layout did not allow for.
  package internal(set) var problems: [MessageProblem] = []

  package init() {}

  package var name: String { layout?.definition.name ?? "Unknown" }

  /// Whether bytes at its end were not captured.
  package var isCut: Bool { bytes.count < header.messageByteCount }

  /// Whether fields of it were not captured, about which nothing must be said.
  package var lacksFields: Bool { missingStep != nil && isCut }

  /// The name as readers need it: an unknown message has its identifier beside it, as in
  /// `Unknown 0x0057 (87)`.
  package var title: String { layout?.definition.name ?? Self.title(ofUnknown: header.identifier) }

  /// What a message is called that the catalogue lacks.
  package static func title(ofUnknown identifier: UInt32) -> String {
    let digits = String(identifier, radix: 16)
    return "Unknown 0x" + String(repeating: "0", count: max(4 - digits.count, 0)) + digits
      + " (\(identifier))"
  }

  /// The names that lead to the first item the message ended before, joined by dots.
  package var missing: String? {
    guard let missingStep else { return nil }
    return layout?.path(of: missingStep)
  }

  /// The bytes after the last decoded field; empty where they only pad the message.
  package var undecoded: Range<Int> {
    let start = min(decodedByteCount, bytes.count)
    let padding =
      bytes.count - start <= Layout.maximumPadding && bytes[start...].allSatisfy { $0 == 0 }
    return padding ? bytes.count..<bytes.count : start..<bytes.count
  }
}

/// One value of a decoded message, or the beginning of several.
@usableFromInline
package struct DecodedField: Sendable {
  @usableFromInline package internal(set) var kind: Kind
  @usableFromInline package let name: FieldName
  /// Index of the step in the message's layout.
  package let step: Int32
  /// Where its bytes begin, counted from the start of the message.
  @usableFromInline package internal(set) var offset: Int32
  /// Its bytes on the wire; 0 for containers.
  @usableFromInline package internal(set) var length: Int32
  /// The number, where it decides about the fields: valid entries of an array, the type word of an
  /// address.
  @usableFromInline var number: UInt32
  /// Index of the field after this one and what it holds.
  package internal(set) var end: Int32

  @usableFromInline
  package enum Kind: UInt8, Sendable {
    case number, signed, enumeration, flags
    case text, displayText, xml
    case ipv4, ipv6, unknownAddress, macAddress, secret
    case structure, array, union

    /// Whether the field's bytes are one number of one to four bytes.
    @inlinable var isNumber: Bool {
      switch self {
      case .number, .signed, .enumeration, .flags: true
      default: false
      }
    }
  }

  /// The field's number in a message of these bytes.
  @inlinable
  @inline(__always)
  func number(in bytes: Span<UInt8>) -> UInt32 {
    kind.isNumber ? bytes.number(at: Int(offset), byteCount: Int(length)) : number
  }
}

/// What a message's layout did not allow for.
package enum MessageProblem: Equatable, Sendable {
  /// The header version is none that is known; the nearest older one's layout was used.
  case unlistedVersion(UInt32, readAs: Int)
  /// A count is above the slots that the layout has.
  case countAboveSlots(FieldName, count: UInt32, slots: Int)
  /// A size is above what the field may have.
  case sizeAboveMaximum(FieldName, size: UInt32, maximum: Int)
}

extension MessageHeader {
  static let none = MessageHeader(dataLength: 4, version: 0, identifier: 0)

  init(dataLength: Int, version: UInt32, identifier: UInt32) {
    self.dataLength = dataLength
    self.version = version
    self.identifier = identifier
  }
}
