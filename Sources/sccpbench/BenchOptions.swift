import CaptureBuilder

/// The command line.
struct BenchOptions {
  var program: String?
  var only: [Subject] = []
  var runCount = 5
  var peerRunCount = 1
  var scale = 1.0
  var keptFolder: String?
  var isMarkdown = false
  var measuresGrowth = true
  var usesPeers = true
  /// A capture to make instead of measuring, and the file for it.
  var made: (subject: Subject, file: String)?

  static let help = """
    usage: sccpbench [options]

    Makes captures, has sccpdump and whichever of tshark, tcpdump and capinfos are installed read
    them, and prints medians, rates, ratios and whether the goals are met.

      --program PATH    the sccpdump to measure; else the one beside sccpbench
      --only NAME       this capture only; may be given again: \(Subject.names)
      --runs N          runs of each command after one that does not count; 5
      --peer-runs N     runs of tshark on large captures, where it takes long; 1
      --scale N         N times the packets, or phones where a capture grows by phones
      --packets N       the mixed capture has N packets, the others are larger in proportion
      --no-growth       leaves out the captures ten times as long
      --no-peers        leaves out the other programs
      --keep FOLDER     makes the captures there and leaves them
      --markdown        prints the tables as Markdown
      --make NAME FILE  only makes a capture, and prints how many packets and messages it has
    """

  init(_ arguments: [String]) throws(BenchError) {
    var rest = arguments[...]
    func value(of option: String) throws(BenchError) -> String {
      guard let value = rest.popFirst() else { throw BenchError("\(option): needs a value") }
      return value
    }
    while let option = rest.popFirst() {
      switch option {
      case "--program": program = try value(of: option)
      case "--only": only.append(try Self.subject(try value(of: option)))
      case "--runs": runCount = try Self.count(option, try value(of: option))
      case "--peer-runs": peerRunCount = try Self.count(option, try value(of: option))
      case "--scale": scale *= try Self.number(option, try value(of: option))
      case "--packets": scale *= try Self.number(option, try value(of: option)) / 1_000_000
      case "--no-growth": measuresGrowth = false
      case "--no-peers": usesPeers = false
      case "--keep": keptFolder = try value(of: option)
      case "--markdown": isMarkdown = true
      case "--make":
        let subject = try Self.subject(try value(of: option))
        made = (subject, try value(of: option))
      default: throw BenchError("\(option): unknown option; --help lists them")
      }
    }
  }

  private static func subject(_ name: String) throws(BenchError) -> Subject {
    guard let subject = Subject(rawValue: name) else {
      throw BenchError("\(name): no such capture; there are \(Subject.names)")
    }
    return subject
  }

  private static func number(_ option: String, _ text: String) throws(BenchError) -> Double {
    guard let number = Double(text), number > 0, number.isFinite else {
      throw BenchError("\(option) \(text): not a number above 0")
    }
    return number
  }

  private static func count(_ option: String, _ text: String) throws(BenchError) -> Int {
    guard let count = Int(text), count > 0 else {
      throw BenchError("\(option) \(text): not a whole number above 0")
    }
    return count
  }
}
