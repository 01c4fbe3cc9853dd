import SCCP
package import Story
package import Text
package import Wire

/// A media stream in a list.
package struct StreamRow: ListRow {
  let stream: MediaStream
  /// The number of its call in the list of calls.
  let call: Int?

  package init(_ stream: MediaStream, call: Int?) {
    self.stream = stream
    self.call = call
  }

  package var start: FrameStamp? { stream.ordered }

  package static let noun = "call with media"

  package static func name(of event: Event) -> String? {
    if case .call(let call) = event, !call.streams.isEmpty { "@\(call.number)" } else { nil }
  }

  package static let columns: [ListColumn<StreamRow>] = [
    ListColumn("call", "call", .right) { ListCell($0.call.map { "\($0)" }) },
    ListColumn("ordered", "ordered", rank: 3, time: \.stream.ordered),
    ListColumn("device", "device", minimumWidth: 12) { ListCell($0.stream.device, .heading) },
    ListColumn("way", "way", value: { $0.stream.way.rawValue }) { ListCell($0.way) },
    ListColumn("local", "local", rank: 4) { ListCell($0.stream.local.map { "\($0)" }) },
    ListColumn("remote", "remote", rank: 5) { ListCell($0.stream.remote.map { "\($0)" }) },
    ListColumn("codec", "codec", minimumWidth: 8, rank: 2) { ListCell($0.stream.codecName) },
    ListColumn("packets", "packets", .right) { ListCell($0.stream.rtp.map { "\($0.packets)" }) },
    ListColumn("lost", "lost", .right) {
      ListCell($0.stream.rtp.map { "\($0.lost)" }, $0.lossStyle)
    },
    ListColumn("jitter", "jitterMilliseconds", .right, value: { $0.jitter(digits: 3) }) {
      ListCell($0.stream.rtp == nil ? "" : $0.jitter(digits: 1) + " ms")
    },
    ListColumn("max gap", "maxGapMilliseconds", .right, rank: 6, value: { $0.gap(digits: 3) }) {
      ListCell($0.stream.rtp == nil ? "" : $0.gap(digits: 0) + " ms")
    },
    ListColumn("MOS", "mos", .right, rank: 1) {
      ListCell($0.stream.opinionScore.map { decimalText($0, digits: 1) })
    },
  ]

  private var way: String {
    stream.way == .receive ? "receives" : stream.isFork ? "sends a copy" : "sends"
  }

  private var lossStyle: Palette.Style {
    stream.rtp.map { $0.lost > 0 } == true ? .problem : .plain
  }

  private func jitter(digits: Int) -> String {
    stream.rtp.map { decimalText($0.jitter, digits: digits) } ?? ""
  }

  private func gap(digits: Int) -> String {
    stream.rtp.map { decimalText($0.maxGap, digits: digits) } ?? ""
  }

  package func appendJSON(_ context: ListContext, to text: inout TextBuffer) {
    var row = JSONMembers(context)
    row.add(type: "stream")
    row.add("call", call)
    stream.add(to: &row)
    row.end(in: &text)
  }

  package func details(_ context: ListContext) -> [ListDetail] { [] }
}
