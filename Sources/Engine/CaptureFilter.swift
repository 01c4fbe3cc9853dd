import PcapngReader
import Wire

#if CaptureFilter
  import CPcap

  #if canImport(Glibc)
    import Glibc
  #elseif canImport(Musl)
    import Musl
  #elseif canImport(Darwin)
    import Darwin
  #endif
#endif

/// A BPF expression, compiled by libpcap for each link type that it meets.
///
/// Without an expression it selects every packet.
final class CaptureFilter: @unchecked Sendable {
  // Made on the thread that reports a wrong expression, and then used on the one that reads.

  #if CaptureFilter
    private let expression: String?
    private var programs: [LinkType: Program] = [:]
    /// The program used last: nearly all packets have one link type.
    private var latest: (linkType: LinkType, program: Program)?
    /// What there is to say of link types that the expression makes no sense for.
    private(set) var refusals: [String] = []

    /// Of how many link types that is said; a capture has a handful, a broken file any number.
    private static let maximumRefusals = 16

    /// Link types that an expression is tried on before any packet comes: some are only for one.
    private static let triedLinkTypes: [LinkType] = [
      .ethernet, .linuxCooked, .linuxCooked2, .raw,
    ]

    /// Selects every packet.
    init() { expression = nil }

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

    /// Whether there is an expression.
    var isGiven: Bool { expression != nil }

    /// Whether the expression selects a packet, which had so many bytes on the wire.
    func selects(_ data: Span<UInt8>, _ linkType: LinkType, originalLength: Int) -> Bool {
      guard let expression else { return true }
      if let latest, latest.linkType.rawValue == linkType.rawValue {
        return latest.program.selects(data, originalLength)
      }
      let program = programs[linkType] ?? compile(expression, linkType)
      latest = (linkType, program)
      return program.selects(data, originalLength)
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
    init() {}

    init(_ expression: String?) throws(FilterError) {
      if expression != nil {
        throw FilterError(message: "this sccpdump was built without libpcap, so it has no --filter")
      }
    }

    var refusals: [String] { [] }
    var isGiven: Bool { false }

    func selects(_ data: Span<UInt8>, _ linkType: LinkType, originalLength: Int) -> Bool { true }
  #endif
}

/// Why an expression cannot be used.
package struct FilterError: Error, CustomStringConvertible {
  let message: String

  package var description: String { message }
}

#if CaptureFilter
  /// A compiled expression for one link type.
  @safe private final class Program {
    private let program: bpf_program
    private let library: Libpcap?

    /// A program that no packet fits.
    static var selectingNothing: Program { Program() }

    private init() {
      // SAFETY: no instructions, which nobody runs without a library.
      unsafe program = bpf_program()
      library = nil
    }

    init(_ expression: String, _ linkType: LinkType) throws(FilterError) {
      let library = try Libpcap.shared.get()
      var header = Self.fileHeader(linkType)
      var compiled = unsafe bpf_program()
      // SAFETY: the handle reads from `header` and lives until pcap_close, within the closure;
      // texts are copied before they go.
      let failure: String? = unsafe header.withUnsafeMutableBytes { bytes in
        var text = [CChar](repeating: 0, count: Int(PCAP_ERRBUF_SIZE))
        guard let file = unsafe fmemopen(bytes.baseAddress, bytes.count, "rb") else {
          return "no memory"
        }
        guard let handle = unsafe library.openOffline(file, &text) else {
          unsafe fclose(file)
          return String(
            decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        }
        defer { unsafe library.close(handle) }
        let status = unsafe library.compile(handle, &compiled, expression, 1, Self.netmask)
        if status == 0 { return nil }
        return unsafe library.errorText(handle).map { unsafe String(cString: $0) } ?? "refused"
      }
      unsafe program = compiled
      self.library = library
      if let failure { throw FilterError(message: "\(expression): \(failure)") }
    }

    /// The header of a pcap file without packets: libpcap takes from it the link type, by the number
    /// that files have for it, and that there is no live interface to ask.
    private static func fileHeader(_ linkType: LinkType) -> [UInt8] {
      let versions: UInt32 = 2 | 4 << 16
      let words: [UInt32] = [0xa1b2_c3d4, versions, 0, 0, snapLength, UInt32(linkType.rawValue)]
      return words.flatMap { word in
        (0..<4).map { UInt8(truncatingIfNeeded: word >> (8 * UInt32($0))) }
      }
    }

    deinit {
      // SAFETY: pcap_freecode takes what pcap_compile filled, or zeros.
      var program = unsafe program
      unsafe library?.freeCode(&program)
    }

    private static let snapLength: UInt32 = 262_144
    /// As tcpdump has it for a file: `ip broadcast` is one to all hosts of any network.
    private static let netmask: UInt32 = 0

    func selects(_ data: Span<UInt8>, _ originalLength: Int) -> Bool {
      guard let library else { return false }
      var header = pcap_pkthdr()
      header.caplen = UInt32(truncatingIfNeeded: data.count)
      header.len = UInt32(truncatingIfNeeded: originalLength)
      var program = unsafe program
      // SAFETY: the program is only read, and it reads no further than `caplen`, which is the span's
      // length.
      return unsafe data.withUnsafeBufferPointer { bytes in
        unsafe library.filter(&program, &header, bytes.baseAddress) != 0
      }
    }
  }
#endif
