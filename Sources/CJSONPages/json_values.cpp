#include "json_values.hpp"

#include <cstring>

namespace json_values {

namespace {

// The four digits of a `\\u` escape, or -1.
int32_t code_unit(string_view digits) {
    if (digits.size() < 4) return -1;
    int32_t unit = 0;
    for (char digit : digits.substr(0, 4)) {
        const char *place = digit ? std::strchr("0123456789abcdef", digit | 0x20) : nullptr;
        if (!place) return -1;
        unit = unit * 16 + int32_t(place - "0123456789abcdef");
    }
    return unit;
}

void append_utf8(std::string &text, uint32_t code) {
    if (code < 0x80) { text += char(code); return; }
    if (code < 0x800) { text += char(0xC0 | code >> 6); }
    else {
        if (code < 0x10000) { text += char(0xE0 | code >> 12); }
        else { text += char(0xF0 | code >> 18), text += char(0x80 | (code >> 12 & 0x3F)); }
        text += char(0x80 | (code >> 6 & 0x3F));
    }
    text += char(0x80 | (code & 0x3F));
}

} // namespace

Said said(string_view inner, std::string &scratch) {
    bool exact = true;
    scratch.clear();
    for (size_t i = 0; i < inner.size();) {
        if (inner[i] != '\\') { scratch += inner[i++]; continue; }
        const char letter = i + 1 < inner.size() ? inner[i + 1] : '\0';
        i += 2;
        if (letter != 'u') {
            const char *place = letter ? std::strchr("\"\\/bfnrt", letter) : nullptr;
            if (!place) throw simdjson_error(STRING_ERROR);
            scratch += "\"\\/\b\f\n\r\t"[place - "\"\\/bfnrt"];
            continue;
        }
        const int32_t unit = code_unit(inner.substr(i));
        if (unit < 0) throw simdjson_error(STRING_ERROR);
        i += 4;
        const bool high = unit >= 0xD800 && unit < 0xDC00;
        const int32_t low = high && inner.substr(i, 2) == "\\u" ? code_unit(inner.substr(i + 2)) : -1;
        if (low >= 0xDC00 && low < 0xE000) {
            append_utf8(scratch, 0x10000 + (uint32_t(unit - 0xD800) << 10) + uint32_t(low - 0xDC00));
            i += 6;
        } else if (unit >= 0xD800 && unit < 0xE000) {
            append_utf8(scratch, 0xFFFD);
            exact = false;
        } else {
            append_utf8(scratch, uint32_t(unit));
        }
    }
    return {scratch, exact};
}

bool integer(string_view number, int64_t &value) {
    const bool negative = !number.empty() && number.front() == '-';
    auto unsigned_text = number.substr(negative ? 1 : 0);
    const size_t mark = unsigned_text.find_first_of("eE");
    auto mantissa = unsigned_text.substr(0, mark);
    const size_t point = mantissa.find('.');
    std::string digits(mantissa.substr(0, point));
    int64_t exponent = 0;
    if (point != string_view::npos) digits += mantissa.substr(point + 1), exponent -= int64_t(mantissa.size() - point - 1);
    const size_t first = digits.find_first_not_of('0');
    if (first == std::string::npos) { value = 0; return !digits.empty(); }
    const size_t last = digits.find_last_not_of('0');
    exponent += int64_t(digits.size() - 1 - last);
    digits = digits.substr(first, last - first + 1);
    if (mark != string_view::npos) {
        auto text = unsigned_text.substr(mark + 1);
        const bool down = !text.empty() && text.front() == '-';
        if (!text.empty() && (down || text.front() == '+')) text.remove_prefix(1);
        int64_t power = 0;
        for (char digit : text) power = power > 1'000'000'000 ? power : power * 10 + (digit - '0');
        exponent += down ? -power : power;
    }
    if (exponent < 0 || exponent > 18 || digits.size() + size_t(exponent) > 19) return false;
    digits.append(size_t(exponent), '0');
    // Counted downwards, because the lowest integer has no positive counterpart.
    int64_t sum = 0;
    for (char digit : digits) {
        if (__builtin_mul_overflow(sum, int64_t(10), &sum) || __builtin_sub_overflow(sum, int64_t(digit - '0'), &sum)) return false;
    }
    if (!negative && sum == INT64_MIN) return false;
    value = negative ? sum : -sum;
    return true;
}

void validate(ondemand::value &value) {
    switch (auto type = checked(value.type())) {
    case ondemand::json_type::object: { descend(value); auto members = checked(value.get_object()); return validate_members(members); }
    case ondemand::json_type::array: { descend(value); auto members = checked(value.get_array()); return validate_members(members); }
    default: scalar(value, type);
    }
}

void validate_members(ondemand::array &array) {
    for (auto item : array) { auto value = checked(std::move(item)); validate(value); }
}

void validate_members(ondemand::object &object) {
    for (auto item : object) {
        auto field = checked(std::move(item));
        thread_local std::string scratch;
        key_of(field, scratch);
        validate(field.value());
    }
}

string_view whole(ondemand::value &value) {
    switch (auto type = checked(value.type())) {
    case ondemand::json_type::object: descend(value); return whole(checked(value.get_object()));
    case ondemand::json_type::array: descend(value); return whole(checked(value.get_array()));
    default: return scalar(value, type);
    }
}

string_view quoted_key(const char *raw) {
    const char *end = raw;
    while (*end != '"') end += *end == '\\' ? 2 : 1;
    return string_view(raw - 1, size_t(end - raw) + 2);
}

} // namespace json_values
