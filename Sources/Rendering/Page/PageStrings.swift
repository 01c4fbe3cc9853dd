/// The strings of a page, each written once.
struct PageStrings {
  private(set) var all: [String] = [""]
  private var places: [String: Int] = ["": 0]

  /// The place of a string.
  mutating func place(of string: String) -> Int {
    if let place = places[string] { return place }
    all.append(string)
    places[string] = all.count - 1
    return all.count - 1
  }
}
