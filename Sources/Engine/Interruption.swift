#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import Synchronization

/// Ctrl-C, and the other signals that ask a long run to end.
///
/// The first one is a request: what was complete is written, the progress line goes away, and then
/// the process ends by that same signal, so that the shell knows. Where that cannot be done within
/// ``patience``, because nobody takes the output, or on the second signal, it ends at once.
package enum Interruption {
  private static let signals = [SIGINT, SIGTERM, SIGHUP]
  /// Seconds.
  private static let patience: UInt32 = 1
  /// The number of the signal that came, or 0.
  private static let number = Atomic<Int32>(0)
  /// What the run that is under way does at the first signal.
  private static let response = Mutex<(@Sendable () -> Void)?>(nil)

  /// The signal that asks the program to end; nil while none does.
  static var request: Int32? {
    let number = number.load(ordering: .relaxed)
    return number == 0 ? nil : number
  }

  /// Has `interrupted` called at the first of these signals, in the place of what was to be called so
  /// far; those that the program was started to ignore stay ignored.
  ///
  /// To be called by the main thread; all others keep signals away from the beginning. A process has
  /// one thread that waits for signals, however many captures it reads one after the other.
  static func watch(_ interrupted: @escaping @Sendable () -> Void) {
    response.withLock { $0 = interrupted }
    _ = watcher
    // The signal may have come between two runs.
    if request != nil { interrupted() }
  }

  /// Ends the process where a signal asked for it, after a line that says how far it came.
  static func endWhereRequested(_ line: @autoclosure () -> String) {
    guard let signal = request else { return }
    StandardStreams.report(line())
    end(by: signal)
  }

  /// The thread that waits for signals; begins with the first use.
  ///
  /// Where there can be none, signals do what they do to other programs: they end it at once.
  private static let watcher: Void = {
    let numbers = signals.filter { !isIgnored($0) }
    if numbers.isEmpty { return }
    var watched = set(of: numbers + [SIGALRM])
    // SAFETY: the set is ours; pthread_sigmask reads it.
    _ = unsafe pthread_sigmask(SIG_BLOCK, &watched, nil)
    let awaited = watched
    guard BackgroundThread.begin({ waitForSignals(of: awaited) }) != 0 else { return }
    _ = unsafe pthread_sigmask(SIG_UNBLOCK, &watched, nil)
  }()

  private static func waitForSignals(of set: sigset_t) {
    var first = nextSignal(of: set)
    // An alarm clock that somebody set before the program was started.
    while first == SIGALRM { first = nextSignal(of: set) }
    number.store(first, ordering: .relaxed)
    response.withLock { $0 }?()
    _ = alarm(patience)
    _ = nextSignal(of: set)
    end(by: first)
  }

  /// Ends the process as a signal does that nobody handles.
  static func end(by number: Int32) -> Never {
    Pager.finish()
    // Nobody may take the line's end: a signal that comes now ends the process. One by which it is to
    // end anyway may be pending already, as SIGPIPE is, and waits.
    unblock(signals.filter { $0 != number })
    StandardStreams.clearTransientLine(forGood: true)
    _ = signal(number, SIG_DFL)
    unblock([number])
    raise(number)
    StandardStreams.exit(128 + number)
  }

  private static func unblock(_ numbers: [Int32]) {
    var own = Self.set(of: numbers)
    // SAFETY: the set is ours; pthread_sigmask reads it.
    _ = unsafe pthread_sigmask(SIG_UNBLOCK, &own, nil)
  }

  /// Makes writing to a closed pipe, and beyond the size that files may have (`ulimit -f`), errors
  /// like any other, which the writer hears of.
  package static func ignoreWritingSignals() {
    _ = signal(SIGPIPE, SIG_IGN)
    _ = signal(SIGXFSZ, SIG_IGN)
  }

  // MARK: - The system's structures

  private static func set(of numbers: [Int32]) -> sigset_t {
    var set = sigset_t()
    // SAFETY: both write one set, and this is one.
    _ = unsafe sigemptyset(&set)
    for number in numbers { _ = unsafe sigaddset(&set, number) }
    return set
  }

  /// Waits for one of these signals.
  private static func nextSignal(of set: sigset_t) -> Int32 {
    var set = set
    var number: Int32 = 0
    // SAFETY: sigwait reads one set and writes one number.
    while unsafe sigwait(&set, &number) != 0 {}
    return number
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    // SAFETY: without a new action the present one is written into `action`.
    guard unsafe sigaction(number, nil, &action) == 0 else { return false }
    // SAFETY: without SA_SIGINFO the action's union holds a handler; two addresses are compared, and
    // what lies there is not touched.
    #if canImport(Glibc)
      let handler = unsafe action.__sigaction_handler.sa_handler
    #elseif canImport(Musl)
      let handler = unsafe action.__sa_handler.sa_handler
    #else
      let handler = unsafe action.__sigaction_u.__sa_handler
    #endif
    return unsafe unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
