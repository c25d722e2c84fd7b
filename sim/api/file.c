/*
 * file.c - MPI_File_open, MPI_File_close and what concerns a file as a whole
 * (MPI 4.1, section 14.2).
 */
#include "api/comm_make.h"
#include "api/file_tell.h"
#include "api/operation.h"

#include <stdlib.h>
#include <string.h>

#include "core/call_text.h"
#include "core/hosts.h"
#include "io/backing.h"
#include "io/clash.h"
#include "io/control.h"
#include "io/fault.h"
#include "io/io.h"
#include "p2p/hold.h"
#include "p2p/operation.h"
#include "p2p/record.h"
#include "p2p/wait.h"

/* --- open and close ----------------------------------------------------- */

enum {
    KINDS = MPI_MODE_RDONLY | MPI_MODE_WRONLY | MPI_MODE_RDWR,
    MODES = KINDS | MPI_MODE_CREATE | MPI_MODE_EXCL | MPI_MODE_APPEND |
            MPI_MODE_DELETE_ON_CLOSE | MPI_MODE_UNIQUE_OPEN |
            MPI_MODE_SEQUENTIAL
};

static int check_amode(int amode)
{
    int kind = amode & KINDS;
    const char *wrong = NULL;

    if (amode & ~MODES)
        return dr_file_raise(NULL, MPI_ERR_AMODE,
                             "the access mode has bits that are no mode: 0x%x",
                             (unsigned)(amode & ~MODES));
    if (kind != MPI_MODE_RDONLY && kind != MPI_MODE_WRONLY &&
        kind != MPI_MODE_RDWR)
        wrong = "not exactly one of MPI_MODE_RDONLY, MPI_MODE_WRONLY and "
                "MPI_MODE_RDWR";
    else if (kind == MPI_MODE_RDONLY && amode & MPI_MODE_CREATE)
        wrong = "MPI_MODE_CREATE with MPI_MODE_RDONLY";
    else if (kind == MPI_MODE_RDONLY && amode & MPI_MODE_EXCL)
        wrong = "MPI_MODE_EXCL with MPI_MODE_RDONLY";
    else if (kind == MPI_MODE_RDWR && amode & MPI_MODE_SEQUENTIAL)
        wrong = "MPI_MODE_SEQUENTIAL with MPI_MODE_RDWR";
    if (wrong)
        return dr_file_raise(NULL, MPI_ERR_AMODE, "the access mode has %s",
                             wrong);
    return MPI_SUCCESS;
}

static int raise_no_name(void)
{
    return dr_file_raise_advice(NULL, MPI_ERR_BAD_FILE,
                                "give the name of a file", "the name is NULL");
}

static int check_open(MPI_Comm handle, const char *name, int amode,
                      MPI_Info info, struct dr_comm **comm,
                      struct dr_info **hints)
{
    int error = dr_check_comm(handle, comm);

    if (!error)
        error = dr_check_intra(*comm);
    if (!error)
        error = dr_check_info(*comm, info, hints);
    if (!error)
        error = check_amode(amode);
    if (!error && !name)
        error = raise_no_name();
    return error;
}

/* Both pointers begin behind what is there. */
static int append(struct dr_file *file)
{
    uint64_t size = 0;
    int error;

    if (!(file->amode & MPI_MODE_APPEND))
        return 0;
    error = dr_backing_size(file->common->backing, &size);
    file->position = size;
    file->common->shared_position = size;
    return error;
}

/* This member gives another name or mode than the first. */
static int raise_parted(const struct dr_common *common, const char *name,
                        int amode)
{
    struct dr_about about = {.related = {common->first}};
    struct dr_text text = DR_TEXT_EMPTY;
    int error;

    if (amode == common->amode)
        return dr_file_raise_about(
            NULL, MPI_ERR_NOT_SAME, &about,
            "the file is \"%s\" here and \"%s\" on rank %d", name, common->name,
            common->first.rank);
    dr_text_printf(&text, "the access mode is ");
    dr_call_amode_text(&text, amode);
    dr_text_printf(&text, " here and ");
    dr_call_amode_text(&text, common->amode);
    error = dr_file_raise_about(NULL, MPI_ERR_AMODE, &about, "%s on rank %d",
                                dr_text_string(&text), common->first.rank);
    dr_text_end(&text);
    return error;
}

static int open_file(struct dr_comm *comm, const char *name, int amode,
                     struct dr_info *hints, MPI_File *fh)
{
    struct dr_common *common;
    struct dr_request *request = dr_io_open(comm, name, amode, &common);
    struct dr_io_answer answer;
    struct dr_file *file;
    int error;

    dr_wait_for(request);
    answer = *dr_io_answer(request);
    error = request->result.error;
    dr_operation_release(request);
    file = dr_file_new(common, amode, comm->rank);
    if (answer.parted)
        error = raise_parted(common, name, amode);
    else if (common->parted)
        error = dr_file_fail(NULL, MPI_ERR_NOT_SAME,
                             "what is given for file \"%s\" differs", name);
    else if (error)
        dr_file_fail(NULL, error, "file \"%s\" cannot be opened: %s", name,
                     strerror(answer.error));
    else if (append(file))
        error = dr_file_fail(NULL, MPI_ERR_IO, "file \"%s\" has no size", name);
    if (error) {
        dr_file_free(file);
        return error;
    }
    dr_hints_take(&file->hints, hints);
    *fh = file->handle;
    return MPI_SUCCESS;
}

