import SCCP

/// Expectation files of each kind, right and wrong, some with messages after a NUL.
enum ExpectationSeeds {
  static func all() throws(MessageEncodingError) -> [(name: String, bytes: [UInt8])] {
    let messages = try MessageSeeds.registration()
    var files: [(name: String, bytes: [UInt8])] = []
    for (name, text) in texts {
      files.append((name, Array(text.utf8)))
      files.append(("\(name)-messages", Array(text.utf8) + [0] + messages))
    }
    return files
  }

  private static let texts: [(String, String)] = [
    ("registers", "expect:\n  - registers: SEP*\n    within: 2s\n    name: phones register\n"),
    (
      "sequence",
      """
      # what a phone says first
      device: "SEP*"
      expect:
        - sequence:
            - RegisterReq
            - RegisterAck: {keepAliveInterval: 30}
              within: 500ms
            - CapabilitiesReq:
              device: SEP*
          within: 1m

      """
    ),
    (
      "never",
      "expect:\n- never: [RegisterReject, {CallState: {callState: [Busy, Hold]}}, 0x8005]\n"
    ),
    ("answered", "expect:\n  - answered: KeepAliveReq\n    within: 20s\n"),
    ("call", "expect:\n  - call: {from: 2001, to: '2*'}\n    reaches: [Connected, RingIn]\n"),
    (
      "findings",
      """
      expect:
        - findings: none
          severity: error
          except: [tcp-gap, sec-cleartext]
        - never: [{finding: rtp-*}, Reset, {finding: call-stuck}]

      """
    ),
    ("problems", "expect:\n  - problems: none\n    except: [lostBytes]\n"),
    (
      "several",
      """
      ---
      expect:
        - {registers: "SEP\\u0041*", within: 1h}
        - problems: none
        - never: {CallState: {callState: "!Connected", lineInstance: 1}} # not this
        - never: CallInfo
          name: 'it''s <a> "name" & more ::error'
        - never: CallInfo

      """
    ),
    ("typing", "expect:\n  - never: OpenRecieveChannel\n"), ("tab", "expect:\n\t- never: x\n"),
    ("anchor", "expect: &a\n  - never: *a\n"), ("deep", String(repeating: "[", count: 30)),
    ("nested", (0..<30).map { String(repeating: " ", count: $0) + "a:\n" }.joined()),
    ("empty", ""), ("quote", "expect: \"\\x1b[2J\n"), ("twice", "expect: []\nexpect: []\n"),
    ("folded", "expect: >\n  text\n"), ("mark", "\u{feff}expect:\r\n  - never: OffHook\r\n"),
  ]
}
