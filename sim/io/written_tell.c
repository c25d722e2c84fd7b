/*
 * written_tell.c - a read gets bytes that nobody has written: how it is told.
 */
#include "io/written_tell.h"

#include <string.h>

#include "core/signature.h"
#include "net/net.h"

/* Looked at together. */
enum {
    PORTION = 4096
};

bool dr_unwritten_zero(struct dr_backing *backing, struct dr_extent extent)
{
    char portion[PORTION];

    while (extent.length > 0) {
        uint64_t most = extent.length < PORTION ? extent.length : PORTION, got;

        if (dr_backing_read(backing, portion, most, extent.offset, &got) ||
            got < most)
            return false;
        if (portion[0] != 0 || memcmp(portion, portion + 1, most - 1) != 0)
            return false;
        extent.offset += most;
        extent.length -= most;
    }
    return true;
}

bool dr_unwritten_told(const struct dr_io_op *op)
{
    return dr_table_get(&dr_io()->unwritten, (uintptr_t)op->site,
                        (uint64_t)op->file->rank->id);
}

/* No numbers or the like, that have a size and a place. */
static bool mere_bytes(const struct dr_datatype *type)
{
    unsigned of = dr_signature_uniform(type->signature);

    return of == (uintptr_t)MPI_BYTE || of == (uintptr_t)MPI_PACKED ||
           of == (uintptr_t)MPI_CHAR || of == (uintptr_t)MPI_UNSIGNED_CHAR;
}

static void describe(struct dr_text *message, const struct dr_io_op *op,
                     const struct dr_unwritten *found,
                     const struct dr_written_stretch *nearest)
{
    uint64_t last = found->first.offset + found->first.length - 1;

    dr_text_printf(message,
                   "reads bytes %llu to %llu of file \"%s\", which nobody has "
                   "written so far: they are 0",
                   (unsigned long long)found->first.offset,
                   (unsigned long long)last, op->file->common->name);
    if (found->bytes > found->first.length)
        dr_text_printf(
            message, ", as %llu more that it reads",
            (unsigned long long)(found->bytes - found->first.length));
    if (!nearest) {
        dr_text_printf(message, "; no byte of it has been written");
        return;
    }
    dr_text_printf(message, "; the nearest that %s are bytes %llu to %llu",
                   nearest->by.call ? "somebody has written"
                                    : "were there before",
                   (unsigned long long)nearest->begin,
                   (unsigned long long)nearest->end - 1);
}

static void advise(struct dr_text *advice, const struct dr_io_op *op)
{
    dr_text_printf(advice,
                   "compare offset, view and count with those of the write "
                   "(offsets count etypes of the view, here of %llu byte%s); "
                   "let a write of another rank come first, by MPI_File_sync, "
                   "MPI_Barrier, MPI_File_sync; expect nothing of bytes that "
                   "MPI_File_set_size or MPI_File_preallocate has added",
                   (unsigned long long)op->view.etype_bytes,
                   dr_text_s(op->view.etype_bytes));
}

void dr_unwritten_tell(const struct dr_io_op *op,
                       const struct dr_unwritten *found,
                       const struct dr_written_stretch *nearest)
{
    struct dr_table *told = &dr_io()->unwritten;
    struct dr_text message = DR_TEXT_EMPTY, advice = DR_TEXT_EMPTY;

    if (found->bytes < op->done && mere_bytes(op->span.type))
        return;
    dr_table_put(told, (uintptr_t)op->site, (uint64_t)op->file->rank->id, told);
    describe(&message, op, found, nearest);
    advise(&advice, op);
    dr_findings_add(
        &dr_world->findings,
        (struct dr_finding){.kind = DR_FOUND_IO_ERROR,
                            .severity = DR_WARNING,
                            .time_s = dr_net_now(),
                            .rank = op->file->rank->id,
                            .call = op->call,
                            .site = op->site,
                            .message = message.data,
                            .advice = advice.data,
                            .related = nearest ? &nearest->by : NULL,
                            .nrelated = nearest && nearest->by.call});
    dr_text_end(&message);
    dr_text_end(&advice);
}
