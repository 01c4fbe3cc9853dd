import Synchronization

/// Has a reading of captures end as soon as what it was begun for is found: whoever hears the messages
/// asks, on another thread than the one that reads.
final class ReadingStop: Sendable {
  private let flag = Atomic<Bool>(false)

  var isAsked: Bool { flag.load(ordering: .relaxed) }

  func ask() { flag.store(true, ordering: .relaxed) }
}
