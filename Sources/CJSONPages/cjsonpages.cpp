#include "cjsonpages.h"

#include "envelope.hpp"
#include "json_values.hpp"

#include <string>
#include <vector>

namespace {

using namespace json_values;

// A list of something other than objects. It is JSON, so it is no error of simdjson's.
struct NotARecord {};

class Reader {
public:
    // These grow to the largest page that this thread has seen, and are used again for the next one.
    ondemand::parser parser;
    std::vector<jp_record> records;
    std::vector<jp_value> values;
    std::vector<jp_unknown> unknowns;
    std::string arena;
    Envelope around;
    bool found = false;

    void read(const char *bytes, size_t length, const char *const *names, size_t count) {
        start_ = bytes;
        fields_.assign(names, names + count);
        records.clear(), values.clear(), unknowns.clear(), arena.clear();
        around.begin(), found = false;
        read_document(
            parser, string_view(bytes, length), [](string_view, ondemand::json_type) {},
            [&](ondemand::array records) { list(records); }, [&](ondemand::object members) { envelope(members, true); });
    }

    const char *contradiction() const { return around.contradiction(records.empty()); }

    // A whole value, of any kind.
    void check(const padded_string &text) {
        read_document(
            parser, text, [](string_view, ondemand::json_type) {}, [](ondemand::array members) { validate_members(members); },
            [](ondemand::object members) { validate_members(members); });
    }

private:
    const char *start_ = nullptr;
    std::vector<string_view> fields_;

    std::string key_, text_;
    string_view raw_;

    // `{"result": […], "count": n}`, or one level deeper: `{"result": {"items": […]}}`. A second list is read too, but not kept.
    void envelope(ondemand::object object, bool outermost) {
        around.enter_object();
        for (auto item : object) {
            auto field = checked(std::move(item));
            std::string key(key_of(field, key_));
            around.key(key);
            auto &value = field.value();
            auto type = checked(value.type());
            if (names_list(key) && type == ondemand::json_type::array) {
                around.list();
                if (found) validate(value);
                else list(checked(value.get_array()));
            } else if (outermost && names_list(key) && type == ondemand::json_type::object) {
                envelope(checked(value.get_object()), false);
            } else {
                around.member(key, whole(value));
            }
        }
        around.leave_object();
    }

    void list(ondemand::array array) {
        found = true;
        for (auto item : array) {
            auto value = checked(std::move(item));
            if (checked(value.type()) != ondemand::json_type::object) throw NotARecord();
            record(checked(value.get_object()));
        }
    }

    void record(ondemand::object object) {
        auto text = trimmed(checked(object.raw_json()));
        records.push_back({uint32_t(text.data() - start_), uint32_t(text.size()), 0});
        if (auto error = object.reset().error()) throw simdjson_error(error);
        const size_t first = values.size();
        values.resize(first + fields_.size(), jp_value{0, 0, JP_ABSENT, 0, 0});
        size_t expected = 0;
        for (auto item : object) {
            auto field = checked(std::move(item));
            auto quoted = quoted_key(field.key().raw());
            auto key = key_of(field, key_);
            size_t slot = find(key, expected);
            if (slot == fields_.size()) {
                unknown(quoted, read_value(field.value(), true));
                continue;
            }
            expected = slot + 1;
            jp_value &known = values[first + slot];
            if (known.kind != JP_ABSENT) records.back().is_doubled = 1;
            known = read_value(field.value());
            if (known.is_repaired) unknown(quoted, in_page(raw_, JP_STRING));
        }
    }

    void unknown(string_view quoted, jp_value value) {
        unknowns.push_back({uint32_t(records.size() - 1), in_page(quoted, JP_STRING), value});
    }

    // Fields come in the same order in every record, so the next one is nearly always the expected one.
    size_t find(string_view key, size_t expected) const {
        for (size_t i = expected; i < fields_.size(); i++) if (fields_[i] == key) return i;
        for (size_t i = 0; i < expected; i++) if (fields_[i] == key) return i;
        return fields_.size();
    }

    // An unknown field's string is kept as JSON text, with its quotes and escapes.
    jp_value read_value(ondemand::value &value, bool as_json = false) {
        switch (checked(value.type())) {
        case ondemand::json_type::object:
        case ondemand::json_type::array: return nested(whole(value));
        case ondemand::json_type::string: return string(value, as_json);
        case ondemand::json_type::number: return in_page(text_of_number(value), JP_NUMBER);
        case ondemand::json_type::boolean: {
            auto text = trimmed(value.raw_json_token());
            return in_page(text, checked(value.get_bool()) ? JP_TRUE : JP_FALSE);
        }
        default: return in_page(text_of_null(value), JP_NULL);
        }
    }

    jp_value nested(string_view text) {
        const size_t offset = arena.size();
        arena.resize(offset + text.size() + SIMDJSON_PADDING);
        size_t length = 0;
        if (auto error = minify(text.data(), text.size(), &arena[offset], length)) throw simdjson_error(error);
        arena.resize(offset + length);
        return {uint32_t(offset), uint32_t(length), JP_NESTED, 1, 0};
    }

    jp_value string(ondemand::value &value, bool as_json) {
        raw_ = trimmed(value.raw_json_token());
        auto says = said(value, text_);
        if (as_json) return in_page(raw_, JP_STRING);
        auto inner = raw_.substr(1, raw_.size() - 2);
        if (inner.size() == says.text.size() && says.exact) return in_page(inner, JP_STRING);
        jp_value text = in_arena(says.text, JP_STRING);
        text.is_repaired = !says.exact;
        return text;
    }

    jp_value in_page(string_view text, jp_kind kind) const {
        return {uint32_t(text.data() - start_), uint32_t(text.size()), uint8_t(kind), 0, 0};
    }

    jp_value in_arena(string_view text, jp_kind kind) {
        const size_t offset = arena.size();
        arena.append(text);
        return {uint32_t(offset), uint32_t(text.size()), uint8_t(kind), 1, 0};
    }
};

} // namespace

size_t jp_padding(void) { return SIMDJSON_PADDING; }

int jp_is_json(const char *bytes, size_t length) {
    thread_local Reader reader;
    try {
        reader.check(padded_string(bytes, length));
        return 1;
    } catch (const simdjson_error &) {
        return 0;
    }
}

int jp_integer(const char *bytes, size_t length, int64_t *value) {
    try {
        return length > 0 && integer(number(string_view(bytes, length)), *value);
    } catch (const simdjson_error &) {
        return 0;
    }
}

int jp_tells_error(const char *key, size_t key_length, const char *json, size_t json_length) {
    return tells_error(string_view(key, key_length), string_view(json, json_length));
}

jp_page jp_read(const char *bytes, size_t length, const char *const *names, size_t field_count) {
    thread_local Reader reader;
    jp_page page = {};
    try {
        guarded(page, [&] {
            reader.read(bytes, length, names, field_count);
            page.message = reader.found ? reader.contradiction() : nullptr;
            page.status = !reader.found ? JP_NO_LIST : page.message ? JP_CONTRADICTORY : JP_OK;
        });
    } catch (const NotARecord &) {
        page.status = JP_NO_LIST;
    }
    page.records = reader.records.data(), page.record_count = reader.records.size();
    page.values = reader.values.data();
    page.unknowns = reader.unknowns.data(), page.unknown_count = reader.unknowns.size();
    page.arena = reader.arena.data(), page.arena_length = reader.arena.size();
    page.total = reader.around.total;
    return page;
}
