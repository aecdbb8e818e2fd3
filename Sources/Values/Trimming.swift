extension StringProtocol {
    /// Without the blanks and line ends that copying and `$(cat file)` leave around a value.
    ///
    /// By code points: a combining character after a blank does not make it part of the value.
    public var trimmingBlanks: String {
        let isBlank: (Unicode.Scalar) -> Bool = { $0.properties.isWhitespace }
        let tail = unicodeScalars.drop(while: isBlank)
        guard let last = tail.lastIndex(where: { !isBlank($0) }) else { return "" }
        return String(String.UnicodeScalarView(tail[...last]))
    }
}
