import CaptureWriting
import NetworkLayers
import PcapngReader
import Wire

/// Copies chosen packets of captures into a new one.
package struct Extraction {
  /// Which packets are chosen.
  package enum Choice: Sendable {
    /// All that the captures hold, byte for byte.
    case everything
    /// Those that carry selected messages; without a selection those of all SCCP connections.
    case selected(wholeConnections: Bool, withMedia: Bool)
  }

  private let captures: CaptureSet
  private let choice: Choice

  package init(_ captures: CaptureSet, _ choice: Choice) {
    self.captures = captures
    self.choice = choice
  }

  /// Copies the chosen packets to `output`; `pipeline` reads the captures for what is selected.
  package func run(_ pipeline: Pipeline, to output: String) throws -> RewriteOutcome {
    var outcome = RewriteOutcome(captures, output)
    guard outcome.mayWrite(rereading: !isCopy) else { return outcome }
    var editor = ExtractionEditor()
    if case .selected(let wholeConnections, let withMedia) = choice {
      let isOpen = pipeline.selectsEverything
      let chosen = ChosenPackets(takesStreams: withMedia, takesTLS: isOpen)
      let reading = try pipeline.choose(chosen)
      outcome.note(reading)
      if outcome.refuses(reading) { return outcome }
      editor = ExtractionEditor(
        chosen, wholeConnections: wholeConnections || isOpen,
        FragmentFrames(captures.paths, chosen, wholeConnections: wholeConnections || isOpen))
    }
    var plan = PieceWriter.Plan()
    plan.changesSections = !isCopy
    var rewrite = CaptureRewrite(captures.paths, to: output, plan)
    do throws(WriteFailure) {
      try rewrite.run(&editor)
      outcome.note(rewrite.failures)
      outcome.note(written: editor.writtenCount, of: editor.packetCount)
    } catch {
      outcome.note(error)
    }
    return outcome
  }

  private var isCopy: Bool {
    if case .everything = choice { true } else { false }
  }
}

/// Copies the packets that were chosen, and all that is no packet.
struct ExtractionEditor: PieceEditor {
  private let chosen: ChosenPackets?
  private let wholeConnections: Bool
  private let fragments: FragmentFrames?
  private let decoder = DecoderBox()
  private(set) var packetCount = 0
  private(set) var writtenCount = 0

  /// Copies everything.
  init() {
    chosen = nil
    wholeConnections = false
    fragments = nil
  }

  init(_ chosen: ChosenPackets, wholeConnections: Bool, _ fragments: FragmentFrames) {
    self.chosen = chosen
    self.wholeConnections = wholeConnections
    self.fragments = fragments
  }

  mutating func edit(
    _ piece: borrowing CapturePiece, file: Int, into writer: inout PieceWriter
  ) {
    guard let packet = piece.packet else { return writer.append(piece) }
    packetCount += 1
    guard takes(packet, piece.bytes.extracting(packet.data), file) else { return }
    writtenCount += 1
    writer.append(piece)
  }

  private func takes(_ packet: PiecePacket, _ data: Span<UInt8>, _ file: Int) -> Bool {
    guard let chosen else { return true }
    let place = FramePlace(file: file, number: packet.number)
    if chosen.frames.contains(place) || fragments?.contains(place) ?? false { return true }
    guard wholeConnections || !chosen.media.isEmpty else { return false }
    let ends = decoder.ends(of: data, packet, file)
    if case .datagram(let source, let destination) = ends {
      return chosen.media.contains(from: source, to: destination, at: packet.time)
    }
    return wholeConnections && chosen.hasConnection(ends)
  }
}

/// A decoder that is kept from packet to packet.
final class DecoderBox {
  private var decoder = PacketDecoder()

  /// The ends that a packet goes between; of a segment in fragments only the last tells.
  func ends(of data: Span<UInt8>, _ packet: PiecePacket, _ file: Int) -> PacketEnds? {
    let stamp = FrameStamp(number: packet.number, time: packet.time, file: file)
    return decoder.ends(of: data, linkType: packet.linkType, at: stamp)
  }

  /// The packet that these fragments are of.
  var completedPacket: (bytes: [UInt8], headerByteCount: Int, isIPv6: Bool)? {
    decoder.completedPacket
  }

  /// The frames of the fragments that the last packet completed.
  var completedFrames: [FramePlace] { decoder.completedFrames }
}
