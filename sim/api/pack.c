/*
 * pack.c - MPI_Pack, MPI_Unpack, MPI_Pack_size and their external forms.
 *
 * The packed form is the bytes of the elements in type map order, without a
 * header: all ranks live on one kind of machine.  The external form is
 * core/external.h.
 */
#include <limits.h>
#include <string.h>

#include "api/datatype_door.h"
#include "api/operation.h"
#include "core/external.h"
#include "p2p/hold.h"

/* A call with the sizes of any form. */
struct packing {
    void *buf; /* the elements */
    MPI_Count count;
    MPI_Datatype datatype;
    void *packed;       /* buffer of packed bytes */
    MPI_Count size;     /* of it */
    MPI_Count position; /* in it; also a result */
    bool unpack;
    bool external;
    /* What the checks found. */
    struct dr_comm *comm;
    const struct dr_datatype *type;
    uint64_t bytes;
};

static int check_external(const char *datarep)
{
    if (datarep && strcmp(datarep, "external32") == 0)
        return MPI_SUCCESS;
    return dr_raise(NULL, MPI_ERR_ARG,
                    "datarep is \"%s\"; there is only \"external32\"",
                    datarep ? datarep : "NULL");
}

/* Datatype and count; finds type and bytes. */
static int check_elements(struct packing *p)
{
    int code =
        dr_check_datatype(p->comm, p->datatype, "the datatype", &p->type);

    if (code == MPI_SUCCESS)
        code =
            dr_check_committed(p->comm, p->datatype, p->type, "the datatype");
    if (code != MPI_SUCCESS)
        return code;
    if (p->count < 0)
        return dr_raise(p->comm, MPI_ERR_COUNT, "the count is %lld",
                        (long long)p->count);
    if (!dr_datatype_fits(p->type, (uint64_t)p->count, &p->bytes))
        return dr_raise(p->comm, MPI_ERR_COUNT,
                        "%lld elements of %llu byte%s are more than memory",
                        (long long)p->count, (unsigned long long)p->type->size,
                        dr_text_s(p->type->size));
    if (p->external)
        p->bytes = (uint64_t)p->count * dr_external_size(p->type);
    return MPI_SUCCESS;
}

/* The packed side: `bytes` from `position` on in a buffer of `size`. */
static int check_packed(const struct packing *p)
{
    if (p->position < 0)
        return dr_raise(p->comm, MPI_ERR_ARG, "position is %lld",
                        (long long)p->position);
    if (p->size < 0)
        return dr_raise(p->comm, MPI_ERR_ARG, "the size is %lld",
                        (long long)p->size);
    if (p->bytes > 0 && !p->packed)
        return dr_raise(p->comm, MPI_ERR_BUFFER, "the packed buffer is NULL");
    if (p->position > p->size || p->bytes > (uint64_t)(p->size - p->position))
        return dr_raise(
            p->comm, MPI_ERR_TRUNCATE,
            "%llu byte%s from position %lld on leave%s a buffer of %lld byte%s",
            (unsigned long long)p->bytes, dr_text_s(p->bytes),
            (long long)p->position, p->bytes == 1 ? "s" : "",
            (long long)p->size, dr_text_s((uint64_t)p->size));
    return MPI_SUCCESS;
}

static int run(struct packing *p)
{
    uint64_t count = (uint64_t)p->count;
    char *packed;
    int code = check_elements(p);

    if (code == MPI_SUCCESS)
        code = check_packed(p);
    if (code == MPI_SUCCESS)
        code = dr_check_buffer(p->comm, p->buf, p->count, p->type);
    if (code != MPI_SUCCESS)
        return code;
    packed = (char *)p->packed + p->position;
    dr_hold_pass((struct dr_span){p->buf, count, p->type}, p->unpack);
    dr_hold_pass((struct dr_span){packed, p->bytes, NULL}, !p->unpack);
    if (p->external && p->unpack)
        dr_external_unpack(p->type, p->buf, count, packed);
    else if (p->external)
        dr_external_pack(p->type, p->buf, count, packed);
    else if (p->unpack)
        dr_datatype_unpack(p->type, p->buf, count, 0, packed, p->bytes);
    else
        dr_datatype_pack(p->type, p->buf, count, 0, packed, p->bytes);
    p->position += (MPI_Count)p->bytes;
    return MPI_SUCCESS;
}

/* The forms for this machine: with a communicator. */
static int run_on(struct packing *p, MPI_Comm comm)
{
    int code = dr_check_comm(comm, &p->comm);

    return code == MPI_SUCCESS ? run(p) : code;
}

/* The external forms. */
static int run_external(struct packing *p, const char *datarep)
{
    int code = check_external(datarep);

    p->external = true;
    return code == MPI_SUCCESS ? run(p) : code;
}

static int no_position(void)
{
    return dr_raise(NULL, MPI_ERR_ARG, "position is NULL");
}

