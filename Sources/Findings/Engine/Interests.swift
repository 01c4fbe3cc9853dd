import SCCP
import Story

/// Which watches hear which kinds of messages: most messages concern one or two of them.
struct Interests {
  /// The watches that hear messages.
  struct Watches: OptionSet, Sendable {
    let rawValue: UInt16

    static let registrations = Watches(rawValue: 1 << 0)
    static let requests = Watches(rawValue: 1 << 1)
    static let leaving = Watches(rawValue: 1 << 2)
    static let alarms = Watches(rawValue: 1 << 3)
    static let calls = Watches(rawValue: 1 << 4)
    static let features = Watches(rawValue: 1 << 5)
    static let media = Watches(rawValue: 1 << 6)
    static let secrets = Watches(rawValue: 1 << 7)
    static let keepAlives = Watches(rawValue: 1 << 8)
    static let chatter = Watches(rawValue: 1 << 9)
    static let transport = Watches(rawValue: 1 << 10)
  }

  /// By the places of the messages in the catalogue.
  private let watches: [Watches]
  /// Those that hear all messages.
  private let watchesForAll: Watches

  init(_ scope: Diagnoser.Scope) {
    var some: [(type: any MessageWatch.Type, watch: Watches)] = [
      (LeavingWatch.self, .leaving), (CallWatch.self, .calls), (FeatureWatch.self, .features),
      (MediaWatch.self, .media), (SecretWatch.self, .secrets),
    ]
    // These find nothing at calls.
    let others: [(type: any MessageWatch.Type, watch: Watches)] = [
      (RegistrationWatch.self, .registrations), (RequestWatch.self, .requests),
      (AlarmWatch.self, .alarms),
    ]
    let watchesForAll: Watches = scope == .all ? [.keepAlives, .chatter, .transport] : []
    if scope == .all { some += others }
    self.watchesForAll = watchesForAll
    watches = (0..<Layout.count).map { place in
      some.reduce(watchesForAll) { watches, other in
        other.type.hears(messageAt: place) ? watches.union(other.watch) : watches
      }
    }
  }

  /// The watches that hear a message.
  func watches(for message: borrowing Message) -> Watches {
    message.layout.map { watches[$0.index] } ?? watchesForAll
  }
}
