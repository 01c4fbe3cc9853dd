import CallAnalysis
import NetworkLayers
import SCCP
import Wire

/// Follows the media streams that servers order.
struct MediaStreams: Listener {
  /// The leg of the stream that the newest record is about; nil where it is about none.
  private(set) var current: Int?
  private var links = NumberTable<LinkMedia>()
  private var streamCount = 0
  /// Streams of legs, until some time after the leg's end.
  private var streams = NumberTable<[StreamBox]>()
  /// Legs that are over, in the order of their ends.
  private var over: [(leg: Int, link: Int, end: Timestamp)] = []
  private var finished = 0
  private var flows = RTPFlows()
  /// Streams that were closed and get their figures soon.
  private var closing: [(box: StreamBox, end: Timestamp)] = []
  private var settled = 0
  /// Streams that listen where no message of their own device says, by its address.
  private var unplaced: [IPAddress: StreamBox] = [:]
  /// Where servers of that kind last had audio sent to, by its address.
  private var targets: [IPAddress: Endpoint] = [:]

  /// RTP packets for which there was no room.
  var uncountedPackets: Int { flows.uncountedPackets }

  /// Seconds after its end at which a stream gets its figures.
  private static let settlingSeconds: Int64 = 5

  /// What is followed of the media on one connection.
  private struct LinkMedia {
    /// The open leg of each call reference, 0 for a server that gives none.
    var legs = ShortTable<UInt32, Int>()
    /// The streams that are not closed.
    var open = ShortTable<Key, StreamBox>()
    /// The leg of each conference identifier.
    var conferences = ShortTable<UInt32, Int>()
    /// The port for all audio of a device whose server orders none (IpPort).
    var port: UInt16?

    // What is only asked is mutating, too: what is changed where it lies is not copied for it.

    /// The leg that an order belongs to: that of its call, which is known, or of its conference for a
    /// copy that has a reference of its own.
    mutating func leg(of message: borrowing Message) -> (leg: Int, isKnown: Bool)? {
      if let leg = legs[message.callReference ?? 0] { return (leg, true) }
      guard let conference = message.number(.conferenceId),
        let leg = legs[conference] ?? conferences[conference]
      else { return nil }
      return (leg, false)
    }

    /// The leg of the call that a message is about.
    mutating func leg(ofCallIn message: borrowing Message) -> Int? {
      legs[message.callReference ?? 0]
    }

    /// The stream that is not closed, and that a message is about.
    mutating func stream(_ way: MediaStream.Way, of message: borrowing Message) -> StreamBox? {
      open[Key(way, message)]
    }

    /// Where such a device listens for the audio of an order.
    mutating func endpoint(of message: borrowing Message) -> Endpoint? {
      guard let port, let field = message.first(.ipAddr),
        let address = message.address(of: field)
      else { return nil }
      return Endpoint(address: address, port: port)
    }
  }

  /// A stream on its connection: the server gives both ways of one audio the same party.
  private struct Key: Equatable {
    let way: MediaStream.Way
    let party: UInt32

    init(_ way: MediaStream.Way, _ message: borrowing Message) {
      self.way = way
      party = message.number(.passThroughPartyId) ?? 0
    }
  }

  mutating func hear(_ event: Event, _ replies: inout Replies) {
    switch event {
    case .connection(let event):
      if event.kind.isEnd, let stream = event.stream { links[stream]?.port = nil }
    case .leg(let snapshot, .began):
      let (stream, number) = (snapshot.leg.link.stream, snapshot.leg.number)
      links[stream, default: LinkMedia()].legs[snapshot.leg.reference ?? 0] = number
    case .leg(let snapshot, .over):
      guard let end = snapshot.leg.end?.time else { return }
      over.append((snapshot.leg.number, snapshot.leg.link.stream, end))
    default: break
    }
  }

  mutating func hear(_ record: borrowing Record, _ replies: inout Replies) {
    current = nil
    guard let sign = MediaSign.table.value(for: record.message) else { return }
    switch sign {
    case .receiveOrder: order(.receive, record, &replies)
    case .transmitOrder: order(.transmit, record, &replies)
    case .receiveAcknowledgment: acknowledge(.receive, record, &replies)
    case .transmitAcknowledgment: acknowledge(.transmit, record, &replies)
    case .receiveEnd: close(.receive, record, &replies)
    case .transmitEnd: close(.transmit, record, &replies)
    case .statistics: report(record)
    case .port:
      links[record.stream, default: LinkMedia()].port =
        record.message.number(.rtpMediaPort).flatMap { UInt16(exactly: $0) }
    }
  }

