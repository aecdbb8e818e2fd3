import Foundation

/// The settings file that was found, with its keys and the form of its values already checked.
struct SettingsFile {
    static let name = "workato-mirror.yaml"
    static let variable = "WORKATO_MIRROR_CONFIG"

    let path: String
    /// As the user named it.
    let shown: String
    let source: Settings.Source
    let isEmpty: Bool

    /// Finds the file that is named, or else the one in the directory.
    ///
    /// - Returns: nil if none is named and the directory has none.
    static func find(
        named config: String?, environment: [String: String], directory: String, known: Settings.Known
    ) throws(SettingsError) -> SettingsFile? {
        let base = URL(filePath: directory, directoryHint: .isDirectory)
        let (shown, source) = place(config, environment)
        let path = URL(filePath: shown, relativeTo: base).path(percentEncoded: false)
        guard FileManager.default.fileExists(atPath: path) else {
            if source == .default { return nil }
            throw .missingFile(path: shown, source: source)
        }
        let holdsAny = try FileCheck(path: shown, known: known).check(try text(of: path, shown: shown))
        return SettingsFile(path: path, shown: shown, source: source, isEmpty: !holdsAny)
    }

    private static func place(_ config: String?, _ environment: [String: String]) -> (shown: String, source: Settings.Source) {
        if let config { return (config, .flag("--config")) }
        return environment[variable].map { ($0, .environment(variable)) } ?? (name, .default)
    }

    private static func text(of path: String, shown: String) throws(SettingsError) -> String {
        let attributes = try? FileManager.default.attributesOfItem(atPath: (path as NSString).resolvingSymlinksInPath)
        // The file is read twice, which a pipe does not allow.
        guard attributes?[.type] as? FileAttributeType == .typeRegular else {
            throw .unreadable(path: shown, reason: "it is not a plain file")
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw .unreadable(path: shown, reason: "it cannot be opened")
        }
        guard let text = String(data: data, encoding: .utf8) else { throw .unreadable(path: shown, reason: "it is not UTF-8") }
        return text
    }
}
