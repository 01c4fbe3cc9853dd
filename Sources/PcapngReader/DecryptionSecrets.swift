/// Keys that the file brings along; kept from a ``DecryptionSecretsBlock``.
package struct DecryptionSecrets: Equatable, Sendable {
  /// Bytes of keys kept of a file; a TLS session takes some 200.
  package static let maximumByteCount = 4 << 20

  /// The form of the secrets: 0x544c534b is a TLS key log.
  package let secretsType: UInt32
  package let bytes: [UInt8]

  package init(_ block: borrowing DecryptionSecretsBlock) {
    secretsType = block.secretsType
    let data = block.secretsData
    bytes = data.indices.map { data[$0] }
  }
}
