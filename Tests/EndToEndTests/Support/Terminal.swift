import Foundation

/// A real terminal, made by Python's `pty`, in which sccpdump runs.
enum Terminal {
  static var isAvailable: Bool { Program.has("python3") }

  /// What the program writes to standard output, a terminal of so many columns.
  static func output(
    columns: Int, _ arguments: [String], environment: [String: String] = [:]
  ) throws -> String {
    let command = [script, String(columns), Program.sccpdump.path] + arguments
    return try Program.run("python3", ["-c"] + command, environment: environment).output
  }

  /// A function that reads what a terminal gets until nobody writes to it any more.
  static let readingToEnd = """
    def read_to_end(terminal):
        text = b''
        while True:
            try:
                piece = os.read(terminal, 65536)
            except OSError:
                return text
            if not piece:
                return text
            text += piece
    """

  /// Runs a command in a terminal of a width, and prints what the terminal gets.
  private static let script = """
    import fcntl, os, pty, struct, sys, termios
    \(readingToEnd)
    pid, terminal = pty.fork()
    if pid == 0:
        size = struct.pack('HHHH', 24, int(sys.argv[1]), 0, 0)
        fcntl.ioctl(1, termios.TIOCSWINSZ, size)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        os.execv(sys.argv[2], sys.argv[2:])
    text = read_to_end(terminal)
    os.waitpid(pid, 0)
    sys.stdout.buffer.write(text.replace(b'\\r\\n', b'\\n'))
    """

  /// The widest line that Python's Unicode tables find in a text, escape sequences taken away.
  static func widestLine(of text: String) throws -> Int {
    try Folder.withFile(Array(text.utf8), name: "text") { path in
      let run = try Program.run("python3", ["-c", measure, path])
      return Int(run.outputLines.first ?? "") ?? .max
    }
  }

  private static let measure = """
    import re, sys, unicodedata
    def columns(line):
        line = re.sub('\\x1b\\\\[[0-9;]*m', '', line)
        return sum(0 if unicodedata.combining(c) else
                   2 if unicodedata.east_asian_width(c) in 'WF' else 1 for c in line)
    text = open(sys.argv[1], encoding='utf-8', newline='\\n').read()
    print(max(columns(line) for line in text.split('\\n')))
    """
}
