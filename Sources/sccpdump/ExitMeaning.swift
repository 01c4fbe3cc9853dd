/// What the exit statuses of the program mean: for its help and its manual page.
enum ExitMeaning {
  static let all: [(status: Int, meaning: String)] = [
    (0, "done"),
    (1, "check, diff or diagnose found something"),
    (2, "a file could not be read, or not to its end; or nothing to judge or write is selected"),
    (64, "wrong usage"),
  ]

  /// All of them, as help has them.
  static var sentence: String {
    all.map { "\($0.status) \($0.meaning)" }.joined(separator: "; ")
  }
}
