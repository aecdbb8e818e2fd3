/// What a fault does to an answer.
enum FaultEffect: Sendable, Equatable {
    /// An answer that is not 200.
    case failure(status: Int, ErrorBody, RetryAfter?)
    /// 200 with a web page, as a proxy's login page is.
    case html
    /// The answer comes late. Later faults may also change it.
    case slow(Duration)
    /// The connection is reset without an answer.
    case reset
    /// The connection ends in the middle of the body: before its announced length, or between its chunks.
    case truncate(chunked: Bool)
    /// Half of the body, sent as if it were the whole.
    case invalid
    /// The answer's envelope without its records.
    case empty
    /// The answer's records in an envelope that no client knows.
    case unknown
}

/// The content of an answer that is not 200.
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

    /// `Sun, 06 Nov 1994 08:49:37 GMT`; a part of a second counts as a whole one, so that the date is never too early.
    var httpDate: String {
        let seconds = Int((milliseconds + 999) / 1000)
        let date = CivilDate(daysSince1970: seconds / 86400)
        let time = [seconds / 3600 % 24, seconds / 60 % 60, seconds % 60].map { padded($0) }.joined(separator: ":")
        let weekday = Self.weekdays[(7 - date.daysToSunday) % 7]
        return "\(weekday), \(padded(date.day)) \(Self.months[date.month - 1]) \(padded(date.year, 4)) \(time) GMT"
    }
}

extension FaultEffect {
    /// Changes the API's own answer. Faults of the body leave an answer that is not 200 as it is, except that they may cut it.
    func spoil(_ delivery: inout Delivery) {
        if case .truncate(let chunked) = self { return delivery.truncate(chunked: chunked) }
        guard delivery.answer.status == 200 else { return }
        let body = delivery.answer.body
        switch self {
        // Half of an object or an array is never valid JSON.
        case .invalid: delivery.answer.body.removeLast((body.count + 1) / 2)
        case .empty: delivery.answer.body = JSON(parsing: body)?.withoutRecords.bytes ?? body
        case .unknown: delivery.answer.body = JSON(parsing: body)?.inUnknownEnvelope.bytes ?? body
        case .failure, .html, .slow, .reset, .truncate: break
        }
    }
}

extension Delivery {
    fileprivate mutating func truncate(chunked: Bool) {
        let whole = answer.body.count
        answer.body.removeLast((whole + 1) / 2)
        ending = chunked ? .brokenChunks : .shortOf(max(whole, 1))
    }
}

extension JSON {
    /// The names that lead to the records of a listing (API.md 3.2): none for a bare array, `nil` for a single object.
    private var recordsPath: [String]? {
        if elements != nil { return [] }
        guard self["id"] == nil else { return nil }
        for name in ["result", "items", "data"] {
            guard let inner = self[name] else { continue }
            if inner.elements != nil { return [name] }
            guard inner.members != nil else { continue }
            return ["items", "data"].first { inner[$0]?.elements != nil }.map { [name, $0] } ?? [name]
        }
        return nil
    }

    /// The same envelope without records and with a count of 0. A single object loses its members.
    var withoutRecords: JSON {
        var copy = self
        copy.replace("count", 0)
        copy.replace("total", 0)
        copy.empty(recordsPath ?? [])
        return copy
    }

    private mutating func empty(_ path: some Collection<String>) {
        if let name = path.first {
            self[name]?.empty(path.dropFirst())
        } else {
            self = elements == nil ? [:] : []
        }
    }

    /// `{"stuff":{"n":[…]}}`.
    var inUnknownEnvelope: JSON {
        let records = (recordsPath ?? []).reduce(self) { $0[$1] ?? .null }
        return ["stuff": ["n": records]]
    }
}
