package import Wire

/// What an interface has counted up to a point in time.
///
/// Draft §4.6.
package struct InterfaceStatisticsBlock: ~Escapable {
  /// Which Interface Description Block of the section, from 0.
  package let interfaceID: Int
  /// When it was counted, in ticks of the interface's `if_tsresol`.
  package let timestampTicks: UInt64
  package let options: BlockOptions

  /// Decodes the body; throws when it is shorter than the fixed fields.
  @_lifetime(copy body)
  package init(body: ByteCursor) throws(Truncated) {
    var cursor = body
    interfaceID = Int(try cursor.uint32())
    let high = UInt64(try cursor.uint32())
    let low = UInt64(try cursor.uint32())
    timestampTicks = high << 32 | low
    options = BlockOptions(cursor)
  }
}

/// The counters of an Interface Statistics Block; nil where the block does not have one.
///
/// Draft §4.6. All count packets since the capture began.
package struct InterfaceStatistics: Equatable, Sendable {
  /// `isb_ifrecv`: received by the interface.
  package private(set) var received: UInt64?
  /// `isb_ifdrop`: lost by the interface, because it had no room.
  package private(set) var interfaceDropped: UInt64?
  /// `isb_filteraccept`: let through by the filter.
  package private(set) var filterAccepted: UInt64?
  /// `isb_osdrop`: lost by the operating system.
  package private(set) var systemDropped: UInt64?
  /// `isb_usrdeliv`: handed to the program that captured.
  package private(set) var delivered: UInt64?

  package init(_ block: borrowing InterfaceStatisticsBlock) {
    var options = block.options
    while let option = options.next() {
      var value = option.value
      switch option.code {
      case .isbReceived: received = try? value.uint64()
      case .isbInterfaceDropped: interfaceDropped = try? value.uint64()
      case .isbFilterAccepted: filterAccepted = try? value.uint64()
      case .isbSystemDropped: systemDropped = try? value.uint64()
      case .isbDelivered: delivered = try? value.uint64()
      default: break
      }
    }
  }
}
