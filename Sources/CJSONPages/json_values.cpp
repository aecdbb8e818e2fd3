#include "json_values.hpp"

namespace json_values {

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
        checked(field.unescaped_key());
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
