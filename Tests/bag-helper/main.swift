import Bags
import Foundation
import Streams

// bag-helper make FOLDER: makes FOLDER with 40 files, and says a byte on stdout after each step.
// bag-helper sign KEY FILE: signs FILE.
// bag-helper write FOLDER: makes a bag of FOLDER, and prints the largest size of its memory in KiB.
// bag-helper check FOLDER: checks the bag as the user nobody, and prints the problems.
let arguments = CommandLine.arguments
let path = arguments.last ?? ""
switch arguments.dropFirst().first {
case "make":
    try AtomicFolder(path).make { folder in
        for number in 0..<40 {
            let place = "\(folder)/\(number % 4)"
            try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
            try Data(repeating: UInt8(number), count: 1000).write(to: URL(filePath: "\(place)/\(number)"))
            FileHandle.standardOutput.write(Data([1]))
        }
    }
    FileHandle.standardOutput.write(Data([2]))
case "check":
    guard setgid(65534) == 0, setuid(65534) == 0 else { exit(3) }
    for problem in try Bag(path).check() { print(problem) }
case "sign":
    do { try SSHSignature(of: path).sign(key: arguments[2]) } catch {
        print(error)
        exit(1)
    }
case "write":
    try Bag(path).write([], date: "2026-11-27")
    // What getrusage says counts what the program had that started this one, too.
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    print(status.firstMatch(of: /VmHWM:\s+([0-9]+) kB/)?.1 ?? "0")
default: exit(64)
}