  mutating func hear(_ source: RTPSource) {
    flows.take(source)
  }

  mutating func hear(_ packets: Span<RTPDigest>) {
    flows.take(packets)
  }

  mutating func tick(_ time: Timestamp, _ replies: inout Replies) {
    while finished < over.count,
      time.seconds(since: over[finished].end) >= StoryLimits.lingerSeconds
    {
      finish(over[finished].leg, &replies)
      forget(over[finished].leg, of: over[finished].link)
      finished += 1
    }
    if finished > 1024, finished > over.count / 2 {
      over.removeFirst(finished)
      finished = 0
    }
    while settled < closing.count,
      time.seconds(since: closing[settled].end) >= Self.settlingSeconds
    {
      count(closing[settled].box)
      settled += 1
    }
    if settled > 1024, settled > closing.count / 2 {
      closing.removeFirst(settled)
      settled = 0
    }
    flows.sweep(time)
  }

  mutating func finish(at time: Timestamp?, _ replies: inout Replies) {
    for leg in streams.keys.sorted() { finish(leg, &replies) }
  }
}

extension MediaStreams {
  private mutating func order(
    _ way: MediaStream.Way, _ record: borrowing Record, _ replies: inout Replies
  ) {
    let message = record.message
    guard let (leg, isKnown) = links[record.stream]?.leg(of: message) else { return }
    current = leg
    if isKnown, let conference = message.number(.conferenceId) {
      links[record.stream]?.conferences[conference] = leg
    }
    let stream = MediaStream(
      streamCount, ofLeg: leg, way, record,
      remote: way == .transmit ? message.remoteEndpoint : nil,
      local: way == .receive ? links[record.stream]?.endpoint(of: message) : nil,
      isFork: way == .transmit && (!isKnown || record.isFork))
    streamCount += 1
    let box = StreamBox(stream)
    let key = Key(way, message)
    links[record.stream]?.open[key] = box
    if key.party == 0 { place(box) }
    want(way == .transmit ? stream.remote : box.stream.local, for: box)
    if key.party == 0, let remote = stream.remote { note(target: remote) }
    append(box, &replies)
    replies.say(.stream(box.stream, .ordered))
  }

  /// Has a stream of a server that gives no acknowledgments listen where audio is sent to.
  private mutating func place(_ box: StreamBox) {
    guard box.stream.way == .receive, box.stream.local == nil else { return }
    let address = box.stream.link.device.address
    if let target = targets[address] { box.stream = box.stream.changed { $0.local = target } }
    if unplaced.count >= StoryLimits.maximumDevices { unplaced.removeAll() }
    unplaced[address] = box
  }

  /// Notes where a server that gives no acknowledgments has audio sent to: there the device at that
  /// address listens.
  private mutating func note(target: Endpoint) {
    if targets.count >= StoryLimits.maximumDevices { targets.removeAll() }
    targets[target.address] = target
    guard let box = unplaced.removeValue(forKey: target.address), !box.isOver,
      box.stream.closed == nil
    else { return }
    box.stream = box.stream.changed { $0.local = target }
    want(target, for: box)
  }

  private mutating func append(_ box: StreamBox, _ replies: inout Replies) {
    let leg = box.stream.leg
    streams[leg, default: []].append(box)
    if let all = streams[leg], all.count > StoryLimits.maximumStreams {
      finish(all[0], &replies)
      streams[leg]?.removeFirst()
    }
  }

  private mutating func acknowledge(
    _ way: MediaStream.Way, _ record: borrowing Record, _ replies: inout Replies
  ) {
    let message = record.message
    let status =
      message.number(.mediaReceptionStatus) ?? message.number(.mediaTransmissionStatus)
      ?? message.number(.multimediaReceptionStatus) ?? message.number(.multimediaTransmissionStatus)
    guard let box = links[record.stream]?.stream(way, of: message), !box.isOver else { return }
    current = box.stream.leg
    let local = message.localEndpoint
    box.stream = box.stream.changed { course in
      course.acknowledged = record.stamp
      course.local = local ?? course.local
      if let status, status != 0 { course.failure = status }
    }
    if way == .receive { want(box.stream.local, for: box) }
    replies.say(.stream(box.stream, .acknowledged))
  }

