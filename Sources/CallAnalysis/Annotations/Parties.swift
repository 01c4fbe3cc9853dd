import SCCP

/// Who calls whom.
extension AnnotationRule {
  static let parties = [callInfo, callInfoV2]

  private static let callInfo = info(.callInfo)
  private static let callInfoV2 = info(.callInfoV2)

  private static func info(_ message: MessageDefinition) -> AnnotationRule {
    AnnotationRule(
      message, .callInfo,
      values: """
        [{callType}][  {caller}][ → {callee}][  via {redirector}][  {security}]\
        [  call {call}]
        """,
      [.when({ $0.isRepetition }, "Who calls whom has not changed; the server sends it again.")]
        + redirected + direct + [
          .when({ $0.isSet(.partyRestrictions) }, "The server withholds: {withheld}."),
          .say("The server gives neither names nor numbers for the call."),
        ])
  }

  private static let redirected: [Sentence] = [
    .when(
      { $0.isRedirected },
      """
      {caller} calls {callee}, sent here by {redirector}[ ({redirectReason})]\
      [; the first one called was {firstCalled}].
      """),
    .when(
      { $0.isRedirected },
      "The call to {callee} was sent here by {redirector}[ ({redirectReason})]."),
    .when({ $0.hasHuntGroup }, "{caller} calls {callee} by way of hunt group {huntGroup}."),
    .when({ $0.hasHuntGroup }, "Somebody calls hunt group {huntGroup}[, which tries {callee}]."),
  ]

  private static let direct: [Sentence] = [
    .when(
      .callType, .inbound, "Incoming call: {caller} calls {callee}[; withheld: {withheld}]."),
    .when(
      .callType, .outbound, "Outgoing call: {caller} calls {callee}[; withheld: {withheld}]."),
    .when(
      .callType, .forwarded, "Forwarded call: {caller} calls {callee}[; withheld: {withheld}]."),
    .say("{caller} calls {callee}[; withheld: {withheld}]."),
    .say("The call is for {callee}; who calls is not shown[ (withheld: {withheld})]."),
    .say("The caller is {caller}; the party called is not known yet[ (withheld: {withheld})]."),
  ]
}

extension Record {
  /// Whether a call came by way of a hunt group; asked before its parties are appended.
  fileprivate var hasHuntGroup: Bool {
    message.hasText(.huntPilotName) || message.hasText(.huntPilotNumber)
  }
}
