package import Wire

/// What begins a section: its byte order, its version, and who made it.
///
/// Draft §4.1.
package struct SectionHeaderBlock: ~Escapable {
  /// Byte-Order Magic, version, Section Length.
  static let fixedByteCount = 16

  package let order: ByteOrder
  package let majorVersion: UInt16
  package let minorVersion: UInt16
  /// Bytes of the section after this block, nil when the writer could not tell (-1).
  ///
  /// Not checked against the file.
  package let sectionLength: UInt64?
  package let options: BlockOptions

  /// Decodes the body; throws when it is shorter than the fixed fields.
  @_lifetime(copy body)
  package init(body: ByteCursor) throws(Truncated) {
    var cursor = body
    order = body.order
    try cursor.skip(4)
    majorVersion = try cursor.uint16()
    minorVersion = try cursor.uint16()
    let length = try cursor.uint64()
    sectionLength = length == .max ? nil : length
    options = BlockOptions(cursor)
  }
}
