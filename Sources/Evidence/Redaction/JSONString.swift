import Values

/// JSON strings as bytes: what they say, and how they are spelled. Half of a surrogate pair, which no UTF-8 has, is three bytes like those
/// of any other character of its size, so that it comes back as it was.
enum JSONString {
    /// The place of the quote that ends the string whose first quote is at `start`; the text's end if there is none.
    static func end(in text: UnsafeRawBufferPointer, from start: Int) -> Int {
        var place = start + 1
        while place < text.count {
            switch text[place] {
            case UInt8(ascii: "\""): return place
            case UInt8(ascii: "\\"): place += 2
            default: place += 1
            }
        }
        return text.count
    }

    /// The characters that the text between two quotes says.
    static func said(_ text: UnsafeRawBufferPointer) -> [UInt8] {
        guard text.contains(UInt8(ascii: "\\")) else { return Array(text) }
        var (said, place): ([UInt8], Int) = ([], 0)
        said.reserveCapacity(text.count)
        while place < text.count {
            guard text[place] == UInt8(ascii: "\\"), place + 1 < text.count else {
                said.append(text[place])
                place += 1
                continue
            }
            place += escape(in: text, at: place, to: &said)
        }
        return said
    }

    /// Adds what an escape says. Returns how many bytes it has.
    private static func escape(in text: UnsafeRawBufferPointer, at place: Int, to said: inout [UInt8]) -> Int {
        switch text[place + 1] {
        case UInt8(ascii: "n"): said.append(0x0A)
        case UInt8(ascii: "t"): said.append(0x09)
        case UInt8(ascii: "r"): said.append(0x0D)
        case UInt8(ascii: "b"): said.append(0x08)
        case UInt8(ascii: "f"): said.append(0x0C)
        case UInt8(ascii: "u"): return unicode(in: text, at: place, to: &said)
        case let other: said.append(other)
        }
        return 2
    }

    private static func unicode(in text: UnsafeRawBufferPointer, at place: Int, to said: inout [UInt8]) -> Int {
        guard let first = number(in: text, at: place + 2) else {
            said.append(contentsOf: text[place..<(place + 2)])
            return 2
        }
        if 0xD800..<0xDC00 ~= first, place + 7 < text.count, text[place + 6] == UInt8(ascii: "\\"), text[place + 7] == UInt8(ascii: "u"),
            let second = number(in: text, at: place + 8), 0xDC00..<0xE000 ~= second
        {
            append(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00), to: &said)
            return 12
        }
        append(first, to: &said)
        return 6
    }

    private static func number(in text: UnsafeRawBufferPointer, at place: Int) -> UInt32? {
        guard place + 4 <= text.count else { return nil }
        return UInt32(String(decoding: text[place..<(place + 4)], as: UTF8.self), radix: 16)
    }

    private static func append(_ character: UInt32, to said: inout [UInt8]) {
        switch character {
        case ..<0x80: said.append(UInt8(character))
        case ..<0x800: said += [UInt8(0xC0 | character >> 6), UInt8(0x80 | character & 63)]
        case ..<0x10000: said += [UInt8(0xE0 | character >> 12), UInt8(0x80 | character >> 6 & 63), UInt8(0x80 | character & 63)]
        default:
            said += [
                UInt8(0xF0 | character >> 18), UInt8(0x80 | character >> 12 & 63), UInt8(0x80 | character >> 6 & 63),
                UInt8(0x80 | character & 63),
            ]
        }
    }

    /// Adds the characters as a JSON string, quotes included.
    static func append(_ said: [UInt8], to json: inout [UInt8]) {
        var quoted: [UInt8] = []
        JSONText.append(said, to: &quoted, .stored)
        var place = 0
        while place < quoted.count {
            // 0xED and then at least 0xA0: half of a surrogate pair.
            if quoted[place] == 0xED, place + 2 < quoted.count, quoted[place + 1] >= 0xA0 {
                let half = UInt32(0xD000) | UInt32(quoted[place + 1] & 63) << 6 | UInt32(quoted[place + 2] & 63)
                json.append(contentsOf: "\\u\(String(half, radix: 16))".utf8)
                place += 3
            } else {
                json.append(quoted[place])
                place += 1
            }
        }
    }
}
