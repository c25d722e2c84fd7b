/*
 * fortran.c - handles as Fortran integers: MPI_Xxx_c2f and MPI_Xxx_f2c.
 *
 * No Fortran is needed for them: C programs use the numbers to pass handles
 * through libraries.  They look nothing up that could fail and cost no
 * simulated time, so there is no door.  A number that is no handle gives the
 * null handle of its kind.
 */
#include <string.h>

#include "api/door.h"

#define CONVERT(name, type, kind, null)                                        \
    MPI_Fint PMPI_##name##_c2f(type handle)                                    \
    {                                                                          \
        return dr_handle_to_int((uintptr_t)handle);                            \
    }                                                                          \
    DR_ALIAS(MPI_Fint, name##_c2f, (type))                                     \
                                                                               \
    type PMPI_##name##_f2c(MPI_Fint number)                                    \
    {                                                                          \
        uintptr_t handle =                                                     \
            dr_handle_from_int(&dr_world->self->handles, kind, number);        \
                                                                               \
        return handle ? (type)handle : null;                                   \
    }                                                                          \
    DR_ALIAS(type, name##_f2c, (MPI_Fint))

CONVERT(Comm, MPI_Comm, DR_KIND_COMM, MPI_COMM_NULL)
CONVERT(Group, MPI_Group, DR_KIND_GROUP, MPI_GROUP_NULL)
CONVERT(Type, MPI_Datatype, DR_KIND_DATATYPE, MPI_DATATYPE_NULL)
CONVERT(Op, MPI_Op, DR_KIND_OP, MPI_OP_NULL)
CONVERT(Request, MPI_Request, DR_KIND_REQUEST, MPI_REQUEST_NULL)
CONVERT(Errhandler, MPI_Errhandler, DR_KIND_ERRHANDLER, MPI_ERRHANDLER_NULL)
CONVERT(Info, MPI_Info, DR_KIND_INFO, MPI_INFO_NULL)
CONVERT(Win, MPI_Win, DR_KIND_WIN, MPI_WIN_NULL)
CONVERT(File, MPI_File, DR_KIND_FILE, MPI_FILE_NULL)
CONVERT(Message, MPI_Message, DR_KIND_MESSAGE, MPI_MESSAGE_NULL)

/* A Fortran status is the same eight integers. */
_Static_assert(sizeof(MPI_Status) == MPI_F_STATUS_SIZE * sizeof(MPI_Fint),
               "a status is copied as integers");

int PMPI_Status_c2f(const MPI_Status *c_status, MPI_Fint *f_status)
{
    DR_DOOR("MPI_Status_c2f", "&&", c_status, f_status);

    memcpy(f_status, c_status, sizeof(*c_status));
    return MPI_SUCCESS;
}
DR_ALIAS(int, Status_c2f, (const MPI_Status *, MPI_Fint *))

int PMPI_Status_f2c(const MPI_Fint *f_status, MPI_Status *c_status)
{
    DR_DOOR("MPI_Status_f2c", "&&", f_status, c_status);

    memcpy(c_status, f_status, sizeof(*c_status));
    return MPI_SUCCESS;
}
DR_ALIAS(int, Status_f2c, (const MPI_Fint *, MPI_Status *))
