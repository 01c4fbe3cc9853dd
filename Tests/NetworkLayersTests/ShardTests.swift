import NetworkLayers
import Testing
import Wire

/// Which part of the connections a segment falls to.
@Suite struct ShardTests {
  private static func end(_ host: UInt32, _ port: UInt16) -> Endpoint {
    Endpoint(address: IPAddress(ipv4: 0x0a00_0000 | host), port: port)
  }

  /// The parts of `count` that hold a segment between two ends.
  private static func parts(
    _ source: Endpoint, _ destination: Endpoint, of count: Int, by key: Shard.Key
  ) -> [Int] {
    (1...count).filter { number in
      guard var shard = Shard(number, of: count)?.withServers(on: [2000, 2443]) else {
        return false
      }
      shard.key = key
      return shard.holds(
        TCPSegment(
          source: source, destination: destination, sequenceNumber: SequenceNumber(1),
          flags: [.ack], payload: Span()))
    }
  }

  @Test(arguments: Shard.Key.allCases)
  func `one part holds a connection, in both directions`(key: Shard.Key) {
    for host in 0..<200 as Range<UInt32> {
      for (device, server) in [(50_000 as UInt16, 2000 as UInt16), (2000, 2000), (4000, 5000)] {
        let (one, other) = (Self.end(host, device), Self.end(77, server))
        let parts = Self.parts(one, other, of: 7, by: key)
        #expect(parts.count == 1)
        #expect(Self.parts(other, one, of: 7, by: key) == parts)
      }
    }
  }

  @Test func `a device's connections stay together, and so do a server's`() {
    let byDevice = Set(
      (0..<50 as Range<UInt32>).map {
        Self.parts(Self.end(1, 40_000 + UInt16($0)), Self.end($0 + 9, 2000), of: 8, by: .device)
      })
    #expect(byDevice.count == 1)
    let byServer = Set(
      (0..<50 as Range<UInt32>).map {
        Self.parts(Self.end(2, 2443), Self.end($0 + 9, 40_000), of: 8, by: .server)
      })
    #expect(byServer.count == 1)
  }

  /// An even share is 1000; the deviation of a fair split is some 30.
  @Test(arguments: [Shard.Key.connection, .device])
  func `parts are of about the same size`(key: Shard.Key) {
    var sizes = [Int](repeating: 0, count: 4)
    for host in 0..<4000 as Range<UInt32> {
      for part in Self.parts(Self.end(host, 50_000), Self.end(77, 2000), of: 4, by: key) {
        sizes[part - 1] += 1
      }
    }
    #expect(sizes.allSatisfy { (880...1120).contains($0) }, "\(sizes)")
  }

  /// Processes of different releases may share the parts of one capture.
  @Test func `the parts are the same in every release`() {
    let parts = (1...8 as ClosedRange<UInt32>).map {
      Self.parts(Self.end($0, 50_000), Self.end(77, 2000), of: 1000, by: .connection)
    }
    #expect(parts == [[125], [417], [378], [736], [969], [711], [22], [159]])
    var ipv6 = StableHash()
    ipv6.combine(Endpoint(address: IPAddress(ipv6: 0x2001_0db8 << 96 | 1), port: 2000))
    #expect(ipv6.value == 12_255_745_449_969_821_481)
  }
}
