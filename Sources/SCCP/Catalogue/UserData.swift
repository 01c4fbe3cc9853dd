/// XML and data between a device and the applications on it.
extension MessageDefinition {
  package static let userData: [MessageDefinition] = [
    deviceToUserData, deviceToUserDataResponse, userToDeviceData, deviceToUserDataVersion1,
    deviceToUserDataResponseVersion1, userToDeviceDataVersion1,
  ]

  package static let deviceToUserData = MessageDefinition(
    0x002e, "DeviceToUserData", .deviceToServer, .event, .registrationAndManagement,
    meaning: "The device sends data to an application, such as a key of a phone service.",
    [.userData("deviceToUserData", transaction: .uint32("transactionId"))])

  package static let deviceToUserDataResponse = MessageDefinition(
    0x002f, "DeviceToUserDataResponse", .deviceToServer, .response(to: 0x011e),
    .registrationAndManagement,
    meaning: "The device answers an application.",
    [.userData("deviceToUserData", transaction: .matchKey("transactionId"))])

  package static let userToDeviceData = MessageDefinition(
    0x011e, "UserToDeviceData", .serverToDevice, .request, .registrationAndManagement,
    meaning: "An application sends XML to the device: a page, a command, a picture.",
    [.userData("userToDeviceData", transaction: .matchKey("transactionId"))])

  package static let deviceToUserDataVersion1 = MessageDefinition(
    0x0041, "DeviceToUserDataVersion1", .deviceToServer, .event, .registrationAndManagement,
    meaning: "The device sends data to an application, in numbered parts.",
    [.userDataVersion1("deviceToUserDataVersion1", transaction: .uint32("transactionId"))])

  package static let deviceToUserDataResponseVersion1 = MessageDefinition(
    0x0042, "DeviceToUserDataResponseVersion1", .deviceToServer, .response(to: 0x013f),
    .registrationAndManagement,
    meaning: "The device answers an application, in numbered parts.",
    [.userDataVersion1("deviceToUserDataVersion1", transaction: .matchKey("transactionId"))])

  package static let userToDeviceDataVersion1 = MessageDefinition(
    0x013f, "UserToDeviceDataVersion1", .serverToDevice, .request, .registrationAndManagement,
    meaning: "An application sends XML to the device, in numbered parts.",
    [.userDataVersion1("userToDeviceDataVersion1", transaction: .matchKey("transactionId"))])
}

extension Item {
  /// Data of an application, in one piece.
  fileprivate static func userData(_ name: String, transaction: Item) -> Item {
    .structure(
      name,
      [
        .uint32("applicationId"),
        .uint32("lineInstance"),
        .uint32("callReference"),
        transaction,
        .uint32("dataLength"),
        .xml("xmldata", countedBy: "dataLength", maximum: 2000),
      ])
  }

  /// Data of an application; a long document takes several messages.
  fileprivate static func userDataVersion1(_ name: String, transaction: Item) -> Item {
    .structure(
      name,
      [
        .uint32("applicationId"),
        .uint32("lineInstance"),
        .uint32("callReference"),
        transaction,
        .uint32("dataLength"),
        .enumeration("sequenceFlag", .sequenceFlag),
        .uint32("displayPriority"),
        .uint32("conferenceId"),
        .uint32("appInstanceID"),
        .uint32("routingID"),
        .xml("xmldata", countedBy: "dataLength", maximum: 2000),
      ])
  }
}
