extension String {
    /// The text with some of its bytes spelled otherwise. They have to be ASCII: such a byte is never a part of another character.
    ///
    /// By bytes and not by characters, of which most results have none to change: it is what writing a result takes most time for.
    func spelling(_ other: (UInt8) -> String?) -> String {
        guard utf8.contains(where: { other($0) != nil }) else { return self }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(utf8.count + 16)
        for byte in utf8 {
            if let other = other(byte) { bytes.append(contentsOf: other.utf8) } else { bytes.append(byte) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