int PMPI_Pack(const void *inbuf, int incount, MPI_Datatype datatype,
              void *outbuf, int outsize, int *position, MPI_Comm comm)
{
    DR_DOOR("MPI_Pack", "bitbi&c", inbuf, incount, datatype, outbuf, outsize,
            position, comm);
    struct packing p = {.buf = (void *)(uintptr_t)inbuf,
                        .count = incount,
                        .datatype = datatype,
                        .packed = outbuf,
                        .size = outsize};
    int code;

    if (!position)
        return no_position();
    p.position = *position;
    code = run_on(&p, comm);
    *position = (int)p.position;
    return code;
}
DR_ALIAS(int, Pack,
         (const void *, int, MPI_Datatype, void *, int, int *, MPI_Comm))

int PMPI_Pack_c(const void *inbuf, MPI_Count incount, MPI_Datatype datatype,
                void *outbuf, MPI_Count outsize, MPI_Count *position,
                MPI_Comm comm)
{
    DR_DOOR("MPI_Pack_c", "bitbi&c", inbuf, incount, datatype, outbuf, outsize,
            position, comm);
    struct packing p = {.buf = (void *)(uintptr_t)inbuf,
                        .count = incount,
                        .datatype = datatype,
                        .packed = outbuf,
                        .size = outsize};
    int code;

    if (!position)
        return no_position();
    p.position = *position;
    code = run_on(&p, comm);
    *position = p.position;
    return code;
}
DR_ALIAS(int, Pack_c,
         (const void *, MPI_Count, MPI_Datatype, void *, MPI_Count, MPI_Count *,
          MPI_Comm))

int PMPI_Unpack(const void *inbuf, int insize, int *position, void *outbuf,
                int outcount, MPI_Datatype datatype, MPI_Comm comm)
{
    DR_DOOR("MPI_Unpack", "bi&bitc", inbuf, insize, position, outbuf, outcount,
            datatype, comm);
    struct packing p = {.buf = outbuf,
                        .count = outcount,
                        .datatype = datatype,
                        .packed = (void *)(uintptr_t)inbuf,
                        .size = insize,
                        .unpack = true};
    int code;

    if (!position)
        return no_position();
    p.position = *position;
    code = run_on(&p, comm);
    *position = (int)p.position;
    return code;
}
DR_ALIAS(int, Unpack,
         (const void *, int, int *, void *, int, MPI_Datatype, MPI_Comm))

int PMPI_Unpack_c(const void *inbuf, MPI_Count insize, MPI_Count *position,
                  void *outbuf, MPI_Count outcount, MPI_Datatype datatype,
                  MPI_Comm comm)
{
    DR_DOOR("MPI_Unpack_c", "bi&bitc", inbuf, insize, position, outbuf,
            outcount, datatype, comm);
    struct packing p = {.buf = outbuf,
                        .count = outcount,
                        .datatype = datatype,
                        .packed = (void *)(uintptr_t)inbuf,
                        .size = insize,
                        .unpack = true};
    int code;

    if (!position)
        return no_position();
    p.position = *position;
    code = run_on(&p, comm);
    *position = p.position;
    return code;
}
DR_ALIAS(int, Unpack_c,
         (const void *, MPI_Count, MPI_Count *, void *, MPI_Count, MPI_Datatype,
          MPI_Comm))

/* MPI_Aint is as wide as MPI_Count: one body for both external forms. */
static int pack_external(const char *datarep, const void *inbuf,
                         MPI_Count incount, MPI_Datatype datatype, void *outbuf,
                         MPI_Count outsize, MPI_Count *position)
{
    struct packing p = {.buf = (void *)(uintptr_t)inbuf,
                        .count = incount,
                        .datatype = datatype,
                        .packed = outbuf,
                        .size = outsize};
    int code;

    if (!position)
        return no_position();
    p.position = *position;
    code = run_external(&p, datarep);
    *position = p.position;
    return code;
}

int PMPI_Pack_external(const char datarep[], const void *inbuf, int incount,
                       MPI_Datatype datatype, void *outbuf, MPI_Aint outsize,
                       MPI_Aint *position)
{
    DR_DOOR("MPI_Pack_external", "*bitbi&", datarep, inbuf, incount, datatype,
            outbuf, outsize, position);

    return pack_external(datarep, inbuf, incount, datatype, outbuf, outsize,
                         position);
}
DR_ALIAS(int, Pack_external,
         (const char[], const void *, int, MPI_Datatype, void *, MPI_Aint,
          MPI_Aint *))

int PMPI_Pack_external_c(const char datarep[], const void *inbuf,
                         MPI_Count incount, MPI_Datatype datatype, void *outbuf,
                         MPI_Count outsize, MPI_Count *position)
{
    DR_DOOR("MPI_Pack_external_c", "*bitbi&", datarep, inbuf, incount, datatype,
            outbuf, outsize, position);

    return pack_external(datarep, inbuf, incount, datatype, outbuf, outsize,
                         position);
}
DR_ALIAS(int, Pack_external_c,
         (const char[], const void *, MPI_Count, MPI_Datatype, void *,
          MPI_Count, MPI_Count *))

