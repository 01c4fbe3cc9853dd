/// What a line has to name beside its message, so that a reader knows whose it is.
package struct Naming: OptionSet, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// The device: by now the capture has several, or may have.
  package static let device = Naming(rawValue: 1)
  /// The address beside the device's name: the name was met at several addresses.
  package static let address = Naming(rawValue: 2)
  /// The server: the device has been connected to several.
  package static let server = Naming(rawValue: 4)
}
