extension NearestName {
  /// `; did you mean X?` for the name that is most like a text; nothing where there is no name.
  static func hint(for typed: String, among names: some Sequence<String>) -> String {
    nearest(to: typed, in: names).map { "; did you mean \($0)?" } ?? ""
  }
}
