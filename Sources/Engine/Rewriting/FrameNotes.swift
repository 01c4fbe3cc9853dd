import Synchronization
import Text
import Wire

/// What there is to say at the frames of captures, and who their addresses are.
///
/// Made by the thread that renders, and read when that is done.
final class FrameNotes: Sendable {
  /// Bytes of text that are held; what comes beyond them is counted.
  private static let maximumByteCount = 256 << 20
  /// Addresses whose names are held.
  private static let maximumNameCount = 1 << 16

  private struct State {
    /// All texts, one after the other.
    var text: [UInt8] = []
    var notes: [Note] = []
    var isSorted = true
    var leftOutCount = 0
    var names: [IPAddress: String] = [:]
  }

  /// A note and where its text lies.
  private struct Note {
    let place: FramePlace
    let start: Int
    let end: Int
  }

  private let state = Mutex(State())

  var count: Int { state.withLock { $0.notes.count } }
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
      let start = state.text.count
      guard start + text.count <= Self.maximumByteCount else {
        state.leftOutCount += 1
        return
      }
      state.text.append(text.span)
      if let last = state.notes.last, place < last.place { state.isSorted = false }
      state.notes.append(Note(place: place, start: start, end: state.text.count))
    }
  }

  /// Notes who an address is.
  func name(_ address: IPAddress, _ name: String) {
    state.withLock { state in
      if state.names.count < Self.maximumNameCount || state.names[address] != nil {
        state.names[address] = name
      }
    }
  }

  /// Puts the notes in the order of their frames; those of one frame stay as they were said.
  func sort() {
    state.withLock { state in
      guard !state.isSorted else { return }
      let order = state.notes.indices.sorted {
        (state.notes[$0].place, $0) < (state.notes[$1].place, $1)
      }
      state.notes = order.map { state.notes[$0] }
      state.isSorted = true
    }
  }

  /// The notes of a frame, after ``sort()``.
  func texts(at place: FramePlace) -> [String] {
    state.withLock { state in
      var (low, high) = (0, state.notes.count)
      while low < high {
        let middle = (low + high) / 2
        if state.notes[middle].place < place { low = middle + 1 } else { high = middle }
      }
      var texts: [String] = []
      while low < state.notes.count, state.notes[low].place == place {
        let note = state.notes[low]
        texts.append(String(decoding: state.text[note.start..<note.end], as: UTF8.self))
        low += 1
      }
      return texts
    }
  }
}
