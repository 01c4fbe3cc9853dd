import Wire

/// The texts of captures that must not be in what is made of them.
package struct OriginalTexts: Sendable {
  private let search: ValueSearch
  /// Replacements that the captures have as values too, because nothing else was left.
  private let unavoidable: Set<[UInt8]>

  init(_ search: ValueSearch = ValueSearch(), unavoidable: Set<[UInt8]> = []) {
    self.search = search
    self.unavoidable = unavoidable
  }

  /// The first of them that stands in some bytes, from a place on, and is not there as the replacement
  /// of another.
  package func first(in bytes: Span<UInt8>, from start: Int = 0) -> ValueSearch.Hit? {
    var start = start
    while let hit = search.firstHit(in: bytes, from: start) {
      if !isUnavoidable(hit.place, in: bytes) { return hit }
      start = hit.place.lowerBound + 1
    }
    return nil
  }

  /// The first long one, ``ValueSearch/longByteCount``: shorter ones come about by chance where one
  /// field ends and another begins.
  package func firstLong(in bytes: Span<UInt8>) -> ValueSearch.Hit? {
    var start = 0
    while let hit = search.firstLongHit(in: bytes, from: start) {
      if !isUnavoidable(hit.place, in: bytes) { return hit }
      start = hit.place.lowerBound + 1
    }
    return nil
  }

  /// What was found, in words.
  package func words(for hit: ValueSearch.Hit) -> String { search.words(for: hit) }

  private func isUnavoidable(_ place: Range<Int>, in text: Span<UInt8>) -> Bool {
    if unavoidable.isEmpty { return false }
    return [
      text.run(around: place) { $0.isDigit }, text.run(around: place) { $0.isLetter },
      text.run(around: place) { $0.isDigit || $0 == UInt8(ascii: ".") },
    ].contains { unavoidable.contains($0) }
  }
}

extension Span<UInt8> {
  /// The bytes around a place that are of a kind, as far as they go.
  fileprivate func run(around place: Range<Int>, where isPart: (UInt8) -> Bool) -> [UInt8] {
    var (start, end) = (place.lowerBound, place.upperBound)
    while start > 0, isPart(self[start - 1]) { start -= 1 }
    while end < count, isPart(self[end]) { end += 1 }
    return (start..<end).map { self[$0] }
  }
}
