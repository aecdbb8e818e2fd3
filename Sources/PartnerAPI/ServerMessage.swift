import Foundation
import JSONPages

/// The `message` of an error answer (API.md 1.1); such an answer may also be HTML, or empty.
enum ServerMessage {
    private struct Body: Decodable { let message: String? }

    static func read(_ body: PageBytes) -> String? {
        let data = body.withUnsafeBytes { Data($0.prefix(1 << 16)) }
        return try? JSONDecoder().decode(Body.self, from: data).message
    }
}
