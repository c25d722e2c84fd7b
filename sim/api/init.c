/*
 * init.c - the beginning and the end (MPI 3.1, sections 8.7 and 12.4).
 */
#include <stdio.h>

#include "api/door.h"
#include "api/file_door.h"
#include "api/then.h"
#include "net/net.h"
#include "p2p/buffer.h"
#include "p2p/detect.h"
#include "p2p/wait.h"

/* Threads of a rank may compute; the calls are for the one that runs main, see
 * door.c. */
static const int thread_level = MPI_THREAD_FUNNELED;

static int raise_again(const struct dr_rank *rank)
{
    struct dr_about about = {
        .advice = "call it once; ask MPI_Initialized where that is not clear",
        .related = {rank->init}};

    return dr_raise_about(NULL, MPI_ERR_OTHER, &about,
                          "MPI has been initialized before");
}

static int enter(int required, int *provided)
{
    struct dr_rank *rank = dr_world->self;

    if (rank->phase != DR_BEFORE_INIT)
        return raise_again(rank);
    if (!provided)
        return dr_raise_null("provided");
    if (required != MPI_THREAD_SINGLE && required != MPI_THREAD_FUNNELED &&
        required != MPI_THREAD_SERIALIZED && required != MPI_THREAD_MULTIPLE)
        return dr_raise(NULL, MPI_ERR_ARG,
                        "required is %d, no level of thread support", required);
    rank->phase = DR_INSIDE;
    rank->init =
        (struct dr_related){rank->id, rank->call->name, rank->call->site};
    rank->thread_asked = required;
    rank->thread_level = required < thread_level ? required : thread_level;
    *provided = rank->thread_level;
    return MPI_SUCCESS;
}

int PMPI_Init(int *argc, char ***argv)
{
    int provided;

    DR_DOOR_ANYTIME("MPI_Init", "**", argc, argv);

    return enter(MPI_THREAD_SINGLE, &provided);
}
DR_ALIAS(int, Init, (int *, char ***))

int PMPI_Init_thread(int *argc, char ***argv, int required, int *provided)
{
    DR_DOOR_ANYTIME("MPI_Init_thread", "**i&", argc, argv, required, provided);

    return enter(required, provided);
}
DR_ALIAS(int, Init_thread, (int *, char ***, int, int *))

int PMPI_Initialized(int *flag)
{
    DR_DOOR_ANYTIME("MPI_Initialized", "&", flag);

    *flag = dr_world->self->phase != DR_BEFORE_INIT;
    return MPI_SUCCESS;
}
DR_ALIAS(int, Initialized, (int *))

int PMPI_Finalize(void)
{
    struct dr_comm *self;
    int error;

    DR_DOOR("MPI_Finalize", "", 0);

    self = dr_world->self->comm_self;
    /* Before anything else, as if MPI_COMM_SELF was freed (MPI 3.1, section
     * 8.7.1). */
    error = dr_attributes_delete(&self->attributes, MPI_COMM_SELF);
    if (error)
        return dr_raise(self, error, "a delete callback returned %d", error);
    /* Buffered messages and freed sends must get through (MPI 3.1, sections
     * 3.6 and 8.7). */
    dr_then_drain();
    dr_buffer_drain(dr_world->self->port);
    dr_wait_detached();
    dr_file_catch_up();
    dr_world->self->phase = DR_AFTER_FINALIZE;
    dr_detect_left(dr_world->self);
    return MPI_SUCCESS;
}
DR_ALIAS(int, Finalize, (void))

int PMPI_Finalized(int *flag)
{
    DR_DOOR_ANYTIME("MPI_Finalized", "&", flag);

    *flag = dr_world->self->phase == DR_AFTER_FINALIZE;
    return MPI_SUCCESS;
}
DR_ALIAS(int, Finalized, (int *))

int PMPI_Query_thread(int *provided)
{
    DR_DOOR_ANYWHERE("MPI_Query_thread", "&", provided);

    *provided = dr_world->self->thread_level;
    return MPI_SUCCESS;
}
DR_ALIAS(int, Query_thread, (int *))

int PMPI_Is_thread_main(int *flag)
{
    DR_DOOR_ANYWHERE("MPI_Is_thread_main", "&", flag);

    *flag = !dr_door_elsewhere();
    return MPI_SUCCESS;
}
DR_ALIAS(int, Is_thread_main, (int *))

int PMPI_Abort(MPI_Comm comm, int errorcode)
{
    struct dr_text text = DR_TEXT_EMPTY;

    DR_DOOR_ANYTIME("MPI_Abort", "ci", comm, errorcode);

    dr_text_printf(&text, "the run ends with code %d", errorcode);
    dr_findings_add(&dr_world->findings,
                    (struct dr_finding){.kind = DR_FOUND_ABORT,
                                        .severity = DR_ERROR,
                                        .time_s = dr_net_now(),
                                        .rank = dr_world->self->id,
                                        .call = "MPI_Abort",
                                        .site = dr_call_.site,
                                        .message = text.data});
    dr_world_stop(DR_VERDICT_ABORT, errorcode & 0xff);
}
DR_ALIAS(int, Abort, (MPI_Comm, int))
