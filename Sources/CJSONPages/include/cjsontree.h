// An answer of a shape that nobody knows, as a tree, its members in their order and twice where they came twice.
#ifndef CJSONTREE_H
#define CJSONTREE_H

#include "cjsonpages.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum { JP_SCALAR = 0, JP_ARRAY = 1, JP_OBJECT = 2 } jp_container;

/// A value of the tree. What it contains follows it directly, each with what it contains in turn.
typedef struct {
    /// What its name says, in an object; the name and the value lie in the arena.
    jp_value name;
    /// Of a scalar, and of a container that lies too deep to be read.
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
