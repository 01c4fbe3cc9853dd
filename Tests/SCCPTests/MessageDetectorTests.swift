import CaptureBuilder
import SCCP
import Testing

/// What is taken for the beginning of a message where nothing but the bytes speaks for it.
@Suite struct MessageDetectorTests {
  private func header(_ bytes: [UInt8]) -> MessageHeader? {
    MessageDetector.header(in: bytes.span)
  }

  private func header(_ length: UInt32, _ version: UInt32, _ identifier: UInt32) -> MessageHeader? {
    header(
      [length, version, identifier].flatMap { number in
        (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
      })
  }

  @Test(arguments: Catalogue.messages)
  func `every message is recognised`(definition: MessageDefinition) throws {
    for version in RoundTripTests.versions {
      for seed in RoundTripTests.seeds {
        var samples = SampleValues(definition, version: version, seed: seed)
        let values = samples.withoutCounts(samples.values(for: definition.items))
        let bytes = try MessageEncoder(version: UInt32(version)).encode(definition, values)
        let found = try #require(header(bytes), "\(definition.name), \(version), \(seed)")
        #expect(found.identifier == definition.identifier)
        #expect(found.isPlausible)
        for count in 0..<12 { #expect(header(Array(bytes[..<count])) == nil) }
      }
    }
  }

  @Test func `a length that the layout never has is not believed`() {
    #expect(header(4, 0, 0x0000)?.definition?.name == "KeepAliveReq")
    #expect(header(8, 0, 0x0000) == nil)
    #expect(header(3, 0, 0x0000) == nil)
    #expect(header(8, 0, 0x0006)?.definition?.name == nil)
    #expect(header(4, 0, 0x0100)?.definition?.name == "KeepAliveAck")
    #expect(header(4, 0, 0x0001) == nil, "RegisterReq has a body")
    #expect(header(8, 20, 0x000b)?.definition?.name == "LineStatReq")
    #expect(header(12, 20, 0x000b) == nil)
    #expect(header(0x1_0004, 0, 0x0000) == nil)
    #expect(header(0x0100_0004, 0, 0x0000) == nil)
  }

  @Test func `unknown versions and identifiers are not believed`() {
    for version: UInt32 in [1, 9, 12, 14, 23, 255, 256, 0x0100_0000] {
      #expect(header(4, version, 0) == nil)
    }
    for version: UInt32 in [0, 11, 15, 22] { #expect(header(4, version, 0) != nil) }
    for identifier: UInt32 in [0x7f, 0x0160_0000, 0x1_0000, 0xffff_ffff] {
      #expect(header(4, 0, identifier) == nil)
    }
  }

  /// The first bytes of what else is on a network.
  @Test(arguments: [
    "GET / HTTP/1.1\r\nHost: a\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n", "INVITE sip:a@b SIP/2.0\r\n",
    "SIP/2.0 200 OK\r\nVia: SIP/2.0/TCP a", "OPTIONS rtsp://a/b RTSP/1.0\r\n", "SSH-2.0-OpenSSH_9",
    "\u{13}BitTorrent protocol\0\0\0\0\0\0\0\0", "220 mail ESMTP ready\r\n",
    "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", "\u{4}\0\0\0", "PUT / HTTP/1.1\r\n",
  ])
  func `text protocols are none`(text: String) {
    #expect(header(Array(text.utf8)) == nil)
  }

  @Test func `binary protocols are none`() {
    let beginnings: [[UInt8]] = [
      // SMB over NetBIOS: length in network byte order, 0xff or 0xfe "SMB"
      [0, 0, 0, 0x55, 0xff, 0x53, 0x4d, 0x42, 0x72, 0, 0, 0, 0, 0x18],
      [0, 0, 0, 4, 0xfe, 0x53, 0x4d, 0x42, 0x40, 0, 0, 0, 0, 0],
      // a NetBIOS session keep-alive, request and positive answer
      [0x85, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], [0x82, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
      // TLS: a handshake, application data
      [0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3, 0], [0x17, 3, 3, 0, 0x20, 0, 0, 0, 0, 0, 0, 1],
      // DNS over TCP: length, identifier, flags, counts
      [0, 0x1c, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0], [0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
      // MongoDB: length, request, answered request, operation
      [0x3a, 0, 0, 0, 0x11, 0, 0, 0, 0, 0, 0, 0, 0xd4, 7, 0, 0],
      // MySQL: length of 3 bytes, number, version
      [0x4a, 0, 0, 0, 0x0a, 0x38, 0x2e, 0x30, 0, 0x2e, 0x33, 0x36],
      // RTP and RTCP over TCP, RFC 4571 and RFC 2326 §10.12
      [0, 0xac, 0x80, 0, 0x12, 0x34, 0, 0, 0, 0xa0, 0, 0],
      [0x24, 0, 0, 0xac, 0x80, 0, 0, 1, 0, 0, 0, 0],
      // H.225 and BGP keep-alives
      [3, 0, 0, 4, 3, 0, 0, 4, 3, 0, 0, 4], [UInt8](repeating: 0xff, count: 16) + [0, 0x13, 4],
    ]
    for bytes in beginnings { #expect(header(bytes) == nil, "\(bytes)") }
  }

  /// Random bytes pass once in 2⁶⁰; random small numbers in the three places do so more often, and
  /// still seldom.
  @Test func `small numbers at random are seldom a header`() {
    var random = SeededGenerator(seed: 7)
    var found = 0
    for _ in 0..<200_000 {
      let numbers = (0..<3).map { _ in UInt32.random(in: 0...255, using: &random) }
      if header(numbers[0], numbers[1], numbers[2]) != nil { found += 1 }
    }
    #expect(found < 400, "\(found) of 200 000")
  }
}
