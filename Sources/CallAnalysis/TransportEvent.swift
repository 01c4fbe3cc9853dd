package import Wire

/// What TCP and TLS did on a connection, beside carrying messages; told to runs that ask for it.
package struct TransportEvent: Sendable {
  package let kind: Kind
  /// Number of the connection; nil before its first message.
  package let stream: Int?
  package let stamp: FrameStamp
  package let device: Endpoint
  package let server: Endpoint
  /// Whether the device's direction is meant.
  package let isFromDevice: Bool
  /// The device's name, where it is known.
  package let deviceName: String?

  /// What happened.
  package enum Kind: Sendable, Equatable {
    /// The capture lacks bytes of this direction; `isLast` says that none came after them.
    case gap(byteCount: Int, isLast: Bool)
    /// Bytes of this direction were cut off a packet when it was captured.
    case cut(byteCount: Int)
    /// The sender sent bytes again, so many nanoseconds after the newest ones.
    case repetition(nanoseconds: Int64)
    /// The sender has no room for more bytes of its peer.
    case zeroWindow
    /// The sender has room again, after so many nanoseconds.
    case windowOpened(nanoseconds: Int64)
    /// The first TLS record of the connection.
    case tlsBegan
    /// A TLS alert in clear, by its number (RFC 8446 §6).
    case tlsAlert(UInt8, isFatal: Bool)
    /// The first TLS record with application data.
    case tlsData
    /// Bytes that are neither SCCP nor TLS, on a server's port, until the connection ended.
    case foreignBytes
    /// The connection is forgotten: nothing more is told of it. `isLast` says that the capture ends.
    case ended(isOneSided: Bool, isLast: Bool)
  }

  package init(
    _ kind: Kind, stream: Int?, stamp: FrameStamp, device: Endpoint, server: Endpoint,
    isFromDevice: Bool, deviceName: String?
  ) {
    self.kind = kind
    self.stream = stream
    self.stamp = stamp
    self.device = device
    self.server = server
    self.isFromDevice = isFromDevice
    self.deviceName = deviceName
  }
}
