import CallAnalysis
import SCCP
import Text
import Wire

/// What JSON lines say of their connections, kept as bytes: many lines share it.
struct JSONParties {
  /// A connection as one of its ends says it.
  private struct Party {
    var stream = -1
    var deviceName: String?
    /// What was known of the device: while it is the same, so is the name.
    var profile: Profile?
    var text = StoredText.none
  }

  /// Two for each connection, as many as were needed so far; another takes the place of an older one.
  private var parties: [Party] = []
  private var texts = TextStore()

  private static let maximumCount = 2048
  /// Bytes of text before all is forgotten, what was replaced among it: twice what the parties of
  /// that many connections take.
  private static let maximumByteCount = 1 << 19

  init() {
    texts.reserveCapacity(Self.maximumByteCount)
  }

  /// Appends which connection a message belongs to, who sent it, and its ends.
  mutating func append(_ record: borrowing Record, to text: inout TextBuffer) {
    let place = (record.stream &* 2 | (record.isFromDevice ? 1 : 0)) & (Self.maximumCount - 1)
    if place < parties.count, isKnown(record, at: place) {
      text.append(parties[place].text, of: texts)
      return
    }
    let start = text.count
    text.append(jsonPartiesOf: record)
    if texts.byteCount + text.count - start > Self.maximumByteCount {
      texts.removeAll()
      parties.removeAll(keepingCapacity: true)
    }
    while parties.count <= place { parties.append(Party()) }
    parties[place] = Party(
      stream: record.stream, deviceName: record.deviceName, profile: record.profile,
      text: texts.add(text.span.extracting(start...)))
  }

  private mutating func isKnown(_ record: borrowing Record, at place: Int) -> Bool {
    guard parties[place].stream == record.stream else { return false }
    if parties[place].profile === record.profile { return true }
    guard parties[place].deviceName == record.deviceName else { return false }
    parties[place].profile = record.profile
    return true
  }
}

extension TextBuffer {
  fileprivate mutating func append(jsonPartiesOf record: borrowing Record) {
    append(",\"stream\":")
    append(decimal: record.stream)
    append(",\"connection\":\"")
    record.connection.append(to: &self)
    append("\",\"src\":\"")
    let source = appendAddress(of: record.source)
    append("\",\"srcPort\":")
    append(decimal: record.source.port)
    append(",\"dst\":\"")
    let destination = appendAddress(of: record.destination)
    append("\",\"dstPort\":")
    append(decimal: record.destination.port)
    append(
      record.isFromDevice
        ? ",\"direction\":\"deviceToServer\"" : ",\"direction\":\"serverToDevice\"")
    if let name = record.deviceName {
      append(",\"device\":")
      append(jsonString: name)
    }
    append(",\"deviceAddress\":\"")
    append(again: record.isFromDevice ? source : destination)
    append("\",\"server\":\"")
    if record.server.address.isIPv6 {
      append(record.server)
    } else {
      append(again: record.isFromDevice ? destination : source)
      append(":")
      append(decimal: record.server.port)
    }
    append("\"")
  }

  /// Appends an address, and returns where it stands.
  private mutating func appendAddress(of end: Endpoint) -> Range<Int> {
    let start = count
    append(end.address)
    return start..<count
  }
}
