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
