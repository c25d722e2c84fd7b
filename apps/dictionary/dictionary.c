/*
 * dictionary - a map travels from rank to rank, and each adds what it knows.
 *
 * No rank says how large the map is or of which types; the next one asks the
 * object it got.  At the end all ranks compare what they have.
 */
#include <dryrun.h>
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    TAG = 1
};

static const char *const colours[] = {"red", "green", "blue", "white"};

/* {"rank": 2, "colour": "blue", "half": 1.0, "path": [0, 1, 2]} */
static DR_Object *about(int rank)
{
    DR_Object *map = DR_Object_map(), *path = DR_Object_array();

    for (int i = 0; i <= rank; i++)
        DR_Object_append(path, DR_Object_integer(i));
    DR_Object_set(map, "rank", DR_Object_integer(rank));
    DR_Object_set(map, "colour", DR_Object_string(colours[rank % 4]));
    DR_Object_set(map, "half", DR_Object_double(rank / 2.0));
    DR_Object_set(map, "path", path);
    return map;
}

static void print(const char *what, const DR_Object *object)
{
    size_t length = DR_Object_text(object, NULL, 0);
    char *text = malloc(length + 1);

    DR_Object_text(object, text, length + 1);
    printf("%s %s\n", what, text);
    free(text);
}

/* From rank 0 on, each adds an entry and passes the map on. */
static DR_Object *pass_on(int rank, int size)
{
    DR_Object *map;
    char key[32];

    if (rank == 0)
        map = DR_Object_map();
    else
        DR_Recv_object(&map, rank - 1, TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    snprintf(key, sizeof key, "of %d", rank);
    DR_Object_set(map, key, about(rank));
    if (rank + 1 < size)
        DR_Send_object(map, rank + 1, TAG, MPI_COMM_WORLD);
    return map;
}

int main(int argc, char **argv)
{
    DR_Object *map, *all, *counts;
    double start;
    int rank, size;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    start = MPI_Wtime();
    map = pass_on(rank, size);
    if (rank == size - 1)
        print("the last rank has", map);

    /* How much did each have when it passed the map on? */
    counts = DR_Object_integer((long long)DR_Object_size(map));
    DR_Gather_object(counts, &all, 0, MPI_COMM_WORLD);
    if (rank == 0)
        print("entries by rank:", all);
    DR_Object_free(counts);
    DR_Object_free(all);

    /* The last one's is the whole; everybody gets it. */
    DR_Bcast_object(&map, size - 1, MPI_COMM_WORLD);
    if (rank == 0) {
        print("rank 0 reads the last one's colour:",
              DR_Object_get(DR_Object_at(map, (size_t)size - 1), "colour"));
        printf("it took %.3f us\n", 1e6 * (MPI_Wtime() - start));
    }
    DR_Object_free(map);
    MPI_Finalize();
    return 0;
}
