import ArgumentParser
import Checking
import Findings

/// Which rules are looked for, and by which limits.
struct RuleOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp("Only these rules, which --rules lists.", valueName: "rule,…"),
    completion: .list(FindingRule.all.map(\.id)), transform: RuleList.init(parsing:))
  var rule: [RuleList] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Leave out a rule, everywhere or at one device; any number.", valueName: "rule[@device]"),
    transform: IgnoredRule.init(parsing:))
  var ignore: [IgnoredRule] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Set a limit, as in reg-slow=5s or reg-loop.within=20min; --explain tells those of a rule.",
      valueName: "rule=value"))
  var set: [String] = []

  func validate() throws {
    var settings = FindingSettings()
    for text in set {
      if let problem = settings.set(text) { throw ValidationError("--set \(problem)") }
    }
  }

  /// Whether no rule is left out.
  var areAll: Bool { rule.isEmpty && ignore.isEmpty }

  var settings: FindingSettings {
    var settings = FindingSettings()
    for text in set { _ = settings.set(text) }
    return settings
  }

  var selection: FindingSelection {
    var selection = FindingSelection()
    selection.rules = Set(rule.flatMap(\.names))
    selection.ignored = ignore.map { ($0.rule, $0.device) }
    return selection
  }

  /// What to say of a name that no rule has.
  static func failure(_ name: String) -> String {
    let clause = NearestName.clause(for: name, in: FindingRule.all.map(\.id))
    return "\(name): no rule has this name\(clause) (sccpdump diagnose --rules lists them)"
  }
}

/// Names of rules, separated by commas.
struct RuleList {
  let names: [String]

  init(parsing argument: String) throws {
    names = argument.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    for name in names where FindingRule.named(name) == nil {
      throw ValidationError(RuleOptions.failure(name))
    }
  }
}

/// A rule, and the device at which it is left out; nil for all.
struct IgnoredRule {
  let rule: String
  let device: String?

  init(parsing argument: String) throws {
    let parts = argument.split(separator: "@", maxSplits: 1).map(String.init)
    rule = parts.first ?? ""
    device = parts.count > 1 ? parts[1] : nil
    if FindingRule.named(rule) == nil { throw ValidationError(RuleOptions.failure(rule)) }
  }
}
