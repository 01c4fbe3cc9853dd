import ArgumentParser
import Engine
import Redaction

/// `sccpdump redact FILE -o OUT`: a capture that can be handed on.
struct Redact: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "redact",
    abstract: "Write a capture that says the same, without names, numbers, addresses and keys.",
    discussion: """
      Each value has the same replacement throughout, of the same length and kind. The new capture \
      is searched for the old values before it takes its place.

      Examples:
        sccpdump redact --profile share -o shared.pcapng capture.pcapng
        sccpdump redact --secret team.key -o shared.pcapng capture.pcapng
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var redaction: RedactionOptions

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("The capture to write.", valueName: "file"), completion: .file())
  var output: String

  @Option(
    name: .long,
    help: """
      What to replace: media keys (keys), all that says who is who (share), or also the makers of \
      devices and all texts (strict).
      """)
  var profile = RedactionProfile.share

  @Flag(
    name: .long, inversion: .prefixedNo,
    help: "Keep the half of MAC addresses that names the maker; strict does not.")
  var vendors: Bool?

  @Flag(
    name: .customLong("keep-others"),
    help: "Keep packets of other protocols, with addresses replaced and without what they carry.")
  var keepsOthers = false

  func run() throws {
    let pipeline = input.pipeline()
    var options = CaptureRedaction.Options()
    options.profile = profile
    options.key = try redaction.key()
    options.keepsVendors = vendors ?? profile.keepsVendors
    options.keepsOthers = keepsOthers
    let outcome = try CaptureRedaction(pipeline.captures, options).run(pipeline, to: output)
    outcome.report()
    if outcome.exitStatus != 0 { throw ExitCode(outcome.exitStatus) }
  }
}
