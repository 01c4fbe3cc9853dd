import CaptureBuilder
import Glibc

@main
struct SCCPBench {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard let kind = WorkloadKind(rawValue: arguments[1]) else { return }
    var workload = try Workload(kind, packets: arguments.count > 3 ? Int(arguments[3]) : nil)
    let descriptor = unsafe open(arguments[2], O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    var buffer: [UInt8] = []
    var more = true
    while more {
      buffer.removeAll(keepingCapacity: true)
      more = workload.append(to: &buffer, byteCount: 1 << 20)
      _ = unsafe buffer.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
    }
    print(workload.packetCount, workload.messageCount, workload.messagePacketCount)
  }
}
