/// A place in a text file: a line and a column, both counted from 1.
///
/// A column counts characters (Unicode scalars), as editors do.
package struct TextPlace: Equatable, Sendable {
  package let line: Int
  package let column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}
