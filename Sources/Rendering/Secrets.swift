import SCCP
import Wire

extension Message {
  /// The message's bytes, those of keys and salts, whole slots of them, as zeros.
  var bytesWithoutSecrets: ReusedBytes {
    guard let layout, fields.contains(where: { $0.kind == .secret }) else { return bytes }
    var shown = bytes
    for field in fields where field.kind == .secret {
      let start = bytes(of: field).lowerBound
      let slot = layout.steps[Int(field.step)].size
      for index in start..<min(start + slot, shown.count) { shown[index] = 0 }
    }
    return shown
  }
}
