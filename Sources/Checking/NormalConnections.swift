import Rendering
import Text
import Wire

/// Who is at the ends of the connections of a capture, in the order in which they were noted.
struct NormalConnections {
  /// The connections' places by their numbers.
  private var places: [Int: Int] = [:]
  private var ends: [Ends] = []

  private struct Ends {
    var name: String?
    var device: Endpoint
    var server: Endpoint
  }

  var count: Int { ends.count }

  func place(of stream: Int) -> Int? { places[stream] }

  /// Takes note of who is at the ends of a connection, and returns its place; a name, once known,
  /// stays until another is.
  mutating func note(stream: Int, _ name: String?, device: Endpoint, server: Endpoint) -> Int {
    if let place = places[stream] {
      if name != nil || ends[place].name == nil {
        ends[place] = Ends(name: name, device: device, server: server)
      }
      return place
    }
    places[stream] = ends.count
    ends.append(Ends(name: name, device: device, server: server))
    return ends.count - 1
  }

  /// What a person calls a connection.
  func title(of place: Int) -> String {
    var title = TextBuffer()
    title.append(visible: (ends[place].name ?? "\(ends[place].device)").utf8.span)
    return String(title)
  }

  /// Appends who is at the ends of a connection, after the number of its line.
  func append(
    headOf place: Int, _ fields: inout NormalFields, _ normalization: Normalization,
    to text: inout TextBuffer
  ) {
    let ends = ends[place]
    let withPorts = normalization.kept.contains(.ports)
    if let name = ends.name {
      text.append(",\"device\":")
      text.append(jsonString: fields.normalized(Array(name.utf8)))
    }
    append(ends.device, withPorts ? "port" : nil, as: "address", &fields, to: &text)
    append(ends.server, withPorts ? "serverPort" : nil, as: "server", &fields, to: &text)
    text.append("}")
  }

  private func append(
    _ endpoint: Endpoint, _ portKey: String?, as key: String, _ fields: inout NormalFields,
    to text: inout TextBuffer
  ) {
    text.append(",\"\(key)\":\"")
    fields.append(normalized: endpoint.address, to: &text)
    text.append("\"")
    guard let portKey else { return }
    text.append(",\"\(portKey)\":")
    text.append(decimal: endpoint.port)
  }
}