int PMPI_File_open(MPI_Comm comm, const char *filename, int amode,
                   MPI_Info info, MPI_File *fh)
{
    struct dr_comm *found;
    struct dr_info *hints;
    int error;

    DR_DOOR("MPI_File_open", "cnmI&", comm, filename, amode, info, fh);

    error = check_open(comm, filename, amode, info, &found, &hints);
    if (error) {
        dr_file_note_open(error);
        return error;
    }
    /* What a read gives depends on when others write. */
    dr_record_stop(dr_world->engine->record, "files are not replayed");
    *fh = MPI_FILE_NULL;
    dr_file_note_open(MPI_SUCCESS);
    error = open_file(found, filename, amode, hints, fh);
    dr_file_note_open(error);
    return error;
}
DR_ALIAS(int, File_open, (MPI_Comm, const char *, int, MPI_Info, MPI_File *))

/* Go on as if it had been ended. */
static void end_split(struct dr_file *file)
{
    if (!file->split)
        return;
    dr_wait_for(file->split);
    dr_hold_end(file->split);
    dr_operation_release(file->split);
    file->split = NULL;
}

int PMPI_File_close(MPI_File *fh)
{
    struct dr_file *file;
    int error, idle;

    DR_DOOR("MPI_File_close", "f", fh ? *fh : MPI_FILE_NULL);

    if (!fh)
        return dr_file_raise_advice(
            NULL, MPI_ERR_ARG,
            "give the address of the variable that MPI_File_open has set",
            "fh is NULL");
    error = dr_check_file(*fh, &file);
    if (error)
        return error;
    idle = dr_check_idle(file);
    end_split(file);
    error = dr_file_await(file, dr_io_together(file, dr_io_close, 0), "closed",
                          file->common->name);
    dr_clash_sync(file);
    dr_clash_synced(file);
    dr_file_free(file);
    *fh = MPI_FILE_NULL;
    return idle ? idle : error;
}
DR_ALIAS(int, File_close, (MPI_File *))

int PMPI_File_delete(const char *filename, MPI_Info info)
{
    struct dr_info *hints;
    int error;

    DR_DOOR("MPI_File_delete", "nI", filename, info);

    error = dr_check_info(NULL, info, &hints);
    if (error)
        return error;
    if (!filename)
        return raise_no_name();
    dr_file_tell_open(filename);
    error = dr_backing_delete(filename, dr_io()->apart);
    if (error)
        return dr_file_fail(NULL, dr_fault_class(error),
                            "file \"%s\" cannot be deleted: %s", filename,
                            strerror(error));
    return MPI_SUCCESS;
}
DR_ALIAS(int, File_delete, (const char *, MPI_Info))


/* --- sizes -------------------------------------------------------------- */

static int check_size(struct dr_file *file, MPI_Offset size)
{
    if (size < 0)
        return dr_file_raise_advice(file, MPI_ERR_ARG,
                                    dr_file_offset_advice(size),
                                    "the size is %lld", (long long)size);
    if (file->amode & MPI_MODE_RDONLY)
        return dr_file_raise(file, MPI_ERR_READ_ONLY,
                             "file \"%s\" was opened with MPI_MODE_RDONLY",
                             file->common->name);
    if (file->amode & MPI_MODE_SEQUENTIAL)
        return dr_file_raise(file, MPI_ERR_UNSUPPORTED_OPERATION,
                             "file \"%s\" was opened with MPI_MODE_SEQUENTIAL",
                             file->common->name);
    return MPI_SUCCESS;
}

int dr_file_together(struct dr_file *file, dr_io_act *act, uint64_t argument,
                     const char *argument_name, const char *what)
{
    struct dr_request *request = dr_io_together(file, act, argument);
    struct dr_io_answer answer = *dr_io_answer(request);
    struct dr_about about = {.related = {answer.first}};
    int error = dr_file_await(file, request, what, file->common->name);

    if (answer.parted)
        return dr_file_raise_about(file, MPI_ERR_NOT_SAME, &about,
                                   "%s is %lld here and %lld on rank "
                                   "%d",
                                   argument_name, (long long)argument,
                                   (long long)answer.argument,
                                   answer.first.rank);
    return error;
}

static int resize(MPI_File fh, MPI_Offset size, dr_io_act *act,
                  const char *what)
{
    struct dr_file *file;
    int error = dr_check_file(fh, &file);

    if (!error)
        error = check_size(file, size);
    if (error)
        return error;
    dr_file_warn_busy(file);
    return dr_file_together(file, act, (uint64_t)size, "the size", what);
}

int PMPI_File_set_size(MPI_File fh, MPI_Offset size)
{
    DR_DOOR("MPI_File_set_size", "fi", fh, size);

    return resize(fh, size, dr_io_set_size, "given a size");
}
DR_ALIAS(int, File_set_size, (MPI_File, MPI_Offset))

