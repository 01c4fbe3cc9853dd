import PcapngReader
import Wire

#if CaptureFilter
  import CPcap
#endif

/// A BPF expression, compiled by libpcap for each link type that it meets.
///
/// Without an expression it selects every packet.
final class CaptureFilter: @unchecked Sendable {
  // Made on the thread that reports a wrong expression, and then used on the one that reads.

  #if CaptureFilter
    private let expression: String?
    private var programs: [LinkType: Program] = [:]

    /// The expression and libpcap's own words where it does not take it for Ethernet.
    init(_ expression: String?) throws(FilterError) {
      self.expression = expression
      if let expression { programs[.ethernet] = try Program(expression, .ethernet) }
    }

    /// Whether the expression selects a packet.
    func selects(_ packet: borrowing Packet) -> Bool {
      guard let expression else { return true }
      if programs[packet.linkType] == nil {
        // Some expressions make no sense for some link types: then no packet of it fits.
        programs[packet.linkType] =
          (try? Program(expression, packet.linkType)) ?? Program.selectingNothing
      }
      return programs[packet.linkType]?.selects(packet) ?? false
    }
  #else
    init(_ expression: String?) throws(FilterError) {
      if expression != nil {
        throw FilterError(message: "this sccpdump was built without libpcap, so it has no --filter")
      }
    }

    func selects(_ packet: borrowing Packet) -> Bool { true }
  #endif
}

/// Why an expression cannot be used.
struct FilterError: Error, CustomStringConvertible {
  let message: String

  var description: String { message }
}

#if CaptureFilter
  /// A compiled expression for one link type.
  @safe private final class Program {
    private var program = unsafe bpf_program()
    private let isEmpty: Bool

    /// A program that no packet fits.
    static var selectingNothing: Program { Program() }

    private init() {
      isEmpty = true
    }

    init(_ expression: String, _ linkType: LinkType) throws(FilterError) {
      isEmpty = false
      // SAFETY: the handle lives until pcap_close, and errors are copied before it.
      guard
        let handle = unsafe pcap_open_dead(
          Int32(truncatingIfNeeded: linkType.rawValue), Self.snapLength)
      else { throw FilterError(message: "libpcap has no memory") }
      defer { unsafe pcap_close(handle) }
      let status = unsafe pcap_compile(handle, &program, expression, 1, Self.unknownNetmask)
      if status != 0 {
        // SAFETY: pcap_geterr's text belongs to the handle and is copied at once.
        throw FilterError(message: "\(expression): \(unsafe String(cString: pcap_geterr(handle)))")
      }
    }

    deinit {
      // SAFETY: pcap_freecode takes what pcap_compile filled, or zeros.
      unsafe pcap_freecode(&program)
    }

    private static let snapLength: Int32 = 262_144
    private static let unknownNetmask: UInt32 = 0xffff_ffff

    func selects(_ packet: borrowing Packet) -> Bool {
      if isEmpty { return false }
      var header = pcap_pkthdr()
      header.caplen = UInt32(truncatingIfNeeded: packet.data.count)
      header.len = UInt32(truncatingIfNeeded: packet.originalLength)
      // SAFETY: the program reads no further than `caplen`, which is the span's length.
      return unsafe packet.data.withUnsafeBufferPointer { bytes in
        unsafe pcap_offline_filter(&program, &header, bytes.baseAddress) != 0
      }
    }
  }
#endif
