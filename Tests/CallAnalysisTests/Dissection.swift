import CaptureBuilder
import SCCP
import Wire

@testable import CallAnalysis

/// All that a dissector finds in packets.
struct Dissection {
  /// Keeps what a dissector gives.
  struct Notes: RecordSink {
    var records: [Record] = []
    var events: [ConnectionEvent] = []

    mutating func receive(_ record: inout Record) { records.append(record) }
    mutating func receive(_ event: ConnectionEvent) { events.append(event) }
  }

  private let notes: Notes
  let totals: Totals

  init(_ packets: [CapturedPacket], _ options: Dissector.Options = Dissector.Options()) {
    var dissector = Dissector(options)
    var notes = Notes()
    for (index, packet) in packets.enumerated() {
      dissector.accept(
        packet.bytes.span, linkType: .ethernet,
        at: FrameStamp(number: index + 1, time: packet.time), into: &notes)
    }
    dissector.finish(into: &notes)
    self.notes = notes
    totals = dissector.totals
  }

  var records: [Record] { notes.records }
  var events: [ConnectionEvent] { notes.events }
  var names: [String] { records.map(\.message.name) }
}
