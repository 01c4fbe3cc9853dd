#if CaptureFilter
  import CPcap

  #if canImport(Glibc)
    import Glibc
  #elseif canImport(Musl)
    import Musl
  #elseif canImport(Darwin)
    import Darwin
  #endif

  /// What a filter needs of libpcap, which is opened where a filter is asked for.
  ///
  /// The program is not linked with it: it brings ten libraries along, which take as long to load as
  /// all else does that comes before the first packet.
  @safe
  struct Libpcap: @unchecked Sendable {
    // Functions of a library that stays open: they are called on any thread.

    typealias Handle = OpaquePointer

    let openOffline:
      @convention(c) (UnsafeMutablePointer<FILE>, UnsafeMutablePointer<CChar>) -> Handle?
    let compile:
      @convention(c) (
        Handle, UnsafeMutablePointer<bpf_program>, UnsafePointer<CChar>, CInt, bpf_u_int32
      ) -> CInt
    let errorText: @convention(c) (Handle) -> UnsafeMutablePointer<CChar>?
    let close: @convention(c) (Handle) -> Void
    let freeCode: @convention(c) (UnsafeMutablePointer<bpf_program>) -> Void
    let filter:
      @convention(c) (
        UnsafePointer<bpf_program>, UnsafePointer<pcap_pkthdr>, UnsafePointer<UInt8>?
      ) -> CInt

    /// The library, or why there is none.
    static let shared = Result<Libpcap, FilterError> { () throws(FilterError) in try Libpcap() }

    /// What the library is called: by Debian, by its authors, on macOS.
    #if canImport(Darwin)
      private static let names = ["libpcap.A.dylib", "libpcap.dylib"]
    #else
      private static let names = ["libpcap.so.0.8", "libpcap.so.1", "libpcap.so"]
    #endif

    private init() throws(FilterError) {
      // SAFETY: the texts are terminated; what dlerror returns is copied before the next call. The
      // library is never closed.
      for name in Self.names {
        guard let library = unsafe dlopen(name, RTLD_NOW | RTLD_LOCAL) else { continue }
        unsafe openOffline = try Self.symbol("pcap_fopen_offline", of: library)
        unsafe compile = try Self.symbol("pcap_compile", of: library)
        unsafe errorText = try Self.symbol("pcap_geterr", of: library)
        unsafe close = try Self.symbol("pcap_close", of: library)
        unsafe freeCode = try Self.symbol("pcap_freecode", of: library)
        unsafe filter = try Self.symbol("pcap_offline_filter", of: library)
        return
      }
      let fact = unsafe dlerror().map { unsafe String(cString: $0) } ?? "not there"
      throw FilterError(
        message: "a filter needs libpcap, which cannot be opened: \(fact); "
          + "install it (libpcap0.8 on Debian and Ubuntu, libpcap elsewhere)")
    }

    /// A function of the library; `Function` is its type in C.
    private static func symbol<Function>(
      _ name: String, of library: UnsafeMutableRawPointer
    ) throws(FilterError) -> Function {
      // SAFETY: the text is terminated, and the symbol is a function of the type that libpcap's header
      // gives it.
      guard let address = unsafe dlsym(library, name) else {
        throw FilterError(
          message: "a filter needs libpcap, and the one here has no \(name)")
      }
      return unsafe unsafeBitCast(address, to: Function.self)
    }
  }
#endif
