import CJSONPages

// What every call of the C interface needs: texts as C has them, the status of a call, and slices by offset and length.

extension PageBytes {
    /// Hands the text to a C function. The padding that it may read follows the text.
    func withCText<Result>(_ body: (UnsafePointer<CChar>?, Int) -> Result) -> Result {
        withUnsafeBytes { body($0.baseAddress?.assumingMemoryBound(to: CChar.self), $0.count) }
    }
}

/// Calls `body` with the names as C strings. The pointers are valid only inside.
func withCStrings<Result>(
    _ names: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Result
) -> Result {
    let starts = names.reduce(into: (offsets: [Int](), text: [CChar]())) { joined, name in
        joined.offsets.append(joined.text.count)
        joined.text.append(contentsOf: name.utf8CString)
    }
    return starts.text.withUnsafeBufferPointer { text in
        let pointers = starts.offsets.map { text.baseAddress?.advanced(by: $0) }
        return pointers.withUnsafeBufferPointer { body($0.baseAddress) }
    }
}

extension PageError {
    /// - Throws: the error that a call's status stands for.
    static func check(_ status: jp_status, _ message: UnsafePointer<CChar>?) throws(PageError) {
        switch status {
        case JP_OK: return
        case JP_NO_LIST: throw .noList
        case JP_CONTRADICTORY: throw .contradictory(message.map { String(cString: $0) } ?? "the answer contradicts itself")
        default: throw .broken(message.map { String(cString: $0) } ?? "not JSON")
        }
    }
}

/// The part of a page or arena that C gives by offset and length.
func slice(_ source: UnsafeRawBufferPointer, _ offset: UInt32, _ length: UInt32) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: source.baseAddress.map { $0 + Int(offset) }, count: Int(length))
}
