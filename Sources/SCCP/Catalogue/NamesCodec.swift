/// Codecs, and what goes with them.
extension ValueNames {
  package static let payloadType = ValueNames(
    "Media_PayloadType",
    [
      Entry(PayloadType.noCodec, "None", "none"),
      Entry(PayloadType.nonStandard, "NonStandard", "non-standard"),
      Entry(PayloadType.g711ALaw64k, "G711Alaw64k", "G.711 A-law 64k"),
      Entry(PayloadType.g711ALaw56k, "G711Alaw56k", "G.711 A-law 56k"),
      Entry(PayloadType.g711MuLaw64k, "G711Ulaw64k", "G.711 µ-law 64k"),
      Entry(PayloadType.g711MuLaw56k, "G711Ulaw56k", "G.711 µ-law 56k"),
      Entry(PayloadType.g722At64k, "G722_64k", "G.722 64k"),
      Entry(PayloadType.g722At56k, "G722_56k", "G.722 56k"),
      Entry(PayloadType.g722At48k, "G722_48k", "G.722 48k"),
      Entry(9, "G7231", "G.723.1"),
      Entry(10, "G728", "G.728"),
      Entry(PayloadType.g729, "G729", "G.729"),
      Entry(PayloadType.g729AnnexA, "G729AnnexA", "G.729A"),
      Entry(13, "IS11172_AudioCap", "MPEG-1 audio"),
      Entry(14, "IS13818_AudioCap", "MPEG-2 audio"),
      Entry(PayloadType.g729AnnexB, "G729AnnexB", "G.729B"),
      Entry(PayloadType.g729AnnexAAndB, "G729AnnexAwAnnexB", "G.729AB"),
      Entry(18, "GSM_Full_Rate", "GSM full rate"),
      Entry(19, "GSM_Half_Rate", "GSM half rate"),
      Entry(20, "GSM_Enhanced_Full_Rate", "GSM enhanced full rate"),
      Entry(PayloadType.wideband256k, "Wide_Band_256k", "wideband 256k"),
      Entry(32, "Data64", "data 64k"),
      Entry(33, "Data56", "data 56k"),
      Entry(PayloadType.g7221At32k, "G7221_32K", "G.722.1 32k"),
      Entry(PayloadType.g7221At24k, "G7221_24K", "G.722.1 24k"),
      Entry(42, "AAC"),
      Entry(43, "MP4ALATM_128", "MP4A-LATM 128k"),
      Entry(44, "MP4ALATM_64", "MP4A-LATM 64k"),
      Entry(45, "MP4ALATM_56", "MP4A-LATM 56k"),
      Entry(46, "MP4ALATM_48", "MP4A-LATM 48k"),
      Entry(47, "MP4ALATM_32", "MP4A-LATM 32k"),
      Entry(48, "MP4ALATM_24", "MP4A-LATM 24k"),
      Entry(49, "MP4ALATM_NA", "MP4A-LATM"),
      Entry(80, "GSM"),
      Entry(PayloadType.activeVoice, "ActiveVoice"),
      Entry(82, "G726_32K", "G.726 32k"),
      Entry(83, "G726_24K", "G.726 24k"),
      Entry(84, "G726_16K", "G.726 16k"),
      Entry(PayloadType.g729BAlternate, "G729B_Alternate", "G.729B (alternate)"),
      Entry(86, "ILBC", "iLBC"),
      Entry(PayloadType.isac, "ISAC", "iSAC"),
      Entry(PayloadType.opus, "OPUS", "Opus"),
      Entry(97, "AMR"),
      Entry(PayloadType.amrWideband, "AMR_WB", "AMR-WB"),
      Entry(PayloadType.h261, "H261", "H.261"),
      Entry(PayloadType.h263, "H263", "H.263"),
      Entry(PayloadType.vieo, "Vieo"),
      Entry(PayloadType.h264, "H264", "H.264"),
      Entry(PayloadType.h264SVC, "H264_SVC", "H.264 SVC"),
      Entry(105, "T120", "T.120"),
      Entry(106, "H224", "H.224"),
      Entry(107, "T38Fax", "T.38 fax"),
      Entry(108, "TOTE"),
      Entry(PayloadType.h265, "H265", "H.265"),
      Entry(PayloadType.h264UC, "H264_UC", "H.264 UC"),
      Entry(111, "XV150_MR_711U", "modem relay, G.711 µ-law"),
      Entry(112, "NSE_VBD_711U", "voice-band data, G.711 µ-law"),
      Entry(113, "XV150_MR_729A", "modem relay, G.729A"),
      Entry(114, "NSE_VBD_729A", "voice-band data, G.729A"),
      Entry(PayloadType.h264FEC, "H264_FEC", "H.264 FEC"),
      Entry(120, "Clear_Chan", "clear channel"),
      Entry(222, "Universal_Xcoder", "universal transcoder"),
      Entry(PayloadType.rfc2833Dynamic, "RFC2833_DynPayload", "DTMF (RFC 2833)"),
      Entry(258, "PassThrough", "pass-through"),
      Entry(259, "Dynamic_Payload_PassThru", "dynamic pass-through"),
      Entry(260, "DTMF_OOB", "DTMF out of band"),
      Entry(PayloadType.rfc2833InBand, "Inband_DTMF_RFC2833", "DTMF in band (RFC 2833)"),
      Entry(262, "CFB_Tones", "conference bridge tones"),
      Entry(299, "NoAudio", "no audio"),
      Entry(300, "v150_LC_ModemRelay", "V.150.1 modem relay"),
      Entry(301, "v150_LC_SPRT", "V.150.1 SPRT"),
      Entry(302, "v150_LC_SSE", "V.150.1 SSE"),
      Entry(303, "Max"),
    ])

