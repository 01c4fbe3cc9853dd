import CallAnalysis
import SCCP

/// Reads what an expectation of one kind asks for.
struct DemandReader {
  let kind: ExpectationKind
  let options: [ExpectationOption: DocumentNode]

  func demand(_ node: DocumentNode) throws(ExpectationError) -> Expectation.Demand {
    let within = try options[.within].map(NodeReader.timeLimit)
    switch kind {
    case .registers: return .registers(try NodeReader.pattern(node), within: within)
    case .sequence: return .sequence(try steps(node), within: within)
    case .never: return .never(try unwanted(node))
    case .answered: return try answered(node, within)
    case .call: return .call(try call(node), within: within)
    case .problems: return .problems(allowed: try allowedCodes(node))
    case .findings:
      return .findings(
        try FindingDemandReader.severity(options),
        allowed: try FindingDemandReader.allowed(node, options))
    }
  }

  // MARK: - Messages

  private func steps(_ node: DocumentNode) throws(ExpectationError) -> [Expectation.Step] {
    let entries = try NodeReader.entries(of: node, "messages")
    var steps: [Expectation.Step] = []
    for entry in entries {
      guard steps.count < Expectation.Step.maximumSteps else {
        throw ExpectationError(
          entry.place, "more than \(Expectation.Step.maximumSteps) messages in one sequence")
      }
      steps.append(try step(entry))
    }
    if let within = steps[0].within {
      throw ExpectationError(
        entries[0].place, "within \(within) of nothing: no message stands before the first")
    }
    return steps
  }

  /// A message and what is said beside it.
  private func step(_ node: DocumentNode) throws(ExpectationError) -> Expectation.Step {
    guard case .mapping(let members) = node.content else {
      return Expectation.Step(
        message: try MessageReader.pattern(node), within: nil, device: nil)
    }
    var values: [StepOption: DocumentNode] = [:]
    var messages: [DocumentNode.Member] = []
    for member in members {
      if let option = StepOption(rawValue: member.key) {
        values[option] = member.value
      } else {
        messages.append(member)
      }
    }
    let message = DocumentNode(place: node.place, content: .mapping(messages))
    return Expectation.Step(
      message: try MessageReader.pattern(message),
      within: try values[.within].map(NodeReader.timeLimit),
      device: try values[.device].map(NodeReader.pattern))
  }

  /// One message or finding, or a list of them.
  private func unwanted(_ node: DocumentNode) throws(ExpectationError) -> [Expectation.Unwanted] {
    guard case .sequence = node.content else { return [try unwantedEntry(node)] }
    var unwanted: [Expectation.Unwanted] = []
    for entry in try NodeReader.entries(of: node, "messages") {
      guard unwanted.count < Expectation.Step.maximumSteps else {
        throw ExpectationError(
          entry.place, "more than \(Expectation.Step.maximumSteps) messages in one list")
      }
      unwanted.append(try unwantedEntry(entry))
    }
    return unwanted
  }

  private func unwantedEntry(_ node: DocumentNode) throws(ExpectationError) -> Expectation.Unwanted
  {
    if let rule = try FindingDemandReader.rule(node) { return .finding(rule) }
    return .message(try MessageReader.pattern(node))
  }

  private func answered(
    _ node: DocumentNode, _ within: TimeLimit?
  ) throws(ExpectationError) -> Expectation.Demand {
    let message = try MessageReader.pattern(node)
    let place = MessageReader.namePlace(node)
    switch Layout.of(message.identifier)?.definition.kind {
    case .request: break
    case .response(let request):
      let name = Layout.of(request)?.definition.name ?? ""
      throw ExpectationError(place, "\(message.name) is an answer; did you mean \(name)?")
    case .event, nil:
      let requests = Catalogue.messages.filter { $0.kind == .request }.map(\.name)
      throw ExpectationError(
        place,
        "\(message.name) is no request that is answered"
          + NearestName.hint(for: message.name, among: requests))
    }
    // Beside it stands `within`, which this kind requires.
    let limit = within ?? TimeLimit(nanoseconds: RequestMatcher.maximumNanoseconds)
    guard limit.nanoseconds <= RequestMatcher.maximumNanoseconds else {
      let longest = TimeLimit(nanoseconds: RequestMatcher.maximumNanoseconds)
      throw ExpectationError(
        options[.within]?.place ?? place,
        "\(limit) is longer than \(longest), after which an answer is taken for none")
    }
    return .answered(message, within: limit)
  }

  // MARK: - Calls and problems

  private func call(_ node: DocumentNode) throws(ExpectationError) -> Expectation.CallPattern {
    let ends = try NodeReader.members(of: node, known: CallKey.self)
    guard !ends.isEmpty, let reaches = options[.reaches] else {
      throw ExpectationError(node.place, "a call needs from, to, or both")
    }
    let labels = ValueNames.callState.entries
    var states: Set<UInt32> = []
    let names = try NodeReader.texts(reaches, "call states", maximum: labels.count)
    for (name, place) in names {
      guard let entry = labels.first(where: { $0.label == name }) else {
        throw ExpectationError(
          place,
          "no call state is called \(name.quoted)"
            + NearestName.hint(for: name, among: labels.map(\.label)))
      }
      states.insert(entry.value)
    }
    return Expectation.CallPattern(
      from: try ends[.from].map(NodeReader.pattern), to: try ends[.to].map(NodeReader.pattern),
      states: states, stateNames: names.map(\.text).joined(separator: " or "))
  }

  private func allowedCodes(_ node: DocumentNode) throws(ExpectationError) -> Set<Problem.Code> {
    guard try NodeReader.text(node) == Self.noProblems else {
      throw ExpectationError(
        node.place,
        "problems: \(Self.noProblems) is expected; codes that may be there stand under except")
    }
    guard let except = options[.except] else { return [] }
    var codes: Set<Problem.Code> = []
    let names = Problem.Code.allCases.map(\.rawValue)
    for (name, place) in try NodeReader.texts(except, "codes", maximum: names.count) {
      guard let code = Problem.Code(rawValue: name) else {
        throw ExpectationError(
          place,
          "no problem has the code \(name.quoted)" + NearestName.hint(for: name, among: names))
      }
      codes.insert(code)
    }
    return codes
  }

  /// The one value of the keys problems and findings.
  static let noProblems = "none"
}

extension Expectation.Demand {
  /// The expectation in a few words, for one that was given no name.
  func description(device: TextPattern?) -> String {
    let limit: TimeLimit?
    var words: String
    switch self {
    case .registers(let name, let within): (words, limit) = ("\(name.source) registers", within)
    case .sequence(let steps, let within):
      let names = steps.prefix(4).map(\.message.name).joined(separator: ", ")
      (words, limit) = ("sequence \(names)\(steps.count > 4 ? ", …" : "")", within)
    case .never(let messages):
      let names = messages.prefix(4).map(\.description).joined(separator: ", ")
      (words, limit) = ("never \(names)\(messages.count > 4 ? ", …" : "")", nil)
    case .answered(let message, let within):
      (words, limit) = ("every \(message.description) is answered", within)
    case .call(let call, let within):
      (words, limit) = ("\(call.description) reaches \(call.stateNames)", within)
    case .problems(let allowed):
      let codes = Problem.Code.allCases.filter(allowed.contains).map(\.rawValue)
      words = codes.isEmpty ? "no problems" : "no problems but " + codes.joined(separator: ", ")
      limit = nil
    case .findings(let severity, let allowed):
      words = FindingsCheck.words(severity, allowed)
      limit = nil
    }
    if let limit { words += " within \(limit)" }
    if let device { words += ", device \(device.source)" }
    return words
  }
}
