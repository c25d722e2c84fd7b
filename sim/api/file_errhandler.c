/*
 * file_errhandler.c - error handlers of files (MPI 4.1, sections 9.3.3 and
 * 14.7).
 *
 * MPI_FILE_NULL stands for what files are opened with from then on.
 */
#include "api/file_door.h"
#include "core/errhandler.h"
#include "io/io.h"

int PMPI_File_create_errhandler(
    MPI_File_errhandler_function *file_errhandler_fn,
    MPI_Errhandler *errhandler)
{
    DR_DOOR("MPI_File_create_errhandler", "*&", file_errhandler_fn, errhandler);

    if (!file_errhandler_fn)
        return dr_raise_null("file_errhandler_fn");
    *errhandler = dr_errhandler_new(DR_KIND_FILE,
                                    (union dr_errhandler_function){
                                        .file = file_errhandler_fn})
                      ->handle;
    return MPI_SUCCESS;
}
DR_ALIAS(int, File_create_errhandler,
         (MPI_File_errhandler_function *, MPI_Errhandler *))

/* Where a file's handler stands. */
static int find(MPI_File handle, struct dr_file **file,
                struct dr_errhandler ***place)
{
    int error;

    *file = NULL;
    if (handle == MPI_FILE_NULL) {
        *place = &dr_io()->defaults[dr_world->self->id].handler;
        return MPI_SUCCESS;
    }
    error = dr_check_file(handle, file);
    if (!error)
        *place = &(*file)->errhandler;
    return error;
}

int PMPI_File_set_errhandler(MPI_File file, MPI_Errhandler errhandler)
{
    struct dr_errhandler *handler, **place;
    struct dr_file *found;
    int error;

    DR_DOOR("MPI_File_set_errhandler", "f*", file, errhandler);

    error = find(file, &found, &place);
    if (error)
        return error;
    handler = dr_errhandler_get(errhandler);
    if (!handler || !dr_errhandler_suits(handler, DR_KIND_FILE))
        return dr_file_raise_advice(
            found, MPI_ERR_ARG,
            "give one that MPI_File_create_errhandler has made, or "
            "MPI_ERRORS_RETURN or MPI_ERRORS_ARE_FATAL",
            "the handle given is not an error handler of "
            "files");
    dr_errhandler_hold(handler);
    if (*place)
        dr_errhandler_release(*place);
    *place = handler;
    if (found)
        found->handler_given = true;
    return MPI_SUCCESS;
}
DR_ALIAS(int, File_set_errhandler, (MPI_File, MPI_Errhandler))

int PMPI_File_get_errhandler(MPI_File file, MPI_Errhandler *errhandler)
{
    struct dr_errhandler **place;
    struct dr_file *found;
    int error;

    DR_DOOR("MPI_File_get_errhandler", "f&", file, errhandler);

    error = find(file, &found, &place);
    if (!error)
        *errhandler = *place ? dr_errhandler_share(*place) : MPI_ERRORS_RETURN;
    return error;
}
DR_ALIAS(int, File_get_errhandler, (MPI_File, MPI_Errhandler *))

int PMPI_File_call_errhandler(MPI_File fh, int errorcode)
{
    struct dr_errhandler **place;
    struct dr_file *found;
    int error;

    DR_DOOR("MPI_File_call_errhandler", "fi", fh, errorcode);

    error = find(fh, &found, &place);
    if (error)
        return error;
    dr_file_fail(found, errorcode, "the program raised error %d itself",
                 errorcode);
    return MPI_SUCCESS;
}
DR_ALIAS(int, File_call_errhandler, (MPI_File, int))
