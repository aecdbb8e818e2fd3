/// A JSON value that keeps the order of its members and the digits of its numbers.
public enum JSON: Sendable, Equatable {
    case null
    case bool(Bool)
    /// A number as it is written, so that a test can plant any literal, valid or not.
    case number(String)
    case string(String)
    case array([JSON])
    case object([Member])

    /// One name and value of an object; a name may occur twice.
    public struct Member: Sendable, Equatable {
        public var name: String
        public var value: JSON

        public init(_ name: String, _ value: JSON) {
            self.name = name
            self.value = value
        }
    }

    /// A whole number with all its digits.
    public static func integer(_ value: some BinaryInteger) -> JSON { .number(String(value)) }

    /// A whole number, or null.
    public static func integer(_ value: (some BinaryInteger)?) -> JSON { value.map { .number(String($0)) } ?? .null }

    /// A string, or null.
    public static func text(_ value: String?) -> JSON { value.map { .string($0) } ?? .null }

    /// An array of strings.
    public static func texts(_ values: [String]) -> JSON { .array(values.map { .string($0) }) }
}

extension JSON {
    /// The first member of that name; setting appends a new member, `nil` removes it.
    public subscript(name: String) -> JSON? {
        get {
            guard case .object(let members) = self else { return nil }
            return members.first { $0.name == name }?.value
        }
        set {
            guard case .object(var members) = self else { return }
            self = .null
            let index = members.firstIndex { $0.name == name }
            switch (index, newValue) {
            case (let index?, let value?): members[index].value = value
            case (let index?, nil): members.remove(at: index)
            case (nil, let value?): members.append(Member(name, value))
            case (nil, nil): break
            }
            self = .object(members)
        }
    }

    /// The value of a number without fraction that fits, else `nil`.
    public var integerValue: Int64? {
        guard case .number(let digits) = self else { return nil }
        return Int64(digits)
    }

    /// The value of a string, else `nil`.
    public var stringValue: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// The value of a boolean, else `nil`.
    public var boolValue: Bool? {
        guard case .bool(let flag) = self else { return nil }
        return flag
    }

    /// The elements of an array, else `nil`.
    public var elements: [JSON]? {
        guard case .array(let values) = self else { return nil }
        return values
    }

    /// The members of an object, else `nil`.
    public var members: [Member]? {
        guard case .object(let members) = self else { return nil }
        return members
    }

    /// The same object without one member.
    func without(_ name: String) -> JSON {
        var copy = self
        copy[name] = nil
        return copy
    }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    public init(stringLiteral value: String) { self = .string(value) }
    public init(integerLiteral value: Int64) { self = .number(String(value)) }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(arrayLiteral elements: JSON...) { self = .array(elements) }
    public init(dictionaryLiteral elements: (String, JSON)...) { self = .object(elements.map { Member($0.0, $0.1) }) }
}
