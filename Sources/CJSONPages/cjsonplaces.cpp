#include "cjsonplaces.h"

#include "json_values.hpp"

#include <string>
#include <vector>

namespace {

using namespace json_values;
using ondemand::json_type;

class Locator {
public:
    std::vector<jp_place> places;
    std::string arena;

    void read(string_view page, const char *const *names, const jp_scope *scopes, size_t count) {
        page_ = page, found_ = false;
        names_.assign(names, names + count), scopes_.assign(scopes, scopes + count);
        places.clear(), arena.clear();
        const int rule = everything();
        read_document(
            parser_, page, [&](string_view text, json_type type) { if (rule != NONE) leaf(text, type, rule); },
            [&](ondemand::array members) { array(members, Where::list, rule); },
            [&](ondemand::object members) { object(members, Where::root, rule); });
    }

private:
    static constexpr int NONE = -1;

    // As `jp_read` sees the page. A value `elsewhere` may be a record in an unknown envelope.
    enum class Where { root, envelope, list, record, within_record, elsewhere };

    ondemand::parser parser_;
    string_view page_;
    bool found_ = false;
    std::string key_, text_;
    std::vector<string_view> names_;
    std::vector<jp_scope> scopes_;

    int everything() const {
        for (size_t i = 0; i < scopes_.size(); i++) if (scopes_[i] == JP_EVERYTHING) return int(i);
        return NONE;
    }

    int rule_for(string_view key, Where where) const {
        for (size_t i = 0; i < names_.size(); i++) {
            if (scopes_[i] == JP_EVERYTHING || names_[i] != key) continue;
            return scopes_[i] == JP_RECORD_VALUE && where == Where::within_record ? NONE : int(i);
        }
        return NONE;
    }

    // `rule` is the one for all strings and numbers in what is being read.
    void object(ondemand::object object, Where where, int rule) {
        for (auto item : object) {
            auto field = checked(std::move(item));
            const auto key = key_of(field, key_);
            auto &value = field.value();
            const auto type = checked(value.type());
            const int own = rule_for(key, where);
            if (own != NONE && scopes_[own] != JP_STRINGS) {
                if (type != json_type::null) take(value, type, own);
                else text_of_null(value);
            } else {
                read(value, type, below(where, names_list(key), type), own == NONE ? rule : own);
            }
        }
    }

    Where below(Where where, bool known, json_type type) {
        if (where == Where::record || where == Where::within_record) return Where::within_record;
        if (!known || found_ || (where != Where::root && where != Where::envelope)) return Where::elsewhere;
        if (type == json_type::array) return Where::list;
        return where == Where::root ? Where::envelope : Where::elsewhere;
    }

    void array(ondemand::array array, Where where, int rule) {
        if (where == Where::list) found_ = true;
        for (auto item : array) {
            auto value = checked(std::move(item));
            const auto type = checked(value.type());
            const bool is_record = where == Where::list && type == json_type::object;
            const auto inner = where == Where::within_record ? where : Where::elsewhere;
            read(value, type, is_record ? Where::record : inner, rule);
        }
    }

    void read(ondemand::value &value, json_type type, Where where, int rule) {
        if (type == json_type::object) {
            descend(value);
            object(checked(value.get_object()), where, rule);
        } else if (type == json_type::array) {
            descend(value);
            array(checked(value.get_array()), where, rule);
        } else {
            auto text = scalar(value, type);
            if (rule != NONE) leaf(text, type, rule);
        }
    }

    void leaf(string_view text, json_type type, int rule) {
        const bool numbers = scopes_[rule] == JP_EVERYTHING;
        if (type == json_type::string) place(text, in_page(text, JP_STRING), rule);
        else if (numbers && type == json_type::number) place(text, in_page(text, JP_NUMBER), rule);
    }

    void take(ondemand::value &value, json_type type, int rule) {
        if (type != json_type::string) {
            auto text = whole(value);
            return place(text, in_page(text, JP_NESTED), rule);
        }
        auto text = trimmed(value.raw_json_token());
        auto says = said(value, text_).text;
        const size_t offset = arena.size();
        arena.append(says);
        place(text, {uint32_t(offset), uint32_t(says.size()), JP_STRING, 1, 0}, rule);
    }

    jp_value in_page(string_view text, jp_kind kind) const {
        return {uint32_t(text.data() - page_.data()), uint32_t(text.size()), uint8_t(kind), 0, 0};
    }

    void place(string_view text, jp_value value, int rule) {
        places.push_back({uint32_t(text.data() - page_.data()), uint32_t(text.size()), uint32_t(rule), value});
    }
};

} // namespace

jp_places jp_locate(const char *bytes, size_t length, const char *const *names, const jp_scope *scopes, size_t count) {
    thread_local Locator locator;
    jp_places found = {};
    if (!guarded(found, [&] { locator.read(string_view(bytes, length), names, scopes, count); })) return found;
    found.places = locator.places.data(), found.count = locator.places.size();
    found.arena = locator.arena.data(), found.arena_length = locator.arena.size();
    return found;
}
