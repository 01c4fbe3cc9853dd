package import Wire

/// One captured packet, of any file format and block.
///
/// Bytes and options are borrowed from the reader's buffer: they are valid until the next call of
/// ``CaptureReader/next()``.
package struct Packet: ~Escapable {
  /// Its frame number: packets of the file are counted from 1.
  package let number: Int
  /// When it was captured; nil in a Simple Packet Block.
  package let time: Timestamp?
  /// Decimals of a second that the time has: 0 to 9.
  package let timeDigits: Int
  package let linkType: LinkType
  /// The interface's number in its section, from 0.
  package let interfaceID: Int
  /// The interface's number in the file, from 0, as in ``CaptureReader/interfaces``.
  package let interfaceNumber: Int
  /// Bytes of the packet on the wire.
  package let originalLength: Int
  /// The bytes captured.
  package let data: Span<UInt8>
  /// The options of the packet's block; a pcap file has none.
  package let options: BlockOptions

  /// Bytes captured.
  package var capturedLength: Int { data.count }

  /// The number and the time, to be kept: the packet itself cannot be.
  ///
  /// `file` counts the files given, from 0.
  package func stamp(file: Int = 0) -> FrameStamp {
    FrameStamp(number: number, time: time, timeDigits: timeDigits, file: file)
  }

  @_lifetime(copy data, copy options)
  init(
    number: Int, interfaceID: Int, _ interface: InterfaceEntry, time: Timestamp?,
    originalLength: Int, data: Span<UInt8>, options: consuming BlockOptions
  ) {
    self.number = number
    self.time = time
    timeDigits = time == nil ? 6 : interface.timeDigits
    linkType = interface.linkType
    self.interfaceID = interfaceID
    interfaceNumber = interface.number
    self.originalLength = originalLength
    self.data = data
    self.options = options
  }
}
