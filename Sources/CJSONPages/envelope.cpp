#include "envelope.hpp"

namespace json_values {

namespace {

std::string lowercased(string_view text) {
    std::string lower(text);
    for (char &letter : lower) if (letter >= 'A' && letter <= 'Z') letter |= 0x20;
    return lower;
}

template <size_t N> bool is_one_of(const std::string &word, const char *const (&words)[N]) {
    for (auto known : words) if (word == known) return true;
    return false;
}

// The characters between a string's quotes, or the JSON text of another value, in lower case.
std::string bare(string_view json) {
    if (json.size() >= 2 && json.front() == '"') json = json.substr(1, json.size() - 2);
    return lowercased(json);
}

bool is_nothing(string_view json) {
    if (json.empty()) return true;
    if (json.front() == '[' || json.front() == '{') return json.find_first_not_of(" \t\r\n", 1) == json.size() - 1;
    static constexpr const char *nothing[] = {"null", "false", "0", "", "none", "ok", "success"};
    return is_one_of(bare(json), nothing);
}

bool is_failing_status(string_view json) {
    static constexpr const char *failures[] = {"error", "errors", "fail", "failed", "failure", "unauthorized", "forbidden", "timeout"};
    auto status = bare(json);
    if (is_one_of(status, failures)) return true;
    return status.size() == 3 && (status[0] == '4' || status[0] == '5') && status.find_first_not_of("0123456789") == std::string::npos;
}

// What a member's name may say about the answer that it is in.
enum class Word { none, error, success, status, state, doubt, message, list, detail };

constexpr struct {
    const char *name;
    Word word;
} words[] = {
    {"error", Word::error}, {"errors", Word::error}, {"error_type", Word::error}, {"error_code", Word::error},
    {"error_message", Word::error}, {"error_description", Word::error}, {"exception", Word::error}, {"fault", Word::error},
    {"success", Word::success}, {"succeeded", Word::success}, {"ok", Word::success},
    {"status", Word::status}, {"status_code", Word::status}, {"code", Word::status}, {"state", Word::state},
    // The list may not be all of it.
    {"partial", Word::doubt}, {"incomplete", Word::doubt}, {"truncated", Word::doubt}, {"timed_out", Word::doubt},
    {"message", Word::message}, {"detail", Word::message}, {"details", Word::message},
    {"result", Word::list}, {"items", Word::list}, {"data", Word::list},
    // Errors have these too, but they say nothing about an error.
    {"title", Word::detail}, {"reason", Word::detail}, {"id", Word::detail}, {"request_id", Word::detail},
    {"trace_id", Word::detail}, {"correlation_id", Word::detail}, {"timestamp", Word::detail}, {"path", Word::detail},
    {"type", Word::detail}, {"instance", Word::detail}, {"description", Word::detail}, {"documentation_url", Word::detail},
    {"count", Word::detail}, {"total", Word::detail}, {"page", Word::detail}, {"per_page", Word::detail},
};

Word word(string_view key) {
    const auto name = lowercased(key);
    for (const auto &known : words) if (name == known.name) return known.word;
    return Word::none;
}

} // namespace

bool tells_error(string_view key, string_view json) {
    switch (word(key)) {
    case Word::error: return !is_nothing(json);
    case Word::success: return bare(json) == "false" || bare(json) == "0";
    case Word::status:
    case Word::state: return is_failing_status(json);
    case Word::doubt: return bare(json) == "true" || bare(json) == "1";
    default: return false;
    }
}

void ErrorWords::add(string_view key) {
    switch (word(key)) {
    case Word::error:
    case Word::success:
    case Word::status:
    case Word::message:
    case Word::list: speaks = true; break;
    case Word::detail: break;
    default: only = false;
    }
}

void Envelope::begin() {
    total = -1, objects_ = 0, lists_ = 0, has_message_ = false;
    is_repeated_ = false, open_.clear(), error_.clear(), keys_.clear();
}

void Envelope::key(string_view key) {
    if (!keys_.insert(std::to_string(open_.back()).append(".").append(key)).second) is_repeated_ = true;
}

void Envelope::member(string_view key, string_view json) {
    int64_t number;
    if (key == "count" || key == "total" || key == "total_count") {
        const bool digits = !json.empty() && (json.front() == '-' || (json.front() >= '0' && json.front() <= '9'));
        if (digits && integer(json, number) && number > total) total = number;
    } else if (key == "message") {
        has_message_ = has_message_ || !is_nothing(json);
    } else if (error_.empty() && tells_error(key, json)) {
        error_ = key;
    }
}

const char *Envelope::repetition() const { return is_repeated_ ? "the answer has two values under one name" : nullptr; }

const char *Envelope::contradiction(bool list_is_empty) const {
    if (!error_.empty()) reason_ = "the answer has a list and says in `" + error_ + "` that it is an error";
    else if (lists_ > 1) reason_ = "the answer has more than one list";
    else if (auto reason = repetition()) return reason;
    else if (list_is_empty && has_message_) reason_ = "the answer has an empty list and a message";
    else return nullptr;
    return reason_.c_str();
}

} // namespace json_values
