#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What iconv(3) makes of single characters in an encoding.
@safe struct EncodingConverter: ~Copyable {
  /// What bytes are.
  enum Character: Equatable {
    /// One character.
    case scalar(Unicode.Scalar)
    /// The beginning of one.
    case unfinished
    /// No character, or more than one.
    case none
  }

  private let descriptor: iconv_t

  /// A converter for the encoding that iconv knows by a name; nil where it knows none.
  init?(from name: String) {
    // SAFETY: iconv_open reads both names as C strings that live through the call; where it fails it
    // returns -1, which is used for nothing.
    guard let opened = unsafe iconv_open("UTF-32LE", name), Int(bitPattern: opened) != -1
    else { return nil }
    unsafe descriptor = opened
  }

  deinit {
    // SAFETY: the descriptor was opened by init and is closed once.
    _ = unsafe iconv_close(descriptor)
  }

  /// The character that the bytes are, with no others around them.
  func character(of bytes: [UInt8]) -> Character {
    var input = bytes.map { CChar(bitPattern: $0) }
    var output = [CChar](repeating: 0, count: 16)
    var (inputCount, outputCount) = (input.count, output.count)
    // SAFETY: iconv reads inputCount bytes of input and writes at most outputCount of output; both
    // live through the call. The first call sets the state back, the last writes what it holds.
    let failure: Int32? = unsafe input.withUnsafeMutableBufferPointer { source in
      unsafe output.withUnsafeMutableBufferPointer { target in
        var (from, to) = (source.baseAddress, target.baseAddress)
        _ = unsafe iconv(descriptor, nil, nil, nil, nil)
        let converted = unsafe iconv(descriptor, &from, &inputCount, &to, &outputCount)
        if converted == -1 { return errno }
        return unsafe iconv(descriptor, nil, nil, &to, &outputCount) == -1 ? errno : nil
      }
    }
    if failure == EINVAL { return .unfinished }
    guard failure == nil, inputCount == 0, outputCount == output.count - 4 else { return .none }
    let value = (0..<4).reduce(UInt32(0)) { value, place in
      value | UInt32(UInt8(bitPattern: output[place])) << UInt32(8 * place)
    }
    return Unicode.Scalar(value).map { .scalar($0) } ?? .none
  }
}
