/// What a packet carries where a TCP segment could be, in a form that is not read.
///
/// Only what was recognised for certain has a case here: each is told at the end of a run.
package enum UnreadContent: Int, CaseIterable, Sendable {
  /// An IEEE 802.11 data frame whose body is encrypted.
  case encryptedWireless
  /// A fragment of an IEEE 802.11 frame.
  case wirelessFragment
  /// Several frames in one IEEE 802.11 frame.
  case wirelessAggregate
  /// An IEEE 802.11 data frame that the capturing radio received with a wrong check sequence.
  case damagedWireless
  /// An IEEE 802.1AE frame that is encrypted.
  case encryptedMACsec
  /// A CAPWAP data packet within DTLS.
  case encryptedCAPWAP
  /// A fragment of a CAPWAP or LWAPP data packet.
  case controllerFragment
  /// An IPsec Encapsulating Security Payload, also within UDP.
  case encryptedIPsec
  /// A PPP packet that is compressed, encrypted or a part of a multilink packet.
  case packedPPP
  /// A frame relay packet that is compressed or a fragment.
  case packedFrameRelay
  /// GTP-U around something other than IP and Ethernet.
  case gtpU
  /// L2TP version 3 around something other than Ethernet, PPP, HDLC and IP.
  case l2tpVersion3
  /// TZSP around frames of another kind of link.
  case tzsp
}

extension UnreadContent: CustomStringConvertible {
  package var description: String {
    switch self {
    case .encryptedWireless: "encrypted Wi-Fi (802.11) is not read"
    case .wirelessFragment: "fragments of Wi-Fi (802.11) frames are not looked into"
    case .wirelessAggregate: "several frames in one Wi-Fi frame (A-MSDU) are not looked into"
    case .damagedWireless: "Wi-Fi (802.11) frames received with a wrong checksum are passed over"
    case .encryptedMACsec: "encrypted MACsec (802.1AE) is not read"
    case .encryptedCAPWAP: "encrypted CAPWAP (DTLS) is not read"
    case .controllerFragment: "fragments of CAPWAP or LWAPP packets are not looked into"
    case .encryptedIPsec: "encrypted IPsec (ESP) is not read"
    case .packedPPP: "compressed, encrypted or multilink PPP is not looked into"
    case .packedFrameRelay: "compressed or fragmented frame relay is not looked into"
    case .gtpU: "GTP-U around other than IP or Ethernet is not looked into"
    case .l2tpVersion3: "L2TPv3 around other than Ethernet, PPP, HDLC or IP is not looked into"
    case .tzsp: "TZSP around other than Ethernet or Wi-Fi is not looked into"
    }
  }
}
