import CallAnalysis
import NetworkLayers
import Story
import Wire

/// Notes which packets the selected messages came with, and what belongs to them.
final class ChosenPackets: Listener {
  /// The packets that brought selected messages, and the beginnings and ends of connections.
  private(set) var frames = FrameSet()
  /// The connections of selected messages.
  private(set) var connections = ConnectionSet()
  private(set) var media = ChosenMedia()
  /// Whether segments came in fragments of IP packets.
  var hasFragments = false
  /// Whether it is to hear the story of the capture.
  let takesStreams: Bool
  /// Whether it is to hear of TLS to servers of SCCP.
  let takesTLS: Bool

  /// Begins; with `takesStreams` the media that selected messages order are noted too, with
  /// `takesTLS` the connections that are encrypted.
  init(takesStreams: Bool, takesTLS: Bool) {
    self.takesStreams = takesStreams
    self.takesTLS = takesTLS
  }

  /// Whether a packet between two ends belongs to a connection of selected messages.
  func hasConnection(_ ends: PacketEnds?) -> Bool {
    guard case .segment(let source, let destination) = ends else { return false }
    return connections.contains(source, destination)
  }

  func hear(_ record: borrowing Record, _ replies: inout Replies) {
    frames.insert(record.stamp.place)
    for carrier in record.carriers { frames.insert(carrier) }
    connections.insert(record.device, record.server)
  }

  func hear(_ event: Event, _ replies: inout Replies) {
    switch event {
    case .connection(let event): frames.insert(event.stamp.place)
    case .stream(let stream, _): media.note(stream)
    case .transport(let event) where takesTLS && event.kind == .tlsBegan:
      connections.insert(event.device, event.server)
    default: break
    }
  }
}
