/// Why a packet could not be read down to its TCP segment.
package enum LayerFault: Int, CaseIterable, Sendable {
  /// The link type is none of those understood.
  case unknownLinkType
  /// The packet ends within a header below IP.
  case linkHeaderCut
  /// The packet ends within an IP header.
  case ipHeaderCut
  /// An IP header contradicts itself: its version, or a length shorter than itself.
  case ipHeaderInvalid
  /// The packet ends within the fixed part of the TCP header.
  case tcpHeaderCut
  /// The TCP header contradicts itself: its data offset points into itself or past the segment.
  case tcpHeaderInvalid
  /// More headers within headers than any real packet has.
  case nestedTooDeep
  /// A fragment was not captured whole, or lies beyond the largest packet.
  case fragmentUnusable
}

extension LayerFault: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unknownLinkType: "link type not understood"
    case .linkHeaderCut: "ends within its link header"
    case .ipHeaderCut: "ends within its IP header"
    case .ipHeaderInvalid: "IP header contradicts itself"
    case .tcpHeaderCut: "ends within its TCP header"
    case .tcpHeaderInvalid: "TCP header contradicts itself"
    case .nestedTooDeep: "too many headers within headers"
    case .fragmentUnusable: "IP fragment not captured whole"
    }
  }
}