  package static let g723BitRate = ValueNames(
    "Media_G723BitRate",
    [
      Entry(0, "Unused (codec is not G.723)", "not G.723"),
      Entry(1, "Media_G723BRate_5_3", "5.3 kbit/s"),
      Entry(2, "Media_G723BRate_6_3", "6.3 kbit/s"),
    ])

  package static let silenceSuppression = ValueNames(
    "Media_SilenceSuppression",
    [Entry(0, "Off", "off"), Entry(1, "On", "on")])

  package static let echoCancellation = ValueNames(
    "Media_EchoCancellation",
    [Entry(0, "Off", "off"), Entry(1, "On", "on")])

  package static let encryptionCapability = ValueNames(
    "Media_Encryption_Capability",
    [
      Entry(0, "NotEncryptionCapable", "no encryption"),
      Entry(1, "EncryptionCapable", "encryption"),
    ])

  package static let encryptionAlgorithm = ValueNames(
    "MediaEncryptionAlgorithmType",
    [
      Entry(0, "NO_ENCRYPTION", "no encryption"),
      Entry(1, "CCM_AES_CM_128_HMAC_SHA1_32", "AES_CM_128_HMAC_SHA1_32"),
      Entry(2, "CCM_AES_CM_128_HMAC_SHA1_80", "AES_CM_128_HMAC_SHA1_80"),
      Entry(3, "CCM_F8_128_HMAC_SHA1_32", "F8_128_HMAC_SHA1_32"),
      Entry(4, "CCM_F8_128_HMAC_SHA1_80", "F8_128_HMAC_SHA1_80"),
      Entry(5, "CCM_AEAD_AES_128_GCM", "AEAD_AES_128_GCM"),
      Entry(6, "CCM_AEAD_AES_256_GCM", "AEAD_AES_256_GCM"),
    ])

  package static let transmitOrReceive = ValueNames(
    "TransmitOrReceive",
    [
      Entry(0, "None", "none"),
      Entry(1, "ReceiveOnly", "receive only"),
      Entry(2, "TransmitOnly", "send only"),
      Entry(3, "Both", "send and receive"),
    ])

  package static let layout = ValueNames(
    "Layout",
    [
      Entry(0, "NoLayout", "no layout"),
      Entry(1, "OneByOne", "1 × 1"),
      Entry(2, "OneByTwo", "1 × 2"),
      Entry(3, "TwoByTwo", "2 × 2"),
      Entry(4, "TwoByTwo3Alt1"),
      Entry(5, "TwoByTwo3Alt2"),
      Entry(6, "ThreeByThree", "3 × 3"),
      Entry(7, "ThreeByThree6Alt1"),
      Entry(8, "ThreeByThree6Alt2"),
      Entry(9, "ThreeByThree4Alt1"),
      Entry(10, "ThreeByThree4Alt2"),
    ])
}
