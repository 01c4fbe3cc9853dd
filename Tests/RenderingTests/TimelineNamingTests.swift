import CaptureBuilder
import SCCP
import Testing
import Wire

@testable import Rendering

/// Whoever reads a line knows whose it is: device and server are named where there are several.
@Suite struct TimelineNamingTests {
  private static let second = 1_000_000
  private static let primary: IPAddress = .ipv4(10, 10, 1, 1)
  private static let backup: IPAddress = .ipv4(10, 10, 1, 2)

  private func talk(
    port: UInt16, server: IPAddress = primary, address: IPAddress = .ipv4(10, 10, 1, 21)
  ) -> Conversation {
    var talk = Conversation(
      TimelineText.clock, device: Host(macAddress: 0x0011_2233_4455, address: address), port: port,
      server: Host(macAddress: 0x0011_2233_4401, address: server))
    talk.version = 20
    return talk
  }

  private func phone(_ last: UInt64) -> Phone {
    Phone(
      macAddress: 0x0011_2233_4400 + last, model: "7962", firmware: "SCCP42.9-4-2SR3-1S",
      address: .ipv4(10, 10, 1, 21))
  }

  /// The lines of messages, without what they say.
  private func beginnings(
    _ talks: Conversation..., options: TimelineOptions = TimelineOptions()
  ) -> [String] {
    TimelineText.lines(talks.flatMap(\.packets).inTimeOrder, options)
      .filter { $0.hasPrefix("  ▶") || $0.hasPrefix("  ◀") }
      .map { line in
        let words = line.dropFirst(4).split(separator: " ").map(String.init)
        let end = words.firstIndex { $0.hasPrefix("ActivateCallPlane") || $0 == "RegisterReq" }
        return words[..<(end.map { $0 + 1 } ?? words.count)].joined(separator: " ")
      }
  }

  // MARK: - Devices

  @Test func `phones behind one address are told apart, also before they say their names`() throws {
    var first = talk(port: 50_001)
    var second = talk(port: 50_002)
    first.open(at: 0, 100, 200)
    try first.server(at: 300, .activateCallPlane(line: 1))
    second.open(at: 1000, 1100, 1200)
    try first.server(at: 2000, .activateCallPlane(line: 2))
    try second.server(at: 2100, .activateCallPlane(line: 1))
    try second.device(at: 2200, .registerReq(phone(2), offering: 20))
    try first.server(at: 2300, .activateCallPlane(line: 3))
    try first.device(at: 2400, .registerReq(phone(1), offering: 20))
    try second.server(at: 2500, .activateCallPlane(line: 2))
    #expect(
      beginnings(first, second) == [
        "ActivateCallPlane", "10.10.1.21:50001 ActivateCallPlane",
        "10.10.1.21:50002 ActivateCallPlane", "SEP001122334402 RegisterReq",
        "10.10.1.21:50001 ActivateCallPlane", "SEP001122334401 RegisterReq",
        "SEP001122334402 ActivateCallPlane",
      ])
  }

  /// In the middle of the capture the end of one of them is no reason to forget the other.
  @Test func `phones behind one address stay told apart when one has hung up`() throws {
    var first = talk(port: 50_001)
    var second = talk(port: 50_002)
    try first.server(at: 0, .activateCallPlane(line: 1))
    try second.server(at: 100, .activateCallPlane(line: 1))
    second.reset(.device, at: 200)
    try first.server(at: 300, .activateCallPlane(line: 2))
    #expect(
      beginnings(first, second) == [
        "ActivateCallPlane", "10.10.1.21:50002 ActivateCallPlane",
        "10.10.1.21:50001 ActivateCallPlane",
      ])
  }

  @Test func `one phone that connects again is not named`() throws {
    for isCut in [true, false] {
      var first = talk(port: 50_001)
      var second = talk(port: 50_002)
      first.open(at: 0, 100, 200)
      try first.device(at: 300, .registerReq(phone(1), offering: 20))
      if isCut { first.reset(.device, at: 400) }
      second.open(at: 1000, 1100, 1200)
      try second.device(at: 1300, .registerReq(phone(1), offering: 20))
      try second.server(at: 1400, .activateCallPlane(line: 1))
      // Whether it is the same phone is not known before its name.
      #expect(
        beginnings(first, second) == ["RegisterReq", "RegisterReq", "ActivateCallPlane"])
    }
  }

  @Test func `a name that is met at two addresses has its address beside it`() throws {
    var first = talk(port: 50_001)
    var second = talk(port: 50_001, address: .ipv4(10, 10, 7, 99))
    try first.device(at: 0, .registerReq(phone(1), offering: 20))
    try second.device(at: 100, .registerReq(phone(1), offering: 20))
    try first.server(at: 200, .activateCallPlane(line: 1))
    #expect(
      beginnings(first, second) == [
        "RegisterReq", "SEP001122334401 at 10.10.7.99 RegisterReq",
        "SEP001122334401 at 10.10.1.21 ActivateCallPlane",
      ])
  }

  @Test func `a single device that was asked for is not named on each line`() throws {
    var first = talk(port: 50_001)
    var second = talk(port: 50_001, address: .ipv4(10, 10, 7, 99))
    try first.device(at: 0, .registerReq(phone(1), offering: 20))
    try second.device(at: 100, .registerReq(phone(2), offering: 20))
    var options = TimelineOptions()
    options.isOneDevice = true
    #expect(beginnings(first, second, options: options) == ["RegisterReq", "RegisterReq"])
  }

  // MARK: - Servers

  @Test func `where a device has several servers, its lines name them`() throws {
    var first = talk(port: 50_001)
    var second = talk(port: 50_002, server: Self.backup)
    first.open(at: 0, 100, 200)
    try first.device(at: 300, .registerReq(phone(1), offering: 20))
    second.open(at: 1000, 1100, 1200)
    try first.server(at: 2000, .activateCallPlane(line: 1))
    try second.device(at: 3000, .registerReq(phone(1), offering: 20))
    #expect(
      beginnings(first, second) == [
        "RegisterReq", "server 10.10.1.1 ActivateCallPlane", "server 10.10.1.2 RegisterReq",
      ])
  }

  @Test func `devices with one server each name none`() throws {
    var first = talk(port: 50_001)
    var second = talk(port: 50_001, server: Self.backup, address: .ipv4(10, 10, 1, 22))
    try first.server(at: 0, .activateCallPlane(line: 1))
    try second.server(at: 100, .activateCallPlane(line: 1))
    try first.server(at: 200, .activateCallPlane(line: 2))
    #expect(
      beginnings(first, second) == [
        "ActivateCallPlane", "10.10.1.22:50001 ActivateCallPlane",
        "10.10.1.21:50001 ActivateCallPlane",
      ])
  }
}
