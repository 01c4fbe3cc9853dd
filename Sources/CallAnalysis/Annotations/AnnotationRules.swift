extension AnnotationRule {
  /// Every rule, by topic.
  static let all: [AnnotationRule] = []
}
