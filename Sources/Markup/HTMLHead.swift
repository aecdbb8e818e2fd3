/// The beginning of a page that is one file: no scripts, and nothing from elsewhere.
///
/// Even if somebody's name were to become markup, the page's policy lets it load and run nothing. A phone makes no telephone numbers of ids.
public enum HTMLHead {
    /// Everything down to `<body>`.
    ///
    /// - Parameters:
    ///   - title: HTML, already escaped.
    ///   - style: the style sheet, which ends in a line feed.
    ///   - isDarkWithoutStyle: whether a reader who prefers dark pages gets one even where the style sheet is not allowed.
    public static func html(title: String, style: String, isDarkWithoutStyle: Bool) -> String {
        let scheme = isDarkWithoutStyle ? "\n<meta name=\"color-scheme\" content=\"light dark\">" : ""
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
            <meta name="viewport" content="width=device-width, initial-scale=1">\(scheme)
            <meta name="format-detection" content="telephone=no, date=no, address=no, email=no">
            <title>\(title)</title>
            <style>
            \(style)</style>
            </head>
            <body>

            """
    }
}
