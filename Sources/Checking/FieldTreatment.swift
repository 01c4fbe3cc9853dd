import SCCP

/// What becomes of a field of a message's layout.
enum FieldTreatment: Sendable {
  /// Its value stands in the line as it is; texts are searched for what differs.
  case plain
  /// It is not in the line.
  case leftOut
  /// Its number is a placeholder's, unless it is 0.
  case numbered(Placeholder.Kind)
  /// Its number is a port.
  case port
  /// Its number is the IPv4 address of the device, or something else.
  case deviceAddress
  /// Its number is an IPv4 address.
  case address
  /// Its text is a version, which can look like an address.
  case literal

  var isLeftOut: Bool { if case .leftOut = self { true } else { false } }
}

extension Normalization {
  /// The treatments of all steps of a layout.
  func treatments(of layout: Layout) -> [FieldTreatment] {
    let message = layout.definition
    return layout.steps.indices.map { index in
      let path = layout.paths[index]
      let name = layout.steps[index].name
      if ignoredFields.contains(where: { FieldPattern.chooses($0, path: path, of: message.name) }) {
        return .leftOut
      }
      if let category = NormalCategory.leavesOut(name) {
        return kept.contains(category) ? .plain : .leftOut
      }
      return treatment(of: name, in: message)
    }
  }

  private func treatment(of name: FieldName, in message: MessageDefinition) -> FieldTreatment {
    switch name {
    case .callReference, .participantEntry: unlessKept(.ids, .numbered(.call))
    case .conferenceId: unlessKept(.ids, .numbered(.conference))
    case .passThroughPartyId, .passthruPartyID: unlessKept(.ids, .numbered(.party))
    case .streamPassThroughId, .associatedStreamId: unlessKept(.ids, .numbered(.stream))
    case .transactionId: unlessKept(.ids, .numbered(.transaction))
    case .portNumber, .remotePortNumber, .sourcePortNumber, .multicastPortNumber,
      .rtcpPortNumber, .rtpMediaPort, .serverTcpListenPort:
      unlessKept(.ports, .port)
    case .failureNodeIpAddr: unlessKept(.addresses, .address)
    case .secondParameter where message == .alarm: unlessKept(.addresses, .deviceAddress)
    case .versionStr, .version, .firmwareLoadName, .dateTemplate: .literal
    default: .plain
    }
  }

  private func unlessKept(
    _ category: NormalCategory, _ treatment: FieldTreatment
  ) -> FieldTreatment {
    kept.contains(category) ? .plain : treatment
  }
}
