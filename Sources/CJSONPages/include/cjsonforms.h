// Listings in other forms → a page of records.
#ifndef CJSONFORMS_H
#define CJSONFORMS_H

#include "cjsonpages.h"

#ifdef __cplusplus
extern "C" {
#endif

/// A listing rewritten as `[{…},{…}]`. The text is valid until the next call on the same thread.
typedef struct {
    jp_status status;
    const char *message;
    /// NULL if the bytes are a page of records already.
    const char *text;
    size_t length;
} jp_form;

/// Rewrites an object of scalars, `{"n":"v"}`, bare or under `result` / `items` / `data`, as a list of two-field records.
/// `name_key` and `value_key` are JSON strings, quotes included. `bytes` must be padded as for `jp_read`.
jp_form jp_pairs(const char *bytes, size_t length, const char *name_key, const char *value_key);

/// Rewrites a list of arrays, `[["a",1]]`, as a list of records. `keys` are the first elements' JSON strings, quotes
/// included; a further element is keyed by its position, counted from 1.
jp_form jp_tuples(const char *bytes, size_t length, const char *const *keys, size_t key_count);

#ifdef __cplusplus
}
#endif

#endif
