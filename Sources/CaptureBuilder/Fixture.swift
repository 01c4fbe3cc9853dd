package import SCCP

/// A capture of `Fixtures/`, and the scenario that it is made from.
package struct Fixture: Sendable {
  /// The file's name.
  package let name: String
  private let scenario: @Sendable () throws(MessageEncodingError) -> [UInt8]

  private init(
    _ name: String, _ scenario: @escaping @Sendable () throws(MessageEncodingError) -> [UInt8]
  ) {
    self.name = name
    self.scenario = scenario
  }

  /// Makes the file; the bytes are the same at every run.
  package func build() throws(MessageEncodingError) -> [UInt8] {
    try scenario()
  }

  /// Every fixture.
  package static let all: [Fixture] = [
    Fixture("sccp_cme_init.pcapng", Scenarios.cmeInit),
    Fixture("cucm_call.pcapng", Scenarios.cucmCall),
    Fixture("cme_refused.pcapng", Scenarios.cmeRefused),
    Fixture("cm2_short_forms.pcapng", Scenarios.cm2ShortForms),
    Fixture("lossy_segments.pcapng", Scenarios.lossySegments),
    Fixture("comments_two_interfaces.pcapng", Scenarios.commentsOnTwoInterfaces),
  ]
}

/// The stories that the fixtures tell, one a file, each to be read from top to bottom.
package enum Scenarios {}
