import CZlib
import Foundation
import Testing

@testable import PartnerAPI

struct ContentCodingTests {
    private static let json = #"{"result":[{"id":1}]}"#

    private static let plain = Array(json.utf8)
    private static let gzip = zipped(plain, .gzip)
    private static let zlib = zipped(plain, .zlib)
    private static let raw = zipped(plain, .raw)
    private static let empty = zipped("", .gzip)

    private static let allowed: [(String, [UInt8])] = [
        ("gzip", gzip), ("x-gzip", gzip), ("GZIP", gzip),
        ("gzip", zipped(#"{"result":["#, .gzip) + zipped(#"{"id":1}]}"#, .gzip)),
        ("gzip", gzip + empty + [0, 0, 0]),
        ("deflate", zlib), ("deflate", raw),
        ("deflate, gzip", zipped(zlib, .gzip)), ("gzip, identity, gzip", zipped(gzip, .gzip)),
        ("identity", plain), ("", plain),
    ]

    @Test(arguments: allowed)
    func `What HTTP allows is read`(coding: String, body: [UInt8]) async throws {
        let asked = try await ask([.http(200, headers: ["Content-Encoding: \(coding)"], body)])
        #expect(asked.text == Self.json, "\(asked.result)")
        #expect(asked.requests.count == 1)
    }

    @Test func `Two header lines are one list, and a body may come in single bytes`() async throws {
        let body = zipped(zipped(Self.json, .raw), .gzip) + zipped("", .gzip)
        let chunks = body.flatMap { Array("1\r\n".utf8) + [$0] + Array("\r\n".utf8) } + Array("0\r\n\r\n".utf8)
        let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: deflate\r\nContent-Encoding: x-gzip\r\n\r\n"
        let asked = try await ask([ScriptedServer.Reply(bytes: Array(head.utf8) + chunks)])
        #expect(asked.text == Self.json, "\(asked.result)")
    }

    @Test(arguments: ["br", "zstd", "compress", "gzip, br", "br, gzip", "x-none"])
    func `What cannot be read is named at once, and kept as it came`(coding: String) async throws {
        let asked = try await ask([.http(200, headers: ["Content-Encoding: \(coding)"], [1, 2, 3] as [UInt8])])
        let name = coding.split(separator: ", ").first { $0 != "gzip" } ?? ""
        #expect(
            "\(try #require(asked.error))"
                == "GET /api/managed_users: an answer of 3 bytes cannot be read: it came in the encoding \(name), which was not asked for")
        #expect(asked.requests.count == 1)
        guard case .broken(_, _, let body)? = asked.error else { throw NotJSON(description: "\(asked.result)") }
        #expect(body.withUnsafeBytes { Array($0) } == [1, 2, 3])
    }

    private static let damaged: [(String, [UInt8], String)] = [
        ("gzip", Array(gzip.dropLast(4)), "its gzip ends too early"),
        ("gzip", plain, "what should be gzip is not, or is damaged"),
        ("gzip", gzip + [7, 7, 7], "what should be gzip is not, or is damaged"),
        ("deflate", Array(raw.dropLast(2)), "its deflate ends too early"),
    ]

    @Test(arguments: damaged)
    func `Damage is told in words, and asked for again`(coding: String, body: [UInt8], reason: String) async throws {
        let asked = try await ask([.http(200, headers: ["Content-Encoding: \(coding)"], body), .ok])
        #expect(asked.events.map(\.failure) == [reason, nil])
        #expect(asked.text == Self.json)
    }

    @Test(arguments: ["gzip", "gzip, gzip"])
    func `A bomb is not unpacked`(coding: String) async throws {
        let large = zipped([UInt8](repeating: 32, count: 3 << 20), .gzip)
        let body = coding == "gzip" ? large : zipped(large, .gzip)
        let asked = try await ask([.http(200, headers: ["Content-Encoding: \(coding)"], body)])
        #expect("\(try #require(asked.error))".contains("larger than \(1 << 20) bytes"))
        #expect(asked.requests.count == 1)
    }

    @Test func `A refusal in an unknown encoding is still that refusal`() async throws {
        let asked = try await ask(
            [.http(403, headers: ["Content-Encoding: br"], [0xFF, 0xFE] as [UInt8])], sending: .get("/api/managed_users", group: testGroup))
        #expect("\(try #require(asked.error))" == "GET /api/managed_users: access refused (403)")
        #expect(asked.error?.refusal == nil)
    }
}

enum Wrapping: Int32 {
    case gzip = 31
    case zlib = 15
    case raw = -15
}

func zipped(_ text: String, _ wrapping: Wrapping) -> [UInt8] { zipped(Array(text.utf8), wrapping) }

func zipped(_ bytes: [UInt8], _ wrapping: Wrapping) -> [UInt8] {
    var stream = z_stream()
    let opened = deflateInit2_(
        &stream, 9, Z_DEFLATED, wrapping.rawValue, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    precondition(opened == Z_OK)
    defer { deflateEnd(&stream) }
    var input = bytes
    var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))))
    let count = input.withUnsafeMutableBufferPointer { input in
        output.withUnsafeMutableBufferPointer { output in
            stream.next_in = input.baseAddress
            stream.avail_in = UInt32(input.count)
            stream.next_out = output.baseAddress
            stream.avail_out = UInt32(output.count)
            precondition(deflate(&stream, Z_FINISH) == Z_STREAM_END)
            return output.count - Int(stream.avail_out)
        }
    }
    return Array(output.prefix(count))
}
