import Foundation

/// A Python with packages that tests use: the environment that `.ci/run` makes, or the system's.
enum PythonEnvironment {
  private static let candidates = [
    Folder.package.appending(path: ".build/python/bin/python3").path, "python3",
  ].filter(Program.has)

  /// The first Python that has a module; nil where none has.
  static func python(with module: String) -> String? {
    candidates.first { name in
      (try? Program.run(name, ["-c", "import \(module)"]).status) == 0
    }
  }

  /// The path of a file in a package, which is found without being run; nil where no Python has it.
  static func file(_ path: String, of package: String) -> String? {
    let script = """
      import importlib.util, os
      place = importlib.util.find_spec('\(package)')
      print(os.path.join(os.path.dirname(place.origin), '\(path)') if place else '')
      """
    return candidates.lazy.compactMap { name -> String? in
      guard let run = try? Program.run(name, ["-c", script]), let found = run.outputLines.first,
        FileManager.default.fileExists(atPath: found)
      else { return nil }
      return found
    }.first
  }
}
