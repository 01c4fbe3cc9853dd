import Wire

/// The choice of the version whose layout a message has.
///
/// Some peers write the layout of another version than their header says; the data length tells. The
/// header's version is right where its layout fits the length exactly. Otherwise the nearest version
/// is, whose layout does, the lower one of two. Where none fits, the header's is read as far as it
/// goes.
struct LayoutChoice {
  /// The numbers of the message that decided.
  private(set) var guards: [MessageShapes.Guard]
  /// The version whose layout the message has.
  private(set) var version: Int
  /// Whether the layout of that version fits the data length.
  private(set) var isExact = true

  private let layout: Layout
  private let header: MessageHeader

  /// Chooses for a message; `guards` is storage that is used again.
  init(
    _ layout: Layout, _ header: MessageHeader, _ unit: Span<UInt8>,
    reusing guards: consuming [MessageShapes.Guard]
  ) {
    guards.removeAll(keepingCapacity: true)
    self.guards = guards
    self.layout = layout
    self.header = header
    version = header.layoutVersion
    guard layout.followsLength, !fits(version, unit) else { return }
    isExact = false
    // Distances count from the header's own word, listed or not.
    let own = Int(header.version)
    let nearest = VersionedLayout.versions.sorted {
      (abs($0 - own), $0) < (abs($1 - own), $1)
    }
    if let other = nearest.first(where: { $0 != version && fits($0, unit) }) {
      version = other
      isExact = true
    }
  }

  /// Whether it is the header's own version, whose layout fits: nothing else can be meant.
  var isCertain: Bool { isExact && version == header.layoutVersion }

  /// Where keys or salts may lie that the layout does not name as such.
  ///
  /// A message in the layout of another version than its header's may be one of the header's that
  /// was cut, and one that no layout fits may be of any version. The slots of a version count where
  /// what stands before them can be what it has there: an address, a port, and the lengths of a key.
  /// Where no layout fits, such lengths are followed by a key wherever they stand.
  func hiddenRanges(_ unit: Span<UInt8>) -> [Range<Int>] {
    if isCertain { return [] }
    if isExact, secrets(of: version, unit, ifAnnounced: true) != nil {
      return secrets(of: header.layoutVersion, unit, ifAnnounced: true) ?? []
    }
    let readings = VersionedLayout.versions.map { secrets(of: $0, unit, ifAnnounced: true) }
    guard readings.contains(where: { $0 != nil }) else {
      // Nothing is where any version has it: a key can be anywhere after the first place of one.
      let starts = VersionedLayout.versions.compactMap {
        secrets(of: $0, unit, ifAnnounced: false)?.first?.lowerBound
      }
      return starts.min().map { [$0..<Int.max] } ?? []
    }
    let own = secrets(of: version, unit, ifAnnounced: false) ?? []
    return own + readings.flatMap { $0 ?? [] } + unit.announcedSecrets
  }

  /// The slots of keys and salts in the layout of a version; with `ifAnnounced` none where the
  /// message says that there is no key, and nil where it cannot be of that version.
  private func secrets(
    of version: Int, _ unit: Span<UInt8>, ifAnnounced: Bool
  ) -> [Range<Int>]? {
    var measure = LayoutMeasure(
      VersionedLayout(layout: layout, version: version, dataLength: header.dataLength))
    measure.take(0..<layout.steps.count, unit)
    guard ifAnnounced else { return measure.secrets }
    if measure.isRefuted { return nil }
    guard let key = measure.secrets.first, unit.mayAnnounceSecret(at: key.lowerBound) else {
      return []
    }
    return measure.secrets
  }

  /// Whether the layout of a version takes the whole message, but for padding.
  private mutating func fits(_ version: Int, _ unit: Span<UInt8>) -> Bool {
    var measure = LayoutMeasure(
      VersionedLayout(layout: layout, version: version, dataLength: header.dataLength))
    measure.take(0..<layout.steps.count, unit)
    if let size = measure.size { guards.append(size) }
    return measure.fits
  }
}

/// A walk through a layout that only counts bytes.
private struct LayoutMeasure {
  private let layout: VersionedLayout
  /// The number that says how long a text is; no layout has two.
  private(set) var size: MessageShapes.Guard?
  /// Bytes so far, the header's among them.
  private var byteCount = MessageHeader.byteCount
  /// Bytes of the last counted text's slot that are not a part of it.
  private var spare = 0
  private var hasImpossibleSize = false
  /// The slots of keys and salts.
  private(set) var secrets: [Range<Int>] = []
  /// Whether what stands before them cannot be what the layout has there.
  private(set) var isRefuted = false

  init(_ layout: VersionedLayout) {
    self.layout = layout
  }

  /// Whether the message is as long as what was counted, with padding, or with the whole slot of a
  /// counted text.
  var fits: Bool {
    let left = MessageHeader.prefixByteCount + layout.dataLength - byteCount
    let padding = 0...Layout.maximumPadding
    return !hasImpossibleSize && (padding.contains(left) || padding.contains(left - spare))
  }

  /// Counts the steps of a range.
  mutating func take(_ range: Range<Int>, _ unit: Span<UInt8>) {
    var index = range.lowerBound
    while index < range.upperBound {
      take(step: index, unit)
      index = layout.steps[index].end
    }
  }

  private mutating func take(step index: Int, _ unit: Span<UInt8>) {
    let step = layout.steps[index]
    let inner = index + 1..<step.end
    switch step.operation {
    case .structure: take(inner, unit)
    case .versions: if step.range.contains(UInt32(layout.version)) { take(inner, unit) }
    case .over: if layout.dataLength > step.size { take(inner, unit) }
    case .forms: if let form = layout.chosenForm(inner, unit) { take(form, unit) }
    case .countedText, .countedXML:
      let size = Int(size?.number ?? 0)
      byteCount += min(size, step.size)
      spare = max(step.size - size, 0)
    default:
      if step.operation == .secret { secrets.append(byteCount..<byteCount + step.size) }
      if secrets.isEmpty { note(step, unit) }
      if let maximum = step.maximumSize {
        note(step.size, maximum: maximum, unit)
      }
      byteCount += layout.width(of: index, unit)
    }
  }

  /// Notes an address or a port that cannot be one.
  private mutating func note(_ step: Step, _ unit: Span<UInt8>) {
    let maximum: UInt32
    switch step.operation {
    case .typedAddress: maximum = Self.maximumAddressType
    case .address where layout.addressByteCount > 4: maximum = Self.maximumAddressType
    case .number where step.name == .remotePortNumber: maximum = UInt32(UInt16.max)
    default: return
    }
    guard byteCount + 4 <= unit.count else { return }
    isRefuted = isRefuted || unit.number(at: byteCount, byteCount: 4) > maximum
  }

  /// IPv4, IPv6, and both.
  private static let maximumAddressType: UInt32 = 2

  /// Notes the size of a text, whether the text is as long as that or fills a slot.
  private mutating func note(_ length: Int, maximum: Int, _ unit: Span<UInt8>) {
    let number = unit.number(at: byteCount, byteCount: length)
    hasImpossibleSize = hasImpossibleSize || Int(number) > maximum
    size = MessageShapes.Guard(
      offset: Int32(truncatingIfNeeded: byteCount), length: Int32(truncatingIfNeeded: length),
      number: number)
  }
}
