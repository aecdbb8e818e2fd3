import Testing

@testable import PartnerAPI

struct BaseURLTests {
    @Test(arguments: [
        ("https://www.workato.com", "https://www.workato.com/api"),
        ("https://www.workato.com/", "https://www.workato.com/api"),
        ("https://www.workato.com/api", "https://www.workato.com/api"),
        (" HTTPS://WWW.Workato.com:443/api/\n", "https://www.workato.com/api"),
        ("http://localhost:8080/api/", "http://localhost:8080/api"),
        ("http://127.0.0.1:80", "http://127.0.0.1/api"),
        ("http://[::1]:8080", "http://[::1]:8080/api"),
        ("http://[2001:DB8::1]/api", "http://[2001:db8::1]/api"),
        ("https://proxy.example/workato//v1/", "https://proxy.example/workato/v1/api"),
        ("https://proxy.example/workato/api", "https://proxy.example/workato/api"),
        ("https://proxy.example/apis", "https://proxy.example/apis/api"),
    ])
    func `Every way to write it means one account`(text: String, canonical: String) throws {
        let base = try BaseURL(text)
        #expect(base.canonical == canonical)
        #expect(try BaseURL(base.canonical) == base)
    }

    @Test(arguments: [
        ("", BaseURLProblem.scheme), ("www.workato.com", .scheme), ("ftp://www.workato.com", .scheme), ("https:/www.workato.com", .scheme),
        ("https://", .host), ("https:///api", .host), ("https://a b/", .host), ("https://[::1", .host), ("https://[]", .host),
        ("https://[fe80::1%25eth0]", .host), ("https://www.workato.com\\.evil.example", .host), ("https://wörkato.com", .host),
        ("https://me:pass@www.workato.com", .credentials), ("https://token@www.workato.com/api", .credentials),
        ("https://h:0", .port), ("https://h:65536", .port), ("https://h:80x", .port), ("https://h:+1", .port), ("https://[::1]8080", .port),
        ("https://h:1:2", .port), ("https://h/a b", .path), ("https://h/../x", .path), ("https://h/%zz", .path),
        ("https://h/api?user_token=x", .query), ("https://h#x", .query),
    ])
    func `Anything else is refused, without repeating it`(text: String, problem: BaseURLProblem) throws {
        let error = try #require(throws: PartnerAPIError.self) { try BaseURL(text) }
        guard case .baseURL(problem) = error else { throw NotJSON(description: "\(error)") }
        #expect(error.hint != nil)
        #expect(!error.description.contains("pass") || problem == .credentials)
    }

    @Test(arguments: [
        ("us", "https://www.workato.com/api"), ("EU", "https://app.eu.workato.com/api"), ("jp", "https://app.jp.workato.com/api"),
        ("sg", "https://app.sg.workato.com/api"), ("au", "https://app.au.workato.com/api"), ("il", "https://app.il.workato.com/api"),
        ("cn", "https://app.workatoapp.cn/api"), ("trial", "https://app.trial.workato.com/api"),
    ])
    func `A region has its host`(region: String, canonical: String) throws {
        #expect(try BaseURL(region: region).canonical == canonical)
    }

    @Test func `An unknown region is refused with the known ones`() throws {
        let error = try #require(throws: PartnerAPIError.self) { try BaseURL(region: "mars") }
        #expect(error.hint == "regions are au, cn, eu, il, jp, sg, trial, us")
    }

    @Test(arguments: [
        ("/api", "https://h/p/api"), ("/api/x", "https://h/p/api/x"), ("x", "https://h/p/api/x"), ("/apiary", "https://h/p/api/apiary"),
        ("/api/Ea%2Fb%zz", "https://h/p/api/Ea%2Fb%25zz"), ("/api/x#y", "https://h/p/api/x%23y"),
        ("//evil.example/x", "https://h/p/api//evil.example/x"),
        ("/api/x?", "https://h/p/api/x"), ("/api/x?a=1&b=%20 c", "https://h/p/api/x?a=1&b=%20%20c"),
    ])
    func `A path never leaves the host`(path: String, url: String) throws {
        #expect(try BaseURL("https://h/p").url(path: path) == url)
    }

    @Test func `Query values mean themselves`() throws {
        let query = [("page[number]", "1"), ("q", "a+b&c=d e%20é"), ("empty", "")].map { (name: $0.0, value: $0.1) }
        let url = try BaseURL("https://h").url(path: "/api/x?a=1", query: query)
        #expect(url == "https://h/api/x?a=1&page%5Bnumber%5D=1&q=a%2Bb%26c%3Dd%20e%2520%C3%A9&empty=")
    }
}
