import CJSONPages

/// Whether a text is one whole JSON value.
public func isJSON(_ text: UnsafeRawBufferPointer) -> Bool {
    jp_is_json(text.baseAddress?.assumingMemoryBound(to: CChar.self), text.count) == 1
}
