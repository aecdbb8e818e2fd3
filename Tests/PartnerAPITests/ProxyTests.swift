import Foundation
import Testing

@testable import PartnerAPI

struct ProxyTests {
    @Test(arguments: ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"])
    func `Plain HTTP goes through the proxy by the full address, with its credentials`(variable: String) async throws {
        try await ScriptedServer.with([.ok]) { server, base in
            try await TestProxy.with { proxy, address in
                let asked = try await ask(base, in: [variable: "http://clerk:p%40ss%3Aword@\(address)"])
                #expect(asked.text == #"{"result":[{"id":1}]}"#, "\(asked.said)")
                let head = try #require(proxy.requests.first)
                #expect(head.hasPrefix("GET http://\(base.host)/api/managed_users?page=1 HTTP/1.1\r\n"))
                #expect(head.lowercased().contains("\r\nhost: \(base.host)\r\n"))
                #expect(head.contains("Proxy-Authorization: Basic \(Data("clerk:p@ss:word".utf8).base64EncodedString())\r\n"))
                #expect(server.requests.count == 1)
            }
        }
    }

    @Test(arguments: ["https_proxy", "HTTPS_PROXY", "ALL_PROXY"])
    func `HTTPS goes through a tunnel, whose opening alone has the credentials`(variable: String) async throws {
        try await withFolder(["ca.pem": TestCertificate.authority]) { folder in
            try await ScriptedServer.with([.ok], tls: TestCertificate.good.context) { server, base in
                try await TestProxy.with { proxy, address in
                    let proxies = [variable: "clerk:secret@\(address)/", "http_proxy": "http://wrong:1"]
                    let asked = try await ask(base, in: proxies.merging(["SSL_CERT_FILE": folder + "/ca.pem"]) { $1 })
                    #expect(asked.text != nil, "\(asked.said)")
                    let head = try #require(proxy.requests.first)
                    #expect(head.hasPrefix("CONNECT \(base.host) HTTP/1.1\r\n"))
                    #expect(head.lowercased().contains("proxy-authorization: basic "))
                    #expect(!head.contains(testToken))
                    #expect(!server.requests[0].lowercased().contains("proxy-authorization"))
                }
            }
        }
    }

    @Test(arguments: ["NO_PROXY", "no_proxy"])
    func `NO_PROXY goes around it`(variable: String) async throws {
        try await ScriptedServer.with([.ok]) { _, base in
            try await TestProxy.with { proxy, address in
                let asked = try await ask(base, in: ["http_proxy": address, variable: "example.com, 127.0.0.0/8"])
                #expect(asked.text != nil)
                #expect(proxy.requests.isEmpty)
            }
        }
    }

    @Test func `A proxy that cannot be reached is named, and not the API`() async throws {
        let closed = try await TestProxy.with { _, address in address }
        for scheme in ["http", "https"] {
            let asked = try await ask(try BaseURL("\(scheme)://api.example"), in: ["\(scheme)_proxy": "http://u:hidden@\(closed)"])
            #expect(asked.said == "the proxy \(closed) cannot be reached: connection refused")
            #expect(asked.error?.hint?.contains("NO_PROXY") == true)
            #expect(asked.events.count == 5)
        }
    }

    @Test(arguments: ["http", "https"])
    func `A proxy that wants other credentials says so, at the first try`(scheme: String) async throws {
        try await TestProxy.with(refusal: 407) { proxy, address in
            let asked = try await ask(try BaseURL("\(scheme)://api.example"), in: ["\(scheme)_proxy": "http://u:hidden@\(address)"])
            #expect(asked.said == "the proxy \(address) did not accept the credentials, or wants some (407)")
            #expect(proxy.requests.count == 1)
            #expect(!"\(asked)".contains("hidden"))
        }
    }

    @Test func `A proxy that opens no tunnel is told from an API that cannot be reached`() async throws {
        try await TestProxy.with(refusal: 403) { _, address in
            let asked = try await ask(try BaseURL("https://api.example"), in: ["https_proxy": address])
            #expect(asked.said == "the proxy \(address) opened no connection to api.example")
        }
    }

    @Test func `A certificate behind a proxy is looked at through the proxy`() async throws {
        try await ScriptedServer.with([.ok], tls: TestCertificate.expired.context) { _, base in
            try await TestProxy.with { proxy, address in
                let asked = try await ask(base, in: ["https_proxy": address])
                #expect(asked.said == "the certificate of \(base.host) expired on 2021-01-01")
                #expect(asked.events.count == 1)
                #expect(proxy.requests.allSatisfy { $0.hasPrefix("CONNECT ") })
            }
        }
    }
}

struct ProxySettingTests {
    private let base = "https://app.eu.workato.com/api"

