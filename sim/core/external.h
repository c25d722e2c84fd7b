/*
 * external.h - the data representation "external32" (MPI 3.1, section 13.5.2).
 *
 * Elements follow each other without holes, in pack order, big-endian, in the
 * sizes of the standard's table 13.2: a long has 4 bytes, a wchar_t 2, and a
 * long double is an IEEE number of 16 bytes.  Where the size differs, integers
 * lose their upper bytes, and get them back by their sign.
 */
#ifndef DR_CORE_EXTERNAL_H
#define DR_CORE_EXTERNAL_H

#include "core/datatype.h"

/* Bytes of one element in this representation; never more than type->size. */
uint64_t dr_external_size(const struct dr_datatype *type);

/* Convert `count` elements at `buf` to `out`, and back.  `out` and `in` hold
 * count * dr_external_size() bytes. */
void dr_external_pack(const struct dr_datatype *type, const void *buf,
                      uint64_t count, void *out);
void dr_external_unpack(const struct dr_datatype *type, void *buf,
                        uint64_t count, const void *in);

#endif
