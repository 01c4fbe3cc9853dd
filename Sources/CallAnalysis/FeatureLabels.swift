import SCCP

/// What a server called the feature buttons of a device; bounded.
struct FeatureLabels: Sendable {
  private struct Entry: Sendable {
    let index: UInt32
    let feature: UInt32
    let label: String
  }

  private var entries: [Entry] = []
  /// Bytes that they take.
  private(set) var byteCount = 0

  /// Feature buttons of one device, with those of expansion modules.
  static let maximumEntries = 64
  /// The stimulus, and the type of button, that stands for every feature.
  private static let anyFeature = Stimulus.feature.rawValue

  /// Whether FeatureStatRes says what is known already, as it does whenever a state changes.
  func knows(_ message: Message) -> Bool {
    guard let index = message.possibleNumber(.featureIndex),
      let entry = entries.first(where: { $0.index == index })
    else { return false }
    return entry.feature == message.number(.featureID) && entry.label == message.text(.featureText)
  }

  mutating func learn(from message: Message) {
    guard let index = message.possibleNumber(.featureIndex) else { return }
    entries.removeAll { $0.index == index }
    defer { count() }
    guard let feature = message.number(.featureID), let label = message.text(.featureText),
      entries.count < Self.maximumEntries
    else { return }
    entries.append(Entry(index: index, feature: feature, label: label))
  }

  private mutating func count() {
    byteCount = entries.reduce(entries.capacity * MemoryLayout<Entry>.stride) {
      $0 + $1.label.utf8.count
    }
  }

  /// The label of the button that a stimulus and its instance stand for.
  func label(of stimulus: UInt32?, _ instance: UInt32?) -> String? {
    guard let stimulus, let instance else { return nil }
    return entries.first {
      $0.index == instance && (stimulus == Self.anyFeature || stimulus == $0.feature)
    }?.label
  }
}
