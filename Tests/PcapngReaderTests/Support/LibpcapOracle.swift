import CPcap
import Wire

/// What libpcap reads from a file.
struct LibpcapOracle {
  struct Packet: Equatable {
    let seconds: Int
    let nanoseconds: Int
    let originalLength: Int
    let data: [UInt8]
  }

  private(set) var packets: [Packet] = []
  /// Whether libpcap read to the end; it gives up where interfaces differ.
  private(set) var isComplete = false

  init(path: String) {
    // SAFETY: libpcap's own objects, used as its manual says: the packet's bytes are copied before
    // the next call, and the handle is closed once.
    var message = [CChar](repeating: 0, count: Int(PCAP_ERRBUF_SIZE))
    guard
      let handle = unsafe pcap_open_offline_with_tstamp_precision(
        path, UInt32(PCAP_TSTAMP_PRECISION_NANO), &message)
    else { return }
    defer { unsafe pcap_close(handle) }
    var header: UnsafeMutablePointer<pcap_pkthdr>?
    var bytes: UnsafePointer<UInt8>?
    var result: CInt = 0
    while true {
      result = unsafe pcap_next_ex(handle, &header, &bytes)
      guard result == 1, let header = unsafe header?.pointee, let bytes = unsafe bytes else {
        break
      }
      packets.append(
        Packet(
          seconds: header.ts.tv_sec, nanoseconds: Int(header.ts.tv_usec),
          originalLength: Int(header.len),
          data: unsafe Array(UnsafeBufferPointer(start: bytes, count: Int(header.caplen)))))
    }
    isComplete = result == PCAP_ERROR_BREAK
  }
}

extension PacketCopy {
  /// The same packet in libpcap's terms; it gives 0 where there is no time.
  var asLibpcapSees: LibpcapOracle.Packet {
    LibpcapOracle.Packet(
      seconds: Int(time?.seconds ?? 0), nanoseconds: Int(time?.nanoseconds ?? 0),
      originalLength: originalLength, data: data)
  }
}
