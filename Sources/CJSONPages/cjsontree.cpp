#include "cjsontree.h"

#include "json_values.hpp"

#include <string>
#include <vector>

namespace {

using namespace json_values;
using ondemand::json_type;

class Tree {
public:
    std::vector<jp_node> nodes;
    std::string arena;

    void read(string_view page) {
        arena.clear(), nodes.assign(1, {});
        read_document(
            parser_, page, [&](string_view text, json_type type) { nodes[0].value = scalar_value(text, type); },
            [&](ondemand::array members) { array(members, 0); }, [&](ondemand::object members) { object(members, 0); });
    }

private:
    // Far deeper than any answer is read, and far less deep than a stack allows.
    static constexpr int32_t DEEPEST = 64;

    ondemand::parser parser_;
    std::string text_;

    void array(ondemand::array array, size_t at) {
        nodes[at].container = JP_ARRAY;
        for (auto item : array) {
            auto value = checked(std::move(item));
            nodes[at].count++;
            read({}, value);
        }
    }

    void object(ondemand::object object, size_t at) {
        nodes[at].container = JP_OBJECT;
        for (auto item : object) {
            auto field = checked(std::move(item));
            auto name = kept(key_of(field, text_), JP_STRING);
            nodes[at].count++;
            read(name, field.value());
        }
    }

    void read(jp_value name, ondemand::value &value) {
        const size_t at = nodes.size();
        const auto type = checked(value.type());
        nodes.push_back({name, {}, JP_SCALAR, 0});
        const bool nested = type == json_type::array || type == json_type::object;
        if (nested && value.current_depth() > DEEPEST) nodes[at].value = kept(whole(value), JP_NESTED);
        else if (type == json_type::array) array(checked(value.get_array()), at);
        else if (type == json_type::object) object(checked(value.get_object()), at);
        else nodes[at].value = scalar_value(scalar(value, type), type);
    }

    // `text` is a scalar's JSON, known to be well formed.
    jp_value scalar_value(string_view text, json_type type) {
        switch (type) {
        case json_type::string: return kept(said(text.substr(1, text.size() - 2), text_).text, JP_STRING);
        case json_type::number: return kept(text, JP_NUMBER);
        case json_type::boolean: return kept(text, text == "true" ? JP_TRUE : JP_FALSE);
        default: return kept(text, JP_NULL);
        }
    }

    jp_value kept(string_view text, jp_kind kind) {
        const size_t offset = arena.size();
        arena.append(text);
        return {uint32_t(offset), uint32_t(text.size()), uint8_t(kind), 1, 0};
    }
};

} // namespace

jp_tree jp_read_tree(const char *bytes, size_t length) {
    thread_local Tree reader;
    jp_tree tree = {};
    if (!guarded(tree, [&] { reader.read(string_view(bytes, length)); })) return tree;
    tree.nodes = reader.nodes.data(), tree.count = reader.nodes.size();
    tree.arena = reader.arena.data(), tree.arena_length = reader.arena.size();
    return tree;
}
