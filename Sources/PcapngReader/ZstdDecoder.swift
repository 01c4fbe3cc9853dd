#if Compression
  import CZstd

  /// Unpacks zstd frames, one after the other, through libzstd, which passes over those to be skipped.
  ///
  /// RFC 8878.
  @safe struct ZstdDecoder: StreamDecoder, ~Copyable {
    /// The largest window that a frame may ask memory for: 128 MiB, as zstd(1) has it.
    static let maximumWindowLog: CInt = 27

    private let context: OpaquePointer
    private(set) var isWhole = false
    /// Bytes that libzstd would like next: those of a block and the next one's header.
    private var wantedByteCount = 1

    private static let blockHeaderByteCount = 3

    /// The context, with the window of the frame.
    var byteCount: Int {
      // SAFETY: the context lives until `deinit`.
      unsafe ZSTD_sizeof_DCtx(context)
    }

    /// Throws when there is no memory.
    init() throws(CaptureError) {
      // SAFETY: the context is freed once, in `deinit`.
      guard let context = unsafe ZSTD_createDCtx() else {
        throw CaptureError(.file, .system("libzstd has no memory"))
      }
      unsafe self.context = context
      unsafe ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, Self.maximumWindowLog)
    }

    deinit {
      // SAFETY: nothing else has the context.
      unsafe ZSTD_freeDCtx(context)
    }

    mutating func decode(
      _ packed: Span<UInt8>, into room: inout MutableSpan<UInt8>, from start: Int
    ) throws(StreamDamage) -> StreamProgress {
      if isWhole, packed.isEmpty { return StreamProgress() }
      var progress = StreamProgress()
      // One block at a time, without the next one's header: what a call has unpacked before it
      // finds damage is lost, and damage is placed where the call began.
      let wanted =
        wantedByteCount > Self.blockHeaderByteCount
        ? wantedByteCount - Self.blockHeaderByteCount : max(wantedByteCount, 1)
      let front = packed.extracting(first: wanted)
      let status = decompress(front, into: &room, start, &progress)
      if ZSTD_isError(status) != 0 {
        // SAFETY: the name is a terminated string that is never freed.
        throw StreamDamage(
          taken: progress.taken, unsafe String(cString: ZSTD_getErrorName(status)))
      }
      isWhole = status == 0
      wantedByteCount = status
      return progress
    }

    private func decompress(
      _ packed: Span<UInt8>, into room: inout MutableSpan<UInt8>, _ start: Int,
      _ progress: inout StreamProgress
    ) -> Int {
      // SAFETY: libzstd reads and writes within the counts that it is given, which are those of the
      // two spans, and only during the call.
      unsafe packed.withUnsafeBufferPointer { bytes in
        unsafe room.withUnsafeMutableBytes { space in
          let space = unsafe UnsafeMutableRawBufferPointer(rebasing: space[start...])
          var input = unsafe ZSTD_inBuffer(src: bytes.baseAddress, size: bytes.count, pos: 0)
          var output = unsafe ZSTD_outBuffer(dst: space.baseAddress, size: space.count, pos: 0)
          let status = unsafe ZSTD_decompressStream(context, &output, &input)
          progress.taken += unsafe input.pos
          progress.given += unsafe output.pos
          return status
        }
      }
    }
  }
#endif
