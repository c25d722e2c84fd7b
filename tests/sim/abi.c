/*
 * abi - the version and sizes of the binary interface.  MPI-5.0, its chapter
 * on the ABI.
 */
#include <stdlib.h>

#include "expect.h"

static long number(MPI_Info info, const char *key)
{
    char value[24] = "";
    int flag = 0;

    MPI_Info_get(info, key, sizeof value - 1, value, &flag);
    EXPECT(flag);
    return atol(value);
}

int main(int argc, char **argv)
{
    int major = -1, minor = -1;
    MPI_Info info;

    MPI_Abi_get_version(&major, &minor);
    expect_start(&argc, &argv, 1);
    EXPECT(major == 1 && minor == 0);
    MPI_Abi_get_info(&info);
    EXPECT(number(info, "mpi_aint_size") == (long)sizeof(MPI_Aint));
    EXPECT(number(info, "mpi_count_size") == (long)sizeof(MPI_Count));
    EXPECT(number(info, "mpi_offset_size") == (long)sizeof(MPI_Offset));
    MPI_Info_free(&info);
    MPI_Abi_get_fortran_info(&info);
    EXPECT(info == MPI_INFO_NULL);
    return expect_end();
}
