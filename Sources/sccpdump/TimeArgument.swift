import ArgumentParser
import Engine
import Text
import Wire

/// A time as a person writes it.
struct TimeArgument {
  let bound: TimeBound

  init(parsing argument: String) throws {
    if let time = Timestamp(rfc3339: argument) {
      bound = .at(time)
      return
    }
    // A time of day is one of the first day that there is, by the same rules.
    guard let time = Timestamp(rfc3339: "1970-01-01T\(argument)"), argument.contains(":") else {
      throw ValidationError(
        "write 2024-03-05T09:00:13.4Z, 2024-03-05T10:00:13+01:00, 2024-03-05, or a time of the "
          + "capture's first day such as 09:00 or 09:00:13.4")
    }
    bound = .ofFirstDay(seconds: time.seconds, nanoseconds: time.nanoseconds)
  }
}
