import ArgumentParser
import Engine
import Rendering
import Text
import Wire

/// What phones and servers are called.
struct PartyOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Name addresses as a hosts file does: an address and its name in each line.",
      valueName: "file"), completion: .file())
  var hosts: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Call the party at an address by a name: --party 'Front desk=10.10.1.21'.",
      valueName: "name=address"), transform: NamedAddress.init(parsing:))
  var party: [NamedAddress] = []

  /// Bytes of a hosts file that are read.
  private static let maximumFileByteCount = 1 << 24

  /// The names; ends with an error where a file has another form.
  func names() throws -> PartyNames {
    var names = PartyNames()
    for entry in party { names.name(entry.address, entry.name) }
    for file in hosts {
      let bytes: [UInt8]
      do throws(TextFileError) {
        bytes = try TextFile.bytes(at: file, upTo: Self.maximumFileByteCount)
      } catch {
        throw ValidationError("\(file): \(error)")
      }
      if let line = names.read(hosts: String(decoding: bytes, as: UTF8.self)) {
        throw ValidationError("\(file): line \(line): neither an address with a name nor a comment")
      }
    }
    return names
  }
}

/// An address and what to call it.
struct NamedAddress {
  let name: String
  let address: IPAddress

  init(parsing argument: String) throws {
    let parts = argument.split(separator: "=", omittingEmptySubsequences: false)
    guard parts.count > 1, let last = parts.last, let address = IPAddress(String(last)),
      argument.utf8.count > last.utf8.count + 1
    else {
      throw ValidationError("write NAME=ADDRESS, such as 'Front desk=10.10.1.21'")
    }
    name = String(argument.dropLast(last.count + 1))
    self.address = address
  }
}
