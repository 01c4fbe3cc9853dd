import CaptureWriting
import PcapngReader
import Wire

/// What is done with each piece of the captures that are copied.
protocol PieceEditor {
  /// Adds what becomes of a piece of the capture `file` to what is written.
  mutating func edit(
    _ piece: borrowing CapturePiece, file: Int, into writer: inout PieceWriter)
  /// Adds what becomes of packets that come next and need no look at each, where there are any.
  mutating func editRun(of reader: inout PieceReader, into writer: inout PieceWriter) -> Bool
}

extension PieceEditor {
  mutating func editRun(of reader: inout PieceReader, into writer: inout PieceWriter) -> Bool {
    false
  }
}

/// Copies captures into one new file, which takes its place when all of it is written.
struct CaptureRewrite {
  let paths: [String]
  let output: String
  let plan: PieceWriter.Plan

  /// What could not be read of a capture; the others are copied all the same.
  private(set) var failures: [CaptureFailure] = []
  /// Why the new file did not take its place.
  private(set) var objections: [String] = []

  init(_ paths: [String], to output: String, _ plan: PieceWriter.Plan) {
    self.paths = paths
    self.output = output
    var plan = plan
    // Sections can follow each other in one file; pcap files cannot.
    if paths.count > 1 { plan.makesPcapng = true }
    self.plan = plan
  }

  /// Copies what an editor makes of the captures, in the order of their first packets; where nothing
  /// comes of them, there is no file.
  ///
  /// All that was written is given to `search`. `check` is asked before the new file takes its place;
  /// what it says keeps it from that.
  mutating func run(
    _ editor: inout some PieceEditor, givenTo search: WrittenSearch? = nil,
    check: () -> [String] = { [] }
  ) throws(WriteFailure) {
    let draft = try WholeFile.begin(at: output)
    var target = RewriteTarget(draft, PieceWriter(plan), search)
    Interruption.watch {}
    for file in order {
      do throws(CaptureError) {
        try copy(file, to: &target, &editor)
      } catch {
        failures.append(
          CaptureFailure(
            file: file, packetCount: target.packetCount, compression: target.compression,
            error: error))
      }
      if target.failure != nil { break }
    }
    target.write(downTo: 1)
    if let failure = target.failure { throw failure }
    guard target.hasWritten else { return WholeFile.abandon(draft) }
    objections = check()
    if !objections.isEmpty { return WholeFile.abandon(draft) }
    try WholeFile.finish(draft)
  }

  /// Copies one capture.
  private func copy(
    _ file: Int, to target: inout RewriteTarget, _ editor: inout some PieceEditor
  ) throws(CaptureError) {
    (target.packetCount, target.compression) = (0, nil)
    var reader = try PieceReader(FileSource(path: paths[file]))
    target.compression = reader.compression
    while true {
      if !editor.editRun(of: &reader, into: &target.writer) {
        guard let piece = try reader.next(passing: { target.append($0) }) else { return }
        editor.edit(piece, file: file, into: &target.writer)
      }
      target.packetCount = reader.packetCount
      guard target.isFull else { continue }
      target.write(downTo: RewriteTarget.fullByteCount)
      if target.failure != nil { return }
    }
  }

  /// The captures in the order of their first packets; one without a time keeps its place.
  private var order: [Int] {
    guard paths.count > 1 else { return Array(paths.indices) }
    let times = paths.map { CaptureReader.firstTime(ofCaptureAt: $0) }
    return paths.indices.sorted { left, right in
      guard let one = times[left], let other = times[right], one != other else {
        return left < right
      }
      return one < other
    }
  }
}

/// The file that is being written, and how far the capture has been read that goes into it.
private struct RewriteTarget {
  /// Bytes from which on they are written.
  static let fullByteCount = 1 << 18

  private let draft: WholeFile.Draft
  private let search: WrittenSearch?
  var writer: PieceWriter
  /// Packets of the capture that is being read.
  var packetCount = 0
  var compression: Compression?
  private(set) var failure: WriteFailure?
  /// Whether any bytes were written.
  private(set) var hasWritten = false

  init(_ draft: WholeFile.Draft, _ writer: PieceWriter, _ search: WrittenSearch?) {
    self.draft = draft
    self.writer = writer
    self.search = search
  }

  var isFull: Bool { writer.bytes.count >= Self.fullByteCount }

  /// Appends bytes of a block that was too long to be a piece.
  mutating func append(_ run: Span<UInt8>) {
    writer.append(run)
    if isFull { write(downTo: Self.fullByteCount) }
  }

  /// Writes what waits, where that is at least so much; ends the process where a signal asks for it.
  mutating func write(downTo byteCount: Int) {
    if let signal = Interruption.request {
      WholeFile.abandon(draft)
      Interruption.end(by: signal)
    }
    guard failure == nil, writer.bytes.count >= byteCount else { return }
    do throws(WriteFailure) {
      try WholeFile.write(writer.bytes.span, to: draft)
      hasWritten = true
    } catch {
      failure = error
    }
    if let search { search.take(&writer) } else { writer.removeAll() }
  }
}
