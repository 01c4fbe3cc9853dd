// swift-tools-version: 6.2

import PackageDescription

/// Warnings become errors where the compiler is known, as in CI: another one may have new ones.
let warnings: [SwiftSetting] =
  Context.environment["SCCPDUMP_STRICT"] == nil ? [] : [.treatAllWarnings(as: .error)]

/// What every target is compiled with.
let strict: [SwiftSetting] =
  [
    .swiftLanguageMode(.v6),
    .strictMemorySafety(),
    .enableExperimentalFeature("Lifetimes"),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ] + warnings

/// What the libraries are compiled with beside: where each test runs at each change, tests that try
/// every byte take more time than the optimizer.
let optimized: [SwiftSetting] =
  Context.environment["SCCPDUMP_STRICT"] == nil
  ? [] : [.unsafeFlags(["-O"], .when(configuration: .debug))]

/// A target of ours; the dependency lists below are the architecture.
func module(
  _ name: String, _ dependencies: [Target.Dependency], _ resources: [Resource] = []
) -> Target {
  .target(
    name: name, dependencies: dependencies, resources: resources,
    swiftSettings: strict + optimized)
}

func tests(
  _ name: String, _ dependencies: [Target.Dependency], libraries: [String] = []
) -> Target {
  .testTarget(
    name: name, dependencies: dependencies, swiftSettings: strict,
    linkerSettings: libraries.map { .linkedLibrary($0) })
}

