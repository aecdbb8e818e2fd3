import Catalog
import Foundation
import GRDB
import Testing

@testable import Store

/// The digests in files that exist already were made with these texts. Whoever changes one has every record of every file staged again.
@Suite("The seed of a record's digest") struct DigestSeedTests {
    private func mapping(_ resource: Resource) throws -> RecordMapping {
        let queue = try DatabaseQueue()
        try Schema(catalog: .standard).migrate(queue)
        return try queue.read { try RecordMapping(resource, in: .standard, $0) }
    }

    @Test("is the hash of this text, byte by byte") func text() throws {
        #expect(
            try mapping(.lookupTableRows).seed.text == """
                lookup_table_rows [Store.TableShape.Column(name: "managed_user_id", type: Store.ColumnType.integer, isRequired: true), \
                Store.TableShape.Column(name: "lookup_table_id", type: Store.ColumnType.integer, isRequired: true), \
                Store.TableShape.Column(name: "id", type: Store.ColumnType.integer, isRequired: true), \
                Store.TableShape.Column(name: "data", type: Store.ColumnType.json, isRequired: false), \
                Store.TableShape.Column(name: "created_at", type: Store.ColumnType.timestamp, isRequired: false), \
                Store.TableShape.Column(name: "updated_at", type: Store.ColumnType.timestamp, isRequired: false)]
                id
                data
                created_at
                updated_at
                """)
        #expect(try mapping(.managedUsers).seed.text.hasSuffix("\n(key: \"exteranl_id\", value: \"external_id\")"))
    }

    @Test(
        "is what the files of today were made with",
        arguments: [
            (Resource.roles, "f7ed636fb9779b69338aba5652372390"), (.managedUsers, "f9083f7cadcf3a6e40f4260e12f1f4eb"),
            (.recipes, "84da1df9d4ae88d7ee356b9b13630ef7"), (.lookupTableRows, "b3c1ca88a9e318d6dfbb3dc8630c70dc"),
        ])
    func bytes(resource: Resource, seed: String) throws {
        #expect(try mapping(resource).seed.bytes.hex == seed)
    }

    @Test("gives a record this digest, and another one to another text") func digest() throws {
        let seed = try mapping(.lookupTableRows).seed
        func digest(_ text: String) -> String {
            var digest = [UInt8](repeating: 0, count: 16)
            digest.withUnsafeMutableBytes { output in Array(text.utf8).withUnsafeBytes { seed.digest(of: $0, into: output) } }
            return digest.hex
        }
        #expect(digest(#"{"id":1,"data":{"a":"b"}}"#) == "f7a3461206caa8fa9132e42eed5dbf9c")
        #expect(digest(#"{"id":1,"data":{"a":"c"}}"#) != digest(#"{"id":1,"data":{"a":"b"}}"#))
    }
}
