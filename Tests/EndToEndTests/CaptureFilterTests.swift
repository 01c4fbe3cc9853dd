import CaptureBuilder
import Foundation
import Testing

/// `--filter` selects the frames that tcpdump selects.
@Suite(.enabled(if: Program.has("tcpdump"), "tcpdump is not installed"))
struct CaptureFilterTests {
  private static let expressions = [
    "tcp", "udp", "icmp", "arp", "ip", "ip6", "vlan", "vlan 7", "vlan and tcp", "not vlan",
    "vlan and vlan", "mpls", "pppoes", "tcp port 80", "udp port 53", "port 2000",
    "portrange 1000-3000", "src portrange 1-100", "dst port 53 or dst port 80", "greater 100",
    "less 60", "len >= 64 and len <= 90", "host 10.1.1.1", "src host 10.1.1.2",
    "dst host 10.1.1.1", "net 10.1.0.0/16", "src net 10.1.1.0 mask 255.255.255.0",
    "ip6 host fd00::1",
    "net fd00::/16", "ip6 and tcp", "ether host 02:00:00:00:00:01", "ether src 02:00:00:00:00:02",
    "ether broadcast", "ether multicast", "ip broadcast", "ip multicast",
    "ether proto 0x86dd", "ip proto 17", "ip6 proto 6", "proto 6", "tcp[tcpflags] & tcp-syn != 0",
    "tcp[13] = 18", "tcp[0:2] > 1000", "ip[8] < 64", "udp[4:2] > 20", "ether[12:2] = 0x800",
    "ip[6:2] & 0x1fff = 0", "not (tcp or udp)", "tcp and not port 80", "host 10.1.1.1 and udp",
    "icmp[icmptype] = icmp-echo", "ip and not net 10.1.1.0/24", "(tcp or udp) and less 80",
  ]
  private static let expressionsOfRaw = [
    "tcp", "ip", "ip6", "port 2000", "host 10.1.1.1", "greater 60", "tcp[13] = 18", "ip[8] < 64",
    "net fd00::/16", "not udp", "portrange 1-1024",
  ]

  /// Frames of all kinds, the same in every run.
  private static func frames(withLink: Bool) -> [[UInt8]] {
    var random = SeededGenerator(seed: 11)
    return (0..<200).map { _ in frame(withLink: withLink, &random) }
  }

  private static func frame(withLink: Bool, _ random: inout SeededGenerator) -> [UInt8] {
    func pick<Value>(_ values: [Value]) -> Value {
      values[Int.random(in: values.indices, using: &random)]
    }
    func bytes(_ count: Int) -> [UInt8] {
      (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
    }
    func number(_ value: Int) -> [UInt8] { [UInt8(value >> 8 & 255), UInt8(value & 255)] }

    let data = bytes(Int.random(in: 0...80, using: &random))
    let ports = [
      number(pick([53, 80, 2000, 2500, 40_000])), number(pick([53, 80, 2000, 50_000])),
    ]
    let kind = pick([6, 17, 1, 132])
    let transport: [UInt8] =
      switch kind {
      case 6:
        ports[0] + ports[1] + bytes(8) + [0x50, pick([2, 16, 18, 24]), 32, 0, 0, 0, 0, 0] + data
      case 17: ports[0] + ports[1] + number(8 + data.count) + [0, 0] + data
      default: [pick([0, 8]), 0] + bytes(6) + data
      }
    let isIPv6 = Int.random(in: 0..<3, using: &random) == 0
    let network: [UInt8]
    if isIPv6 {
      let addresses: [[UInt8]] = [[0xfd], [0x20]].map {
        $0 + [UInt8](repeating: 0, count: 14) + [1]
      }
      network =
        [0x60, 0, 0, 0] + number(transport.count) + [UInt8(kind), 64] + pick(addresses)
        + pick(addresses) + transport
    } else {
      let addresses: [[UInt8]] = [
        [10, 1, 1, 1], [10, 1, 1, 2], [10, 1, 7, 1], [192, 0, 2, 1], [255, 255, 255, 255],
        [224, 0, 0, 5], [0, 0, 0, 0],
      ]
      let isFragment = Int.random(in: 0..<6, using: &random) == 0
      network =
        [0x45, 0] + number(20 + transport.count) + bytes(2) + (isFragment ? [0, 9] : [0x40, 0])
        + [pick([1, 63, 64, 255]), UInt8(kind), 0, 0] + pick(addresses) + pick(addresses)
        + transport
    }
    if !withLink { return network }
    let stations: [[UInt8]] = [
      [2, 0, 0, 0, 0, 1], [2, 0, 0, 0, 0, 2], [1, 0, 0x5e, 0, 0, 5],
      [UInt8](repeating: 0xff, count: 6),
    ]
    let type: [UInt8] = isIPv6 ? [0x86, 0xdd] : [8, 0]
    let tag = [0x81, 0, 0] + [pick([UInt8(7), 9])]
    let below: [UInt8] =
      switch Int.random(in: 0..<12, using: &random) {
      case 0, 1: tag + type
      case 2: [0x88, 0xa8, 0, 3] + tag + type
      case 3: [0x88, 0x47, 0, 1, 1, 64]
      case 4: [0x88, 0x64, 0x11, 0, 0, 1] + number(network.count + 2) + [0, isIPv6 ? 0x57 : 0x21]
      case 5: [8, 6]
      default: type
      }
    return pick(stations) + pick(stations) + below + network
  }

  /// How many frames each of the two selects.
  private func counts(_ expression: String, _ file: String) throws -> (ours: Int?, theirs: Int) {
    try Folder.withTemporary { folder in
      let selected = folder.appending(path: "selected.pcap")
      let tcpdump = try Program.run("tcpdump", ["-r", file, "-w", selected.path, expression])
      #expect(tcpdump.status == 0)
      let ours = try Program.sccpdump("--filter", expression, file)
      let last = ours.errorLines.last ?? ""
      let match = last.firstMatch(of: /no SCCP message in (\d+) packet/)
      return (match.flatMap { Int($0.1) }, try ClassicPcap(selected).records.count)
    }
  }

  @Test func `every expression selects as many frames`() throws {
    for (withLink, linkType, expressions) in [
      (true, UInt8(1), Self.expressions), (false, 101, Self.expressionsOfRaw),
    ] {
      let pcap = ClassicPcap(linkType: linkType, frames: Self.frames(withLink: withLink))
      try Folder.withFile(pcap.bytes, name: "frames.pcap") { file in
        for expression in expressions {
          let (ours, theirs) = try counts(expression, file)
          #expect(ours == theirs, "\(expression)")
        }
      }
    }
  }

  @Test func `an expression that a link type has no sense for is said, in libpcap's words`() throws
  {
    let pcap = ClassicPcap(linkType: 101, frames: Self.frames(withLink: false))
    try Folder.withFile(pcap.bytes, name: "raw.pcap") { file in
      let run = try Program.sccpdump("-f", "ether host 02:00:00:00:00:01", file)
      #expect(run.status == 0)
      #expect(
        run.errorLines.contains {
          $0.hasPrefix(
            "sccpdump: no packet of link type 101 selected: ether host 02:00:00:00:00:01: ")
        })
    }
  }

  @Test func `an expression that only another link type has is taken`() throws {
    let run = try Program.sccpdump("-f", "inbound", "cucm_call.pcapng")
    #expect(run.status == 0)
    #expect(run.errors.contains("no packet of link type 1 selected: inbound: inbound/outbound"))
    let wrong = try Program.sccpdump("-f", "tcp prot 7", "cucm_call.pcapng")
    #expect(wrong.status == 64)
  }
}
