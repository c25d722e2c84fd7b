/*
 * datatype_make.h - the constructors of derived datatypes.
 *
 * Each takes arguments the caller has checked (counts not negative, types
 * alive, arrays not NULL), in 64 bits, and returns a new uncommitted datatype
 * with one reference; or NULL if the size or a bound would leave 63 bits.
 * Displacements and strides named `..._bytes` are bytes, others multiples of
 * the old type's extent.  Arrays are copied.  The recipe for
 * MPI_Type_get_contents is attached by the caller: datatype_info.h.
 */
#ifndef DR_CORE_DATATYPE_MAKE_H
#define DR_CORE_DATATYPE_MAKE_H

#include "core/datatype.h"

/* `count` elements, each behind the other. */
struct dr_datatype *dr_datatype_contiguous(int64_t count,
                                           const struct dr_datatype *old);

/* `count` blocks of `blocklength` elements; serves MPI_Type_vector too. */
struct dr_datatype *dr_datatype_hvector(int64_t count, int64_t blocklength,
                                        int64_t stride_bytes,
                                        const struct dr_datatype *old);

/* `blocklengths[i]` elements at `displacements[i]` times `unit` bytes. */
struct dr_datatype *dr_datatype_indexed(int64_t count,
                                        const int64_t *blocklengths,
                                        const int64_t *displacements,
                                        int64_t unit,
                                        const struct dr_datatype *old);

/* The same with one length for all blocks. */
struct dr_datatype *dr_datatype_indexed_block(int64_t count,
                                              int64_t blocklength,
                                              const int64_t *displacements,
                                              int64_t unit,
                                              const struct dr_datatype *old);

/* Blocks of different types. */
struct dr_datatype *dr_datatype_struct(int64_t count,
                                       const int64_t *blocklengths,
                                       const int64_t *displacements_bytes,
                                       const struct dr_datatype *const *types);

/* `order` is MPI_ORDER_C or MPI_ORDER_FORTRAN; sizes, parts and starts of
 * `ndims` dimensions. */
struct dr_datatype *dr_datatype_subarray(int ndims, const int64_t *sizes,
                                         const int64_t *subsizes,
                                         const int64_t *starts, int order,
                                         const struct dr_datatype *old);

/* The part of process `rank` in a grid of `psizes`; `distribs` and `dargs` as
 * MPI_Type_create_darray takes them. */
struct dr_datatype *dr_datatype_darray(int rank, int ndims,
                                       const int64_t *gsizes,
                                       const int *distribs, const int *dargs,
                                       const int *psizes, int order,
                                       const struct dr_datatype *old);

/* The same data with bounds lb and lb + extent. */
struct dr_datatype *dr_datatype_resized(int64_t lb, int64_t extent,
                                        const struct dr_datatype *old);

/* Also copies whether it is committed, as MPI_Type_dup does. */
struct dr_datatype *dr_datatype_dup(const struct dr_datatype *old);

#endif
