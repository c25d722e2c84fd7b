/*
 * pack.c - MPI_Pack, MPI_Unpack, MPI_Pack_size.
 *
 * The packed form is the bytes of the elements in type map order, without a
 * header: all ranks live on one kind of machine.
 */
#include <limits.h>

#include "api/datatype_door.h"
#include "api/door.h"

static int check(int count, MPI_Datatype datatype, MPI_Comm handle,
                 struct dr_comm **comm, const struct dr_datatype **type,
                 uint64_t *bytes)
{
    int code;

    *comm = dr_comm_get(handle);
    if (!*comm)
        return dr_raise(NULL, MPI_ERR_COMM, "comm is not a communicator");
    code = dr_door_committed(datatype, "datatype", type);
    if (code != MPI_SUCCESS)
        return code;
    if (count < 0)
        return dr_raise(*comm, MPI_ERR_COUNT, "count is %d", count);
    if (!dr_datatype_total(*type, (uint64_t)count, bytes))
        return dr_raise(*comm, MPI_ERR_VALUE_TOO_LARGE,
                        "the size of %d elements does not fit into 63 bits",
                        count);
    return MPI_SUCCESS;
}

/* The packed side: `bytes` from `*position` on in a buffer of `size`. */
static int check_packed(struct dr_comm *comm, const void *packed, int size,
                        const int *position, uint64_t bytes)
{
    if (!position || *position < 0)
        return dr_raise(comm, MPI_ERR_ARG, "position is NULL or negative");
    if (size < 0)
        return dr_raise(comm, MPI_ERR_ARG, "the size is %d", size);
    if (bytes > 0 && !packed)
        return dr_raise(comm, MPI_ERR_BUFFER, "the packed buffer is NULL");
    if (*position > size || bytes > (uint64_t)(size - *position))
        return dr_raise(comm, MPI_ERR_TRUNCATE,
                        "%llu bytes from position %d on leave a buffer of "
                        "%d bytes",
                        (unsigned long long)bytes, *position, size);
    return MPI_SUCCESS;
}

int PMPI_Pack(const void *inbuf, int incount, MPI_Datatype datatype,
              void *outbuf, int outsize, int *position, MPI_Comm comm)
{
    DR_DOOR("MPI_Pack", "bitbi*c", inbuf, incount, datatype, outbuf, outsize,
            position, comm);
    const struct dr_datatype *type;
    struct dr_comm *c;
    uint64_t bytes;
    int code = check(incount, datatype, comm, &c, &type, &bytes);

    if (code == MPI_SUCCESS)
        code = check_packed(c, outbuf, outsize, position, bytes);
    if (code != MPI_SUCCESS)
        return code;
    if (bytes > 0 && !inbuf && !dr_datatype_absolute(type))
        return dr_raise(c, MPI_ERR_BUFFER, "inbuf is NULL");
    dr_datatype_pack(type, inbuf, (uint64_t)incount, 0,
                     (char *)outbuf + *position, bytes);
    *position += (int)bytes;
    return MPI_SUCCESS;
}
DR_ALIAS(int, Pack,
         (const void *, int, MPI_Datatype, void *, int, int *, MPI_Comm))

int PMPI_Unpack(const void *inbuf, int insize, int *position, void *outbuf,
                int outcount, MPI_Datatype datatype, MPI_Comm comm)
{
    DR_DOOR("MPI_Unpack", "bi*bitc", inbuf, insize, position, outbuf, outcount,
            datatype, comm);
    const struct dr_datatype *type;
    struct dr_comm *c;
    uint64_t bytes;
    int code = check(outcount, datatype, comm, &c, &type, &bytes);

    if (code == MPI_SUCCESS)
        code = check_packed(c, inbuf, insize, position, bytes);
    if (code != MPI_SUCCESS)
        return code;
    if (bytes > 0 && !outbuf && !dr_datatype_absolute(type))
        return dr_raise(c, MPI_ERR_BUFFER, "outbuf is NULL");
    dr_datatype_unpack(type, outbuf, (uint64_t)outcount, 0,
                       (const char *)inbuf + *position, bytes);
    *position += (int)bytes;
    return MPI_SUCCESS;
}
DR_ALIAS(int, Unpack,
         (const void *, int, int *, void *, int, MPI_Datatype, MPI_Comm))

int PMPI_Pack_size(int incount, MPI_Datatype datatype, MPI_Comm comm, int *size)
{
    DR_DOOR("MPI_Pack_size", "itc*", incount, datatype, comm, size);
    const struct dr_datatype *type;
    struct dr_comm *c;
    uint64_t bytes;
    int code = check(incount, datatype, comm, &c, &type, &bytes);

    if (code != MPI_SUCCESS)
        return code;
    if (!size)
        return dr_raise(c, MPI_ERR_ARG, "size is NULL");
    *size = bytes <= INT_MAX ? (int)bytes : MPI_UNDEFINED;
    return MPI_SUCCESS;
}
DR_ALIAS(int, Pack_size, (int, MPI_Datatype, MPI_Comm, int *))
