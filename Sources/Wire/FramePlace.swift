/// Where a frame is: its number says it only together with its file.
package struct FramePlace: Hashable, Comparable, Sendable {
  /// Which of the files given, from 0.
  package let file: Int
  /// The frame's number in its file, from 1.
  package let number: Int

  package init(file: Int = 0, number: Int) {
    self.file = file
    self.number = number
  }

  package static func < (left: FramePlace, right: FramePlace) -> Bool {
    (left.file, left.number) < (right.file, right.number)
  }
}

extension FrameStamp {
  package var place: FramePlace { FramePlace(file: file, number: number) }
}
