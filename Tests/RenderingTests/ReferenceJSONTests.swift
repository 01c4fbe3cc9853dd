import Foundation
import Rendering
import SCCP
import Testing
import Text

@Suite struct ReferenceJSONTests {
  private func json(_ append: (inout TextBuffer) -> Void) -> String {
    var text = TextBuffer()
    append(&text)
    return String(text)
  }

  @Test func `each message is one object on one line`() throws {
    for message in Catalogue.messages {
      let text = json { ReferenceJSON.append([message], to: &$0) }
      #expect(text.hasSuffix("}\n"))
      #expect(text.filter { $0 == "\n" }.count == 1)
      let object = try #require(
        try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
      #expect(object["id"] as? Int == Int(message.identifier))
      #expect(object["meaning"] as? String == message.meaning)
      let layouts = try #require(object["layouts"] as? [[String: Any]])
      let versions = Set(layouts.flatMap { $0["versions"] as? [Int] ?? [] })
      #expect(versions == Set(ReferenceLayout.listedVersions), "\(message.name)")
      let names =
        (object["enumerations"] as? [[String: Any]] ?? [])
        + (object["flags"] as? [[String: Any]] ?? [])
      let known = Set(names.compactMap { $0["name"] as? String })
      for field in layouts.flatMap({ $0["fields"] as? [[String: Any]] ?? [] }) {
        if let used = field["names"] as? String { #expect(known.contains(used)) }
      }
    }
  }

  @Test func `the list is an array of all messages`() throws {
    let text = json { ReferenceJSON.append(listOf: Catalogue.messages, to: &$0) }
    let list = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
    #expect(list.compactMap { $0["name"] as? String } == Catalogue.messages.map(\.name))
    #expect(list.allSatisfy { $0["layouts"] == nil })
  }

  @Test func `several messages are an array`() throws {
    let text = json { ReferenceJSON.append([.callState, .keepAliveReq], to: &$0) }
    let list = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]]
    #expect(list?.count == 2)
  }

  @Test func `keys have a fixed order, and those without a value are left out`() {
    #expect(
      json { ReferenceJSON.append([.keepAliveReq], to: &$0) } == """
        {"id":0,"name":"KeepAliveReq","direction":"deviceToServer","kind":"request",\
        "group":"RegistrationAndManagement","answeredBy":[{"id":256,"name":"KeepAliveAck"}],\
        "packedText":false,"meaning":"The device shows that it is still there, and expects an \
        answer.","layouts":[{"versions":[0,10,11,15,16,17,18,19,20,21,22],"size":0,"fields":[]}],\
        "enumerations":[],"flags":[]}

        """)
    #expect(
      json { ReferenceJSON.append([.unregisterAck], headerVersion: 17, to: &$0) } == """
        {"id":280,"name":"UnregisterAck","direction":"serverToDevice","kind":"response",\
        "group":"RegistrationAndManagement","answers":{"id":39,"name":"UnregisterReq"},\
        "packedText":false,"meaning":"The server lets the device sign off, or refuses because a \
        call is active.","layouts":[{"versions":[0,10,11,15,16,17,18,19,20,21,22],"size":4,\
        "fields":[{"path":"status","name":"status","type":"enumeration","offset":0,"size":4,\
        "names":"DeviceUnregisterStatus"}]}],\
        "enumerations":[{"name":"DeviceUnregisterStatus","values":[\
        {"value":0,"label":"Ok","spoken":"ok"},{"value":1,"label":"Error","spoken":"error"},\
        {"value":2,"label":"NAK","spoken":"refused"}]}],"flags":[]}

        """)
  }

  @Test func `a field says all that decides about it`() throws {
    let text = json {
      ReferenceJSON.append([.openReceiveChannel, .capabilitiesRes], headerVersion: 22, to: &$0)
    }
    for part in [
      #""type":"secret","offset":36,"size":16,"sizeFrom":"keylen"}"#,
      #""type":"union","offset":20,"size":4,"by":"compressionType"}"#,
      #""names":"Media_G723BitRate","case":{"from":9,"to":9}}"#,
      #""type":"structure","offset":20,"size":4,"case":{"otherwise":true}}"#,
      #""type":"uint32","offset":4,"size":4,"matchKey":true}"#,
      #""type":"int32","offset":128,"size":4,"fromDataLength":133}"#,
      #""type":"structure","offset":4,"size":288,"slots":18,"slotSize":16,"countedBy":"capCount"}"#,
    ] {
      #expect(text.contains(part), "\(part)")
    }
  }
}
