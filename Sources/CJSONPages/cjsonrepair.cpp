#include "cjsonrepair.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace {

using std::string_view;

// The length of the UTF-8 sequence that the text begins with, or 0 if it begins with none.
size_t sequence(string_view text) {
    auto byte = [&](size_t i) { return i < text.size() ? uint8_t(text[i]) : 0; };
    const uint8_t first = byte(0), second = byte(1);
    auto follows = [&](size_t from, size_t to) {
        for (size_t i = from; i < to; i++) if ((byte(i) & 0xC0) != 0x80) return false;
        return true;
    };
    if (first >= 0xC2 && first <= 0xDF) return follows(1, 2) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF) {
        const bool overlong = first == 0xE0 && second < 0xA0, surrogate = first == 0xED && second > 0x9F;
        return follows(1, 3) && !overlong && !surrogate ? 3 : 0;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        const bool overlong = first == 0xF0 && second < 0x90, beyond = first == 0xF4 && second > 0x8F;
        return follows(1, 4) && !overlong && !beyond ? 4 : 0;
    }
    return 0;
}

class Mender {
public:
    std::string output;
    bool changed = false;

    void mend(string_view text, size_t max_depth, const char *mask) {
        output.clear(), changed = false;
        output.reserve(text.size() + text.size() / 16);
        if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3), changed = true;
        size_t depth = 0;
        for (size_t i = 0; i < text.size();) {
            const char c = text[i];
            if (c == '"') { i = string(text, i); continue; }
            if ((c == '{' || c == '[') && depth >= max_depth) {
                const size_t end = container_end(text, i);
                fold(text.substr(i, end - i), mask);
                i = end;
                continue;
            }
            if (c == '{' || c == '[') depth++;
            else if ((c == '}' || c == ']') && depth > 0) depth--;
            output += c;
            i++;
        }
    }

private:
    void escape(uint32_t unit) {
        static const char digits[] = "0123456789abcdef";
        output += "\\u";
        for (int shift = 12; shift >= 0; shift -= 4) output += digits[unit >> shift & 15];
        changed = true;
    }

    // The half pair that stands for a bad byte must not form a pair with a half before it.
    void escape_byte(uint8_t byte) {
        const size_t n = output.size();
        const bool half = n >= 6 && output[n - 6] == '\\' && output[n - 5] == 'u' && (output[n - 4] | 0x20) == 'd' &&
                          ((output[n - 3] >= '8' && output[n - 3] <= '9') || (output[n - 3] | 0x20) == 'a' || (output[n - 3] | 0x20) == 'b');
        if (half) output.replace(n - 6, 6, "\\ufffd");
        escape(0xDC00 | byte);
    }

    // Writes the character of a string at `i`, escaped if it has to be. Returns the place of the next.
    size_t character(string_view text, size_t i) {
        const uint8_t byte = uint8_t(text[i]);
        if (byte < 0x20) { escape(byte); return i + 1; }
        if (byte < 0x80) { output += char(byte); return i + 1; }
        const size_t length = sequence(text.substr(i));
        if (length == 0) { escape_byte(byte); return i + 1; }
        output.append(text.substr(i, length));
        return i + length;
    }

    // Writes the string that begins at `i`. Returns the place after it.
    size_t string(string_view text, size_t i) {
        output += '"';
        for (i++; i < text.size() && text[i] != '"';) {
            if (text[i] == '\\' && i + 1 < text.size()) {
                output.append(text.substr(i, 2));
                i += 2;
            } else {
                i = character(text, i);
            }
        }
        if (i < text.size()) output += '"';
        return i + 1;
    }

    static size_t container_end(string_view text, size_t i) {
        size_t depth = 0;
        for (; i < text.size(); i++) {
            if (text[i] == '"') {
                for (i++; i < text.size() && text[i] != '"'; i++) if (text[i] == '\\') i++;
            } else if (text[i] == '{' || text[i] == '[') {
                depth++;
            } else if ((text[i] == '}' || text[i] == ']') && --depth == 0) {
                return i + 1;
            }
        }
        return text.size();
    }

    void fold(string_view text, const char *mask) {
        changed = true;
        if (mask) { output += mask; return; }
        output += '"';
        for (size_t i = 0; i < text.size();) {
            if (text[i] == '"' || text[i] == '\\') output += '\\', output += text[i++];
            else i = character(text, i);
        }
        output += '"';
    }
};

} // namespace

jp_repair jp_mend(const char *bytes, size_t length, size_t max_depth, const char *mask) {
    thread_local Mender mender;
    mender.mend(string_view(bytes, length), max_depth, mask);
    if (!mender.changed) return {nullptr, 0};
    return {mender.output.data(), mender.output.size()};
}
