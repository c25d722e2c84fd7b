/*
 * file_view.c - views of a file, and its pointers (MPI 4.1, sections 14.3,
 * 14.4.3 and 14.4.4).
 *
 * Offsets of the program count etypes of the view; inside, bytes of the view's
 * stream.
 */
#include <string.h>

#include "api/comm_make.h"
#include "api/file_datarep.h"
#include "api/file_door.h"
#include "api/operation.h"
#include "core/datatype_info.h"
#include "io/control.h"
#include "io/fault.h"
#include "io/io.h"

/* --- views -------------------------------------------------------------- */

/* MPI_DISPLACEMENT_CURRENT, of files that are read in sequence only. */
static int check_displacement(struct dr_file *file, MPI_Offset *disp)
{
    uint64_t length;

    if (*disp == MPI_DISPLACEMENT_CURRENT) {
        if (!(file->amode & MPI_MODE_SEQUENTIAL))
            return dr_file_raise_advice(
                file, MPI_ERR_ARG, "give the displacement itself, in bytes",
                "MPI_DISPLACEMENT_CURRENT is for files opened "
                "with MPI_MODE_SEQUENTIAL");
        *disp =
            dr_view_offset(&file->view, file->common->shared_position, &length);
        return MPI_SUCCESS;
    }
    if (*disp < 0)
        return dr_file_raise_advice(
            file, MPI_ERR_ARG, dr_file_offset_advice(*disp),
            "the displacement is %lld", (long long)*disp);
    if (file->amode & MPI_MODE_SEQUENTIAL)
        return dr_file_raise_advice(
            file, MPI_ERR_ARG,
            "give MPI_DISPLACEMENT_CURRENT, or open the file without "
            "MPI_MODE_SEQUENTIAL",
            "the displacement is %lld, but that of a file "
            "opened with MPI_MODE_SEQUENTIAL must be "
            "MPI_DISPLACEMENT_CURRENT",
            (long long)*disp);
    return MPI_SUCCESS;
}

static int check_view_type(struct dr_file *file, MPI_Datatype handle,
                           const char *argument,
                           const struct dr_datatype **type)
{
    *type = dr_datatype_get(handle);
    if (!*type)
        return dr_file_raise(file, MPI_ERR_TYPE, "the %s is not a datatype",
                             argument);
    if (!(*type)->committed)
        return dr_file_raise(file, MPI_ERR_TYPE,
                             "the %s has not been committed", argument);
    return MPI_SUCCESS;
}

static int raise_fault(struct dr_file *file, enum dr_view_fault fault,
                       const struct dr_view *view)
{
    switch (fault) {
    case DR_VIEW_NOT_ETYPES:
        return dr_file_raise_advice(
            file, MPI_ERR_ARG, "make the filetype of elements of the etype",
            "the filetype has %llu byte%s, no multiple of the etype's %llu",
            (unsigned long long)view->filetype->size,
            dr_text_s(view->filetype->size),
            (unsigned long long)view->etype->size);
    case DR_VIEW_EMPTY:
        return dr_file_raise_advice(
            file, MPI_ERR_ARG, "give an etype of at least a byte, as MPI_BYTE",
            "the etype has no data");
    case DR_VIEW_NEGATIVE:
        return dr_file_raise_advice(
            file, MPI_ERR_ARG,
            "let no displacement in the filetype be negative, and add the "
            "lowest to that of the view",
            "the filetype begins %lld byte%s before its displacement",
            (long long)-view->filetype->true_lb,
            dr_text_s((uint64_t)-view->filetype->true_lb));
    case DR_VIEW_FALLS:
        return dr_file_raise_advice(
            file, MPI_ERR_ARG,
            "put the blocks of the filetype in the order of their "
            "displacements, and the data in memory in the same",
            "the displacements of the filetype do not rise");
    case DR_VIEW_OVERLAPS:
        return dr_file_raise_advice(
            file, MPI_ERR_ARG,
            "let no block of the filetype overlap another: a stride is at "
            "least as long as a block, an extent as long as what it holds",
            "the filetype shows bytes twice, and the file is "
            "open for writing");
    case DR_VIEW_UNSCALABLE:
        return dr_file_fail(file, MPI_ERR_UNSUPPORTED_DATAREP,
                            "the filetype has holes between types whose sizes "
                            "differ in this data representation");
    case DR_VIEW_OK:
        break;
    }
    return MPI_SUCCESS;
}

