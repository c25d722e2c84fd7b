/*
 * raise_handle.c - what to say of a handle that is not what was asked for.
 *
 * Handles are numbers: nothing that they might point to is touched.  A number
 * that could be an address is not printed, since it differs from run to run.
 */
#include <string.h>

#include "api/door.h"
#include "core/call_text.h"

/* By kind: its name, and the predefined handles, of which null is the first
 * (MPI 5.0, appendix A). */
static const struct {
    const char *word, *null;
    uintptr_t first, last;
} kinds[] = {
    [DR_KIND_COMM] = {"a communicator", "MPI_COMM_NULL", 0x100, 0x107},
    [DR_KIND_GROUP] = {"a group", "MPI_GROUP_NULL", 0x108, 0x10f},
    [DR_KIND_DATATYPE] = {"a datatype", "MPI_DATATYPE_NULL", 0x200, 0x2ff},
    [DR_KIND_OP] = {"an operator", "MPI_OP_NULL", 0x20, 0x3f},
    [DR_KIND_REQUEST] = {"a request", "MPI_REQUEST_NULL", 0x180, 0x187},
    [DR_KIND_ERRHANDLER] = {"an error handler", "MPI_ERRHANDLER_NULL", 0x140,
                            0x147},
    [DR_KIND_INFO] = {"an info object", "MPI_INFO_NULL", 0x130, 0x137},
    [DR_KIND_MESSAGE] = {"a message", "MPI_MESSAGE_NULL", 0x128, 0x12f},
    [DR_KIND_KEYVAL] = {"an attribute key", NULL, 1, 0},
    [DR_KIND_SESSION] = {"a session of the tool interface", NULL, 1, 0},
    [DR_KIND_WIN] = {"a window", "MPI_WIN_NULL", 0x110, 0x117},
    [DR_KIND_FILE] = {"a file", "MPI_FILE_NULL", 0x118, 0x11f},
};

enum {
    SMALL = 1 << 16 /* no address: nothing is mapped there */
};

static enum dr_kind predefined(uintptr_t handle)
{
    for (int kind = DR_KIND_NONE + 1; kind <= DR_KIND_FILE; kind++)
        if (handle >= kinds[kind].first && handle <= kinds[kind].last)
            return (enum dr_kind)kind;
    return DR_KIND_NONE;
}

static struct dr_about about_freed(const struct dr_handle_story *story)
{
    int rank = dr_world->self->id;

    return (struct dr_about){
        .advice = "free it after its last use; a copy of a handle names the "
                  "same object",
        .related = {{rank, story->end_call, story->end_site},
                    {rank, story->call, story->site}}};
}

static int raise_other(struct dr_comm *comm, int error_class, enum dr_kind kind,
                       enum dr_kind given, const struct dr_handle_story *story,
                       const char *argument)
{
    struct dr_about about = {
        .advice = "look at the order of the arguments",
        .related = {{dr_world->self->id, story->call, story->site}}};

    return dr_raise_about(comm, error_class, &about, "%s is %s, not %s",
                          argument, kinds[given].word, kinds[kind].word);
}

static int raise_garbage(struct dr_comm *comm, int error_class,
                         uintptr_t number, const char *argument)
{
    static const struct dr_about about = {
        .advice = "set the handle by the call that makes the object, and give "
                  "it by value"};

    if (number < SMALL)
        return dr_raise_about(comm, error_class, &about,
                              "%s is %llu, which is no handle of MPI", argument,
                              (unsigned long long)number);
    return dr_raise_about(comm, error_class, &about, "%s is no handle of MPI",
                          argument);
}

/* The program gave it away. */
static int raise_taken(struct dr_comm *comm, int error_class,
                       const struct dr_handle_story *story,
                       const char *argument)
{
    struct dr_about about = about_freed(story);
    struct dr_text place = DR_TEXT_EMPTY;
    int error;

    about.advice = "use the request that DR_Then gave in its place";
    if (strcmp(story->end_call, "DR_Then_all") == 0)
        about.advice = "use the request that DR_Then_all gave for all of them";
    dr_call_place_text(&place, story->end_site);
    error = dr_raise_about(comm, error_class, &about,
                           "%s was taken over by %s at %s", argument,
                           story->end_call, dr_text_string(&place));
    dr_text_end(&place);
    return error;
}

static int raise_freed(struct dr_comm *comm, int error_class, enum dr_kind kind,
                       const struct dr_handle_story *story,
                       const char *argument)
{
    struct dr_about about = about_freed(story);

    if (story->end_call && strncmp(story->end_call, "DR_Then", 7) == 0)
        return raise_taken(comm, error_class, story, argument);
    return dr_raise_about(comm, error_class, &about, "%s has been %s", argument,
                          kind == DR_KIND_REQUEST ? "completed or freed before"
                          : kind == DR_KIND_MESSAGE ? "received before"
                                                    : "freed");
}

static int raise_foreign(struct dr_comm *comm, int error_class,
                         enum dr_kind kind, const char *argument)
{
    static const struct dr_about about = {
        .advice = "make the object on each rank that uses it: a handle means "
                  "nothing to another rank"};

    return dr_raise_about(comm, error_class, &about, "%s is %s of another rank",
                          argument, kinds[kind].word);
}

static int raise_null(struct dr_comm *comm, int error_class, enum dr_kind kind,
                      const char *argument)
{
    struct dr_about about = {
        .advice = "make the object first; a call that sets a handle to null "
                  "has given this rank none"};

    return dr_raise_about(comm, error_class, &about, "%s is %s", argument,
                          kinds[kind].null);
}

int dr_raise_handle(struct dr_comm *comm, int error_class, enum dr_kind kind,
                    const void *handle, const char *argument)
{
    uintptr_t number = (uintptr_t)handle;
    struct dr_handle_story story =
        dr_handle_look(&dr_world->self->handles, number);
    enum dr_kind given = predefined(number);

    if (kinds[kind].null && number == kinds[kind].first)
        return raise_null(comm, error_class, kind, argument);
    if (story.state != DR_HANDLE_UNKNOWN)
        given = story.kind;
    if (given != DR_KIND_NONE && given != kind)
        return raise_other(comm, error_class, kind, given, &story, argument);
    if (story.state == DR_HANDLE_FREED)
        return raise_freed(comm, error_class, kind, &story, argument);
    if (story.state == DR_HANDLE_FOREIGN)
        return raise_foreign(comm, error_class, given, argument);
    return raise_garbage(comm, error_class, number, argument);
}
