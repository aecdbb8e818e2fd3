import Foundation

/// Opens a file for reading and writing, and makes it if it is missing: what a mirror holds is for its owner alone.
///
/// - Returns: the descriptor. The caller closes it.
func openPrivateFile(_ path: String) throws(StoreError) -> Int32 {
    let file = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw .file(path: path, reason: String(cString: strerror(errno))) }
    return file
}

/// Makes a file if it is missing. SQLite gives the files that it keeps beside a database the same mode.
func createPrivateFile(_ path: String) throws(StoreError) {
    close(try openPrivateFile(path))
}
