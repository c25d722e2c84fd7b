/*
 * file_tell.c - accesses that MPI forbids and libraries let pass, or that leave
 * a program in the dark.
 */
#include "api/file_tell.h"

#include "io/io.h"
#include "net/net.h"

/* In the name of the running rank's call. */
static void tell(enum dr_severity severity, const char *message,
                 const char *advice, const struct dr_related *related)
{
    const struct dr_rank *rank = dr_world->self;
    bool other = related->rank != rank->id || related->site != rank->call->site;

    dr_findings_add(&dr_world->findings,
                    (struct dr_finding){.kind = DR_FOUND_IO_ERROR,
                                        .severity = severity,
                                        .time_s = dr_net_now(),
                                        .rank = rank->id,
                                        .call = rank->call->name,
                                        .site = rank->call->site,
                                        .message = message,
                                        .advice = advice,
                                        .related = related,
                                        .nrelated = other});
}

void dr_file_tell_shared(struct dr_file *file)
{
    struct dr_common *common = file->common;
    const struct dr_call *call = dr_world->self->call;
    struct dr_text message = DR_TEXT_EMPTY;

    if (!common->shared_by.call) {
        common->shared_view = dr_view_copy(&file->view);
        common->shared_by =
            (struct dr_related){file->rank->id, call->name, call->site};
        return;
    }
    if (dr_view_alike(&file->view, &common->shared_view))
        return;
    dr_text_printf(&message,
                   "uses the shared pointer of file \"%s\" with another view "
                   "than rank %d",
                   common->name, common->shared_by.rank);
    if (file->view.displacement != common->shared_view.displacement)
        dr_text_printf(&message, ": from byte %lld on, and there from %lld",
                       (long long)file->view.displacement,
                       (long long)common->shared_view.displacement);
    tell(DR_ERROR, message.data,
         "give MPI_File_set_view the same displacement and types on all ranks; "
         "for views that differ, use the individual pointers",
         &common->shared_by);
    dr_text_end(&message);
}

void dr_file_tell_open(const char *name)
{
    const struct dr_link *it;

    DR_LIST_FOREACH(it, &dr_io()->open) {
        const struct dr_common *common =
            DR_CONTAINER(it, const struct dr_common, link);
        struct dr_text message = DR_TEXT_EMPTY;

        if (!dr_backing_same(common->name, name))
            continue;
        dr_text_printf(&message,
                       "deletes file \"%s\" while it is open: what accesses "
                       "find, and whether it goes, is not defined",
                       name);
        tell(DR_WARNING, message.data,
             "delete it behind MPI_File_close of all ranks, or open it with "
             "MPI_MODE_DELETE_ON_CLOSE",
             &common->first);
        dr_text_end(&message);
        return;
    }
}

void dr_file_note_open(int error_class)
{
    const struct dr_rank *rank = dr_world->self;
    struct dr_io_failed *failed = &dr_io()->failed[rank->id];

    failed->error_class = error_class;
    failed->by = error_class ? (struct dr_related){rank->id, rank->call->name,
                                                   rank->call->site}
                             : (struct dr_related){0};
}

void dr_file_tell_end(const struct dr_request *request,
                      const MPI_Status *status)
{
    struct dr_table *told = &dr_io()->ends;
    uint64_t site = (uintptr_t)dr_world->self->call->site;
    uint64_t rank = (uint64_t)request->owner->id;
    struct dr_related made = {request->owner->id, request->call, request->site};
    const struct dr_file *file = dr_file_get(request->file);
    struct dr_text message = DR_TEXT_EMPTY;

    if (request->missed == 0 || status != MPI_STATUS_IGNORE || !file ||
        dr_table_get(told, site, rank))
        return;
    dr_table_put(told, site, rank, told);
    dr_text_printf(&message,
                   "gets %llu byte%s of file \"%s\", and %llu less than it "
                   "asks for, as the file ends; MPI_STATUS_IGNORE hides that",
                   (unsigned long long)request->result.bytes,
                   dr_text_s(request->result.bytes), file->common->name,
                   (unsigned long long)request->missed);
    tell(DR_NOTE, message.data,
         "give a status and look at MPI_Get_count, or read no more than "
         "MPI_File_get_size says",
         &made);
    dr_text_end(&message);
}