static int check_view(struct dr_file *file, MPI_Offset *disp,
                      MPI_Datatype etype, MPI_Datatype filetype,
                      const char *datarep, struct dr_view *view)
{
    const struct dr_datatype *types[2];
    enum dr_datarep representation = DR_DATAREP_NATIVE;
    struct dr_own_datarep *own = NULL;
    enum dr_view_fault fault;
    int error = dr_check_no_split(file);

    if (!error)
        error = check_displacement(file, disp);
    if (!error)
        error = check_view_type(file, etype, "etype", &types[0]);
    if (!error)
        error = check_view_type(file, filetype, "filetype", &types[1]);
    if (!error)
        error = dr_find_datarep(file, datarep, &representation, &own);
    if (error)
        return error;
    fault = dr_view_make(view, *disp, types[0], types[1], representation, own,
                         !(file->amode & MPI_MODE_RDONLY));
    error = dr_check_datarep(file, own);
    if (!error)
        return raise_fault(file, fault, view);
    if (!fault)
        dr_view_end(view);
    return error;
}

int PMPI_File_set_view(MPI_File fh, MPI_Offset disp, MPI_Datatype etype,
                       MPI_Datatype filetype, const char *datarep,
                       MPI_Info info)
{
    struct dr_file *file;
    struct dr_info *hints;
    struct dr_view view;
    int error;

    DR_DOOR("MPI_File_set_view", "fittnI", fh, disp, etype, filetype, datarep,
            info);

    error = dr_check_file(fh, &file);
    if (!error)
        error = dr_check_info(NULL, info, &hints);
    if (!error)
        error = check_view(file, &disp, etype, filetype, datarep, &view);
    if (error)
        return error;
    dr_hints_take(&file->hints, hints);
    dr_file_warn_busy(file);
    error = dr_file_together(file, dr_io_rewind, view.etype_bytes,
                             "the size of the etype", "viewed");
    dr_view_end(&file->view);
    file->view = view;
    file->position = 0;
    return error ? error : dr_check_same_datarep(file);
}
DR_ALIAS(int, File_set_view,
         (MPI_File, MPI_Offset, MPI_Datatype, MPI_Datatype, const char *,
          MPI_Info))

int PMPI_File_get_view(MPI_File fh, MPI_Offset *disp, MPI_Datatype *etype,
                       MPI_Datatype *filetype, char *datarep)
{
    struct dr_file *file;
    int error;

    DR_DOOR("MPI_File_get_view", "f&&&&", fh, disp, etype, filetype, datarep);

    error = dr_check_file(fh, &file);
    if (error)
        return error;
    *disp = file->view.displacement;
    *etype = dr_datatype_handle(file->view.etype);
    *filetype = dr_datatype_handle(file->view.filetype);
    strcpy(datarep, dr_datarep_of(&file->view));
    return MPI_SUCCESS;
}
DR_ALIAS(int, File_get_view,
         (MPI_File, MPI_Offset *, MPI_Datatype *, MPI_Datatype *, char *))


/* --- pointers ----------------------------------------------------------- */

static int check_not_sequential(struct dr_file *file)
{
    if (!(file->amode & MPI_MODE_SEQUENTIAL))
        return MPI_SUCCESS;
    return dr_file_raise(file, MPI_ERR_UNSUPPORTED_OPERATION,
                         "file \"%s\" was opened with MPI_MODE_SEQUENTIAL",
                         file->common->name);
}

/* The first position, in etypes, that is at the end of the file or behind. */
static int64_t end_of(const struct dr_file *file)
{
    uint64_t bytes = 0, most, length, position;

    dr_backing_size(file->common->backing, &bytes);
    if (file->view.layout->bytes == 0) {
        position = 0;
    } else if (file->view.dense) {
        position = (int64_t)bytes > file->view.displacement
                       ? bytes - (uint64_t)file->view.displacement
                       : 0;
    } else {
        /* No position is behind its offset, if the view rises. */
        most = file->view.layout->bytes;
        while (most < INT64_MAX / 4 &&
               (uint64_t)dr_view_offset(&file->view, most, &length) < bytes)
            most *= 2;
        position = dr_view_position(&file->view, (int64_t)bytes, 0, most);
    }
    return (int64_t)((position + file->view.etype_bytes - 1) /
                     file->view.etype_bytes);
}

