import Checking
import Testing

/// What is wrong with a file of expectations is said with line, column and the nearest name.
@Suite struct ExpectationReaderTests {
  @Test(arguments: [
    ("", "1:1: the file is empty; it needs the key expect"),
    ("expct:\n  - never: OffHook", "1:1: the key “expct” is not known here; did you mean expect?"),
    ("device: x", "1:1: the file needs the key expect"),
    ("expect: x", "1:9: a list of expectations is expected, not text"),
    ("expect: []", "1:9: a list without expectations"),
    ("expect:\n  - x", "2:5: an expectation is a mapping"),
    (
      "expect:\n  - nevr: OffHook",
      "2:5: no expectation has the key “nevr”; did you mean never?"
    ),
    ("expect:\n  - name: x", "2:5: an expectation needs one of the keys registers, sequence"),
    (
      "expect:\n  - never: OffHook\n    call: {from: 1}",
      "3:5: call beside never: an expectation is of one kind"
    ),
    (
      "expect:\n  - never: OffHook\n    whithin: 2s",
      "3:5: never has no key “whithin”"
    ),
    (
      "expect:\n  - registers: SEP1\n    witin: 2s",
      "3:5: registers has no key “witin”; did you mean within?"
    ),
    (
      "expect:\n  - never: OpenRecieveChannel",
      "2:12: no message is called “OpenRecieveChannel”; did you mean OpenReceiveChannel?"
    ),
    (
      "expect:\n  - sequence:\n      - Offhook",
      "3:9: no message is called “Offhook”; did you mean OffHook?"
    ),
    (
      "expect:\n  - never: {CallState: {calState: Busy}}",
      "2:25: CallState has no field “calState”; did you mean callState?"
    ),
    (
      "expect:\n  - never: {CallState: {callState: Conected}}",
      "2:36: callState has no value “Conected”; did you mean Connected?"
    ),
    (
      "expect:\n  - never: {CallState: {lineInstance: first}}",
      "2:39: lineInstance is a number"
    ),
    (
      "expect:\n  - never: {CallState: {precedence: 1}}",
      "2:25: precedence of CallState holds other fields"
    ),
    (
      "expect:\n  - never: {RegisterReq: {stationIpAddr: phone}}",
      "2:42: stationIpAddr is an IP address"
    ),
    (
      "expect:\n  - never: {OpenReceiveChannel: {key: x}}",
      "2:34: key of OpenReceiveChannel is a key or salt"
    ),
    ("expect:\n  - never: {0x8005: {x: 1}}", "2:21: the fields of 0x8005 are not known"),
    ("expect:\n  - never: {OffHook: , OnHook: }", "2:24: a second message in one entry"),
    (
      "expect:\n  - never: {CallState: {callState: [\"!Busy\", Hold]}}",
      "2:37: ! in a list"
    ),
    ("expect:\n  - answered: OpenReceiveChannel", "2:5: answered needs within beside it"),
    (
      "expect:\n  - answered: OpenReceiveChannelAck\n    within: 1s",
      "2:15: OpenReceiveChannelAck is an answer; did you mean OpenReceiveChannel?"
    ),
    ("expect:\n  - answered: OffHook\n    within: 1s", "2:15: OffHook is no request"),
    (
      "expect:\n  - answered: KeepAliveReq\n    within: 30s",
      "3:13: 30s is longer than 20s"
    ),
    ("expect:\n  - registers: a\n    within: 2 s", "3:13: “2 s” is no time up to a day"),
    ("expect:\n  - call: {from: 1}", "2:5: call needs reaches beside it"),
    ("expect:\n  - call: {}\n    reaches: Hold", "2:11: a call needs from, to, or both"),
    (
      "expect:\n  - call: {form: 1}\n    reaches: Hold",
      "2:12: the key “form” is not known here; did you mean from?"
    ),
    (
      "expect:\n  - call: {from: 1}\n    reaches: conected",
      "3:14: no call state is called “conected”; did you mean Connected?"
    ),
    ("expect:\n  - problems: some", "2:15: problems: none is expected"),
    (
      "expect:\n  - problems: none\n    except: lostBites",
      "3:13: no problem has the code “lostBites”; did you mean lostBytes?"
    ),
    (
      "expect:\n  - never: OffHook\n    name: x\n  - never: OnHook\n    name: x",
      "5:11: the name “x” a second time; the first is in line 3"
    ),
    (
      "expect:\n  - sequence:\n      - OffHook:\n        within: 2s",
      "3:9: within 2s of nothing"
    ),
  ])
  func `a wrong file is answered with place, fact and the nearest name`(
    text: String, fault: String
  ) throws {
    let found = try #require(ExpectationRun.fault(text))
    #expect(found.hasPrefix(fault), "\(found)")
  }

  /// Every kind, every option, every form of a value.
  static let everything = """
    # What a call has to look like.
    device: SEP*
    expect:
      - registers: SEP001122334455
        within: 1m30s
        name: the phone registers
      - sequence:
          - OffHook
          - CallState: {callState: [RingOut, Proceed], lineInstance: 1..4}
            within: 1.5s
          - CallInfoV2:
              callingParty: "20*"
              calledPartyName: '!Nobody'
              partyPIRestrictionBits: 0
            device: SEP0011*
          - CallState:
              precedence.precedenceLevel: 0x4
          - 0x8005
        within: 30s
        device: SEP001122334455
      - never: RegisterReject
      - never:
          - Reset
          - OpenReceiveChannelAck: {mediaReceptionStatus: "!Ok"}
      - answered: OpenReceiveChannel
        within: 500ms
      - call: {from: 2001, to: 2000}
        reaches: [Connected, Hold]
        within: 20s
      - problems: none
        except: [lostBytes, unlistedVersion]

    """

  @Test func `every kind and option is read`() throws {
    let file = try ExpectationReader.read(Array(Self.everything.utf8))
    #expect(
      file.expectations.map(\.name) == [
        "the phone registers",
        "sequence OffHook, CallState, CallInfoV2, CallState, … within 30s, device SEP001122334455",
        "never RegisterReject",
        "never Reset, OpenReceiveChannelAck with mediaReceptionStatus not Ok",
        "every OpenReceiveChannel is answered within 500ms",
        "call from 2001 to 2000 reaches Connected or Hold within 20s",
        "no problems but lostBytes, unlistedVersion",
      ])
    #expect(file.expectations[2].place == TextPlace(line: 21, column: 5))
  }

  @Test func `the same expectation twice has two names`() throws {
    let file = try ExpectationReader.read(
      Array("expect:\n  - never: Reset\n  - never: Reset\n".utf8))
    #expect(file.expectations.map(\.name) == ["never Reset", "never Reset (2)"])
  }

  @Test func `every prefix of a file is read or refused with a place within it`() {
    let bytes = Array(Self.everything.utf8)
    let lineCount = Self.everything.split(separator: "\n", omittingEmptySubsequences: false).count
    for length in 0..<bytes.count {
      do throws(ExpectationError) {
        _ = try ExpectationReader.read(Array(bytes[..<length]))
      } catch {
        #expect((1...lineCount).contains(error.place.line) && error.place.column >= 1)
      }
    }
  }
}
