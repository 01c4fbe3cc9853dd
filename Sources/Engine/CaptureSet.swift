import PcapngReader

/// The captures that the arguments name: files, those in directories, those that fit patterns.
package struct CaptureSet {
  /// In the order in which they are named; `-` is standard input.
  package private(set) var paths: [String] = []
  /// What cannot be read, and so makes the run fail.
  package private(set) var problems: [String] = []
  /// What was left out, as it should be.
  private(set) var remarks: [String] = []

  package init(_ arguments: [String]) {
    for argument in arguments { append(argument) }
  }

  /// What a capture is called in a message.
  func name(of file: Int) -> String {
    Self.name(of: paths[file])
  }

  private static func name(of path: String) -> String {
    path == "-" ? "standard input" : path
  }

  /// Whether all of them can be read without waiting for somebody to write them.
  var areFiles: Bool { paths.allSatisfy { FilePaths.kind(of: $0) == .regularFile } }

  /// What the captures are called in messages.
  package var names: [String] { paths.map(Self.name) }

  private mutating func append(_ argument: String) {
    switch argument == "-" ? .other : FilePaths.kind(of: argument) {
    case .directory: append(capturesIn: argument)
    case .missing where FilePaths.isPattern(argument): append(matching: argument)
    // A file that is missing is an error like any other that reading brings.
    case .regularFile, .other, .missing: paths.append(argument)
    }
  }

  /// A pattern that the shell was kept from expanding, or could not.
  private mutating func append(matching pattern: String) {
    do throws(CaptureError) {
      let matches = try FilePaths.matching(pattern)
      if matches.isEmpty { problems.append("\(pattern): no file has such a name") }
      for path in matches {
        if FilePaths.kind(of: path) == .directory {
          append(capturesIn: path)
        } else {
          paths.append(path)
        }
      }
    } catch {
      problems.append("\(pattern): \(error)")
    }
  }

  private mutating func append(capturesIn directory: String) {
    do throws(CaptureError) {
      let files = try FilePaths.entries(ofDirectory: directory)
        .filter { FilePaths.kind(of: $0) == .regularFile }
      var others: [String] = []
      for file in files {
        if MergedCaptures.isCapture(file) { paths.append(file) } else { others.append(file) }
      }
      if others.count == files.count {
        problems.append("\(directory): no capture in this directory")
      } else {
        remark(passedOver: others)
      }
    } catch {
      problems.append("\(directory): \(error)")
    }
  }

  private mutating func remark(passedOver files: [String]) {
    guard let first = files.first else { return }
    let rest =
      switch files.count {
      case 1: "which is no capture"
      case 2: "and 1 other file, which are no captures"
      default: "and \(files.count - 1) other files, which are no captures"
      }
    remarks.append("passed over \(first), \(rest)")
  }
}
