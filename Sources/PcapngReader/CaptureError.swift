/// Why a capture file cannot be read, or not any further.
///
/// Its text is the place in the file and the fact; the file's name is the caller's to add.
package struct CaptureError: Error, Equatable, Sendable {
  package let place: Place
  package let fact: Fact

  package init(_ place: Place, _ fact: Fact) {
    self.place = place
    self.fact = fact
  }

  /// Which part of the file; offsets count bytes from its start.
  package enum Place: Equatable, Sendable {
    /// The file as a whole.
    case file
    /// Reading the file's bytes from the offset on.
    case read(at: Int)
    /// A pcapng block whose type is not known yet.
    case blockHeader(at: Int)
    /// A pcapng block.
    case block(BlockType, at: Int)
    /// The header of a pcap file.
    case fileHeader
    /// Where a packet or a block should begin.
    case joint(at: Int)
    /// A packet record of a pcap file.
    case packetRecord(at: Int)
    /// The compressed form of a capture; the offset counts the bytes of the compressed file.
    case compressed(Compression, at: Int)
  }

  /// What is wrong there; all lengths are in bytes.
  package enum Fact: Equatable, Sendable {
    /// What the operating system said.
    case system(String)
    case isEmpty
    case notACapture(beginning: [UInt8])
    /// It is a file of another format.
    case foreign(ForeignFormat)
    /// Another file of this format begins, at the byte of the file.
    case joined(format: String, at: Int)
    case truncated(available: Int, needed: Int)
    /// The file ends before the place's length is known.
    case truncatedHeader(available: Int, minimum: Int)
    case lengthBelowMinimum(length: Int, minimum: Int)
    case lengthAboveMaximum(length: Int, maximum: Int)
    case lengthsDiffer(leading: Int, trailing: Int)
    case unknownByteOrderMagic([UInt8])
    case unsupportedVersion(major: Int, minor: Int)
    case bodyTooShort(needed: Int, available: Int)
    case capturedLengthPastBody(capturedLength: Int, available: Int)
    case capturedLengthAboveMaximum(capturedLength: Int, maximum: Int)
    case undescribedInterface(interfaceID: Int, described: Int)
    case interfaceAboveMaximum(interfaceID: Int, maximum: Int)
    /// What the library that unpacks it said.
    case damaged(String)
    /// The file ends before the compressed data does.
    case unfinished
    /// This program was built without the library that unpacks it.
    case cannotUnpack(Compression)
    case tooManyAtOneTime(maximum: Int)
    /// All open captures together would take more memory than they may.
    case memoryAboveMaximum(maximum: Int)
  }
}

extension CaptureError {
  /// Whether the file was known as a capture, or as a compressed file, before.
  package var isInCapture: Bool {
    switch place {
    case .file, .read: false
    default: true
    }
  }
}

extension CaptureError: CustomStringConvertible {
  package var description: String {
    switch place {
    case .file: "\(fact)"
    default: "\(place): \(fact)"
    }
  }
}

extension CaptureError.Place: CustomStringConvertible {
  package var description: String {
    switch self {
    case .file: "file"
    case .read(let offset): "reading from byte \(offset)"
    case .blockHeader(let offset): "block at byte \(offset)"
    case .block(let type, let offset): "\(type) at byte \(offset)"
    case .fileHeader: "file header"
    case .joint(let offset): "byte \(offset)"
    case .packetRecord(let offset): "packet record at byte \(offset)"
    case .compressed(let compression, let offset): "\(compression) data at byte \(offset)"
    }
  }
}

extension CaptureError.Fact: CustomStringConvertible {
  package var description: String {
    switch self {
    case .system(let text): text
    case .isEmpty: "file is empty"
    case .notACapture(let beginning):
      "neither pcapng nor pcap: it begins with \(hexadecimal(beginning))"
    case .foreign(let format):
      "neither pcapng nor pcap but a \(format.name): \(format.help)"
    case .joined(let format, let offset):
      "another \(format) file begins here, and only pcapng files can be joined by cat: "
        + "tail -c +\(offset + 1) IN >REST takes it out"
    case .truncated(let available, let needed):
      "file ends after \(available) of \(needed) bytes"
    case .truncatedHeader(let available, let minimum):
      "file ends after \(available) of at least \(minimum) bytes"
    case .lengthBelowMinimum(let length, let minimum):
      "total length \(length) is below the minimum of \(minimum)"
    case .lengthAboveMaximum(let length, let maximum):
      "total length \(length) is above the maximum of \(maximum)"
    case .lengthsDiffer(let leading, let trailing):
      "total length is \(leading) at its start and \(trailing) at its end"
    case .unknownByteOrderMagic(let magic):
      "byte-order magic \(hexadecimal(magic)) is neither 1a 2b 3c 4d nor 4d 3c 2b 1a"
    case .unsupportedVersion(let major, let minor):
      "version \(major).\(minor) is not supported"
    case .bodyTooShort(let needed, let available):
      "its fields need \(needed) bytes, its body has \(available)"
    case .capturedLengthPastBody(let capturedLength, let available):
      "captured length \(capturedLength) is more than the \(available) bytes that follow in it"
    case .capturedLengthAboveMaximum(let capturedLength, let maximum):
      "captured length \(capturedLength) is above the maximum of \(maximum)"
    case .undescribedInterface(let interfaceID, let described):
      "interface \(interfaceID) is not described, the section describes \(described) so far"
    case .interfaceAboveMaximum(let interfaceID, let maximum):
      "interface \(interfaceID) is beyond the first \(maximum) of the section, which are kept"
    case .damaged(let text): "damaged: \(text)"
    case .unfinished: "file ends inside it"
    case .cannotUnpack(let compression):
      "compressed with \(compression), which this build cannot unpack: unpack it before"
    case .tooManyAtOneTime(let maximum):
      "more than \(maximum) captures overlap in time: merge some of them before"
    case .memoryAboveMaximum(let maximum):
      "all captures that are open at one time would take more than \(maximum >> 20) MiB of memory: "
        + "read fewer together, or unpack some of them before"
    }
  }

  private func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
  }
}
