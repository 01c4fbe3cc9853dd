import SCCP

/// The soft keys that a server of a scenario offers.
package struct SoftKeyPlan: Sendable {
  /// A key: the number that the phone reports, and the phrase it is labelled with.
  package struct Key: Sendable {
    package let event: Int
    package let label: String

    package init(_ event: Int, _ label: String) {
      self.event = event
      self.label = label
    }
  }

  /// All keys, in the order of the template.
  package let keys: [Key]
  /// For each situation, the events of the keys that are offered, from left to right.
  package let sets: [[Int]]

  package init(keys: [Key], sets: [[Int]]) {
    self.keys = keys
    self.sets = sets
  }

  /// The answer to SoftKeyTemplateReq.
  package var template: ScriptedMessage {
    let entries = keys.map { key -> FieldValue in
      ["softKeyLabel": .phrase(key.label), "softKeyEvent": FieldValue(key.event)]
    }
    return ScriptedMessage(
      .softKeyTemplateRes,
      [
        "softKeyTemplate": [
          "totalSoftKeyCount": FieldValue(entries.count), "definition": .list(entries),
        ]
      ])
  }

  /// The answer to SoftKeySetReq.
  package var setTable: ScriptedMessage {
    let entries = sets.map { events -> FieldValue in
      let positions = events.map { event in (keys.firstIndex { $0.event == event } ?? -1) + 1 }
      return [
        "softKeyTemplateIndex": .list(positions.map { FieldValue($0) }),
        "softKeyInfoIndex": .list(events.map { FieldValue(300 + $0) }),
      ]
    }
    return ScriptedMessage(
      .softKeySetRes,
      [
        "softKeySets": [
          "totalSoftKeySetCount": FieldValue(entries.count), "definition": .list(entries),
        ]
      ])
  }

  /// The usual keys and the usual sets, from on hook to off hook with features.
  package static let usual = SoftKeyPlan(
    keys: [
      Key(1, "Redial"), Key(2, "Newcall"), Key(3, "Hold"), Key(4, "Transfer"), Key(5, "Cfwdall"),
      Key(8, "Backspace"), Key(9, "Endcall"), Key(10, "Resume"), Key(11, "Answer"),
      Key(13, "Confrn"), Key(14, "Park"), Key(15, "Join"), Key(16, "Meetme"), Key(17, "Pickup"),
      Key(18, "Gpickup"),
    ],
    sets: [
      [1, 2, 5, 17, 18],
      [3, 9, 4, 13, 14],
      [10, 2, 4, 15],
      [11, 9],
      [1, 9, 5, 16, 17],
      [3, 9, 4],
      [8, 9],
      [3, 9, 13],
      [9, 4],
      [1, 9, 17],
    ])
}