/* Where a seek leads, in bytes of the stream. */
static int find_target(struct dr_file *file, MPI_Offset offset, int whence,
                       uint64_t current, uint64_t *position)
{
    uint64_t unit = file->view.etype_bytes;
    int64_t base = 0, target;

    if (whence == MPI_SEEK_CUR)
        base = (int64_t)(current / unit);
    else if (whence == MPI_SEEK_END)
        base = end_of(file);
    else if (whence != MPI_SEEK_SET)
        return dr_file_raise_advice(
            file, MPI_ERR_ARG,
            "give MPI_SEEK_SET, MPI_SEEK_CUR or MPI_SEEK_END", "whence is %d",
            whence);
    if (__builtin_add_overflow(base, offset, &target) || target < 0 ||
        __builtin_mul_overflow((uint64_t)target, unit, position) ||
        *position > INT64_MAX)
        return dr_file_raise_advice(
            file, MPI_ERR_ARG, dr_file_offset_advice(offset),
            "the offset %lld leads to %lld etypes", (long long)offset,
            (long long)base + offset);
    return MPI_SUCCESS;
}

int PMPI_File_seek(MPI_File fh, MPI_Offset offset, int whence)
{
    struct dr_file *file;
    int error;

    DR_DOOR("MPI_File_seek", "fih", fh, offset, whence);

    error = dr_check_file(fh, &file);
    if (!error)
        error = check_not_sequential(file);
    if (!error)
        error =
            find_target(file, offset, whence, file->position, &file->position);
    return error;
}
DR_ALIAS(int, File_seek, (MPI_File, MPI_Offset, int))

int PMPI_File_get_position(MPI_File fh, MPI_Offset *offset)
{
    struct dr_file *file;
    int error;

    DR_DOOR("MPI_File_get_position", "f&", fh, offset);

    error = dr_check_file(fh, &file);
    if (!error)
        error = check_not_sequential(file);
    if (!error)
        *offset = (MPI_Offset)(file->position / file->view.etype_bytes);
    return error;
}
DR_ALIAS(int, File_get_position, (MPI_File, MPI_Offset *))

int PMPI_File_get_byte_offset(MPI_File fh, MPI_Offset offset, MPI_Offset *disp)
{
    struct dr_file *file;
    uint64_t length;
    int error;

    DR_DOOR("MPI_File_get_byte_offset", "fi&", fh, offset, disp);

    error = dr_check_file(fh, &file);
    if (!error)
        error = check_not_sequential(file);
    if (!error && offset < 0)
        error = dr_file_raise_advice(file, MPI_ERR_ARG,
                                     dr_file_offset_advice(offset),
                                     "the offset is %lld", (long long)offset);
    if (!error)
        *disp = dr_view_offset(
            &file->view, (uint64_t)offset * file->view.etype_bytes, &length);
    return error;
}
DR_ALIAS(int, File_get_byte_offset, (MPI_File, MPI_Offset, MPI_Offset *))

int PMPI_File_seek_shared(MPI_File fh, MPI_Offset offset, int whence)
{
    struct dr_file *file;
    uint64_t position;
    int error;

    DR_DOOR("MPI_File_seek_shared", "fih", fh, offset, whence);

    error = dr_check_file(fh, &file);
    if (!error)
        error = check_not_sequential(file);
    if (!error)
        error = find_target(file, offset, whence, file->common->shared_position,
                            &position);
    if (error)
        return error;
    return dr_file_together(file, dr_io_seek_shared, position, "the position",
                            "moved in");
}
DR_ALIAS(int, File_seek_shared, (MPI_File, MPI_Offset, int))

int PMPI_File_get_position_shared(MPI_File fh, MPI_Offset *offset)
{
    struct dr_file *file;
    int error;

    DR_DOOR("MPI_File_get_position_shared", "f&", fh, offset);

    error = dr_check_file(fh, &file);
    if (!error)
        error = check_not_sequential(file);
    if (!error)
        error = dr_file_await(file, dr_io_alone(file, dr_io_nothing, 0),
                              "asked", file->common->name);
    if (!error)
        *offset = (MPI_Offset)(file->common->shared_position /
                               file->view.etype_bytes);
    return error;
}
DR_ALIAS(int, File_get_position_shared, (MPI_File, MPI_Offset *))