  /// Has the packets that go to an end counted.
  private mutating func want(_ end: Endpoint?, for box: StreamBox) {
    guard let end, end.port != 0, box.wantedEnd != end else { return }
    if let former = box.wantedEnd { flows.release(former) }
    flows.want(end)
    box.wantedEnd = end
  }

  /// Gives a stream the figures of its packets.
  private mutating func count(_ box: StreamBox) {
    guard let end = box.wantedEnd else { return }
    box.wantedEnd = nil
    let stream = box.stream
    let (start, stop) = (stream.ordered.time, stream.closed?.time)
    let device = stream.link.device.address
    var rtp: RTPFigures?
    var targets: [MediaTarget] = []
    if stream.way == .receive {
      rtp = flows.figures(to: end, from: nil, since: start, until: stop)
      targets = flows.targets(from: end, since: start, until: stop)
    } else {
      rtp = flows.figures(to: end, from: device, since: start, until: stop)
      if rtp == nil, let local = stream.local, local.address != device {
        rtp = flows.figures(to: end, from: local.address, since: start, until: stop)
      }
    }
    flows.release(end)
    if rtp == nil, targets.isEmpty { return }
    box.stream = stream.changed { course in
      course.rtp = rtp
      course.targets = targets
    }
  }

  private mutating func close(
    _ way: MediaStream.Way, _ record: borrowing Record, _ replies: inout Replies
  ) {
    guard let box = links[record.stream]?.stream(way, of: record.message), !box.isOver else {
      return
    }
    current = box.stream.leg
    links[record.stream]?.open[Key(way, record.message)] = nil
    box.stream = box.stream.changed { $0.closed = record.stamp }
    replies.say(.stream(box.stream, .closed))
    guard let end = box.wantedEnd, let time = record.stamp.time else { return }
    flows.close(end, at: record.stamp)
    closing.append((box, time))
  }

  /// Notes what a device counted on its newest streams of a call.
  private mutating func report(_ record: borrowing Record) {
    guard let leg = links[record.stream]?.leg(ofCallIn: record.message), let all = streams[leg]
    else { return }
    let statistics = ReportedStatistics(of: record.message)
    for box in [
      all.last { $0.stream.way == .receive && $0.stream.acknowledged != nil },
      all.last { $0.stream.way == .transmit && !$0.stream.isFork },
    ] {
      if let box { box.stream = box.stream.changed { $0.reported = statistics } }
    }
  }

  /// Gives out the streams of a leg that is over.
  private mutating func finish(_ leg: Int, _ replies: inout Replies) {
    for box in streams.removeValue(forKey: leg) ?? [] { finish(box, &replies) }
  }

  private mutating func finish(_ box: StreamBox, _ replies: inout Replies) {
    count(box)
    box.isOver = true
    replies.say(.stream(box.stream, .over))
  }

  private mutating func forget(_ leg: Int, of stream: Int) {
    guard var link = links.removeValue(forKey: stream) else { return }
    link.legs.removeAll { $0 == leg }
    link.conferences.removeAll { $0 == leg }
    link.open.removeAll { $0.stream.leg == leg }
    if !link.legs.isEmpty || link.port != nil { links[stream] = link }
  }
}

/// A media stream that is followed, in a place of its own.
private final class StreamBox {
  var stream: MediaStream
  /// The end that its packets go to, while they are counted.
  var wantedEnd: Endpoint?
  /// Whether it was given out for the last time.
  var isOver = false

  init(_ stream: MediaStream) {
    self.stream = stream
  }
}

extension Message {
  /// Where an acknowledgment says that the device listens or sends from.
  fileprivate var localEndpoint: Endpoint? {
    endpoint(.ipAddr, .portNumber) ?? endpoint(.transmitIpAddr, .portNumber)
  }

  fileprivate var remoteEndpoint: Endpoint? { endpoint(.remoteIpAddr, .remotePortNumber) }

  private func endpoint(_ address: FieldName, _ port: FieldName) -> Endpoint? {
    guard let field = first(address), let ip = self.address(of: field), let port = number(port),
      let number = UInt16(exactly: port)
    else { return nil }
    return Endpoint(address: ip, port: number)
  }
}
