import Testing
import Wire

/// Link types are told by the names that other programs give them.
@Suite struct LinkTypeNameTests {
  @Test(arguments: [
    (1, "1 (ETHERNET)"), (6, "6 (IEEE802_5)"), (141, "141 (MTP3)"), (147, "147 (USER0)"),
    (162, "162 (USER15)"), (163, "163 (IEEE802_11_AVS)"), (197, "197 (ERF)"),
    (178, "178 (JUNIPER_ETHER)"), (146, "146"), (70_000, "70000"),
  ])
  func `number and name`(number: Int, text: String) {
    #expect(LinkType(rawValue: UInt32(number)).description == text)
  }
}
