/*
 * file_access.c - from the arguments of a call that reads or writes a file to
 * its operation.
 */
#include "api/file_access.h"

#include <string.h>

#include "api/file_tell.h"
#include "api/operation.h"
#include "core/mismatch.h"
#include "io/plan.h"
#include "p2p/hold.h"
#include "p2p/operation.h"
#include "p2p/wait.h"

static int check_mode(struct dr_file *file, const struct dr_file_access *a)
{
    const char *name = file->common->name;

    if (a->writes && file->amode & MPI_MODE_RDONLY)
        return dr_file_raise(file, MPI_ERR_READ_ONLY,
                             "file \"%s\" was opened with MPI_MODE_RDONLY",
                             name);
    if (!a->writes && file->amode & MPI_MODE_WRONLY)
        return dr_file_raise(file, MPI_ERR_ACCESS,
                             "file \"%s\" was opened with MPI_MODE_WRONLY",
                             name);
    if (file->amode & MPI_MODE_SEQUENTIAL && a->pointer <= DR_FILE_OWN)
        return dr_file_raise(file, MPI_ERR_UNSUPPORTED_OPERATION,
                             "file \"%s\" was opened with MPI_MODE_SEQUENTIAL: "
                             "only the shared pointer moves in it",
                             name);
    return MPI_SUCCESS;
}

static int check_type(struct dr_file *file, MPI_Datatype handle,
                      const struct dr_datatype **type)
{
    *type = dr_datatype_get(handle);
    if (*type && (*type)->committed)
        return MPI_SUCCESS;
    if (*type)
        return dr_file_raise(file, MPI_ERR_TYPE,
                             "the datatype has not been committed");
    return dr_file_raise(file, MPI_ERR_TYPE, "the datatype is %s",
                         handle == MPI_DATATYPE_NULL
                             ? "MPI_DATATYPE_NULL"
                             : "not a datatype, or was freed");
}

/* Data is of the etype, unless that is MPI_BYTE (MPI 4.1, section 14.6.3). */
static void compare_types(const struct dr_file *file, struct dr_span span)
{
    const struct dr_rank *rank = dr_world->self;
    const struct dr_datatype *etype = file->view.etype;
    struct dr_related call = {rank->id, rank->call->name, rank->call->site};
    uint64_t bytes = dr_span_bytes(span);
    struct dr_party data = {call, {span.type->signature, span.count}, NULL};
    struct dr_party view = {call, {etype->signature, 0}, NULL};

    if (bytes == 0 || etype->size == 0 ||
        etype->signature == span.type->signature ||
        dr_signature_uniform(etype->signature) == (uintptr_t)MPI_BYTE)
        return;
    view.amount.count = (bytes + etype->size - 1) / etype->size;
    dr_mismatch_of_view(&view, &data);
}

static int check_data(struct dr_file *file, const struct dr_file_access *a,
                      struct dr_span *span)
{
    const struct dr_datatype *type;
    uint64_t bytes, in_file;
    int error = check_type(file, a->type, &type);

    if (error)
        return error;
    if (a->count < 0)
        return dr_file_raise(file, MPI_ERR_COUNT, "the count is %lld",
                             (long long)a->count);
    if (!dr_datatype_fits(type, (uint64_t)a->count, &bytes))
        return dr_file_raise(
            file, MPI_ERR_COUNT,
            "%lld elements of %llu byte%s are more than memory",
            (long long)a->count, (unsigned long long)type->size,
            dr_text_s(type->size));
    if (!a->buffer && bytes > 0 && !dr_datatype_absolute(type))
        return dr_file_raise(
            file, MPI_ERR_BUFFER, "the buffer of %lld element%s is NULL",
            (long long)a->count, dr_text_s((uint64_t)a->count));
    if (a->buffer == MPI_IN_PLACE && bytes > 0)
        return dr_file_raise(file, MPI_ERR_BUFFER,
                             "the buffer of %lld element%s is MPI_IN_PLACE",
                             (long long)a->count,
                             dr_text_s((uint64_t)a->count));
    *span = (struct dr_span){(void *)(uintptr_t)a->buffer, (uint64_t)a->count,
                             type};
    if (bytes > 0 && file->view.layout->bytes == 0)
        return dr_file_raise_advice(
            file, MPI_ERR_IO,
            "give the view a filetype with data, or a count of 0",
            "the view shows nothing, and %lld element%s "
            "%s to be accessed",
            (long long)a->count, dr_text_s((uint64_t)a->count),
            a->count == 1 ? "is" : "are");
    in_file = dr_io_bytes(&file->view, *span);
    error = dr_check_datarep(file, file->view.own);
    if (error)
        return error;
    if (in_file != bytes && file->view.own &&
        !dr_datarep_converts(file->view.own, a->writes))
        return dr_file_fail(file, MPI_ERR_CONVERSION,
                            "data representation \"%s\" has no function for "
                            "what is %s",
                            file->view.own->name,
                            a->writes ? "written" : "read");
    if (in_file % file->view.etype_bytes != 0)
        return dr_file_raise(file, MPI_ERR_IO,
                             "%llu byte%s %s no multiple of the etype's %llu",
                             (unsigned long long)in_file, dr_text_s(in_file),
                             in_file == 1 ? "is" : "are",
                             (unsigned long long)file->view.etype_bytes);
    compare_types(file, *span);
    return MPI_SUCCESS;
}

/* Where it begins, in bytes of the stream; the file's own pointer moves on. */
static int find_position(struct dr_file *file, const struct dr_file_access *a,
                         struct dr_span span, uint64_t *position)
{
    uint64_t bytes = dr_io_bytes(&file->view, span), end;

