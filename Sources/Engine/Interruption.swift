#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import Dispatch
import Synchronization

/// Ctrl-C, and the other signals that ask a long run to end.
///
/// The first one is a request: what was complete is written, the progress line goes away, and then
/// the process ends by that same signal, so that the shell knows. Where that cannot be done within
/// ``patience``, because nobody takes the output, or on the second signal, it ends at once.
package enum Interruption {
  private static let signals = [SIGINT, SIGTERM, SIGHUP]
  private static let patience = DispatchTimeInterval.seconds(1)
  /// The number of the signal that came, or 0.
  private static let number = Atomic<Int32>(0)

  /// The signal that asks the program to end; nil while none does.
  static var request: Int32? {
    let number = number.load(ordering: .relaxed)
    return number == 0 ? nil : number
  }

  /// From now on has these signals wait for a thread of their own, which calls `interrupted` at the
  /// first; those that the program was started to ignore stay ignored.
  ///
  /// To be called by the main thread; all others keep signals away from the beginning.
  static func watch(_ interrupted: @escaping @Sendable () -> Void) {
    let numbers = signals.filter { !isIgnored($0) }
    if numbers.isEmpty { return }
    var watched = noSignals
    // SAFETY: the set is ours; sigaddset changes it, pthread_sigmask and sigwait read it.
    for number in numbers { _ = unsafe sigaddset(&watched, number) }
    _ = unsafe pthread_sigmask(SIG_BLOCK, &watched, nil)
    let set = watched
    DispatchQueue(label: "signals").async {
      number.store(nextSignal(of: set), ordering: .relaxed)
      interrupted()
      DispatchQueue.global().asyncAfter(deadline: .now() + patience) { endNow() }
      _ = nextSignal(of: set)
      endNow()
    }
  }

  /// Ends the process as a signal does that nobody handles.
  static func end(by number: Int32) -> Never {
    StandardStreams.clearTransientLine()
    _ = signal(number, SIG_DFL)
    var own = noSignals
    // SAFETY: the set is ours; sigaddset changes it, pthread_sigmask reads it.
    _ = unsafe sigaddset(&own, number)
    _ = unsafe pthread_sigmask(SIG_UNBLOCK, &own, nil)
    raise(number)
    StandardStreams.exit(128 + number)
  }

  /// Makes writing to a closed pipe an error like any other, which the writer hears of.
  package static func ignoreClosedPipes() {
    _ = signal(SIGPIPE, SIG_IGN)
  }

  private static func endNow() -> Never {
    end(by: request ?? SIGTERM)
  }

  // MARK: - The system's structures

  private static var noSignals: sigset_t {
    var set = sigset_t()
    // SAFETY: sigemptyset writes one set, and this is one.
    _ = unsafe sigemptyset(&set)
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