    @Test(arguments: [
        (["https_proxy": "http://a:1", "HTTPS_PROXY": "http://b:2"], "http://a:1"),
        (["https_proxy": "", "HTTPS_PROXY": "b:2"], "http://b:2"),
        (["http_proxy": "http://a:1", "ALL_PROXY": "http://c:3"], "http://c:3"),
        (["HTTPS_PROXY": "HTTP://Proxy.Example"], "http://proxy.example:1080"),
        (["HTTPS_PROXY": "proxy.example:80"], "http://proxy.example:80"),
        (["HTTPS_PROXY": "socks5h://[::1]:9050"], "socks5://[::1]:9050"),
        (["HTTPS_PROXY": "http://me@corp:pa@ss@proxy:8080/"], "http://proxy:8080"),
    ])
    func `It is read as curl reads it, and shown without credentials`(environment: [String: String], shown: String) throws {
        let proxy = try Proxy.from(environment: environment, for: BaseURL(base))
        #expect(proxy?.description == shown)
        var dumped = ""
        dump(proxy, to: &dumped)
        #expect(!dumped.contains("pa@ss") && !dumped.contains("Basic"))
    }

    @Test(arguments: [
        ("ftp://p:1", ProxyProblem.scheme), ("https://p:1", .overTLS), ("socks4://p:1", .scheme), ("http://", .host),
        ("http://a b:1", .host),
        ("http://p:0", .port), ("http://p:x", .port), ("http://p:1/path", .path), ("http://u:%zz@p:1", .credentials),
        ("socks5://u:secret@p:1", .socksPassword),
    ])
    func `What cannot be read is refused by its variable, without its text`(text: String, problem: ProxyProblem) throws {
        let error = #expect(throws: PartnerAPIError.self) {
            try Proxy.from(environment: ["HTTPS_PROXY": text], for: BaseURL(base))
        }
        guard case .proxySetting(variable: "HTTPS_PROXY", problem)? = error else { throw NotJSON(description: "\(error as Any)") }
        #expect("\(try #require(error))".hasPrefix("HTTPS_PROXY "))
        #expect(!"\(error as Any)".contains("secret"))
        #expect(error?.hint != nil)
    }

    @Test(arguments: [
        ("https://app.eu.workato.com", "*", true), ("https://app.eu.workato.com", "workato.com", true),
        ("https://app.eu.workato.com", ".Workato.com", true), ("https://app.eu.workato.com", "a.example app.eu.workato.com.", true),
        ("https://app.eu.workato.com", "orkato.com", false), ("https://app.eu.workato.com", "eu.workato.com:443", true),
        ("https://app.eu.workato.com", "eu.workato.com:8443", false), ("https://app.eu.workato.com", "", false),
        ("https://workato.com", ".workato.com", true), ("https://notworkato.com", "workato.com", false),
        ("http://10.1.2.3:8080", "10.0.0.0/8", true), ("http://10.1.2.3:8080", "10.1.2.3", true),
        ("http://10.1.2.3:8080", "10.1.2.3:80", false),
        ("http://10.1.2.3:8080", "10.1.3.0/23", true), ("http://10.1.2.3:8080", "10.1.3.0/24", false),
        ("http://10.1.2.3", "10.1.2.3/33", false),
        ("http://10.1.2.3", "2.3", false), ("http://[::1]:8080", "::1", true), ("http://[::1]:8080", "[::1]:8080", true),
        ("http://[fe80::7]", "fe80::/10", true), ("http://[2001:db8::1]", "fe80::/10", false), ("http://localhost:1", "127.0.0.1", false),
    ])
    func `NO_PROXY names hosts, what is below them, networks and ports`(base: String, rules: String, isNamed: Bool) throws {
        let proxy = try Proxy.from(environment: ["all_proxy": "p:1", "no_proxy": rules], for: BaseURL(base))
        #expect((proxy == nil) == isNamed)
    }
}
