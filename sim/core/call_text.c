/*
 * call_text.c - an MPI call as a reader of the source knows it.
 */
#include "core/call_text.h"

#include <string.h>

#include "core/comm.h"
#include "core/datatype_info.h"
#include "core/op.h"

/* Characters of a string that are printed. */
enum {
    STRING_MOST = 60
};

/* The lookups of handles work for the running rank. */
static struct dr_rank *become(const struct dr_rank *rank)
{
    struct dr_rank *self = dr_world->self;

    dr_world->self = (struct dr_rank *)(uintptr_t)rank;
    return self;
}

const char *dr_call_comm_name(const struct dr_rank *rank, MPI_Comm handle)
{
    struct dr_rank *self = become(rank);
    const struct dr_comm *comm = dr_comm_get(handle);

    dr_world->self = self;
    if (handle == MPI_COMM_WORLD)
        return "MPI_COMM_WORLD";
    if (handle == MPI_COMM_SELF)
        return "MPI_COMM_SELF";
    if (handle == MPI_COMM_NULL)
        return "MPI_COMM_NULL";
    if (dr_handle_get(&rank->handles, DR_KIND_WIN, (uintptr_t)handle))
        return "win";
    if (dr_handle_get(&rank->handles, DR_KIND_FILE, (uintptr_t)handle))
        return "file";
    return comm && comm->name ? comm->name : "comm";
}

const char *dr_call_comm_words(const struct dr_rank *rank,
                               const struct dr_comm *comm)
{
    return comm->handle || !comm->name ? dr_call_comm_name(rank, comm->handle)
                                       : comm->name;
}

static void add_rank(struct dr_text *text, int rank)
{
    if (rank == MPI_ANY_SOURCE)
        dr_text_printf(text, "MPI_ANY_SOURCE");
    else if (rank == MPI_PROC_NULL)
        dr_text_printf(text, "MPI_PROC_NULL");
    else if (rank == MPI_ROOT)
        dr_text_printf(text, "MPI_ROOT");
    else
        dr_text_printf(text, "%d", rank);
}

static void add_type(struct dr_text *text, MPI_Datatype handle)
{
    const struct dr_datatype *type = dr_datatype_get(handle);

    if (type && type->predefined)
        dr_text_printf(text, "%s", type->name);
    else
        dr_text_printf(text, "%s",
                       type && dr_datatype_name(type)[0]
                           ? dr_datatype_name(type)
                           : "type");
}

void dr_call_amode_text(struct dr_text *text, int amode)
{
    static const struct {
        int mode;
        const char *name;
    } modes[] = {
        {MPI_MODE_RDONLY, "MPI_MODE_RDONLY"},
        {MPI_MODE_WRONLY, "MPI_MODE_WRONLY"},
        {MPI_MODE_RDWR, "MPI_MODE_RDWR"},
        {MPI_MODE_CREATE, "MPI_MODE_CREATE"},
        {MPI_MODE_EXCL, "MPI_MODE_EXCL"},
        {MPI_MODE_APPEND, "MPI_MODE_APPEND"},
        {MPI_MODE_DELETE_ON_CLOSE, "MPI_MODE_DELETE_ON_CLOSE"},
        {MPI_MODE_UNIQUE_OPEN, "MPI_MODE_UNIQUE_OPEN"},
        {MPI_MODE_SEQUENTIAL, "MPI_MODE_SEQUENTIAL"},
    };
    const char *between = "";

    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        if (!(amode & modes[i].mode))
            continue;
        dr_text_printf(text, "%s%s", between, modes[i].name);
        amode &= ~modes[i].mode;
        between = " | ";
    }
    if (amode || !between[0])
        dr_text_printf(text, "%s%d", between, amode);
}

/* As in C; of a long one, as of a path, its end. */
static void add_string(struct dr_text *text, const char *string)
{
    size_t length = string ? strlen(string) : 0;

    if (!string) {
        dr_text_printf(text, "NULL");
        return;
    }
    dr_text_printf(text, length > STRING_MOST ? "\"..." : "\"");
    for (const char *at = length > STRING_MOST ? string + length - STRING_MOST
                                               : string;
         *at; at++)
        dr_text_printf(text, "%c",
                       (unsigned char)*at < ' ' || *at == '"' ? '?' : *at);
    dr_text_printf(text, "\"");
}

