/*
 * objects_freed - an object is sent or freed again after it was freed.
 *
 * ranks: 1
 * exit: 81
 * finds: invalid_argument
 * says: the object, or one in it, has been freed
 * variants: send isend free within
 */
#include <dryrun.h>
#include <mpi.h>
#include <string.h>

int main(int argc, char **argv)
{
    DR_Object *object, *list;
    MPI_Request request;

    MPI_Init(&argc, &argv);
    object = DR_Object_string("gone");
    list = DR_Object_array();
    if (strcmp(argv[1], "within") == 0)
        DR_Object_append(list, object);
    DR_Object_free(object);
    if (strcmp(argv[1], "send") == 0)
        DR_Send_object(object, MPI_PROC_NULL, 1, MPI_COMM_WORLD);
    if (strcmp(argv[1], "isend") == 0)
        DR_Isend_object(object, MPI_PROC_NULL, 1, MPI_COMM_WORLD, &request);
    if (strcmp(argv[1], "free") == 0)
        DR_Object_free(object);
    DR_Object_free(list);
    MPI_Finalize();
    return 0;
}
