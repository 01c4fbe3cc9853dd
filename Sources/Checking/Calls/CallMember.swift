/// What becomes of a member of a call, as `calls --json` writes it, in a golden file of calls.
enum CallMember: Sendable {
  /// Its value stands as it is.
  case plain
  /// Its text stands without what differs from run to run.
  case text
  /// Its number is that of a call.
  case call
  /// Its states become one text, so that one more of them is one difference.
  case states
  /// It is left out, unless values of its kind are kept.
  case kept(NormalCategory)

  /// The members that a line has, by the names that lead to them; frames and times of day are none
  /// of them.
  static let all: [String: CallMember] = {
    var all: [String: CallMember] = [
      "call": .call, "time": .kept(.times), "ring": .kept(.times), "talk": .kept(.times),
      "dialed": .text, "result": .plain, "endedBy": .plain, "audio": .plain, "features": .plain,
      "holds.by": .text, "transferredTo": .call, "transferredFrom": .call,
      "legs.device": .text, "legs.server": .text, "legs.line": .plain, "legs.direction": .plain,
      "legs.reference": .kept(.ids), "legs.states": .states,
      "streams.device": .text, "streams.way": .plain, "streams.codec": .plain,
      "streams.packetTime": .plain, "streams.fork": .plain, "streams.encrypted": .plain,
      "streams.reported": .kept(.statistics),
    ]
    for party in ["from", "to"] {
      for name in ["number", "name", "device"] { all["\(party).\(name)"] = .text }
    }
    for name in [
      "payloadTypes", "packets", "expected", "lost", "lossPercent", "jitter", "maxJitter", "maxGap",
      "reordered", "duplicated", "mos",
    ] { all["streams.rtp.\(name)"] = .kept(.statistics) }
    return all
  }()

  /// What may be left out: the members, and the objects that they are in.
  private static let names: Set<String> = {
    var names: Set<String> = []
    for path in all.keys where path != "call" {
      names.insert(path)
      var parts = path.split(separator: ".")
      while parts.count > 1 {
        parts.removeLast()
        names.insert(parts.joined(separator: "."))
      }
    }
    return names
  }()

  /// Whether a pattern such as `ring`, `from.name` or `streams` chooses the member at a path.
  static func chooses(_ pattern: String, path: String) -> Bool {
    path == pattern || path.hasSuffix("." + pattern)
  }

  /// Why a pattern chooses nothing, with the nearest one that does; nil where it does.
  static func problem(with pattern: String) -> String? {
    if names.contains(where: { chooses(pattern, path: $0) }) { return nil }
    let place = pattern.isEmpty ? "an empty name" : pattern
    return "\(place): a call has no member of this name"
      + NearestName.clause(for: pattern, in: names.sorted())
  }
}
