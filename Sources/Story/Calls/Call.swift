package import Wire

/// A call: the legs that belong together.
package struct Call: Sendable {
  /// Its number in the list, from 1, in the order of begins.
  package internal(set) var number = 0
  package internal(set) var start: FrameStamp
  package internal(set) var answered: FrameStamp?
  package internal(set) var end: FrameStamp?
  /// Nanoseconds of ringing.
  package internal(set) var ring: Int64?
  /// Nanoseconds of talking: connected, and not held.
  package internal(set) var talk: Int64?
  package internal(set) var from = CallParty()
  package internal(set) var to = CallParty()
  package internal(set) var dialed: String?
  package internal(set) var result = Result.unknown
  package internal(set) var endedBy: EndedBy?
  package internal(set) var holds: [CallHold] = []
  package internal(set) var features: [Feature] = []
  /// The number of the call that a transfer joined this one to.
  package internal(set) var transferredTo: Int?
  package internal(set) var transferredFrom: Int?
  package internal(set) var legs: [Leg] = []
  package internal(set) var streams: [MediaStream] = []
  package internal(set) var last: FrameStamp
  /// The numbers of its legs, without a copy of these: a leg is large.
  package var legNumbers: [Int] { legs.indices.map { legs[$0].number } }
  /// The rules of what was found wrong with it, in runs that look for that.
  package var findings: [FoundRule] = []

  /// What came of it.
  package enum Result: String, Sendable, CaseIterable {
    case answered
    /// It rang and was not taken.
    case noAnswer
    case busy
    /// The server could not connect it: congestion, or the reorder tone.
    case failed
    case invalidNumber
    /// Its caller gave up before it rang.
    case abandoned
    /// It was parked and not fetched.
    case parked
    /// It goes on when the capture ends.
    case open
    case unknown
  }

  /// Who ended it.
  package enum EndedBy: String, Sendable, CaseIterable {
    case caller, callee, server
    /// Nobody: a connection ended.
    case none
  }

  /// What was done with it beside talking.
  package enum Feature: String, Sendable, CaseIterable {
    case transfer, conference, park, pickup, forward, barge, recording
  }
}

/// A party of a call, and its device where that is in the capture.
package struct CallParty: Sendable, Equatable {
  package internal(set) var number: String?
  package internal(set) var name: String?
  package internal(set) var device: String?

  package var isEmpty: Bool { number == nil && name == nil && device == nil }
}

/// A time for which a device held the call.
package struct CallHold: Sendable {
  package let start: FrameStamp
  package let end: FrameStamp?
  package let device: String
}
