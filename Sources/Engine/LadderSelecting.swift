import Checking
import Rendering

extension LadderSelection {
  /// What is selected by the criteria of the lists.
  init(_ selection: StorySelection) {
    self.init()
    let (devices, parties) = (selection.devices, selection.parties)
    if !devices.isEmpty { wantsDevice = { name in devices.contains { $0.matches(name) } } }
    if !parties.isEmpty { wantsNumber = { number in parties.contains { $0.matches(number) } } }
    references = selection.references
    numbers = selection.numbers
    hosts = selection.hosts
    let (since, until) = (selection.since, selection.until)
    if since != nil || until != nil {
      bounds = { start in
        (since?.time(inCaptureFrom: start), until?.time(inCaptureFrom: start))
      }
    }
  }
}