static const char *whence_name(intptr_t whence)
{
    return whence == MPI_SEEK_SET   ? "MPI_SEEK_SET"
           : whence == MPI_SEEK_CUR ? "MPI_SEEK_CUR"
           : whence == MPI_SEEK_END ? "MPI_SEEK_END"
                                    : "?";
}

static void add_argument(struct dr_text *text, const struct dr_rank *rank,
                         char kind, intptr_t value)
{
    const struct dr_op *op;

    switch (kind) {
    case 'b':
        dr_text_printf(text, "%s",
                       value == (intptr_t)MPI_IN_PLACE ? "MPI_IN_PLACE"
                                                       : "buf");
        break;
    case 'i':
        dr_text_printf(text, "%ld", (long)value);
        break;
    case 't':
        add_type(text, (MPI_Datatype)value);
        break;
    case 'p':
        add_rank(text, (int)value);
        break;
    case 'g':
        if ((int)value == MPI_ANY_TAG)
            dr_text_printf(text, "MPI_ANY_TAG");
        else
            dr_text_printf(text, "%d", (int)value);
        break;
    case 'c':
        dr_text_printf(text, "%s", dr_call_comm_name(rank, (MPI_Comm)value));
        break;
    case 'l':
        dr_text_printf(text, "%s",
                       value == MPI_LOCK_EXCLUSIVE ? "MPI_LOCK_EXCLUSIVE"
                       : value == MPI_LOCK_SHARED  ? "MPI_LOCK_SHARED"
                                                   : "?");
        break;
    case 'm':
        dr_call_amode_text(text, (int)value);
        break;
    case 'h':
        dr_text_printf(text, "%s", whence_name(value));
        break;
    case 'n':
        add_string(text, (const char *)value);
        break;
    case 'I':
        dr_text_printf(text, "%s",
                       (MPI_Info)value == MPI_INFO_NULL ? "MPI_INFO_NULL"
                                                        : "info");
        break;
    case 'w':
        dr_text_printf(text, "%s",
                       (MPI_Win)value == MPI_WIN_NULL ? "MPI_WIN_NULL" : "win");
        break;
    case 'o':
        op = dr_op_get((MPI_Op)value);
        dr_text_printf(text, "%s", op && op->functions ? op->name : "op");
        break;
    case 'f':
        dr_text_printf(text, "%s",
                       (MPI_File)value == MPI_FILE_NULL ? "MPI_FILE_NULL"
                                                        : "file");
        break;
    case 'r':
    case 'R':
        dr_text_printf(text, "request");
        break;
    case 's':
        dr_text_printf(text, "%s", value ? "status" : "MPI_STATUS_IGNORE");
        break;
    case 'S':
        dr_text_printf(text, "%s", value ? "statuses" : "MPI_STATUSES_IGNORE");
        break;
    default:
        dr_text_printf(text, "%s", value ? "..." : "NULL");
    }
}

static void add_call(struct dr_text *text, const struct dr_rank *rank,
                     const struct dr_call *call, bool masked)
{
    struct dr_rank *self = become(rank);

    dr_text_printf(text, "%s(", call->name);
    for (size_t i = 0; call->kinds[i]; i++) {
        if (i > 0)
            dr_text_printf(text, ", ");
        if (masked && call->kinds[i] == 'p' && (int)call->arg[i] >= 0)
            dr_text_printf(text, "rank");
        else
            add_argument(text, rank, call->kinds[i], call->arg[i]);
    }
    dr_text_printf(text, ")");
    dr_world->self = self;
}

void dr_call_text(struct dr_text *text, const struct dr_rank *rank,
                  const struct dr_call *call)
{
    add_call(text, rank, call, false);
}

void dr_call_text_masked(struct dr_text *text, const struct dr_rank *rank,
                         const struct dr_call *call)
{
    add_call(text, rank, call, true);
}

bool dr_call_place(const void *site, struct dr_place *place)
{
    *place = (struct dr_place){0};
    /* A return address may already belong to the next line. */
    return site && dr_world->image &&
           dr_image_find(dr_world->image, (const char *)site - 1, place) &&
           place->file;
}

