import Foundation
import JSONPages
import NIOHTTP1
import Synchronization

/// Answers that `sync --record` or `partner-simulator --record` has written into a folder, played again without a server. It reads the
/// folder and changes nothing.
///
/// The heads are read once, when it is opened. A body is read when it is asked for, and isn't kept.
public final class Recording: Sendable {
    /// The account that was recorded.
    public let base: BaseURL
    let folder: URL
    private let takes: [RecordedRequest: [Take]]
    /// How often each request has been asked for.
    private let played = Mutex<[RecordedRequest: Int]>([:])
    /// When the first answer came.
    public let start: Date
    private let newestPlayed: Mutex<Date>

    /// One recorded answer: its head, and where its body is.
    struct Take: Sendable {
        let file: String
        let status: Int
        let headers: HTTPHeaders
        let date: Date
        /// In bytes, from the start of the file.
        let bodyOffset: UInt64
    }

    /// Reads `recording.txt` and the heads of all `*.answer` files, whose names sort by time.
    ///
    /// - Throws: `.recording`.
    public init(folder path: String) throws(PartnerAPIError) {
        folder = URL(filePath: path)
        base = try RecordingFolder.base(of: folder)
        var takes: [RecordedRequest: [Take]] = [:]
        for file in try RecordingFolder.answers(in: folder) {
            let (request, take) = try RecordedHead.read(folder.appending(path: file))
            takes[request, default: []].append(take)
        }
        guard let start = takes.values.flatMap({ $0.map(\.date) }).min() else { throw .recording(.empty) }
        self.takes = takes
        self.start = start
        newestPlayed = Mutex(start)
    }

    /// When the newest answer came that has been played. A run that plays the recording takes this for the present.
    public var now: Date { newestPlayed.withLock { $0 } }

    /// Hands out every successful answer to a GET, one body at a time, in no order.
    public func forEachListing(_ body: (_ path: String, PageBytes) -> Void) throws(PartnerAPIError) {
        for (request, takes) in takes where request.method == "GET" {
            for take in takes where take.status == 200 {
                guard let bytes = try? self.body(of: take) else { throw .recording(.unreadable(file: take.file)) }
                body("/" + request.segments.joined(separator: "/"), bytes)
            }
        }
    }

    private func body(of take: Take) throws -> PageBytes {
        let file = try FileHandle(forReadingFrom: folder.appending(path: take.file))
        defer { try? file.close() }
        try file.seek(toOffset: take.bodyOffset)
        return PageBytes(try file.readToEnd() ?? Data())
    }

    /// The next answer to this request. After the last one, the last again.
    private func next(_ request: RecordedRequest) -> Take? {
        guard let recorded = takes[request] else { return nil }
        let number = played.withLock { played in
            defer { played[request, default: 0] += 1 }
            return played[request, default: 0]
        }
        return recorded[min(number, recorded.count - 1)]
    }
}

extension Recording: Transport {
    func send(_ outgoing: Outgoing) async -> Result<Reply, NoReply> {
        if Task.isCancelled { return .failure(.cancelled) }
        guard let take = next(RecordedRequest(outgoing)) else { return .failure(.notRecorded) }
        newestPlayed.withLock { $0 = max($0, take.date) }
        do {
            return .success(Reply(status: take.status, headers: take.headers, body: try body(of: take), recordedAt: take.date))
        } catch {
            return .failure(.recording(.unreadable(file: take.file)))
        }
    }
}

/// What is wrong with a recording. Files are named without their folder.
public enum RecordingProblem: Sendable, Equatable {
    case missing, empty, notARecording
    /// A later version of the program has written it.
    case unknownFormat
    case unreadable(file: String)
    /// The file's head doesn't say which request it answers.
    case damaged(file: String)
}

extension RecordingProblem: CustomStringConvertible {
    public var description: String {
        switch self {
        case .missing: "the recording's folder does not exist"
        case .empty: "the recording holds no answers"
        case .notARecording: "this is no folder with a recording: it has no recording.txt that says so"
        case .unknownFormat: "the recording has a format that this version does not know"
        case .unreadable(let file): "the recording's \(file) cannot be read"
        case .damaged(let file): "the recording's \(file) is damaged"
        }
    }

    var hint: String {
        switch self {
        case .missing, .notARecording: "give the folder that sync --record or partner-simulator --record was given"
        case .empty: "record a sync first, by sync --record"
        case .unknownFormat: "use the version of workato-mirror that recorded it, or a later one"
        case .unreadable: "check the folder's permissions"
        case .damaged: "record it again; it may have been cut off or edited"
        }
    }
}
