// What every reader of a page needs to know about simdjson's values. Not part of the C interface.
#ifndef CJSONPAGES_JSON_VALUES_HPP
#define CJSONPAGES_JSON_VALUES_HPP

#include "cjsonpages.h"

#include <cstdint>
#include <new>
#include <simdjson.h>
#include <string>
#include <string_view>

namespace json_values {

using namespace simdjson;
using std::string_view;

// On-Demand itself descends as deep as a document goes. The readers here recurse, so they must not.
constexpr int32_t MAX_DEPTH = 1000;

// simdjson reports errors as codes. Here they are thrown, so that they end the reading from any depth.
template <typename T> T checked(simdjson_result<T> &&result) {
    T value;
    if (auto error = std::move(result).get(value)) throw simdjson_error(error);
    return value;
}

inline string_view trimmed(string_view text) {
    auto end = text.find_last_not_of(" \t\r\n");
    return text.substr(0, end == string_view::npos ? 0 : end + 1);
}

// The keys under which a listing, or the object that holds it, is known to lie.
inline bool names_list(string_view key) { return key == "result" || key == "items" || key == "data"; }

// Any number that JSON allows passes, however long: its digits are kept, never its binary approximation.
inline string_view number(string_view text) {
    const char *p = text.data(), *end = p + text.size();
    auto digits = [&] { auto from = p; while (p < end && *p >= '0' && *p <= '9') p++; return p - from; };
    if (p < end && *p == '-') p++;
    const bool zero = p < end && *p == '0';
    auto whole = digits();
    bool valid = whole > 0 && !(zero && whole > 1);
    if (p < end && *p == '.') p++, valid = valid && digits() > 0;
    if (p < end && (*p == 'e' || *p == 'E')) {
        p++;
        if (p < end && (*p == '+' || *p == '-')) p++;
        valid = valid && digits() > 0;
    }
    if (!valid || p != end) throw simdjson_error(NUMBER_ERROR);
    return text;
}

// `Source` is a value, or a document that is a scalar.
template <typename Source> string_view text_of_number(Source &source) { return number(trimmed(source.raw_json_token())); }

template <typename Source> string_view text_of_null(Source &source) {
    auto text = trimmed(source.raw_json_token());
    if (text != "null") throw simdjson_error(N_ATOM_ERROR);
    return text;
}

// The integer that a number's digits spell, if it has no fractional part and fits: `1790.0` and `7E+3` are integers, `1.5` is not.
bool integer(string_view number, int64_t &value);

// What a JSON string says. JSON allows half of a surrogate pair, which no text can hold. U+FFFD replaces it then, and `exact` is false.
// The text lies in simdjson's buffer, or in `scratch`, until the next one is read into it.
struct Said {
    string_view text;
    bool exact;
};

// `inner` lies between the quotes.
Said said(string_view inner, std::string &scratch);

template <typename Source> Said said(Source &source, std::string &scratch) {
    auto token = trimmed(source.raw_json_token());
    string_view text;
    if (!source.get_string().get(text)) return {text, true};
    return said(token.substr(1, token.size() - 2), scratch);
}

// A key's JSON text, from the pointer behind its opening quote.
string_view quoted_key(const char *raw);

// What a member's key says.
inline string_view key_of(ondemand::field &field, std::string &scratch) {
    auto quoted = quoted_key(field.key().raw());
    string_view text;
    if (!field.unescaped_key().get(text)) return text;
    return said(quoted.substr(1, quoted.size() - 2), scratch).text;
}

// The JSON text of a string, number, boolean or null, known to be well formed.
template <typename Source> string_view scalar(Source &source, ondemand::json_type type) {
    switch (type) {
    case ondemand::json_type::number: return text_of_number(source);
    case ondemand::json_type::null: return text_of_null(source);
    default: break;
    }
    auto text = trimmed(source.raw_json_token());
    thread_local std::string scratch;
    if (type == ondemand::json_type::string) said(source, scratch);
    else checked(source.get_bool());
    return text;
}

// The same for a document that is only a scalar. It begins where its text begins and must end where the page ends.
inline string_view root_scalar(ondemand::document &document, string_view page) {
    string_view token = document.raw_json_token();
    if (token.data() + token.size() != page.data() + page.size()) throw simdjson_error(TRAILING_CONTENT);
    return scalar(document, checked(document.type()));
}

// A document that something follows is as broken as one that is cut off.
inline void finish(ondemand::document &document) {
    if (!document.current_location().error()) throw simdjson_error(TRAILING_CONTENT);
}

inline void descend(ondemand::value &value) {
    if (value.current_depth() > MAX_DEPTH) throw simdjson_error(DEPTH_ERROR);
}

// On-Demand checks only what is read. So values that are only kept are read too: otherwise a broken page would pass for a good one.
void validate(ondemand::value &value);
void validate_members(ondemand::array &array);
void validate_members(ondemand::object &object);

// The JSON text of an array or object, its white space included, known to be well formed.
template <typename Container> string_view whole(Container container) {
    auto text = trimmed(checked(container.raw_json()));
    if (auto error = container.reset().error()) throw simdjson_error(error);
    validate_members(container);
    return text;
}

// The JSON text of any value, known to be well formed.
string_view whole(ondemand::value &value);

// Reads a whole page: calls the one of the three that its outermost value is for. A scalar comes with its text and its type.
template <typename Scalar, typename Array, typename Object>
void read_document(ondemand::parser &parser, string_view page, Scalar scalar, Array array, Object object) {
    auto document = checked(parser.iterate(page.data(), page.size(), page.size() + SIMDJSON_PADDING));
    if (checked(document.is_scalar())) {
        const auto type = checked(document.type());
        return scalar(root_scalar(document, page), type);
    }
    if (checked(document.type()) == ondemand::json_type::array) array(checked(document.get_array()));
    else object(checked(document.get_object()));
    finish(document);
}

// Runs `read`. An exception must not pass the C interface, so it becomes the answer's status and message.
template <typename Answer, typename Read> bool guarded(Answer &answer, Read read) {
    try {
        read();
        return true;
    } catch (const simdjson_error &error) {
        answer.message = error_message(error.error());
    } catch (const std::bad_alloc &) {
        answer.message = "out of memory";
    }
    answer.status = JP_BROKEN;
    return false;
}

} // namespace json_values

#endif
