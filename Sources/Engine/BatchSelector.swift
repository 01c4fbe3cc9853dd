import CallAnalysis
import NetworkLayers
import Story
import Wire

/// Leaves in batches what a selection lets through.
struct BatchSelector {
  private(set) var selection: Selection
  /// Whether everything is selected; asked once per batch.
  private let isOpen: Bool
  private var unnamed = UnnamedConnections()
  /// Those that brought nothing yet, selected or not.
  private(set) var commented = CommentedPackets()
  /// What the messages were about while none was selected; nil once one was.
  private var missed: SelectionMisses?
  /// Whether what happened to a connection was shown.
  private var hasShownConnections = false
  /// Whether a message was left out that would have been selected.
  private var hasExcluded = false

  /// What the messages were about, where nothing was selected: no message, and not only what happens
  /// to connections was asked for.
  var misses: SelectionMisses? { hasShownConnections && !hasExcluded ? nil : missed }
  /// Hears everything, selected or not, in runs that follow calls.
  private let guide: StoryGuide?
  /// Whether what happens to connections is shown too.
  private let showsConnections: Bool
  /// What is let through of the batch that is looked at.
  private var chosen = SelectedBatch()

  init(_ selection: Selection, _ guide: StoryGuide?, showsConnections: Bool = false) {
    self.showsConnections = showsConnections
    self.selection = selection
    self.guide = guide
    isOpen = selection.isOpen && guide == nil
    missed = isOpen ? nil : SelectionMisses()
  }

  /// Takes everything else out of a batch.
  mutating func select(from batch: inout SelectedBatch) {
    if isOpen { return noteComments(&batch.records) }
    var (recordCount, noteCount, runCount) = (0, 0, 0)
    for item in batch.records.items {
      switch item {
      case .record:
        batch.records.withRecord(at: recordCount) { take(&$0) }
        recordCount += 1
      case .note:
        take(batch.records.notes[noteCount])
        noteCount += 1
      case .media:
        take(batch.records.media(at: runCount))
        runCount += 1
      }
    }
    swap(&batch, &chosen)
    chosen.removeAll()
  }

  /// The capture is over, with its newest packet at `time`: puts what the story ends with into an
  /// empty batch.
  mutating func finish(at time: Timestamp?, into batch: inout SelectedBatch) {
    guard let guide else { return }
    guide.finish(at: time)
    tell(guide)
    swap(&batch, &chosen)
  }

  // MARK: - Comments of packets

  /// Notes which packets with comments bring something, where everything is selected.
  private mutating func noteComments(_ batch: inout RecordBatch) {
    if !batch.hasComments, commented.count == 0 { return }
    var (recordCount, noteCount) = (0, 0)
    for item in batch.items {
      switch item {
      case .record:
        commented.remove(batch.withRecord(at: recordCount) { $0.stamp.place })
        recordCount += 1
      case .note:
        note(batch.notes[noteCount])
        noteCount += 1
      case .media: break
      }
    }
  }

  private mutating func note(_ note: RecordBatch.Note) {
    switch note {
    case .comments(_, let place): commented.append(place)
    case .connection(let event): commented.remove(event.stamp.place)
    case .beginning, .transport, .clock: break
    }
  }

  // MARK: - Items

  private mutating func take(_ note: RecordBatch.Note) {
    self.note(note)
    switch note {
    case .beginning(let start):
      selection.begin(at: start)
      guide?.begin(at: start)
      chosen.records.append(note)
    case .clock(let time):
      guide?.tick(time)
      if let guide { tell(guide) }
      chosen.records.append(note)
    case .comments: chosen.records.append(note)
    case .connection(let event): take(event)
    case .transport(let event):
      // What TCP did is for runs that select afterwards.
      if let guide {
        guide.hear(event)
        tell(guide)
      }
      chosen.records.append(note)
    }
  }

  private mutating func take(_ run: borrowing RTPRun) {
    chosen.records.append(run)
    guard let guide else { return }
    for index in run.sources.indices { guide.hear(run.sources[index]) }
    for index in run.packets.indices {
      guide.hear(run.packets, at: index)
      tell(guide)
    }
  }

  private mutating func take(_ event: ConnectionEvent) {
    if let guide {
      guide.hear(event)
      tell(guide)
    }
    guard selection.selects(event) else { return }
    guard selection.wantsDevices else { return pass(event) }
    switch selection.wants(event.deviceName) {
    case true?: pass(event)
    case nil: unnamed.keep(event)
    case false?: break
    }
  }

  private mutating func take(_ record: inout Record) {
    commented.remove(record.stamp.place)
    guard let guide else { return select(&record) }
    if guide.hear(&record) {
      select(&record)
    } else {
      miss(record)
    }
    tell(guide)
  }

  /// Passes on what is complete, after the item that it became complete with.
  private mutating func tell(_ guide: StoryGuide) {
    guide.takeEvents { chosen.append($0) }
  }

  private mutating func select(_ record: inout Record) {
    if selection.wantsDevices {
      takeOfDevice(&record)
    } else if selection.selects(record) {
      pass(&record)
    } else {
      miss(record)
    }
  }

  /// Passes a record on where its device is wanted; keeps it while the device has no name.
  private mutating func takeOfDevice(_ record: inout Record) {
    switch selection.wants(record.deviceName) {
    case true?:
      let count = chosen.records.items.count
      unnamed.release(for: record, into: &chosen.records)
      if showsConnections, chosen.records.items.count > count { hasShownConnections = true }
      if selection.selects(record) {
        pass(&record)
      } else {
        miss(record)
      }
    case nil:
      miss(record)
      if selection.selects(record) { unnamed.keep(&record) }
    case false?:
      miss(record)
      unnamed.drop(for: record)
    }
  }

  /// Takes note of a record that is not selected.
  private mutating func miss(_ record: borrowing Record) {
    guard missed != nil else { return }
    missed?.append(record)
    if !hasExcluded, selection.selectsButForExclusion(record) { hasExcluded = true }
  }

  private mutating func pass(_ event: ConnectionEvent) {
    if showsConnections { hasShownConnections = true }
    chosen.records.append(.connection(event))
  }

  private mutating func pass(_ record: inout Record) {
    missed = nil
    guide?.count(record)
    chosen.records.append { swap(&$0, &record) }
  }
}
