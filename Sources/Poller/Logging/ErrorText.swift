import Foundation

extension Error {
    /// What happened, in the error's own words; never Swift's spelling of a type and its cases.
    var words: String {
        switch self {
        case is CocoaError, is POSIXError: localizedDescription
        case let error as any CustomStringConvertible: error.description
        default: "an error without a description"
        }
    }
}
