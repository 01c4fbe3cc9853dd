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
  private var streams = NumberTable<[MediaStream]>()
  /// Legs that are over, in the order of their ends.
  private var over: [(leg: Int, link: Int, end: Timestamp)] = []
  private var finished = 0
  private var flows = RTPFlows()
  /// Streams that were closed and get their figures soon.
  private var closing: [(leg: Int, number: Int, end: Timestamp)] = []
  private var settled = 0
  /// Streams that listen where no message of their own device says, by its address.
  private var unplaced: [IPAddress: (leg: Int, number: Int)] = [:]
  /// Where servers of that kind last had audio sent to, by its address.
  private var targets: [IPAddress: Endpoint] = [:]

  /// RTP packets for which there was no room.
  var uncountedPackets: Int { flows.uncountedPackets }

  /// Seconds after its end at which a stream gets its figures.
  private static let settlingSeconds: Int64 = 5

  /// What is followed of the media on one connection.
  private struct LinkMedia {
    /// The open leg of each call reference, 0 for a server that gives none.
    var legs: [UInt32: Int] = [:]
    /// The leg and the number of each stream that is not closed.
    var open: [Key: (leg: Int, number: Int)] = [:]
    /// The leg of each conference identifier.
    var conferences: [UInt32: Int] = [:]
    /// The port for all audio of a device whose server orders none (IpPort).
    var port: UInt16?

    /// Where such a device listens for the audio of an order.
    func endpoint(of message: borrowing Message) -> Endpoint? {
      guard let port, let field = message.first(.ipAddr),
        let address = message.address(of: field)
      else { return nil }
      return Endpoint(address: address, port: port)
    }
  }

  /// A stream on its connection: the server gives both ways of one audio the same party.
  private struct Key: Hashable {
    let way: MediaStream.Way
    let party: UInt32
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

  mutating func hear(_ digest: RTPDigest) {
    flows.take(digest)
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
      settle(closing[settled].leg, closing[settled].number)
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
    guard let leg = leg(of: message, on: record.stream) else { return }
    let conference = message.number(.conferenceId)
    current = leg
    let isKnown = links[record.stream]?.legs[message.callReference ?? 0] == leg
    if let conference, isKnown { links[record.stream]?.conferences[conference] = leg }
    var stream = MediaStream(
      number: streamCount, leg: leg, link: Link(of: record), deviceName: record.deviceName,
      way: way, local: way == .receive ? links[record.stream]?.endpoint(of: message) : nil,
      remote: way == .transmit ? message.remoteEndpoint : nil,
      codec: message.number(.compressionType), packetTime: message.number(.milliSecondPacketSize),
      ordered: record.stamp,
      isFork: way == .transmit && (!isKnown || record.isFork),
      isEncrypted: message.number(.algorithmID) ?? 0 != 0)
    streamCount += 1
    let key = Key(way: way, party: message.number(.passThroughPartyId) ?? 0)
    links[record.stream]?.open[key] = (leg, stream.number)
    if key.party == 0, way == .receive, stream.local == nil {
      stream.local = targets[stream.link.device.address]
      if unplaced.count >= StoryLimits.maximumDevices { unplaced.removeAll() }
      unplaced[stream.link.device.address] = (leg, stream.number)
    }
    want(way == .transmit ? stream.remote : stream.local, for: &stream)
    if key.party == 0, let remote = stream.remote { note(target: remote) }
    append(stream, &replies)
    replies.say(.stream(stream, .ordered))
  }

  /// Notes where a server that gives no acknowledgments has audio sent to: there the device at that
  /// address listens.
  private mutating func note(target: Endpoint) {
    if targets.count >= StoryLimits.maximumDevices { targets.removeAll() }
    targets[target.address] = target
    guard let (leg, number) = unplaced.removeValue(forKey: target.address),
      let place = streams[leg]?.firstIndex(where: { $0.number == number }),
      var stream = streams[leg]?[place], stream.closed == nil
    else { return }
    stream.local = target
    want(target, for: &stream)
    streams[leg]?[place] = stream
  }

  private mutating func append(_ stream: MediaStream, _ replies: inout Replies) {
    guard let leg = stream.leg else { return }
    streams[leg, default: []].append(stream)
    if let all = streams[leg], all.count > StoryLimits.maximumStreams {
      var oldest = all[0]
      count(&oldest)
      replies.say(.stream(oldest, .over))
      streams[leg]?.removeFirst()
    }
  }

  /// The leg that an order belongs to: that of its call, or of its conference for a copy that has
  /// a reference of its own.
  private func leg(of message: borrowing Message, on stream: Int) -> Int? {
    if let leg = links[stream]?.legs[message.callReference ?? 0] { return leg }
    guard let conference = message.number(.conferenceId) else { return nil }
    return links[stream]?.legs[conference] ?? links[stream]?.conferences[conference]
  }

  private mutating func acknowledge(
    _ way: MediaStream.Way, _ record: borrowing Record, _ replies: inout Replies
  ) {
    let message = record.message
    let status =
      message.number(.mediaReceptionStatus) ?? message.number(.mediaTransmissionStatus)
      ?? message.number(.multimediaReceptionStatus) ?? message.number(.multimediaTransmissionStatus)
    guard let (leg, place) = place(of: way, record), var stream = streams[leg]?[place] else {
      return
    }
    current = leg
    stream.acknowledged = record.stamp
    stream.local = message.localEndpoint ?? stream.local
    if let status, status != 0 { stream.failure = status }
    if way == .receive { want(stream.local, for: &stream) }
    streams[leg]?[place] = stream
    replies.say(.stream(stream, .acknowledged))
  }

  /// Has the packets that go to an end counted.
  private mutating func want(_ end: Endpoint?, for stream: inout MediaStream) {
    guard let end, end.port != 0, stream.wantedEnd != end else { return }
    if let former = stream.wantedEnd { flows.release(former) }
    flows.want(end)
    stream.wantedEnd = end
  }

  /// Gives a stream the figures of its packets.
  private mutating func settle(_ leg: Int, _ number: Int) {
    guard let place = streams[leg]?.firstIndex(where: { $0.number == number }),
      var stream = streams[leg]?[place]
    else { return }
    count(&stream)
    streams[leg]?[place] = stream
  }

  private mutating func count(_ stream: inout MediaStream) {
    guard let end = stream.wantedEnd else { return }
    stream.wantedEnd = nil
    let stop = stream.closed?.time
    let start = stream.ordered.time
    if stream.way == .receive {
      stream.rtp = flows.figures(to: end, from: nil, since: start, until: stop)
      stream.targets = flows.targets(from: end, since: start, until: stop)
    } else {
      stream.rtp = flows.figures(
        to: end, from: stream.link.device.address, since: start, until: stop)
      if stream.rtp == nil, let local = stream.local, local.address != stream.link.device.address {
        stream.rtp = flows.figures(to: end, from: local.address, since: start, until: stop)
      }
    }
    flows.release(end)
  }

  private mutating func close(
    _ way: MediaStream.Way, _ record: borrowing Record, _ replies: inout Replies
  ) {
    let key = Key(way: way, party: record.message.number(.passThroughPartyId) ?? 0)
    guard let (leg, place) = place(of: way, record), var stream = streams[leg]?[place] else {
      return
    }
    current = leg
    links[record.stream]?.open[key] = nil
    stream.closed = record.stamp
    streams[leg]?[place] = stream
    replies.say(.stream(stream, .closed))
    guard let end = stream.wantedEnd, let time = record.stamp.time else { return }
    flows.close(end, at: record.stamp)
    closing.append((leg, stream.number, time))
  }

  /// The place of the open stream that a message is about, among those of its leg.
  private func place(
    of way: MediaStream.Way, _ record: borrowing Record
  ) -> (leg: Int, place: Int)? {
    let key = Key(way: way, party: record.message.number(.passThroughPartyId) ?? 0)
    guard let (leg, number) = links[record.stream]?.open[key],
      let place = streams[leg]?.lastIndex(where: { $0.number == number })
    else { return nil }
    return (leg, place)
  }

  /// Notes what a device counted on its newest streams of a call.
  private mutating func report(_ record: borrowing Record) {
    guard let leg = links[record.stream]?.legs[record.message.callReference ?? 0],
      let all = streams[leg]
    else { return }
    let statistics = ReportedStatistics(of: record.message)
    for place in [
      all.lastIndex { $0.way == .receive && $0.acknowledged != nil },
      all.lastIndex { $0.way == .transmit && !$0.isFork },
    ] {
      if let place { streams[leg]?[place].reported = statistics }
    }
  }

  /// Gives out the streams of a leg that is over.
  private mutating func finish(_ leg: Int, _ replies: inout Replies) {
    guard let all = streams.removeValue(forKey: leg) else { return }
    for var stream in all {
      count(&stream)
      replies.say(.stream(stream, .over))
    }
  }

  private mutating func forget(_ leg: Int, of stream: Int) {
    guard var link = links.removeValue(forKey: stream) else { return }
    link.legs = link.legs.filter { $0.value != leg }
    link.conferences = link.conferences.filter { $0.value != leg }
    link.open = link.open.filter { $0.value.leg != leg }
    if !link.legs.isEmpty || link.port != nil { links[stream] = link }
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
