package import SCCP
import Text
package import Wire

/// A phone of a scenario.
package struct Phone: Sendable {
  /// What it registers as.
  package let name: String
  /// The label of its device type, such as 7962.
  package let model: String
  package let firmware: String
  package let host: Host

  /// A phone that is called SEP and its MAC address, as they all are.
  package init(macAddress: UInt64, model: String, firmware: String, address: IPAddress) {
    host = Host(macAddress: macAddress, address: address)
    var text = TextBuffer()
    text.append(hexadecimal: macAddress, digits: 12)
    name = "SEP" + String(text).uppercased()
    self.model = model
    self.firmware = firmware
  }

  /// How the phone names itself to a server.
  package var sid: FieldValue {
    ["DeviceName": .text(name), "instance": 1]
  }
}
