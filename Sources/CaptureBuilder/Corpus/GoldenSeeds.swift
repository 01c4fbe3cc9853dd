/// Golden files, alone and in pairs that differ, with a NUL between the two.
enum GoldenSeeds {
  static var all: [(name: String, bytes: [UInt8])] {
    let header = "{\"sccpdump\":\"golden file\",\"format\":1,\"keep\":[],\"ignore\":[],"
    let plain = header + "\"ignoreMessage\":[]}\n"
    let asked =
      "{\"sccpdump\":\"golden file\",\"format\":1,\"keep\":[\"time\"],"
      + "\"ignore\":[\"lampMode\"],\"ignoreMessage\":[\"SetLamp\"]}\n"
    let device = "{\"connection\":1,\"device\":\"SEP001122334455\"}\n"
    let server = "{\"connection\":2,\"device\":\"SEP001122334466\"}\n"
    let register =
      "{\"message\":\"RegisterReq\",\"from\":\"device\",\"fields\":{\"deviceName\":\"<device 1>\"}}\n"
    let state =
      "{\"message\":\"CallState\",\"from\":\"server\",\"call\":1,\"fields\":"
      + "{\"callState\":\"RingIn\",\"list\":[1,-2.5,null,true,false,\"\\u00e4\\n\"]}}\n"
    let other = "{\"message\":\"SetLamp\",\"from\":\"server\",\"fields\":{\"lampMode\":\"On\"}}\n"
    let whole = plain + device + register + state + "{\"frames\":[[4,6]]}\n"
    let changed = plain + device + register + other + state + "{\"frames\":[[4,5,6]]}\n"
    let several = asked + device + other + server + register + "{\"frames\":[[1],[2]]}\n"
    let called =
      "{\"sccpdump\":\"golden file\",\"format\":1,\"about\":\"calls\",\"keep\":[],\"ignore\":"
      + "[\"streams\"],\"ignoreMessage\":[]}\n" + device
      + "{\"call\":\"<call 1>\",\"from\":{\"number\":\"2001\"},\"to\":{\"name\":\"Anna\"},"
      + "\"result\":\"busy\",\"audio\":\"bothWays\",\"legs\":[{\"states\":\"OffHook → OnHook\"}]}\n"
      + "{\"frames\":[[4]]}\n"
    let files = [
      ("calls", called),
      ("verdict", called + "\0" + called.replacing("bothWays", with: "notOrdered")),
      ("party", called + "\0" + called.replacing("2001", with: "2002")),
      ("empty", plain + "{\"frames\":[]}\n"), ("whole", whole), ("several", several),
      ("returned", whole.split(separator: "\n").joined(separator: "\r\n")),
      ("cut", plain + device + register), ("same", whole + "\0" + whole),
      ("changed", whole + "\0" + changed), ("fewer", changed + "\0" + whole),
      ("others", several + "\0" + whole),
      ("field", whole + "\0" + whole.replacing("RingIn", with: "OffHook")),
      ("future", plain.replacing("\"format\":1", with: "\"format\":2")), ("list", "[1,2]\n"),
      ("deep", plain + String(repeating: "[", count: 70)), ("text", "golden"), ("none", ""),
    ]
    return files.map { ($0, Array($1.utf8)) }
  }
}
