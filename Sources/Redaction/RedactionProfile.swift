/// How much of a capture is replaced.
package enum RedactionProfile: String, CaseIterable, Sendable {
  /// Media keys and salts, and keys that the file itself brings.
  case keys
  /// Those, and all that says who was called by whom: for a colleague or a vendor.
  case share
  /// Those, and also the makers of devices and all texts, whatever they say.
  case strict

  /// Whether persons, numbers, devices and places are replaced.
  var replacesIdentities: Bool { self != .keys }
  /// Whether the makers' half of MAC addresses stays, where nothing else is asked for.
  package var keepsVendors: Bool { self != .strict }
  /// Whether texts that servers send to all phones are replaced like those about persons.
  var replacesPhrases: Bool { self == .strict }
}

/// What a value that is replaced is of.
package enum RedactionClass: Int, CaseIterable, Sendable {
  case keys, digits, numbers, names, devices, addresses, servers, content, residue

  package var title: String {
    switch self {
    case .keys: "media keys and salts"
    case .digits: "digits pressed"
    case .numbers: "numbers"
    case .names: "names and texts"
    case .devices: "device names and MAC addresses"
    case .addresses: "IP addresses"
    case .servers: "servers and places"
    case .content: "data of applications, and what is not understood"
    case .residue: "memory after texts"
    }
  }
}

/// How many values of each class were replaced.
package struct RedactionCounts: Sendable {
  private var counts = [Int](repeating: 0, count: RedactionClass.allCases.count)

  package init() {}

  mutating func note(_ kind: RedactionClass) {
    counts[kind.rawValue] += 1
  }

  package subscript(kind: RedactionClass) -> Int { counts[kind.rawValue] }
}
