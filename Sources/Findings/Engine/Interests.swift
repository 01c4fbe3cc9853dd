import SCCP
import Story

/// Which watches hear which kinds of messages: most messages concern one or two of them.
struct Interests {
  /// The watches that hear some kinds of messages only.
  struct Watches: OptionSet, Sendable {
    let rawValue: UInt8

    static let registrations = Watches(rawValue: 1 << 0)
    static let requests = Watches(rawValue: 1 << 1)
    static let leaving = Watches(rawValue: 1 << 2)
    static let alarms = Watches(rawValue: 1 << 3)
    static let calls = Watches(rawValue: 1 << 4)
    static let features = Watches(rawValue: 1 << 5)
    static let media = Watches(rawValue: 1 << 6)
    static let secrets = Watches(rawValue: 1 << 7)
  }

  /// By the places of the messages in the catalogue.
  private let watches: [Watches]

  init() {
    let all: [(type: any MessageWatch.Type, watch: Watches)] = [
      (RegistrationWatch.self, .registrations), (RequestWatch.self, .requests),
      (LeavingWatch.self, .leaving), (AlarmWatch.self, .alarms), (CallWatch.self, .calls),
      (FeatureWatch.self, .features), (MediaWatch.self, .media), (SecretWatch.self, .secrets),
    ]
    watches = (0..<Layout.count).map { place in
      Watches(all.filter { $0.type.hears(messageAt: place) }.map(\.watch))
    }
  }

  /// The watches that hear a message.
  func watches(for message: borrowing Message) -> Watches {
    message.layout.map { watches[$0.index] } ?? []
  }
}
