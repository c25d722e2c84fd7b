/*
 * fault.c - an error of the operating system as one of MPI.
 */
#include "io/fault.h"

#include <errno.h>
#include <stddef.h>

#include "include/mpi.h"

static const struct {
    int number, error_class;
} table[] = {
    {0, MPI_SUCCESS},
    {ENOENT, MPI_ERR_NO_SUCH_FILE},
    {EEXIST, MPI_ERR_FILE_EXISTS},
    {EACCES, MPI_ERR_ACCESS},
    {EPERM, MPI_ERR_ACCESS},
    {EROFS, MPI_ERR_READ_ONLY},
    {ENOSPC, MPI_ERR_NO_SPACE},
    {EFBIG, MPI_ERR_NO_SPACE},
    {EDQUOT, MPI_ERR_QUOTA},
    {ENAMETOOLONG, MPI_ERR_BAD_FILE},
    {ENOTDIR, MPI_ERR_BAD_FILE},
    {EISDIR, MPI_ERR_BAD_FILE},
    {ELOOP, MPI_ERR_BAD_FILE},
    {EINVAL, MPI_ERR_BAD_FILE},
    {ETXTBSY, MPI_ERR_FILE_IN_USE},
    {EBUSY, MPI_ERR_FILE_IN_USE},
    {ENOMEM, MPI_ERR_NO_MEM},
    {EILSEQ, MPI_ERR_CONVERSION}, /* a function of the program failed */
};

int dr_fault_class(int error)
{
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        if (table[i].number == error)
            return table[i].error_class;
    }
    return MPI_ERR_IO;
}
