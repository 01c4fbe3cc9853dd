import SCCP

/// Bandwidth that is kept free along the way, and the marks of packets.
extension AnnotationRule {
  static let reservations = [
    qosListen, qosPath, qosModify, qosTeardown, qosResvNotify, qosErrorNotify, updateDSCP,
  ]

  private static let qosListen = AnnotationRule(
    .qoSListen, .qualityOfService,
    values: "{mediaAddress}[  {compressionType}][  {averageBitRate}][  call {call}]",
    [.say("{Device} is to have bandwidth kept free (RSVP) for audio from {mediaAddress}.")])

  private static let qosPath = AnnotationRule(
    .qoSPath, .qualityOfService,
    values: "{mediaAddress}[  {compressionType}][  {averageBitRate}][  call {call}]",
    [.say("{Device} is to have bandwidth kept free (RSVP) for audio to {mediaAddress}.")])

  private static let qosModify = AnnotationRule(
    .qoSModify, .qualityOfService,
    values: "{mediaAddress}[  {direction}][  {averageBitRate}][  call {call}]",
    [.say("The bandwidth kept free for {mediaAddress} is to fit {compressionType} from now on.")])

  private static let qosTeardown = AnnotationRule(
    .qoSTeardown, .qualityOfService,
    values: "{mediaAddress}[  {direction}][  call {call}]",
    [.say("The bandwidth kept free for {mediaAddress} may be given back.")])

  private static let qosResvNotify = AnnotationRule(
    .qoSResvNotify, .qualityOfService,
    values: "{mediaAddress}[  {direction}][  call {call}]",
    [.say("The bandwidth for {mediaAddress} is kept free now, to {direction}.")])

  private static let qosErrorNotify = AnnotationRule(
    .qoSErrorNotify, .qualityOfService,
    values: "{mediaAddress}[  {errorCode}][  {rsvpErrorCode}][  call {call}]",
    [.say("No bandwidth can be kept free for {mediaAddress}: {errorCode} ({rsvpErrorCode}).")])

  private static let updateDSCP = AnnotationRule(
    .updateDSCP, .qualityOfService,
    values: "{dscp}[  {mediaAddress}][  call {call}]",
    [.say("Packets[ to {mediaAddress}] are to bear the mark {dscp}, by which networks rank them.")])
}
