import Testing

@Suite struct RequestMatcherTests {}
