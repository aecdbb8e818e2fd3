#include "cjsonforms.h"

#include "envelope.hpp"
#include "json_values.hpp"

#include <string>
#include <vector>

namespace {

using namespace json_values;
using ondemand::json_type;

// Adds the comma before a further member or element.
void separate(std::string &text) {
    if (text.back() != '[' && text.back() != '{') text += ',';
}

class Form {
public:
    enum class Of { pairs, tuples };

    // Reads everything, so that a broken page never passes, and writes the list in the one form that is asked for.
    jp_form read(string_view page, Of form, const char *const *keys, size_t key_count) {
        form_ = form, keys_.assign(keys, keys + key_count);
        around_.begin();
        found_ = rewritten_ = false, list_ = "[", outer_ = Map(), inner_ = Map();
        bool is_scalar = false;
        read_document(
            parser_, page, [&](string_view, json_type) { is_scalar = true; }, [&](ondemand::array elements) { list(elements); },
            [&](ondemand::object members) { envelope(members, outer_); });
        if (is_scalar) return {JP_NO_LIST, nullptr, nullptr, 0};
        if (found_ || inner_.seen) {
            const bool empty = found_ ? list_is_empty_ : inner_.list == "[";
            if (auto reason = around_.contradiction(empty)) return {JP_CONTRADICTORY, reason, nullptr, 0};
        }
        return form == Of::pairs ? pairs() : tuples();
    }

private:
    // An object that may be a listing as a map of names to values, and the list of records that it would be.
    struct Map {
        bool seen = false;
        bool holds_scalars_only = true;
        // A member that isn't a string, such as `"success": false`, says that the object is an error.
        bool is_error = false;
        bool has_null_list = false;
        ErrorWords words;
        std::string list = "[";
    };

    ondemand::parser parser_;
    Of form_ = Of::pairs;
    std::vector<string_view> keys_;
    Envelope around_;
    std::string key_;
    bool found_ = false;
    bool list_is_empty_ = true;
    bool rewritten_ = false;
    std::string list_;
    Map outer_, inner_;

    jp_form pairs() {
        if (found_) return {JP_OK, nullptr, nullptr, 0};
        Map &map = inner_.seen ? inner_ : outer_;
        const bool empty = map.list == "[";
        // A bare object that has only the words of an error is an error. Below a known key, the words are names of the listing.
        const bool is_error = map.is_error || (!inner_.seen && !empty && map.words.only && map.words.speaks);
        if (!map.holds_scalars_only || is_error || map.has_null_list) return {JP_NO_LIST, nullptr, nullptr, 0};
        if (!inner_.seen) {
            if (auto reason = around_.repetition()) return {JP_CONTRADICTORY, reason, nullptr, 0};
        }
        map.list += ']';
        return counted(map.list);
    }

    jp_form tuples() {
        if (!found_) return {JP_NO_LIST, nullptr, nullptr, 0};
        if (!rewritten_) return {JP_OK, nullptr, nullptr, 0};
        list_ += ']';
        return counted(list_);
    }

    // The list with the count that stood beside it, so that the two can be compared.
    jp_form counted(std::string &list) {
        if (inner_.seen || found_) {
            if (around_.total >= 0) list = "{\"count\":" + std::to_string(around_.total) + ",\"result\":" + list + "}";
        }
        return {JP_OK, nullptr, list.data(), list.size()};
    }

    // As in `jp_read`, the first array under a known key is the list. The first object there may be a map.
    void envelope(ondemand::object object, Map &map) {
        const bool outermost = &map == &outer_;
        map.seen = true;
        around_.enter_object();
        for (auto item : object) {
            auto field = checked(std::move(item));
            auto quoted = quoted_key(field.key().raw());
            std::string key(key_of(field, key_));
            const bool known = names_list(key);
            around_.key(key);
            map.words.add(key);
            auto &value = field.value();
            auto type = checked(value.type());
            if (known && type == json_type::array) {
                around_.list();
                if (found_) validate(value);
                else list(checked(value.get_array()));
            } else if (known && outermost && type == json_type::object) {
                Map further;
                const bool had_list = found_;
                envelope(checked(value.get_object()), inner_.seen ? further : inner_);
                // The list is in it, or it is one itself.
                if (found_ == had_list) around_.list();
            } else {
                auto json = whole(value);
                if (outermost || form_ == Of::tuples) around_.member(key, json);
                if (json.front() != '"') map.is_error = map.is_error || tells_error(key, json);
                map.has_null_list = map.has_null_list || (outermost && known && json == "null");
                member(map, quoted, json, type);
            }
        }
        around_.leave_object();
    }

    void member(Map &map, string_view key, string_view value, json_type type) {
        if (type == json_type::array || type == json_type::object) map.holds_scalars_only = false;
        if (form_ != Of::pairs || !map.holds_scalars_only) return;
        separate(map.list);
        map.list.append("{").append(keys_[0]).append(":").append(key);
        map.list.append(",").append(keys_[1]).append(":").append(value).append("}");
    }

    void list(ondemand::array array) {
        found_ = list_is_empty_ = true;
        for (auto item : array) {
            auto value = checked(std::move(item));
            list_is_empty_ = false;
            if (form_ == Of::pairs) { validate(value); continue; }
            separate(list_);
            auto type = checked(value.type());
            rewritten_ = rewritten_ || type != json_type::object;
            if (type == json_type::array) tuple(checked(value.get_array()));
            else if (type == json_type::object) list_.append(whole(value));
            else single(scalar(value, type));
        }
    }

    void tuple(ondemand::array elements) {
        size_t position = 0;
        list_ += '{';
        for (auto item : elements) {
            auto value = checked(std::move(item));
            separate(list_);
            if (position < keys_.size()) list_.append(keys_[position]);
            else list_.append("\"").append(std::to_string(position + 1)).append("\"");
            list_.append(":").append(whole(value));
            position++;
        }
        list_ += '}';
    }

    // A label that is its own value.
    void single(string_view value) {
        list_ += '{';
        for (auto key : keys_) separate(list_), list_.append(key).append(":").append(value);
        list_ += '}';
    }
};

jp_form read(const char *bytes, size_t length, Form::Of form, const char *const *keys, size_t key_count) {
    thread_local Form reader;
    jp_form answer = {};
    guarded(answer, [&] { answer = reader.read(string_view(bytes, length), form, keys, key_count); });
    return answer;
}

} // namespace

jp_form jp_pairs(const char *bytes, size_t length, const char *name_key, const char *value_key) {
    const char *keys[] = {name_key, value_key};
    return read(bytes, length, Form::Of::pairs, keys, 2);
}

jp_form jp_tuples(const char *bytes, size_t length, const char *const *keys, size_t key_count) {
    return read(bytes, length, Form::Of::tuples, keys, key_count);
}
