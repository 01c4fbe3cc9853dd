import CallAnalysis
import SCCP

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
package struct Parties: Equatable, Sendable {
  package var calling = Party()
  package var called = Party()
  package var originalCalled = Party()
  package var lastRedirecting = Party()
  /// Why the call was sent on, by the numbers of the server's call records.
  package var redirectReason: UInt32 = 0

  init() {}

  init(of message: borrowing Message) {
    calling = Party(
      number: message.text(.callingParty), name: message.text(.callingPartyName))
    called = Party(number: message.text(.calledParty), name: message.text(.calledPartyName))
    originalCalled = Party(
      number: message.text(.originalCalledParty), name: message.text(.originalCalledPartyName))
    lastRedirecting = Party(
      number: message.text(.lastRedirectingParty), name: message.text(.lastRedirectingPartyName))
    redirectReason = message.number(.lastRedirectingReason) ?? 0
  }
}
