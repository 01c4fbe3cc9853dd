#if Compression
  import CZlib

  /// Unpacks gzip members, one after the other, through zlib.
  ///
  /// RFC 1952. Zeros after a member are padding, as gzip(1) has it.
  @safe struct GzipDecoder: StreamDecoder, ~Copyable {
    /// On the heap, because zlib's state points back at it.
    private let stream: UnsafeMutablePointer<z_stream>
    private(set) var isWhole = false

    /// 15 bits of window, the most that deflate has; 16 is zlib's sign for a gzip header.
    private static let windowBits: CInt = 15 + 16

    /// zlib's state, of some 10 KiB, and the window.
    var byteCount: Int { 44 << 10 }

    /// Throws when there is no memory.
    init() throws(CaptureError) {
      // SAFETY: the stream is initialised before zlib sees it, and lives until `deinit`.
      unsafe stream = .allocate(capacity: 1)
      unsafe stream.initialize(to: z_stream())
      let status = unsafe inflateInit2_(
        stream, Self.windowBits, zlibVersion(), CInt(MemoryLayout<z_stream>.size))
      if status != Z_OK { throw CaptureError(.file, .system("zlib has no memory")) }
    }

    deinit {
      // SAFETY: nothing else has the stream. inflateEnd refuses one that was not set up.
      unsafe inflateEnd(stream)
      unsafe stream.deinitialize(count: 1)
      unsafe stream.deallocate()
    }

    mutating func decode(
      _ packed: Span<UInt8>, into room: inout MutableSpan<UInt8>, from start: Int
    ) throws(StreamDamage) -> StreamProgress {
      var progress = StreamProgress()
      if isWhole {
        while progress.taken < packed.count, packed[progress.taken] == 0 { progress.taken += 1 }
        if progress.taken == packed.count { return progress }
        // SAFETY: the stream was set up by `init`.
        unsafe inflateReset(stream)
        isWhole = false
      }
      let status = inflate(packed.extracting(progress.taken...), into: &room, start, &progress)
      switch status {
      case Z_STREAM_END: isWhole = true
      // Z_BUF_ERROR says that there was nothing to do: more input is wanted.
      case Z_OK, Z_BUF_ERROR: break
      // zlib says it again when there is nothing before it to be handed out any more.
      default:
        if progress.given == 0 { throw StreamDamage(taken: progress.taken, words(for: status)) }
      }
      return progress
    }

    private func inflate(
      _ packed: Span<UInt8>, into room: inout MutableSpan<UInt8>, _ start: Int,
      _ progress: inout StreamProgress
    ) -> CInt {
      // SAFETY: zlib reads and writes within the counts that it is given, which are at most those
      // of the two spans, only during the call, and does not write what `next_in` points to.
      unsafe packed.withUnsafeBufferPointer { input in
        unsafe room.withUnsafeMutableBufferPointer { output in
          let output = unsafe UnsafeMutableBufferPointer(rebasing: output[start...])
          let inputCount = UInt32(clamping: input.count)
          let outputCount = UInt32(clamping: output.count)
          unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
          unsafe stream.pointee.avail_in = inputCount
          unsafe stream.pointee.next_out = output.baseAddress
          unsafe stream.pointee.avail_out = outputCount
          let status = unsafe CZlib.inflate(stream, Z_NO_FLUSH)
          progress.taken += Int(inputCount) - Int(unsafe stream.pointee.avail_in)
          progress.given += Int(outputCount) - Int(unsafe stream.pointee.avail_out)
          unsafe stream.pointee.next_in = nil
          unsafe stream.pointee.next_out = nil
          return status
        }
      }
    }

    private func words(for status: CInt) -> String {
      // SAFETY: zlib's message is a terminated string in its own memory, copied at once.
      if let text = unsafe stream.pointee.msg { return unsafe String(cString: text) }
      return status == Z_MEM_ERROR ? "zlib has no memory" : "zlib's status is \(status)"
    }
  }
#endif
