import Foundation
import PackagePlugin

/// Compiles every .sql file of a target, beside its Swift files or in its folder `SQL`, into one list, `embeddedSQL`.
///
/// The file list is the command's input list, so new, renamed and deleted files are picked up by the next build.
@main
struct EmbedSQL: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let folders = [target.directoryURL, target.directoryURL.appending(path: "SQL")]
        let sqlFiles = try folders.filter { FileManager.default.fileExists(atPath: $0.path) }
            .flatMap { try FileManager.default.contentsOfDirectory(at: $0, includingPropertiesForKeys: nil) }
            .filter { $0.pathExtension == "sql" }
            .sorted { $0.lastPathComponent < $1.lastPathComponent }
        let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedSQL.swift")
        return [
            .buildCommand(
                displayName: "Embedding \(sqlFiles.count) SQL files of \(target.name)",
                executable: try context.tool(named: "embed-sql").url,
                arguments: [output.path] + sqlFiles.map(\.path),
                inputFiles: sqlFiles,
                outputFiles: [output])
        ]
    }
}
