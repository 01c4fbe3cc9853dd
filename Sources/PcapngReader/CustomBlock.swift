package import Wire

/// An organisation's own data.
///
/// Draft §4.8. Only the organisation knows where the data ends and options begin.
package struct CustomBlock: ~Escapable {
  /// Private Enterprise Number, from IANA's registry.
  package let enterpriseNumber: UInt32
  /// The data and any options.
  package let content: Span<UInt8>

  /// Decodes the body; throws when it has no enterprise number.
  @_lifetime(copy body)
  package init(body: ByteCursor) throws(Truncated) {
    var cursor = body
    enterpriseNumber = try cursor.uint32()
    content = cursor.rest
  }
}
