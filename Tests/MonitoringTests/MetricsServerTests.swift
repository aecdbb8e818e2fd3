import Foundation
import Monitoring
import Testing
import Values

@Suite("The metrics server")
struct MetricsServerTests {
    @Test("serves the metrics as Prometheus's text format") func metrics() async throws {
        let metrics = MirrorMetrics(now: { moment })
        metrics.noteRequest(group: "recipes", status: 200)
        try await ServedMetrics.run(metrics) { server in
            let reply = try await server.send(.GET, "/metrics")
            #expect(reply.status == 200)
            #expect(reply.type == "text/plain; version=0.0.4; charset=utf-8")
            #expect(reply.text == metrics.text())
            #expect(reply.text.hasSuffix("\nworkato_mirror_requests_total{group=\"recipes\",status=\"200\"} 1\n"))
            metrics.noteRequest(group: "recipes", status: 200)
            #expect(try await server.send(.GET, "/metrics").text.hasSuffix("} 2\n"))
        }
    }

    @Test("says 200 while the mirror is fresh") func fresh() async throws {
        try await ServedMetrics.run(health: .fresh) { server in
            let reply = try await server.send(.GET, "/healthz")
            #expect(reply.status == 200)
            #expect(reply.text == "ok\n")
        }
    }

    @Test("says 503 with the reason when the mirror is not fresh") func stale() async throws {
        try await ServedMetrics.run(health: .stale(reason: "no run has succeeded yet")) { server in
            let reply = try await server.send(.GET, "/healthz")
            #expect(reply.status == 503)
            #expect(reply.type == "text/plain; charset=utf-8")
            #expect(reply.text == "no run has succeeded yet\n")
            let head = try await server.send(.HEAD, "/healthz")
            #expect(head.status == 503)
            #expect(head.text.isEmpty)
        }
    }

    @Test("knows nothing else", arguments: ["/", "/metrics/more", "/healthz2", "/%2e%2e/metrics"]) func nothingElse(path: String)
        async throws
    {
        try await ServedMetrics.run { server in
            let (other, post) = (try await server.send(.GET, path), try await server.send(.POST, "/metrics"))
            #expect(other.status == 404)
            #expect(post.status == 404)
        }
    }

    @Test("says which address it cannot listen on") func taken() async throws {
        try await ServedMetrics.run { server in
            let second = MetricsServer(address: server.address, metrics: MirrorMetrics(), health: { .fresh })
            let error = await #expect(throws: MonitoringError.self) { try await second.run() }
            #expect(error?.description == "cannot listen on 127.0.0.1:\(server.address.port): address already in use")
        }
    }
}

@Suite("An address to listen on")
struct ListenAddressTests {
    @Test("is a host and a port", arguments: ["127.0.0.1:9464", "localhost:0", "[::1]:65535"]) func accepted(text: String) {
        #expect(HostPort(text)?.description == text)
    }

    @Test("is nothing else", arguments: ["", "9464", ":9464", "host:", "host:65536", "host:-1", "::1:9464", "[host]:1", "host:+1"])
    func refused(text: String) {
        #expect(HostPort(text) == nil)
    }
}
