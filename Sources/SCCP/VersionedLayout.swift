/// A layout as messages of one version and one data length have it.
struct VersionedLayout {
  let layout: Layout
  let version: Int
  let dataLength: Int

  /// The versions in which layouts differ: headers of all others are read as one of these.
  static let versions = [0, 10, 11] + Array(15...Item.newestVersion)

  private static let firstVersionWithTypedAddresses = 17
  private static let firstVersionWithLongDirectoryNumbers = 18

  @inline(__always)
  var steps: [Step] { layout.steps }

  var directoryNumberByteCount: Int {
    version >= Self.firstVersionWithLongDirectoryNumbers ? 25 : 24
  }

  var addressByteCount: Int { version >= Self.firstVersionWithTypedAddresses ? 20 : 4 }

  // MARK: - Conditions

  /// The steps of the first form whose condition holds.
  func chosenForm(_ forms: Range<Int>, _ unit: Span<UInt8>) -> Range<Int>? {
    var index = forms.lowerBound
    while index < forms.upperBound {
      let form = steps[index]
      if holds(form.condition, unit) { return index + 1..<form.end }
      index = form.end
    }
    return nil
  }

  private func holds(_ condition: Condition, _ unit: Span<UInt8>) -> Bool {
    switch condition {
    case .always: true
    case .lengthOver(let length): dataLength > length
    case .lengthUnder(let length): dataLength < length
    case .padded(let length, let word, let gap):
      dataLength == length && unit.hasWord(at: MessageHeader.byteCount + word)
        && unit.isZero(in: gap, from: MessageHeader.byteCount)
    }
  }

  /// The first field of the range that this version has.
  func firstField(_ range: Range<Int>, _ unit: Span<UInt8>) -> Int? {
    var index = range.lowerBound
    while index < range.upperBound {
      let step = steps[index]
      let inner = index + 1..<step.end
      switch step.operation {
      case .versions where !step.range.contains(UInt32(version)): break
      case .leftOver: break
      case .forms:
        if let form = chosenForm(inner, unit), let found = firstField(form, unit) { return found }
      case .versions, .over, .structure, .array, .form:
        if let found = firstField(inner, unit) { return found }
      default: return index
      }
      index = step.end
    }
    return nil
  }

  // MARK: - Widths

  /// Bytes that a step takes on the wire in such a message, valid or not.
  func width(of index: Int, _ unit: Span<UInt8>) -> Int {
    let step = steps[index]
    if let width = step.fixedWidth { return width }
    let inner = index + 1..<step.end
    switch step.operation {
    case .directoryNumber: return directoryNumberByteCount
    case .address: return addressByteCount
    case .countedText, .countedXML: return step.size
    case .versions: return step.range.contains(UInt32(version)) ? sum(inner, unit) : 0
    case .over: return dataLength > step.size ? sum(inner, unit) : 0
    case .leftOver: return 0
    case .forms: return chosenForm(inner, unit).map { sum($0, unit) } ?? 0
    case .array: return step.size * width(of: index + 1, unit)
    case .union: return widths(inner, unit) { max($0, $1) }
    default: return sum(inner, unit)
    }
  }

  private func sum(_ range: Range<Int>, _ unit: Span<UInt8>) -> Int {
    widths(range, unit) { $0 + $1 }
  }

  private func widths(_ range: Range<Int>, _ unit: Span<UInt8>, _ join: (Int, Int) -> Int) -> Int {
    var total = 0
    var index = range.lowerBound
    while index < range.upperBound {
      total = join(total, width(of: index, unit))
      index = steps[index].end
    }
    return total
  }
}
