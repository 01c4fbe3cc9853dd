import FuzzSupport

/// What libFuzzer calls with each input; a promise that does not hold ends the process.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  // SAFETY: libFuzzer lends `count` bytes from `start` on for the time of the call.
  FuzzTarget.expectations.runOrTrap(unsafe UnsafeBufferPointer(start: start, count: count).span)
  return 0
}
