import SCCP

extension UInt32 {
  /// Codecs of one number go with each other: those with 56 and 64 kbit/s, G.729 and its annexes.
  /// Nil where the number stands for no audio of its own.
  var codecFamily: UInt32? {
    if self >= PayloadType.h261.rawValue { return nil }
    return switch PayloadType(rawValue: self) {
    case .g711ALaw56k: PayloadType.g711ALaw64k.rawValue
    case .g711MuLaw56k: PayloadType.g711MuLaw64k.rawValue
    case .g722At56k, .g722At48k: PayloadType.g722At64k.rawValue
    case .g729AnnexA, .g729AnnexB, .g729AnnexAAndB, .g729BAlternate: PayloadType.g729.rawValue
    case .noCodec, .nonStandard, .activeVoice: nil
    default: self
    }
  }

  /// What a codec is called.
  var codecName: String { ValueNames.payloadType.entry(for: self)?.spoken ?? "codec \(self)" }
}
