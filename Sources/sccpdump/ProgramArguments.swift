import Text

/// What the program was started with.
enum ProgramArguments {
  /// The arguments, without the program's name; one that is no UTF-8 as a ``FileName`` is kept.
  ///
  /// `CommandLine.arguments` puts other characters in the place of such bytes.
  static let all: [String] = {
    // SAFETY: `argc` terminated strings, which stay where they are as long as the process; they are
    // copied.
    (1..<max(1, Int(CommandLine.argc))).compactMap { index in
      guard let argument = unsafe CommandLine.unsafeArgv[index] else { return nil }
      var bytes: [UInt8] = []
      var place = 0
      while unsafe argument[place] != 0 {
        bytes.append(UInt8(bitPattern: unsafe argument[place]))
        place += 1
      }
      return FileName.text(of: bytes.span)
    }
  }()
}
