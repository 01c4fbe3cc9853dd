package import Wire

/// Keys with which packets of the section can be decrypted.
///
/// Draft §4.7. The secrets are borrowed from the reader's buffer.
package struct DecryptionSecretsBlock: ~Escapable {
  /// The form of the secrets: 0x544c534b is a TLS key log.
  package let secretsType: UInt32
  /// The secrets, without the padding to 32 bits.
  package let secretsData: Span<UInt8>
  package let options: BlockOptions

  /// Decodes the body; throws when it is shorter than the fixed fields and the secrets.
  @_lifetime(copy body)
  package init(body: ByteCursor) throws(Truncated) {
    var cursor = body
    secretsType = try cursor.uint32()
    let length = Int(try cursor.uint32())
    secretsData = try cursor.take(length)
    try cursor.skip(min((4 - length % 4) % 4, cursor.remaining))
    options = BlockOptions(cursor)
  }
}
