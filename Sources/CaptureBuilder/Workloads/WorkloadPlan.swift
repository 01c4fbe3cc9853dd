import SCCP

/// What one or two phones and their server do, packet by packet, prepared to be told of thousands
/// of phones at once.
struct WorkloadPlan: Sendable {
  /// One packet.
  struct Step: Sendable {
    /// Microseconds since the packet before it.
    let delay: Int
    /// Whose connection it is on, from 0.
    let line: Int
    let side: Conversation.Side
    let flags: UInt8
    /// Its place among the plan's payload bytes.
    let payload: Range<Int>
    /// The places of its patches among the plan's.
    let patches: Range<Int>
    let messageCount: Int
    /// Whether a new call begins with it.
    let beginsCall: Bool
  }

  private(set) var steps: [Step] = []
  /// The payloads of all steps, one after the other.
  private(set) var payloads: [UInt8] = []
  private(set) var patches: [PayloadPatch] = []
  /// The step that follows the last one; nil where nothing does.
  private(set) var loopStart: Int?
  /// Phones of the plan: 1 or 2.
  let lineCount: Int

  private var pause = 0
  private var isCallBeginning = false

  init(lineCount: Int) {
    self.lineCount = lineCount
  }

  /// Packets a second of the part that is repeated, its pauses a sixteenth longer on the average
  /// than written; 0 where none is.
  var packetsPerSecond: Double {
    guard let loopStart else { return 0 }
    let duration = steps[loopStart...].reduce(0) { $0 + $1.delay + $1.delay / 16 }
    return Double(steps.count - loopStart) / Double(max(duration, 1)) * 1_000_000
  }

  /// Lets time pass.
  mutating func wait(microseconds: Int) {
    pause += microseconds
  }

  /// From here on the plan is repeated for ever.
  mutating func beginLoop() {
    loopStart = steps.count
  }

  /// The next step is the first of a new call.
  mutating func beginCall() {
    isCallBeginning = true
  }

  /// SYN, SYN-ACK, ACK, from a new port.
  mutating func open(_ line: Int) {
    append(line, .device, after: 1000, flags: OutgoingSegment.syn)
    append(line, .server, after: 320, flags: OutgoingSegment.syn | OutgoingSegment.ack)
    acknowledge(.device, line, after: 790)
  }

  /// FIN and FIN, each acknowledged.
  mutating func close(_ line: Int) {
    for side in [Conversation.Side.device, .server] {
      append(line, side, after: 1400, flags: OutgoingSegment.fin | OutgoingSegment.ack)
      acknowledge(side.other, line, after: 330)
    }
  }

  mutating func acknowledge(_ side: Conversation.Side, _ line: Int, after delay: Int = 20_090) {
    append(line, side, after: delay, flags: OutgoingSegment.ack)
  }

  /// One end sends messages, in the forms of header version 20, in one segment.
  mutating func send(
    _ side: Conversation.Side, _ line: Int, after delay: Int = 2_170, _ messages: ScriptedMessage...
  ) throws(MessageEncodingError) {
    var payload: [UInt8] = []
    for message in messages { payload += try message.encoded(version: 20) }
    append(
      line, side, after: delay, flags: OutgoingSegment.psh | OutgoingSegment.ack, payload,
      messages.count)
  }

  private mutating func append(
    _ line: Int, _ side: Conversation.Side, after delay: Int, flags: UInt8,
    _ payload: [UInt8] = [], _ messageCount: Int = 0
  ) {
    let (payloadStart, patchStart) = (payloads.count, patches.count)
    payloads += payload
    patches += PlaceholderPhone.patches(in: payload)
    steps.append(
      Step(
        delay: pause + delay, line: line, side: side, flags: flags,
        payload: payloadStart..<payloads.count, patches: patchStart..<patches.count,
        messageCount: messageCount, beginsCall: isCallBeginning))
    pause = 0
    isCallBeginning = false
  }
}
