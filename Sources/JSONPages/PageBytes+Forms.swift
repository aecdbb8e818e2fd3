import CJSONPages

extension PageBytes {
    /// A listing of names and values as a page of records, `[{"name":"n","value":"v"},…]` (API.md 4.9).
    ///
    /// It may come as such a list, in any envelope that `RecordPage` reads: then it stays as it is. Or as an object of
    /// scalars, bare or under `result`, `items` or `data`, whose siblings there do not count: `{"result":{"n":"v"},"page":1}`.
    /// Names and values keep their text and order. A bare object that has nothing but the words of an error, such as
    /// `{"message":"Unauthorized"}`, is no listing, and neither is one that says `"success":false`.
    ///
    /// - Parameter fromPairs: the fields that receive the name and the value.
    /// - Throws: `.noList` where a value is an array or object, where the page is no object, or an error's; `.contradictory` where an
    ///   error, a second listing or a name twice makes it no evidence; `.broken` where it is not JSON.
    public func records(fromPairs fields: (key: String, value: String)) throws(PageError) -> PageBytes {
        try rewritten([jsonString(fields.key), jsonString(fields.value)]) { bytes, count, keys in
            guard let key = keys?[0], let value = keys?[1] else { return jp_form() }
            return jp_pairs(bytes, count, key, value)
        }
    }

    /// A listing of arrays as a page of records: `{"data":[["Label","value",null]]}` → `[{"label":"Label","value":"value","3":null}]`.
    ///
    /// A further element's field is its position, counted from 1. An element that is an object stays as it is; one that
    /// is a scalar is all of the named fields. Where every element is an object, so does the page, with its envelope.
    ///
    /// - Parameter fromTuples: the fields that receive the first elements.
    /// - Throws: `.noList` where no list lies in a known envelope; `.contradictory` as for pairs; `.broken` where the page is not JSON.
    public func records(fromTuples fields: [String]) throws(PageError) -> PageBytes {
        try rewritten(fields.map(jsonString)) { bytes, count, keys in jp_tuples(bytes, count, keys, fields.count) }
    }

    private func rewritten(
        _ keys: [String], by read: (UnsafePointer<CChar>?, Int, UnsafePointer<UnsafePointer<CChar>?>?) -> jp_form
    ) throws(PageError) -> PageBytes {
        let form = withUnsafeBytes { page in
            withCStrings(keys) { read(page.baseAddress?.assumingMemoryBound(to: CChar.self), page.count, $0) }
        }
        try PageError.check(form.status, form.message)
        guard let text = form.text else { return self }
        return PageBytes(UnsafeRawBufferPointer(start: text, count: form.length))
    }
}
