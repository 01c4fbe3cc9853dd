import Rendering
import SCCP
import Testing

@Suite struct ReferenceSearchTests {
  @Test(arguments: ["CallState", "callstate", "CALLSTATE", "0x111", "0x0111", "0X111", "273"])
  func `a message is found by name and by identifier`(text: String) {
    #expect(ReferenceSearch.message(text)?.identifier == 0x111)
  }

  @Test func `each message is found by each of its names`() {
    for message in Catalogue.messages {
      let hexadecimal = "0x" + String(message.identifier, radix: 16)
      for text in [message.name, message.name.uppercased(), "\(message.identifier)", hexadecimal] {
        #expect(ReferenceSearch.message(text)?.identifier == message.identifier)
      }
    }
  }

  @Test(arguments: [
    "", " ", "Call", "0x", "0xffffffffff", "-1", "99999999999", "0xfff", "callstatë",
  ])
  func `what names no message finds none`(text: String) {
    #expect(ReferenceSearch.message(text) == nil)
    #expect(ReferenceSearch.failure(text).contains("no message"))
  }

  @Test(arguments: [
    ("Call", "CallInfo"), ("RegistrReq", "RegisterReq"), ("registr", "RegisterReq"),
    ("StartMediaTransmision", "StartMediaTransmission"), ("state", "CallState"),
    ("0x112f", "RecordingStatus"),
  ])
  func `the nearest names are offered`(text: String, first: String) {
    #expect(ReferenceSearch.nearest(to: text).first?.name == first)
  }

  @Test func `nothing is offered where nothing is near`() {
    #expect(ReferenceSearch.nearest(to: "").isEmpty)
    #expect(ReferenceSearch.nearest(to: "zzz").isEmpty)
    #expect(ReferenceSearch.nearest(to: String(repeating: "x", count: 100_000)).isEmpty)
  }

  @Test func `the failure names place, fact and what to do`() {
    #expect(
      ReferenceSearch.failure("RegistrReq")
        == "RegistrReq: no message has this name; the nearest are RegisterReq, UnregisterReq, "
        + "RegisterReject")
    #expect(
      ReferenceSearch.failure("zzz")
        == "zzz: no message has this name; sccpdump messages lists all")
  }

  @Test func `requests and answers name each other`() {
    for message in Catalogue.messages {
      for response in message.responses {
        #expect(response.request?.identifier == message.identifier)
      }
      if let request = message.request {
        #expect(request.responses.contains { $0.identifier == message.identifier })
      }
    }
    #expect(
      MessageDefinition.startMediaTransmission.responses.map(\.name)
        == ["MediaTransmissionFailure", "StartMediaTransmissionAck"])
  }
}
