import CJSONPages

/// Why an answer is no page of records.
public enum PageError: Error, Equatable {
    /// Not JSON, or cut off; asking again may help. The text says what simdjson objects to.
    case broken(String)
    /// JSON, but with no list of objects in any place where one is known to be.
    case noList

    static func check(_ status: jp_status, _ message: UnsafePointer<CChar>?) throws(PageError) {
        switch status {
        case JP_OK: return
        case JP_NO_LIST: throw .noList
        default: throw .broken(message.map { String(cString: $0) } ?? "not JSON")
        }
    }
}
