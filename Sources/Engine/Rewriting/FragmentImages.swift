import NetworkLayers
import PcapngReader
import Redaction
import Wire

/// IP packets that came in fragments, put together, so that their fragments can be changed.
struct FragmentImages {
  /// Bytes of packets that are held; the fragments of others are left out of the new capture.
  private static let maximumByteCount = 64 << 20

  /// A packet with the headers of its first fragment, as one that was never cut.
  private struct Whole {
    let bytes: [UInt8]
    let headerByteCount: Int
    let linkType: LinkType
  }

  /// For the frame of each fragment, its packet.
  private var packets: [Int: Int] = [:]
  private var wholes: [Whole] = []
  private var images: [Int: [UInt8]] = [:]

  init() {}

  /// Reads a capture for the fragments whose segments are of these connections.
  init(_ path: String, _ connections: ConnectionSet) throws(CaptureError) {
    let decoder = DecoderBox()
    var byteCount = 0
    var reader = try PieceReader(FileSource(path: path))
    while let piece = try reader.next() {
      guard let packet = piece.packet else { continue }
      let ends = decoder.ends(of: piece.bytes.extracting(packet.data), packet, 0)
      let frames = decoder.completedFrames
      guard !frames.isEmpty, case .segment(let source, let destination) = ends,
        connections.contains(source, destination), let whole = decoder.completedPacket
      else { continue }
      byteCount += whole.bytes.count
      guard byteCount <= Self.maximumByteCount else { return }
      for frame in frames { packets[frame.number] = wholes.count }
      wholes.append(
        Whole(
          bytes: whole.bytes, headerByteCount: whole.headerByteCount,
          linkType: whole.isIPv6 ? .ipv6 : .ipv4))
    }
  }

  /// The bytes of a fragment's part, of `count` bytes from `offset` on, in the new capture; `rewrite`
  /// changes a whole packet. Nil for a fragment of no known packet.
  mutating func part(
    ofFrame frame: Int, from offset: Int, count: Int,
    rewrite: (_ packet: Span<UInt8>, _ linkType: LinkType) -> [UInt8]?
  ) -> [UInt8]? {
    guard let index = packets[frame] else { return nil }
    let whole = wholes[index]
    if images[index] == nil { images[index] = rewrite(whole.bytes.span, whole.linkType) }
    guard let image = images[index] else { return nil }
    let start = whole.headerByteCount + offset
    guard start <= image.count else { return nil }
    let part = Array(image[start..<min(start + count, image.count)])
    return part + [UInt8](repeating: 0, count: count - part.count)
  }
}
