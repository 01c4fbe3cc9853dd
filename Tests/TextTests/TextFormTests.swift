import Foundation
import Testing
import Text
import Wire

/// Text forms, held against those of the C library and of Foundation.
@Suite struct TextFormTests {
  static let ipv6: [UInt128] = [
    0, 1, 1 << 127, UInt128.max, 0x2001_0db8_0000_0000_0000_0000_0000_0001,
    0x2001_0db8_0000_0000_0001_0000_0000_0001, 0x2001_0000_0000_0001_0000_0000_0000_0001,
    0x0001_0000_0002_0000_0003_0000_0004_0000, 0xfe80_0000_0000_0000_0204_61ff_fe9d_f156,
    0x0000_0000_0000_0000_0000_ffff_c0a8_0101, 0x0064_ff9b_0000_0000_0000_0000_0102_0304,
    0x0001_0002_0003_0004_0005_0006_0007_0000, 0x0000_0002_0003_0004_0005_0006_0007_0008,
  ]

  @Test(arguments: ipv6) func `an IPv6 address reads as inet_ntop writes it`(bits: UInt128) {
    var octets = (0..<16).map { UInt8(truncatingIfNeeded: bits >> UInt128(120 - 8 * $0)) }
    var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    _ = unsafe inet_ntop(AF_INET6, &octets, &text, socklen_t(text.count))
    let expected = String(decoding: text.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
    #expect(IPAddress(ipv6: bits).description == expected)
  }

  @Test func `other addresses have their usual text`() {
    let address = IPAddress(ipv4: 0x0a00_01ff)
    #expect(address.description == "10.0.1.255")
    #expect(Endpoint(address: address, port: 2000).description == "10.0.1.255:2000")
    #expect(Endpoint(address: IPAddress(ipv6: 1), port: 80).description == "[::1]:80")
    #expect(MACAddress(bits: 0x0011_22aa_bbcc).description == "00:11:22:aa:bb:cc")
  }

  @Test(arguments: [
    0, 1, 951_782_399, 951_868_800, 1_563_912_409, 1_709_164_800, 4_102_444_799,
    -1, -86_400, -2_208_988_800, 253_402_300_799,
  ])
  func `a time reads as ISO 8601 has it`(seconds: Int64) {
    let formatter = ISO8601DateFormatter()
    formatter.timeZone = TimeZone(secondsFromGMT: 0)
    let date = Date(timeIntervalSince1970: TimeInterval(seconds))
    let time = Timestamp(seconds: seconds, nanoseconds: 0)
    var text = TextBuffer()
    text.append(time: time, digits: 0)
    #expect(String(text) == formatter.string(from: date))
    #expect(Timestamp(rfc3339: String(text)) == time)
  }

  @Test(arguments: 0...9) func `a time has the decimals asked for`(digits: Int) {
    let time = Timestamp(seconds: 1_563_912_409, nanoseconds: 668_955_123)
    var text = TextBuffer()
    text.append(time: time, digits: digits)
    let fraction = digits > 0 ? "." + "668955123".prefix(digits) : ""
    #expect(String(text) == "2019-07-23T20:06:49\(fraction)Z")
  }

  @Test(arguments: [
    ("2019-07-23", 1_563_840_000), ("2019-07-23T20:06", 1_563_912_360),
    ("2019-07-23T20:06:49Z", 1_563_912_409), ("2019-07-23 22:06:49+02:00", 1_563_912_409),
    ("2019-07-23t13:36:49-06:30", 1_563_912_409),
  ])
  func `a time of day and a zone may be given or left out`(text: String, seconds: Int64) {
    #expect(Timestamp(rfc3339: text) == Timestamp(seconds: seconds, nanoseconds: 0))
  }

  @Test(arguments: [
    "", "2019", "2019-13-01", "2019-07-23T25:00", "2019-07-23T20:06:49.", "20190723",
    "2019-07-23T20:06:49+0200", "2019-07-23T20:06:49Zx", "yesterday",
  ])
  func `what is no time is refused`(text: String) {
    #expect(Timestamp(rfc3339: text) == nil)
  }

  @Test(arguments: [0, 9, 10, 99, 100, UInt64(UInt32.max), UInt64.max])
  func `a number reads as Swift writes it`(value: UInt64) {
    var text = TextBuffer()
    text.append(decimal: value)
    text.append(" ")
    text.append(decimal: Int64.min)
    text.append(" ")
    text.append(decimal: value, minimumDigits: 22)
    let padded = String(repeating: "0", count: 22 - "\(value)".count) + "\(value)"
    #expect(String(text) == "\(value) -9223372036854775808 \(padded)")
  }
}

@Suite struct AddressParsingTests {
  @Test(arguments: TextFormTests.ipv6) func `what is written is read`(bits: UInt128) {
    let address = IPAddress(ipv6: bits)
    #expect(IPAddress(address.description) == address)
  }

  @Test(arguments: [
    ("10.1.2.3", IPAddress(ipv4: 0x0a01_0203)), ("255.255.255.255", IPAddress(ipv4: .max)),
    ("1:2:3:4:5:6:7:8", IPAddress(ipv6: 0x0001_0002_0003_0004_0005_0006_0007_0008)),
    ("FE80::1", IPAddress(ipv6: 0xfe80 << 112 | 1)), ("::", IPAddress(ipv6: 0)),
    ("2001:DB8:0:0::1", IPAddress(ipv6: 0x2001_0db8 << 96 | 1)),
    ("::ffff:10.0.0.1", IPAddress(ipv6: 0xffff_0a00_0001)),
  ])
  func `an address may be written in several ways`(text: String, address: IPAddress) {
    #expect(IPAddress(text) == address)
  }

  @Test(arguments: [
    "", "10.1.2", "10.1.2.3.4", "256.1.1.1", "1.2.3.x", "0001.1.1.1", ":", ":::", "1::2::3",
    "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "12345::", "g::", "1.2.3.4::", "host",
  ])
  func `what is no address is refused`(text: String) {
    #expect(IPAddress(text) == nil)
  }
}