static int unpack_external(const char *datarep, const void *inbuf,
                           MPI_Count insize, MPI_Count *position, void *outbuf,
                           MPI_Count outcount, MPI_Datatype datatype)
{
    struct packing p = {.buf = outbuf,
                        .count = outcount,
                        .datatype = datatype,
                        .packed = (void *)(uintptr_t)inbuf,
                        .size = insize,
                        .unpack = true};
    int code;

    if (!position)
        return no_position();
    p.position = *position;
    code = run_external(&p, datarep);
    *position = p.position;
    return code;
}

int PMPI_Unpack_external(const char datarep[], const void *inbuf,
                         MPI_Aint insize, MPI_Aint *position, void *outbuf,
                         int outcount, MPI_Datatype datatype)
{
    DR_DOOR("MPI_Unpack_external", "*bi&bit", datarep, inbuf, insize, position,
            outbuf, outcount, datatype);

    return unpack_external(datarep, inbuf, insize, position, outbuf, outcount,
                           datatype);
}
DR_ALIAS(int, Unpack_external,
         (const char[], const void *, MPI_Aint, MPI_Aint *, void *, int,
          MPI_Datatype))

int PMPI_Unpack_external_c(const char datarep[], const void *inbuf,
                           MPI_Count insize, MPI_Count *position, void *outbuf,
                           MPI_Count outcount, MPI_Datatype datatype)
{
    DR_DOOR("MPI_Unpack_external_c", "*bi&bit", datarep, inbuf, insize,
            position, outbuf, outcount, datatype);

    return unpack_external(datarep, inbuf, insize, position, outbuf, outcount,
                           datatype);
}
DR_ALIAS(int, Unpack_external_c,
         (const char[], const void *, MPI_Count, MPI_Count *, void *, MPI_Count,
          MPI_Datatype))

static int size_of(struct packing *p, MPI_Count *size)
{
    int code = check_elements(p);

    if (code != MPI_SUCCESS)
        return code;
    if (!size)
        return dr_raise(p->comm, MPI_ERR_ARG, "size is NULL");
    *size = (MPI_Count)p->bytes;
    return MPI_SUCCESS;
}

int PMPI_Pack_size(int incount, MPI_Datatype datatype, MPI_Comm comm, int *size)
{
    DR_DOOR("MPI_Pack_size", "itc&", incount, datatype, comm, size);
    struct packing p = {.count = incount, .datatype = datatype};
    MPI_Count bytes = 0;
    int code = dr_check_comm(comm, &p.comm);

    if (code == MPI_SUCCESS)
        code = size_of(&p, size ? &bytes : NULL);
    if (code == MPI_SUCCESS)
        *size = bytes <= INT_MAX ? (int)bytes : MPI_UNDEFINED;
    return code;
}
DR_ALIAS(int, Pack_size, (int, MPI_Datatype, MPI_Comm, int *))

int PMPI_Pack_size_c(MPI_Count incount, MPI_Datatype datatype, MPI_Comm comm,
                     MPI_Count *size)
{
    DR_DOOR("MPI_Pack_size_c", "itc&", incount, datatype, comm, size);
    struct packing p = {.count = incount, .datatype = datatype};
    int code = dr_check_comm(comm, &p.comm);

    return code == MPI_SUCCESS ? size_of(&p, size) : code;
}
DR_ALIAS(int, Pack_size_c, (MPI_Count, MPI_Datatype, MPI_Comm, MPI_Count *))

static int external_size_of(const char *datarep, MPI_Count incount,
                            MPI_Datatype datatype, MPI_Count *size)
{
    struct packing p = {
        .count = incount, .datatype = datatype, .external = true};
    int code = check_external(datarep);

    return code == MPI_SUCCESS ? size_of(&p, size) : code;
}

int PMPI_Pack_external_size(const char datarep[], int incount,
                            MPI_Datatype datatype, MPI_Aint *size)
{
    DR_DOOR("MPI_Pack_external_size", "*it&", datarep, incount, datatype, size);

    return external_size_of(datarep, incount, datatype, size);
}
DR_ALIAS(int, Pack_external_size, (const char[], int, MPI_Datatype, MPI_Aint *))

int PMPI_Pack_external_size_c(const char datarep[], MPI_Count incount,
                              MPI_Datatype datatype, MPI_Count *size)
{
    DR_DOOR("MPI_Pack_external_size_c", "*it&", datarep, incount, datatype,
            size);

    return external_size_of(datarep, incount, datatype, size);
}
DR_ALIAS(int, Pack_external_size_c,
         (const char[], MPI_Count, MPI_Datatype, MPI_Count *))
