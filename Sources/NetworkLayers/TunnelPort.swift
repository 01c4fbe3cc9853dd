/// The UDP ports of packets within packets, by IANA's registry or by the tools that use them.
enum TunnelPort {
  static let l2tp: UInt16 = 1701
  static let gtpU: UInt16 = 2152
  static let teredo: UInt16 = 3544
  static let lisp: UInt16 = 4341
  static let ipsec: UInt16 = 4500
  static let gre: UInt16 = 4754
  static let vxlan: UInt16 = 4789
  static let vxlanGPE: UInt16 = 4790
  static let oldPeekRemote: UInt16 = 5000
  static let capwap: UInt16 = 5247
  static let peekRemote: UInt16 = 5555
  static let geneve: UInt16 = 6081
  static let mpls: UInt16 = 6635
  /// Cisco's Overlay Transport Virtualization, and VXLAN before it had a port of its own.
  static let otv: UInt16 = 8472
  static let lwapp: UInt16 = 12_222
  static let tzsp: UInt16 = 37_008

  /// Of all but ``tzsp``.
  static let highestUsual = lwapp

  static func contains(_ port: UInt16) -> Bool {
    switch port {
    case l2tp, gtpU, teredo, lisp, ipsec, gre, vxlan, vxlanGPE, oldPeekRemote, capwap, peekRemote,
      geneve, mpls, otv, lwapp, tzsp:
      true
    default: false
    }
  }

  /// Whether packets also go from this port to any other: those of a controller or a server to
  /// peers behind address translation.
  static func hasAnswers(_ port: UInt16) -> Bool {
    switch port {
    case l2tp, teredo, ipsec, capwap, lwapp: true
    default: false
    }
  }
}
