import ArgumentParser
import Engine
import Redaction

extension RedactionProfile: ExpressibleByArgument {}

/// What to show in the place of names and addresses.
struct ShownRedactionOptions: ParsableArguments {
  @Option(
    name: .long,
    help: """
      Show other names, numbers and addresses, as the command redact writes them: without media keys \
      (keys), without all that says who is who (share), or also without makers and texts (strict). \
      Captures are read twice, so it takes no standard input.
      """)
  var redact: RedactionProfile?

  @OptionGroup var redaction: RedactionOptions

  func validate() throws {
    if redaction.secret != nil, redact == nil {
      throw ValidationError("--secret needs --redact")
    }
  }

  /// A pipeline whose outputs show what is asked for.
  func applied(to pipeline: Pipeline) throws -> Pipeline {
    guard let redact else { return pipeline }
    return try pipeline.redacted(redact, redaction.key())
  }
}

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
