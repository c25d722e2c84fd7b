/*
 * file_door.c - arguments and errors of MPI_File_*.
 */
#include "api/file_door.h"

#include <limits.h>
#include <string.h>

#include "core/errors.h"
#include "io/control.h"
#include "io/io.h"
#include "p2p/operation.h"
#include "p2p/wait.h"

/* Offsets below this are no overflows. */
enum {
    LITTLE = 1 << 20
};

static struct dr_raising raising_of(const struct dr_file *file)
{
    struct dr_raising raising = {.object = MPI_FILE_NULL};
    bool given;

    if (file) {
        raising.handler = file->errhandler;
        raising.object = file->handle;
        given = file->handler_given;
    } else {
        raising.handler = dr_io_handler(dr_world->self, &given);
    }
    raising.severity = given ? DR_NOTE : DR_ERROR;
    return raising;
}

static int raise_to(const struct dr_raising *raising, int error_class,
                    const char *format, va_list args)
{
    struct dr_text text = DR_TEXT_EMPTY;
    int error;

    dr_text_vprintf(&text, format, args);
    error = dr_raise_to(raising, error_class, dr_text_string(&text));
    dr_text_end(&text);
    return error;
}

int dr_file_raise(const struct dr_file *file, int error_class,
                  const char *format, ...)
{
    struct dr_raising raising = raising_of(file);
    va_list args;
    int error;

    va_start(args, format);
    error = raise_to(&raising, error_class, format, args);
    va_end(args);
    return error;
}

int dr_file_raise_about(const struct dr_file *file, int error_class,
                        const struct dr_about *about, const char *format, ...)
{
    struct dr_raising raising = raising_of(file);
    va_list args;
    int error;

    raising.about = about;
    va_start(args, format);
    error = raise_to(&raising, error_class, format, args);
    va_end(args);
    return error;
}

const char *dr_file_offset_advice(MPI_Offset offset)
{
    /* Small ones are what somebody has subtracted. */
    if (offset >= INT_MIN && offset < -LITTLE)
        return "compute it as MPI_Offset from the first factor on, as in "
               "(MPI_Offset)rank * count: it looks as if an int has overflowed";
    if (offset < 0)
        return "give a number that is not negative";
    return "give a number that a file can have: offsets count etypes of the "
           "view, displacements and sizes bytes";
}

/* Nobody is told, unless the rank hangs.  What is to be deleted may not be
 * there. */
static void note_refusal(int error_class)
{
    const struct dr_rank *rank = dr_world->self;

    if (strcmp(rank->call->name, "MPI_File_delete") != 0)
        dr_io()->refused[rank->id] = (struct dr_io_failed){
            {rank->id, rank->call->name, rank->call->site}, error_class};
}

int dr_file_fail(const struct dr_file *file, int error_class,
                 const char *format, ...)
{
    struct dr_raising raising = raising_of(file);
    va_list args;
    int error;

    raising.silent = true;
    note_refusal(error_class);
    va_start(args, format);
    error = raise_to(&raising, error_class, format, args);
    va_end(args);
    return error;
}

int dr_file_raise_request(const struct dr_request *request)
{
    struct dr_about lost = {
        .advice = "look at what the call returns: the file lacks data"};
    struct dr_raising raising = raising_of(dr_file_get(request->file));

    if (request->site != dr_world->self->call->site)
        lost.related[0] = (struct dr_related){request->owner->id, request->call,
                                              request->site};
    raising.about = request->lost ? &lost : NULL;
    raising.silent = raising.severity == DR_NOTE || !request->lost;
    raising.severity = DR_WARNING;
    note_refusal(request->result.error);
    return dr_raise_to(&raising, request->result.error,
                       request->why ? request->why : "the access failed");
}

void dr_file_freed(struct dr_request *request)
{
    dr_request_land(request);
    if (request->result.error)
        dr_file_raise_request(request);
    dr_operation_release(request);
}

/* Functions of the program run in here, and call MPI. */
void dr_file_catch_up(void)
{
    struct dr_link *freed = &dr_world->self->port->freed;

    while (!dr_list_empty(freed)) {
        struct dr_request *request =
            DR_CONTAINER(freed->next, struct dr_request, step);

        dr_list_remove(&request->step);
        dr_file_freed(request);
    }
}

/* Often the latest MPI_File_open has failed, and nobody looked. */
static int raise_null(void)
{
    static const struct dr_io_failed none;
    const struct dr_io_failed *failed =
        dr_world->io ? &dr_world->io->failed[dr_world->self->id] : &none;
    struct dr_about about = {
        .advice = "look at what MPI_File_open returns: an error of a file ends "
                  "no program unless MPI_File_set_errhandler says so",
        .related = {failed->by}};

    if (!failed->by.call)
        return dr_file_raise(NULL, MPI_ERR_FILE, "the file is MPI_FILE_NULL");
    return dr_file_raise_about(
        NULL, MPI_ERR_FILE, &about,
        "the file is MPI_FILE_NULL, and the latest MPI_File_open failed with "
        "%s",
        dr_error_name(failed->error_class));
}

/* It is none: then what?  A closed one was opened and closed somewhere. */
static int raise_handle(MPI_File handle)
{
    struct dr_handle_story story =
        dr_handle_look(&dr_world->self->handles, (uintptr_t)handle);
    int rank = dr_world->self->id;
    struct dr_about about = {.related = {{rank, story.end_call, story.end_site},
                                         {rank, story.call, story.site}}};
    struct dr_raising raising = raising_of(NULL);

    if (handle == MPI_FILE_NULL)
        return raise_null();
    if (story.state != DR_HANDLE_FREED || story.kind != DR_KIND_FILE)
        return dr_file_raise(NULL, MPI_ERR_FILE,
                             "the handle given is not a file");
    raising.about = &about;
    return dr_raise_to(&raising, MPI_ERR_FILE, "the file has been closed");
}

int dr_check_file(MPI_File handle, struct dr_file **file)
{
    *file = dr_file_get(handle);
    if (*file)
        return MPI_SUCCESS;
    return raise_handle(handle);
}

int dr_check_datarep(struct dr_file *file, struct dr_own_datarep *own)
{
    int fault = own ? own->fault : MPI_SUCCESS;

    if (!fault)
        return MPI_SUCCESS;
    own->fault = MPI_SUCCESS;
    return dr_file_fail(file, MPI_ERR_CONVERSION,
                        "the function for extents of data representation "
                        "\"%s\" returned %d",
                        own->name, fault);
}

int dr_file_await(struct dr_file *file, struct dr_request *request,
                  const char *what, const char *name)
{
    const struct dr_io_answer *answer = dr_io_answer(request);
    int error, reason;

    dr_wait_for(request);
    error = request->result.error;
    reason = answer->error;
    dr_operation_release(request);
    if (error)
        return dr_file_fail(file, error, "file \"%s\" cannot be %s: %s", name,
                            what, strerror(reason));
    return MPI_SUCCESS;
}
