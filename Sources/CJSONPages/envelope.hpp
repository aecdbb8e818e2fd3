// The members beside an answer's list, and whether they contradict it. Not part of the C interface.
#ifndef CJSONPAGES_ENVELOPE_HPP
#define CJSONPAGES_ENVELOPE_HPP

#include "json_values.hpp"

#include <string>
#include <unordered_set>
#include <vector>

namespace json_values {

// Whether a member says that the answer is an error, whatever else is in it: `"success": false`, `"errors": [{…}]` (API.md 1.1).
// `json` is the value's text, without white space around it.
bool tells_error(string_view key, string_view json);

// The names of an object's members. If all of them are words that errors use, the object is no map of names to values.
struct ErrorWords {
    // All names so far are such words.
    bool only = true;
    // At least one of them tells of an error, or of a list that isn't there.
    bool speaks = false;

    void add(string_view key);
};

// Gathers the members of an envelope while it is read. A list of records proves something only if nothing beside it contradicts it.
class Envelope {
public:
    // The largest `count` or `total` beside the list, or -1.
    int64_t total = -1;

    void begin();
    void enter_object() { open_.push_back(++objects_); }
    void leave_object() { open_.pop_back(); }
    // Every member's key, before its value is read.
    void key(string_view key);
    // A list under a known key, or an object there that may be one.
    void list() { lists_++; }
    // A member that is not the list.
    void member(string_view key, string_view json);

    // Why the answer's list can't be believed, or NULL. Valid until the next answer.
    const char *contradiction(bool list_is_empty) const;
    // The same, but only for names that come twice.
    const char *repetition() const;

private:
    int objects_ = 0;
    std::vector<int> open_;
    int lists_ = 0;
    bool has_message_ = false, is_repeated_ = false;
    std::string error_;
    std::unordered_set<std::string> keys_;
    mutable std::string reason_;
};

} // namespace json_values

#endif
