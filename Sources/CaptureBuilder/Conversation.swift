package import SCCP

/// A TCP connection between a device and its server, told packet by packet.
///
/// Every packet has the time that the scenario gives it. Sequence numbers follow from what was
/// sent, acknowledgments from what has arrived at the sender of a packet.
package struct Conversation: Sendable {
  /// One end of the connection.
  package enum Side: Sendable {
    case device, server

    var other: Side { self == .device ? .server : .device }
  }

  /// The packets so far.
  package private(set) var packets: [CapturedPacket] = []
  /// The header version word of messages that bring none of their own.
  package var version: UInt32 = 0
  /// The interface that captures the connection.
  package var interfaceID = 0
  /// Whether short frames are padded to 60 bytes, as network cards do.
  package var padsFrames = false

  private let clock: ScenarioClock
  private var deviceEnd: ConversationEnd
  private var serverEnd: ConversationEnd

  package init(
    _ clock: ScenarioClock, device: Host, port: UInt16, server: Host, serverPort: UInt16 = 2000
  ) {
    self.clock = clock
    deviceEnd = ConversationEnd(device, port: port, salt: 0x1d2c_3b4a)
    serverEnd = ConversationEnd(
      server, port: serverPort, salt: 0x7e6f_5a4b ^ UInt32(port) << 9)
  }

  private subscript(side: Side) -> ConversationEnd {
    get { side == .device ? deviceEnd : serverEnd }
    // In place: a copy of all that an end has sent, for each message, takes minutes.
    _modify { if side == .device { yield &deviceEnd } else { yield &serverEnd } }
  }

  // MARK: - The connection

  /// The device opens the connection: SYN, SYN-ACK, ACK.
  package mutating func open(at syn: Int, _ synAck: Int, _ ack: Int) {
    let option = OutgoingSegment.maximumSegmentSize
    emit(
      OutgoingSegment(
        sequence: deviceEnd.initialSequence, acknowledgment: 0, flags: OutgoingSegment.syn,
        options: option), from: .device, at: syn)
    emit(
      OutgoingSegment(
        sequence: serverEnd.initialSequence, acknowledgment: deviceEnd.sequence(at: 0),
        flags: OutgoingSegment.syn | OutgoingSegment.ack, options: option),
      from: .server, at: synAck)
    acknowledge(.device, at: ack)
  }

  /// One end has no more to send: FIN.
  package mutating func close(_ side: Side, at ticks: Int) {
    emit(segment(side, flags: OutgoingSegment.fin | OutgoingSegment.ack), from: side, at: ticks)
    self[side].isFinished = true
  }

  /// One end breaks the connection off: RST.
  package mutating func reset(_ side: Side, at ticks: Int) {
    emit(segment(side, flags: OutgoingSegment.rst | OutgoingSegment.ack), from: side, at: ticks)
  }

  /// One end announces another window from now on, in bytes.
  package mutating func announce(_ side: Side, window: UInt16) {
    self[side].host.window = window
  }

  /// One end acknowledges all that has arrived, or the bytes of its peer's stream up to `offset`.
  package mutating func acknowledge(_ side: Side, at ticks: Int, upTo offset: Int? = nil) {
    var segment = segment(side, flags: OutgoingSegment.ack)
    if let offset { segment.acknowledgment = self[side.other].sequence(at: offset) }
    emit(segment, from: side, at: ticks)
  }

  // MARK: - Messages

  /// The device sends messages in one segment.
  package mutating func device(
    at ticks: Int, _ messages: ScriptedMessage...
  ) throws(MessageEncodingError) {
    transmit(.device, try queue(.device, messages), at: ticks)
  }

  /// The server sends messages in one segment.
  package mutating func server(
    at ticks: Int, _ messages: ScriptedMessage...
  ) throws(MessageEncodingError) {
    transmit(.server, try queue(.server, messages), at: ticks)
  }

  /// Appends messages to what one end has to send; returns their place in its stream, from 0.
  package mutating func queue(
    _ side: Side, _ messages: [ScriptedMessage]
  ) throws(MessageEncodingError) -> Range<Int> {
    var bytes: [UInt8] = []
    for message in messages { bytes += try message.encoded(version: version) }
    return queue(side, bytes: bytes)
  }

  /// Appends bytes to what one end has to send; returns their place in its stream, from 0.
  package mutating func queue(_ side: Side, bytes: [UInt8]) -> Range<Int> {
    let start = self[side].stream.count
    self[side].stream += bytes
    return start..<start + bytes.count
  }

  // MARK: - Segments

  /// One end sends a range of its stream in one segment, for the first time or again.
  package mutating func transmit(_ side: Side, _ range: Range<Int>, at ticks: Int) {
    var segment = segment(side, flags: OutgoingSegment.psh | OutgoingSegment.ack)
    segment.sequence = self[side].sequence(at: range.lowerBound)
    let whole = self[side].stream.indices
    segment.payload = Array(self[side].stream[range.clamped(to: whole)])
    emit(segment, from: side, at: ticks)
    self[side].sent(range)
    self[side.other].arrived(range)
  }

  /// One end sends a range of its stream, its peer receives it, and the capture lacks it.
  package mutating func lose(_ side: Side, _ range: Range<Int>) {
    self[side].sent(range)
    self[side].skipIdentification()
    self[side.other].arrived(range)
  }

  /// Bytes of its stream that one end has sent so far.
  package func byteCount(sentBy side: Side) -> Int {
    self[side].sentByteCount
  }

  /// Notes something on the newest packet.
  package mutating func comment(_ text: String) {
    packets.comment(text)
  }

  private func segment(_ side: Side, flags: UInt8) -> OutgoingSegment {
    let end = self[side]
    let peer = self[side.other]
    return OutgoingSegment(
      sequence: end.sequence(at: end.sentByteCount) &+ (end.isFinished ? 1 : 0),
      acknowledgment: peer.sequence(at: end.arrivedByteCount) &+ (peer.isFinished ? 1 : 0),
      flags: flags)
  }

  private mutating func emit(_ segment: OutgoingSegment, from side: Side, at ticks: Int) {
    let (end, peer) = (self[side], self[side.other])
    var bytes = PacketBytes.segment(
      segment, from: (end.host, end.port), to: (peer.host, peer.port),
      identification: end.identification)
    if padsFrames {
      bytes += Array(
        repeating: 0, count: max(PacketBytes.minimumFrameByteCount - bytes.count, 0))
    }
    packets.append(
      CapturedPacket(time: clock.time(at: ticks), bytes: bytes, interfaceID: interfaceID))
    self[side].skipIdentification()
  }
}
