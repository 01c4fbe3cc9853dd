import CallAnalysis
import SCCP
import Story
import Text
import Wire

/// What a watch has seen: a finding as far as the watch knows it.
struct Observation {
  /// The rule that turned out to fit, where that is another than the one suspected.
  var rule: FindingRule?
  /// The device, where it is another than that of the connection it was seen on.
  var device: (title: String, stream: Int)?
  var severity: Finding.Severity?
  let stamp: FrameStamp
  let text: String
  var related: [Finding.Evidence] = []
  var values: [Finding.Value] = []
  /// The leg that it is about.
  var leg: Int?
  var reference: UInt32?
  /// The call's number, where it is listed already.
  var call: Int?
  /// Whether it was seen before, and more is known of it now.
  var isUpdate = false
  /// What tells findings of one rule and device apart, such as the label on a display.
  var subject = ""

  init(_ text: String, at stamp: FrameStamp, severity: Finding.Severity? = nil) {
    self.text = text
    self.stamp = stamp
    self.severity = severity
  }

  func about(_ leg: Leg?) -> Observation {
    var copy = self
    copy.leg = leg?.number
    copy.reference = leg?.reference ?? copy.reference
    return copy
  }

  func about(_ snapshot: LegSnapshot?) -> Observation {
    guard let snapshot else { return self }
    var copy = self
    copy.leg = snapshot.leg.number
    copy.reference = snapshot.leg.reference ?? copy.reference
    return copy
  }

  func about(reference: UInt32?, on link: LinkState) -> Observation {
    var copy = self
    copy.reference = reference
    copy.leg = reference.flatMap { link.leg(withReference: $0)?.leg.number }
    return copy
  }

  func about(_ leg: Leg, in call: Call) -> Observation {
    var copy = about(leg)
    copy.call = call.number
    return copy
  }

  func with(_ values: Finding.Value...) -> Observation {
    var copy = self
    copy.values += values
    return copy
  }

  func resting(on evidence: (FrameStamp?, String)...) -> Observation {
    var copy = self
    for (stamp, name) in evidence {
      if let stamp { copy.related.append(Finding.Evidence(stamp.place, name)) }
    }
    return copy
  }

  func subject(_ subject: String) -> Observation {
    var copy = self
    copy.subject = subject
    return copy
  }
}

extension Finding.Value {
  static func text(_ name: String, _ value: String) -> Finding.Value {
    Finding.Value(name, .text(value))
  }

  static func number(_ name: String, _ value: some BinaryInteger) -> Finding.Value {
    Finding.Value(name, .number(Int64(clamping: value)))
  }

  static func duration(_ name: String, _ nanoseconds: Int64) -> Finding.Value {
    Finding.Value(name, .duration(nanoseconds))
  }

  static func decimal(_ name: String, _ value: Double) -> Finding.Value {
    Finding.Value(name, .decimal(value))
  }
}

/// A duration as a person says it.
func spoken(_ nanoseconds: Int64) -> String {
  var text = TextBuffer()
  _ = text.append(duration: max(nanoseconds, 0))
  return String(text)
}

extension String {
  /// What a message of the catalogue is called.
  static func name(of message: MessageDefinition) -> String { message.name }
}
