import CJSONPages

extension PageBytes {
    /// Containers within containers, at the most, in an answer that has been mended.
    static let deepest = 900

    /// The answer as JSON that says the same, where a few bytes of it are not as JSON wants them: it has a byte order mark, a control
    /// character or a byte that is not UTF-8 in a string, or is nested too deep to be read. What else is wrong stays wrong.
    ///
    /// A byte that is not UTF-8 becomes half of a surrogate pair (`\udcXX`, as in PEP 383), so that readers show U+FFFD and the byte is
    /// not lost. What is nested too deep becomes a string of its text.
    ///
    /// - Parameter mask: what takes the place of what is nested too deep, instead of its text, where that may hold secrets.
    /// - Returns: nil where there is nothing to mend.
    public func mended(maskingDepthsWith mask: String? = nil) -> PageBytes? {
        withUnsafeBytes { page in
            let mended =
                if let mask {
                    jsonString(mask).withCString { Self.mend(page, $0) }
                } else {
                    Self.mend(page, nil)
                }
            guard let text = mended.text else { return nil }
            return PageBytes(UnsafeRawBufferPointer(start: text, count: mended.length))
        }
    }

    private static func mend(_ page: UnsafeRawBufferPointer, _ mask: UnsafePointer<CChar>?) -> jp_repair {
        jp_mend(page.baseAddress?.assumingMemoryBound(to: CChar.self), page.count, deepest, mask)
    }
}
