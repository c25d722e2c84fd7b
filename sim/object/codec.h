/*
 * codec.h - objects as MessagePack (msgpack.org, specification of 2013), and
 * back.
 *
 * What comes from outside is looked over before msgpack-c sees it: lengths that
 * the bytes cannot hold would otherwise be allocated first.
 */
#ifndef DR_OBJECT_CODEC_H
#define DR_OBJECT_CODEC_H

#include "object/value.h"

/* The bytes of an object, at most INT_MAX of them; the caller frees them.
 * MPI_SUCCESS, MPI_ERR_COUNT (too many), MPI_ERR_ARG (it, or what is in it, is
 * seen to be freed), or MPI_ERR_NO_MEM; then NULL. */
int dr_object_encode(const DR_Object *object, char **bytes, size_t *size);

#define DR_OBJECT_IS_FREED "the object, or one in it, has been freed"

/* What is wrong with the bytes, and where; `why` is NULL if nothing is. */
struct dr_object_fault {
    const char *why;
    size_t at;
};

/* The object in `size` bytes, all of them.  NULL if they are none: `*fault`
 * says why. */
DR_Object *dr_object_decode(const char *bytes, size_t size,
                            struct dr_object_fault *fault);

/* Are the bytes one well-formed object? */
struct dr_object_fault dr_object_vet(const char *bytes, size_t size);

#endif
