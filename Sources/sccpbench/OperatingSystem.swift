#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What the benchmark asks of the operating system; the only file of it that handles pointers.
enum OperatingSystem {
  /// What a process used from its start to its end.
  struct Usage {
    var wallSeconds: Double
    /// Both in user mode and in the kernel.
    var processorSeconds: Double
    /// The most memory that was resident at one time.
    var peakByteCount: Int
  }

  /// The processes of the benchmark have an output that nobody reads.
  static let nowhere = "/dev/null"

  /// What the kernel counts peak memory in.
  private static var peakUnit: Int {
    #if canImport(Darwin)
      1
    #else
      1024
    #endif
  }

  // MARK: - Processes

  /// Runs a process to its end, its output into the file at `output`, its errors nowhere.
  static func run(_ arguments: [String], output: String = nowhere) throws(BenchError) -> Usage {
    let start = ContinuousClock.now
    let process = try spawn(arguments, output: output)
    var status: Int32 = 0
    var usage = rusage()
    // SAFETY: wait4 writes one int and one rusage, which these are.
    while unsafe wait4(process, &status, 0, &usage) < 0 {
      if errno != EINTR { throw BenchError("\(arguments[0]): \(reason())") }
    }
    let wall = ContinuousClock.now - start
    guard status == 0 else {
      throw BenchError("\(arguments.joined(separator: " ")): ended with wait status \(status)")
    }
    return Usage(
      wallSeconds: Double(wall.components.seconds) + Double(wall.components.attoseconds) * 1e-18,
      processorSeconds: seconds(usage.ru_utime) + seconds(usage.ru_stime),
      peakByteCount: Int(usage.ru_maxrss) * peakUnit)
  }

  private static func spawn(_ arguments: [String], output: String) throws(BenchError) -> pid_t {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = unsafe posix_spawn_file_actions_t()
    #endif
    // SAFETY: the actions are initialised before they are used and destroyed once; the paths live
    // for the calls, which copy them.
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_addopen(
      &actions, STDOUT_FILENO, output, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    unsafe posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, nowhere, O_WRONLY, 0)
    // SAFETY: the strings are copied, end in a null pointer as argv must, and are freed after
    // posix_spawn has copied them into the new process.
    var argv: [UnsafeMutablePointer<CChar>?] = unsafe arguments.map { unsafe strdup($0) }
    unsafe argv.append(nil)
    defer { unsafe argv.forEach { unsafe free($0) } }
    var process: pid_t = 0
    let code = unsafe posix_spawn(&process, arguments[0], &actions, nil, &argv, environ)
    guard code == 0 else { throw BenchError("\(arguments[0]): \(reason(code))") }
    return process
  }

  /// The most memory of this process that was resident so far.
  ///
  /// Linux counts what a process inherits before it becomes another program, so no peak of a process
  /// started here is seen below this.
  static var ownPeakByteCount: Int {
    var usage = rusage()
    #if canImport(Glibc)
      let own = Int32(RUSAGE_SELF.rawValue)
    #else
      let own = Int32(RUSAGE_SELF)
    #endif
    // SAFETY: getrusage writes one rusage, and `usage` is one.
    _ = unsafe getrusage(own, &usage)
    return Int(usage.ru_maxrss) * peakUnit
  }

  static func endProcess(status: Int32) -> Never {
    exit(status)
  }

  private static func seconds(_ time: timeval) -> Double {
    Double(time.tv_sec) + Double(time.tv_usec) * 1e-6
  }

  // MARK: - Files

  /// A new folder for files that are not to be kept.
  static func temporaryFolder() throws(BenchError) -> String {
    let parent = environment("TMPDIR") ?? "/tmp"
    var template = Array("\(parent)/sccpbench.XXXXXX".utf8CString)
    // SAFETY: mkdtemp changes the characters of the template in place; it stays terminated.
    let folder = unsafe template.withUnsafeMutableBufferPointer { characters -> String? in
      guard let start = characters.baseAddress, let path = unsafe mkdtemp(start) else {
        return nil
      }
      return unsafe String(cString: path)
    }
    guard let folder else { throw BenchError("\(parent): \(reason())") }
    return folder
  }

  static func makeFolder(_ path: String) throws(BenchError) {
    // SAFETY: the path lives for the call.
    if unsafe mkdir(path, 0o755) != 0, errno != EEXIST { throw BenchError("\(path): \(reason())") }
  }

  /// Removes a file, or an empty folder.
  static func removeItem(_ path: String) {
    // SAFETY: the path lives for the call.
    _ = unsafe remove(path)
  }

  static func isExecutable(_ path: String) -> Bool {
    // SAFETY: the path lives for the call.
    unsafe access(path, X_OK) == 0
  }

  /// Opens a file for writing, whatever was in it before gone.
  static func create(_ path: String) throws(BenchError) -> Int32 {
    // SAFETY: the path lives for the call.
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw BenchError("\(path): \(reason())") }
    return descriptor
  }

  static func write(_ bytes: [UInt8], to descriptor: Int32) throws(BenchError) {
    var start = 0
    while start < bytes.count {
      // SAFETY: the buffer is the slice's own, and write reads no more than its count.
      let count = unsafe bytes[start...].withUnsafeBytes { rest in
        #if canImport(Glibc)
          unsafe Glibc.write(descriptor, rest.baseAddress, rest.count)
        #elseif canImport(Musl)
          unsafe Musl.write(descriptor, rest.baseAddress, rest.count)
        #else
          unsafe Darwin.write(descriptor, rest.baseAddress, rest.count)
        #endif
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw BenchError("cannot write: \(reason())") }
      start += count
    }
  }

  static func closeFile(_ descriptor: Int32) {
    _ = close(descriptor)
  }

  /// The beginning of a file as text, at most 64 KiB; nil where it cannot be read.
  static func text(of path: String) -> String? {
    // SAFETY: the path lives for the call.
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { closeFile(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 65_536)
    // SAFETY: read writes no more than the buffer has.
    let count = unsafe bytes.withUnsafeMutableBytes {
      unsafe read(descriptor, $0.baseAddress, $0.count)
    }
    return count < 0 ? nil : String(decoding: bytes.prefix(count), as: UTF8.self)
  }

  // MARK: - The machine

  /// An environment variable; nil where it is not set.
  static func environment(_ name: String) -> String? {
    // SAFETY: getenv's result is copied before anything can change the environment.
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(cString: value)
  }

  static var processorCount: Int { sysconf(Int32(_SC_NPROCESSORS_ONLN)) }

  private static func reason(_ code: Int32 = errno) -> String {
    // SAFETY: strerror's text is copied at once.
    unsafe String(cString: strerror(code))
  }
}

/// What keeps the benchmark from going on.
struct BenchError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
