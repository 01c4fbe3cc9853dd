import CallAnalysis
import SCCP
import Wire

/// Pieces of JSON lines that many lines share, kept as bytes.
struct JSONLineCaches: Sendable {
  /// Connections whose ends are kept, two pieces each; another takes the place of an older one.
  private static let maximumParties = 2048

  private struct Parties: Sendable {
    var stream = -1
    var deviceName: String?
    var text: [UInt8] = []
  }

  private var parties = [Parties](repeating: Parties(), count: maximumParties)
  private var second: Int64?
  private var secondText: [UInt8] = []

  /// Appends which connection a message belongs to, who sent it, and the device's name.
  mutating func append(partiesOf record: borrowing Record, to text: inout TextBuffer) {
    let place = (record.stream * 2 + (record.isFromDevice ? 1 : 0)) % Self.maximumParties
    if parties[place].stream != record.stream || parties[place].deviceName != record.deviceName {
      var fresh = TextBuffer()
      fresh.append(jsonPartiesOf: record)
      parties[place] = Parties(
        stream: record.stream, deviceName: record.deviceName, text: fresh.bytes)
    }
    text.append(parties[place].text)
  }

  /// Appends a time; the part down to the second is that of many messages.
  mutating func append(time: Timestamp, digits: Int, to text: inout TextBuffer) {
    if second != time.seconds {
      var fresh = TextBuffer()
      fresh.append(time: Timestamp(seconds: time.seconds, nanoseconds: 0), digits: 0)
      fresh.truncate(to: fresh.count - 1)
      secondText = fresh.bytes
      second = time.seconds
    }
    text.append(secondText)
    text.append(fraction: time.nanoseconds, digits: digits)
    text.append(byte: UInt8(ascii: "Z"))
  }
}

extension TextBuffer {
  fileprivate mutating func append(jsonPartiesOf record: borrowing Record) {
    append(",\"stream\":")
    append(decimal: record.stream)
    append(",\"src\":\"")
    append(record.source.address)
    append("\",\"srcPort\":")
    append(decimal: record.source.port)
    append(",\"dst\":\"")
    append(record.destination.address)
    append("\",\"dstPort\":")
    append(decimal: record.destination.port)
    append(
      record.isFromDevice
        ? ",\"direction\":\"deviceToServer\"" : ",\"direction\":\"serverToDevice\"")
    if let name = record.deviceName {
      append(",\"device\":")
      append(jsonString: name)
    }
  }
}
