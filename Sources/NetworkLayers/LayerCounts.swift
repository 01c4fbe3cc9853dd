package import Wire

/// What the packet decoder could not read, by kind, for one line at the end of a run.
package struct LayerCounts: Sendable {
  /// Link types counted one by one; a capture has a handful of interfaces, a broken file any number.
  package static let maximumLinkTypes = 16

  /// Packets of one link type that is not understood.
  package struct UnknownLinkType: Equatable, Sendable {
    package let linkType: LinkType
    package fileprivate(set) var packetCount: Int
  }

  private var faults = [Int](repeating: 0, count: LayerFault.allCases.count)
  private var unread = [Int](repeating: 0, count: UnreadContent.allCases.count)
  /// In the order of their first packet; the first ``maximumLinkTypes`` of them.
  package private(set) var unknownLinkTypes: [UnknownLinkType] = []
  /// IP packets put together from fragments.
  package internal(set) var reassembledPackets = 0
  /// IP packets that lacked a fragment when their time or the room for them was over.
  package internal(set) var incompletePackets = 0

  package init() {}

  /// Packets that had this fault.
  package subscript(fault: LayerFault) -> Int { faults[fault.rawValue] }

  /// Packets that carry something of this kind.
  package subscript(content: UnreadContent) -> Int { unread[content.rawValue] }

  mutating func count(_ content: UnreadContent) {
    unread[content.rawValue] += 1
  }

  mutating func count(_ fault: LayerFault, linkType: LinkType) {
    faults[fault.rawValue] += 1
    guard fault == .unknownLinkType else { return }
    if let index = unknownLinkTypes.firstIndex(where: { $0.linkType == linkType }) {
      unknownLinkTypes[index].packetCount += 1
    } else if unknownLinkTypes.count < Self.maximumLinkTypes {
      unknownLinkTypes.append(UnknownLinkType(linkType: linkType, packetCount: 1))
    }
  }
}
