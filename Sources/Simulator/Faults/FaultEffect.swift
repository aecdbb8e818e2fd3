/// What becomes of an answer.
enum FaultEffect: Sendable, Equatable {
    /// An answer that is not 200.
    case failure(status: Int, ErrorBody, RetryAfter?)
    /// 200 with a web page, as a proxy's login page is.
    case html
    /// The answer comes late; the lines below may change it.
    case slow(Duration)
    /// The connection is reset without an answer.
    case reset
    /// The connection ends in the middle of the body, whose length was announced, or whose chunks go on.
    case truncate(chunked: Bool)
    /// Half the body, sent as if it were the whole.
    case invalid
    /// The answer's envelope without its records.
    case empty
    /// The answer's records in an envelope that no client knows.
    case unknown
}

/// What an answer that is not 200 holds.
enum ErrorBody: String, Sendable, CaseIterable {
    case json, html, blank
}

/// A `Retry-After` header.
enum RetryAfter: Sendable, Equatable {
    case seconds(Int)
    /// An HTTP date so many seconds from now.
    case date(inSeconds: Int)
    /// Neither a number nor a date.
    case nonsense

    func header(now: Moment) -> String {
        switch self {
        case .seconds(let seconds): String(seconds)
        case .date(let seconds): Moment(milliseconds: now.milliseconds + Int64(seconds) * 1000).httpDate
        case .nonsense: "in a while"
        }
    }
}

extension Moment {
    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// `Sun, 06 Nov 1994 08:49:37 GMT`; a broken second counts as a whole one, so that the date is not too early.
    var httpDate: String {
        let seconds = Int((milliseconds + 999) / 1000)
        let date = CivilDate(daysSince1970: seconds / 86400)
        let time = [seconds / 3600 % 24, seconds / 60 % 60, seconds % 60].map { padded($0) }.joined(separator: ":")
        let weekday = Self.weekdays[(7 - date.daysToSunday) % 7]
        return "\(weekday), \(padded(date.day)) \(Self.months[date.month - 1]) \(padded(date.year, 4)) \(time) GMT"
    }
}
