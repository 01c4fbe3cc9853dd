package import Wire

/// An interface whose packets are in the section.
///
/// Draft §4.2.
package struct InterfaceDescriptionBlock: ~Escapable {
  /// LinkType, reserved, SnapLen.
  static let fixedByteCount = 8

  package let linkType: LinkType
  /// The most bytes captured of a packet; 0 for no limit.
  package let snapLength: Int
  package let options: BlockOptions

  /// Decodes the body; throws when it is shorter than the fixed fields.
  @_lifetime(copy body)
  package init(body: ByteCursor) throws(Truncated) {
    var cursor = body
    linkType = LinkType(rawValue: UInt32(try cursor.uint16()))
    try cursor.skip(2)
    snapLength = Int(try cursor.uint32())
    options = BlockOptions(cursor)
  }
}
