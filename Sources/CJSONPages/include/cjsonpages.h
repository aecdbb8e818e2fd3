// A page's bytes → records, field by field. Only this target knows simdjson (On-Demand).
#ifndef CJSONPAGES_H
#define CJSONPAGES_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What a value is. `JP_ABSENT` is a field that the record does not have.
typedef enum {
    JP_ABSENT = 0,
    JP_NULL = 1,
    JP_FALSE = 2,
    JP_TRUE = 3,
    JP_NUMBER = 4,
    JP_STRING = 5,
    JP_NESTED = 6
} jp_kind;

/// A value's text: a string's characters, a number's digits as received, or the JSON of an array or object without white space. It lies in
/// the page's bytes, or in the arena if it had to be rewritten.
typedef struct {
    uint32_t offset;
    uint32_t length;
    uint8_t kind;
    uint8_t in_arena;
    /// The string held half of a surrogate pair, and U+FFFD has replaced it.
    uint8_t is_repaired;
} jp_value;

/// A field to be kept as it came, because the caller doesn't name it or because its string had to be repaired. The key is JSON text, quotes
/// included.
typedef struct {
    uint32_t record;
    jp_value key;
    jp_value value;
} jp_unknown;

/// Where a record's JSON text lies in the page.
typedef struct {
    uint32_t offset;
    uint32_t length;
    /// One of the fields that the caller names comes twice, so nobody can say which value is meant.
    uint8_t is_doubled;
} jp_record;

typedef enum {
    JP_OK = 0,
    /// The text is not JSON, or is cut off: asking again may help.
    JP_BROKEN = 1,
    /// JSON, but without a list of objects where one is expected. Asking again doesn't help.
    JP_NO_LIST = 2,
    /// A list with something beside it that contradicts it: an error, a second list, a name twice. The message says what.
    JP_CONTRADICTORY = 3
} jp_status;

/// What a page holds. The pointers are valid until the next call on the same thread.
typedef struct {
    jp_status status;
    const char *message;
    const jp_record *records;
    size_t record_count;
    /// `record_count × field_count` values, one record after the other.
    const jp_value *values;
    const jp_unknown *unknowns;
    size_t unknown_count;
    const char *arena;
    size_t arena_length;
    /// The largest `count` or `total` beside the list, or -1.
    int64_t total;
} jp_page;

/// Reads a page. `bytes` must be followed by `jp_padding()` readable bytes; `names` are `field_count` UTF-8 field names.
jp_page jp_read(const char *bytes, size_t length, const char *const *names, size_t field_count);

size_t jp_padding(void);

/// Whether a text is one whole JSON value. Nothing beyond its end is read.
int jp_is_json(const char *bytes, size_t length);

/// Whether a JSON number's text spells an integer of 64 bits: `1790.0` and `7E+3` do, `1.5` and `007` don't.
int jp_integer(const char *bytes, size_t length, int64_t *value);

/// Whether a member of an answer says that the answer is an error: `"success": false`, `"errors": [{…}]` (API.md 1.1).
int jp_tells_error(const char *key, size_t key_length, const char *json, size_t json_length);

#ifdef __cplusplus
}
#endif

#endif
