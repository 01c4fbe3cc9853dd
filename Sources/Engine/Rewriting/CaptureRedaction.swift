import CaptureWriting
import NetworkLayers
import PcapngReader
package import Redaction

/// Makes a capture that says the same with other names, numbers, addresses and keys.
package struct CaptureRedaction {
  /// What is replaced, and by what.
  package struct Options: Sendable {
    package var profile = RedactionProfile.share
    package var key = RedactionKey()
    /// Whether the makers' half of MAC addresses stays.
    package var keepsVendors = true
    /// Whether packets of other protocols stay, without what they carry.
    package var keepsOthers = false

    package init() {}
  }

  private let captures: CaptureSet
  private let options: Options

  package init(_ captures: CaptureSet, _ options: Options) {
    self.captures = captures
    self.options = options
  }

  /// Writes the new capture to `output`; `pipeline` reads the old one.
  package func run(_ pipeline: Pipeline, to output: String) throws -> RewriteOutcome {
    var outcome = RewriteOutcome(captures, output)
    outcome.requireOneCaptureAndFile()
    guard outcome.mayWrite(rereading: true) else { return outcome }

    // The first reading shows what there is to replace.
    let (found, reading) = try pipeline.takeCensus(
      options.profile, options.key, keepsVendors: options.keepsVendors)
    outcome.note(reading)
    guard let census = found else { return outcome }
    let pseudonyms = Pseudonyms(census.table)

    // The second goes on ahead of what is copied, and brings its messages.
    let queue = BatchQueue<RedactedBatch>()
    let (profile, table) = (options.profile, census.table)
    BackgroundThread.start { pipeline.redact(profile, table, into: queue) }
    let streams = SharedStreamImages(StreamImages(queue, keepsUnknown: profile == .keys))
    // A queue may only go when all its batches are back, also where nothing was copied.
    defer { streams.images.finish() }
    let path = captures.paths[0]
    var fragments = FragmentImages()
    if reading.hasFragments, let read = try? FragmentImages(path, census.connections) {
      fragments = read
    }
    var editor = RedactionEditor(
      options.profile, keepsOthers: options.keepsOthers, census.connections, streams, pseudonyms,
      fragments)
    var plan = PieceWriter.Plan()
    plan.copiesLongBlocks = options.profile == .keys
    var rewrite = CaptureRewrite([path], to: output, plan)
    let search = WrittenSearch(
      RedactionSearch(pseudonyms, keys: census.keys, options.profile))
    defer { search.finish() }
    do throws(WriteFailure) {
      try rewrite.run(&editor, givenTo: search) {
        streams.images.finish()
        let findings = search.finish()?.findings ?? []
        return findings.isEmpty ? streams.images.objections : findings
      }
      outcome.note(rewrite.failures)
      outcome.note(rewrite.objections)
      outcome.note(editor, streams.images)
      if let search = search.finish() { outcome.note(search) }
    } catch {
      outcome.note(error)
    }
    return outcome
  }
}
