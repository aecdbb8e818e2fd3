import Foundation

/// Opens a file for reading and writing, and makes it if it is missing: what a mirror holds is for its owner alone.
///
/// - Returns: the descriptor. The caller closes it.
func openPrivateFile(_ path: String) throws(StoreError) -> Int32 {
    if let obstacle = FilePath.obstacle(path) { throw .file(path: path, reason: obstacle) }
    let file = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw .file(path: path, reason: String(cString: strerror(errno))) }
    return file
}

/// Makes a file if it is missing. SQLite gives the files that it keeps beside a database the same mode.
///
/// One that is there is not opened: to close it would drop the locks of every connection that this process has to it.
func createPrivateFile(_ path: String) throws(StoreError) {
    guard access(path, F_OK) != 0 else {
        if let obstacle = FilePath.obstacle(path) { throw .file(path: path, reason: obstacle) }
        guard access(path, R_OK | W_OK) == 0 else { throw .file(path: path, reason: String(cString: strerror(errno))) }
        return
    }
    close(try openPrivateFile(path))
}
