// An answer of an unknown shape → a tree. Members keep their order, and come twice if they were received twice.
#ifndef CJSONTREE_H
#define CJSONTREE_H

#include "cjsonpages.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum { JP_SCALAR = 0, JP_ARRAY = 1, JP_OBJECT = 2 } jp_container;

/// A value of the tree. The values that it contains follow it directly, each with the values that it contains.
typedef struct {
    /// The characters of its name, if it is in an object. The name and the value lie in the arena.
    jp_value name;
    /// The value of a scalar, or of a container that lies too deep to be read.
    jp_value value;
    /// A `jp_container`.
    uint8_t container;
    /// How many values a container holds.
    uint32_t count;
} jp_node;

/// The pointers are valid until the next call on the same thread.
typedef struct {
    jp_status status;
    const char *message;
    const jp_node *nodes;
    size_t count;
    const char *arena;
    size_t arena_length;
} jp_tree;

/// Reads a whole answer. `bytes` must be padded as for `jp_read`.
jp_tree jp_read_tree(const char *bytes, size_t length);

#ifdef __cplusplus
}
#endif

#endif
