/// The hashes by which a browser knows the page's own script and style sheet (CSP Level 3 §2.3.1); a
/// test computes them from the files.
enum PagePolicy {
  static let scriptHash = "sha256-3/CCtlyweNQIibe9FOUNyqObCtGGH68CbHiw02AHhsI="
  static let styleHash = "sha256-amMZMyENl/J5pAKeCKsIHN2naN2ERXVnzj561bUBbX8="
}
