extension ValueNames {
  static let displayLabels200 = ValueNames("a", [])
  static let displayLabels36 = ValueNames("a", [])
}
extension ValueNames {
  package static let callState = ValueNames("a", [])
  package static let payloadType = ValueNames("a", [])
}
