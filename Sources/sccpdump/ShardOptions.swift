import ArgumentParser
import NetworkLayers

/// Which part of the connections to look at, while other processes look at the others.
struct ShardOptions: ParsableArguments {
  @Option(
    name: .customLong("shard"),
    help: ArgumentHelp(
      """
      Look at part K of N parts of the connections, such as 3/8; runs with all K give what one run \
      without --shard gives.
      """, valueName: "k/n"),
    transform: ShardOptions.shard(named:))
  var part: Shard?

  @Option(
    name: .customLong("shard-by"),
    help: ArgumentHelp(
      """
      Keep together each connection (connection), all connections of a device (device) or of a \
      server (server), by addresses.
      """, valueName: "key"))
  var key: Shard.Key?

  func validate() throws {
    if key != nil, part == nil { throw ValidationError("--shard-by needs --shard") }
  }

  /// The part; nil for all connections.
  var shard: Shard? {
    var shard = part
    if let key { shard?.key = key }
    return shard
  }

  private static func shard(named text: String) throws -> Shard {
    let numbers = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard numbers.count == 2, let number = numbers[0], let count = numbers[1],
      let shard = Shard(number, of: count)
    else {
      throw ValidationError(
        "\(text): not a part such as 1/8, with at most \(Shard.maximumCount) parts")
    }
    return shard
  }
}

extension Shard.Key: ExpressibleByArgument {}
