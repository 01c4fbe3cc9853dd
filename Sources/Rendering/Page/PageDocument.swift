import Text

/// The HTML around the data of a page.
enum PageDocument {
  /// What a page may do: run its own script and apply its own style sheet, and nothing else.
  private static let policy =
    "default-src 'none'; script-src '\(PagePolicy.scriptHash)'; style-src '\(PagePolicy.styleHash)'; "
    + "base-uri 'none'; form-action 'none'"

  /// The parts of the page's one script, in the order in which they need each other.
  private static var script: [[UInt8]] {
    [
      PackageResources.base_js, PackageResources.fields_js, PackageResources.selection_js,
      PackageResources.lane_js, PackageResources.ladder_js, PackageResources.detail_js,
      PackageResources.lists_js, PackageResources.overview_js, PackageResources.address_js,
      PackageResources.keys_js, PackageResources.start_js,
    ]
  }

  static func append(_ data: borrowing TextBuffer, title: String, to text: inout TextBuffer) {
    text.append(
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="\(policy)">
      <meta name="viewport" content="width=device-width,initial-scale=1">
      <meta name="referrer" content="no-referrer">
      <title>
      """)
    text.append(xml: title)
    text.append(" – SCCP</title>\n<style>")
    text.append(PackageResources.page_css)
    text.append("</style>\n</head>\n")
    text.append(PackageResources.page_html)
    text.append("<script type=\"application/json\" id=\"data\">")
    append(json: data, to: &text)
    text.append("</script>\n<script>")
    for part in script { text.append(part) }
    text.append("</script>\n</body>\n</html>\n")
  }

  /// Appends JSON in which HTML finds no markup: `<` stands in strings only, and is escaped there.
  private static func append(json data: borrowing TextBuffer, to text: inout TextBuffer) {
    let bytes = data.span
    var start = 0
    for index in 0..<bytes.count where bytes[index] == UInt8(ascii: "<") {
      text.append(bytes.extracting(start..<index))
      text.append("\\u003c")
      start = index + 1
    }
    text.append(bytes.extracting(start..<bytes.count))
  }
}
