import Foundation
import Testing

@testable import PartnerAPI

struct CertificateTests {
    @Test func `An authority in SSL_CERT_FILE is trusted`() async throws {
        try await withFolder(["ca.pem": TestCertificate.authority]) { folder in
            try await ScriptedServer.with([.ok], tls: TestCertificate.good.context) { server, base in
                let asked = try await ask(base, in: ["SSL_CERT_FILE": folder + "/ca.pem"])
                #expect(asked.text == #"{"result":[{"id":1}]}"#, "\(asked.said)")
                #expect(server.requests.count == 1)
            }
        }
    }

    @Test(arguments: ["ca.pem", "0a1b2c3d.0", "company root.crt"])
    func `An authority in SSL_CERT_DIR is trusted, whatever its file is called`(name: String) async throws {
        try await withFolder([name: TestCertificate.authority, "README": "no certificate"]) { folder in
            try await ScriptedServer.with([.ok], tls: TestCertificate.good.context) { _, base in
                let asked = try await ask(base, in: ["SSL_CERT_DIR": "/nonexistent:\(folder)"])
                #expect(asked.text != nil, "\(asked.said)")
            }
        }
    }

    @Test(arguments: [
        (TestCertificate.good, false, "is not signed by an authority that is trusted here", "SSL_CERT_FILE"),
        (.expired, true, "expired on 2021-01-01", "clock"),
        (.expired, false, "expired on 2021-01-01", "clock"),
        (.early, true, "is not valid before 2119-01-01", "clock"),
        (.other, true, "is made out to another name", "base URL"),
    ])
    func `A certificate that is not believed is named, at the first try`(
        certificate: TestCertificate, isTrusted: Bool, what: String, hint: String
    ) async throws {
        try await withFolder(["ca.pem": TestCertificate.authority]) { folder in
            try await ScriptedServer.with([.ok], tls: certificate.context) { server, base in
                let asked = try await ask(base, in: isTrusted ? ["SSL_CERT_FILE": folder + "/ca.pem"] : [:])
                #expect(asked.said == "the certificate of \(base.host) \(what)")
                #expect(asked.error?.hint?.contains(hint) == true)
                #expect(asked.events.map(\.failure) == ["its certificate \(what)"])
                #expect(server.requests.isEmpty)
            }
        }
    }

    @Test func `A server that speaks no TLS is told so, not in Swift's words`() async throws {
        try await ScriptedServer.with([.raw("HTTP/1.1 400 Bad Request\r\n\r\n", thenCloses: true)]) { _, plain in
            let base = try BaseURL(plain.canonical.replacing("http://", with: "https://"))
            let asked = try await ask(base, in: [:])
            #expect(asked.said == "\(base.host) cannot be reached: the server does not speak TLS")
        }
    }

    @Test func `Files without certificates are named`() async throws {
        let base = try BaseURL("https://example.com")
        try await withFolder(["empty.pem": "nothing"]) { folder in
            for (environment, text) in [
                (["SSL_CERT_FILE": folder + "/none.pem"], "SSL_CERT_FILE: \(folder)/none.pem does not exist"),
                (["SSL_CERT_FILE": folder + "/empty.pem"], "SSL_CERT_FILE: \(folder)/empty.pem holds no certificate in PEM"),
                (["SSL_CERT_FILE": folder], "SSL_CERT_FILE: \(folder) holds no certificate in PEM"),
                (["SSL_CERT_DIR": folder], "SSL_CERT_DIR: \(folder) holds no certificate in PEM"),
                (["SSL_CERT_DIR": folder + "/none"], "SSL_CERT_DIR: \(folder)/none does not exist"),
            ] {
                let error = #expect(throws: PartnerAPIError.self) { try Route.from(environment: environment, to: base) }
                #expect("\(try #require(error))" == text)
                #expect(error?.hint != nil)
            }
            _ = try Route.from(environment: ["SSL_CERT_FILE": folder + "/none.pem"], to: BaseURL("http://127.0.0.1:1"))
        }
    }
}
