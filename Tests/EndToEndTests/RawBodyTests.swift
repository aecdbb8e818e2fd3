import Foundation
import Testing

@Suite("api gives the bytes of the answer", .serialized)
struct RawBodyTests {
    /// Bodies that a line feed more, or a pass through text, would spoil.
    private static let bodies: [(type: String, bytes: [UInt8])] = [
        ("application/zip", [0x50, 0x4B, 3, 4, 0, 0xFF, 0xFE, 0x0D]), ("application/octet-stream", Array(0...255)),
        ("application/octet-stream", []), ("text/csv", Array("a,b\r\n1,é".utf8)), ("text/plain", [0x63, 0x61, 0x66, 0xE9]),
        ("application/json", Array(#"{"a":1}"#.utf8)), ("application/json", Array("{\"a\":1}\n\n".utf8)),
        ("application/octet-stream", [UInt8](repeating: 0x0A, count: 200_000)),
    ]

    @Test("into a pipe and into a file, with --paginate too, and not one more") func bytes() async throws {
        try await Scene.play { scene in
            for (type, bytes) in Self.bodies {
                let server = try RawAnswer(bytes, type: type)
                defer { server.stop() }
                // What is no JSON cannot be walked; JSON without a list is given as it came.
                for more in type == "application/json" ? [[], ["--paginate"]] : [[]] {
                    let piped = try await scene.start(
                        ["api", "packages/1/download"] + more, environment: ["WORKATO_BASE_URL": server.baseURL]
                    ).finish()
                    #expect(
                        piped.code == 0 && Array(piped.output) == bytes, "\(type), \(bytes.count) \(more): \(piped.code) \(piped.errors)")
                    let filed = try await scene.start(
                        ["api", "packages/1/download", "--output", "answer.bin"] + more, environment: ["WORKATO_BASE_URL": server.baseURL]
                    ).finish()
                    #expect(filed.code == 0 && filed.everything.isEmpty, "\(filed.errors)")
                    #expect(
                        try Array(Data(contentsOf: scene.folder.appending(path: "answer.bin"))) == bytes
                            && scene.mode("answer.bin") == 0o600)
                }
            }
        }
    }

    @Test("or leaves the file as it was, if there is none") func failure() async throws {
        try await Scene.play { scene in
            let file = scene.folder.appending(path: "answer.json")
            try Data("old".utf8).write(to: file)
            let run = try await scene.mirror("api", "managed_users/1/recipes", "--output", "answer.json")
            #expect(run.code == 69 && run.output.isEmpty)
            #expect(try Data(contentsOf: file) == Data("old".utf8))
            #expect(try FileManager.default.contentsOfDirectory(atPath: scene.folder.path).allSatisfy { !$0.hasSuffix(".tmp") })
        }
    }
}
