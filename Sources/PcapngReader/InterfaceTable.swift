/// The interfaces of a capture: those of the section for its packets, all of them for people.
struct InterfaceTable {
  /// Interfaces of one section whose packets can be read.
  ///
  /// A merged capture has one for each of its files; a Packet Block's 16-bit number cannot reach
  /// further. A packet of a later interface ends the reading with an error.
  static let maximumCountPerSection = 65_536
  /// Interfaces of a file whose descriptions are kept; packets of others are read all the same.
  static let maximumDescriptionCount = 1024

  /// The interfaces of the section, by Interface ID.
  private var entries: [InterfaceEntry] = []
  /// The interfaces that the section describes, the ones beyond the maximum included.
  private var countInSection = 0
  /// The first interfaces of the file.
  private(set) var descriptions: [InterfaceDescription] = []
  /// The interfaces of the file.
  private(set) var count = 0
  private var descriptionByteCount = 0
  /// Bytes of memory that the table takes.
  var byteCount: Int {
    entries.capacity * MemoryLayout<InterfaceEntry>.stride + descriptionByteCount
  }

  /// Forgets the section's interfaces; their descriptions stay.
  mutating func beginSection() {
    entries.removeAll(keepingCapacity: true)
    countInSection = 0
  }

  mutating func append(_ block: borrowing InterfaceDescriptionBlock, section: Int) {
    let entry = InterfaceEntry(block, number: count)
    if descriptions.count < Self.maximumDescriptionCount {
      let description = InterfaceDescription(block, entry, section: section, id: countInSection)
      descriptions.append(description)
      descriptionByteCount += description.byteCount
    }
    append(entry)
  }

  /// The one interface of a pcap file.
  mutating func append(_ header: PcapFileHeader) {
    let entry = InterfaceEntry(
      linkType: header.linkType, snapLength: header.snapLength, clock: header.clock, number: count)
    descriptions.append(InterfaceDescription(entry, section: 0, id: countInSection))
    append(entry)
  }

  private mutating func append(_ entry: InterfaceEntry) {
    if entries.count < Self.maximumCountPerSection { entries.append(entry) }
    countInSection += 1
    count += 1
  }

  /// The section's interfaces, by Interface ID.
  var described: Span<InterfaceEntry> {
    @_lifetime(borrow self)
    get { entries.span }
  }

  /// The section's interface `interfaceID`; throws when there is none.
  func entry(
    _ interfaceID: Int, at place: @autoclosure () -> CaptureError.Place
  ) throws(CaptureError) -> InterfaceEntry {
    guard interfaceID < entries.count else {
      throw CaptureError(
        place(),
        interfaceID < countInSection
          ? .interfaceAboveMaximum(
            interfaceID: interfaceID, maximum: Self.maximumCountPerSection)
          : .undescribedInterface(interfaceID: interfaceID, described: countInSection))
    }
    return entries[interfaceID]
  }

  /// Keeps an interface's counters, if the interface is known.
  mutating func note(_ block: borrowing InterfaceStatisticsBlock) {
    guard block.interfaceID < entries.count else { return }
    let number = entries[block.interfaceID].number
    guard number < descriptions.count else { return }
    descriptions[number].statistics = InterfaceStatistics(block)
  }
}
