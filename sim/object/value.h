/*
 * value.h - what is behind DR_Object.
 *
 * Invariant: arrays and maps are at most DR_OBJECT_DEPTH deep in one another,
 * so that recursion is bounded, and an object is in one of them at most.
 *
 * Strings, binary data, arrays and maps are blocks of memory of their own.  A
 * map is an array of keys and values in turn; one of many entries has an index
 * of hashes, made when a key is first looked for.
 */
#ifndef DR_OBJECT_VALUE_H
#define DR_OBJECT_VALUE_H

#include <dryrun.h>
#include <stdint.h>

struct dr_object_index; /* object/index.h */

struct DR_Object {
    int kind;
    DR_Object *parent; /* the array or map it is in, or NULL */
    unsigned freed;    /* DR_OBJECT_FREED; behind what free() writes over */
    union {
        int boolean;
        long long integer;
        unsigned long long natural;
        double real;
        struct {
            char *bytes; /* size of them, and a 0 */
            size_t size;
        };
        struct {
            DR_Object **items; /* of a map: keys and values in turn */
            size_t count, room;
            struct dr_object_index *index; /* of a map, or NULL */
        };
    };
};

/* What stays in the memory of a freed object until it is used again: a program
 * that goes on with it is told, if it does so soon. */
enum {
    DR_OBJECT_FREED = 0x64656572
};

/* Is that still there?  No error to AddressSanitizer. */
int dr_object_is_freed(const DR_Object *object);

/* Whoever links objects says what becomes of an object that is freed twice, the
 * second time at `site`. */
void dr_object_freed_twice(const void *site);

/* A string of `size` bytes, which may contain 0. */
DR_Object *dr_object_string(const char *text, size_t size);

/* Is it an array or a map? */
int dr_object_contains(const DR_Object *object);

/* How many arrays and maps are in one another here, itself included. */
int dr_object_height(const DR_Object *object);

#endif
