import Foundation
import Testing

/// What is counted of RTP, held against `tshark -q -z rtp,streams`.
@Suite(.enabled(if: Program.has("tshark"), "no tshark"))
struct RTPOracleTests {
  private static let realCapture = Folder.shared.appending(path: "captures/skinny.pcap").path

  /// A source as one of the two counts it, by where it goes and who it is.
  private struct Source: Hashable {
    let end: String
    let ssrc: Int
  }

  private struct Figures {
    var packets: Int
    var lost: Int
    var duplicated = 0
    /// Milliseconds.
    let maxGap: Double
    let maxJitter: Double
    /// How many streams of ours it was counted in.
    var partCount = 1
  }

  @Test func `early, late, lost and overtaken packets are counted as tshark counts them`() throws {
    let scenario = CheckScenario()
    let bytes = try scenario.file(beside: scenario.unsteadyAudio())
    try Folder.withFile(bytes, name: "audio.pcapng") { path in
      let figures = try ours(path)
      #expect(figures.count == 2)
      #expect(figures.values.allSatisfy { $0.lost > 0 && $0.maxJitter > 1 })
      try compare(path)
    }
  }

  @Test func `audio around a hold is counted as tshark counts it`() throws {
    try compare(Folder.fixtures.appending(path: "cucm_call.pcapng").path)
  }

  @Test(.enabled(if: Folder.exists(realCapture), "no ../shared/captures"))
  func `a real call with recorders is counted as tshark counts it`() throws {
    #expect(try ours(Self.realCapture).count == 6)
    try compare(Self.realCapture)
  }

  private func compare(_ path: String) throws {
    let ours = try ours(path)
    let theirs = try tsharks(path, Set(ours.keys.map { String($0.end.split(separator: ":")[1]) }))
    for (source, own) in ours {
      let other = try #require(theirs[source], "\(source)")
      #expect(own.packets == other.packets, "\(source)")
      // Packets that came twice make up for lost ones there.
      if own.duplicated == 0 { #expect(own.lost == other.lost, "\(source)") }
      // What it counts as one source are streams before and after a hold for us.
      if own.partCount > 1 || own.duplicated > 0 { continue }
      #expect(abs(own.maxGap - other.maxGap) < 0.001, "\(source)")
      #expect(abs(own.maxJitter - other.maxJitter) < 0.001, "\(source)")
    }
  }

  private func ours(_ path: String) throws -> [Source: Figures] {
    var all: [Source: Figures] = [:]
    for line in try Program.sccpdump("calls", "--streams", "--json", path).outputLines {
      let stream = try JSONLine(line)
      guard try stream.string("way") == "transmit", let rtp = stream.object["rtp"] as? [String: Any]
      else { continue }
      func number(_ key: String) throws -> NSNumber { try #require(rtp[key] as? NSNumber) }
      let source = Source(
        end: try stream.string("remote"), ssrc: try number("ssrc").intValue)
      let figures = Figures(
        packets: try number("packets").intValue, lost: try number("lost").intValue,
        duplicated: try number("duplicated").intValue, maxGap: try number("maxGap").doubleValue,
        maxJitter: try number("maxJitter").doubleValue)
      if all[source] == nil {
        all[source] = figures
      } else {
        all[source]?.packets += figures.packets
        all[source]?.lost += figures.lost
        all[source]?.partCount += 1
      }
    }
    return all
  }

  /// The rows of its table: addresses, SSRC, packets, lost, deltas and jitters.
  private func tsharks(_ path: String, _ ports: Set<String>) throws -> [Source: Figures] {
    let decodings = ports.sorted().flatMap { ["-d", "udp.port==\($0),rtp"] }
    let run = try Program.run("tshark", ["-q", "-z", "rtp,streams", "-r", path] + decodings)
    var all: [Source: Figures] = [:]
    let row =
      #/^\s*[\d.]+\s+[\d.]+\s+\S+\s+\d+\s+(\S+)\s+(\d+)\s+0x([0-9A-F]+)\s.*?\s(\d+)\s+(-?\d+) \(.*?\)\s+(.*)$/#
    for line in run.output.lines {
      guard let match = String(line).wholeMatch(of: row)?.output else { continue }
      let times = match.6.split(separator: " ").compactMap { Double($0) }
      guard times.count >= 6 else { continue }
      all[Source(end: "\(match.1):\(match.2)", ssrc: Int(match.3, radix: 16) ?? 0)] = Figures(
        packets: Int(match.4) ?? 0, lost: Int(match.5) ?? 0, maxGap: times[2], maxJitter: times[5])
    }
    return all
  }
}
