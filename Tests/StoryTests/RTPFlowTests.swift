import NetworkLayers
import Testing
import Wire

@testable import Story

/// What is counted of the RTP packets of one source, held against RFC 3550 by hand.
@Suite struct RTPFlowTests {
  private let source = RTPSource(
    number: 0, sender: Endpoint(address: IPAddress(ipv4: 0x0a0a_0115), port: 20_000),
    receiver: Endpoint(address: IPAddress(ipv4: 0x0a0a_0116), port: 20_002), ssrc: 7)

  /// A packet of G.711 at a sequence number, so many milliseconds after the beginning.
  private func digest(_ sequence: Int, at milliseconds: Double, ticks: Int? = nil) -> RTPDigest {
    RTPDigest(
      RTPHeader(
        sourceNumber: source.number, timestamp: UInt32(truncatingIfNeeded: ticks ?? sequence * 160),
        sequenceNumber: UInt16(truncatingIfNeeded: sequence), payloadType: 0),
      at: FrameStamp(
        number: 1,
        time: Timestamp(seconds: 1_709_629_200, nanoseconds: UInt32(milliseconds * 1e6))))
  }

  private func figures(_ digests: [RTPDigest]) -> RTPFigures {
    var flow = RTPFlow(digests[0], of: source)
    for digest in digests.dropFirst() {
      let isCounted = flow.take(digest)
      #expect(isCounted)
    }
    return flow.summary
  }

  @Test func `an even stream has no loss and no jitter, across the wrap of its numbers`() {
    let figures = figures((65_530..<65_550).map { digest($0, at: Double($0 - 65_530) * 20) })
    #expect(figures.packets == 20)
    #expect(figures.expected == 20)
    #expect(figures.lost == 0)
    #expect(figures.jitter < 1e-9)
    #expect(figures.maxGap == 20)
  }

  @Test func `packets that do not come are lost, and the gap is where they were`() {
    let figures = figures([0, 1, 2, 5, 6].map { digest($0, at: Double($0) * 20) })
    #expect(figures.expected == 7)
    #expect(figures.lost == 2)
    #expect(figures.maxGap == 60)
    #expect(abs(figures.lossPercent - 200.0 / 7) < 1e-9)
  }

  @Test func `a packet that comes late is not lost, and one that comes twice counts twice`() {
    let figures = figures([
      digest(0, at: 0), digest(2, at: 40), digest(1, at: 41), digest(3, at: 60), digest(3, at: 61),
    ])
    #expect(figures.reordered == 1)
    #expect(figures.duplicated == 1)
    #expect(figures.packets == 5)
    #expect(figures.lost == 0)
  }

  /// Each packet comes 4 ms too late or too early: the distance is 4, then 8, then 8.
  @Test func `jitter is a sixteenth of the way to each distance`() {
    let figures = figures([
      digest(0, at: 0), digest(1, at: 24), digest(2, at: 36), digest(3, at: 64),
    ])
    var jitter = 4.0 / 16
    jitter += (8 - jitter) / 16
    jitter += (8 - jitter) / 16
    #expect(abs(figures.jitter - jitter) < 1e-9)
    #expect(figures.maxJitter == figures.jitter)
  }

