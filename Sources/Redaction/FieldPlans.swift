import SCCP

/// Which fields of messages something is done with, by the shape of the messages: most have one that
/// came before.
struct FieldPlans {
  /// A field that something is done with.
  struct Step {
    let rule: FieldRule
    /// Index of the field in its message.
    let field: Int32
  }

  /// Where the steps of a shape lie, and the bytes between its fields.
  struct Plan {
    /// 0 for none.
    fileprivate var shape: UInt32 = 0
    private(set) var steps = 0..<0
    private(set) var numbers = 0..<0
    private(set) var gaps = 0..<0

    fileprivate init() {}

    fileprivate init(
      _ shape: UInt32, steps: Range<Int>, numbers: Range<Int>, gaps: Range<Int>
    ) {
      self.shape = shape
      self.steps = steps
      self.numbers = numbers
      self.gaps = gaps
    }
  }

  /// Shapes that are kept, each in the place that its number says.
  private static let slotCount = 1024
  /// Steps, numbers and gaps of all plans, after which they are forgotten.
  private static let maximumStepCount = 1 << 16

  /// Which fields something is done with.
  enum Extent {
    case secrets
    /// Without numbers that stay.
    case identities
    case all
  }

  private let extent: Extent
  private var rules = FieldRules()
  private var plans = [Plan](repeating: Plan(), count: slotCount)
  private(set) var steps: [Step] = []
  /// Indices of fields that are numbers of four bytes, which stay unless one is an address.
  private(set) var numbers: [Int32] = []
  /// Bytes up to the end of what is decoded that no field holds.
  private(set) var gaps: [Range<Int>] = []

  init(of extent: Extent) {
    self.extent = extent
  }

  /// The plan of a message of a layout.
  mutating func plan(for message: borrowing Message, _ layout: Layout) -> Plan {
    let slot = Int(message.shape) & (Self.slotCount - 1)
    if message.shape != 0, plans[slot].shape == message.shape { return plans[slot] }
    if steps.count + numbers.count + gaps.count > Self.maximumStepCount {
      steps.removeAll(keepingCapacity: true)
      numbers.removeAll(keepingCapacity: true)
      gaps.removeAll(keepingCapacity: true)
      for index in plans.indices { plans[index] = Plan() }
    }
    let (firstStep, firstNumber, firstGap) = (steps.count, numbers.count, gaps.count)
    appendSteps(for: message, rules.rules(of: layout))
    let plan = Plan(
      message.shape, steps: firstStep..<steps.count, numbers: firstNumber..<numbers.count,
      gaps: firstGap..<gaps.count)
    if message.shape != 0 { plans[slot] = plan }
    return plan
  }

  private mutating func appendSteps(for message: borrowing Message, _ rules: [FieldRule]) {
    let decodedEnd = min(message.decodedByteCount, message.bytes.count)
    var covered = MessageHeader.byteCount
    for index in message.fields.indices {
      let field = message.fields[index]
      switch field.kind {
      case .structure, .array, .union: continue
      default: break
      }
      let place = message.bytes(of: field)
      if place.lowerBound > covered { gaps.append(covered..<place.lowerBound) }
      covered = max(covered, place.upperBound)
      let rule = rules[Int(field.step)]
      switch rule {
      case .secret: break
      case .kept:
        if extent == .all, field.kind == .number, place.count == 4 {
          numbers.append(Int32(truncatingIfNeeded: index))
        }
        continue
      case _ where extent == .secrets: continue
      default: break
      }
      steps.append(Step(rule: rule, field: Int32(truncatingIfNeeded: index)))
    }
    if covered < decodedEnd { gaps.append(covered..<decodedEnd) }
  }
}
