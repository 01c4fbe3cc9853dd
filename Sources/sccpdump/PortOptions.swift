import ArgumentParser

/// Where call managers listen.
struct PortOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp("TCP port of the call manager, when it is not 2000.", valueName: "port"))
  var port: [UInt16] = []
}
