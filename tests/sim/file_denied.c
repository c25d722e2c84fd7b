/*
 * file_denied - files that the user may not open, make or delete: run by
 * denied.sh, in a folder that is not theirs.
 */
#include "expect.h"

static int opens(const char *name, int mode)
{
    MPI_File file;
    int error = MPI_File_open(MPI_COMM_WORLD, name, mode, MPI_INFO_NULL, &file);

    if (error == MPI_SUCCESS)
        MPI_File_close(&file);
    return expect_class(error);
}

static int deletes(const char *name)
{
    return expect_class(MPI_File_delete(name, MPI_INFO_NULL));
}

int main(int argc, char **argv)
{
    int rank;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    EXPECT(opens("secret", MPI_MODE_RDONLY) == MPI_ERR_ACCESS);
    EXPECT(opens("readable", MPI_MODE_WRONLY) == MPI_ERR_ACCESS);
    EXPECT(opens("readable", MPI_MODE_RDONLY) == MPI_SUCCESS);
    EXPECT(opens("new", MPI_MODE_CREATE | MPI_MODE_RDWR) == MPI_ERR_ACCESS);
    EXPECT(opens("missing", MPI_MODE_RDONLY) == MPI_ERR_NO_SUCH_FILE);
    EXPECT(rank > 0 || deletes("readable") == MPI_ERR_ACCESS);
    EXPECT(rank > 0 || deletes("missing") == MPI_ERR_NO_SUCH_FILE);
    return expect_end();
}
