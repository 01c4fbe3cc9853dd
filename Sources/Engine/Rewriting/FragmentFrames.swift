import PcapngReader
import Wire

/// The frames of IP fragments whose segment is wanted: that only its last fragment shows.
///
/// The captures are read for them only where segments came in fragments.
struct FragmentFrames {
  private var frames = FrameSet()

  init(_ paths: [String], _ chosen: ChosenPackets, wholeConnections: Bool) {
    guard chosen.hasFragments else { return }
    for file in paths.indices {
      let decoder = DecoderBox()
      // What cannot be read is told by those who copy it.
      try? Self.forEachPacket(of: paths[file]) { packet, data in
        let ends = decoder.ends(of: data, packet, file)
        let parts = decoder.completedFrames
        if parts.isEmpty { return }
        let place = FramePlace(file: file, number: packet.number)
        guard chosen.frames.contains(place) || wholeConnections && chosen.hasConnection(ends)
        else { return }
        for part in parts { frames.insert(part) }
      }
    }
  }

  func contains(_ place: FramePlace) -> Bool { frames.contains(place) }

  private static func forEachPacket(
    of path: String, _ body: (PiecePacket, Span<UInt8>) -> Void
  ) throws(CaptureError) {
    var reader = try PieceReader(FileSource(path: path))
    while let piece = try reader.next() {
      if let packet = piece.packet { body(packet, piece.bytes.extracting(packet.data)) }
    }
  }
}
