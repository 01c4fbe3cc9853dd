import Testing
import Text
import Wire

/// Numbers, held against Swift's own.
@Suite struct NumberTextTests {
  /// Where the count of digits changes, and numbers with zeros in their middle.
  static let numbers: [UInt64] = {
    var numbers: [UInt64] = [0, .max, UInt64(UInt32.max), UInt64(UInt32.max) + 1]
    var power: UInt64 = 1
    for _ in 0..<20 {
      numbers += [power - 1, power, power + 1, 9 * (power / 10), power + power / 100]
      power = power.multipliedReportingOverflow(by: 10).partialValue
    }
    return numbers + (0...10_100)
  }()

  private static func padded(_ text: String, to digits: Int) -> String {
    String(repeating: "0", count: max(digits - text.count, 0)) + text
  }

  @Test func `a number of any width reads as Swift writes it`() {
    var text = TextBuffer()
    for number in Self.numbers {
      text.removeAll()
      text.append(decimal: number)
      text.append(" ")
      text.append(decimal: UInt32(truncatingIfNeeded: number))
      text.append(" ")
      text.append(decimal: UInt16(truncatingIfNeeded: number))
      text.append(" ")
      text.append(decimal: Int(truncatingIfNeeded: number))
      text.append(" ")
      text.append(decimal: -Int64(number >> 1))
      let expected =
        "\(number) \(UInt32(truncatingIfNeeded: number)) \(UInt16(truncatingIfNeeded: number)) "
        + "\(Int(truncatingIfNeeded: number)) \(-Int64(number >> 1))"
      #expect(String(text) == expected)
    }
  }

  @Test(arguments: 0...22) func `zeros fill up to the digits asked for`(digits: Int) {
    var text = TextBuffer()
    for number in Self.numbers {
      let short = UInt32(truncatingIfNeeded: number)
      text.removeAll()
      text.append(decimal: number, minimumDigits: digits)
      text.append(" ")
      text.append(decimal: short, minimumDigits: digits)
      #expect(
        String(text)
          == "\(Self.padded("\(number)", to: digits)) \(Self.padded("\(short)", to: digits))")
    }
  }

  @Test(arguments: 0...18) func `the low hexadecimal digits of a number`(digits: Int) {
    var text = TextBuffer()
    for number in Self.numbers {
      text.removeAll()
      text.append(hexadecimal: number, digits: digits)
      let all = Self.padded(String(number, radix: 16), to: 18)
      #expect(String(text) == String(all.suffix(digits)))
    }
  }

  @Test func `bytes as hexadecimal digits`() {
    let bytes: [UInt8] = Array(0...255)
    var text = TextBuffer()
    text.append(hexadecimal: bytes.span)
    let expected = bytes.map { Self.padded(String($0, radix: 16), to: 2) }.joined()
    #expect(String(text) == expected)
  }

  @Test func `every octet of an address`() {
    var text = TextBuffer()
    for octet in UInt32(0)...255 {
      text.removeAll()
      text.append(IPAddress(ipv4: octet << 24 | (255 - octet) << 16 | octet << 8 | octet))
      #expect(String(text) == "\(octet).\(255 - octet).\(octet).\(octet)")
    }
  }

  @Test func `a part of the text once more`() {
    var text = TextBuffer(capacity: 64)
    text.append("0123456789")
    for _ in 0..<20 { text.append(again: 2..<7) }
    text.append(again: 4..<4)
    #expect(String(text) == "0123456789" + String(repeating: "23456", count: 20))
  }

  @Test(arguments: 0...8) func `the last digits of a number`(digits: Int) {
    var text = TextBuffer()
    for number in Self.numbers {
      let short = UInt32(truncatingIfNeeded: number)
      text.removeAll()
      text.append(lastDigits: digits, of: short)
      #expect(String(text) == String(Self.padded("\(short)", to: 8).suffix(digits)))
    }
  }
}
