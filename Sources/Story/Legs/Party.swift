import CallAnalysis
import SCCP
import Text
import Wire

/// One party of a call, as the server shows it.
package struct Party: Equatable, Sendable {
  package var number: String?
  package var name: String?

  package init(number: String? = nil, name: String? = nil) {
    self.number = number
    self.name = name
  }

  var isEmpty: Bool { number == nil && name == nil }
}

/// Everyone that CallInfo names.
///
/// It is one reference, because each event about a leg copies it.
package struct Parties: Equatable, Sendable {
  private let names: Names

  private final class Names: Sendable {
    let calling: Party
    let called: Party
    let originalCalled: Party
    let lastRedirecting: Party
    let redirectReason: UInt32
    /// The message, to know it again: a server often sends the same several times.
    private let bytes: ReusedBytes
    private let layoutVersion: Int
    private let encoding: TextEncoding?

    /// Bytes of a message that are remembered; those of longer ones are not.
    private static let maximumByteCount = 1024

    /// Nobody.
    init() {
      (calling, called, originalCalled, lastRedirecting) = (Party(), Party(), Party(), Party())
      redirectReason = 0
      (bytes, layoutVersion, encoding) = (ReusedBytes(), 0, nil)
    }

    init(of message: borrowing Message) {
      calling = Party(number: message.text(.callingParty), name: message.text(.callingPartyName))
      called = Party(number: message.text(.calledParty), name: message.text(.calledPartyName))
      originalCalled = Party(
        number: message.text(.originalCalledParty), name: message.text(.originalCalledPartyName))
      lastRedirecting = Party(
        number: message.text(.lastRedirectingParty), name: message.text(.lastRedirectingPartyName))
      redirectReason = message.number(.lastRedirectingReason) ?? 0
      var bytes = ReusedBytes()
      if message.bytes.count <= Self.maximumByteCount { bytes.refill(with: message.bytes.span) }
      self.bytes = bytes
      (layoutVersion, encoding) = (message.layoutVersion, message.encoding)
    }

    /// Whether a message is the same as the one that named them.
    func areOf(_ message: borrowing Message) -> Bool {
      guard !bytes.isEmpty, layoutVersion == message.layoutVersion, encoding === message.encoding
      else { return false }
      let known = bytes
      return known.span.equals(message.bytes.span)
    }
  }

  package var calling: Party { names.calling }
  package var called: Party { names.called }
  package var originalCalled: Party { names.originalCalled }
  package var lastRedirecting: Party { names.lastRedirecting }
  /// Why the call was sent on, by the numbers of the server's call records.
  package var redirectReason: UInt32 { names.redirectReason }

  private static let nobody = Names()

  init() {
    names = Self.nobody
  }

  /// Everyone that a message names, in the storage of those that the leg's last one named where it is
  /// the same.
  init(of message: borrowing Message, after former: Parties) {
    names = former.names.areOf(message) ? former.names : Names(of: message)
  }

  package static func == (left: Parties, right: Parties) -> Bool {
    left.names === right.names
      || (left.calling, left.called) == (right.calling, right.called)
        && (left.originalCalled, left.lastRedirecting, left.redirectReason)
          == (right.originalCalled, right.lastRedirecting, right.redirectReason)
  }
}
