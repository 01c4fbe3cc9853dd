package import SCCP

/// The body of a message, as all messages of some header versions have it.
package struct ReferenceLayout: Sendable {
  /// The header versions, ascending.
  package private(set) var versions: [Int]
  /// What else decides that a message has this layout.
  package let condition: ReferenceCondition
  /// What stands in the body, in wire order, when the message has everything that it can have.
  package let fields: [ReferenceField]

  /// The header versions that servers are known to speak; all others are read as the nearest one.
  package static let listedVersions = [0, 10, 11] + Array(15...Item.newestVersion)

  /// Bytes of the longest body; nil where texts of varying size are in it.
  package var byteCount: Int? { fields.byteCount }

  /// Everything in the body, at any depth, in wire order.
  package var flattenedFields: [ReferenceField] { fields.flatMap(\.flattened) }

  /// The different layouts that a message has over all header versions and data lengths.
  package static func all(of definition: MessageDefinition) -> [ReferenceLayout] {
    var layouts: [ReferenceLayout] = []
    for version in listedVersions {
      for variant in ReferenceVariant.all(of: definition.items, version: version) {
        var builder = ReferenceLayoutBuilder(
          version: version, packsText: definition.packsText, lengths: variant.condition.lengths,
          items: variant.items)
        let fields = builder.fields(variant.items)
        let place = layouts.firstIndex {
          $0.condition == variant.condition && $0.fields == fields
        }
        if let place {
          layouts[place].versions.append(version)
        } else {
          layouts.append(
            ReferenceLayout(versions: [version], condition: variant.condition, fields: fields))
        }
      }
    }
    return layouts.inConditionOrder
  }

  /// The layouts that a message of one header version can have.
  package static func all(of definition: MessageDefinition, version: Int) -> [ReferenceLayout] {
    let listed = listedVersions.last { $0 <= version } ?? 0
    return all(of: definition).filter { $0.versions.contains(listed) }
  }

  /// The versions in words.
  package var versionWords: String {
    guard versions != Self.listedVersions else { return "every version" }
    var ranges: [ClosedRange<Int>] = []
    for version in versions {
      if let last = ranges.last,
        Self.listedVersions.first(where: { $0 > last.upperBound }) == version
      {
        ranges[ranges.count - 1] = last.lowerBound...version
      } else {
        ranges.append(version...version)
      }
    }
    let words = ranges.map {
      $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)"
    }
    return (versions.count == 1 ? "version " : "versions ") + words.joined(separator: ", ")
  }
}

extension [ReferenceLayout] {
  /// Layouts of one condition beside each other, otherwise in the order of their versions.
  fileprivate var inConditionOrder: [ReferenceLayout] {
    var conditions: [ReferenceCondition] = []
    for layout in self where !conditions.contains(layout.condition) {
      conditions.append(layout.condition)
    }
    return conditions.flatMap { condition in filter { $0.condition == condition } }
  }
}
