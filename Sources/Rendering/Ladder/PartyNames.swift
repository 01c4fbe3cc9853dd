import Text
package import Wire

/// Names that the user gives to addresses, on the command line or in a file.
package struct PartyNames: Sendable {
  private var names: [IPAddress: String] = [:]

  /// Addresses with a name: a hosts file of a large site has some ten thousand.
  private static let maximumNames = 1 << 16

  package init() {}

  package var isEmpty: Bool { names.isEmpty }

  package subscript(_ address: IPAddress) -> String? { names[address] }

  /// Names an address, whatever it was called before.
  package mutating func name(_ address: IPAddress, _ name: String) {
    guard names[address] != nil || names.count < Self.maximumNames else { return }
    names[address] = Self.shown(name)
  }

  /// Takes the names of a hosts file: an address, its name and other names in each line, and
  /// comments after `#` (hosts(5)).
  ///
  /// The first name of an address holds. Returns the number of the first line that has another
  /// form; nil where all is well.
  package mutating func read(hosts text: String) -> Int? {
    var number = 0
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      number += 1
      let content = line.prefix { $0 != "#" }
      let words = content.split(maxSplits: 2) { $0 == " " || $0 == "\t" }
      guard let first = words.first else { continue }
      // The zone of a link-local address, such as fe80::1%eth0, is the reader's own.
      let place = first.prefix { $0 != "%" }
      guard let address = IPAddress(String(place)), words.count > 1 else { return number }
      if names[address] == nil { name(address, String(words[1])) }
    }
    return nil
  }

  /// A name as it is drawn: nothing in it can act on a terminal, and it is not too long.
  static func shown(_ name: String) -> String {
    var text = TextBuffer()
    let beginning = String(name.unicodeScalars.prefix(maximumNameLength))
    text.append(visible: beginning.utf8.span)
    return String(text).cut(toColumns: maximumNameColumns)
  }

  /// Columns of a name: registered names have 15.
  private static let maximumNameColumns = 40
  /// Characters of a name that are looked at.
  private static let maximumNameLength = 256
}

extension String {
  /// The text, cut to as many columns of a terminal as there are, with a mark where it was cut.
  func cut(toColumns width: Int, mark: String = "…") -> String {
    if columnCount <= width { return self }
    var shown = String.UnicodeScalarView()
    var columns = mark.columnCount
    for scalar in unicodeScalars {
      columns += scalar.columnCount
      if columns > width { break }
      shown.append(scalar)
    }
    return String(shown) + mark
  }
}
