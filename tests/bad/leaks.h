/*
 * leaks.h - objects and operations that a program must get rid of, each made
 * by the function of that name; with and without it in the end.
 */
#ifndef TESTS_BAD_LEAKS_H
#define TESTS_BAD_LEAKS_H

#include <mpi.h>
#include <string.h>

enum what {
    LEAVE,
    FREE
};

static inline void add(void *in, void *inout, int *count, MPI_Datatype *type)
{
    (void)type;
    for (int i = 0; i < *count; i++)
        ((int *)inout)[i] += ((int *)in)[i];
}

static inline void ignore(MPI_Comm *comm, int *code, ...)
{
    (void)comm;
    (void)code;
}

static inline void make_communicator(const char *name, enum what what)
{
    MPI_Comm comm = MPI_COMM_NULL;
    MPI_Request request;
    int two = 2, no = 0;

    if (strcmp(name, "MPI_Comm_dup") == 0)
        MPI_Comm_dup(MPI_COMM_WORLD, &comm);
    else if (strcmp(name, "MPI_Comm_split") == 0)
        MPI_Comm_split(MPI_COMM_WORLD, 0, 0, &comm);
    else if (strcmp(name, "MPI_Cart_create") == 0)
        MPI_Cart_create(MPI_COMM_WORLD, 1, &two, &no, 0, &comm);
    else if (strcmp(name, "MPI_Comm_idup") == 0) {
        MPI_Comm_idup(MPI_COMM_WORLD, &comm, &request);
        MPI_Wait(&request, MPI_STATUS_IGNORE);
    }
    if (comm != MPI_COMM_NULL && what == FREE)
        MPI_Comm_free(&comm);
}

static inline void make_group(const char *name, enum what what)
{
    MPI_Group group = MPI_GROUP_NULL, part;
    int zero = 0;

    if (strncmp(name, "MPI_Group", 9) != 0 &&
        strcmp(name, "MPI_Comm_group") != 0)
        return;
    MPI_Comm_group(MPI_COMM_WORLD, &group);
    if (strcmp(name, "MPI_Group_incl") == 0) {
        MPI_Group_incl(group, 1, &zero, &part);
        MPI_Group_free(&group);
        group = part;
    }
    if (what == FREE)
        MPI_Group_free(&group);
}

static inline void make_datatype(const char *name, enum what what)
{
    MPI_Datatype type = MPI_DATATYPE_NULL;

    if (strcmp(name, "MPI_Type_contiguous") == 0)
        MPI_Type_contiguous(2, MPI_INT, &type);
    else if (strcmp(name, "MPI_Type_vector") == 0)
        MPI_Type_vector(2, 1, 2, MPI_INT, &type);
    else if (strcmp(name, "MPI_Type_dup") == 0)
        MPI_Type_dup(MPI_INT, &type);
    if (type != MPI_DATATYPE_NULL && what == FREE)
        MPI_Type_free(&type);
}

static inline void make_other(const char *name, enum what what)
{
    if (strcmp(name, "MPI_Op_create") == 0) {
        MPI_Op op;

        MPI_Op_create(add, 1, &op);
        if (what == FREE)
            MPI_Op_free(&op);
    } else if (strcmp(name, "MPI_Info_create") == 0) {
        MPI_Info info;

        MPI_Info_create(&info);
        if (what == FREE)
            MPI_Info_free(&info);
    } else if (strcmp(name, "MPI_Comm_create_errhandler") == 0) {
        MPI_Errhandler handler;

        MPI_Comm_create_errhandler(ignore, &handler);
        if (what == FREE)
            MPI_Errhandler_free(&handler);
    } else if (strcmp(name, "MPI_Comm_create_keyval") == 0) {
        int key;

        MPI_Comm_create_keyval(MPI_COMM_NULL_COPY_FN, MPI_COMM_NULL_DELETE_FN,
                               &key, NULL);
        if (what == FREE)
            MPI_Comm_free_keyval(&key);
    } else if (strcmp(name, "MPI_Send_init") == 0) {
        static int word;
        MPI_Request request;

        MPI_Send_init(&word, 1, MPI_INT, 0, 0, MPI_COMM_SELF, &request);
        if (what == FREE)
            MPI_Request_free(&request);
    }
}

static inline void make(const char *name, enum what what)
{
    make_communicator(name, what);
    make_group(name, what);
    make_datatype(name, what);
    make_other(name, what);
}

/* Begin an operation with `peer`, whose other side is done by both. */
static inline void operate(const char *name, int peer, enum what what)
{
    static int out, in[2];
    MPI_Request request = MPI_REQUEST_NULL;

    if (strcmp(name, "MPI_Isend") == 0) {
        MPI_Isend(&out, 1, MPI_INT, peer, 0, MPI_COMM_WORLD, &request);
    } else if (strcmp(name, "MPI_Irecv") == 0) {
        MPI_Irecv(in, 1, MPI_INT, peer, 0, MPI_COMM_WORLD, &request);
    } else if (strcmp(name, "MPI_Start") == 0) {
        MPI_Recv_init(in, 1, MPI_INT, peer, 0, MPI_COMM_WORLD, &request);
        MPI_Start(&request);
    } else if (strcmp(name, "MPI_Ibarrier") == 0) {
        MPI_Ibarrier(MPI_COMM_WORLD, &request);
    } else if (strcmp(name, "MPI_Ibcast") == 0) {
        MPI_Ibcast(in, 1, MPI_INT, 0, MPI_COMM_WORLD, &request);
    }
    if (strcmp(name, "MPI_Irecv") == 0 || strcmp(name, "MPI_Start") == 0)
        MPI_Send(&out, 1, MPI_INT, peer, 0, MPI_COMM_WORLD);
    else if (strcmp(name, "MPI_Isend") == 0)
        MPI_Recv(in, 1, MPI_INT, peer, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    if (what == FREE) {
        MPI_Wait(&request, MPI_STATUS_IGNORE);
        if (request != MPI_REQUEST_NULL)
            MPI_Request_free(&request);
    }
}

#endif
