import ArgumentParser
import Text

/// The form in which times are shown.
struct TimeOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      """
      Show times in this form: utc, local (the zone of TZ, with its offset), relative (seconds since \
      the capture's first packet), delta (seconds since the time before) or epoch. JSON has UTC.
      """, valueName: "form"))
  var time = TimeForm.utc

  /// Whether times of day that a person writes are those of the process's time zone.
  var isLocal: Bool { time == .local }
}

extension TimeForm: ExpressibleByArgument {}
