import CaptureBuilder
import Foundation
import SCCP
import Testing
import Wire

/// Comments that the program writes into captures, as tshark shows them.
@Suite(.enabled(if: Program.has("tshark") && Program.has("jq"), "no tshark or jq"))
struct AnnotateTests {
  private func annotate<Result>(
    _ path: String, _ arguments: String..., body: (String) throws -> Result
  ) throws -> Result {
    try Folder.withTemporary { folder in
      let output = folder.appending(path: "out.pcapng").path
      let run = try Program.sccpdump(["annotate", "-o", output] + arguments + [path])
      #expect(run.status == 0, "\(run.errors)")
      return try body(output)
    }
  }

  private func lines(_ command: String) throws -> [String] {
    try Program.shell(command).outputLines
  }

  @Test(arguments: [
    CaptureWriter.Format.pcapng(.bigEndian), .pcap(.littleEndian, nanoseconds: true),
  ])
  func `tshark shows the sentence of each message at its frame`(format: CaptureWriter.Format) throws
  {
    var talk = MadeCapture.conversation()
    try talk.device(at: 1000, .registerReq(FragmentedCapture.phone, offering: 20))
    try talk.server(at: 2000, .registerAck(protocolVersion: 20))
    try talk.device(at: 3000, .lineStatReq(1))
    try Folder.withFile(CaptureWriter.file(format, talk.packets)) { path in
      let wanted = try lines(
        "sccpdump --json '\(path)' | jq -r 'select(.annotation) | \"\\(.frame)\\t\\(.annotation)\"'"
      )
      #expect(wanted.count == 3)
      try annotate(path) { output in
        let shown = try lines(
          "tshark -r '\(output)' -Y skinny -T fields -e frame.number -e frame.comment")
        #expect(shown == wanted)
        let (times, before) = (
          try lines("tshark -r '\(output)' -T fields -e frame.time_epoch -e tcp.seq_raw"),
          try lines("tshark -r '\(path)' -T fields -e frame.time_epoch -e tcp.seq_raw")
        )
        #expect(times == before)
      }
    }
  }

  @Test func `addresses of devices have the names of the devices`() throws {
    let path = Folder.fixtures.appending(path: "cucm_call.pcapng").path
    try annotate(path) { output in
      let names = try lines("tshark -r '\(output)' -Nn -T fields -e ip.src_host | sort -u")
      #expect(names.contains("SEP001122334455"), "\(names)")
    }
  }

  @Test func `comments that were there stay, and all else stays byte for byte`() throws {
    let path = Folder.fixtures.appending(path: "comments_two_interfaces.pcapng").path
    let own = "tshark -T fields -e frame.number -e frame.comment -Y frame.comment -r"
    let before = try lines("\(own) '\(path)'")
    #expect(!before.isEmpty)
    try annotate(path) { output in
      let after = try lines("\(own) '\(output)'").joined(separator: "\n")
      for line in before {
        let comment = line.split(separator: "\t").last.map(String.init) ?? ""
        #expect(after.contains(comment), "\(comment)")
      }
      let packets = "tshark -T fields -e frame.interface_id -e frame.time_epoch -e frame.len -r"
      let (made, whole) = (try lines("\(packets) '\(output)'"), try lines("\(packets) '\(path)'"))
      #expect(made == whole)
    }
  }

  /// More notes than are held in memory wait in a file.
  @Test func `each of very many sentences is at its frame`() throws {
    var talk = MadeCapture.conversation()
    let count = 90_000
    for index in 0..<count {
      let text = "\(index) " + String(repeating: "abcdefgh ", count: 8)
      try talk.device(at: 1000 + index, ScriptedMessage(.alarm, ["text": .text(text)]))
    }
    try Folder.withFile(MadeCapture.file(talk)) { path in
      let wanted = try lines(
        "sccpdump --json '\(path)' | jq -r 'select(.annotation) | \"\\(.frame)\\t\\(.annotation)\"'"
      )
      #expect(wanted.count == count)
      #expect(wanted.reduce(0) { $0 + $1.utf8.count } > 9 << 20)
      try annotate(path) { output in
        let shown = try lines(
          "tshark -r '\(output)' -Y 'tcp.len > 0' -T fields -e frame.number -e frame.comment")
        // The first has a finding beside its sentence.
        #expect(shown.count == count && shown.dropFirst() == wanted.dropFirst())
        #expect(shown.first?.hasPrefix(wanted.first ?? "") == true)
        let folder = URL(filePath: output).deletingLastPathComponent()
        #expect(try Folder.files(in: folder) == ["out.pcapng"])
      }
    }
  }
}
