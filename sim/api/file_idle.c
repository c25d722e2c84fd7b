/*
 * file_idle.c - operations of a file that the program has not completed.
 *
 * One counts until the program has learnt that it is over, whenever that was;
 * one that was freed counts until it is over, as nobody can know.
 */
#include "api/file_door.h"

#include "net/net.h"
#include "p2p/hold.h"

int dr_check_no_split(struct dr_file *file)
{
    const struct dr_request *split = file->split;
    struct dr_text advice = DR_TEXT_EMPTY;
    struct dr_about about = {0};
    int error;

    if (!split)
        return MPI_SUCCESS;
    dr_text_printf(&advice, "call %s before it, on all ranks", file->split_end);
    about.advice = dr_text_string(&advice);
    about.related[0] =
        (struct dr_related){split->owner->id, split->call, split->site};
    error = dr_file_raise_about(file, MPI_ERR_OTHER, &about,
                                "%s has begun a split collective on the file, "
                                "which %s has not ended",
                                split->call, file->split_end);
    dr_text_end(&advice);
    return error;
}

/* MPI_Request_get_status tells, and leaves the request. */
static bool is_open(const struct dr_request *request)
{
    return request->active && !(request->done && dr_hold_over(request));
}

/* How many have a request; `*first` is the one whose handle is the lowest. */
static int count_open(const struct dr_file *file,
                      const struct dr_request **first)
{
    const struct dr_handles *handles = &file->rank->handles;
    int count = 0;

    for (uint32_t i = 0; i < handles->count; i++) {
        const struct dr_request *request = handles->entries[i].object;

        if (handles->entries[i].kind != DR_KIND_REQUEST ||
            request->file != file->handle || !is_open(request))
            continue;
        if (count++ == 0)
            *first = request;
    }
    return count;
}

/* What is under way on a file. */
struct busy {
    int count;
    struct dr_related first; /* without a call: it was freed */
};

static struct busy busy_of(const struct dr_file *file)
{
    const struct dr_request *first = file->split;
    struct busy busy = {.count = count_open(file, &first)};

    if (first)
        busy.first =
            (struct dr_related){first->owner->id, first->call, first->site};
    if (busy.count == 0)
        busy.count = file->pending;
    return busy;
}

static const char advice[] =
    "complete what is under way before it, as with MPI_Wait";

int dr_check_idle(struct dr_file *file)
{
    struct busy busy = busy_of(file);
    struct dr_about about = {.advice = advice, .related = {busy.first}};
    int error = dr_check_no_split(file);

    if (error || busy.count == 0)
        return error;
    return dr_file_raise_about(file, MPI_ERR_OTHER, &about,
                               "%d operation%s on the file %s not "
                               "complete",
                               busy.count, dr_text_s(busy.count),
                               busy.count == 1 ? "is" : "are");
}

void dr_file_warn_busy(const struct dr_file *file)
{
    struct busy busy = busy_of(file);
    const struct dr_call *call = dr_world->self->call;
    struct dr_text message = DR_TEXT_EMPTY;

    if (busy.count == 0)
        return;
    dr_text_printf(&message,
                   "%d operation%s on the file %s not complete: what comes of "
                   "%s is not defined",
                   busy.count, dr_text_s(busy.count),
                   busy.count == 1 ? "is" : "are",
                   busy.count == 1 ? "it" : "them");
    dr_findings_add(&dr_world->findings,
                    (struct dr_finding){.kind = DR_FOUND_IO_ERROR,
                                        .severity = DR_WARNING,
                                        .time_s = dr_net_now(),
                                        .rank = file->rank->id,
                                        .call = call->name,
                                        .site = call->site,
                                        .message = message.data,
                                        .advice = advice,
                                        .related = &busy.first,
                                        .nrelated = busy.first.call != NULL});
    dr_text_end(&message);
}
