import Testing
import Wire

@testable import Rendering

/// Comments wait for their frames up to a number and to a size.
@Suite struct WaitingCommentsTests {
  private func place(_ number: Int) -> FramePlace { FramePlace(number: number) }

  @Test func `those that wait longest are dropped beyond a number`() {
    var comments = WaitingComments()
    let count = WaitingComments.maximumCount
    for number in 1...count + 2 { comments.append(["\(number)"], of: place(number)) }
    #expect(comments.take(place(1)).isEmpty && comments.take(place(2)).isEmpty)
    #expect(comments.take(place(3)) == ["3"])
    #expect(comments.take(place(3)).isEmpty)
    #expect(comments.take(place(count + 2)) == ["\(count + 2)"])
  }

  @Test func `those that wait longest are dropped beyond a size, never the newest`() {
    var comments = WaitingComments()
    let half = String(repeating: "x", count: WaitingComments.maximumByteCount / 2)
    comments.append([half], of: place(1))
    comments.append([half], of: place(2))
    #expect(comments.contains(place(1)))
    comments.append(["y"], of: place(3))
    #expect(!comments.contains(place(1)) && comments.contains(place(2)))
    // What was taken waits no longer.
    #expect(comments.take(place(2)) == [half])
    comments.append([half], of: place(4))
    #expect(comments.contains(place(3)))
    comments.append([half + half + "z"], of: place(5))
    #expect(comments.take(place(5)).count == 1)
    #expect(comments.isEmpty)
  }
}
