package import CallAnalysis
import SCCP
package import Story
import Text
package import Wire

/// Builds a ladder while the capture streams by.
package final class LadderBuilder {
  let options: LadderOptions
  var selection: LadderSelection
  private var annotator = Annotator()
  private var scratch = TextBuffer()
  private var explained: Set<String> = []
  private var keepAlives = KeepAliveTracks()

  var links = LadderLinks()
  var legs = LadderLegs()
  /// In the order of the capture.
  private(set) var drafts: [LadderDraft] = []
  /// What is known only after what came with it: runs of keepalives, media, findings.
  private(set) var lateDrafts: [LadderDraft] = []
  private(set) var untakenCount = 0
  /// When the capture begins.
  private(set) var start: Timestamp?
  /// The comments of the packet that came last.
  private var comments: (FramePlace, [String])?
  private var messageCount = 0
  /// The calls that are wanted, of those that are over.
  private var wantedCalls: Set<Int> = []
  private var callsSinceRemoval = 0
  /// The rows of media, among those that are late.
  private var flows: [Flow: Int] = [:]

  /// The RTP packets of one source.
  private struct Flow: Hashable {
    let first: FramePlace
    let source: UInt32
  }

  /// Calls that end before rows are looked through for those that are not wanted.
  private static let callsPerRemoval = 1024

  /// Rows from the newest on in which the first messages of a leg are looked for.
  private static let maximumLookBack = 64
  /// Columns of a comment that are shown.
  private static let maximumCommentColumns = 2000
  /// Comments of one packet that are shown.
  private static let maximumComments = 16
  /// Kinds of message that are remembered as explained, for `--annotations once`.
  private static let maximumExplained = 1 << 16

  package init(_ options: LadderOptions, _ selection: LadderSelection = LadderSelection()) {
    self.options = options
    self.selection = selection
  }

  /// Settles which times are meant, once it is known when the capture begins.
  package func begin(at start: Timestamp) {
    self.start = start
    selection.begin(at: start)
    if selection.isCut { keepAlives = KeepAliveTracks(seeing: .untilCut) }
  }

  // MARK: - Messages

  /// Takes a message; whether it has a row.
  @discardableResult
  package func take(_ record: borrowing Record) -> Bool {
    guard selection.wants(record.stamp), selection.wants(record.device, record.server),
      wantsDevice(record.deviceName) ?? true
    else { return false }
    let group = annotator.group(of: record)
    let topic = LadderTopic(group)
    let link = links.place(record.device, record.server, named: record.deviceName)
    if topic == .keepAlive {
      if selection.wantsCalls { return false }
      if options.keepAlives != .each { fold(record) }
      if options.keepAlives == .folded, record.problems.isEmpty { return false }
    } else {
      keepAlives.interrupt(record.stream)
      takeKeepAlives()
    }
    let reference = record.message.callReference
    if selection.wantsCalls, reference == nil, topic != .call, topic != .media { return false }
    for problem in record.problems { remark(problem, record, link, topic) }
    var draft = LadderDraft(.message, at: record.stamp, link: link)
    draft.weight = record.problems.isEmpty ? LadderWeight(group) : .problem
    draft.topic = topic
    draft.isFromDevice = record.isFromDevice
    draft.stream = record.stream
    draft.reference = reference
    draft.leg = legs.leg(of: record.stream, reference: reference, topic)
    draft.message = messageCount
    draft.title = record.message.title
    draft.values = text { annotator.appendValues(record, to: &$0) }
    draft.sentence = sentence(record)
    draft.answer = record.answers.map {
      LadderRow.Answer(request: $0, nanoseconds: record.responseTime)
    }
    guard append(draft) else { return false }
    messageCount += 1
    return true
  }

  private func text(_ fill: (inout TextBuffer) -> Void) -> String {
    scratch.removeAll()
    fill(&scratch)
    return String(scratch)
  }

  private func sentence(_ record: borrowing Record) -> String {
    switch options.annotations {
    case .all: break
    case .none: return ""
    case .once:
      let kind = "\(record.message.header.identifier) \(record.deviceName ?? "\(record.device)")"
      if explained.count >= Self.maximumExplained { explained.removeAll() }
      guard explained.insert(kind).inserted else { return "" }
    }
    return text { annotator.appendSentence(record, to: &$0) }
  }

  private func remark(
    _ problem: Problem, _ record: borrowing Record, _ link: Int, _ topic: LadderTopic
  ) {
    var draft = LadderDraft(.remark, at: record.stamp, link: link)
    draft.weight = .problem
    draft.topic = topic
    draft.isFromDevice = record.isFromDevice
    draft.isOneSided = true
    draft.stream = record.stream
    draft.reference = record.message.callReference
    draft.sentence = text { problem.appendDetail(to: &$0) }
    append(draft)
  }

  // MARK: - Keepalives

  private func fold(_ record: borrowing Record) {
    if record.problems.isEmpty { keepAlives.append(record) } else { keepAlives.pass(record) }
    takeKeepAlives()
  }

  /// Ends the runs of keepalives, when the capture is over, at a time where that is known.
  func endKeepAlives(at time: Timestamp?) {
    keepAlives.endAll(at: time)
    takeKeepAlives()
  }

  private func takeKeepAlives() {
    if keepAlives.finished.isEmpty { return }
    for run in keepAlives.finished {
      let parties = run.parties
      let link = links.place(parties.device, parties.server, named: parties.name)
      if let pause = run.pause {
        var draft = LadderDraft(.remark, at: run.first, link: link)
        draft.weight = .problem
        draft.topic = .keepAlive
        draft.isOneSided = true
        draft.sentence = text { $0.append(pause: pause) }
        appendLate(draft)
      }
      var draft = LadderDraft(.keepAlives, at: run.first, link: link)
      draft.weight = run.isRegular ? .faint : .problem
      draft.topic = .keepAlive
      draft.last = run.last.place == run.first.place ? nil : run.last
      (draft.title, draft.values) = text { $0.append(keepAlives: run) }.splitAtFirstPause
      draft.stream = run.stream
      appendLate(draft)
    }
    keepAlives.removeFinished()
  }

  // MARK: - Events

  /// Takes the comments of the packet whose messages come next.
  private func take(_ comments: [String], at place: FramePlace) {
    self.comments = (place, comments.prefix(Self.maximumComments).map(Self.shown(comment:)))
  }

  private static func shown(comment: String) -> String {
    var text = TextBuffer()
    text.append(visible: comment.utf8.span)
    return String(text).cut(toColumns: maximumCommentColumns)
  }

  /// Gives out the comments that belong to a frame, as rows before it.
  private func takeComments(of draft: LadderDraft) {
    guard let (place, texts) = comments, place == draft.stamp.place else { return }
    comments = nil
    for comment in texts {
      var row = LadderDraft(.comment, at: draft.stamp, link: draft.link)
      row.topic = draft.topic
      row.isFromDevice = draft.isFromDevice
      row.isOneSided = true
      row.stream = draft.stream
      row.reference = draft.reference
      row.leg = draft.leg
      row.sentence = comment
      if drafts.count < options.maximumRows { drafts.append(row) }
    }
  }

  package func take(_ event: Event) {
    switch event {
    case .connection(let event): take(event)
    case .comments(let comments, let place): take(comments, at: place)
    case .leg(let snapshot, let change):
      legs.hear(snapshot.leg, change)
      if change == .began { adopt(snapshot.leg) }
    case .stream(let stream, .over): take(stream)
    case .call(let call): take(call)
    case .finding(let finding, .over): take(finding)
    default: break
    }
  }

  /// Takes what is wrong, which stands at its frame.
  private func take(_ finding: Finding) {
    guard finding.severity > .note, selection.wants(finding.first) else { return }
    var draft = LadderDraft(.finding, at: finding.first, link: nil)
    draft.weight = .problem
    draft.isOneSided = true
    draft.title = finding.rule
    draft.values = finding.severity.rawValue
    draft.sentence = text { $0.append(visible: finding.text.utf8.span) }
    draft.stream = finding.stream
    draft.reference = finding.reference
    draft.leg = finding.leg
    draft.call = finding.call
    draft.device = finding.device
    appendLate(draft)
  }

  private func take(_ event: ConnectionEvent) {
    let (device, server) = (event.device, event.server)
    if let stream = event.stream {
      _ = keepAlives.end(stream)
      takeKeepAlives()
    }
    guard !selection.wantsCalls, selection.wants(event.stamp), selection.wants(device, server),
      wantsDevice(event.deviceName) ?? true
    else { return }
    let link = links.place(device, server, named: event.deviceName)
    var draft = LadderDraft(.connection, at: event.stamp, link: link)
    draft.weight = event.isTrouble ? .problem : .plain
    draft.topic = .connection
    draft.isFromDevice = event.isFromDevice
    draft.title = event.flagNames
    draft.sentence = options.annotations == .none ? "" : event.sentence
    append(draft)
  }

  /// Gives a leg its first messages, whose leg was not known when they came.
  private func adopt(_ leg: Leg) {
    for index in drafts.indices.suffix(Self.maximumLookBack).reversed() {
      if drafts[index].stamp.place < leg.start.place { break }
      if drafts[index].leg == nil, drafts[index].stream == leg.link.stream,
        drafts[index].reference == nil || drafts[index].reference == leg.reference,
        drafts[index].topic == .call
      {
        drafts[index].leg = leg.number
      }
    }
  }

  /// Takes note of a call that is over, and whether it is wanted.
  private func take(_ call: Call) {
    legs.hear(call)
    callsSinceRemoval += 1
    guard selection.wants(call), wantedCalls.count < options.maximumRows else { return }
    wantedCalls.insert(call.number)
  }

  /// Takes the packets of a stream; those that answer the orders of both ends once.
  private func take(_ stream: MediaStream) {
    guard let rtp = stream.rtp, selection.wants(rtp.first),
      selection.wants(stream.link.device, stream.link.server)
    else { return }
    let flow = Flow(first: rtp.first.place, source: rtp.ssrc)
    let link = links.place(stream.link.device, stream.link.server, named: stream.deviceName)
    var draft = LadderDraft(.media, at: rtp.first, link: link)
    draft.topic = .media
    draft.last = rtp.last
    draft.isFromDevice = stream.way == .transmit
    draft.farEnd = stream.remote?.address
    draft.leg = stream.leg
    draft.title = "RTP"
    draft.values = stream.figures
    if let place = flows[flow] {
      // Who sends knows both ends.
      if stream.way == .transmit { lateDrafts[place] = draft }
    } else if appendLate(draft) {
      flows[flow] = lateDrafts.count - 1
    }
  }

  // MARK: - Rows

  @discardableResult
  private func append(_ draft: LadderDraft) -> Bool {
    if drafts.count >= options.maximumRows, selection.wantsCalls { removeUnwanted() }
    guard drafts.count < options.maximumRows else {
      untakenCount += 1
      return false
    }
    if comments != nil { takeComments(of: draft) }
    drafts.append(draft)
    return true
  }

  @discardableResult
  private func appendLate(_ draft: LadderDraft) -> Bool {
    guard lateDrafts.count < options.maximumRows else {
      untakenCount += 1
      return false
    }
    lateDrafts.append(draft)
    return true
  }

  /// Forgets the messages of calls that are over and not wanted.
  private func removeUnwanted() {
    guard callsSinceRemoval >= Self.callsPerRemoval else { return }
    callsSinceRemoval = 0
    drafts.removeAll { call(of: $0) != nil && !isWanted($0) }
  }

  /// The number of a row's call; nil until that is over.
  func call(of draft: LadderDraft) -> Int? { draft.call ?? legs.call(of: draft.leg) }

  /// Whether a row belongs to a call that is wanted.
  private func isWanted(_ draft: LadderDraft) -> Bool {
    if !selection.wantsCalls { return true }
    if let call = call(of: draft) { return wantedCalls.contains(call) }
    // A message about a call that is in no list.
    return selection.wantsNumber == nil
      && draft.reference.map(selection.references.contains)
        ?? false
  }

  private func wantsDevice(_ name: String?) -> Bool? {
    guard let wants = selection.wantsDevice, let name else { return nil }
    return wants(name)
  }

  /// Whether a row is drawn, when all is known.
  func isShown(_ draft: LadderDraft) -> Bool {
    guard isWanted(draft) else { return false }
    let name = draft.device ?? draft.link.flatMap(links.name)
    return selection.wantsDevice == nil || wantsDevice(name) ?? false
  }
}

extension String {
  /// What stands before the first comma or colon, and what stands after it.
  fileprivate var splitAtFirstPause: (String, String) {
    guard let end = firstIndex(where: { $0 == "," || $0 == ":" }) else { return (self, "") }
    return (String(self[..<end]), String(self[index(after: end)...].drop { $0 == " " }))
  }
}
