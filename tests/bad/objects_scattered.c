/*
 * objects_scattered - DR_Scatter_object with what it cannot scatter.
 *
 * variants: more_items no_array nothing_given no_place
 * ranks: 4
 * exit: 81
 * finds: invalid_argument
 * says: (has 5 items.* 4 ranks|, not (an integer|NULL)|mine is NULL)
 * says: (with what dryrun.h says of|give the address of a variable)
 */
#include <dryrun.h>
#include <mpi.h>
#include <string.h>

int main(int argc, char **argv)
{
    DR_Object *all = NULL, *mine = NULL;
    const char *how = argv[1];
    int rank;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0 && strcmp(how, "more_items") == 0) {
        all = DR_Object_array();
        for (int i = 0; i < 5; i++)
            DR_Object_append(all, DR_Object_integer(i));
    } else if (rank == 0 && strcmp(how, "no_array") == 0) {
        all = DR_Object_integer(3);
    }
    DR_Scatter_object(all, strcmp(how, "no_place") == 0 ? NULL : &mine, 0,
                      MPI_COMM_WORLD);
    DR_Object_free(all);
    DR_Object_free(mine);
    MPI_Finalize();
    return 0;
}
