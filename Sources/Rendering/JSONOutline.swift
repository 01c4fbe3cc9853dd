import SCCP

/// The JSON of a message's fields without their values: what all messages of one shape share.
final class JSONOutline {
  /// A value, and the text before it.
  struct Place {
    /// Index of the field.
    let field: Int32
    /// Where the text before the value ends.
    let end: Int32
    /// The names that the value may have.
    let labels: JSONLabels.Table
  }

  /// The shape that it is for.
  let shape: UInt32
  /// The text between the values.
  let bytes: [UInt8]
  let places: [Place]

  init(shape: UInt32, bytes: [UInt8], places: [Place]) {
    self.shape = shape
    self.bytes = bytes
    self.places = places
  }
}
