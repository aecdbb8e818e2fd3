import Foundation
import Testing

/// The proxy and the certificates that the environment names.
@Suite struct WayToTheApiTests {
    @Test("A proxy is shown by config, without its credentials, and NO_PROXY with it")
    func config() async throws {
        try await Scene.play { scene in
            let way: [String: String?] = [
                "HTTPS_PROXY": "http://clerk:hidden@proxy.example:3128", "NO_PROXY": "10.0.0.0/8", "SSL_CERT_FILE": "/etc/company.pem",
            ]
            let secure = way.merging(["WORKATO_BASE_URL": "https://api.example"]) { $1 }
            let text = try await scene.mirror("config", environment: secure)
            #expect(text.code == 0 && !text.everything.contains("hidden") && !text.everything.contains("clerk"))
            #expect(text.text.contains(/(?m)^proxy +http:\/\/proxy\.example:3128 +environment HTTPS_PROXY$/), "\(text.text)")
            #expect(text.text.contains(/(?m)^no_proxy +10\.0\.0\.0\/8 +environment NO_PROXY$/))
            #expect(text.text.contains(/(?m)^SSL_CERT_FILE +\/etc\/company\.pem +environment SSL_CERT_FILE$/))
            let around = secure.merging(["NO_PROXY": "example"]) { $1 }
            let json = try await scene.mirror("config", "--format", "json", environment: around)
            let entries = try #require(try JSONSerialization.jsonObject(with: json.output) as? [[String: Any]])
            let proxy = try #require(entries.first { $0["key"] as? String == "proxy" })
            #expect(proxy["value"] is NSNull)
        }
    }

    @Test("A proxy that cannot be read is 64, one that cannot be reached 69; neither shows its password")
    func proxies() async throws {
        try await Scene.play { scene in
            for command in [["sync"], ["api", "users/me"], ["config"]] {
                let wrong = try await scene.start(command, environment: ["http_proxy": "gopher://clerk:hidden@p"]).finish()
                #expect(wrong.code == 64 && wrong.errors.contains("http_proxy ") && wrong.errors.contains("\nhint: "), "\(wrong.errors)")
                #expect(!wrong.everything.contains("hidden"))
            }
            let closed = try await scene.mirror("api", "users/me", environment: ["HTTP_PROXY": "http://clerk:hidden@127.0.0.1:1"])
            #expect(closed.code == 69 && closed.errors.contains("the proxy 127.0.0.1:1 cannot be reached"), "\(closed.errors)")
            #expect(!closed.everything.contains("hidden"))
            let around = try await scene.mirror(
                "api", "users/me", environment: ["HTTP_PROXY": "http://127.0.0.1:1", "no_proxy": "127.0.0.1"])
            #expect(around.code == 0, "\(around.errors)")
        }
    }

    @Test("A file of certificates that is not there is 74, and named") func certificates() async throws {
        try await Scene.play { scene in
            let run = try await scene.mirror(
                "sync", environment: ["WORKATO_BASE_URL": "https://127.0.0.1:1", "SSL_CERT_FILE": scene.path("none.pem")])
            #expect(run.code == 74 && run.errors.contains("none.pem") && run.errors.contains("\nhint: "), "\(run.errors)")
            let plain = try await scene.mirror("api", "users/me", environment: ["SSL_CERT_FILE": scene.path("none.pem")])
            #expect(plain.code == 0, "\(plain.errors)")
        }
    }
}
