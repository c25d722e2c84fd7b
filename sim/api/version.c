/*
 * version.c - MPI_Get_version, MPI_Get_library_version.
 */
#include <stdio.h>

#include "api/door.h"

int PMPI_Get_version(int *version, int *subversion)
{
    DR_DOOR_ANYTIME("MPI_Get_version", "**", version, subversion);

    if (!version || !subversion)
        return dr_raise(NULL, MPI_ERR_ARG, "version or subversion is NULL");
    *version = MPI_VERSION;
    *subversion = MPI_SUBVERSION;
    return MPI_SUCCESS;
}
DR_ALIAS(int, Get_version, (int *, int *))

int PMPI_Get_library_version(char *version, int *resultlen)
{
    DR_DOOR_ANYTIME("MPI_Get_library_version", "**", version, resultlen);

    if (!version || !resultlen)
        return dr_raise(NULL, MPI_ERR_ARG, "version or resultlen is NULL");
    *resultlen =
        snprintf(version, MPI_MAX_LIBRARY_VERSION_STRING,
                 "Dryrun %s, a simulator of MPI; functions of MPI %d.%d, "
                 "binary interface of MPI 5.0",
                 DRYRUN_VERSION, MPI_VERSION, MPI_SUBVERSION);
    return MPI_SUCCESS;
}
DR_ALIAS(int, Get_library_version, (char *, int *))