let package = Package(
  name: "sccpdump",
  products: [.executable(name: "sccpdump", targets: ["sccpdump"])],
  traits: [
    .trait(
      name: "CaptureFilter",
      description: "Select packets with a BPF expression; opens libpcap for it."),
    .trait(
      name: "Compression",
      description: "Read captures compressed with gzip or zstd; links zlib and libzstd."),
    .default(enabledTraits: ["CaptureFilter", "Compression"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0")
  ],
  targets: [
    // An instruction of the processor that Swift has no name for.
    .systemLibrary(name: "CPrefetch"),
    // Its header alone: the library is opened where a filter is asked for.
    .systemLibrary(name: "CPcap", providers: [.apt(["libpcap-dev"])]),
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(
      name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),

    module("Wire", ["CPrefetch"]),
    module("Text", ["Wire"]),
    module(
      "PcapngReader",
      [
        "Text", "Wire",
        .target(name: "CZlib", condition: .when(traits: ["Compression"])),
        .target(name: "CZstd", condition: .when(traits: ["Compression"])),
      ]),
    module("CaptureWriting", ["PcapngReader", "Wire"]),
    module("NetworkLayers", ["Wire"]),
    module("SCCP", ["Text", "Wire"]),
    module("Redaction", ["SCCP", "Text", "Wire"]),
    module("CallAnalysis", ["NetworkLayers", "SCCP", "Text", "Wire"]),
    module("Story", ["CallAnalysis", "NetworkLayers", "SCCP", "Text", "Wire"]),
    // What is wrong in a capture: the rules, and what finds them in the story.
    module("Findings", ["CallAnalysis", "NetworkLayers", "SCCP", "Story", "Text", "Wire"]),
    module(
      "Rendering",
      ["CallAnalysis", "Findings", "NetworkLayers", "SCCP", "Story", "Text", "Wire"],
      // The parts of the page of `sccpdump report`, which become bytes of the program.
      ["page.html", "page.css"].map { .embedInCode("Page/\($0)") }
        + [
          "base", "fields", "selection", "lane", "ladder", "detail", "lists", "overview", "address",
          "keys", "start",
        ].map { .embedInCode("Page/Script/\($0).js") }),
    module(
      "Checking",
      ["CallAnalysis", "Findings", "NetworkLayers", "Rendering", "SCCP", "Story", "Text", "Wire"]),
    module("CaptureBuilder", ["SCCP", "Text", "Wire"]),
    // What the fuzzer feeds; a library, so that tests can feed it the seeds and what was found.
    module(
      "FuzzSupport",
      [
        "CallAnalysis", "Checking", "Engine", "NetworkLayers", "PcapngReader", "Rendering", "SCCP",
        "Story", "Text", "Wire",
      ]),

    // From captures to what is printed: threads, selection, one run.
    module(
      "Engine",
      [
        "Wire", "Text", "PcapngReader", "CaptureWriting", "NetworkLayers", "SCCP", "CallAnalysis",
        "Story", "Findings", "Rendering", "Checking", "Redaction",
        .target(name: "CPcap", condition: .when(traits: ["CaptureFilter"])),
      ]),

    .executableTarget(
      name: "sccpdump",
      dependencies: [
        "Wire", "Text", "PcapngReader", "NetworkLayers", "SCCP", "Story", "Findings", "Redaction",
        "Rendering",
        "Checking", "Engine",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict,
      // Swift's own libraries take longer to load than a small capture takes to read.
      linkerSettings: [
        .unsafeFlags(
          [
            "-static-stdlib", "-use-ld=lld", "-l_FoundationCShims", "-l_FoundationCollections",
            // So do the libraries of C++, of which Swift's own use little.
            "-L\(Context.packageDirectory)/Sources/StaticCxx", "-Xclang-linker", "-static-libgcc",
            // Nothing asks for the program's own symbols by name.
            "-Xlinker", "--no-export-dynamic",
            // At addresses of its own the program need not be relocated: 55,000 addresses are right
            // as they lie in the file, and their pages are read only where they are used.
            "-Xclang-linker", "-no-pie",
            // Addresses of library functions are found at the start, and can then not be changed.
            "-Xlinker", "-z", "-Xlinker", "now",
          ], .when(platforms: [.linux], configuration: .release))
      ]),
    .executableTarget(
      name: "sccpfixtures", dependencies: ["CaptureBuilder"], swiftSettings: strict),
    // It runs the program, which is therefore built with it and lies beside it.
    .executableTarget(
      name: "sccpbench", dependencies: ["CaptureBuilder", "sccpdump"], swiftSettings: strict),

    tests("WireTests", ["Wire"]),
    tests("TextTests", ["Text", "Wire"]),
    tests(
      "PcapngReaderTests", ["PcapngReader", "CaptureBuilder", "CPcap", "Text", "Wire"],
      libraries: ["pcap"]),
    tests("NetworkLayersTests", ["NetworkLayers", "CaptureBuilder", "Text", "Wire"]),
    tests("SCCPTests", ["SCCP", "CaptureBuilder", "Wire"]),
    tests("CallAnalysisTests", ["CallAnalysis", "CaptureBuilder", "SCCP", "Text", "Wire"]),
    tests(
      "StoryTests",
      ["Story", "CallAnalysis", "CaptureBuilder", "NetworkLayers", "SCCP", "Wire"]),
    tests(
      "FindingsTests",
      ["Findings", "CallAnalysis", "CaptureBuilder", "NetworkLayers", "SCCP", "Story", "Wire"]),
    tests(
      "RenderingTests",
      ["Rendering", "CallAnalysis", "CaptureBuilder", "SCCP", "Story", "Text", "Wire"]),
    tests(
      "CheckingTests",
      [
        "Checking", "CallAnalysis", "CaptureBuilder", "Findings", "NetworkLayers", "Rendering",
        "SCCP", "Story", "Text", "Wire",
      ]),
    tests(
      "CaptureBuilderTests",
      ["CaptureBuilder", "CallAnalysis", "NetworkLayers", "PcapngReader", "SCCP", "Wire"]),
    tests("FuzzSupportTests", ["FuzzSupport", "CaptureBuilder"]),
    tests(
      "EndToEndTests",
      [
        "CallAnalysis", "CaptureBuilder", "Engine", "PcapngReader", "Rendering", "SCCP", "Story",
        "Wire",
      ]),
  ]
)

/// libFuzzer brings its own `main`, so it is there only when it is asked for: see `.ci/fuzz`.
if Context.environment["SCCPDUMP_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(name: "Fuzz", dependencies: ["FuzzSupport"], swiftSettings: strict))
}
