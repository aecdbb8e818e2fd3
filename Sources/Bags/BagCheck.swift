import Streams

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Bag {
    /// Reads the whole bag, and writes nothing.
    ///
    /// - Returns: everything that is wrong with it, sorted. Empty if the bag is as it was written; that its tag manifest is the one that was
    ///   written, only its signature can tell.
    public func check() throws(BagError) -> [BagProblem] {
        var check = BagCheck(bag: self)
        try check.survey()
        check.readManifests()
        check.compare()
        check.findStrangers()
        check.readTagFiles()
        return check.problems.sorted()
    }
}

private struct BagCheck {
    let bag: Bag
    private(set) var problems: Set<BagProblem> = []
    private var files: [BagName: Int64] = [:]
    private var folders: Set<BagName> = []
    /// What is there, but is no file that can be read.
    private var others: Set<BagName> = []
    private var listed: [BagName: String] = [:]

    init(bag: Bag) { self.bag = bag }

    private mutating func report(_ name: BagName, _ finding: BagProblem.Finding) { problems.insert(BagProblem(name, finding)) }

    /// Finds all that is in the folder.
    mutating func survey() throws(BagError) {
        var status = stat()
        guard stat(bag.path, &status) == 0 else { throw .noBag(path: bag.path, reason: String(cString: strerror(errno))) }
        guard status.st_mode & S_IFMT == S_IFDIR else { throw .noBag(path: bag.path, reason: "it is no folder") }
        var rootCode: CInt?
        FileTree(bag.path, followsRoot: true).walk { entry, _ in
            let name = BagName(bytes: entry.name)
            switch entry.kind {
            case .unreadable(let code) where entry.name.isEmpty: rootCode = code
            case _ where entry.name.isEmpty, .folderEnd: break
            case .file: files[name] = entry.size
            case .folder: folders.insert(name)
            case .link: reportOther(name, .notAFile(.link))
            case .special: reportOther(name, .notAFile(.special))
            case .unreadable(let code): reportOther(name, .unreadable(String(cString: strerror(code))))
            }
        }
        if let rootCode { throw .noBag(path: bag.path, reason: String(cString: strerror(rootCode))) }
    }

    private mutating func reportOther(_ name: BagName, _ finding: BagProblem.Finding) {
        others.insert(name)
        report(name, finding)
    }

    mutating func readManifests() {
        for manifest in [BagName.manifest, .tagManifest] {
            guard let bytes = read(manifest) else { continue }
            let content = BagManifest(bytes)
            content.malformed.finding.map { report(manifest, $0) }
            if content.malformed.finding == nil, !bytes.elementsEqual(content.canonical.utf8) { report(manifest, .rewritten) }
            for (name, digest) in content.files { list(name, digest, in: manifest) }
        }
    }

    private mutating func list(_ name: BagName, _ digest: String, in manifest: BagName) {
        guard name.isSafe else { return report(name, .unsafeName(manifest: manifest.description)) }
        let isTag = manifest == .tagManifest
        if name.isPayload == isTag || [.tagManifest, .signature].contains(name) {
            report(name, .wrongManifest(manifest.description))
        }
        if listed.updateValue(digest, forKey: name) != nil { report(name, .listedTwice) }
    }

    /// Compares what is listed with what is there.
    mutating func compare() {
        for (name, recorded) in listed {
            guard files[name] != nil else {
                reportAbsence(of: name)
                continue
            }
            do {
                let found = try BagFile(bag.place(name)).digest()
                if found != recorded { report(name, .changed(recorded: recorded, found: found)) }
            } catch {
                report(name, .unreadable(error.reason))
            }
        }
        for name in [BagName.declaration, .information, .manifest, .tagManifest] where files[name] == nil { reportAbsence(of: name) }
        if !folders.contains(.data), files[.data] == nil, !others.contains(.data) { report(.data, .missing) }
    }

    private mutating func reportAbsence(of name: BagName) {
        if folders.contains(name) { return report(name, .notAFile(.folder)) }
        // Reported already.
        if others.contains(name) { return }
        let hidden = name.folders.contains { others.contains($0) && folders.contains($0) }
        report(name, hidden ? .unreadable("its folder cannot be read") : .missing)
    }

    /// Finds what is there, and is not listed.
    mutating func findStrangers() {
        for name in files.keys {
            if name == .fetch { report(name, .fetch) }
            if name.isManifest, name != .manifest, name != .tagManifest { report(name, .otherAlgorithm) }
            if listed[name] == nil, name != .tagManifest, name != .signature { report(name, .unlisted) }
        }
        let expected = Set(listed.keys.flatMap(\.folders)).union([.data])
        for folder in folders.subtracting(expected) where listed[folder] == nil { report(folder, .extraFolder) }
    }

    mutating func readTagFiles() {
        if let bytes = read(.declaration), !bytes.elementsEqual(Bag.declaration.utf8) { report(.declaration, .wrongDeclaration) }
        guard let bytes = read(.information) else { return }
        let information = BagInformation(bytes)
        information.malformed.finding.map { report(.information, $0) }
        let payload = files.filter { $0.key.isPayload }
        // Files with holes can be larger together than any disk.
        let found = "\(payload.values.reduce(0) { $0 &+ UInt64(clamping: $1) }).\(payload.count)"
        let stated = information.oxum
        if stated != found { report(.information, .wrongOxum(stated: stated.map { BagName($0).description }, found: found)) }
    }

    private mutating func read(_ name: BagName) -> [UInt8]? {
        guard files[name] != nil else { return nil }
        do {
            return try BagFile(bag.place(name)).bytes()
        } catch {
            report(name, .unreadable(error.reason))
            return nil
        }
    }
}
