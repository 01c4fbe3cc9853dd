import Foundation
import Testing

/// Files that the program writes and reads as a whole: nobody gets in by them, and none is lost.
@Suite struct OutputFileTests {
  private static let capture = Folder.fixtures.appending(path: "cme_refused.pcapng").path
  private static let golden = Folder.fixtures.appending(path: "cme_refused.sccp.jsonl")

  private func withFolder(_ body: (URL) throws -> Void) throws {
    try Folder.withTemporary(body)
  }

  private func run(_ line: String, in folder: URL) throws -> Run {
    try Program.shell(line.replacing("CAPTURE", with: Self.capture), in: folder)
  }

  @Test(arguments: [
    "--json", "--json --story", "summary", "calls", "devices", "diagnose", "ladder",
    "ladder --format svg -o kept", "ladder --format mermaid -o kept", "report -o kept",
  ])
  func `of captures that are not there nothing is printed, and no file made`(
    _ arguments: String
  ) throws {
    try withFolder { folder in
      let run = try run(
        "echo before > kept; sccpdump \(arguments) missing.pcapng nowhere.pcap; echo $?; cat kept; ls",
        in: folder)
      #expect(run.outputLines == ["2", "before", "kept"])
      #expect(run.errorLines.count == 2)
    }
  }

  @Test func `a golden file that is a link is written through, and keeps its mode`() throws {
    try withFolder { folder in
      let made = try run(
        """
        mkdir real; sed 's/Unknown/XX/' '\(Self.golden.path)' > real/g; chmod 640 real/g
        ln -s real/g one; ln -s one two
        sccpdump check --update --golden two CAPTURE; stat -c %a real/g; readlink one two; ls -A real
        """, in: folder)
      #expect(made.outputLines == ["640", "real/g", "one", "g"])
      let written = try Data(contentsOf: folder.appending(path: "real/g"))
      #expect(try written == Data(contentsOf: Self.golden))
    }
  }

  @Test func `a link to nothing makes the file that it leads to, and one to itself is an error`()
    throws
  {
    try withFolder { folder in
      let made = try run(
        """
        mkdir real; ln -s real/g one; ln -s loop loop
        sccpdump check --update --golden one CAPTURE; ls real
        sccpdump check --update --golden loop CAPTURE; ls -A
        """, in: folder)
      #expect(made.outputLines == ["g", "loop", "one", "real"])
      #expect(made.errors.contains("loop could not be written: too many levels of symbolic links"))
    }
  }

  /// The name that an earlier version wrote to before it renamed the file.
  @Test func `no link that others put there is followed by what is written besides`() throws {
    try withFolder { folder in
      let made = try run(
        """
        echo kept > victim
        bash -c 'ln -s victim g.$$.new; exec sccpdump check --update --golden g CAPTURE'
        cat victim; wc -l < g; ls -A | grep -c sccpdump
        """, in: folder)
      #expect(made.outputLines.first == "kept")
      #expect(made.outputLines.dropFirst().first == "14")
      #expect(made.outputLines.last == "0")
    }
  }

  @Test func `a file that may not be written stays, and so does what it holds`() throws {
    try withFolder { folder in
      let made = try run(
        """
        sed 's/Unknown/XX/' '\(Self.golden.path)' > g; cp g former
        (ulimit -f 1; sccpdump check --update --golden g CAPTURE); echo $?; cmp g former; ls -A
        """, in: folder)
      #expect(made.outputLines == ["2", "former", "g"])
      #expect(made.errors.contains("g could not be written: file too large"), "\(made.errors)")
    }
  }

  @Test func `a file may not grow beyond its limit, which is an error like a full disk`() throws {
    try withFolder { folder in
      let made = try run("ulimit -f 1; sccpdump --json CAPTURE > out; echo $?", in: folder)
      #expect(made.outputLines == ["2"])
      #expect(made.errors == "sccpdump: standard output: File too large\n")
    }
  }

  @Test func `a report is not written over what was checked`() throws {
    try withFolder { folder in
      let made = try run(
        """
        cp CAPTURE c.pcapng; cp '\(Self.golden.path)' c.sccp.jsonl; ln c.pcapng same
        echo 'expect: [{never: Reset}]' > e.yaml; sha256sum * > sums
        for file in c.pcapng same c.sccp.jsonl e.yaml
        do sccpdump check --expect e.yaml --report junit=$file c.pcapng; echo $?
        done; sha256sum --quiet -c sums
        """, in: folder)
      #expect(made.outputLines == ["2", "2", "2", "2"])
      let refusals = made.errorLines.filter { $0.contains("the report could not be written") }
      #expect(refusals.count == 4)
    }
  }

  @Test func `a report to the file that standard output goes to stands in it`() throws {
    try withFolder { folder in
      let made = try run(
        """
        echo first > out
        sccpdump check --report junit=/dev/stdout CAPTURE >> out; echo $?; head -n 2 out; ls -A
        """, in: folder)
      #expect(
        made.outputLines == [
          "0", "first", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "out",
        ])
    }
  }

  // MARK: - Files without an end

  @Test(
    .enabled(if: MeasuredRun.isAvailable && Folder.exists("/dev/zero"), "no python3 or /dev/zero"),
    arguments: ["--expect", "--golden"])
  func `a file without an end is refused early`(option: String) throws {
    let measured = try MeasuredRun(["check", option, "/dev/zero", Self.capture])
    #expect(measured.run.status == 2)
    #expect(measured.run.errorLines.first?.contains("/dev/zero") == true)
    #expect(measured.peakMegabytes < 60)
    #expect(measured.seconds < 20)
  }

  @Test func `lines without an end that are no golden file are refused early`() throws {
    try withFolder { folder in
      let run = try run(
        "yes '{\"a\":1}' | sccpdump check --golden /dev/stdin CAPTURE; echo $?", in: folder)
      #expect(run.outputLines == ["2"])
      #expect(run.errors.contains("line 1: not a golden file of sccpdump"))
    }
  }

  // MARK: - Standard input, output and error that are closed

  @Test func `no file that is opened stands in for a closed standard input or output`() throws {
    try withFolder { folder in
      let input = try run("sccpdump --json - <&-; echo $?", in: folder)
      #expect(input.outputLines == ["2"])
      #expect(input.errorLines.first?.hasSuffix("bad file descriptor") == true)
      let several = try run(
        "sccpdump --json CAPTURE - <&- | wc -l; echo ${PIPESTATUS[0]}", in: folder)
      #expect(several.outputLines.last == "2")
      #expect(several.errors.contains("standard input: "))
      // Neither difference nor sentence may get into the golden file.
      let golden = try run(
        "sccpdump check --update --golden g CAPTURE >&- 2>&-; echo $?; cmp g '\(Self.golden.path)'",
        in: folder)
      #expect(golden.outputLines == ["0"])
    }
  }

  @Test(
    .enabled(if: Folder.exists("/dev/full"), "there is no /dev/full"),
    arguments: [
      "--version", "--help", "help check", "--generate-completion-script bash", "schema",
      "messages CallState", "--experimental-dump-help",
    ])
  func `what the program says of itself is lost on a full disk as an error`(arguments: String)
    throws
  {
    let run = try Program.shell("sccpdump \(arguments) > /dev/full")
    #expect(run.status == 2)
    #expect(run.errors == "sccpdump: standard output: No space left on device\n")
  }
}
