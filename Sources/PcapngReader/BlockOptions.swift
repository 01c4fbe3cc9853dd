package import Wire

/// The options at the end of a block, one after the other.
///
/// Draft §3.5. They end with `opt_endofopt`, with the block, or at an option that runs past the
/// block: what follows that one cannot be told apart, and no packet depends on it.
package struct BlockOptions: ~Escapable {
  private var cursor: ByteCursor

  @_lifetime(copy cursor)
  package init(_ cursor: ByteCursor) {
    self.cursor = cursor
  }

  /// Whether the block ends before them.
  package var isEmpty: Bool { cursor.remaining == 0 }

  /// Whether one of those not read yet is a comment.
  package var hasComment: Bool {
    if isEmpty { return false }
    var others = self
    return others.nextComment() != nil
  }

  /// The next option; nil after the last.
  @_lifetime(copy self)
  package mutating func next() -> BlockOption? {
    guard let code = try? cursor.uint16(), let length = try? cursor.uint16(),
      code != OptionCode.endOfOptions.rawValue, Int(length) <= cursor.remaining
    else { return nil }
    guard let value = try? cursor.take(Int(length)) else { return nil }
    let padding = (4 - Int(length) % 4) % 4
    try? cursor.skip(min(padding, cursor.remaining))
    return BlockOption(
      code: OptionCode(rawValue: code), value: ByteCursor(value, order: cursor.order))
  }

  /// The next option that is a comment; nil after the last.
  @_lifetime(copy self)
  package mutating func nextComment() -> Span<UInt8>? {
    while let option = next() {
      if option.code == .comment { return option.value.bytes }
    }
    return nil
  }
}

/// One option of a block.
///
/// Draft §3.5.
package struct BlockOption: ~Escapable {
  package let code: OptionCode
  /// The value without its padding, in the byte order of the section.
  package let value: ByteCursor

  @_lifetime(copy value)
  init(code: OptionCode, value: ByteCursor) {
    self.code = code
    self.value = value
  }
}
