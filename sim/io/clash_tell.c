/*
 * clash_tell.c - two accesses meet in a file: who is told, and how.
 */
#include "io/clash_tell.h"

#include "core/world.h"

enum {
    TOLD_MOST = 16 /* pairs of lines of a file, of either severity */
};

/* What tables keep: never NULL. */
static void *number(uint64_t value)
{
    return (void *)(uintptr_t)value;
}

struct pair {
    uint64_t low, high;
};

static struct pair pair_of(const struct dr_clash *clash)
{
    uint64_t one = (uintptr_t)clash->first.by.site;
    uint64_t other = (uintptr_t)clash->second.by.site;

    return one < other ? (struct pair){one, other} : (struct pair){other, one};
}

bool dr_clash_told(const struct dr_clashes_told *told,
                   const struct dr_clash *clash)
{
    struct pair pair = pair_of(clash);
    uint64_t worst = (uintptr_t)dr_table_get(&told->pairs, pair.low, pair.high);

    return worst > (uint64_t)clash->severity ||
           told->count[clash->severity] == TOLD_MOST;
}

static void remember(struct dr_clashes_told *told, const struct dr_clash *clash)
{
    struct pair pair = pair_of(clash);

    if (dr_table_get(&told->pairs, pair.low, pair.high))
        dr_table_remove(&told->pairs, pair.low, pair.high);
    dr_table_put(&told->pairs, pair.low, pair.high,
                 number((uint64_t)clash->severity + 1));
    told->count[clash->severity]++;
}

static const char *advice_of(const struct dr_clash *clash)
{
    if (clash->severity == DR_ERROR && clash->apart)
        return "open the file once, on a communicator of both, and let ranks "
               "write parts of their own; or close it before what orders the "
               "two";
    if (clash->severity == DR_ERROR && clash->first.writes &&
        clash->second.writes)
        return "let ranks write parts of their own, by offsets or by the "
               "displacement of MPI_File_set_view, or by the shared pointer "
               "(MPI_File_write_ordered); or put MPI_File_sync, MPI_Barrier, "
               "MPI_File_sync between the two; with MPI_File_set_atomicity "
               "the data of one would still be lost";
    if (clash->severity == DR_ERROR)
        return "put MPI_File_sync, MPI_Barrier, MPI_File_sync between the two; "
               "or set MPI_File_set_atomicity, which lets the read get all "
               "that is written or nothing of it";
    if (clash->apart && clash->visible == DR_NOT_SYNCED)
        return "put MPI_File_sync on the handle that has written, or "
               "MPI_File_close, before what orders the two, and MPI_File_sync "
               "on the other handle behind it; MPI_File_set_atomicity is no "
               "help, as it holds within one MPI_File_open only";
    if (clash->visible == DR_SYNC_UNSEEN)
        return "put another MPI_File_sync behind what orders the two";
    if (clash->visible == DR_SYNC_UNORDERED)
        return "put MPI_Barrier and another MPI_File_sync behind MPI_File_sync";
    return "put MPI_File_sync before what orders the two and another one "
           "behind it, or set MPI_File_set_atomicity";
}

static const char *seen_how(const struct dr_clash *clash)
{
    switch (clash->visible) {
    case DR_NOT_SYNCED:
        return "without MPI_File_sync since";
    case DR_SYNC_UNORDERED:
        return "and made visible with MPI_File_sync, for whose end nothing "
               "waits";
    case DR_SYNC_UNSEEN:
        return "and made visible, but this rank has called no MPI_File_sync "
               "since";
    case DR_SEEN:
        break;
    }
    return "";
}

static void describe(struct dr_text *message, const struct dr_clash *clash)
{
    const struct dr_extent *both = &clash->both;

    dr_text_printf(message,
                   "%s bytes %llu to %llu of file \"%s\", which rank "
                   "%d ",
                   clash->second.writes ? "writes" : "reads",
                   (unsigned long long)both->offset,
                   (unsigned long long)(both->offset + both->length - 1),
                   clash->file, clash->first.by.rank);
    if (clash->severity == DR_ERROR)
        dr_text_printf(message, "%s, and nothing orders the two",
                       clash->first.writes ? "writes" : "reads");
    else
        dr_text_printf(message, "has written %s: %s", seen_how(clash),
                       clash->second.writes
                           ? "which of the two the file ends with is not "
                             "certain"
                           : "that others see it is not certain");
}

void dr_clash_tell(struct dr_clashes_told *told, const struct dr_clash *clash)
{
    struct dr_findings *findings = &dr_world->findings;
    const struct dr_related *by = &clash->second.by;
    uint64_t site = (uintptr_t)by->site, severity = (uint64_t)clash->severity;
    uint64_t known = (uintptr_t)dr_table_get(&told->lines, site, severity);
    struct dr_text message = DR_TEXT_EMPTY;

    remember(told, clash);
    if (known > 0) {
        dr_findings_relate(findings, known - 1, clash->first.by);
        return;
    }
    describe(&message, clash);
    dr_findings_add(findings, (struct dr_finding){.kind = DR_FOUND_IO_ERROR,
                                                  .severity = clash->severity,
                                                  .time_s = dr_net_now(),
                                                  .rank = by->rank,
                                                  .call = by->call,
                                                  .site = by->site,
                                                  .message = message.data,
                                                  .advice = advice_of(clash),
                                                  .related = &clash->first.by,
                                                  .nrelated = 1});
    dr_table_put(&told->lines, site, severity, number(findings->count));
    dr_text_end(&message);
}

void dr_clashes_told_end(struct dr_clashes_told *told)
{
    dr_table_end(&told->pairs);
    dr_table_end(&told->lines);
}
