import CaptureBuilder
import Foundation
import Testing

/// The data source for Apache Spark gives the rows that the program prints.
@Suite struct SparkTests {
  private static let script = Folder.package.appending(path: "Tests/Spark/source_test.py").path
  private static let python =
    Program.has("java") ? PythonEnvironment.python(with: "pyspark") : nil

  /// One session of Spark for all of it: to start one takes longer than what it does here.
  @Test(.enabled(if: python != nil, "PySpark or Java is not installed"))
  func `rows are those of the program, of captures, of a ring and of its shards`() throws {
    var workload = try Workload(.sccp, packets: 2000, phones: 20)
    var capture: [UInt8] = []
    while workload.append(to: &capture, byteCount: 1 << 20) {}
    try Folder.withFile(capture) { path in
      let run = try Program.run(
        try #require(Self.python),
        [Self.script, Program.sccpdump.path, Folder.fixtures.path, path])
      #expect(run.output == "")
      #expect(run.status == 0, "\(run.errors)")
    }
  }
}
