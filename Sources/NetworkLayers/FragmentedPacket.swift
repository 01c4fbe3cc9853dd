import Wire

/// An IP packet; some of its fragments have come.
struct FragmentedPacket {
  /// Fragments of one packet: the largest packet over links of 552 bytes has fewer.
  static let maximumFragments = 256

  /// What the fragments of one packet share.
  struct Key: Equatable {
    let source: IPAddress
    let destination: IPAddress
    let identification: UInt32
    /// Part of the key in IPv4 only; in IPv6 it is the first fragment's that counts.
    let protocolNumber: UInt8

    init(_ fragment: borrowing IPFragment) {
      source = fragment.payload.source
      destination = fragment.payload.destination
      identification = fragment.identification
      protocolNumber = source.isIPv6 ? 0 : fragment.payload.protocolNumber
    }

    static func == (left: Key, right: Key) -> Bool {
      // What differs most comes first.
      left.identification == right.identification
        && left.source.bits == right.source.bits
        && left.destination.bits == right.destination.bits
        && left.source.isIPv6 == right.source.isIPv6
        && left.protocolNumber == right.protocolNumber
    }
  }

  let key: Key
  let depth: Int
  /// When its first fragment came.
  let since: Timestamp?
  private var bytes: [UInt8] = []
  /// Where `bytes` hold what a fragment brought: apart from each other, in order.
  private var filled: [Range<Int>] = []
  /// The frames of its fragments so far, in the order of the capture.
  private(set) var frames: [FramePlace] = []
  /// Known once the last fragment came.
  private var byteCount: Int?
  /// The protocol that the first fragment says.
  private var protocolNumber: UInt8

  init(key: Key, depth: Int, since: Timestamp?) {
    self.key = key
    self.depth = depth
    self.since = since
    protocolNumber = key.protocolNumber
  }

  var isComplete: Bool {
    guard let byteCount, let first = filled.first else { return false }
    return filled.count == 1 && first.lowerBound == 0 && first.upperBound >= byteCount
  }

  /// The payload, once it is complete.
  var payload: IPPayload {
    @_lifetime(borrow self)
    get {
      IPPayload(
        source: key.source, destination: key.destination, protocolNumber: protocolNumber,
        bytes: bytes.span.extracting(..<min(byteCount ?? 0, bytes.count)), missingByteCount: 0)
    }
  }

  /// Copies what is new; false when there are too many fragments.
  mutating func append(_ fragment: borrowing IPFragment, of frame: FramePlace) -> Bool {
    guard frames.count < Self.maximumFragments else { return false }
    frames.append(frame)
    let source = fragment.payload.bytes
    let range = fragment.offset..<fragment.offset + source.count
    if !fragment.hasMore, byteCount == nil { byteCount = range.upperBound }
    if fragment.offset == 0 { protocolNumber = fragment.payload.protocolNumber }
    if bytes.count < range.upperBound {
      bytes.append(contentsOf: repeatElement(0, count: range.upperBound - bytes.count))
    }
    var at = range.lowerBound
    for known in filled where known.upperBound > at && known.lowerBound < range.upperBound {
      copy(source, from: range.lowerBound, to: at..<max(at, known.lowerBound))
      at = known.upperBound
    }
    copy(source, from: range.lowerBound, to: at..<max(at, range.upperBound))
    note(range)
    return true
  }

  private mutating func copy(_ source: Span<UInt8>, from offset: Int, to range: Range<Int>) {
    for index in range { bytes[index] = source[index - offset] }
  }

  private mutating func note(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    var merged = range
    filled.removeAll { known in
      guard known.upperBound >= merged.lowerBound, known.lowerBound <= merged.upperBound else {
        return false
      }
      merged =
        min(known.lowerBound, merged.lowerBound)..<max(known.upperBound, merged.upperBound)
      return true
    }
    let place = filled.firstIndex { $0.lowerBound > merged.lowerBound } ?? filled.count
    filled.insert(merged, at: place)
  }
}
