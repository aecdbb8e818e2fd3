import ArgumentParser
import Foundation

/// Which file.
struct DatabaseOptions: ParsableArguments {
    @Option(name: .customLong("db"), help: "The mirror's file. Default: $WORKATO_MIRROR_DB, or mirror.db.")
    var file: String?

    var path: String { file ?? Environment["WORKATO_MIRROR_DB"] ?? "mirror.db" }
}

/// The environment's variables; one that is empty counts as absent.
enum Environment {
    static subscript(name: String) -> String? {
        ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }
}
