/// What a line has to name beside its message, so that a reader knows whose it is.
@usableFromInline
package struct Naming: OptionSet, Sendable {
  @usableFromInline package let rawValue: UInt8

  @inlinable
  package init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  // Said once more because it is asked for each line: what the library says for all sets is not
  // specialized where other modules ask.
  @inlinable
  package var isEmpty: Bool { rawValue == 0 }
  @inlinable
  package func contains(_ other: Naming) -> Bool { rawValue & other.rawValue == other.rawValue }

  /// The device: by now the capture has several, or may have.
  @inlinable package static var device: Naming { Naming(rawValue: 1) }
  /// The address beside the device's name: the name was met at several addresses.
  @inlinable package static var address: Naming { Naming(rawValue: 2) }
  /// The server: the device has been connected to several.
  @inlinable package static var server: Naming { Naming(rawValue: 4) }
}
