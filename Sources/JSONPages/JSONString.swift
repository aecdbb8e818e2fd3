/// A text as a JSON string, quotes included.
func jsonString(_ text: String) -> String {
    var json = "\""
    for character in text.unicodeScalars {
        switch character {
        case "\"", "\\": json.unicodeScalars.append(contentsOf: ["\\", character])
        case "\u{0}"..<" ":
            let digits = String(character.value, radix: 16)
            json += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        default: json.unicodeScalars.append(character)
        }
    }
    return json + "\""
}
