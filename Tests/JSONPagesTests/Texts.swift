import JSONPages

/// A page's text.
func text(_ page: PageBytes) -> String { page.withUnsafeBytes { String(decoding: $0, as: UTF8.self) } }

/// The page's bytes.
func bytes(_ page: PageBytes) -> [UInt8] { page.withUnsafeBytes { Array($0) } }

func hex(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}
