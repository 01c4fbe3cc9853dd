import Foundation
import Testing

/// What a terminal shows in the end, by Python's `pty`.
@Suite(.enabled(if: Terminal.isAvailable, "python3 is not installed"))
struct InterruptedTerminalTests {
  private static let capture = Folder.fixtures.appending(path: "cucm_call.pcapng").path

  private static let another = Folder.fixtures.appending(path: "cme_refused.pcapng").path

  private func run(_ script: String, _ arguments: String...) throws -> [String] {
    let run = try Program.run(
      "python3", ["-c", script, Program.sccpdump.path, Self.capture] + arguments)
    #expect(run.errors == "")
    return run.outputLines
  }

  @Test(arguments: [("signal", 130), ("close", 141), ("end", 0)])
  func `the line of progress goes away, however a run ends`(way: String, status: Int) throws {
    let lines = try run(Self.progress, Self.another, way)
    #expect(lines.first == "\(status)")
    let shown = try #require(lines.dropFirst().first)
    #expect(shown.contains("MB"), "\(shown)")
    let cleared = #"\r\x1b[K"#
    let rest = try #require(shown.components(separatedBy: cleared).last)
    #expect(
      rest.hasPrefix(
        way == "signal" ? "sccpdump: interrupted after " : way == "end" ? "sccpdump: " : "'"))
    #expect(!rest.contains("MB"))
  }

  /// Has a run wait for more than a second, with a terminal as its standard error, and ends it.
  private static let progress = """
    import os, pty, signal, subprocess, sys, time
    \(Terminal.readingToEnd)
    program, capture, another, way = sys.argv[1:]
    data = open(capture, 'rb').read()
    # Whoever runs this may ignore it, and programs inherit that.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    terminal, other = pty.openpty()
    run = subprocess.Popen([program, '-'], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                           stderr=other)
    os.close(other)
    text = b''
    for step in range(200):
        run.stdin.write(data if step == 0 else b'')
        # A block of a type that nobody knows, so that there is always something to read.
        run.stdin.write(bytes.fromhex('efbe00000c0000000c000000'))
        run.stdin.flush()
        time.sleep(0.1)
        if step > 12:
            os.set_blocking(terminal, False)
            try:
                text += os.read(terminal, 65536)
            except BlockingIOError:
                pass
            os.set_blocking(terminal, True)
            if b'MB' in text:
                break
    if way == 'signal':
        run.send_signal(signal.SIGINT)
    elif way == 'close':
        run.stdout.close()
        run.stdin.write(open(another, 'rb').read())
        run.stdin.flush()
    else:
        run.stdin.close()
        run.stdout.read()
    status = run.wait(60)
    text += read_to_end(terminal)
    print(status if status >= 0 else 128 - status)
    print(repr(text.decode()))
    """

  @Test func `a read that fails in the middle is told with the byte`() throws {
    let lines = try run(Self.failure)
    #expect(lines.first == "2")
    let whole = try Data(contentsOf: URL(filePath: Self.capture)).count
    #expect(
      lines.dropFirst().first
        == "sccpdump: standard input: reading from byte \(whole): input/output error, after frame 146"
    )
    #expect(
      lines.dropFirst(2).first == "\(Golden.jsonLines("cucm_call.pcapng").text?.utf8.count ?? 0)")
  }

  /// Reads from a terminal's side that programs are not meant to read, because that side fails when
  /// the other is closed.
  private static let failure = """
    import os, pty, subprocess, sys, threading, tty
    program, capture = sys.argv[1:]
    data = open(capture, 'rb').read()
    side, other = pty.openpty()
    tty.setraw(other)
    def feed():
        view = memoryview(data)
        while view:
            view = view[os.write(other, view[:1024]):]
        os.close(other)
    run = subprocess.Popen([program, '--json', '-'], stdin=side, stdout=subprocess.PIPE,
                           stderr=subprocess.PIPE)
    thread = threading.Thread(target=feed)
    thread.start()
    out, err = run.communicate(timeout=60)
    thread.join()
    print(run.returncode)
    print(err.decode().strip())
    print(len(out))
    """
}
