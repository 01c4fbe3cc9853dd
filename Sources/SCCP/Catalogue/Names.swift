extension ValueNames {
  static let displayLabels200 = ValueNames("a", [])
  static let displayLabels36 = ValueNames("a", [])
}
