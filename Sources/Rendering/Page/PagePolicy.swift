/// The hashes by which a browser knows the page's own script and style sheet (CSP Level 3 §2.3.1); a
/// test computes them from the files.
enum PagePolicy {
  static let scriptHash = "sha256-LH9MnWyHPTQsukgUzX5V+Ehr4zMQ0Ps1spoht/hlquw="
  static let styleHash = "sha256-PXF+jyk+W2JX6tJUTq9N5sLjWMYKnT8tq2Le9DUADUc="
}
