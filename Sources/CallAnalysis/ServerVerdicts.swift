import Wire

/// What connections to the same server carried before, as far as it is remembered.
///
/// A port of SCCP may be some other service's: of its connections none but the first is told of.
struct ServerVerdicts {
  /// Servers that are remembered; beyond, the others count as unknown.
  static let maximumServers = 1 << 10

  private var carriesSCCP: [Endpoint: Bool] = [:]

  /// Whether the server's connections are known to carry something else.
  func isOther(_ server: Endpoint) -> Bool { carriesSCCP[server] == false }

  /// Notes what a connection to it carried; SCCP counts for good.
  mutating func note(_ server: Endpoint, carriesSCCP isSCCP: Bool) {
    let known = carriesSCCP[server]
    guard known != true, known == nil || isSCCP else { return }
    if known != nil || carriesSCCP.count < Self.maximumServers { carriesSCCP[server] = isSCCP }
  }
}
