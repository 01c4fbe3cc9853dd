import CallAnalysis
import SCCP
import Text
import Wire

/// What JSON lines say of their connections, kept as bytes: many lines share it.
struct JSONParties {
  /// A connection as one of its ends says it.
  private struct Party {
    var stream = -1
    /// How often the device's name had become another one.
    var nameCount: Int32 = 0
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
    if place < parties.count {
      let party = parties[place]
      if party.stream == record.stream, party.nameCount == record.nameCount {
        text.append(party.text, of: texts)
        return
      }
    }
    appendNew(record, at: place, to: &text)
  }

  /// The same for parties that are not in the list, or have another name by now.
  @inline(never)
  private mutating func appendNew(
    _ record: borrowing Record, at place: Int, to text: inout TextBuffer
  ) {
    let start = text.count
    text.append(jsonPartiesOf: record)
    if texts.byteCount + text.count - start > Self.maximumByteCount {
      texts.removeAll()
      parties.removeAll(keepingCapacity: true)
    }
    while parties.count <= place { parties.append(Party()) }
    parties[place] = Party(
      stream: record.stream, nameCount: record.nameCount,
      text: texts.add(text.span.extracting(start...)))
  }
}

extension TextBuffer {
  fileprivate mutating func append(jsonPartiesOf record: borrowing Record) {
    let (device, server, isFromDevice) = (record.device, record.server, record.isFromDevice)
    append(",\"stream\":")
    append(decimal: record.stream)
    append(",\"connection\":\"")
    record.connection.append(to: &self)
    append("\",\"src\":\"")
    let source = append(end: isFromDevice ? device : server, portKey: "\",\"srcPort\":")
    append(",\"dst\":\"")
    let destination = append(end: isFromDevice ? server : device, portKey: "\",\"dstPort\":")
    append(
      isFromDevice
        ? ",\"direction\":\"deviceToServer\"" : ",\"direction\":\"serverToDevice\"")
    if let name = record.deviceName {
      append(",\"device\":")
      append(jsonString: name)
    }
    append(",\"deviceAddress\":\"")
    append(again: isFromDevice ? source : destination)
    append("\",\"server\":\"")
    if server.address.isIPv6 {
      append(server)
    } else {
      append(again: isFromDevice ? destination : source)
      append(":")
      append(decimal: server.port)
    }
    append("\"")
  }

  /// Appends an address and, after the key, its port; returns where the address stands.
  @inline(__always)
  private mutating func append(end: Endpoint, portKey: StaticString) -> Range<Int> {
    let start = count
    append(end.address)
    let address = start..<count
    append(portKey)
    append(decimal: end.port)
    return address
  }
}