    *position = file->position;
    if (a->pointer == DR_FILE_AT &&
        (a->offset < 0 ||
         __builtin_mul_overflow((uint64_t)a->offset, file->view.etype_bytes,
                                position)))
        return dr_file_raise_advice(file, MPI_ERR_ARG,
                                    dr_file_offset_advice(a->offset),
                                    "the offset is %lld", (long long)a->offset);
    if (__builtin_add_overflow(*position, bytes, &end) || end > INT64_MAX)
        return dr_file_raise_advice(
            file, MPI_ERR_ARG, dr_file_offset_advice(0),
            "%llu bytes at offset %lld end beyond any file",
            (unsigned long long)bytes, (long long)a->offset);
    if (a->pointer == DR_FILE_OWN)
        file->position = end;
    return MPI_SUCCESS;
}

static enum dr_where where_of(const struct dr_file_access *a)
{
    if (a->pointer == DR_FILE_SHARED)
        return DR_AT_SHARED;
    return a->pointer == DR_FILE_ORDERED ? DR_AT_ORDERED : DR_AT_OFFSET;
}

/* Check everything and start the operation; `span` is its memory. */
static int start(const struct dr_file_access *a, struct dr_file **file,
                 struct dr_span *span, struct dr_request **request)
{
    struct dr_io_op *op;
    uint64_t position;
    int error = dr_check_file(a->file, file);

    if (!error)
        error = check_mode(*file, a);
    if (!error)
        error = check_data(*file, a, span);
    if (!error && a->collective)
        error = dr_check_no_split(*file);
    if (!error)
        error = find_position(*file, a, *span, &position);
    if (error)
        return error;
    if (a->pointer >= DR_FILE_SHARED)
        dr_file_tell_shared(*file);
    op = dr_io_op_new(*file, a->writes, where_of(a), *span, position,
                      a->collective);
    *request = a->collective ? dr_io_collective(op) : dr_io_access(op);
    return MPI_SUCCESS;
}

/* The program leaves the memory alone until the operation is over. */
static void hold(struct dr_request *request, const struct dr_file_access *a,
                 struct dr_span span)
{
    dr_hold_add(request, span, !a->writes);
    dr_hold_begin(request);
}

static int await(struct dr_request *request, MPI_Status *status)
{
    int error;

    dr_wait_for(request);
    dr_request_land(request);
    dr_result_store(&request->result, status);
    dr_file_tell_end(request, status);
    dr_hold_end(request);
    error = dr_operation_raise(request);
    dr_operation_release(request);
    return error;
}

int dr_file_do(const struct dr_file_access *access, MPI_Status *status)
{
    struct dr_request *request;
    struct dr_file *file;
    struct dr_span span;
    int error = start(access, &file, &span, &request);

    if (error)
        return error;
    dr_hold_pass(span, !access->writes);
    return await(request, status);
}

int dr_file_issue(const struct dr_file_access *access, MPI_Request *request)
{
    struct dr_request *made;
    struct dr_file *file;
    struct dr_span span;
    int error;

    if (!request)
        return dr_file_raise_advice(NULL, MPI_ERR_ARG,
                                    "give the address of a variable",
                                    "request is NULL");
    error = start(access, &file, &span, &made);

    if (error)
        return error;
    hold(made, access, span);
    *request = dr_request_publish(made);
    return MPI_SUCCESS;
}

int dr_file_begin(const struct dr_file_access *access, const char *end)
{
    struct dr_request *request;
    struct dr_file *file;
    struct dr_span span;
    int error = start(access, &file, &span, &request);

    if (error)
        return error;
    hold(request, access, span);
    file->split = request;
    file->split_end = end;
    file->split_buffer = access->buffer;
    return MPI_SUCCESS;
}

/* Each is begun by the call of the same name. */
static int raise_no_split(const struct dr_file *file, const char *end)
{
    struct dr_text advice = DR_TEXT_EMPTY;
    int error;

    dr_text_printf(&advice,
                   "call %.*sbegin before it, and end each that has begun once",
                   (int)(strlen(end) - strlen("end")), end);
    error = dr_file_raise_advice(file, MPI_ERR_OTHER, dr_text_string(&advice),
                                 "no split collective has begun on the file");
    dr_text_end(&advice);
    return error;
}

static int raise_other_split(const struct dr_file *file)
{
    const struct dr_request *split = file->split;
    struct dr_text advice = DR_TEXT_EMPTY;
    struct dr_about about = {
        .related = {{split->owner->id, split->call, split->site}}};
    int error;

    dr_text_printf(&advice, "call %s instead, or before it", file->split_end);
    about.advice = dr_text_string(&advice);
    error =
        dr_file_raise_about(file, MPI_ERR_OTHER, &about,
                            "%s has begun a split collective, which %s ends",
                            split->call, file->split_end);
    dr_text_end(&advice);
    return error;
}

int dr_file_end(MPI_File handle, const void *buffer, const char *end,
                MPI_Status *status)
{
    struct dr_request *request;
    struct dr_file *file;
    int differs = MPI_SUCCESS;
    int error = dr_check_file(handle, &file);

    if (error)
        return error;
    if (!file->split)
        return raise_no_split(file, end);
    if (strcmp(file->split_end, end) != 0)
        return raise_other_split(file);
    request = file->split;
    file->split = NULL;
    if (buffer != file->split_buffer)
        differs = dr_file_raise(file, MPI_ERR_BUFFER,
                                "the buffer is another than that of %s",
                                request->call);
    error = await(request, status);
    return differs ? differs : error;
}
