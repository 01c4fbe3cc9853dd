/// What waits in one stream for the bytes in front of it: apart from each other, in stream order.
struct WaitingPieces {
  /// Pieces already returned stay at the front until there are many or nothing is left.
  private var pieces: [WaitingPiece] = []
  private var head = 0
  private var byteCount = 0

  var isEmpty: Bool { head == pieces.count }
  var first: WaitingPiece? { isEmpty ? nil : pieces[head] }
  var last: WaitingPiece? { isEmpty ? nil : pieces[pieces.count - 1] }

  /// Whether another `count` bytes may wait.
  func hasRoom(for count: Int, in room: WaitingRoom) -> Bool {
    // A segment may fill several holes, and split a piece.
    pieces.count - head + 2 <= WaitingRoom.maximumPiecesPerStream
      && byteCount + count <= WaitingRoom.maximumBytesPerStream
      && room.pieceCount + 2 <= WaitingRoom.maximumPieces
      && room.byteCount + count <= WaitingRoom.maximumBytes
  }

  mutating func removeFirst(room: inout WaitingRoom) -> WaitingPiece? {
    guard !isEmpty else { return nil }
    let piece = pieces[head]
    pieces[head].bytes = []
    head += 1
    byteCount -= piece.bytes.count
    room.leave(piece.bytes.count)
    if isEmpty {
      pieces = []
      head = 0
    } else if head >= 32, head * 2 >= pieces.count {
      pieces.removeFirst(head)
      head = 0
    }
    return piece
  }

  /// Adds what is new of a segment's bytes; `template` says all but the bytes of each piece.
  ///
  /// A waiting piece within which the segment begins is cut there, so that the place is known as
  /// one where a segment began.
  mutating func insert(
    _ bytes: Span<UInt8>, at number: SequenceNumber, like template: WaitingPiece,
    room: inout WaitingRoom
  ) {
    var index = head
    while index < pieces.count, pieces[index].end.distance(to: number) >= 0, !pieces[index].isFIN {
      index += 1
    }
    if index < pieces.count, !bytes.isEmpty { markStart(at: number, in: &index, room: &room) }
    var at = 0
    while at < bytes.count, index < pieces.count {
      let start = number.distance(to: pieces[index].number)
      if start > at {
        let end = min(start, bytes.count)
        add(
          bytes.extracting(at..<end), offset: at, isLast: end == bytes.count, from: template,
          at: index, room: &room)
        at = end
      } else {
        at = max(at, start + pieces[index].bytes.count)
      }
      index += 1
    }
    if at < bytes.count {
      add(
        bytes.extracting(at...), offset: at, isLast: true, from: template, at: index, room: &room)
    }
  }

  /// Adds the end of the stream, after everything that lies before it.
  mutating func insertFIN(_ piece: WaitingPiece, room: inout WaitingRoom) {
    var index = pieces.count
    while index > head, pieces[index - 1].number.distance(to: piece.number) < 0 { index -= 1 }
    pieces.insert(piece, at: index)
    room.enter(0)
  }

  private mutating func add(
    _ bytes: Span<UInt8>, offset: Int, isLast: Bool = false, from template: WaitingPiece,
    at index: Int, room: inout WaitingRoom
  ) {
    var copy: [UInt8] = []
    copy.reserveCapacity(bytes.count)
    for place in bytes.indices { copy.append(bytes[place]) }
    let piece = WaitingPiece(
      number: template.number.advanced(by: offset), bytes: copy, stamp: template.stamp,
      isSegmentStart: offset == 0 && template.isSegmentStart, arrival: template.arrival,
      clock: template.clock, missing: isLast ? template.missing : 0)
    pieces.insert(piece, at: index)
    byteCount += copy.count
    room.enter(copy.count)
  }

  /// Cuts the piece at `index` where `number` lies within it.
  private mutating func markStart(
    at number: SequenceNumber, in index: inout Int, room: inout WaitingRoom
  ) {
    let piece = pieces[index]
    let offset = piece.number.distance(to: number)
    guard (0..<piece.bytes.count).contains(offset) else { return }
    if offset == 0 {
      pieces[index].isSegmentStart = true
      return
    }
    pieces[index].bytes.removeSubrange(offset...)
    pieces[index].missing = 0
    let rest = WaitingPiece(
      number: number, bytes: Array(piece.bytes[offset...]), stamp: piece.stamp,
      isSegmentStart: true, arrival: piece.arrival, clock: piece.clock, missing: piece.missing)
    pieces.insert(rest, at: index + 1)
    room.enter(0)
    index += 1
  }
}
