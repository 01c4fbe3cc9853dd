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
enum Interruption {
  private static let signals = [SIGINT, SIGTERM, SIGHUP]
  /// Seconds.
  private static let patience: UInt32 = 1
  /// The number of the signal that came, or 0.
  private static let number = Atomic<Int32>(0)

  /// The signal that asks the program to end; nil while none does.
  static var request: Int32? {
    let number = number.load(ordering: .relaxed)
    return number == 0 ? nil : number
  }

  /// From now on has these signals noted, except those that the program was started to ignore.
  ///
  /// A read that waits is broken off by them, so that whoever reads can look at ``request``.
  static func noteSignals() {
    // Made before a handler needs them.
    _ = request
    StandardStreams.clearTransientLine()
    handle(SIGALRM) { _ in Interruption.endNow() }
    for number in signals where !isIgnored(number) {
      handle(number) { number in Interruption.note(number) }
    }
  }

  /// Ends the process as a signal does that nobody handles.
  static func end(by number: Int32) -> Never {
    StandardStreams.clearTransientLine()
    _ = signal(number, SIG_DFL)
    raise(number)
    StandardStreams.exit(128 + number)
  }

  /// Makes writing to a closed pipe an error like any other, which the writer hears of.
  static func ignoreClosedPipes() {
    _ = signal(SIGPIPE, SIG_IGN)
  }

  // MARK: - Handlers, which call nothing but what may be called in one

  private static func note(_ request: Int32) {
    number.store(request, ordering: .relaxed)
    alarm(patience)
  }

  private static func endNow() {
    StandardStreams.clearTransientLine()
    raise(number.load(ordering: .relaxed))
  }

  // MARK: - The system's structures

  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    // SAFETY: without a new action the present one is written into `action`.
    guard unsafe sigaction(number, nil, &action) == 0 else { return false }
    // SAFETY: two addresses are compared; what lies there is not touched.
    return unsafe unsafeBitCast(action.handler, to: Int.self)
      == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  /// Has a function called at the first such signal; the next one does what it does by itself.
  private static func handle(
    _ number: Int32, _ handler: @escaping @convention(c) (Int32) -> Void
  ) {
    var action = sigaction()
    action.handler = handler
    action.sa_flags = Int32(truncatingIfNeeded: SA_RESETHAND)
    // SAFETY: the action is copied; its handler is a function, and its mask is empty.
    _ = unsafe sigaction(number, &action, nil)
  }
}

extension sigaction {
  fileprivate var handler: (@convention(c) (Int32) -> Void)? {
    // SAFETY: without SA_SIGINFO the action's union holds a handler that takes a number.
    get {
      #if canImport(Glibc)
        unsafe __sigaction_handler.sa_handler
      #elseif canImport(Musl)
        unsafe __sa_handler.sa_handler
      #else
        unsafe __sigaction_u.__sa_handler
      #endif
    }
    set {
      #if canImport(Glibc)
        unsafe __sigaction_handler.sa_handler = newValue
      #elseif canImport(Musl)
        unsafe __sa_handler.sa_handler = newValue
      #else
        unsafe __sigaction_u.__sa_handler = newValue
      #endif
    }
  }
}
