package import SCCP
package import Wire

/// Replaces what messages say of persons, numbers, devices, places and keys, for all who share it.
package final class MessageRedactor: MessageRewriter {
  private let profile: RedactionProfile
  private let pseudonyms: Pseudonyms
  /// Whether outputs show other addresses than the packets have.
  private let showsAddresses: Bool
  private var changes: MessageChanges

  /// What was replaced.
  package var counts: RedactionCounts { changes.counts }
  /// The keys and salts that were found.
  package var keys: Set<[UInt8]> { changes.keys }

  /// Begins; with `showsAddresses` the ends of connections are shown as replaced too, for outputs
  /// that are not packets. Values are noted or replaced, as `pseudonyms` do when this begins.
  package init(
    _ profile: RedactionProfile, _ pseudonyms: Pseudonyms, showsAddresses: Bool = false
  ) {
    self.profile = profile
    self.pseudonyms = pseudonyms
    self.showsAddresses = showsAddresses
    changes = MessageChanges(profile, pseudonyms)
  }

  package func shownAddress(for address: IPAddress) -> IPAddress {
    showsAddresses && profile.replacesIdentities ? pseudonyms.address(address) : address
  }

  package func rewrite(_ message: inout Message, stream: Int, isFromDevice: Bool) {
    changes.make(in: &message, stream: stream)
  }
}
