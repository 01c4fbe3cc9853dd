import CaptureBuilder
import Foundation
import SCCP
import Testing
import Wire

/// A capture that tests damage byte by byte.
struct DamagedCapture: CustomTestStringConvertible, Sendable {
  let name: String
  let bytes: [UInt8]

  var testDescription: String { name }

  /// The fixtures, and what they lack: every message there is, and the older format.
  static let all: [DamagedCapture] =
    Folder.captures.map { name in
      let data = try? Data(contentsOf: Folder.fixtures.appending(path: name))
      return DamagedCapture(name: name, bytes: Array(data ?? Data()))
    } + [made("every message of version 22", 22), made("every message of version 0", 0), pcap]

  private static func made(_ name: String, _ version: UInt32) -> DamagedCapture {
    let filled = FilledMessage(version: version, secret: Array(0x41...0x50), variant: 1)
    return DamagedCapture(name: name, bytes: (try? filled.capture()) ?? [])
  }

  private static let pcap: DamagedCapture = {
    let talk = try? FilledMessage().conversation([.registerReq, .registerAck, .callState])
    let bytes = CaptureWriter.file(.pcap(.bigEndian, nanoseconds: true), talk?.packets ?? [])
    return DamagedCapture(name: "pcap", bytes: bytes)
  }()

  /// A thorough run damages every so-manieth byte, as this variable says: 1 for all.
  private static let thoroughStep = ProcessInfo.processInfo.environment["SCCPDUMP_EVERY_BYTE"]
    .flatMap { Int($0) }.map { max($0, 1) }
  static let isThorough = thoroughStep != nil
  /// Bytes that an ordinary run damages in each way, per capture.
  private static let ordinaryCount = 5

  /// The places to damage; each kind of damage has others.
  func places(_ mutation: Mutation) -> [Int] {
    let step = Self.thoroughStep ?? max(bytes.count / Self.ordinaryCount, 1)
    let kind = Mutation.allCases.firstIndex(of: mutation) ?? 0
    return Array(stride(from: kind * 13 % step, to: bytes.count, by: step))
  }
}
