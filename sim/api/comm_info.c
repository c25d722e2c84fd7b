/*
 * comm_info.c - hints for communicators (MPI 3.1, section 6.4.4).
 *
 * No hint changes anything here; they are kept, so that a program finds its
 * own.
 */
#include "api/comm_make.h"
#include "api/operation.h"

int dr_check_info(struct dr_comm *comm, MPI_Info handle, struct dr_info **info)
{
    *info = dr_info_get(handle);
    if (*info || handle == MPI_INFO_NULL)
        return MPI_SUCCESS;
    return dr_raise_handle(comm, MPI_ERR_INFO, DR_KIND_INFO, handle, "info");
}

int dr_comm_add_info(struct dr_comm *comm, MPI_Info info)
{
    struct dr_info *hints;
    int error = dr_check_info(comm, info, &hints);

    if (error || !hints)
        return error;
    if (!comm->info)
        comm->info = dr_info_new();
    for (size_t i = 0; i < hints->count; i++)
        dr_info_set(comm->info, hints->pairs[i].key, hints->pairs[i].value);
    return MPI_SUCCESS;
}

int PMPI_Comm_set_info(MPI_Comm comm, MPI_Info info)
{
    struct dr_comm *found;
    int error;

    DR_DOOR("MPI_Comm_set_info", "cI", comm, info);

    error = dr_check_comm(comm, &found);
    return error ? error : dr_comm_add_info(found, info);
}
DR_ALIAS(int, Comm_set_info, (MPI_Comm, MPI_Info))

int PMPI_Comm_get_info(MPI_Comm comm, MPI_Info *info_used)
{
    struct dr_comm *found;
    struct dr_info *copy;
    int error;

    DR_DOOR("MPI_Comm_get_info", "c&", comm, info_used);

    error = dr_check_comm(comm, &found);
    if (error)
        return error;
    copy = found->info ? dr_info_copy(found->info) : dr_info_new();
    *info_used =
        (MPI_Info)dr_handle_new(&dr_world->self->handles, DR_KIND_INFO, copy);
    return MPI_SUCCESS;
}
DR_ALIAS(int, Comm_get_info, (MPI_Comm, MPI_Info *))