  @Test func `packets long after a stream was closed belong to the next one`() {
    var flows = RTPFlows()
    flows.take(source)
    let end = source.receiver
    flows.want(end)
    flows.want(end)
    for index in 0..<5 { flows.take(digest(index, at: Double(index) * 20)) }
    let closed = FrameStamp(
      number: 2, time: Timestamp(seconds: 1_709_629_200, nanoseconds: 100_000_000))
    flows.close(end, at: closed)
    let later = Timestamp(seconds: 1_709_629_205, nanoseconds: 0)
    for index in 0..<3 {
      flows.take(
        RTPDigest(
          RTPHeader(
            sourceNumber: source.number, timestamp: 0, sequenceNumber: UInt16(5 + index),
            payloadType: 0),
          at: FrameStamp(number: 3, time: later)))
    }
    let start = Timestamp(seconds: 1_709_629_200, nanoseconds: 0)
    #expect(
      flows.figures(to: end, from: nil, since: start, until: closed.time)?.packets == 5)
    #expect(flows.figures(to: end, from: nil, since: later, until: nil)?.packets == 3)
  }

  @Test func `a stream that is ordered where one was before begins to count anew`() {
    var flows = RTPFlows()
    flows.take(source)
    let end = source.receiver
    flows.want(end)
    for index in 0..<5 { flows.take(digest(index, at: Double(index) * 20)) }
    let closed = Timestamp(seconds: 1_709_629_200, nanoseconds: 100_000_000)
    flows.close(end, at: FrameStamp(number: 2, time: closed))
    #expect(flows.figures(to: end, from: nil, since: nil, until: closed)?.packets == 5)
    flows.release(end)
    flows.want(end)
    flows.take(digest(5, at: 900))
    flows.take(digest(6, at: 920))
    let figures = flows.figures(to: end, from: nil, since: closed, until: nil)
    #expect(figures?.packets == 2)
    #expect(figures?.maxGap == 20)
  }

  /// The close of the earlier stream waited for a segment that the capture lacks.
  @Test func `a close that is told late does not end what began after it`() {
    var flows = RTPFlows()
    flows.take(source)
    let end = source.receiver
    flows.want(end)
    flows.want(end)
    let closed = Timestamp(seconds: 1_709_629_190, nanoseconds: 0)
    for index in 0..<5 { flows.take(digest(index, at: Double(index) * 20)) }
    flows.close(end, at: FrameStamp(number: 2, time: closed))
    for index in 5..<9 { flows.take(digest(index, at: Double(index) * 20)) }
    #expect(flows.figures(to: end, from: nil, since: closed, until: nil)?.packets == 9)
  }

  /// Another source has the number of the first one, until that has one again.
  @Test func `a flow goes on under another number of its source`() {
    var flows = RTPFlows()
    flows.take(source)
    flows.want(source.receiver)
    for index in 0..<5 { flows.take(digest(index, at: Double(index) * 20)) }
    let other = RTPSource(
      number: 0, sender: source.receiver,
      receiver: source.sender, ssrc: 8)
    flows.want(other.receiver)
    flows.take(other)
    flows.take(digest(70, at: 90))
    flows.take(
      RTPSource(
        number: 1, sender: source.sender,
        receiver: source.receiver, ssrc: source.ssrc))
    flows.take(
      RTPDigest(
        RTPHeader(sourceNumber: 1, timestamp: 800, sequenceNumber: 5, payloadType: 0),
        at: digest(5, at: 100).stamp))
    flows.take(digest(71, at: 110))
    let figures = flows.figures(to: source.receiver, from: nil, since: nil, until: nil)
    #expect(figures?.packets == 6)
    #expect(figures?.expected == 6)
    #expect(flows.figures(to: other.receiver, from: nil, since: nil, until: nil)?.packets == 2)
  }

  /// What is asked of an end is looked for among its flows: no capture can make the search long.
  @Test func `flows of one end are bounded, and those of others are not`() {
    var flows = RTPFlows()
    for number in 0..<5000 {
      flows.take(
        RTPSource(
          number: number, sender: source.sender,
          receiver: source.receiver,
          ssrc: UInt32(number)))
      flows.take(
        RTPDigest(
          RTPHeader(sourceNumber: number, timestamp: 0, sequenceNumber: 0, payloadType: 0),
          at: digest(0, at: 0).stamp))
    }
    #expect(flows.uncountedPackets == 5000 - RTPFlows.maximumFlowsOfEnd)
    let other = RTPSource(
      number: 0, sender: source.receiver,
      receiver: source.sender, ssrc: 8)
    flows.take(other)
    flows.take(digest(0, at: 20))
    #expect(flows.figures(to: source.sender, from: nil, since: nil, until: nil)?.packets == 1)
  }
}
