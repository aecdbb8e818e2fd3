import Foundation
import GRDB

/// The chain of a copy whose texts were replaced: none of the old links fits any more.
public enum ChainRenewal {
    /// In `mirror_meta` of such a copy: the head of the chain that it had.
    public static let originalHead = "redacted_from_chain"

    /// Whether a file is such a copy.
    public static func isRedacted(_ db: Database) throws -> Bool {
        try db.tableExists("mirror_meta") && Meta.value(originalHead, in: db) != nil
    }

    /// Gives a copy that nobody else has open a new chain: one link over its whole state. The copy names the head that it had.
    public static func renew(_ path: String) throws(StoreError) {
        try reporting(path) {
            var configuration = Configuration()
            configuration.foreignKeysEnabled = false
            configuration.prepareDatabase { RowFunctions.register(in: $0) }
            let queue = try DatabaseQueue(path: FilePath.absolute(path), configuration: configuration)
            try queue.write { db in
                let head = try Chain(db).head ?? ""
                try db.execute(sql: StoreSQL.forgetChain)
                try Meta.set(originalHead, to: head, in: db)
                try Chain(db).linkState()
                try Meta.set(Chain.begins, to: "\(Run.next(in: db))", in: db)
            }
            try queue.close()
        }
    }
}
