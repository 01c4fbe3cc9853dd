import CallAnalysis
import SCCP

/// What a reading of a pipeline's captures is asked for, beside its output.
struct RunOptions {
  /// What is selected; nil for what the pipeline selects.
  var selection: Selection?
  /// Follows calls for a selection by them, or for what is told of them.
  var guide: StoryGuide?
  /// Whether what may be a key is read under another layout of its message.
  var showsSecrets = false
  /// Changes messages before anything is learned from them; nil for what the pipeline redacts with.
  var rewriter: (any MessageRewriter)?
  /// Whether it does not tell what cannot be read, because another reading of the same captures does.
  var isQuiet = false
  /// Whether it ends where nothing more can be selected.
  var mayEndEarly = false
  /// Ends it as soon as what it was begun for is found.
  var stop: ReadingStop?
  /// Whether what happens to connections is selected too.
  var showsConnections = false
  /// Whether it is one of several at a time, which shows no progress, leaves signals to the main thread,
  /// and throws where there are too few threads.
  var isAside = false
  /// Whether records say more than what a message is and where it came from.
  var learns = true
  /// Whether there are also records of headers without their messages.
  var tellsHeaders = false
}
