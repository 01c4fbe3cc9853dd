import FuzzSupport

/// The target that `--target=NAME` chooses; libFuzzer leaves options with two dashes to others.
private let target: FuzzTarget = {
  let option = "--target="
  let name = CommandLine.arguments.last { $0.hasPrefix(option) }?.dropFirst(option.count)
  guard let target = name.flatMap({ FuzzTarget(rawValue: String($0)) }) else {
    let names = FuzzTarget.allCases.map(\.rawValue).joined(separator: ", ")
    fatalError("\(option)NAME has to name one of \(names)")
  }
  return target
}()

/// What libFuzzer calls with each input; a promise that does not hold ends the process.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  // SAFETY: libFuzzer lends `count` bytes from `start` on for the time of the call.
  target.runOrTrap(unsafe UnsafeBufferPointer(start: start, count: count).span)
  return 0
}
