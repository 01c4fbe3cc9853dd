package import Findings
package import Story
import Text

/// The text is the audience's.
extension StoryListener: Renderer where Audience: Renderer & ~Copyable {
  package var waitingByteCount: Int { audience.waitingByteCount }

  package mutating func drain(into write: (Span<UInt8>) -> Void) {
    audience.drain(into: write)
  }

  /// What the audience says, and what the limits of the trackers took from the story.
  package var conclusion: Conclusion {
    var conclusion = audience.conclusion
    if trackers.givenUpCalls > 0 {
      conclusion.remarks.append(
        "too many calls at a time: " + trackers.givenUpCalls.counted("call")
          + " listed as open before the end")
    }
    if trackers.forgottenLegs > 0 {
      conclusion.remarks.append(
        "too many ends of calls at a time: " + trackers.forgottenLegs.counted("end")
          + " not followed further")
    }
    if trackers.omittedStreams > 0 {
      conclusion.remarks.append(
        "too many streams of one call: " + trackers.omittedStreams.counted("media stream")
          + " not listed")
    }
    if trackers.uncountedPackets > 0 {
      conclusion.remarks.append(
        "RTP from too many sources: " + trackers.uncountedPackets.counted("packet")
          + " not counted")
    }
    return conclusion
  }
}

/// The text is the audience's.
extension DiagnosisListener: Renderer where Audience: Renderer & ~Copyable {
  package var waitingByteCount: Int { audience.waitingByteCount }

  package mutating func drain(into write: (Span<UInt8>) -> Void) {
    audience.drain(into: write)
  }

  /// What the audience says, and how many findings the limits left out.
  package var conclusion: Conclusion {
    var conclusion = audience.conclusion
    if diagnoser.omittedCount > 0 {
      conclusion.remarks.append(
        "too many findings: " + diagnoser.omittedCount.counted("finding") + " left out")
    }
    return conclusion
  }
}
