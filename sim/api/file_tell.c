/*
 * file_tell.c - accesses that MPI forbids and libraries let pass, or that leave
 * a program in the dark.
 */
#include "api/file_tell.h"

#include "base/memory.h"
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

static void describe_end(struct dr_text *message,
                         const struct dr_request *request,
                         const struct dr_file *file, const char *hidden)
{
    dr_text_printf(message,
                   "gets %llu byte%s of file \"%s\", and %llu less than it "
                   "asks for, as the file ends; %s",
                   (unsigned long long)request->result.bytes,
                   dr_text_s(request->result.bytes), file->common->name,
                   (unsigned long long)request->missed, hidden);
}

/* The status tells: remember where, once for a rank and place. */
static uint32_t note_short(const struct dr_request *request,
                           const struct dr_file *file)
{
    const struct dr_rank *rank = dr_world->self;
    struct dr_io *io = dr_io();
    uint64_t site = (uintptr_t)rank->call->site;
    uint32_t known =
        (uint32_t)(uintptr_t)dr_table_get(&io->marks, site, (uint64_t)rank->id);
    struct dr_text message = DR_TEXT_EMPTY;

    if (known)
        return known;
    if ((io->nshorts & (io->nshorts - 1)) == 0)
        io->shorts =
            dr_realloc(io->shorts, (size_t)(io->nshorts ? 2 * io->nshorts : 1) *
                                       sizeof *io->shorts);
    describe_end(&message, request, file,
                 "no rank asks a status that it gets here for that");
    io->shorts[io->nshorts++] = (struct dr_io_short){
        .time_s = dr_net_now(),
        .got = {rank->id, rank->call->name, rank->call->site},
        .made = {request->owner->id, request->call, request->site},
        .message = message.data};
    dr_table_put(&io->marks, site, (uint64_t)rank->id,
                 (void *)(uintptr_t)io->nshorts);
    return io->nshorts;
}

static const char at_end[] =
    "give a status and look at MPI_Get_count, or read no more than "
    "MPI_File_get_size says";

void dr_file_tell_end(const struct dr_request *request, MPI_Status *status)
{
    struct dr_table *told = &dr_io()->ends;
    uint64_t site = (uintptr_t)dr_world->self->call->site;
    uint64_t rank = (uint64_t)request->owner->id;
    struct dr_related made = {request->owner->id, request->call, request->site};
    const struct dr_file *file = dr_file_get(request->file);
    struct dr_text message = DR_TEXT_EMPTY;

    if (request->missed == 0 || !file)
        return;
    if (status != MPI_STATUS_IGNORE) {
        if (!file->common->sized && !dr_table_get(&dr_io()->asked, site, 0))
            dr_status_mark(status, note_short(request, file));
        return;
    }
    if (dr_table_get(told, site, rank))
        return;
    dr_table_put(told, site, rank, told);
    describe_end(&message, request, file, "MPI_STATUS_IGNORE hides that");
    tell(DR_NOTE, message.data, at_end, &made);
    dr_text_end(&message);
}

void dr_file_asked(const MPI_Status *status)
{
    struct dr_io *io = dr_world->io;
    uint32_t mark = dr_status_marked(status);
    uint64_t site;

    if (!io || mark == 0 || mark > io->nshorts)
        return;
    site = (uintptr_t)io->shorts[mark - 1].got.site;
    if (!dr_table_get(&io->asked, site, 0))
        dr_table_put(&io->asked, site, 0, io);
}

void dr_file_tell_unasked(void)
{
    const struct dr_io *io = dr_world->io;

    for (uint32_t i = 0; io && i < io->nshorts; i++) {
        const struct dr_io_short *it = &io->shorts[i];

        if (dr_table_get(&io->asked, (uintptr_t)it->got.site, 0) ||
            dr_world->ranks[it->got.rank].phase != DR_AFTER_FINALIZE)
            continue;
        dr_findings_add(
            &dr_world->findings,
            (struct dr_finding){.kind = DR_FOUND_IO_ERROR,
                                .severity = DR_NOTE,
                                .time_s = it->time_s,
                                .rank = it->got.rank,
                                .call = it->got.call,
                                .site = it->got.site,
                                .message = it->message,
                                .advice = at_end,
                                .related = &it->made,
                                .nrelated = it->made.site != it->got.site});
    }
}
