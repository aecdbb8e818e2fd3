import Foundation
import NIOSSL

/// The certificate authorities that `SSL_CERT_FILE` and `SSL_CERT_DIR` name. A `Route` trusts them instead of the system's.
public struct TrustedAuthorities: Sendable {
    let certificates: [NIOSSLCertificate]

    static let fileVariable = "SSL_CERT_FILE"
    static let folderVariable = "SSL_CERT_DIR"

    /// Reads the file, and every file of the folders, which are separated by colons. The files' names need not be hashes.
    ///
    /// - Returns: nil if neither variable is set.
    /// - Throws: `.authorities` if there is nothing to trust in one of them.
    static func from(environment: [String: String]) throws(PartnerAPIError) -> TrustedAuthorities? {
        var found: [NIOSSLCertificate] = []
        let file = environment.value(of: fileVariable)
        let folders = environment.value(of: folderVariable)
        if let file { found += try certificates(inFile: file) }
        if let folders { found += try certificates(inFolders: folders) }
        return file == nil && folders == nil ? nil : TrustedAuthorities(certificates: found)
    }

    private static func certificates(inFile path: String) throws(PartnerAPIError) -> [NIOSSLCertificate] {
        func trouble(_ problem: AuthoritiesProblem) -> PartnerAPIError { .authorities(variable: fileVariable, path: path, problem) }
        guard FileManager.default.fileExists(atPath: path) else { throw trouble(.missing) }
        guard FileManager.default.isReadableFile(atPath: path) else { throw trouble(.unreadable) }
        guard let found = try? NIOSSLCertificate.fromPEMFile(path), !found.isEmpty else { throw trouble(.empty) }
        return found
    }

    private static func certificates(inFolders paths: String) throws(PartnerAPIError) -> [NIOSSLCertificate] {
        func trouble(_ problem: AuthoritiesProblem) -> PartnerAPIError { .authorities(variable: folderVariable, path: paths, problem) }
        let folders = paths.split(separator: ":").map { URL(filePath: String($0), directoryHint: .isDirectory) }
        let listed = folders.compactMap { try? FileManager.default.contentsOfDirectory(at: $0, includingPropertiesForKeys: nil) }
        if listed.isEmpty { throw trouble(.missing) }
        // One certificate often has two names there. Other files, such as lists of revoked certificates, are ignored.
        let files = Set(listed.joined().map { $0.resolvingSymlinksInPath().path(percentEncoded: false) })
        let found = files.sorted().flatMap { (try? NIOSSLCertificate.fromPEMFile($0)) ?? [] }
        if found.isEmpty { throw trouble(.empty) }
        return found
    }
}

/// What is wrong with the files that name authorities.
public enum AuthoritiesProblem: Sendable, Equatable {
    case missing, unreadable, empty
}

extension AuthoritiesProblem: CustomStringConvertible {
    /// What follows the path.
    public var description: String {
        switch self {
        case .missing: "does not exist"
        case .unreadable: "cannot be read"
        case .empty: "holds no certificate in PEM"
        }
    }
}

extension [String: String] {
    fileprivate func value(of variable: String) -> String? {
        self[variable].flatMap { $0.isEmpty ? nil : $0 }
    }
}
