import Synchronization
import Text
import Wire

/// What there is to say at the frames of captures, and who their addresses are.
///
/// Made by the thread that renders, and read when that is done, capture by capture in the order of the
/// frames. What does not fit into memory waits in a file without a name.
final class FrameNotes: Sendable {
  /// Bytes of notes that wait in memory for each capture before they go to the file.
  private static let maximumWaitingByteCount = 64 << 10
  /// Bytes that wait in memory for all captures together.
  private static let maximumByteCount = 16 << 20
  /// Bytes of notes at frames that were passed when they were said, such as findings; what comes beyond
  /// them is counted.
  private static let maximumLateByteCount = 32 << 20
  /// Addresses whose names are held.
  private static let maximumNameCount = 1 << 16

  private struct State {
    var captures: [Notes] = []
    /// Bytes that wait in memory.
    var waitingByteCount = 0
    var file: ScratchFile?
    var hasNoFile = false
    /// Notes at frames that were passed, by capture and frame.
    var late: [(place: FramePlace, text: [UInt8])] = []
    var lateByteCount = 0
    var leftOutCount = 0
    var names: [IPAddress: String] = [:]
    /// The capture that is read, what of its notes is in memory, and the place in that.
    var reading: (capture: Int, part: Int, bytes: [UInt8], place: Int)?
    var nextLate = 0
  }

  /// The notes of one capture in the order of its frames: for each the frame, the length, the text.
  private struct Notes {
    var last = 0
    var waiting: [UInt8] = []
    /// What went to the file.
    var parts: [Range<Int>] = []
  }

  private let state = Mutex(State())
  private let output: String

  /// Begins; the file lies where `output` is to be written.
  init(beside output: String) {
    self.output = output
  }

  /// Notes for which there was no room.
  var leftOutCount: Int { state.withLock { $0.leftOutCount } }
  /// The names of addresses, in the order of the addresses.
  var names: [(address: IPAddress, name: String)] {
    state.withLock { state in
      state.names.map { ($0.key, $0.value) }.sorted {
        ($0.0.isIPv6 ? 1 : 0, $0.0.bits) < ($1.0.isIPv6 ? 1 : 0, $1.0.bits)
      }
    }
  }

  /// Adds a note.
  func append(_ text: borrowing TextBuffer, at place: FramePlace) {
    state.withLock { state in
      while state.captures.count <= place.file { state.captures.append(Notes()) }
      if place.number < state.captures[place.file].last {
        let cost = text.count + MemoryLayout<(FramePlace, [UInt8])>.stride + 32
        guard state.lateByteCount + cost <= Self.maximumLateByteCount else {
          state.leftOutCount += 1
          return
        }
        state.lateByteCount += cost
        var bytes: [UInt8] = []
        bytes.append(text.span)
        state.late.append((place, bytes))
        return
      }
      state.captures[place.file].last = place.number
      let before = state.captures[place.file].waiting.count
      state.captures[place.file].waiting.append(number: place.number)
      state.captures[place.file].waiting.append(number: text.count)
      state.captures[place.file].waiting.append(text.span)
      let count = state.captures[place.file].waiting.count
      state.waitingByteCount += count - before
      if count >= Self.maximumWaitingByteCount, state.waitingByteCount >= Self.maximumByteCount / 2
      {
        put(place.file, &state)
      }
      if state.waitingByteCount >= Self.maximumByteCount {
        for capture in state.captures.indices { put(capture, &state) }
      }
    }
  }

  /// Puts what waits of a capture into the file; where that fails, it is given up.
  private func put(_ capture: Int, _ state: inout State) {
    if state.captures[capture].waiting.isEmpty { return }
    if state.file == nil, !state.hasNoFile {
      state.file = ScratchFile(beside: output)
      state.hasNoFile = state.file == nil
    }
    var bytes: [UInt8] = []
    swap(&bytes, &state.captures[capture].waiting)
    let start = state.file?.byteCount ?? 0
    if !state.hasNoFile, let file = state.file, file.append(bytes.span) {
      state.captures[capture].parts.append(start..<start + bytes.count)
    } else {
      // What is written after a failure would lie elsewhere.
      state.hasNoFile = true
      state.leftOutCount += Self.noteCount(bytes)
    }
    state.waitingByteCount -= bytes.count
    bytes.removeAll(keepingCapacity: true)
    swap(&bytes, &state.captures[capture].waiting)
  }

