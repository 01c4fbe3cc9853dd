/// What a line has to name beside its message, so that a reader knows whose it is.
package struct Naming: OptionSet, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  // Said once more because it is asked for each line: what the library says for all sets is not
  // specialized where other modules ask.
  package var isEmpty: Bool { rawValue == 0 }
  package func contains(_ other: Naming) -> Bool { rawValue & other.rawValue == other.rawValue }

  /// The device: by now the capture has several, or may have.
  package static let device = Naming(rawValue: 1)
  /// The address beside the device's name: the name was met at several addresses.
  package static let address = Naming(rawValue: 2)
  /// The server: the device has been connected to several.
  package static let server = Naming(rawValue: 4)
}
