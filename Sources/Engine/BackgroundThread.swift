#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// There can be no other thread for work that can do without.
struct ThreadShortage: Error {}

/// Threads of the program; each ends with its work.
///
/// Not queues of Dispatch: where the system allows no more threads, those wait for ever, and a thread
/// that waits for ever is missed in their pool.
enum BackgroundThread {
  /// What a new thread does.
  private final class Work {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) {
      self.body = body
    }
  }

  /// How often, and after how long each time, a thread is asked for again: one of the run before may
  /// be about to end.
  private static let attemptCount = 100
  private static let attemptInterval: UInt32 = 10_000

  /// Does work on a thread of its own. Ends the process with status 2 where there can be none.
  static func start(_ body: @escaping @Sendable () -> Void) {
    var code = begin(body)
    var attempts = 1
    while code == EAGAIN, attempts < attemptCount {
      usleep(attemptInterval)
      code = begin(body)
      attempts += 1
    }
    guard code != 0 else { return }
    StandardStreams.report("a thread is needed: \(StandardStreams.errorText(code))")
    StandardStreams.exit(2)
  }

  /// Does work on a thread of its own, which signals are kept away from; the system's error code where
  /// there can be none, or 0.
  static func begin(_ body: @escaping @Sendable () -> Void) -> Int32 {
    #if canImport(Glibc)
      var thread = pthread_t()
    #else
      var thread: pthread_t?
    #endif
    var all = sigset_t()
    var former = sigset_t()
    // SAFETY: the sets are ours; a new thread has the mask of the one that makes it. The work is
    // retained for the new thread, which alone releases it; where there is none, that is done here.
    _ = unsafe sigfillset(&all)
    _ = unsafe pthread_sigmask(SIG_SETMASK, &all, &former)
    let work = unsafe Unmanaged.passRetained(Work(body))
    let code = unsafe pthread_create(
      &thread, nil,
      { argument in
        #if !canImport(Darwin)
          guard let argument = unsafe argument else { return nil }
        #endif
        unsafe Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body()
        return nil
      }, work.toOpaque())
    _ = unsafe pthread_sigmask(SIG_SETMASK, &former, nil)
    if code != 0 { unsafe work.release() }
    #if canImport(Glibc)
      if code == 0 { _ = pthread_detach(thread) }
    #else
      if code == 0, let thread = unsafe thread { _ = unsafe pthread_detach(thread) }
    #endif
    return code
  }
}
