import CaptureBuilder
import Foundation
import Testing

/// Keys and salts of media are hidden in every output, unless they are asked for.
@Suite struct SecretsTests {
  private static let outputs = [
    ["--json"], ["--json", "--detail"], [], ["--verbose"], ["--hex"], ["--verbose", "--hex"],
  ]

  private static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { String($0, radix: 16) }.joined()
  }

  private static let key = hexadecimal(MadeCapture.key)
  private static let salt = hexadecimal(MadeCapture.salt)

  /// The hexadecimal digits of a text without what stands between them in a dump.
  private func digits(_ text: String) -> String {
    text.lines.map { line in
      let dump = line.firstMatch(of: /^ {6}[0-9a-f]{4} ((?: {1,2}[0-9a-f]{2})+)/)
      return dump.map { String($0.1).replacing(" ", with: "") } ?? line
    }.joined()
  }

  private func run(_ options: [String], _ path: String) throws -> String {
    let run = try Program.sccpdump(options + [path])
    #expect(run.status == 0)
    return run.output + run.errors
  }

  @Test(arguments: outputs)
  func `no byte of a key is shown`(options: [String]) throws {
    let capture = try MadeCapture.fromServer(
      MadeCapture.openReceiveChannel, MadeCapture.startMediaTransmission)
    try Folder.withFile(capture) { path in
      let text = digits(try run(options, path))
      #expect(text.contains("OpenReceiveChannel") && text.contains("StartMediaTransmission"))
      for byte in MadeCapture.key + MadeCapture.salt {
        let pair = Self.hexadecimal([byte, byte &+ 1])
        #expect(!text.contains(pair))
      }
    }
  }

  @Test(arguments: outputs.filter { $0 != [] })
  func `they are shown where they are asked for`(options: [String]) throws {
    let capture = try MadeCapture.fromServer(MadeCapture.openReceiveChannel)
    try Folder.withFile(capture) { path in
      let text = digits(try run(options + ["--show-secrets"], path))
      #expect(text.contains(Self.key))
      #expect(text.contains(Self.salt))
    }
  }

  @Test func `the JSON says that something is hidden`() throws {
    let capture = try MadeCapture.fromServer(MadeCapture.openReceiveChannel)
    try Folder.withFile(capture) { path in
      let text = try run(["--json"], path)
      #expect(text.contains(#""key":"hidden","salt":"hidden""#))
    }
  }

  /// However early the message ends, what is there of the key is not shown as undecoded bytes.
  @Test(arguments: Array(stride(from: 36, through: 84, by: 4)))
  func `a message that ends within its key shows none of it`(bodyByteCount: Int) throws {
    var talk = MadeCapture.conversation()
    var bytes = Array(try MadeCapture.openReceiveChannel.encoded(version: 20))
    bytes = Array(bytes.prefix(12 + bodyByteCount))
    bytes[0] = UInt8(truncatingIfNeeded: 4 + bodyByteCount)
    bytes[1] = 0
    let range = talk.queue(.server, bytes: bytes)
    talk.transmit(.server, range, at: 1000)
    try Folder.withFile(MadeCapture.file(talk)) { path in
      for options in Self.outputs {
        let text = digits(try run(options, path))
        #expect(text.contains("OpenReceiveChannel"))
        for byte in MadeCapture.key.dropLast() + MadeCapture.salt.dropLast() {
          #expect(!text.contains(Self.hexadecimal([byte, byte &+ 1])), "\(options)")
        }
      }
    }
  }
}
