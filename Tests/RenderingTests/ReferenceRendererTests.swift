import Rendering
import SCCP
import Testing
import Text

@Suite struct ReferenceRendererTests {
  private func text(
    width: Int?, isASCII: Bool = false, _ render: (inout ReferenceRenderer) -> Void
  ) -> String {
    var reference = ReferenceRenderer(width: width, usesColor: false, isASCII: isASCII)
    render(&reference)
    return String(reference.text)
  }

  @Test(arguments: [nil, 20, 40, 63, 64, 80, 200])
  func `every message can be printed, within the width`(width: Int?) {
    for message in Catalogue.messages {
      let printed = text(width: width) { $0.render(message) }
      #expect(printed.hasPrefix(String(message.name.prefix(1))))
      for line in printed.split(separator: "\n") {
        #expect(line.count <= width ?? .max, "\(message.name): \(line)")
        #expect(line.last != " ", "\(message.name): \(line)")
      }
    }
  }

  @Test(arguments: [40, 80])
  func `the list fits the width`(width: Int) {
    let printed = text(width: width) { $0.render(listOf: Catalogue.messages) }
    #expect(printed.split(separator: "\n").allSatisfy { $0.count <= width })
  }

  @Test func `at 80 columns the list has a line for each message`() {
    let printed = text(width: 80) { $0.render(listOf: Catalogue.messages) }
    let lines = printed.split(separator: "\n")
    #expect(lines.count == Catalogue.messages.count + 1)
    #expect(
      lines.prefix(3) == [
        "id        message                           kind      group",
        "0x0000  ▶ KeepAliveReq                      request   RegistrationAndManagement",
        "0x0001  ▶ RegisterReq                       request   RegistrationAndManagement",
      ])
    #expect(
      lines.contains("0x0111  ◀ CallState                         event     CallControl"))
  }

  @Test func `at 40 columns the list is broken between words`() {
    let printed = text(width: 40) { $0.render(listOf: [.registerReq, .callState]) }
    #expect(
      printed == """
        0x0001 ▶ RegisterReq  request
                 RegistrationAndManagement
        0x0111 ◀ CallState  event  CallControl

        """)
  }

  @Test func `ASCII only, where asked for`() {
    let printed = text(width: 80, isASCII: true) {
      $0.renderLegend()
      $0.render(listOf: Catalogue.messages)
      for message in Catalogue.messages { $0.render(message) }
    }
    #expect(printed.utf8.allSatisfy { $0 < 0x80 })
  }

  @Test func `an empty body`() {
    #expect(
      text(width: 80) { $0.render(.keepAliveAck) } == """
        KeepAliveAck  0x0100 (256)
          The server confirms a keepalive.

          direction    server to device
          kind         response
          group        RegistrationAndManagement
          answers      KeepAliveReq (0x0000)

          Body in every version: empty, data length 4

        """)
  }

  @Test func `layouts of several versions, one of them told by its bytes`() {
    #expect(
      text(width: 80) { $0.render(.enblocCall) } == """
        EnblocCall  0x0004 (4)
          The user dials a whole number at once, as from a directory.

          direction    device to server
          kind         event, nothing answers it
          group        CallControl
          texts        in slots of a fixed size

          Offsets count from the start of the body, which follows 12 bytes of header.

          Body in versions 0–17: up to 28 bytes, data length 32
          offset   bytes  field         type
               0      24  calledParty   text of 24 bytes
              24       4  lineInstance  uint32, from data length 29 on

          Body in versions 18–22, data length 36, bytes 25–27 all 0 and the uint32
            at 28 not 0: 32 bytes
          offset   bytes  field         type
               0      28  calledParty   text of 28 bytes
              28       4  lineInstance  uint32

          Body in versions 18–22, otherwise: up to 29 bytes
          offset   bytes  field         type
               0      25  calledParty   text of 25 bytes
              25       4  lineInstance  uint32, from data length 29 on

        """)
  }

  @Test func `arrays, unions and enumerations`() {
    let printed = text(width: 80) { $0.render(.capabilitiesRes) }
    #expect(
      printed.hasPrefix(
        """
        CapabilitiesRes  0x0010 (16)
          The device lists its audio codecs, the preferred one first.

          direction    device to server
          kind         response
          group        RegistrationAndManagement
          answers      CapabilitiesReq (0x009b)

          Offsets count from the start of the body, which follows 12 bytes of header.
          All slots of an array are on the wire; offsets are those of its first.

          Body in every version: 292 bytes, data length 296
          offset   bytes  field                    type
               0       4  capCount                 uint32
               4     288  caps                     array of 18 slots of 16 bytes,
                                                   counted by capCount, or as many as a
                                                   longer message holds
               4       4    payloadCapability      enumeration Media_PayloadType
               8       4    maxFramesPerPacket     uint32
              12       8    PAYLOADS               union by payloadCapability
                              payloadCapability 9 (G.723.1):
              12       4        g723BitRate        enumeration Media_G723BitRate
                              payloadCapability 300 (V.150.1 modem relay):
              12       8        modemRelay         structure
              12       4          capAndVer        uint32
              16       4          modAnd2833       uint32
                              payloadCapability 301 (V.150.1 SPRT):
              12       8        sprtPayload        structure
              12       2          chan0MaxPayload  uint16
              14       2          chan2MaxPayload  uint16
              16       2          chan3MaxPayload  uint16
              18       2          chan2MaxWindow   uint16
                              payloadCapability 302 (V.150.1 SSE):
              12       8        sse                structure
              12       4          standard         uint32
              16       4          vendor           uint32
                              any other payloadCapability:
              12       4        codecParams        structure
              12       1          codecMode        uint8
              13       1          dynamicPayload   uint8
              14       1          codecParam1      uint8
              15       1          codecParam2      uint8

          Enumeration Media_PayloadType
          value  label                     in the timeline
              0  None                      none
        """))
  }

  @Test func `a narrow terminal gets a field after the other`() {
    #expect(
      text(width: 40) { $0.render(.hookFlash) } == """
        HookFlash  0x0008 (8)
          The user presses the hook for a
          moment.

          direction    device to server
          kind         event, nothing answers it
          group        CallControl

          Offsets count from the start of the
          body, which follows 12 bytes of
          header.

          Body in every version: up to 8 bytes,
            data length 12
          0  lineInstance  4 bytes, uint32, from
              data length 5 on
          4  callReference  4 bytes, uint32,
              from data length 5 on

        """)
  }
}
