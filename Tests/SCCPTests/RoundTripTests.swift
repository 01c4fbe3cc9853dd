import SCCP
import Testing

@Suite struct RoundTripTests {
}
