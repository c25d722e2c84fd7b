/*
 * file_access.h - from the arguments of a call that reads or writes a file to
 * its operation.
 *
 * Where the data is, who takes part, and how the call ends are independent of
 * each other (MPI 4.1, table 14.1): so one function checks the arguments, and
 * four end the call.
 */
#ifndef DR_API_FILE_ACCESS_H
#define DR_API_FILE_ACCESS_H

#include "api/file_door.h"

enum dr_file_pointer {
    DR_FILE_AT,     /* an offset is given */
    DR_FILE_OWN,    /* the individual pointer */
    DR_FILE_SHARED, /* the shared one */
    DR_FILE_ORDERED /* the same, in the order of ranks */
};

struct dr_file_access {
    bool writes, collective;
    enum dr_file_pointer pointer;
    MPI_File file;
    MPI_Offset offset; /* DR_FILE_AT only, in etypes */
    const void *buffer;
    MPI_Count count;
    MPI_Datatype type;
};

/* Check, start, wait; or publish the request; or let MPI_File_..._end, whose
 * name is `end`, wait for it. */
int dr_file_do(const struct dr_file_access *access, MPI_Status *status);
int dr_file_issue(const struct dr_file_access *access, MPI_Request *request);
int dr_file_begin(const struct dr_file_access *access, const char *end);

/* The end of a split collective, in the call `end`. */
int dr_file_end(MPI_File file, const void *buffer, const char *end,
                MPI_Status *status);

/*
 * Entry points; `lower` as in MPI_File_read.  `BUFFER` is the buffer's type,
 * `OFFSET` is `(MPI_Offset offset,)` or `()`, and `offset` its value.
 */
#define DR_FILE_BARE(...) __VA_ARGS__

#define DR_FILE_ACCESS(writes_, pointer_, collective_, offset_)                \
    &(const struct dr_file_access)                                             \
    {                                                                          \
        .writes = writes_, .collective = collective_, .pointer = pointer_,     \
        .file = fh, .offset = offset_, .buffer = buf, .count = count,          \
        .type = datatype                                                       \
    }

/* One form in both widths.  `access` is what DR_FILE_ACCESS() takes.  `LAST` is
 * its last parameter, with a comma, and `last` what ends the call is given
 * besides. */
#define DR_FILE_FORM(name, kinds, access, BUFFER, OFFSET, said, LAST, end,     \
                     last)                                                     \
    DR_FILE_WIDTH(name, int, kinds, access, BUFFER, OFFSET, said, LAST, end,   \
                  last)                                                        \
    DR_FILE_WIDTH(name##_c, MPI_Count, kinds, access, BUFFER, OFFSET, said,    \
                  LAST, end, last)
#define DR_FILE_WIDTH(name, COUNT, kinds, access, BUFFER, OFFSET, said, LAST,  \
                      end, last)                                               \
    int PMPI_File_##name(MPI_File fh, DR_FILE_BARE OFFSET BUFFER buf,          \
                         COUNT count, MPI_Datatype datatype DR_FILE_BARE LAST) \
    {                                                                          \
        DR_DOOR("MPI_File_" #name, kinds, fh, DR_FILE_BARE said buf, count,    \
                datatype);                                                     \
        return end(DR_FILE_ACCESS access, last);                               \
    }                                                                          \
    DR_ALIAS(int, File_##name,                                                 \
             (MPI_File, DR_FILE_BARE OFFSET BUFFER, COUNT,                     \
              MPI_Datatype DR_FILE_BARE LAST))

#define DR_FILE_STATUS  (, MPI_Status * status)
#define DR_FILE_REQUEST (, MPI_Request * request)

/* Blocking, nonblocking; split: begin and end. */
#define DR_FILE_BLOCKING(name, kinds, access, BUFFER, OFFSET, said)            \
    DR_FILE_FORM(name, kinds, access, BUFFER, OFFSET, said, DR_FILE_STATUS,    \
                 dr_file_do, status)
#define DR_FILE_NONBLOCKING(name, kinds, access, BUFFER, OFFSET, said)         \
    DR_FILE_FORM(i##name, kinds, access, BUFFER, OFFSET, said,                 \
                 DR_FILE_REQUEST, dr_file_issue, request)
#define DR_FILE_SPLIT(name, kinds, access, BUFFER, OFFSET, said)               \
    DR_FILE_FORM(name##_begin, kinds, access, BUFFER, OFFSET, said, (),        \
                 dr_file_begin, "MPI_File_" #name "_end")                      \
    int PMPI_File_##name##_end(MPI_File fh, BUFFER buf, MPI_Status *status)    \
    {                                                                          \
        DR_DOOR("MPI_File_" #name "_end", "fbs", fh, buf, status);             \
        return dr_file_end(fh, buf, "MPI_File_" #name "_end", status);         \
    }                                                                          \
    DR_ALIAS(int, File_##name##_end, (MPI_File, BUFFER, MPI_Status *))

/* All 12 forms, and their large ones, of one direction. */
#define DR_FILE_FORMS(lower, writes, BUFFER)                                   \
    DR_FILE_POINTER(lower##_at, "fibit", writes, DR_FILE_AT, BUFFER,           \
                    (MPI_Offset offset, ), (offset, ), offset)                 \
    DR_FILE_POINTER(lower, "fbit", writes, DR_FILE_OWN, BUFFER, (), (), 0)     \
    DR_FILE_BLOCKING(lower##_shared, "fbit",                                   \
                     (writes, DR_FILE_SHARED, false, 0), BUFFER, (), ())       \
    DR_FILE_NONBLOCKING(lower##_shared, "fbit",                                \
                        (writes, DR_FILE_SHARED, false, 0), BUFFER, (), ())    \
    DR_FILE_BLOCKING(lower##_ordered, "fbit",                                  \
                     (writes, DR_FILE_ORDERED, true, 0), BUFFER, (), ())       \
    DR_FILE_SPLIT(lower##_ordered, "fbit", (writes, DR_FILE_ORDERED, true, 0), \
                  BUFFER, (), ())

/* Those of a pointer that every rank has for itself. */
#define DR_FILE_POINTER(name, kinds, writes, pointer, BUFFER, OFFSET, said,    \
                        offset)                                                \
    DR_FILE_BLOCKING(name, kinds, (writes, pointer, false, offset), BUFFER,    \
                     OFFSET, said)                                             \
    DR_FILE_NONBLOCKING(name, kinds, (writes, pointer, false, offset), BUFFER, \
                        OFFSET, said)                                          \
    DR_FILE_BLOCKING(name##_all, kinds, (writes, pointer, true, offset),       \
                     BUFFER, OFFSET, said)                                     \
    DR_FILE_NONBLOCKING(name##_all, kinds, (writes, pointer, true, offset),    \
                        BUFFER, OFFSET, said)                                  \
    DR_FILE_SPLIT(name##_all, kinds, (writes, pointer, true, offset), BUFFER,  \
                  OFFSET, said)

#endif
