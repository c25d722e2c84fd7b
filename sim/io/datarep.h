/*
 * datarep.h - data representations that the program defines (MPI 4.1, section
 * 14.5.3).
 *
 * Elements follow each other in a file without holes, in pack order, as in
 * external32; how large each is, and how it is converted, say functions of the
 * program, which are called in its ranks: of what is written when the operation
 * begins, of what is read when the program learns that it is over.
 *
 * Without conversion functions a representation is native.  With one of them
 * only, the other way is native too, and sizes must be those of memory.
 */
#ifndef DR_IO_DATAREP_H
#define DR_IO_DATAREP_H

#include "core/span.h"

enum {
    DR_DATAREP_TYPES = 1024 /* predefined datatypes, by their handles */
};

/* Conversions of either width only; NULL: native. */
struct dr_datarep_functions {
    MPI_Datarep_conversion_function *read, *write;
    MPI_Datarep_conversion_function_c *large_read, *large_write;
    MPI_Datarep_extent_function *extent_of;
    void *extra_state;
};

struct dr_own_datarep {
    struct dr_own_datarep *next;
    int rank; /* whose it is */
    struct dr_datarep_functions call;
    int fault;                         /* what `extent_of` returned once */
    int64_t extents[DR_DATAREP_TYPES]; /* asked for already; else 0 */
    char name[];
};

/* Is anything converted, in this direction or in any? */
bool dr_datarep_converts(const struct dr_own_datarep *own, bool writes);
bool dr_datarep_native(const struct dr_own_datarep *own);

/* Bytes of an element in a file.  Asks the program about each predefined type
 * once: to be called in a rank first. */
uint64_t dr_datarep_size(struct dr_own_datarep *own,
                         const struct dr_signature *signature);

/* Convert all of `span` to `bytes`, or back; returns what the program did,
 * MPI_ERR_COUNT if there are too many for its function. */
int dr_datarep_convert(const struct dr_own_datarep *own, struct dr_span span,
                       void *bytes, bool writes);

#endif
