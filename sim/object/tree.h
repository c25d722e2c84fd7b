/*
 * tree.h - collectives of objects as binomial trees of messages.
 *
 * Whoever calls brings the wire: how bytes get to another member, apart from
 * the program's own messages.  Errors are those of the wire, passed through,
 * and of encoding, told to the wire.
 */
#ifndef DR_OBJECT_TREE_H
#define DR_OBJECT_TREE_H

#include "object/codec.h"

struct dr_object_wire {
    int rank, size; /* of the members */
    void *self;
    /* Blocking; the bytes stay the caller's. */
    int (*send)(void *self, const char *bytes, size_t size, int target);
    /* Blocking; the bytes become the caller's, to be freed. */
    int (*recv)(void *self, char **bytes, size_t *size, int source);
    /* Hand an error class to the error handler; returns what comes back. */
    int (*raise)(void *self, int error, const char *why);
};

/* See the functions of dryrun.h. */
int dr_object_bcast(const struct dr_object_wire *wire, DR_Object **object,
                    int root);
int dr_object_gather(const struct dr_object_wire *wire, const DR_Object *mine,
                     DR_Object **all, int root);
int dr_object_allgather(const struct dr_object_wire *wire,
                        const DR_Object *mine, DR_Object **all);
int dr_object_scatter(const struct dr_object_wire *wire, const DR_Object *all,
                      DR_Object **mine, int root);
int dr_object_reduce(const struct dr_object_wire *wire, const DR_Object *mine,
                     DR_Object **result, DR_Reduce_function *combine,
                     void *data, int root);

#endif