  /// Notes who an address is.
  func name(_ address: IPAddress, _ name: String) {
    state.withLock { state in
      if state.names.count < Self.maximumNameCount || state.names[address] != nil {
        state.names[address] = name
      }
    }
  }

  /// Ends the notes, so that they can be read.
  func finish() {
    state.withLock { state in
      // Those of one frame stay as they were said.
      let order = state.late.indices.sorted {
        (state.late[$0].place, $0) < (state.late[$1].place, $1)
      }
      state.late = order.map { state.late[$0] }
    }
  }

  /// The notes of a frame; after ``finish()``, for the frames of a capture in their order.
  func texts(at place: FramePlace) -> [String] {
    state.withLock { state in
      if state.reading?.capture != place.file { begin(place.file, &state) }
      var texts: [String] = []
      while let number = nextNumber(&state), number <= place.number {
        let text = takeText(&state)
        if number == place.number { texts.append(text) }
      }
      while state.nextLate < state.late.count, state.late[state.nextLate].place <= place {
        if state.late[state.nextLate].place == place {
          texts.append(String(decoding: state.late[state.nextLate].text, as: UTF8.self))
        }
        state.nextLate += 1
      }
      return texts
    }
  }

  // MARK: - Reading

  private func begin(_ capture: Int, _ state: inout State) {
    state.reading = (capture, -1, [], 0)
    // The captures are not read in the order of their numbers.
    var (low, high) = (0, state.late.count)
    while low < high {
      let middle = (low + high) / 2
      if state.late[middle].place.file < capture { low = middle + 1 } else { high = middle }
    }
    state.nextLate = low
  }

  /// The frame of the next note, which is in memory then; nil where none is left.
  private func nextNumber(_ state: inout State) -> Int? {
    guard var reading = state.reading, reading.capture < state.captures.count else { return nil }
    while reading.place >= reading.bytes.count {
      let parts = state.captures[reading.capture].parts
      guard reading.part < parts.count else { return nil }
      reading.part += 1
      reading.place = 0
      reading.bytes =
        reading.part < parts.count
        ? state.file?.read(parts[reading.part]) ?? [] : state.captures[reading.capture].waiting
      state.reading = reading
    }
    return reading.bytes.number(at: reading.place)
  }

  private func takeText(_ state: inout State) -> String {
    guard let reading = state.reading else { return "" }
    let start = min(reading.place + 2 * [UInt8].numberByteCount, reading.bytes.count)
    let count = reading.bytes.number(at: reading.place + [UInt8].numberByteCount) ?? 0
    let end = min(start + count, reading.bytes.count)
    state.reading?.place = end
    return String(decoding: reading.bytes[start..<end], as: UTF8.self)
  }

  private static func noteCount(_ bytes: [UInt8]) -> Int {
    var (place, notes) = (0, 0)
    while let count = bytes.number(at: place + [UInt8].numberByteCount) {
      place += 2 * [UInt8].numberByteCount + count
      notes += 1
    }
    return notes
  }
}

extension [UInt8] {
  fileprivate static var numberByteCount: Int { 8 }

  fileprivate mutating func append(number: Int) {
    for index in 0..<Self.numberByteCount {
      append(UInt8(truncatingIfNeeded: number >> (8 * index)))
    }
  }

  /// The number at a place; nil where it is not all there.
  fileprivate func number(at place: Int) -> Int? {
    guard place + Self.numberByteCount <= count else { return nil }
    return Int(truncatingIfNeeded: span.paddedWord(at: place))
  }
}
