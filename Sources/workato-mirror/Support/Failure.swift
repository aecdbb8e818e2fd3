import Billing
import Evidence
import Foundation
import Monitoring
import Pages
import PartnerAPI
import Reports
import Settings
import Spreadsheets
import Store
import Streams

/// How the program ends after an error: with a message, a hint what to do, and one of the documented exit codes.
///
/// It turns the error types of all modules into these three.
struct Failure: Error {
    let message: String
    let hint: String?
    let code: Int32

    /// The exit codes. Scripts depend on them.
    enum Code: Int32 {
        case usage = 64
        case drift = 65
        case unreachable = 69
        case file = 74
        case tryAgain = 75
        case credentials = 77
    }

    init(_ message: String, hint: String?, code: Code) {
        self.init(message, hint: hint, exitCode: code.rawValue)
    }

    private init(_ message: String, hint: String?, exitCode: Int32) {
        self.message = message
        self.hint = hint
        code = exitCode
    }

    /// Errors of the other modules end as they do without billing.
    private init(_ error: BillingError) {
        switch error {
        case .mirror(.cancelled): self = .stopped
        default: self.init(error.description, hint: error.hint, exitCode: error.exitCode)
        }
    }

    private init(_ error: EvidenceError) {
        switch error {
        case .mirror(.cancelled): self = .stopped
        default: self.init(error.description, hint: error.hint, exitCode: error.exitCode)
        }
    }

    /// - Returns: nil for errors that the command line's parser reports itself.
    init?(_ error: any Error) {
        switch error {
        case let error as Failure: self = error
        case let error as PartnerAPIError: self.init(error.description, hint: error.hint, code: Code(error))
        case StoreError.cancelled: self = .stopped
        case let error as StoreError: self.init(error.description, hint: error.hint, exitCode: error.exitCode)
        case let error as ReportsError:
            self.init(error.description, hint: error.hint, exitCode: error.exitCode)
        case let error as BillingError: self.init(error)
        case let error as EvidenceError: self.init(error)
        case let error as SpoolError: self.init(error.description, hint: error.hint, exitCode: error.exitCode)
        case let error as PagesError: self.init(error.description, hint: error.hint, exitCode: error.exitCode)
        case let error as SpreadsheetError: self.init(error.description, hint: error.hint, exitCode: error.exitCode)
        case let error as MonitoringError: self.init(error.description, hint: error.hint, code: .usage)
        case let error as SettingsError:
            self.init(error.description, hint: error.hint, exitCode: error.exitCode)
        case is CancellationError: self = .stopped
        default: return nil
        }
    }

    /// How a sync ends that was asked to stop.
    static let stopped = Failure(
        "stopped; what was listed so far is kept", hint: "run the same command again to go on from there", code: .tryAgain)

    func end() -> Never {
        Terminal.say("workato-mirror: \(message)")
        if let hint { Terminal.say("hint: \(hint)") }
        exit(code)
    }
}

extension Failure.Code {
    init(_ error: PartnerAPIError) {
        self =
            switch error.cause {
            case .unauthorized, .forbidden, .credentials: .credentials
            case .baseURL, .insecure, .path, .writesNotAllowed, .proxySetting: .usage
            case .recording, .recordingFailed, .authorities: .file
            case .broken: .drift
            case .cancelled: .tryAgain
            default: .unreachable
            }
    }
}
