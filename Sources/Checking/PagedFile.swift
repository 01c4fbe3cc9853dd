import Wire

/// A file with some of its pages kept in memory, to be read in many places in turn.
struct PagedFile: ~Copyable {
  /// Some lines of one connection.
  private static let pageByteCount = 1 << 13
  /// Pages that are kept: 16 MiB, so that memory does not grow with the file. Where more connections
  /// speak in turn, pages are read again.
  private static let maximumPageCount = 1 << 11

  /// Fills room with the bytes at an offset; returns how many there are, 0 at the end of the file.
  private let read: (inout MutableSpan<UInt8>, Int) -> Int
  /// The page in each place, from 1, and its bytes.
  private var numbers: [Int]
  private var pages: [[UInt8]]

  init(read: @escaping (inout MutableSpan<UInt8>, Int) -> Int) {
    self.read = read
    numbers = Array(repeating: 0, count: Self.maximumPageCount)
    pages = Array(repeating: [], count: Self.maximumPageCount)
  }

  /// Puts the line at an offset into `line`, without its end; returns where the next one begins.
  ///
  /// Nil where the file ends before the line does, or the line has more than `maximum` bytes.
  mutating func readLine(at offset: Int, upTo maximum: Int, into line: inout [UInt8]) -> Int? {
    line.removeAll(keepingCapacity: true)
    var offset = offset
    while line.count <= maximum {
      let bytes = page(offset / Self.pageByteCount)
      let page = bytes.span
      let start = offset % Self.pageByteCount
      guard start < page.count else { return nil }
      let end = page.firstIndex(of: UInt8(ascii: "\n"), in: start..<page.count) ?? page.count
      line.append(page.extracting(start..<end))
      offset += end - start
      if end < page.count {
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        return line.count <= maximum ? offset + 1 : nil
      }
    }
    return nil
  }

  /// The bytes of a page, which are read where they are not kept.
  private mutating func page(_ number: Int) -> [UInt8] {
    let slot = number % Self.maximumPageCount
    if numbers[slot] == number + 1 { return pages[slot] }
    numbers[slot] = number + 1
    if pages[slot].count < Self.pageByteCount {
      pages[slot] = Array(repeating: 0, count: Self.pageByteCount)
    }
    var room = pages[slot].mutableSpan
    let count = read(&room, number * Self.pageByteCount)
    pages[slot].removeLast(Self.pageByteCount - count)
    return pages[slot]
  }
}
