/*
 * version.c - MPI_Get_version, MPI_Get_library_version, and the MPI_Abi_get_*
 * of MPI-5.0's chapter on the ABI.
 */
#include <stdio.h>

#include "api/door.h"
#include "core/info.h"

int PMPI_Get_version(int *version, int *subversion)
{
    DR_DOOR_ANYTIME("MPI_Get_version", "&&", version, subversion);

    *version = MPI_VERSION;
    *subversion = MPI_SUBVERSION;
    return MPI_SUCCESS;
}
DR_ALIAS(int, Get_version, (int *, int *))

int PMPI_Get_library_version(char *version, int *resultlen)
{
    DR_DOOR_ANYTIME("MPI_Get_library_version", "&&", version, resultlen);

    *resultlen =
        snprintf(version, MPI_MAX_LIBRARY_VERSION_STRING,
                 "Dryrun %s, a simulator of MPI; functions of MPI %d.%d, "
                 "binary interface of MPI 5.0",
                 DRYRUN_VERSION, MPI_VERSION, MPI_SUBVERSION);
    return MPI_SUCCESS;
}
DR_ALIAS(int, Get_library_version, (char *, int *))

int PMPI_Abi_get_version(int *abi_major, int *abi_minor)
{
    DR_DOOR_ANYTIME("MPI_Abi_get_version", "&&", abi_major, abi_minor);

    *abi_major = MPI_ABI_VERSION;
    *abi_minor = MPI_ABI_SUBVERSION;
    return MPI_SUCCESS;
}
DR_ALIAS(int, Abi_get_version, (int *, int *))

static void set_size(struct dr_info *info, const char *key, size_t bytes)
{
    char text[24];

    snprintf(text, sizeof text, "%zu", bytes);
    dr_info_set(info, key, text);
}

int PMPI_Abi_get_info(MPI_Info *info)
{
    DR_DOOR_ANYTIME("MPI_Abi_get_info", "&", info);
    struct dr_info *made;

    made = dr_info_new();
    set_size(made, "mpi_aint_size", sizeof(MPI_Aint));
    set_size(made, "mpi_count_size", sizeof(MPI_Count));
    set_size(made, "mpi_offset_size", sizeof(MPI_Offset));
    *info =
        (MPI_Info)dr_handle_new(&dr_world->self->handles, DR_KIND_INFO, made);
    return MPI_SUCCESS;
}
DR_ALIAS(int, Abi_get_info, (MPI_Info *))

/* There is no interface for Fortran. */
int PMPI_Abi_get_fortran_info(MPI_Info *info)
{
    DR_DOOR_ANYTIME("MPI_Abi_get_fortran_info", "&", info);

    *info = MPI_INFO_NULL;
    return MPI_SUCCESS;
}
DR_ALIAS(int, Abi_get_fortran_info, (MPI_Info *))
