import ArgumentParser
import Engine
import Redaction

/// What decides which value stands in the place of which.
struct RedactionOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "A file with a secret: with the same secret, the same values have the same replacements.",
      valueName: "file"), completion: .file())
  var secret: String?

  /// A secret is a password or some random bytes, and no capture.
  private static let maximumByteCount = 1 << 20

  /// The key that the secret stands for; one for this run alone without a secret.
  func key() throws -> RedactionKey {
    guard let secret else { return RedactionKey() }
    do {
      let bytes = try TextFile.bytes(at: secret, upTo: Self.maximumByteCount)
      if let key = RedactionKey(secret: bytes) { return key }
      StandardStreams.report(
        "\(secret): a secret needs \(RedactionKey.minimumByteCount) bytes or more")
    } catch {
      StandardStreams.report("\(secret): \(error)")
    }
    throw ExitCode(2)
  }
}
