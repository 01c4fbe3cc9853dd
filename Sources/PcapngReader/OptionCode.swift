/// What an option of a block says: a number whose meaning depends on the block's type.
///
/// Draft §3.5 and the section of each block. An open set.
package struct OptionCode: RawRepresentable, Hashable, Sendable {
  package let rawValue: UInt16

  package init(rawValue: UInt16) {
    self.rawValue = rawValue
  }

  /// `opt_endofopt`, in all blocks.
  package static let endOfOptions = OptionCode(rawValue: 0)
  /// `opt_comment`, in all blocks: UTF-8 text, which may stand there more than once.
  package static let comment = OptionCode(rawValue: 1)

  /// `shb_hardware`: UTF-8 text.
  package static let shbHardware = OptionCode(rawValue: 2)
  /// `shb_os`: UTF-8 text.
  package static let shbOS = OptionCode(rawValue: 3)
  /// `shb_userappl`: UTF-8 text.
  package static let shbUserApplication = OptionCode(rawValue: 4)

  /// `if_name`: UTF-8 text.
  package static let ifName = OptionCode(rawValue: 2)
  /// `if_description`: UTF-8 text.
  package static let ifDescription = OptionCode(rawValue: 3)
  /// `if_speed`: 64-bit bits per second.
  package static let ifSpeed = OptionCode(rawValue: 8)
  /// `if_fcslen`: one byte: the length of the frame check sequence.
  package static let ifFCSLength = OptionCode(rawValue: 13)
  /// `if_tsresol`: one byte, see ``TimestampResolution``.
  package static let ifTsresol = OptionCode(rawValue: 9)
  /// `if_filter`: a byte that is 0 before UTF-8 text, 1 before BPF code.
  package static let ifFilter = OptionCode(rawValue: 11)
  /// `if_os`: UTF-8 text.
  package static let ifOS = OptionCode(rawValue: 12)
  /// `if_tsoffset`: 64-bit signed seconds to add to the interface's times.
  package static let ifTsoffset = OptionCode(rawValue: 14)
  /// `if_hardware`: UTF-8 text.
  package static let ifHardware = OptionCode(rawValue: 15)

  /// `isb_starttime`: ticks, as two 32-bit halves.
  package static let isbStartTime = OptionCode(rawValue: 2)
  /// `isb_endtime`: ticks, as two 32-bit halves.
  package static let isbEndTime = OptionCode(rawValue: 3)
  /// `isb_ifrecv`: 64-bit count of packets.
  package static let isbReceived = OptionCode(rawValue: 4)
  /// `isb_ifdrop`: 64-bit count of packets.
  package static let isbInterfaceDropped = OptionCode(rawValue: 5)
  /// `isb_filteraccept`: 64-bit count of packets.
  package static let isbFilterAccepted = OptionCode(rawValue: 6)
  /// `isb_osdrop`: 64-bit count of packets.
  package static let isbSystemDropped = OptionCode(rawValue: 7)
  /// `isb_usrdeliv`: 64-bit count of packets.
  package static let isbDelivered = OptionCode(rawValue: 8)

  /// `epb_flags`: 32 bits: direction, reception, link-layer errors.
  package static let epbFlags = OptionCode(rawValue: 2)
  /// `epb_hash`: a hash of the packet's bytes.
  package static let epbHash = OptionCode(rawValue: 3)
  /// `epb_packetid`: 64 bits that say which packets are the same.
  package static let epbPacketID = OptionCode(rawValue: 5)
  /// `epb_queue`: 32 bits: the queue of the interface.
  package static let epbQueue = OptionCode(rawValue: 6)
  /// `epb_dropcount`: 64-bit count of packets lost between the one before and this one.
  package static let epbDropCount = OptionCode(rawValue: 4)
}
