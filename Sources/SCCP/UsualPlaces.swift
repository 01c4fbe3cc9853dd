/// Where the messages of a layout have the field of each name, in the newest version.
///
/// Messages with arrays before it, or of another version, may have it elsewhere, so that it is looked
/// at before it is believed; what is found there is the only field of that name.
@usableFromInline
struct UsualPlaces: Sendable {
  /// By the index of the name.
  @usableFromInline let places: [UInt8]

  /// In the place of a place: the message may have several fields of the name, and the first is
  /// searched for.
  @inlinable static var anywhere: Int { 254 }
  /// In the place of a place: no message has such a field.
  @inlinable static var nowhere: Int { 255 }

  init(_ steps: [Step]) {
    var places = [UInt8](repeating: UInt8(Self.nowhere), count: FieldName.all.count)
    var fieldCount = 0
    // Where what is repeated ends, and what the newest version, or the first case, does not have.
    var (repeatedEnd, otherEnd) = (0, 0)
    for (index, step) in steps.enumerated() {
      switch step.operation {
      case .versions where !step.range.contains(UInt32(Item.newestVersion)):
        otherEnd = max(otherEnd, step.end)
      case .unionCase, .form:
        if !steps[index - 1].operation.hasCases { otherEnd = max(otherEnd, step.end) }
      case .versions, .over, .leftOver, .forms: break
      default:
        if case .array = step.operation { repeatedEnd = max(repeatedEnd, step.end) }
        let name = Int(step.name.index)
        if places.indices.contains(name) {
          let isOnly = places[name] == Self.nowhere && index >= repeatedEnd
          let isUsual = isOnly && index >= otherEnd && fieldCount < Self.anywhere
          places[name] = UInt8(isUsual ? fieldCount : Self.anywhere)
        }
        if index >= otherEnd { fieldCount += 1 }
      }
    }
    self.places = places
  }

  @inlinable
  subscript(name: FieldName) -> Int {
    let index = Int(name.index)
    return index < places.count ? Int(places[index]) : Self.nowhere
  }
}

extension Step.Operation {
  /// Whether what follows the step is the first of several forms that it may have.
  fileprivate var hasCases: Bool {
    switch self {
    case .union, .forms: true
    default: false
    }
  }
}
