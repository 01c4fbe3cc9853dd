import CaptureBuilder
import SCCP
import Wire

@testable import CallAnalysis

/// All that a dissector finds in packets.
struct Dissection {
  /// Keeps what a dissector gives.
  final class Notes {
    private(set) var records: [Record] = []
    private(set) var events: [ConnectionEvent] = []
    var names: [String] { records.map(\.message.name) }

    func take(_ batch: RecordBatch) {
      batch.forEachRecord { records.append(copy $0) }
      for case .connection(let event) in batch.notes { events.append(event) }
    }
  }

  private let notes: Notes
  let totals: Totals

  init(_ packets: [CapturedPacket], _ options: Dissector.Options = Dissector.Options()) {
    var dissector = Dissector(options)
    let notes = Notes()
    var writer = RecordWriter { notes.take($0) }
    for (index, packet) in packets.enumerated() {
      dissector.accept(
        packet.bytes.span, linkType: .ethernet,
        at: FrameStamp(number: index + 1, time: packet.time), into: &writer)
    }
    dissector.finish(into: &writer)
    writer.passOn()
    self.notes = notes
    totals = dissector.totals
  }

  var records: [Record] { notes.records }
  var events: [ConnectionEvent] { notes.events }
  var names: [String] { notes.names }
}
