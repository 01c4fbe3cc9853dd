package import SCCP
import Wire

/// A large capture, made piece by piece: phones by the thousand, each a replay of a prepared plan
/// with its own names, addresses, numbers and times. The bytes are the same at every run.
package struct Workload: Sendable {
  /// Packets appended so far.
  package private(set) var packetCount = 0
  /// SCCP messages in them; of ``WorkloadKind/hostile``, those that were sent.
  package private(set) var messageCount = 0
  /// Packets in which a message ends; of ``WorkloadKind/hostile``, those that would have been sent.
  package private(set) var messagePacketCount = 0

  private let plan: WorkloadPlan
  private let maximumPacketCount: Int
  private var phones: [WorkloadPhone] = []
  /// The next step of each actor: a phone, or the two of a plan of two.
  private var positions: [Int] = []
  private var schedule = EventSchedule()
  private var media: MediaFlow
  private var network: HostileNetwork?
  private var generator = SeededGenerator(seed: 0x5cc9)
  private var identification: UInt16 = 0
  private var payload: [UInt8] = []
  private var hasHeader = false

  private static let server: PacketBlocks.End = (address: 10, port: 2000)

  /// Prepares a capture of a kind, with at most so many packets of so many phones; what is not
  /// given is as the kind has it.
  ///
  /// Throws where a message of the catalogue has no place for what the plan says.
  package init(
    _ kind: WorkloadKind, packets: Int? = nil, phones phoneCount: Int? = nil
  ) throws(MessageEncodingError) {
    plan = try kind.plan()
    maximumPacketCount = max(packets ?? kind.usualPacketCount, 0)
    let actorCount = max((phoneCount ?? kind.usualPhoneCount) / plan.lineCount, 1)
    let rate = plan.packetsPerSecond * Double(actorCount)
    media = MediaFlow(phones: [])
    if kind == .hostile { network = HostileNetwork() }
    phones = (0..<actorCount * plan.lineCount).map(WorkloadPhone.init)
    positions = Array(repeating: 0, count: actorCount)
    if kind == .mixed {
      // Nine packets of media for each of signalling, at 50 a second and stream.
      let streamCount = min(Int(rate * 9 / 50), phones.count)
      media = MediaFlow(phones: phones.prefix(streamCount).map(\.address))
    }
    let spread = kind.startSpread(plan, actorCount: actorCount)
    for actor in 0..<actorCount {
      let time = Int.random(in: 0...spread, using: &generator)
      schedule.insert(EventSchedule.Event(time: time, actor: actor))
    }
  }

  /// Appends the next part of the file, about as long as asked for; false where it has ended.
  package mutating func append(to output: inout [UInt8], byteCount: Int) -> Bool {
    let end = output.count + byteCount
    if !hasHeader {
      output += CaptureWriter.file(
        .pcapng(.littleEndian), comment: "A workload, made by its generator.", [])
      hasHeader = true
    }
    while output.count < end {
      guard packetCount < maximumPacketCount, let event = schedule.first else { return false }
      if let time = media.nextTime, time < event.time {
        media.append(to: &output)
        packetCount += 1
      } else {
        perform(event, &output)
      }
    }
    return true
  }

  // MARK: - Steps

  private mutating func perform(_ event: EventSchedule.Event, _ output: inout [UInt8]) {
    let position = positions[event.actor]
    let step = plan.steps[position]
    let phone = event.actor * plan.lineCount + step.line
    if step.beginsCall {
      for line in 0..<plan.lineCount { phones[event.actor * plan.lineCount + line].beginCall() }
    }
    if step.flags == OutgoingSegment.syn { phones[phone].beginConnection() }
    preparePayload(of: step, actor: event.actor)
    transmit(step, phone, at: event.time, &output)
    advance(event, from: position)
  }

  /// Lets the actor act again after the pause that the plan says, or up to an eighth more.
  private mutating func advance(_ event: EventSchedule.Event, from position: Int) {
    let next = position + 1 < plan.steps.count ? position + 1 : plan.loopStart
    guard let next else { return schedule.replaceFirst(time: nil) }
    positions[event.actor] = next
    let delay = plan.steps[next].delay
    let jitter = Int(truncatingIfNeeded: generator.next() % UInt64(max(delay / 8, 1)))
    schedule.replaceFirst(time: event.time + delay + jitter)
  }

  private mutating func preparePayload(of step: WorkloadPlan.Step, actor: Int) {
    payload.removeAll(keepingCapacity: true)
    payload.append(contentsOf: plan.payloads[step.payload])
    for patch in plan.patches[step.patches] {
      let values = phones[actor * plan.lineCount + patch.line].values
      let bytes = values[patch.content.rawValue]
      for index in bytes.indices { payload[patch.offset + index] = bytes[index] }
    }
  }

  private mutating func transmit(
    _ step: WorkloadPlan.Step, _ phone: Int, at time: Int, _ output: inout [UInt8]
  ) {
    if step.messageCount > 0, network != nil {
      for piece in network?.pieces(payload.count) ?? [] {
        appendSegment(step, phone, piece, at: time, &output)
      }
    } else {
      appendSegment(step, phone, payload.indices, at: time, &output)
    }
    let takesNumber = step.flags & (OutgoingSegment.syn | OutgoingSegment.fin) != 0
    phones[phone].sent(step.side, payload.count + (takesNumber ? 1 : 0))
    messageCount += step.messageCount
    if step.messageCount > 0 { messagePacketCount += 1 }
  }

  private mutating func appendSegment(
    _ step: WorkloadPlan.Step, _ phone: Int, _ piece: Range<Int>, at time: Int,
    _ output: inout [UInt8]
  ) {
    let device: PacketBlocks.End = (phones[phone].address, phones[phone].port)
    let sequence = phones[phone].sequence
    let isFromDevice = step.side == .device
    identification &+= 1
    let frame = PacketBlocks.begin(
      &output, at: time, protocol: 6, headerByteCount: 20, payloadByteCount: piece.count,
      from: isFromDevice ? device : Self.server, to: isFromDevice ? Self.server : device,
      identification: identification)
    let start = isFromDevice ? sequence.device : sequence.server
    output.append(bigEndian: start &+ UInt32(truncatingIfNeeded: piece.lowerBound))
    let hasAcknowledgment = step.flags & OutgoingSegment.ack != 0
    output.append(
      bigEndian: hasAcknowledgment ? (isFromDevice ? sequence.server : sequence.device) : 0)
    output.append(0x50)
    output.append(step.flags)
    output.append(bigEndian: UInt16(8192))
    output.append(bigEndian: UInt32(0))
    output.append(contentsOf: payload[piece])
    let checksum = PacketBlocks.tcpChecksum(output, frame: frame)
    output.store(bigEndian: checksum, at: frame + 50)
    PacketBlocks.end(&output, frame: frame)
    packetCount += 1
  }
}
