import Testing

@testable import PartnerAPI

struct RequestPathTests {
    @Test(arguments: [
        ("/api/managed_users/19029/properties", "/api/managed_users/19029/properties", nil),
        ("managed_users/19029/properties", "/api/managed_users/19029/properties", nil),
        ("api/managed_users", "/api/managed_users", nil), ("/managed_users/", "/api/managed_users", nil),
        ("  /api/managed_users?a=b&c=%5B \n", "/api/managed_users", "a=b&c=%5B"),
        ("/api//managed_users/7//recipes?", "/api/managed_users/7/recipes", nil),
        ("managed_users/Ea%2Fb c?exclude_code", "/api/managed_users/Ea%2Fb%20c", "exclude_code"),
        ("managed_users?to=http://x/y", "/api/managed_users", "to=http://x/y"),
        ("https://proxy.example/workato/api/managed_users?page=2", "/api/managed_users", "page=2"),
        ("HTTPS://Proxy.Example:443/workato/api/x/", "/api/x", nil),
        ("v2/managed_users/7/api_clients", "/api/v2/managed_users/7/api_clients", nil), ("/api", "/api", nil),
        ("apiary", "/api/apiary", nil), ("a..b/.x/x.", "/api/a..b/.x/x.", nil),
    ])
    func `Every way to write it means one path`(text: String, path: String, query: String?) throws {
        let read = try RequestPath(text, base: BaseURL("https://proxy.example/workato"))
        #expect(read.path == path)
        #expect(read.query == query)
        #expect(try RequestPath(read.text) == read)
        #expect(!"\(read)".contains("?"))
    }

    @Test(arguments: [
        ("https://evil.example/api/x", PathProblem.otherHost), ("http://proxy.example/workato/api/x", .otherHost),
        ("https://proxy.example/api/x", .otherHost), ("https://proxy.example/workato/apiary", .otherHost),
        ("https://proxy.example/workato/api@evil.example/x", .otherHost), ("https://proxy.example:8443/workato/api/x", .otherHost),
        ("https://me:pass@proxy.example/workato/api/x", .otherHost), ("ftp://proxy.example/workato/api/x", .otherHost),
        ("//evil.example/x", .otherHost), ("https://proxy.example/workato/api/../x", .dots), ("managed_users/../../x", .dots),
        ("managed_users/%2e%2E/x", .dots), ("managed_users/.%2e", .dots), ("./x", .dots), ("x#y", .fragment), ("x?a=b#c", .fragment),
        ("x\ny", .controlCharacter), ("x\u{0}", .controlCharacter), ("x?a=\u{1B}[0m", .controlCharacter), ("", .empty), ("/", .empty),
        ("?a=b", .empty), (" \n", .empty),
    ])
    func `Anything else is refused, without repeating it`(text: String, problem: PathProblem) throws {
        let error = try #require(throws: PartnerAPIError.self) {
            try RequestPath(text, base: BaseURL("https://proxy.example/workato"))
        }
        guard case .path(problem) = error else { throw NotJSON(description: "\(error)") }
        #expect(error.hint != nil)
        #expect(!error.description.contains("example") && !error.description.contains("pass"))
    }

    @Test func `Without a base, a full address is refused`() {
        #expect(throws: PartnerAPIError.self) { try RequestPath("https://www.workato.com/api/managed_users") }
    }
}
