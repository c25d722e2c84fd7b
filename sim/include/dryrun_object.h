/*
 * dryrun_object.h - objects: values that say themselves what they are, so that
 * neither type nor size of a message need be known before.
 *
 * Arrays and maps own what is in them.  A map keeps the order in which its keys
 * came.  NULL stands for nil wherever an object is read.  A function that makes
 * an object returns NULL if memory is short; what it returns is the caller's,
 * for DR_Object_free or to be put into another.
 */
#ifndef DRYRUN_OBJECT_H
#define DRYRUN_OBJECT_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct DR_Object DR_Object;

enum {
    DR_OBJECT_NIL,
    DR_OBJECT_BOOL,
    DR_OBJECT_INTEGER,
    DR_OBJECT_UNSIGNED, /* an integer above the largest long long */
    DR_OBJECT_DOUBLE,
    DR_OBJECT_STRING,
    DR_OBJECT_BINARY,
    DR_OBJECT_ARRAY,
    DR_OBJECT_MAP
};

/* Arrays and maps in one another, at most. */
enum {
    DR_OBJECT_DEPTH = 30
};

DR_Object *DR_Object_nil(void);
DR_Object *DR_Object_bool(int value);
DR_Object *DR_Object_integer(long long value);
DR_Object *DR_Object_unsigned(unsigned long long value);
DR_Object *DR_Object_double(double value);
/* Copies; a string ends at its first 0, bytes are `size`. */
DR_Object *DR_Object_string(const char *text);
DR_Object *DR_Object_binary(const void *bytes, size_t size);
DR_Object *DR_Object_array(void);
DR_Object *DR_Object_map(void);

/* Put `item` behind the others of an array; set the value of a key, which may
 * be a string or any object; a value it had before is freed.  What is put in is
 * given away in any case.  Returns MPI_SUCCESS; MPI_ERR_ARG if the first is no
 * array or map, is in what is put into it, or gets too deep, or if the other is
 * NULL or in another one already; MPI_ERR_NO_MEM. */
int DR_Object_append(DR_Object *array, DR_Object *item);
int DR_Object_set(DR_Object *map, const char *key, DR_Object *value);
int DR_Object_set_key(DR_Object *map, DR_Object *key, DR_Object *value);

/* DR_OBJECT_NIL, ...; items of an array, entries of a map, bytes of a string
 * or of binary data, otherwise 0. */
int DR_Object_kind(const DR_Object *object);
size_t DR_Object_size(const DR_Object *object);

/* What is in it; 0 or NULL if it is of another kind.  Numbers are converted to
 * double, not the other way round.  Strings end with a 0.  Pointers are valid
 * as long as the object is. */
int DR_Object_to_bool(const DR_Object *object);
long long DR_Object_to_integer(const DR_Object *object);
unsigned long long DR_Object_to_unsigned(const DR_Object *object);
double DR_Object_to_double(const DR_Object *object);
const char *DR_Object_to_string(const DR_Object *object);
const void *DR_Object_to_binary(const DR_Object *object);

/* The i-th item of an array or value of a map, the i-th key, and the value of
 * a key; NULL if there is none.  They stay the container's. */
const DR_Object *DR_Object_at(const DR_Object *object, size_t i);
const DR_Object *DR_Object_key_at(const DR_Object *map, size_t i);
const DR_Object *DR_Object_get(const DR_Object *map, const char *key);
const DR_Object *DR_Object_get_key(const DR_Object *map, const DR_Object *key);

/* Remove the i-th item of an array and return it; NULL if there is none. */
DR_Object *DR_Object_take(DR_Object *array, size_t i);

DR_Object *DR_Object_copy(const DR_Object *object);
/* Of the same kind and content; maps in any order. */
int DR_Object_equal(const DR_Object *a, const DR_Object *b);
void DR_Object_free(DR_Object *object);

/* Write it as JSON, binary data as "hex:...", ended with a 0, as much as fits
 * into `room` bytes.  Returns the length it has without the 0. */
size_t DR_Object_text(const DR_Object *object, char *text, size_t room);

#ifdef __cplusplus
}
#endif

#endif
