package import Wire

/// An interface that packets of a made capture came in at.
package struct CaptureInterface: Sendable {
  package var name: String?
  package var description: String?
  package var linkType = LinkType.ethernet
  /// Whether its times have nine decimals, not six.
  package var hasNanoseconds = false
  /// The most bytes of a packet that it captured.
  package var snapLength: UInt32 = 262_144

  package init(name: String? = nil, description: String? = nil) {
    self.name = name
    self.description = description
  }
}
