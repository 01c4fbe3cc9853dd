/// Values of RSVP reservations.
extension ValueNames {
  package static let reservationStyle = ValueNames(
    "ResvStyle",
    [
      Entry(1, "FF", "fixed filter"),
      Entry(2, "SE", "shared explicit"),
      Entry(3, "WF", "wildcard filter"),
    ])

  package static let rsvpDirection = ValueNames(
    "RSVPDirection",
    [
      Entry(1, "SEND", "send"),
      Entry(2, "RECV", "receive"),
      Entry(3, "SENDRECV", "send and receive"),
    ])

  package static let qosErrorCode = ValueNames(
    "QoSErrorCode",
    [
      Entry(0, "RESERVATION_TIMEOUT", "reservation timed out"),
      Entry(1, "PATH_FAIL", "path failed"),
      Entry(2, "RESV_FAIL", "reservation failed"),
      Entry(3, "LISTEN_FAIL", "listening failed"),
      Entry(4, "RESOURCE_UNAVAILABLE", "resource unavailable"),
      Entry(5, "LISTEN_TIMEOUT", "listening timed out"),
      Entry(6, "RESV_RETRIES_FAIL", "reservation retries failed"),
      Entry(7, "PATH_RETRIES_FAIL", "path retries failed"),
      Entry(8, "RESV_PREEMPTION", "reservation preempted"),
      Entry(9, "PATH_PREEMPTION", "path preempted"),
      Entry(10, "RESV_MODIFY_FAIL", "change of reservation failed"),
      Entry(11, "PATH_MODIFY_FAIL", "change of path failed"),
      Entry(12, "RESV_TEAR", "reservation torn down"),
    ])

  package static let rsvpErrorCode = ValueNames(
    "RSVPErrorCode",
    [
      Entry(0, "CONFIRM", "confirmed"),
      Entry(1, "ADMISSION", "admission control"),
      Entry(2, "ADMINISTRATIVE", "administrative rejection"),
      Entry(3, "NO_PATH_INFORMATION", "no path information"),
      Entry(4, "NO_SENDER_INFORMATION", "no sender information"),
      Entry(5, "CONFLICTING_STYLE", "conflicting style"),
      Entry(6, "UNKNOWN_STYLE", "unknown style"),
      Entry(7, "CONFLICTING_DST_PORTS", "conflicting destination ports"),
      Entry(8, "CONFLICTING_SRC_PORTS", "conflicting source ports"),
      Entry(12, "SERVICE_PREEMPTED", "service preempted"),
      Entry(13, "UNKNOWN_OBJECT_CLASS", "unknown object class"),
      Entry(14, "UNKNOWN_CLASS_TYPE", "unknown class type"),
      Entry(20, "API", "API error"),
      Entry(21, "TRAFFIC", "traffic control"),
      Entry(22, "TRAFFIC_SYSTEM", "traffic control system"),
      Entry(23, "SYSTEM", "RSVP system"),
      Entry(24, "ROUTING_PROBLEM", "routing problem"),
    ])
}
