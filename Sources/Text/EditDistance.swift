/// How many letters must be put in, taken out or changed to make a word another one.
package struct EditDistance: Sendable {
  /// For the whole of the other word.
  package let whole: Int
  /// For the likest of its beginnings.
  package let beginning: Int

  package init(from typed: [UInt8], to name: [UInt8]) {
    var row = Array(0...typed.count)
    var beginning = typed.count
    for (place, letter) in name.enumerated() {
      var diagonal = row[0]
      row[0] = place + 1
      for column in typed.indices {
        let above = row[column + 1]
        row[column + 1] = min(
          above + 1, row[column] + 1, diagonal + (letter == typed[column] ? 0 : 1))
        diagonal = above
      }
      beginning = min(beginning, row[typed.count])
    }
    whole = row[typed.count]
    self.beginning = beginning
  }
}
