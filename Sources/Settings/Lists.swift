import Foundation
import Values

extension Settings {
    /// A column whose values the mirror keeps as a keyed hash only: an item of `withhold`.
    public struct Column: Sendable, Hashable, CustomStringConvertible {
        public let table: String
        public let column: String

        public var description: String { "\(table).\(column)" }

        /// Reads `TABLE.COLUMN`.
        init?(_ text: String) {
            let parts = text.split(separator: ".", omittingEmptySubsequences: false)
            let isName: (Substring) -> Bool = { part in
                !part.isEmpty && part.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isDigit || $0 == "_") }
            }
            guard parts.count == 2, parts.allSatisfy(isName) else { return nil }
            table = String(parts[0])
            column = String(parts[1])
        }
    }

    /// A pick list to read from each connection of its provider (API.md 4.3): an item of `picklists`.
    public struct PickList: Sendable, Hashable, CustomStringConvertible {
        /// Such as `salesforce`.
        public let provider: String
        public let name: String
        /// Decoded, in the order written. No name occurs twice.
        public let parameters: [Parameter]
        /// As written.
        public let text: String
        /// The part of `text` behind the provider: `PICK_LIST_NAME?NAME=VALUE&…`.
        public let list: String

        public var description: String { text }

        public struct Parameter: Sendable, Hashable {
            public let name: String
            public let value: String
        }

        /// Reads `PROVIDER/PICK_LIST_NAME?NAME=VALUE&…`; `%2C` and the like stand for characters that would otherwise end a part.
        init?(_ text: String) {
            let halves = text.parts(between: "?", maxSplits: 1)
            let path = halves[0].parts(between: "/").compactMap(Self.decoded)
            guard path.count == 2, path.allSatisfy({ !$0.isEmpty }) else { return nil }
            let pairs = halves.count == 1 ? [] : halves[1].parts(between: "&")
            parameters = pairs.compactMap(Self.parameter)
            guard parameters.count == pairs.count, Set(parameters.map { UTF8Text($0.name) }).count == pairs.count else { return nil }
            provider = path[0]
            name = path[1]
            self.text = text
            list = text.parts(between: "/", maxSplits: 1)[1]
        }

        private static func parameter(_ text: String) -> Parameter? {
            let halves = text.parts(between: "=", maxSplits: 1)
            guard halves.count == 2, !halves[0].isEmpty, let name = decoded(halves[0]), let value = decoded(halves[1]) else { return nil }
            return Parameter(name: name, value: value)
        }

        private static func decoded(_ text: String) -> String? {
            text.contains { $0.isWhitespace } ? nil : text.removingPercentEncoding
        }
    }
}
