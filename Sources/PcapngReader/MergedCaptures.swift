package import Wire

/// Reads captures as one, merged by the times of their packets.
///
/// Each capture keeps the order of its own packets, wherever their times go; a packet without a
/// time stays after the one before it. Of equal times the capture named first goes first. What the
/// sink passes over has no place in the order.
///
/// A capture is opened when its time has come: of a ring of files one at a time is open, however
/// many there are. What cannot be opened twice, such as a pipe, stays open from the beginning.
package struct MergedCaptures: ~Copyable {
  /// Captures that can overlap in time, each with a buffer of ``CaptureBuffer/initialByteCount``,
  /// which grows as far as the ``CaptureMemory`` of all lets it.
  ///
  /// Half of the files that systems let a process have open, or less.
  package static let maximumOpenCount = 256
  /// Room for the beginning of a file, where no more than that is wanted of it.
  private static let beginningByteCount = 4 << 10

  private let paths: [String]
  /// What is known of their beginnings.
  private let beginnings: [Beginning]
  private let maximumOpenCount: Int
  private let budget: CaptureMemory
  private let beforeWaiting: () -> Void
  private let didRead: (Int) -> Void
  /// The captures that have packets left, the one whose time comes first at the end.
  private var waiting: [WaitingCapture] = []
  /// Captures that wait with their file open.
  private var openCount = 0
  /// The latest of the times at which the captures, as far as they are read, stop.
  package private(set) var newestTime: Timestamp?

  /// The captures at `paths`; `-` is standard input. Where `beginnings` are given, those that are known
  /// are not read once more to put the captures in order.
  ///
  /// `beforeWaiting` is called before each read that would wait, `didRead` after each: see
  /// ``FileSource``.
  package init(
    paths: [String], beginnings: [Beginning] = [], maximumOpenCount: Int = maximumOpenCount,
    budget: CaptureMemory = CaptureMemory(),
    beforeWaiting: @escaping () -> Void = {}, didRead: @escaping (Int) -> Void = { _ in }
  ) {
    self.paths = paths
    self.beginnings = beginnings
    self.maximumOpenCount = maximumOpenCount
    self.budget = budget
    self.beforeWaiting = beforeWaiting
    self.didRead = didRead
  }

  /// One capture, which is open already.
  package init(_ reader: consuming CaptureReader) {
    self.init(paths: [])
    var capture = WaitingCapture(file: 0, time: nil)
    capture.keep(reader)
    waiting = [capture]
    openCount = 1
  }

  /// What the beginning of a file says.
  package enum Beginning: Equatable, Sendable {
    /// It is no capture.
    case foreign
    /// A capture whose first packet has this time.
    case capture(Timestamp?)
    /// It cannot be read, or has no packet: it may be a capture.
    case unclear
  }

  /// What the file at `path` begins with, compressed or not.
  package static func beginning(of path: String) -> Beginning {
    do throws(CaptureError) {
      var reader = try CaptureReader(FileSource(path: path), byteCount: beginningByteCount)
      do throws(CaptureError) {
        if let packet = try reader.next() { return .capture(packet.time) }
      } catch {}
      return .unclear
    } catch {
      switch error.fact {
      case .notACapture, .foreign, .isEmpty: return .foreign
      default: return .unclear
      }
    }
  }

  /// Whether a file can be opened, and begins as a capture does.
  package static func opens(_ path: String) -> Bool {
    do throws(CaptureError) {
      _ = try CaptureReader(FileSource(path: path), byteCount: beginningByteCount)
      return true
    } catch {
      return false
    }
  }

  /// Reads all captures to their ends and gives the sink every packet.
  package mutating func read(into sink: inout some PacketSink & ~Copyable) {
    if paths.count == 1 {
      // Nothing to compare with: a pipe must not be asked for more than it has.
      waiting = [WaitingCapture(file: 0, time: nil)]
    } else {
      for file in paths.indices { enlist(file, into: &sink) }
      waiting.sort { $1.precedes($0) }
    }
    while !sink.hasEnough, let capture = waiting.popLast() {
      proceed(with: capture, into: &sink)
    }
  }

  /// Finds out when a capture begins.
  private mutating func enlist(_ file: Int, into sink: inout some PacketSink & ~Copyable) {
    if beginnings.indices.contains(file), case .capture(let time) = beginnings[file] {
      waiting.append(WaitingCapture(file: file, time: time))
      return
    }
    var compression: Compression?
    do throws(CaptureError) {
      let source = try FileSource(
        path: paths[file], beforeWaiting: beforeWaiting, didRead: didRead)
      let isReopened = source.canBeReopened
      var reader = try CaptureReader(
        source, byteCount: isReopened ? Self.beginningByteCount : CaptureBuffer.initialByteCount,
        budget: budget)
      compression = reader.compression
      var first: WaitingCapture?
      if let packet = try reader.next() { first = WaitingCapture(file: file, time: packet.time) }
      guard var capture = first else { return }
      if !isReopened {
        guard openCount < maximumOpenCount else {
          throw CaptureError(.file, .tooManyAtOneTime(maximum: maximumOpenCount))
        }
        reader.putBack()
        capture.keep(reader)
        openCount += 1
      }
      waiting.append(capture)
    } catch {
      sink.receive(
        CaptureFailure(file: file, packetCount: 0, compression: compression, error: error))
    }
  }

  /// Gives the sink the packets of a capture until another one's time has come.
  private mutating func proceed(
    with capture: consuming WaitingCapture, into sink: inout some PacketSink & ~Copyable
  ) {
    let file = capture.file
    let next = waiting.last
    var reader: CaptureReader
    do throws(CaptureError) {
      reader = try open(&capture)
    } catch {
      sink.receive(
        CaptureFailure(file: file, packetCount: 0, compression: nil, error: error))
      return
    }
    sink.begin(file: file, before: next.map { $0.time ?? .earliest })
    do throws(CaptureError) {
      var pause: Timestamp?
      while !sink.hasEnough, let packet = try reader.next(for: &sink) {
        if let next, let time = packet.time, next.precedes(time, of: file) {
          pause = time
          break
        }
        sink.receive(packet, file: file)
      }
      note(reader.newestTime)
      guard let pause else {
        remark(on: reader, file, into: &sink)
        return
      }
      reader.putBack()
      capture.time = pause
      capture.keep(reader)
      openCount += 1
      insert(capture)
    } catch {
      note(reader.newestTime)
      remark(on: reader, file, into: &sink)
      sink.receive(
        CaptureFailure(
          file: file, packetCount: reader.packetCount, compression: reader.compression,
          error: error))
    }
  }

  /// Says what was odd about a capture that is read as far as it goes.
  private func remark(
    on reader: borrowing CaptureReader, _ file: Int, into sink: inout some PacketSink & ~Copyable
  ) {
    if reader.hasUnannouncedNanoseconds { sink.receive(CaptureRemark(file: file)) }
  }

  private mutating func note(_ time: Timestamp?) {
    guard let time else { return }
    newestTime = max(newestTime ?? time, time)
  }

  private mutating func open(
    _ capture: inout WaitingCapture
  ) throws(CaptureError) -> CaptureReader {
    if let reader = capture.take() {
      openCount -= 1
      return reader
    }
    guard openCount < maximumOpenCount else {
      throw CaptureError(.file, .tooManyAtOneTime(maximum: maximumOpenCount))
    }
    return try CaptureReader(
      path: paths[capture.file], beforeWaiting: beforeWaiting, didRead: didRead, budget: budget)
  }

  private mutating func insert(_ capture: WaitingCapture) {
    var index = waiting.count
    while index > 0, waiting[index - 1].precedes(capture) { index -= 1 }
    waiting.insert(capture, at: index)
  }
}
