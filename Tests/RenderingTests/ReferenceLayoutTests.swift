import Rendering
import SCCP
import Testing

@Suite struct ReferenceLayoutTests {
  @Test func `the versions are those that a header lists`() {
    let listed = (0...UInt8(Item.newestVersion)).filter { version in
      let bytes: [UInt8] = [4, 0, 0, 0, version, 0, 0, 0, 0, 0, 0, 0]
      return MessageHeader(bytes.span)?.hasListedVersion ?? false
    }
    #expect(ReferenceLayout.listedVersions == listed.map(Int.init))
  }

  /// Only what the bytes decide, beside the length, may leave a choice.
  @Test func `each version and data length has one layout`() {
    for message in Catalogue.messages {
      let layouts = ReferenceLayout.all(of: message)
      let bounds = Set(
        layouts.flatMap { [$0.condition.lengths.lowerBound, $0.condition.lengths.upperBound] })
      for version in ReferenceLayout.listedVersions {
        for length in Set(bounds.flatMap { [max($0 - 1, 4), $0, min($0, 9999) + 1] }) {
          let fitting = layouts.filter {
            $0.versions.contains(version) && $0.condition.lengths.contains(length)
          }
          let isDecidedByBytes = fitting.contains { !$0.condition.remark.isEmpty }
          #expect(
            fitting.count == 1 || isDecidedByBytes && fitting.count == 2,
            "\(message.name), version \(version), length \(length)")
        }
      }
    }
  }

  /// The decoder is told nothing of these offsets: both walk the definitions on their own.
  @Test func `offsets are where the decoder finds the fields`() throws {
    for message in Catalogue.messages {
      for layout in ReferenceLayout.all(of: message) {
        guard let byteCount = layout.byteCount, layout.condition.remark.isEmpty else { continue }
        let lengths = layout.condition.lengths
        // The middle form of ServerRes is too short for its addresses from version 17 on.
        guard byteCount + 4 <= lengths.upperBound else { continue }
        let length = max(byteCount + 4, lengths.lowerBound)
        for version in layout.versions {
          let decoded = decode(message.identifier, version: version, dataLength: length)
          let place = "\(message.name), version \(version)"
          #expect(decoded.decodedByteCount == 12 + byteCount, "\(place)")
          var offsets: [String: [Int]] = [:]
          for field in layout.flattenedFields {
            offsets[field.path, default: []].append(try #require(field.offset))
          }
          let arrays = layout.flattenedFields.filter { $0.slots != nil }.map(\.path)
          for field in decoded.fields {
            let path = try #require(decoded.layout?.paths[Int(field.step)])
            let known = try #require(offsets[path], "\(place): \(path)")
            let isInSlot = arrays.contains { path == $0 || path.hasPrefix($0 + ".") }
            #expect(isInSlot || known.contains(Int(field.offset) - 12), "\(place): \(path)")
          }
        }
      }
    }
  }

  /// A message of zeros, the identifier aside.
  private func decode(_ identifier: UInt32, version: Int, dataLength: Int) -> Message {
    var bytes: [UInt8] = []
    for word in [UInt32(dataLength), UInt32(version), identifier] {
      for place in 0..<4 { bytes.append(UInt8(truncatingIfNeeded: word >> (8 * UInt32(place)))) }
    }
    bytes += [UInt8](repeating: 0, count: dataLength - 4)
    var decoder = MessageDecoder()
    var message = Message()
    decoder.decode(bytes.span, into: &message)
    return message
  }

  @Test func `what follows a text of varying size has no offset`() throws {
    let layout = try #require(
      ReferenceLayout.all(of: .callInfoV2, version: 22).first)
    #expect(layout.byteCount == nil)
    let offsets = layout.flattenedFields.map(\.offset)
    #expect(offsets.prefix(9) == [0, 4, 8, 12, 16, 20, 24, 28, 32])
    #expect(offsets.dropFirst(9).allSatisfy { $0 == nil })
  }

  @Test func `a version between two that are known has the layout of the older one`() {
    let layouts = ReferenceLayout.all(of: .openReceiveChannel, version: 13)
    #expect(layouts.map(\.versions) == [[11, 15]])
  }
}
