import ArgumentParser
import Checking
import Rendering
import SCCP
import Text
import Wire

/// The parts of a list that a person wrote with commas.
private func parts(of argument: String) -> [String] {
  argument.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
}

/// Names of devices, separated by commas.
struct DeviceList {
  let patterns: [TextPattern]

  init(parsing argument: String) throws {
    patterns = try parts(of: argument).map { part in
      guard !part.isEmpty else { throw ValidationError("an empty name is no device's") }
      guard let pattern = TextPattern(part, ignoringCase: true) else {
        throw ValidationError("more than \(TextPattern.maximumByteCount) bytes")
      }
      return pattern
    }
  }
}

/// Calls as a person names them, separated by commas.
struct CallList {
  private(set) var references: Set<UInt32> = []
  /// Numbers in the list of calls.
  private(set) var numbers: Set<Int> = []

  init(parsing argument: String) throws {
    for part in parts(of: argument) {
      if part.hasPrefix("@"), let number = Int(part.dropFirst()), number > 0 {
        numbers.insert(number)
      } else if let reference = UInt32(part) {
        references.insert(reference)
      } else {
        throw ValidationError("\(part): neither a call reference nor a number such as @3")
      }
    }
  }
}

/// Numbers, separated by commas.
struct NumberList {
  let numbers: [UInt32]

  init(parsing argument: String) throws {
    numbers = try parts(of: argument).map { part in
      guard let number = UInt32(part) else {
        throw ValidationError("\(part): not a number from 0 to \(UInt32.max)")
      }
      return number
    }
  }
}

/// IP addresses, separated by commas.
struct HostList {
  let addresses: [IPAddress]

  init(parsing argument: String) throws {
    addresses = try parts(of: argument).map { part in
      guard let address = IPAddress(part) else {
        throw ValidationError("\(part): not an IPv4 or IPv6 address")
      }
      return address
    }
  }
}

/// Names, patterns and identifiers of messages, and names of sets of them, separated by commas.
struct MessageList {
  let identifiers: Set<UInt32>

  /// An identifier may be one that the catalogue lacks.
  init(parsing argument: String) throws {
    var identifiers: Set<UInt32> = []
    for part in parts(of: argument) {
      let found = Self.identifiers(part)
      if found.isEmpty {
        let sets = MessageSet.allCases.map(\.rawValue)
        throw ValidationError(
          ReferenceSearch.failure(part, beside: NearestName.near(part, in: sets)))
      }
      identifiers.formUnion(found)
    }
    self.identifiers = identifiers
  }

  private static func identifiers(_ text: String) -> [UInt32] {
    if let set = MessageSet(rawValue: text.lowercased()) { return set.messages.map(\.identifier) }
    if text.hasPrefix("0x"), let number = UInt32(text.dropFirst(2), radix: 16) { return [number] }
    if let number = UInt32(text) { return [number] }
    guard let pattern = TextPattern(text, ignoringCase: true) else { return [] }
    return Catalogue.messages.filter { pattern.matches($0.name) }.map(\.identifier)
  }
}
