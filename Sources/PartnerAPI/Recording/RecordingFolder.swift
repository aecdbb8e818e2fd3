import Foundation

/// The files of a recording and what they are called. `Recorder` writes them, `Recording` reads them.
enum RecordingFolder {
    private static let title = "workato-mirror recording"
    private static let version = "1"
    static let description = "recording.txt"

    /// The text of `recording.txt`.
    static func description(of base: BaseURL) -> Data {
        Data(
            """
            \(title) \(version)
            what: answers of a Workato Embedded Partner API in their order, one a file, without secrets
            base-url: \(base.canonical.dropLast("/api".count))

            """.utf8)
    }

    /// The account that `recording.txt` names. Its first line has the format's version, the others have names and values.
    static func base(of folder: URL) throws(PartnerAPIError) -> BaseURL {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder.path(percentEncoded: false), isDirectory: &isFolder) else {
            throw .recording(.missing)
        }
        guard isFolder.boolValue, let text = try? String(contentsOf: folder.appending(path: description), encoding: .utf8) else {
            throw .recording(.notARecording)
        }
        let lines = text.split(whereSeparator: \.isNewline)
        guard let first = lines.first, first.hasPrefix(title + " ") else { throw .recording(.notARecording) }
        guard first.dropFirst(title.count + 1) == version else { throw .recording(.unknownFormat) }
        let prefix = "base-url:"
        guard let address = lines.first(where: { $0.hasPrefix(prefix) }), let base = try? BaseURL(String(address.dropFirst(prefix.count)))
        else { throw .recording(.damaged(file: description)) }
        return base
    }

    /// The names of the answers, in the order in which they came.
    static func answers(in folder: URL) throws(PartnerAPIError) -> [String] {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false)) else {
            throw .recording(.unreadable(file: "."))
        }
        return names.filter { $0.hasSuffix(".answer") }.sorted()
    }
}
