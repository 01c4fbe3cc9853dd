import Testing

@testable import Checking

/// What is found in texts because it differs from run to run.
@Suite struct NormalTextTests {
  /// The text with marks in the place of what is found.
  private func marked(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let isInWord = index > 0 && bytes[index - 1].isLetterOrDigit
      if !isInWord, let found = NormalText.finding(in: bytes, at: index) {
        let mark =
          switch found.value {
          case .device(let name): "{device \(name)}"
          case .address(let address): "{address \(address)}"
          case .mac(let address): "{mac \(address)}"
          case .time: "{time}"
          case .date: "{date}"
          case .dateAndTime: "{date and time}"
          }
        result += mark.utf8
        index = found.end
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  @Test(arguments: [
    ("SEP001122334455", "{device SEP001122334455}"),
    ("Name=SEP001122334455 Load=", "Name={device SEP001122334455} Load="),
    ("SEP001122334455.cnf.xml", "{device SEP001122334455}.cnf.xml"),
    ("AN1122334455001", "{device AN1122334455001}"),
    ("SKIGW1122334455", "{device SKIGW1122334455}"),
    ("10.10.1.21", "{address 10.10.1.21}"),
    ("http://10.1.1.1:8080/x", "http://{address 10.1.1.1}:8080/x"),
    ("10.1.1.1/24.", "{address 10.1.1.1}/24."),
    ("at 10.1.1.1.", "at {address 10.1.1.1}."),
    ("[2001:db8::1]:80", "[{address 2001:db8::1}]:80"),
    ("fe80::1:2", "{address fe80::1:2}"),
    ("00:11:22:33:44:55", "{mac 00:11:22:33:44:55}"),
    ("00-11-22-AA-bb-CC", "{mac 00:11:22:aa:bb:cc}"),
    ("0011.2233.4455", "{mac 00:11:22:33:44:55}"),
    ("2024-03-05T09:00:01.123Z", "{date and time}Z"),
    ("2024-03-05T", "{date}T"),
    ("2024-03-05 9:00:01", "{date} {time}"),
    ("09:00:01.5,", "{time},"),
  ])
  func `what differs from run to run is found`(text: String, expected: String) {
    #expect(marked(text) == expected)
  }

  @Test(arguments: [
    "SCCP42.9-4-2SR3-1S", "12.5.1.11900", "1.2.3", "1.2.3.4.5", "v10.1.1.21.x1", "09:00", "2001",
    "+4912345678901", "SEPARATE WORDS!", "SEP00112233445", "SEP0011223344556", "00:11:22:33:44",
    "2024-03-055", "::", "a:b", "Anna Berg", "12:345:67", "256.1.1.1", "é10.1.1.1",
  ])
  func `what only looks like it is left alone`(text: String) {
    #expect(marked(text) == text)
  }

  @Test func `every cut of a text is read`() {
    let text = "SEP001122334455 10.10.1.21 2001:db8::1 00:11:22:33:44:55 2024-03-05 09:00:01.5"
    for count in 0...text.utf8.count { #expect(marked(String(text.prefix(count))).count > -1) }
  }
}
