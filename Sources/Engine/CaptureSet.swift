import PcapngReader
import Text

/// The captures that the arguments name: files, those in directories, those that fit patterns.
package struct CaptureSet: Sendable {
  /// In the order in which they are named; `-` is standard input.
  package private(set) var paths: [String] = []
  /// What is known of their beginnings: those in directories were looked at.
  private(set) var beginnings: [MergedCaptures.Beginning] = []
  /// What cannot be read, and so makes the run fail.
  package private(set) var problems: [String] = []
  /// Files in directories that are no captures, in a sentence for each directory.
  private var remarksOnFiles: [String] = []
  /// What else is in directories, such as pipes and links that lead nowhere.
  package private(set) var remarksOnOthers: [String] = []
  /// What was left out, as it should be.
  var remarks: [String] { remarksOnFiles + remarksOnOthers }

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
  private(set) var areFiles = true

  /// One that can be read only once, such as standard input; nil where there is none.
  private(set) var unrepeatable: String?

  /// What the captures are called in messages.
  package var names: [String] { paths.map(Self.name) }

  /// What those are called that can be opened as captures; what can be read only once is not tried.
  package var namesOfOpenable: [String] {
    paths.filter { path in
      path == "-" || FilePaths.kind(of: path) == .other || MergedCaptures.opens(path)
    }.map(Self.name)
  }

  private mutating func append(_ argument: String) {
    let kind = argument == "-" ? .other : FilePaths.kind(of: argument)
    if kind == .missing, FilePaths.isPattern(argument) {
      append(matching: argument)
    } else {
      append(argument, kind)
    }
  }

  /// A file that is missing is an error like any other that reading brings.
  private mutating func append(
    _ path: String, _ kind: FilePaths.Kind, _ beginning: MergedCaptures.Beginning = .unclear
  ) {
    if kind == .directory { return append(capturesIn: path) }
    paths.append(path)
    beginnings.append(beginning)
    if kind != .regularFile { areFiles = false }
    if kind == .other, unrepeatable == nil { unrepeatable = Self.name(of: path) }
  }

  /// A pattern that the shell was kept from expanding, or could not.
  private mutating func append(matching pattern: String) {
    do throws(CaptureError) {
      let matches = try FilePaths.matching(pattern)
      if matches.isEmpty { problems.append("\(pattern): no file has such a name") }
      for path in matches { append(path, FilePaths.kind(of: path)) }
    } catch {
      problems.append("\(pattern): \(error)")
    }
  }

  private mutating func append(capturesIn directory: String) {
    do throws(CaptureError) {
      var files: [String] = []
      var others: [String] = []
      let captureCount = paths.count
      for entry in try FilePaths.entries(ofDirectory: directory) {
        guard FilePaths.kind(of: entry) == .regularFile else {
          others.append(entry)
          continue
        }
        let beginning = MergedCaptures.beginning(of: entry)
        if case .foreign = beginning {
          files.append(entry)
        } else {
          append(entry, .regularFile, beginning)
        }
      }
      if paths.count == captureCount {
        problems.append("\(directory): no capture in this directory")
      } else if let remark = Self.remark(passedOver: files, "no capture") {
        remarksOnFiles.append(remark)
      }
      if let remark = Self.remark(passedOver: others, "no regular file") {
        remarksOnOthers.append(remark)
      }
    } catch {
      problems.append("\(directory): \(error)")
    }
  }

  private static func remark(passedOver paths: [String], _ lack: String) -> String? {
    guard let first = paths.first else { return nil }
    let others = paths.count - 1
    let rest =
      others == 0 ? "which is \(lack)" : "and \(others.counted("other file")), which are \(lack)s"
    return "passed over \(first), \(rest)"
  }
}
