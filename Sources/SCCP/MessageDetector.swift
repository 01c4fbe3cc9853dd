/// Tells the beginning of an SCCP message from that of anything else, for connections of which
/// only their bytes say what they carry.
///
/// Strict where the decoder is lenient: a message that it does not know is one more, a protocol
/// that is taken for SCCP is a false report.
package enum MessageDetector {
  /// The header that `bytes` begin with.
  ///
  /// Nil unless it is that of a known message, in a version that servers speak, with a data length
  /// that the message has in that version, or in another where its length decides about that.
  package static func header(in bytes: Span<UInt8>) -> MessageHeader? {
    guard mayBegin(bytes), let header = MessageHeader(bytes), accepts(header) else { return nil }
    return header
  }

  /// The header that `bytes` begin with, where it is that of a known message of whatever length,
  /// in a version that servers speak.
  package static func knownHeader(in bytes: Span<UInt8>) -> MessageHeader? {
    guard mayBegin(bytes), let header = MessageHeader(bytes), header.isPlausible,
      header.definition != nil
    else { return nil }
    return header
  }

  /// Whether a header is one of those that ``header(in:)`` finds.
  static func accepts(_ header: MessageHeader) -> Bool {
    guard header.hasListedVersion, let layout = Layout.of(header.identifier) else { return false }
    let length = header.dataLength
    return LengthRule(layout, version: header.layoutVersion, dataLength: length).isKept
      || layout.followsLength
        && VersionedLayout.versions.contains {
          LengthRule(layout, version: $0, dataLength: length).isKept
        }
  }

  /// The header that `bytes` begin with, where it is that of a known message to `direction` which
  /// ends where the bytes end, or where another such header stands: of any length, then.
  static func header(
    tiling bytes: Span<UInt8>, _ direction: MessageDefinition.Direction
  ) -> MessageHeader? {
    guard let header = knownHeader(in: bytes), header.definition?.direction == direction,
      header.messageByteCount <= bytes.count
    else { return nil }
    let rest = bytes.extracting(header.messageByteCount...)
    if rest.isEmpty { return header }
    return knownHeader(in: rest)?.definition?.direction == direction ? header : nil
  }

  /// Whether the high bytes of all three numbers are 0, as in every SCCP header: with few
  /// exceptions this alone tells that a segment of another protocol is none.
  @inline(__always)
  private static func mayBegin(_ bytes: Span<UInt8>) -> Bool {
    bytes.count >= MessageHeader.byteCount
      && bytes[2] | bytes[3] | bytes[5] | bytes[6] | bytes[7] | bytes[10] | bytes[11] == 0
  }
}

extension MessageHeader {
  /// Whether a message could have this header, known or not, in a version that servers speak.
  package var isPlausible: Bool { plausibleByteCount != nil && hasListedVersion }

  /// What the message is; nil for one that the catalogue lacks.
  package var definition: MessageDefinition? { Layout.of(identifier)?.definition }
}

/// Which data lengths a layout can have in a version.
private struct LengthRule {
  private let layout: Layout
  private let version: Int
  private let dataLength: Int
  private let packsText: Bool

  /// How many times its slot a text is believed that goes on after it; an array likewise.
  private static let believedGrowth = 4

  init(_ layout: Layout, version: Int, dataLength: Int) {
    self.layout = layout
    self.version = version
    self.dataLength = dataLength
    packsText = layout.definition.packsText
  }

  /// Whether the header's data length is one of them.
  var isKept: Bool {
    let lengths = sum(0..<layout.steps.count)
    let identifierByteCount = 4
    // Messages are padded to a multiple of 4.
    return (lengths.lowerBound...(lengths.upperBound + 3) & ~3)
      .contains(dataLength - identifierByteCount)
  }

  /// Bytes that a step takes, at least and at most.
  private func width(of index: Int) -> ClosedRange<Int> {
    let step = layout.steps[index]
    if !packsText, !step.goesOn, let width = step.fixedWidth { return width...width }
    let inner = index + 1..<step.end
    switch step.operation {
    case .number, .signed, .enumeration, .flags, .ipv4, .ipv6, .typedAddress, .macAddress, .secret:
      return step.size...step.size
    case .address:
      let width = version >= 17 ? 20 : 4
      return width...width
    case .text, .displayText, .xml:
      let most = step.goesOn ? step.size * Self.believedGrowth : step.size
      return packsText ? 1...max(most, 1) : step.size...most
    case .directoryNumber:
      let width = version >= 18 ? 25 : 24
      return (packsText ? 1 : width)...width
    case .countedText, .countedXML: return 0...step.size
    case .structure, .unionCase, .form: return sum(inner)
    case .versions: return step.range.contains(UInt32(version)) ? sum(inner) : 0...0
    case .over: return dataLength > step.size ? sum(inner) : 0...0
    case .leftOver: return 0...sum(inner).upperBound
    case .forms: return widthOfForms(inner)
    case .union:
      let widths = children(inner).map(width)
      return (widths.map(\.lowerBound).max() ?? 0)...(widths.map(\.upperBound).max() ?? 0)
    case .array:
      let slot = width(of: index + 1)
      let fewest = packsText && step.reference != nil ? 0 : step.size
      let most = step.goesOn ? step.size * Self.believedGrowth : step.size
      return slot.lowerBound * fewest...slot.upperBound * most
    }
  }

  /// The form that the length decides for; where the content decides, what all of them allow.
  private func widthOfForms(_ forms: Range<Int>) -> ClosedRange<Int> {
    var open: ClosedRange<Int>?
    for index in children(forms) {
      let form = layout.steps[index]
      let width = sum(index + 1..<form.end)
      let isChosen =
        switch form.condition {
        case .always: true
        case .lengthOver(let length): dataLength > length
        case .lengthUnder(let length): dataLength < length
        case .padded(let length, _, _): dataLength == length
        }
      guard isChosen else { continue }
      let joined =
        open.map { min($0.lowerBound, width.lowerBound)...max($0.upperBound, width.upperBound) }
        ?? width
      guard case .padded = form.condition else { return joined }
      open = joined
    }
    return open ?? 0...0
  }

  private func sum(_ steps: Range<Int>) -> ClosedRange<Int> {
    children(steps).reduce(0...0) { total, index in
      let width = width(of: index)
      return total.lowerBound + width.lowerBound...total.upperBound + width.upperBound
    }
  }

  /// The steps of a range, without those within others.
  private func children(_ steps: Range<Int>) -> [Int] {
    var indices: [Int] = []
    var index = steps.lowerBound
    while index < steps.upperBound {
      indices.append(index)
      index = layout.steps[index].end
    }
    return indices
  }
}
