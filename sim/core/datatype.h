/*
 * datatype.h - MPI datatypes: what a handle stands for.
 *
 * A datatype is a layout (where its bytes lie), a signature (what they are),
 * bounds, and how it was made.  Predefined types stand in a constant table and
 * are found by their handle's value; derived types are in the handle table of
 * the rank that made them, and live until the last reference is released, so
 * that MPI_Type_free may come before a transfer ends.
 *
 * Bounds follow MPI-3.1 section 4.1: a lower or upper bound once set by
 * MPI_Type_create_resized (or the markers MPI_LB and MPI_UB, or subarray and
 * darray) stays with every type built from it; otherwise bounds are those of
 * the data, the upper one padded to the strictest alignment.
 *
 * Making types is datatype_make.h; names and contents datatype_info.h.
 */
#ifndef DR_CORE_DATATYPE_H
#define DR_CORE_DATATYPE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/basic.h"
#include "core/layout.h"
#include "core/signature.h"
#include "core/world.h"
#include "include/mpi.h"

struct dr_recipe; /* datatype_info.h */
struct dr_marks;

struct dr_datatype {
    const struct dr_layout *layout; /* NULL in an unused table entry */
    const struct dr_signature *signature;
    uint64_t size;   /* packed bytes of one element */
    int64_t lb, ub;  /* bounds; extent is their difference */
    int64_t extent;  /* from element to element; may be negative */
    int64_t true_lb; /* first byte of data */
    int64_t true_ub; /* behind the last byte of data */
    uint32_t align;  /* strictest alignment of its basic types */
    uint32_t refs;   /* of a derived type */
    bool contiguous; /* count elements are count * size bytes at buf */
    bool committed;
    bool lb_set, ub_set;      /* bounds that stay, see above */
    bool unnamed;             /* predefined without a name: never freed */
    enum dr_basic basic;      /* of a predefined type, else DR_BASIC_NONE */
    MPI_Datatype predefined;  /* its handle; NULL in a derived type */
    const char *name;         /* "MPI_INT"; "" in a derived type */
    struct dr_marks *marks;   /* of a derived type: what the program added */
    struct dr_recipe *recipe; /* how a derived type was made, else NULL */
};

/* Predefined types by handle value minus the first; see
 * datatype_predefined.c. */
enum {
    DR_DATATYPE_FIRST = 0x200,
    DR_DATATYPE_ROOM = 0x100
};
extern const struct dr_datatype dr_datatype_table[DR_DATATYPE_ROOM];

/*
 * The datatype of a handle; NULL if it is MPI_DATATYPE_NULL, freed, or no
 * datatype at all.  Derived types may be uncommitted: check `committed` before
 * use in communication.
 */
static inline const struct dr_datatype *dr_datatype_get(MPI_Datatype handle)
{
    uintptr_t number = (uintptr_t)handle - DR_DATATYPE_FIRST;

    if (__builtin_expect(number < DR_DATATYPE_ROOM, 1)) {
        const struct dr_datatype *type = &dr_datatype_table[number];

        return type->layout ? type : NULL;
    }
    return dr_handle_get(&dr_world->self->handles, DR_KIND_DATATYPE,
                         (uintptr_t)handle);
}

/* One reference more: the type outlives MPI_Type_free.  Returns it. */
const struct dr_datatype *dr_datatype_hold(const struct dr_datatype *type);

/* One reference less; the last one frees a derived type. */
void dr_datatype_release(const struct dr_datatype *type);

/*
 * Copy the packed bytes [offset, offset + bytes) of `count` elements at `buf`
 * to `out`; and back.  `out` and `in` point to the first byte copied.  Ranges
 * may start and end inside an element, as a truncated or a pipelined message
 * does.
 *
 * Undefined: a range beyond count * size; overlapping buffers.
 */
void dr_datatype_pack(const struct dr_datatype *type, const void *buf,
                      uint64_t count, uint64_t offset, void *out,
                      uint64_t bytes);
void dr_datatype_unpack(const struct dr_datatype *type, void *buf,
                        uint64_t count, uint64_t offset, const void *in,
                        uint64_t bytes);

/*
 * Basic elements in the first `bytes` packed bytes, over as many elements of
 * the type as that takes (MPI_Get_elements).  UINT64_MAX if the last basic
 * element is incomplete.
 */
uint64_t dr_datatype_elements(const struct dr_datatype *type, uint64_t bytes);

/* Packed bytes of `elements` basic elements (MPI_Status_set_elements). */
uint64_t dr_datatype_bytes(const struct dr_datatype *type, uint64_t elements);

/*
 * Bytes of `count` elements; false if that does not fit into 63 bits.
 */
static inline bool dr_datatype_total(const struct dr_datatype *type,
                                     uint64_t count, uint64_t *bytes)
{
    return !__builtin_mul_overflow(type->size, count, bytes) &&
           *bytes <= INT64_MAX;
}

/* What a process can address on x86-64; 8 times that is still no overflow. */
#define DR_ADDRESSES ((int64_t)1 << 47)

/*
 * Bytes of `count` elements in a buffer; false if they, or where the last
 * element would lie, are more than a process can address.
 */
static inline bool dr_datatype_fits(const struct dr_datatype *type,
                                    uint64_t count, uint64_t *bytes)
{
    int64_t span;

    return dr_datatype_total(type, count, bytes) && *bytes <= DR_ADDRESSES &&
           count <= INT64_MAX &&
           !__builtin_mul_overflow((int64_t)count, type->extent, &span) &&
           span <= DR_ADDRESSES && span >= -DR_ADDRESSES;
}

/*
 * May the buffer be NULL, as MPI_BOTTOM is?  Only for types without data or
 * with absolute addresses; nobody's data is in the first page.
 */
static inline bool dr_datatype_absolute(const struct dr_datatype *type)
{
    return type->size == 0 || type->true_lb >= 4096;
}

/* The name to print: the user's, the standard's, or "derived datatype". */
const char *dr_datatype_label(const struct dr_datatype *type);

#endif
