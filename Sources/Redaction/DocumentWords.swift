import SCCP

/// XML of phone services and alarms, and addresses of services.
enum DocumentWords {
  /// Names of elements, attributes and parameters, in small letters.
  private static let names: WordSet = [
    "xml", "version", "encoding", "http", "https", "amp", "lt", "gt", "quot", "apos",
    // Objects of phone services.
    "ciscoipphonemenu", "ciscoipphonetext", "ciscoipphoneinput", "ciscoipphonedirectory",
    "ciscoipphoneimage", "ciscoipphoneimagefile", "ciscoipphonegraphicmenu",
    "ciscoipphonegraphicfilemenu", "ciscoipphoneiconmenu", "ciscoipphoneiconfilemenu",
    "ciscoipphoneexecute", "ciscoipphoneresponse", "ciscoipphoneerror", "ciscoipphonestatus",
    "ciscoipphonestatusfile", "title", "prompt", "menuitem", "name", "url", "softkeyitem",
    "position", "text", "inputitem", "displayname", "querystringparam", "defaultvalue",
    "inputflags",
    "directoryentry", "telephone", "locationx", "locationy", "width", "height", "depth", "data",
    "iconindex", "iconitem", "index", "executeitem", "priority", "responseitem", "status", "timer",
    "number", "appid", "keyitem", "key", "urldown", "touchareamenu", "toucharea", "item", "menu",
    // Alarms.
    "x-cisco-alarm", "alarm", "parameterlist", "string", "enum", "lastoutofserviceinformation",
    "devicename", "deviceipv4address", "ipv4defaultgateway", "deviceipv6address",
    "ipv6defaultgateway", "modelnumber", "neighboripv4address", "neighboripv6address",
    "neighbordeviceid", "neighborportid", "dhcpv4status", "dhcpv6status", "tftpcfgstatus",
    "voicevlan", "unifiedcmipaddress", "localport", "timestamp", "reasonforoutofservice",
    "lastprotocoleventsent", "lastprotocoleventreceived", "not", "open",
    // Credentials, whose names say that there are some.
    "password", "passwd", "pin", "userid",
  ]
  /// What says which input a field takes, and what a number comes after.
  private static let inputs: WordSet = ["inputflags"]
  private static let events: WordSet = [
    "reasonforoutofservice", "lastprotocoleventsent", "lastprotocoleventreceived",
  ]
  /// Letters that say what kind of input a field takes; `P` hides it.
  private static let flags: WordSet = [
    "a", "t", "n", "e", "u", "l", "p", "ap", "tp", "np", "up",
  ]
  /// Digits of a reason, and of the number of a message.
  private static let maximumDigits = 3

  static func keptParts(of text: [UInt8]) -> [Range<Int>] {
    var kept: [Range<Int>] = []
    var index = 0
    while index < text.count {
      guard text[index].isLetter else {
        index += 1
        continue
      }
      let start = index
      while index < text.count, isPartOfName(text[index]) { index += 1 }
      let place = start..<index
      let isMarkup = isMarkup(text, place)
      // A name elsewhere is a word like others, unless the quotes of an attribute end after it.
      guard isMarkup || index < text.count && text[index] == UInt8(ascii: "\""),
        names.contains(text, place)
      else { continue }
      if isMarkup { kept.append(place) }
      if inputs.contains(text, place), index + 1 < text.count {
        keepFlags(in: text, from: index, &kept)
      }
      if events.contains(text, place) { keepEvent(in: text, from: index, &kept) }
    }
    return kept.sorted { $0.lowerBound < $1.lowerBound }
  }

  private static func isPartOfName(_ byte: UInt8) -> Bool {
    byte.isLetter || byte.isDigit || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
  }

  /// Whether a word stands where names stand: after `<` or `?`, before `=` or `>`, alone between quotes,
  /// or as an entity or the beginning of an address.
  private static func isMarkup(_ text: [UInt8], _ place: Range<Int>) -> Bool {
    let before = place.lowerBound > 0 ? text[place.lowerBound - 1] : 0
    let after = place.upperBound < text.count ? text[place.upperBound] : 0
    let isBegun = before == UInt8(ascii: "<") || before == UInt8(ascii: "?")
    let isEnded =
      before == UInt8(ascii: "/") && place.lowerBound > 1
      && text[place.lowerBound - 2] == UInt8(ascii: "<")
    let isEntity = before == UInt8(ascii: "&") && after == UInt8(ascii: ";")
    let isScheme =
      after == UInt8(ascii: ":") && place.upperBound + 1 < text.count
      && text[place.upperBound + 1] == UInt8(ascii: "/")
    let isQuoted = before == UInt8(ascii: "\"") && after == UInt8(ascii: "\"")
    return isBegun || isEnded || isEntity || isScheme || isQuoted || after == UInt8(ascii: "=")
      || after == UInt8(ascii: ">")
  }

  private static func keepFlags(in text: [UInt8], from end: Int, _ kept: inout [Range<Int>]) {
    guard text[end] == UInt8(ascii: ">") else { return }
    let letters = text[(end + 1)...].prefix { $0.isLetter }
    let place = letters.startIndex..<letters.endIndex
    if flags.contains(text, place) { kept.append(place) }
  }

  /// Keeps the number of a reason, or that of a message and its name.
  private static func keepEvent(in text: [UInt8], from end: Int, _ kept: inout [Range<Int>]) {
    let start = end + 2
    guard start < text.count, text[end] == UInt8(ascii: "\""), text[end + 1] == UInt8(ascii: ">")
    else { return }
    let digits = text[start...].prefix(while: \.isDigit)
    guard (1...maximumDigits).contains(digits.count) else { return }
    kept.append(digits.startIndex..<digits.endIndex)
    guard text.dropFirst(digits.endIndex).first == UInt8(ascii: ":") else { return }
    let name = text[(digits.endIndex + 1)...].prefix { $0.isLetter || $0.isDigit }
    let word = String(decoding: name, as: UTF8.self)
    if messageNames.contains(word) { kept.append(name.startIndex..<name.endIndex) }
  }

  /// Messages as the catalogue has them, and as phones do.
  private static let messageNames: Set<String> = Catalogue.messages.reduce(into: []) {
    names, message in
    names.insert(message.name)
    for ending in ["Req", "Res"] where message.name.hasSuffix(ending) {
      names.insert(String(message.name.dropLast(ending.count)))
    }
  }
}
