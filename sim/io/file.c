/*
 * file.c - files of MPI: what the members of an open share, and what each has.
 */
#include "io/file.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/text.h"
#include "io/clash.h"
#include "io/io.h"
#include "io/written.h"

struct dr_file *dr_file_get(MPI_File handle)
{
    return dr_handle_get(&dr_world->self->handles, DR_KIND_FILE,
                         (uintptr_t)handle);
}

/* Is it on the disk of a host?  Relative names begin at the folder in which
 * all ranks are. */
static bool on_disk(const char *name)
{
    struct dr_text path = DR_TEXT_EMPTY;
    char folder[PATH_MAX];
    bool found;

    if (name[0] != '/' && getcwd(folder, sizeof folder))
        dr_text_printf(&path, "%s/", folder);
    dr_text_printf(&path, "%s", name);
    found = dr_storage_on_disk(dr_storage_terms_of(dr_io()->storage),
                               dr_text_string(&path));
    dr_text_end(&path);
    return found;
}

static struct dr_common *new_common(struct dr_comm *comm, uint32_t number,
                                    const char *name, int amode)
{
    struct dr_common *common = dr_zalloc(1, sizeof *common);
    const struct dr_call *call = dr_world->self->call;
    struct dr_io *io = dr_io();

    common->asked_on = comm->circle;
    common->number = number;
    common->circle = dr_circle_new(dr_group_hold(comm->group), comm->size);
    common->name = dr_strdup(name);
    common->amode = amode;
    common->first =
        (struct dr_related){dr_world->self->id, call->name, call->site};
    common->on_disk = on_disk(name);
    common->first_server = io->files++;
    dr_list_init(&common->plans);
    dr_list_append(&io->opening, &common->link);
    return common;
}

struct dr_common *dr_common_join(struct dr_comm *comm, uint32_t number,
                                 const char *name, int amode)
{
    struct dr_link *opening = &dr_io()->opening, *it;
    struct dr_common *common = NULL;

    DR_LIST_FOREACH(it, opening) {
        struct dr_common *other = DR_CONTAINER(it, struct dr_common, link);

        if (other->asked_on == comm->circle && other->number == number)
            common = other;
    }
    if (!common)
        common = new_common(comm, number, name, amode);
    common->references++;
    if (++common->joined == comm->size)
        dr_list_remove(&common->link);
    return common;
}

void dr_common_forget_shared(struct dr_common *common)
{
    if (common->shared_by.call)
        dr_view_end(&common->shared_view);
    common->shared_by.call = NULL;
}

static int close_backing(struct dr_common *common)
{
    int error;

    if (!common->backing)
        return 0;
    dr_clashes_part(common->conflicts);
    dr_written_part(common->written, common->backing);
    dr_list_remove(&common->link);
    error = dr_backing_close(common->backing);
    common->backing = NULL;
    return error;
}

void dr_common_release(struct dr_common *common)
{
    if (--common->references > 0)
        return;
    dr_list_remove(&common->link);
    close_backing(common);
    dr_clashes_end(common->conflicts);
    dr_common_forget_shared(common);
    free(common->name);
    free(common);
}

int dr_common_open(struct dr_common *common)
{
    int amode = common->amode, error;

    if (common->backing)
        return 0;
    error = dr_backing_open(
        &common->backing, common->name,
        (struct dr_backing_how){.reads = !(amode & MPI_MODE_WRONLY),
                                .writes = !(amode & MPI_MODE_RDONLY),
                                .creates = amode & MPI_MODE_CREATE,
                                .exclusive = amode & MPI_MODE_EXCL,
                                .apart = dr_io()->apart});
    if (error)
        return error;
    common->conflicts = dr_clashes_join(common->backing);
    common->written = dr_written_join(common->backing);
    dr_list_append(&dr_io()->open, &common->link);
    return 0;
}

int dr_common_close(struct dr_common *common)
{
    int error = 0, other = 0;

    if (common->pending == 0)
        error = close_backing(common);
    if (common->amode & MPI_MODE_DELETE_ON_CLOSE)
        other = dr_backing_delete(common->name, dr_io()->apart);
    return error ? error : other;
}

static struct dr_comm *comm_of(struct dr_common *common, int rank)
{
    struct dr_comm *comm = dr_comm_predefined(common->circle, rank, NULL);
    struct dr_text name = DR_TEXT_EMPTY;

    dr_text_printf(&name, "file \"%s\"", common->name);
    comm->name = name.data;
    return comm;
}

struct dr_file *dr_file_new(struct dr_common *common, int amode, int rank)
{
    struct dr_file *file = dr_zalloc(1, sizeof *file);

    file->common = common;
    file->comm = comm_of(common, rank);
    file->rank = dr_world->self;
    file->seen_s = file->rank->port->heard_s;
    file->amode = amode;
    file->view = dr_view_bytes();
    file->hints = dr_hints_default();
    file->errhandler =
        dr_errhandler_hold(dr_io_handler(file->rank, &file->handler_given));
    file->handle =
        (MPI_File)dr_handle_new(&file->rank->handles, DR_KIND_FILE, file);
    return file;
}

static void release(struct dr_file *file)
{
    dr_view_end(&file->view);
    dr_errhandler_release(file->errhandler);
    if (file->info)
        dr_info_free(file->info);
    dr_common_release(file->common);
    dr_comm_release(file->comm);
    free(file);
}

void dr_file_free(struct dr_file *file)
{
    dr_handle_free(&file->rank->handles, (uintptr_t)file->handle);
    file->closed = true;
    if (file->pending == 0)
        release(file);
}

void dr_file_done(struct dr_file *file)
{
    file->common->pending--;
    if (--file->pending == 0 && file->closed)
        release(file);
}

bool dr_file_on_disk(const struct dr_file *file)
{
    return file->common->on_disk &&
           dr_storage_has_disk(dr_io()->storage, file->rank->host);
}
