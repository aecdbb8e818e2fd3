import Streams

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Bag {
    /// Makes a bag of the folder, which has its payload in `data/` already. Other files in it become tag files.
    ///
    /// Every file gets the mode 0600 and every folder 0700. The files are not synced; `AtomicFolder` does that.
    ///
    /// - Parameters:
    ///   - fields: lines of `bag-info.txt`. Payload-Oxum and Bagging-Date are added.
    ///   - date: the Bagging-Date, as `YYYY-MM-DD`.
    public func write(_ fields: [BagField], date: String) throws(BagError) {
        let fields = fields + [BagField(BagField.date, date)]
        for field in fields { try field.requireReadable() }
        let computed = fields.dropLast().first { [BagField.oxum, BagField.date].contains($0.label) }
        if let computed { throw .badField(label: computed.label, reason: "it is computed") }
        let files = try collect()
        let payload = files.filter(\.name.isPayload).sorted { $0.name < $1.name }
        let oxum = BagField(BagField.oxum, "\(payload.reduce(0) { $0 + $1.size }).\(payload.count)")
        try writeManifest(.manifest, of: payload.map(\.name))
        try write(.declaration, Bag.declaration)
        try write(.information, (fields + [oxum]).map(\.line).joined())
        let tags = files.map(\.name).filter { !$0.isPayload } + [.declaration, .information, .manifest]
        try writeManifest(.tagManifest, of: tags.sorted())
    }

    private func collect() throws(BagError) -> [(name: BagName, size: Int64)] {
        var files: [(name: BagName, size: Int64)] = []
        var folders: Set<BagName> = []
        do {
            try FileTree(path, followsRoot: true).walk { entry, place in
                let name = BagName(bytes: entry.name)
                switch entry.kind {
                case .file: files.append((try checked(name), entry.size))
                case .folder:
                    guard chmod(place, 0o700) == 0 else { throw failure(name) }
                    if !entry.name.isEmpty { folders.insert(name) }
                case .folderEnd: break
                case .link, .special: throw BagError.noFile(name.description)
                case .unreadable(let code): throw failure(name, code)
                }
            }
        } catch let error as BagError {
            throw error
        } catch {
            throw .failed(file: path, reason: "\(error)")
        }
        try requireFilled(folders, by: files.map(\.name))
        return files
    }

    private func requireFilled(_ folders: Set<BagName>, by files: [BagName]) throws(BagError) {
        guard folders.contains(.data) else { throw .noBag(path: path, reason: "it has no folder data") }
        let empty = folders.subtracting(files.flatMap(\.folders)).subtracting([.data]).min()
        if let empty { throw .noFile(empty.description) }
    }

    private func checked(_ name: BagName) throws(BagError) -> BagName {
        guard name.isPortable else { throw .badName(name.description) }
        let isWritten = name.isManifest || [.data, .declaration, .information, .signature, .fetch].contains(name)
        guard !isWritten else { throw .written(file: name.description) }
        return name
    }

    private func writeManifest(_ manifest: BagName, of names: [BagName]) throws(BagError) {
        var text = ""
        for name in names {
            do {
                text += BagManifest.line(name, try BagFile(place(name), mode: 0o600).digest())
            } catch {
                throw .failed(file: name.description, reason: error.reason)
            }
        }
        try write(manifest, text)
    }

    private func write(_ name: BagName, _ text: String) throws(BagError) {
        let descriptor = open(place(name), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw errno == EEXIST ? .written(file: name.description) : failure(name) }
        var text = text
        let code = text.withUTF8 { StandardStreams.write(UnsafeRawBufferPointer($0), to: descriptor) }
        // Whatever the umask is.
        let isPrivate = fchmod(descriptor, 0o600) == 0
        guard close(descriptor) == 0, isPrivate, code == 0 else { throw failure(name, code == 0 ? errno : code) }
    }

    private func failure(_ name: BagName, _ code: CInt = errno) -> BagError {
        .failed(file: name.bytes.isEmpty ? path : name.description, reason: String(cString: strerror(code)))
    }
}
