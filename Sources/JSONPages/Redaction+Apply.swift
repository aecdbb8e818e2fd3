import CJSONPages

extension Redaction {
    /// The page with the values replaced; all else keeps its bytes, white space included.
    ///
    /// The page is read from end to end also where it holds none of the names: searching it for them takes as long.
    ///
    /// - Returns: the very same page, not copied, where no rule's field occurs, or where there are no rules; only then is it not read.
    /// - Throws: `.broken` where it is not JSON, or nested too deep to read: keep nothing of it.
    public func apply(to bytes: PageBytes) throws(PageError) -> PageBytes {
        if fields.isEmpty { return bytes }
        let (places, arena) = try places(in: bytes)
        if places.isEmpty { return bytes }
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count + places.count * 80 + PageBytes.padding)
        bytes.withUnsafeBytes { page in
            arena.withUnsafeBytes { arena in
                var kept = 0
                for place in places {
                    text.append(contentsOf: page[kept..<Int(place.offset)])
                    let json = slice(page, place.offset, place.length)
                    let value = slice(place.value.in_arena == 1 ? arena : page, place.value.offset, place.value.length)
                    replacements[Int(place.rule)].write(json, saying: value, to: &text)
                    kept = Int(place.offset) + Int(place.length)
                }
                text.append(contentsOf: page[kept...])
            }
        }
        return PageBytes(padding: text)
    }

    private func places(in bytes: PageBytes) throws(PageError) -> (places: [jp_place], arena: [UInt8]) {
        let scopes = replacements.map(\.scope)
        let found = bytes.withUnsafeBytes { page in
            withCStrings(fields) { names in
                jp_locate(page.baseAddress?.assumingMemoryBound(to: CChar.self), page.count, names, scopes, scopes.count)
            }
        }
        try PageError.check(found.status, found.message)
        // Copied, because a rule's closure may read pages too.
        let arena = UnsafeRawBufferPointer(start: found.arena, count: found.arena_length)
        return (Array(UnsafeBufferPointer(start: found.places, count: found.count)), Array(arena))
    }
}
