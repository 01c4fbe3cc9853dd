import SCCP

extension AnnotationRule {
  /// Every rule, by topic.
  static let all: [AnnotationRule] = topics.flatMap(\.self)

  private static let topics: [[AnnotationRule]] = [
    registration, leaving, alarms, capabilities, provisioning, features, lines, callStates,
    hooks, keys, parties, tones, lamps, display, media, multimedia, streams, statistics, digits,
    conferences, userData, presence, reservations,
  ]
}
