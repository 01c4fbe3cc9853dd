import Foundation
import PcapngReader
import Testing
import Wire

/// What tshark reads from a file.
struct TsharkOracle {
  struct Packet: Equatable {
    /// Seconds, a point and nine decimals; nil where there is no time.
    let time: String?
    let originalLength: Int
    /// Of the section, from 0; nil in a pcap file.
    let interfaceID: Int?
    /// The section's number from 1; nil in a pcap file.
    let section: Int?
    let comments: [String]
    let hex: String
  }

  let packets: [Packet]

  /// Reads with `-T json -x`. Custom blocks, which tshark counts as frames, are left out: they have
  /// no link type.
  init(path: String) throws {
    let output = try Tools.run(
      "tshark",
      ["-r", path, "-T", "json", "-x", "-J", "frame pkt_comment", "--no-duplicate-keys"])
    let frames = try #require(
      try JSONSerialization.jsonObject(with: output) as? [[String: Any]])
    packets = try frames.compactMap { frame in
      let source = try #require(frame["_source"] as? [String: Any])
      let layers = try #require(source["layers"] as? [String: Any])
      let fields = try #require(layers["frame"] as? [String: Any])
      let comments = layers["pkt_comment"] as? [String: Any]
      guard fields["frame.encap_type"] != nil else { return nil }
      return Packet(
        time: fields["frame.time_epoch"] as? String,
        originalLength: try #require(Self.number("frame.len", in: fields)),
        interfaceID: Self.number("frame.interface_id", in: fields),
        section: Self.number("frame.section_number", in: fields),
        comments: Self.texts(comments?["frame.comment"]),
        hex: Self.texts(layers["frame_raw"]).first ?? "")
    }
  }

  private static func number(_ name: String, in fields: [String: Any]) -> Int? {
    (fields[name] as? String).flatMap { Int($0) }
  }

  private static func texts(_ value: Any?) -> [String] {
    if let text = value as? String { return [text] }
    return (value as? [Any] ?? []).compactMap { $0 as? String }
  }
}

extension PacketCopy {
  /// The same packet in tshark's terms; `section` counts from 1.
  func asTsharkSees(section: Int, isPcapng: Bool) -> TsharkOracle.Packet {
    TsharkOracle.Packet(
      time: time.map {
        "\($0.seconds)." + String(String($0.nanoseconds + 1_000_000_000).dropFirst())
      },
      originalLength: originalLength, interfaceID: isPcapng ? interfaceID : nil,
      section: isPcapng ? section : nil,
      comments: comments,
      hex: data.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())
  }
}
