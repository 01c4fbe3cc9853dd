import Wire

/// Gives the values of one capture their numbers, in the order in which they appear.
struct Numbering: Sendable {
  /// A value that has a number.
  enum Identity: Hashable, Sendable {
    case device(String)
    case address(IPAddress)
    case mac(MACAddress)
    /// A port is told apart by the address that it is at.
    case port(IPAddress, UInt32)
    case number(Placeholder.Kind, UInt32)

    var kind: Placeholder.Kind {
      switch self {
      case .device: .device
      case .address: .address
      case .mac: .mac
      case .port: .port
      case .number(let kind, _): kind
      }
    }
  }

  private var numbers: [Identity: Int] = [:]
  private var counts: [Placeholder.Kind: Int] = [:]

  mutating func placeholder(for identity: Identity) -> Placeholder {
    if let number = numbers[identity] { return Placeholder(identity.kind, number) }
    let number = (counts[identity.kind] ?? 0) + 1
    counts[identity.kind] = number
    numbers[identity] = number
    return Placeholder(identity.kind, number)
  }
}

/// Numbers placeholders anew, in the order of the lines that they are in.
struct Renumbering {
  private var names: [Placeholder: Placeholder]
  private var counts: [Placeholder.Kind: Int]

  /// Begins with what some placeholders are called; the others get numbers after `counts`.
  init(_ names: [Placeholder: Placeholder] = [:], counts: [Placeholder.Kind: Int] = [:]) {
    self.names = names
    self.counts = counts
  }

  mutating func rewriting(_ line: String) -> String {
    PlaceholderText.rewriting(line) { placeholder(for: $0).text }
  }

  private mutating func placeholder(for former: Placeholder) -> Placeholder {
    if let name = names[former] { return name }
    let number = (counts[former.kind] ?? 0) + 1
    counts[former.kind] = number
    let name = Placeholder(former.kind, number)
    names[former] = name
    return name
  }
}
