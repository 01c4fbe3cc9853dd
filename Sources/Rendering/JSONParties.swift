import CallAnalysis
import SCCP
import Wire

/// What JSON lines say of their connections, kept as bytes: many lines share it.
struct JSONParties {
  /// Connections whose ends are kept, two pieces each; another takes the place of an older one.
  private static let maximumParties = 2048

  private struct Parties {
    var stream = -1
    var deviceName: String?
    var text: [UInt8] = []
  }

  private var parties = [Parties](repeating: Parties(), count: maximumParties)

  /// Appends which connection a message belongs to, who sent it, and the device's name.
  mutating func append(_ record: borrowing Record, to text: inout TextBuffer) {
    let place = (record.stream * 2 + (record.isFromDevice ? 1 : 0)) % Self.maximumParties
    if parties[place].stream != record.stream || parties[place].deviceName != record.deviceName {
      var fresh = TextBuffer()
      fresh.append(jsonPartiesOf: record)
      parties[place] = Parties(
        stream: record.stream, deviceName: record.deviceName, text: fresh.bytes)
    }
    text.append(parties[place].text)
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
