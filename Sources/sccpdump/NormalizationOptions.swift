import ArgumentParser
import Checking
import Rendering

/// What is compared of a capture, and what is not.
struct NormalizationOptions: ParsableArguments {
  @Flag(
    name: .long,
    help: """
      Compare the calls rather than the messages: who called whom, what came of it, codecs and \
      audio.
      """)
  var calls = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      """
      Compare these as they stand, although they differ from run to run: \
      \(NormalCategory.allCases.map(\.rawValue).joined(separator: ", ")).
      """, valueName: "kind,…"),
    completion: .list(NormalCategory.allCases.map(\.rawValue)),
    transform: CategoryList.init(parsing:))
  var keep: [CategoryList] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      """
      Compare without these fields: names such as lineInstance, or with more before them, such as \
      sid.instance or CallState.privacy; with --calls members such as from.name or streams.
      """, valueName: "field,…"),
    transform: FieldList.init(parsing:))
  var ignore: [FieldList] = []

  @Option(
    name: .customLong("ignore-message"),
    help: ArgumentHelp(
      "Compare without these messages: names or identifiers, such as KeepAliveReq.",
      valueName: "name,…"),
    transform: MessageNameList.init(parsing:))
  var ignoreMessage: [MessageNameList] = []

  func validate() throws {
    if calls, !ignoreMessage.isEmpty {
      throw ValidationError("--ignore-message is for messages, and --calls compares none")
    }
    for pattern in ignore.flatMap(\.patterns) {
      if let problem = Normalization(subject).problem(withIgnored: pattern) {
        throw ValidationError(problem)
      }
    }
  }

  /// What is compared.
  var subject: Normalization.Subject { calls ? .calls : .messages }

  /// What the options ask for; nil where none says what is left out or kept.
  var normalization: Normalization? {
    if keep.isEmpty, ignore.isEmpty, ignoreMessage.isEmpty { return nil }
    var normalization = Normalization(subject)
    for list in keep { normalization.kept.formUnion(list.categories) }
    for list in ignore { normalization.ignoredFields.formUnion(list.patterns) }
    for list in ignoreMessage { normalization.ignoredMessages.formUnion(list.names) }
    return normalization
  }
}

/// Kinds of values, separated by commas.
struct CategoryList {
  let categories: Set<NormalCategory>

  init(parsing argument: String) throws {
    var categories: Set<NormalCategory> = []
    for part in argument.split(separator: ",") {
      guard let category = NormalCategory(rawValue: String(part)) else {
        let names = NormalCategory.allCases.map(\.rawValue)
        throw ValidationError(
          "\(part): no kind of values has this name"
            + "\(NearestName.clause(for: String(part), in: names)); "
            + "there are \(names.joined(separator: ", "))")
      }
      categories.insert(category)
    }
    self.categories = categories
  }
}

/// Fields, separated by commas.
struct FieldList {
  let patterns: [String]

  init(parsing argument: String) throws {
    patterns = argument.split(separator: ",").map(String.init)
  }
}

/// Names of messages, separated by commas.
struct MessageNameList {
  let names: [String]

  init(parsing argument: String) throws {
    names = try MessageList(parsing: argument).identifiers.map(Normalization.messageName)
  }
}
