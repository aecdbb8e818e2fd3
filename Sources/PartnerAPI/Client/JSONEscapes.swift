/// The escapes of JSON strings, resolved wherever they stand: in a text that may be JSON, or may only hold some.
/// Control characters are left out.
enum JSONEscapes {
    static func resolved(_ text: String) -> String {
        guard text.contains("\\") else { return text }
        var resolved = String.UnicodeScalarView()
        var rest = text.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            guard scalar == "\\", let escape = rest.popFirst() else {
                resolved.append(scalar)
                continue
            }
            let digits = rest.prefix(4)
            if escape == "u", digits.count == 4, let code = UInt32(String(digits), radix: 16), let meant = Unicode.Scalar(code) {
                rest = rest.dropFirst(4)
                resolved.append(meant)
            } else if !"bfnrt".unicodeScalars.contains(escape) {
                resolved.append(escape)
            }
        }
        return String(resolved)
    }
}
