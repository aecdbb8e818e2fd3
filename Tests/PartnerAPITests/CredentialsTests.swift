import Testing

@testable import PartnerAPI

struct CredentialsTests {
    private func sent(_ environment: [String: String], inQuery: Bool = false) throws -> [String] {
        let credentials = try Credentials.from(environment: environment, inQuery: inQuery)
        return credentials.headers.map { "\($0.name): \($0.value)" } + credentials.query.map { "\($0.name)=\($0.value)" }
    }

    private func problem(_ environment: [String: String]) -> CredentialsProblem? {
        do {
            _ = try Credentials.from(environment: environment)
        } catch PartnerAPIError.credentials(let problem) {
            return problem
        } catch {}
        return nil
    }

    @Test func `An API token is sent as Bearer, and wins`() throws {
        let environment = ["WORKATO_API_TOKEN": "abc\r\n", "WORKATO_USER_EMAIL": "a@b.c", "WORKATO_USER_TOKEN": "d\nf"]
        #expect(try sent(environment) == ["Authorization: Bearer abc"])
        #expect(try sent(environment, inQuery: true) == ["Authorization: Bearer abc"])
    }

    @Test func `Mail address and token are sent together, as headers or in the query`() throws {
        let environment = ["WORKATO_API_TOKEN": " \n", "WORKATO_USER_EMAIL": "a@b.c", "WORKATO_USER_TOKEN": "def\n"]
        #expect(try sent(environment) == ["X-USER-EMAIL: a@b.c", "X-USER-TOKEN: def"])
        #expect(try sent(environment, inQuery: true) == ["user_email=a@b.c", "user_token=def"])
    }

    @Test func `What is missing is named`() {
        #expect(problem([:]) == .missing)
        #expect(problem(["WORKATO_API_TOKEN": "\t", "WORKATO_USER_TOKEN": ""]) == .missing)
        #expect(problem(["WORKATO_USER_EMAIL": "a@b.c"]) == .incomplete(missing: "WORKATO_USER_TOKEN"))
        #expect(problem(["WORKATO_USER_TOKEN": "abc"]) == .incomplete(missing: "WORKATO_USER_EMAIL"))
    }

    @Test(arguments: ["a\nb", "a\r\nX-Evil: 1", "a\u{0}", "a\u{7F}b", "\u{1B}[0m", "a\u{85}b"])
    func `A control character inside is refused, without repeating the value`(value: String) {
        #expect(problem(["WORKATO_API_TOKEN": value]) == .controlCharacter(in: "WORKATO_API_TOKEN"))
        #expect(problem(["WORKATO_USER_EMAIL": value, "WORKATO_USER_TOKEN": "x"]) == .controlCharacter(in: "WORKATO_USER_EMAIL"))
    }

    @Test func `Every problem has a description and a hint`() {
        for problem in [CredentialsProblem.missing, .incomplete(missing: "V"), .controlCharacter(in: "V")] {
            let error = PartnerAPIError.credentials(problem)
            #expect(!error.description.isEmpty && error.hint?.isEmpty == false)
        }
    }
}
