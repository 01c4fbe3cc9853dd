import PcapngReader
import Wire

#if CaptureFilter
  import CPcap
#endif

/// A BPF expression, compiled by libpcap for each link type that it meets.
///
/// Without an expression it selects every packet.
final class CaptureFilter {
  #if CaptureFilter
    private let expression: String?
    private var programs: [LinkType: Program] = [:]
    /// What there is to say of link types that the expression makes no sense for.
    private(set) var refusals: [String] = []

    /// Of how many link types that is said; a capture has a handful, a broken file any number.
    private static let maximumRefusals = 16

    /// Link types that an expression is tried on before any packet comes: some are only for one.
    private static let triedLinkTypes: [LinkType] = [.ethernet, .linuxCooked, .raw]

    /// The expression and libpcap's own words where it does not take it for any link type.
    init(_ expression: String?) throws(FilterError) {
      self.expression = expression
      guard let expression else { return }
      var failure: FilterError?
      for linkType in Self.triedLinkTypes {
        do throws(FilterError) {
          programs[linkType] = try Program(expression, linkType)
          return
        } catch {
          failure = failure ?? error
        }
      }
      if let failure { throw failure }
    }

    /// Whether the expression selects a packet.
    func selects(_ packet: borrowing Packet) -> Bool {
      guard let expression else { return true }
      if let program = programs[packet.linkType] { return program.selects(packet) }
      return compile(expression, packet.linkType).selects(packet)
    }

    private func compile(_ expression: String, _ linkType: LinkType) -> Program {
      var program = Program.selectingNothing
      defer { programs[linkType] = program }
      do throws(FilterError) {
        program = try Program(expression, linkType)
      } catch {
        guard refusals.count < Self.maximumRefusals else { return program }
        refusals.append("no packet of link type \(linkType.rawValue) selected: \(error)")
      }
      return program
    }
  #else
    init(_ expression: String?) throws(FilterError) {
      if expression != nil {
        throw FilterError(message: "this sccpdump was built without libpcap, so it has no --filter")
      }
    }

    var refusals: [String] { [] }

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
      let status = unsafe pcap_compile(handle, &program, expression, 1, Self.netmask)
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
    /// As tcpdump has it for a file: `ip broadcast` is one to all hosts of any network.
    private static let netmask: UInt32 = 0

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
