package import Checking

/// A file of expectations and its name as given.
package struct LoadedExpectations: Sendable {
  package let name: String
  package let file: ExpectationFile

  package init(name: String, file: ExpectationFile) {
    self.name = name
    self.file = file
  }

  /// What holds a capture against it.
  package func evaluator(capture: String) -> ExpectationEvaluator {
    ExpectationEvaluator(file, fileName: name, capture: capture)
  }
}
