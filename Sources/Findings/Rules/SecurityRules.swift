import Story

/// Rules about secrets and encryption.
extension FindingRule {
  static let mediaKeyInClear = FindingRule(
    "sec-srtp-key", .error, "media key in clear",
    evidence: "an order for encrypted media with its key, on a connection without TLS",
    causes: ["signalling is not encrypted though media are"],
    checks: ["Do not share the capture with its keys: the audio can be decrypted from it."])
  static let pinInClear = FindingRule(
    "sec-pin", .error, "PIN or code in clear",
    evidence: "digits after the prompt for a PIN or an access code",
    causes: ["signalling is not encrypted"],
    checks: ["Change the PIN if the capture is shared."])
  static let digitsInClear = FindingRule(
    "sec-digits", .note, "digits during a call in clear",
    evidence: "KeypadButton while the call is connected",
    thresholds: [Threshold("digits", 4, .count, "digits that make it a warning")],
    causes: ["signalling is not encrypted"],
    checks: ["They may be a PIN or an account number: do not share the capture."])
  static let secretInDocument = FindingRule(
    "sec-xml-secret", .warning, "credentials in phone services",
    evidence: "data or an address of a phone service with a user, PIN or password",
    causes: ["a service that takes credentials in its address"],
    checks: ["Can the service work without credentials in the address?"])
  static let cleartext = FindingRule(
    "sec-cleartext", .note, "signalling is not encrypted", evidence: "SCCP without TLS")
  static let securityLost = FindingRule(
    "sec-call-downgrade", .warning, "call lost its security",
    evidence: "callSecurityStatus falls during a call",
    causes: ["a party without encryption joined"],
    checks: ["Who joined the call at that time?"])
  static let mixedMode = FindingRule(
    "sec-mixed-mode", .note, "device changed between TLS and clear",
    evidence: "connections of one device with and without TLS")
  static let encryptedUnread = FindingRule(
    "tls-no-keys", .note, "encrypted and not read", evidence: "TLS on a server's port")
  static let encryptionFailed = FindingRule(
    "tls-failed", .error, "TLS failed",
    evidence: "a fatal TLS alert in clear",
    causes: ["an expired or untrusted certificate", "no cipher in common"],
    checks: ["Is the phone's trust list (CTL, ITL) that of this server?"])
  static let encryptedOnClearPort = FindingRule(
    "tls-on-2000", .warning, "TLS on the port for clear SCCP",
    evidence: "TLS records on a port where SCCP is spoken without TLS",
    causes: ["the port of the secure profile is wrong"],
    checks: ["Which port does the phone's security profile name?"])
  static let clearOnEncryptedPort = FindingRule(
    "clear-on-2443", .warning, "clear SCCP on the port for TLS",
    evidence: "SCCP messages without TLS on port 2443",
    causes: ["the security profile of the phone is wrong"],
    checks: ["Which security profile does the phone have?"])
  static let securityRules = [
    mediaKeyInClear, pinInClear, digitsInClear, secretInDocument, cleartext, securityLost,
    mixedMode, encryptedUnread, encryptionFailed, encryptedOnClearPort, clearOnEncryptedPort,
  ]
}
