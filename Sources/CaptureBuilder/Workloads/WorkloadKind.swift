import SCCP

/// What a workload is made of.
package enum WorkloadKind: String, CaseIterable, Sendable {
  /// A call centre: a tenth of the packets is SCCP, the rest is RTP.
  case mixed
  /// The signalling of a call centre, and nothing else.
  case sccp
  /// Ten thousand phones register at once.
  case registrations
  /// Phones that nobody uses.
  case keepalives
  /// The signalling of a call centre, with segments cut, lost, repeated and out of order.
  case hostile
  /// Fifty thousand connections, all open at once.
  case connections
  /// Twenty thousand phones whose connections are older than the capture, as in a ring of files.
  case joined
  /// Ten thousand phones and their calls, without audio.
  case calls
  /// Phones that a server refuses, again and again.
  case storm

  /// How many packets it has, unless somebody asks for another number; `Int.max` where the plan
  /// has an end.
  package var usualPacketCount: Int {
    switch self {
    case .mixed: 1_000_000
    case .sccp, .hostile: 300_000
    case .keepalives, .joined: 1_500_000
    case .calls: 4_000_000
    case .storm: 3_000_000
    case .registrations, .connections: .max
    }
  }

  package var usualPhoneCount: Int {
    switch self {
    case .mixed, .hostile: 500
    case .sccp, .keepalives: 1000
    case .registrations, .calls: 10_000
    case .joined: 20_000
    case .connections: 50_000
    case .storm: 1000
    }
  }

  /// Whether more of it means more phones, not more packets of the same.
  package var growsByPhones: Bool { usualPacketCount == .max }

  func plan() throws(MessageEncodingError) -> WorkloadPlan {
    switch self {
    case .mixed, .sccp, .hostile, .calls: try Self.callCentre()
    case .registrations:
      try Self.single { plan throws(MessageEncodingError) in try plan.register(0) }
    case .keepalives: try Self.quietOffice()
    case .connections: try Self.manyConnections()
    case .joined: try Self.olderConnections()
    case .storm: try Self.refusals()
    }
  }

  /// Microseconds in which the actors begin.
  func startSpread(_ plan: WorkloadPlan, actorCount: Int) -> Int {
    switch self {
    case .registrations, .connections: 10_000_000
    case .keepalives, .storm, .joined: 30_000_000
    case .mixed, .sccp, .hostile, .calls:
      // Registering while others call already, at about the rate of the loop.
      plan.loopStart.map { Int(Double($0) / plan.packetsPerSecond * 2_000_000) } ?? 0
    }
  }

  private static func callCentre() throws(MessageEncodingError) -> WorkloadPlan {
    var plan = WorkloadPlan(lineCount: 2)
    try plan.register(0)
    try plan.register(1)
    plan.beginLoop()
    for call in 0..<8 {
      plan.wait(microseconds: 4_000_000)
      try plan.stayAlive(0)
      plan.wait(microseconds: 1_000_000)
      try plan.stayAlive(1)
      try plan.call(speakingSeconds: 12 + call)
    }
    plan.close(0)
    plan.wait(microseconds: 3_000_000)
    try plan.register(0)
    return plan
  }

  private static func quietOffice() throws(MessageEncodingError) -> WorkloadPlan {
    try single { plan throws(MessageEncodingError) in
      try plan.register(0)
      plan.beginLoop()
      plan.wait(microseconds: 28_000_000)
      try plan.stayAlive(0)
    }
  }

  private static func olderConnections() throws(MessageEncodingError) -> WorkloadPlan {
    try single { plan throws(MessageEncodingError) in
      plan.beginLoop()
      plan.wait(microseconds: 28_000_000)
      try plan.stayAlive(0)
    }
  }

  private static func manyConnections() throws(MessageEncodingError) -> WorkloadPlan {
    try single { plan throws(MessageEncodingError) in
      try plan.registerBriefly(0)
      plan.wait(microseconds: 20_000_000)
      try plan.stayAlive(0)
      plan.wait(microseconds: 10_000_000)
      plan.close(0)
    }
  }

  private static func refusals() throws(MessageEncodingError) -> WorkloadPlan {
    try single { plan throws(MessageEncodingError) in
      plan.open(0)
      plan.beginLoop()
      plan.wait(microseconds: 30_000_000)
      try plan.askInVain(0)
    }
  }

  private static func single(
    _ write: (inout WorkloadPlan) throws(MessageEncodingError) -> Void
  ) throws(MessageEncodingError) -> WorkloadPlan {
    var plan = WorkloadPlan(lineCount: 1)
    try write(&plan)
    return plan
  }
}
