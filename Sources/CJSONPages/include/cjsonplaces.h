// Where the values lie in a page that must not be kept.
#ifndef CJSONPLACES_H
#define CJSONPLACES_H

#include "cjsonpages.h"

#ifdef __cplusplus
extern "C" {
#endif

/// Which values a rule is for. A null is never one of them, because it holds nothing.
typedef enum {
    /// The field's value, at any depth.
    JP_VALUE = 0,
    /// The field's value, but not within the fields of a record. If the list's envelope is unknown: at any depth.
    JP_RECORD_VALUE = 1,
    /// The strings in the field's value, at any depth.
    JP_STRINGS = 2,
    /// Every string and number of the page, whatever the name.
    JP_EVERYTHING = 3
} jp_scope;

/// A value that a rule is for: where its JSON text lies, and the characters if it is a string.
typedef struct {
    uint32_t offset;
    uint32_t length;
    uint32_t rule;
    jp_value value;
} jp_place;

/// The places in the order in which they lie in the page; none contains another.
/// The pointers are valid until the next call on the same thread.
typedef struct {
    jp_status status;
    const char *message;
    const jp_place *places;
    size_t count;
    const char *arena;
    size_t arena_length;
} jp_places;

/// Finds the values of the named fields, and checks the whole page. `bytes` must be padded as for `jp_read`.
jp_places jp_locate(const char *bytes, size_t length, const char *const *names, const jp_scope *scopes, size_t count);

#ifdef __cplusplus
}
#endif

#endif
