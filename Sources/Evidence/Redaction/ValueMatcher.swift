import Foundation

/// Finds the longest of many values that begins at a place of a text.
///
/// The values are sorted, and each knows the longest other one that it begins with. So the search is one of halves and then a short walk,
/// however many values begin alike.
struct ValueMatcher {
    /// A value in one of the ways in which it may be spelled.
    struct Form {
        let bytes: [UInt8]
        /// The value itself, which the pseudonym is made of.
        let value: Int
        /// Whether it is the text of a JSON array or object, as stored.
        let isContainer: Bool
    }

    /// A place where a value was found.
    struct Match {
        let form: Int
        let length: Int
    }

    /// Values have at least so many bytes.
    static let shortest = 4

    private var bytes: [UInt8] = []
    private var starts: [Int] = [0]
    private var parents: [Int] = []
    private(set) var values: [Int] = []
    private(set) var areContainers: [Bool] = []
    private var filter: BeginningFilter

    var isEmpty: Bool { values.isEmpty }

    /// - Parameter forms: a form that is there before another one of the same bytes is the one that counts.
    init(_ forms: [Form]) {
        filter = BeginningFilter(count: forms.count)
        let order = forms.indices.sorted { one, other in
            forms[one].bytes == forms[other].bytes ? one < other : forms[one].bytes.lexicographicallyPrecedes(forms[other].bytes)
        }
        var open: [Int] = []
        var last: [UInt8]?
        for form in order.map({ forms[$0] }) where form.bytes != last {
            last = form.bytes
            while let top = open.last, !form.bytes.starts(with: bytes[starts[top]..<starts[top + 1]]) { open.removeLast() }
            parents.append(open.last ?? -1)
            open.append(values.count)
            bytes += form.bytes
            starts.append(bytes.count)
            values.append(form.value)
            areContainers.append(form.isContainer)
            filter.insert(form.bytes)
        }
    }

    /// The longest value that begins at `place`.
    ///
    /// - Parameter containersOnly: whether only the texts of JSON arrays and objects are meant.
    func longest(in text: UnsafeRawBufferPointer, at place: Int, containersOnly: Bool = false) -> Match? {
        guard place + Self.shortest <= text.count, filter.mayHold(text, at: place) else { return nil }
        return bytes.withUnsafeBytes { values -> Match? in
            var (low, high) = (0, parents.count)
            while low < high {
                let middle = (low + high) / 2
                if isAfter(middle, text, place, values) { high = middle } else { low = middle + 1 }
            }
            var form = low - 1
            while form >= 0 {
                let length = starts[form + 1] - starts[form]
                if begins(form, text, place, values), !containersOnly || areContainers[form] { return Match(form: form, length: length) }
                form = parents[form]
            }
            return nil
        }
    }

    /// The first place from `start` on where a value begins.
    func first(in text: UnsafeRawBufferPointer, from start: Int = 0) -> (place: Int, match: Match)? {
        guard !isEmpty, text.count >= Self.shortest else { return nil }
        var place = start
        while let next = filter.next(in: text, from: place) {
            if let match = longest(in: text, at: next) { return (next, match) }
            place = next + 1
        }
        return nil
    }

    private func isAfter(_ form: Int, _ text: UnsafeRawBufferPointer, _ place: Int, _ values: UnsafeRawBufferPointer) -> Bool {
        let (length, rest) = (starts[form + 1] - starts[form], text.count - place)
        let order = compare(form, min(length, rest), text, place, values)
        return order == 0 ? length > rest : order > 0
    }

    private func begins(_ form: Int, _ text: UnsafeRawBufferPointer, _ place: Int, _ values: UnsafeRawBufferPointer) -> Bool {
        let length = starts[form + 1] - starts[form]
        return length <= text.count - place && compare(form, length, text, place, values) == 0
    }

    private func compare(
        _ form: Int, _ length: Int, _ text: UnsafeRawBufferPointer, _ place: Int, _ values: UnsafeRawBufferPointer
    ) -> Int32 {
        guard let value = values.baseAddress, let text = text.baseAddress else { return 0 }
        return memcmp(value + starts[form], text + place, length)
    }
}

/// Tells of nearly every place of a text that no value begins there: by the first four bytes.
private struct BeginningFilter {
    private var bits: [UInt64]
    private let shift: UInt32

    /// - Parameter count: of the values. Sixteen bits for each, within limits.
    init(count: Int) {
        let size = min(max(16, (count * 16).bitWidth - (count * 16).leadingZeroBitCount), 26)
        bits = Array(repeating: 0, count: 1 << (size - 6))
        shift = UInt32(32 - size)
    }

    mutating func insert(_ value: [UInt8]) {
        let slot = slot(of: value.withUnsafeBytes { $0.loadUnaligned(as: UInt32.self) })
        bits[slot >> 6] |= 1 << UInt64(slot & 63)
    }

    func mayHold(_ text: UnsafeRawBufferPointer, at place: Int) -> Bool {
        let slot = slot(of: text.loadUnaligned(fromByteOffset: place, as: UInt32.self))
        return bits[slot >> 6] & (1 << UInt64(slot & 63)) != 0
    }

    func next(in text: UnsafeRawBufferPointer, from start: Int) -> Int? {
        bits.withUnsafeBufferPointer { bits -> Int? in
            var place = start
            while place + ValueMatcher.shortest <= text.count {
                let slot = slot(of: text.loadUnaligned(fromByteOffset: place, as: UInt32.self))
                if bits[slot >> 6] & (1 << UInt64(slot & 63)) != 0 { return place }
                place += 1
            }
            return nil
        }
    }

    private func slot(of word: UInt32) -> Int { Int((word &* 0x9E37_79B1) >> shift) }
}