void dr_call_place_text(struct dr_text *text, const void *site)
{
    struct dr_place place;

    if (dr_call_place(site, &place))
        dr_text_printf(text, "%s:%d", place.file, place.line);
    else
        dr_text_printf(text, "unknown place");
}

void dr_call_window_text(struct dr_text *text, const struct dr_rank *rank,
                         const struct dr_comm *comm)
{
    uintptr_t made;

    if (!comm || !comm->made)
        return;
    if (comm->name && comm->name[0]) {
        dr_text_printf(text, "window \"%s\"", comm->name);
        return;
    }
    made = (uintptr_t)dr_table_get(&dr_world->windows, (uint64_t)rank->id,
                                   (uint64_t)(uintptr_t)comm->made);
    if (made > 1) {
        dr_text_ordinal(text, comm->nth);
        dr_text_printf(text, " ");
    }
    dr_text_printf(text, "window made at ");
    dr_call_place_text(text, comm->made);
}

void dr_call_which_window_text(struct dr_text *text, const struct dr_rank *rank,
                               const struct dr_comm *comm)
{
    if (rank->handles.live[DR_KIND_WIN] > 1)
        dr_call_window_text(text, rank, comm);
    else
        dr_text_printf(text, "window");
}

/* Of the communicators that the rank has and made at the same line: how many,
 * and which of them it is, from 1 on. */
static int count_alike(const struct dr_rank *rank, const struct dr_comm *comm,
                       const struct dr_place *place, int *nth)
{
    int count = 0;

    *nth = 1;
    for (uint32_t i = 0; i < rank->handles.count; i++) {
        const struct dr_entry *entry = &rank->handles.entries[i];
        const struct dr_comm *other = entry->object;
        struct dr_place at;

        if (entry->kind != DR_KIND_COMM || !dr_call_place(entry->site, &at) ||
            at.line != place->line || strcmp(at.file, place->file) != 0)
            continue;
        count++;
        *nth += other->circle->context < comm->circle->context;
    }
    return count;
}

void dr_call_which_comm_text(struct dr_text *text, const struct dr_rank *rank,
                             const struct dr_comm *comm)
{
    const char *name = dr_call_comm_words(rank, comm);
    struct dr_handle_story story =
        dr_handle_look(&rank->handles, (uintptr_t)comm->handle);
    struct dr_place place;
    int count, nth;

    if (comm->name || comm == rank->comm_world || comm == rank->comm_self ||
        !story.call || !dr_call_place(story.site, &place)) {
        dr_text_printf(text, "%s", name);
        return;
    }
    count = count_alike(rank, comm, &place, &nth);
    dr_text_printf(text, "the ");
    if (count > 1) {
        dr_text_ordinal(text, (uint32_t)nth);
        dr_text_printf(text, " of %d communicators that it has", count);
    } else {
        dr_text_printf(text, "communicator");
    }
    dr_text_printf(text, " made by %s at ", story.call);
    dr_call_place_text(text, story.site);
}

void dr_call_object_text(struct dr_text *text, const struct dr_rank *rank,
                         const struct dr_comm *comm)
{
    struct dr_text window = DR_TEXT_EMPTY;

    dr_call_window_text(&window, rank, comm);
    if (window.data)
        dr_text_printf(text, " of the %s", window.data);
    else if (!comm->handle && comm->name)
        dr_text_printf(text, " of %s", comm->name);
    else if (comm->handle && !comm->name && comm != rank->comm_world &&
             comm != rank->comm_self && rank->handles.live[DR_KIND_COMM] > 1) {
        dr_text_printf(text, " of ");
        dr_call_which_comm_text(text, rank, comm);
    }
    dr_text_end(&window);
}

bool dr_call_is_own(const char *name)
{
    return strncmp(name, "DR_", 3) == 0;
}

const char *dr_call_nonblocking(const char *send)
{
    if (dr_call_is_own(send))
        return "DR_Isend_object";
    return strncmp(send, "MPI_Ssend", 9) == 0 ? "MPI_Issend" : "MPI_Isend";
}
