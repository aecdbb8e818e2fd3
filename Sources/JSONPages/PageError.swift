import CJSONPages

/// Why an answer is no page of records.
public enum PageError: Error, Equatable {
    /// Not JSON, or cut off; asking again may help. The text says what simdjson objects to.
    case broken(String)
    /// JSON, but with no list of objects in any place where one is known to be.
    case noList
    /// A list, and beside it what makes it no evidence of what there is: an error, a second list, a name twice. The text says what.
    case contradictory(String)

    static func check(_ status: jp_status, _ message: UnsafePointer<CChar>?) throws(PageError) {
        switch status {
        case JP_OK: return
        case JP_NO_LIST: throw .noList
        case JP_CONTRADICTORY: throw .contradictory(message.map { String(cString: $0) } ?? "the answer contradicts itself")
        default: throw .broken(message.map { String(cString: $0) } ?? "not JSON")
        }
    }
}
