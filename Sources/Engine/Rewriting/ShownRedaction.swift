package import Redaction

/// What outputs show in the place of names, numbers, addresses and keys.
struct ShownRedaction: Sendable {
  let profile: RedactionProfile
  let table: Pseudonyms.Table

  /// Whether what people wrote beside packets is left out.
  var hidesComments: Bool { profile != .keys }

  /// Changes the messages and addresses of one reading.
  func rewriter() -> MessageRedactor {
    MessageRedactor(profile, Pseudonyms(table), showsAddresses: true)
  }
}

extension Pipeline {
  /// Reads the captures for what there is to replace; returns the same pipeline, whose outputs say
  /// what they would say of the redacted captures.
  package func redacted(
    _ profile: RedactionProfile, _ key: RedactionKey
  ) throws -> Pipeline {
    if let name = captures.unrepeatable {
      throw RepeatedReadingError(
        reason: "what to replace is known when the capture is over", name: name)
    }
    guard let census = try takeCensus(profile, key, keepsVendors: profile.keepsVendors).0 else {
      return self
    }
    var pipeline = self
    pipeline.redaction = ShownRedaction(profile: profile, table: census.table)
    return pipeline
  }
}
