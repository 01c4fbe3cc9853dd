package import Wire

/// What is known of an interface; kept from its ``InterfaceDescriptionBlock``.
///
/// A pcap file has one interface; only the link type, the snap length and the resolution
/// are known.
package struct InterfaceDescription: Equatable, Sendable {
  /// Its number in the file, from 0, through all sections.
  package let number: Int
  /// Its section's number in the file, from 0.
  package let section: Int
  /// Its number in its section, from 0.
  package let interfaceID: Int
  package let linkType: LinkType
  /// The most bytes captured of a packet; 0 for no limit.
  package let snapLength: Int
  package let clock: InterfaceClock
  /// `if_name`, such as `eth0`.
  package private(set) var name: String?
  /// `if_description`.
  package private(set) var text: String?
  /// `if_filter`, when it is text: the filter that the capture was made with.
  package private(set) var filter: String?
  /// `if_os`: the operating system of the machine that the interface is in.
  package private(set) var operatingSystem: String?
  /// `if_hardware`: the interface's make.
  package private(set) var hardware: String?
  /// The counters of its last Interface Statistics Block so far.
  package var statistics: InterfaceStatistics?

  init(_ block: borrowing InterfaceDescriptionBlock, _ entry: InterfaceEntry, section: Int, id: Int)
  {
    self.init(entry, section: section, id: id)
    var options = block.options
    while let option = options.next() {
      switch option.code {
      case .ifName: name = option.keptText()
      case .ifDescription: text = option.keptText()
      case .ifFilter where option.value.bytes.count > 0 && option.value.bytes[0] == 0:
        filter = option.keptText(from: 1)
      case .ifOS: operatingSystem = option.keptText()
      case .ifHardware: hardware = option.keptText()
      default: break
      }
    }
  }

  /// Bytes of memory that it takes.
  var byteCount: Int {
    let texts = [name, text, filter, operatingSystem, hardware].compactMap(\.self)
    return texts.reduce(MemoryLayout<Self>.stride) { $0 + $1.utf8.count }
  }

  init(_ entry: InterfaceEntry, section: Int, id: Int) {
    number = entry.number
    self.section = section
    interfaceID = id
    linkType = entry.linkType
    snapLength = entry.snapLength
    clock = entry.clock
  }
}

/// What every packet needs of its interface.
@usableFromInline
package struct InterfaceEntry {
  package let linkType: LinkType
  let snapLength: Int
  let clock: InterfaceClock
  /// Decimals of a second that the clock's times have.
  let timeDigits: Int
  let number: Int

  init(linkType: LinkType, snapLength: Int, clock: InterfaceClock, number: Int) {
    self.linkType = linkType
    self.snapLength = snapLength
    self.clock = clock
    timeDigits = clock.resolution.digits
    self.number = number
  }

  /// The stamp of a packet in one of the files given.
  package func stamp(of head: PacketHead, file: Int) -> FrameStamp {
    FrameStamp(
      number: head.number, time: clock.timestamp(ticks: head.ticks), timeDigits: timeDigits,
      file: file)
  }

  init(_ block: borrowing InterfaceDescriptionBlock, number: Int) {
    var resolution = TimestampResolution.microseconds
    var offsetSeconds: Int64 = 0
    var options = block.options
    while let option = options.next() {
      var value = option.value
      switch option.code {
      case .ifTsresol:
        if let byte = try? value.uint8() { resolution = TimestampResolution(rawValue: byte) }
      case .ifTsoffset:
        if let bits = try? value.uint64() { offsetSeconds = Int64(bitPattern: bits) }
      default: break
      }
    }
    self.init(
      linkType: block.linkType, snapLength: block.snapLength,
      clock: InterfaceClock(resolution: resolution, offsetSeconds: offsetSeconds), number: number)
  }
}
