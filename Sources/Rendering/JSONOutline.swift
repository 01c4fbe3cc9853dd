import SCCP

/// The JSON of a message from its version to its fields, without the values: what all messages of
/// one shape share.
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
  /// What the message is, up to its length.
  let header: [UInt8]
  /// The text between the values.
  let bytes: [UInt8]
  let places: [Place]

  init(shape: UInt32, header: [UInt8], bytes: [UInt8], places: [Place]) {
    self.shape = shape
    self.header = header
    self.bytes = bytes
    self.places = places
  }
}
