import Text

/// How many verdicts there are of each outcome, for reports and for the line at the end.
package struct VerdictCounts: Equatable, Sendable, CustomStringConvertible {
  package private(set) var held = 0
  package private(set) var broken = 0
  package private(set) var unknown = 0
  package private(set) var noted = 0
  package private(set) var known = 0

  package init(_ verdicts: some Sequence<Verdict>) {
    for verdict in verdicts {
      switch verdict.outcome {
      case .held: held += 1
      case .broken: broken += 1
      case .unknown: unknown += 1
      case .noted: noted += 1
      case .known: known += 1
      }
    }
  }

  package var all: Int { held + broken + unknown + noted + known }

  /// 0 where all held, 1 where something broke, 2 where something could not be found out.
  package var exitStatus: Int32 { unknown > 0 ? 2 : broken > 0 ? 1 : 0 }

  /// The line for people: `4 checks: 2 held, 1 broken, 1 not decided`.
  package var description: String {
    var parts = ["\(held) held"]
    if broken > 0 { parts.append("\(broken) broken") }
    if unknown > 0 { parts.append("\(unknown) not decided") }
    if noted > 0 { parts.append("\(noted) noted") }
    if known > 0 { parts.append("\(known) known") }
    return "\(all.counted("check")): " + parts.joined(separator: ", ")
  }
}
