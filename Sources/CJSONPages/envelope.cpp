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

// Of a string what is between the quotes, in lower case; else the JSON text.
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
    static constexpr const char *words[] = {"error", "errors", "fail", "failed", "failure", "unauthorized", "forbidden", "timeout"};
    auto status = bare(json);
    if (is_one_of(status, words)) return true;
    return status.size() == 3 && (status[0] == '4' || status[0] == '5') && status.find_first_not_of("0123456789") == std::string::npos;
}

} // namespace

bool tells_error(string_view key, string_view json) {
    static constexpr const char *errors[] = {"error",      "errors",           "error_type", "error_code",
                                             "error_message", "error_description", "exception",  "fault"};
    static constexpr const char *successes[] = {"success", "succeeded", "ok"};
    static constexpr const char *statuses[] = {"status", "status_code", "code", "state"};
    static constexpr const char *doubts[] = {"partial", "incomplete", "truncated", "timed_out"};
    const auto word = lowercased(key);
    if (is_one_of(word, errors)) return !is_nothing(json);
    if (is_one_of(word, successes)) return bare(json) == "false" || bare(json) == "0";
    if (is_one_of(word, statuses)) return is_failing_status(json);
    return is_one_of(word, doubts) && (bare(json) == "true" || bare(json) == "1");
}

void ErrorWords::add(string_view key) {
    static constexpr const char *speaking[] = {
        "message", "error", "errors", "error_type", "error_code", "error_message", "error_description", "success", "succeeded", "ok",
        "status", "status_code", "code", "detail", "details", "exception", "fault", "result", "items", "data"};
    static constexpr const char *others[] = {
        "title", "reason", "id", "request_id", "trace_id", "correlation_id", "timestamp", "path", "type", "instance", "description",
        "documentation_url", "count", "total", "page", "per_page"};
    const auto word = lowercased(key);
    const bool is_speaking = is_one_of(word, speaking);
    speaks = speaks || is_speaking;
    only = only && (is_speaking || is_one_of(word, others));
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
