import JSONPages

/// A page's text.
func text(_ page: PageBytes) -> String { page.withUnsafeBytes { String(decoding: $0, as: UTF8.self) } }
