import Text
package import Wire

/// A sequence diagram: a column for each party, and what passed between them in order.
///
/// All drawings are made of it: text, Mermaid, SVG and the page.
package struct Ladder: Sendable {
  package internal(set) var parties: [LadderParty] = []
  package internal(set) var rows: [LadderRow] = []
  /// Messages and other rows that were not taken, because there were too many.
  package internal(set) var untakenCount = 0
  /// The parties that are not drawn, the busiest first, and the rows that they would have had.
  package internal(set) var omitted = LadderOmission()

  package init() {}
}

/// A column of the ladder.
package struct LadderParty: Sendable, Equatable {
  /// Harmless for a terminal.
  package let name: String
  /// The address, or what the party is where the name is the address.
  package let detail: String
  package let role: Role

  package enum Role: String, Sendable {
    case device, server
    /// The far end of a media stream that is neither.
    case media
  }
}

/// Something that the ladder draws.
package struct LadderRow: Sendable {
  package let kind: Kind
  package let weight: LadderWeight
  package let topic: LadderTopic
  /// The frame that it stands for, or the first of several.
  package let stamp: FrameStamp
  /// Its time, to read; empty where there is none.
  package internal(set) var time = ""
  /// The last of several frames.
  package let last: FrameStamp?
  /// The columns that it goes from and to; the same where it belongs to one party.
  package internal(set) var from: Int
  package internal(set) var to: Int
  package let title: String
  /// The values that matter, short.
  package let values: String
  /// What a reader is told about it.
  package let sentence: String
  package let answer: Answer?
  /// The number of its call in the list of calls.
  package let call: Int?
  /// The number of the message among all that were taken, from 0; nil for what is none.
  package let message: Int?

  package enum Kind: String, Sendable {
    case message
    /// The beginning or the end of a connection.
    case connection
    /// A run of keepalives.
    case keepAlives
    /// The RTP packets of a stream.
    case media
    /// A time without anything.
    case pause
    case finding
    /// What is wrong on the wire.
    case remark
    /// What somebody wrote into the capture.
    case comment
  }

  /// The request that it answers.
  package struct Answer: Sendable, Equatable {
    package let request: FramePlace
    package let nanoseconds: Int64?
  }

  /// Whether it is a finding of the worst kind.
  var isError: Bool { kind == .finding && values == "error" }

  /// Whether it is an arrow between two parties.
  package var isArrow: Bool { from != to }
}

/// What there was no room for.
package struct LadderOmission: Sendable, Equatable {
  package internal(set) var parties: [String] = []
  package internal(set) var partyCount = 0
  package internal(set) var rowCount = 0

  /// Parties that are named; the rest is counted.
  static let maximumNames = 4

  /// What a reader is told; nil where nothing is left out.
  package var sentence: String? {
    guard partyCount > 0 else { return nil }
    let others = partyCount - parties.count
    let names = parties.joined(separator: ", ") + (others > 0 ? " and \(others) more" : "")
    return "Not drawn: \(names), with \(rowCount.counted("row")); --device brings a device in."
  }
}

extension Ladder {
  /// The places of the parties, the busiest first.
  var busiestFirst: [Int] {
    var rowCounts = [Int](repeating: 0, count: parties.count)
    for row in rows where row.kind != .pause {
      rowCounts[row.from] += 1
      if row.isArrow { rowCounts[row.to] += 1 }
    }
    return parties.indices.sorted { (rowCounts[$1], $0) < (rowCounts[$0], $1) }
  }

  /// The ladder with no more than so many columns, those of the busiest parties.
  func keepingBusiest(_ count: Int) -> Ladder {
    guard parties.count > count else { return self }
    let order = busiestFirst
    var places = [Int?](repeating: nil, count: parties.count)
    var kept = Ladder()
    kept.untakenCount = untakenCount
    for index in order.prefix(count).sorted() {
      places[index] = kept.parties.count
      kept.parties.append(parties[index])
    }
    for var row in rows {
      guard let from = places[row.from], let to = places[row.to] else {
        kept.omitted.rowCount += 1
        continue
      }
      row.from = from
      row.to = to
      kept.rows.append(row)
    }
    let left = order.dropFirst(count)
    kept.omitted.partyCount = left.count
    kept.omitted.parties = left.prefix(LadderOmission.maximumNames).map { parties[$0].name }
    return kept
  }
}