int PMPI_File_preallocate(MPI_File fh, MPI_Offset size)
{
    DR_DOOR("MPI_File_preallocate", "fi", fh, size);

    return resize(fh, size, dr_io_preallocate, "given space");
}
DR_ALIAS(int, File_preallocate, (MPI_File, MPI_Offset))

int PMPI_File_get_size(MPI_File fh, MPI_Offset *size)
{
    struct dr_file *file;
    uint64_t bytes;
    int error;

    DR_DOOR("MPI_File_get_size", "f&", fh, size);

    error = dr_check_file(fh, &file);
    if (!error && file->amode & MPI_MODE_SEQUENTIAL)
        error = dr_file_raise(file, MPI_ERR_UNSUPPORTED_OPERATION,
                              "file \"%s\" was opened with MPI_MODE_SEQUENTIAL",
                              file->common->name);
    if (!error)
        error = dr_file_await(file, dr_io_alone(file, dr_io_nothing, 0),
                              "asked", file->common->name);
    if (error)
        return error;
    error = dr_backing_size(file->common->backing, &bytes);
    if (error)
        return dr_file_fail(file, dr_fault_class(error),
                            "file \"%s\" has no size: %s", file->common->name,
                            strerror(error));
    file->common->sized = true;
    *size = (MPI_Offset)bytes;
    return MPI_SUCCESS;
}
DR_ALIAS(int, File_get_size, (MPI_File, MPI_Offset *))


/* --- inquiry ------------------------------------------------------------ */

int PMPI_File_get_group(MPI_File fh, MPI_Group *group)
{
    struct dr_file *file;
    int error;

    DR_DOOR("MPI_File_get_group", "f&", fh, group);

    error = dr_check_file(fh, &file);
    if (!error)
        *group = dr_group_handle(dr_group_hold(file->comm->group));
    return error;
}
DR_ALIAS(int, File_get_group, (MPI_File, MPI_Group *))

int PMPI_File_get_amode(MPI_File fh, int *amode)
{
    struct dr_file *file;
    int error;

    DR_DOOR("MPI_File_get_amode", "f&", fh, amode);

    error = dr_check_file(fh, &file);
    if (!error)
        *amode = file->amode;
    return error;
}
DR_ALIAS(int, File_get_amode, (MPI_File, int *))

int PMPI_File_set_info(MPI_File fh, MPI_Info info)
{
    struct dr_file *file;
    struct dr_info *hints;
    int error;

    DR_DOOR("MPI_File_set_info", "fI", fh, info);

    error = dr_check_file(fh, &file);
    if (!error)
        error = dr_check_info(NULL, info, &hints);
    if (error)
        return error;
    dr_hints_take(&file->hints, hints);
    return dr_file_await(file, dr_io_together(file, dr_io_nothing, 0),
                         "given hints", file->common->name);
}
DR_ALIAS(int, File_set_info, (MPI_File, MPI_Info))

int PMPI_File_get_info(MPI_File fh, MPI_Info *info_used)
{
    struct dr_file *file;
    struct dr_info *info;
    int error;

    DR_DOOR("MPI_File_get_info", "f&", fh, info_used);

    error = dr_check_file(fh, &file);
    if (error)
        return error;
    info = dr_hints_tell(&file->hints, dr_storage_terms_of(dr_io()->storage),
                         dr_hosts_of(file->comm)->count);
    *info_used =
        (MPI_Info)dr_handle_new(&dr_world->self->handles, DR_KIND_INFO, info);
    return MPI_SUCCESS;
}
DR_ALIAS(int, File_get_info, (MPI_File, MPI_Info *))


/* --- consistency (MPI 4.1, section 14.6.1) ------------------------------- */

int PMPI_File_set_atomicity(MPI_File fh, int flag)
{
    struct dr_file *file;
    int error;

    DR_DOOR("MPI_File_set_atomicity", "fi", fh, flag);

    error = dr_check_file(fh, &file);
    if (!error)
        error = dr_file_together(file, dr_io_set_atomicity, flag != 0,
                                 "the atomicity", "made atomic");
    return error;
}
DR_ALIAS(int, File_set_atomicity, (MPI_File, int))

int PMPI_File_get_atomicity(MPI_File fh, int *flag)
{
    struct dr_file *file;
    int error;

    DR_DOOR("MPI_File_get_atomicity", "f&", fh, flag);

    error = dr_check_file(fh, &file);
    if (!error)
        *flag = file->common->atomic;
    return error;
}
DR_ALIAS(int, File_get_atomicity, (MPI_File, int *))

int PMPI_File_sync(MPI_File fh)
{
    struct dr_file *file;
    int error;

    DR_DOOR("MPI_File_sync", "f", fh);

    error = dr_check_file(fh, &file);
    if (error)
        return error;
    dr_file_warn_busy(file);
    dr_clash_sync(file);
    error = dr_file_await(file, dr_io_each(file, dr_io_sync, 0), "synchronised",
                          file->common->name);
    dr_clash_synced(file);
    return error;
}
DR_ALIAS(int, File_sync, (MPI_File))
