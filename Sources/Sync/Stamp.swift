import Foundation

/// A time in the mirror's form: UTC with milliseconds.
func stamp(_ date: Date) -> String {
    date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
}
