/*
 * file_datarep.c - data representations by their names, and what they make of
 * datatypes (MPI 4.1, section 14.5).
 */
#include "api/file_datarep.h"

#include <string.h>

#include "base/memory.h"
#include "core/datatype_info.h"
#include "io/io.h"

static const char *const datareps[] = {
    [DR_DATAREP_NATIVE] = "native",
    [DR_DATAREP_INTERNAL] = "internal",
    [DR_DATAREP_EXTERNAL32] = "external32",
};

enum {
    DATAREPS = sizeof datareps / sizeof *datareps
};

/* That the running rank has registered, or NULL. */
static struct dr_own_datarep *own_datarep(const char *name)
{
    struct dr_own_datarep *it = dr_io()->datareps;

    while (it &&
           (it->rank != dr_world->self->id || strcmp(name, it->name) != 0))
        it = it->next;
    return it;
}

int dr_find_datarep(struct dr_file *file, const char *name,
                    enum dr_datarep *datarep, struct dr_own_datarep **own)
{
    static const struct dr_about about = {
        .advice = "give \"native\", \"internal\", \"external32\", or what this "
                  "rank has given to MPI_Register_datarep"};

    if (!name)
        return dr_file_raise_advice(file, MPI_ERR_ARG, about.advice,
                                    "datarep is NULL");
    for (int i = 0; i < DATAREPS; i++) {
        if (strcmp(name, datareps[i]) == 0) {
            *datarep = (enum dr_datarep)i;
            return MPI_SUCCESS;
        }
    }
    *datarep = DR_DATAREP_OWN;
    *own = own_datarep(name);
    if (*own)
        return MPI_SUCCESS;
    return dr_file_raise_about(file, MPI_ERR_UNSUPPORTED_DATAREP, &about,
                               "there is no data representation \"%s\"", name);
}

const char *dr_datarep_of(const struct dr_view *view)
{
    return view->own ? view->own->name : datareps[view->datarep];
}

int dr_check_same_datarep(struct dr_file *file)
{
    struct dr_common *common = file->common;
    const struct dr_call *call = dr_world->self->call;
    const char *mine = dr_datarep_of(&file->view);
    struct dr_about about = {.related = {common->datarep_by}};

    if (!common->datarep) {
        common->datarep = mine;
        common->datarep_by =
            (struct dr_related){file->rank->id, call->name, call->site};
        return MPI_SUCCESS;
    }
    if (strcmp(mine, common->datarep) == 0)
        return MPI_SUCCESS;
    return dr_file_raise_about(file, MPI_ERR_NOT_SAME, &about,
                               "the data representation is \"%s\" here and "
                               "\"%s\" on rank %d",
                               mine, common->datarep, common->datarep_by.rank);
}

static int type_extent(MPI_File fh, MPI_Datatype datatype, MPI_Count *extent)
{
    const struct dr_datatype *type;
    struct dr_file *file;
    int error = dr_check_file(fh, &file);
    bool scales;

    if (error)
        return error;
    type = dr_datatype_get(datatype);
    if (!type)
        return dr_file_raise(file, MPI_ERR_TYPE,
                             "the datatype is not a datatype");
    scales = dr_view_extent_in(&file->view, type, extent);
    error = dr_check_datarep(file, file->view.own);
    if (!error && !scales)
        return dr_file_fail(file, MPI_ERR_UNSUPPORTED_DATAREP,
                            "the datatype has holes between types whose sizes "
                            "differ in this data representation");
    return error;
}

int PMPI_File_get_type_extent(MPI_File fh, MPI_Datatype datatype,
                              MPI_Aint *extent)
{
    MPI_Count found;
    int error;

    DR_DOOR("MPI_File_get_type_extent", "ft&", fh, datatype, extent);

    error = type_extent(fh, datatype, &found);
    if (!error)
        *extent = (MPI_Aint)found;
    return error;
}
DR_ALIAS(int, File_get_type_extent, (MPI_File, MPI_Datatype, MPI_Aint *))

int PMPI_File_get_type_extent_c(MPI_File fh, MPI_Datatype datatype,
                                MPI_Count *extent)
{
    DR_DOOR("MPI_File_get_type_extent_c", "ft&", fh, datatype, extent);

    return type_extent(fh, datatype, extent);
}
DR_ALIAS(int, File_get_type_extent_c, (MPI_File, MPI_Datatype, MPI_Count *))

static bool is_datarep(const char *name)
{
    for (int i = 0; i < DATAREPS; i++) {
        if (strcmp(name, datareps[i]) == 0)
            return true;
    }
    return own_datarep(name);
}

static int register_datarep(const char *name,
                            const struct dr_datarep_functions *call)
{
    struct dr_own_datarep *made;
    size_t length;

    if (!name || !*name || !call->extent_of)
        return dr_file_raise_advice(
            NULL, MPI_ERR_ARG, "give a name and a function for extents",
            "%s is NULL or empty",
            name && *name ? "the function for extents" : "the name");
    length = strlen(name);
    if (length >= MPI_MAX_DATAREP_STRING)
        return dr_file_raise_advice(
            NULL, MPI_ERR_ARG,
            "give a name of less than MPI_MAX_DATAREP_STRING characters",
            "the name has %zu bytes, more than %d", length,
            MPI_MAX_DATAREP_STRING - 1);
    if (is_datarep(name))
        return dr_file_raise_advice(
            NULL, MPI_ERR_DUP_DATAREP,
            "register each name once, and none that MPI has",
            "there is a data representation \"%s\"", name);
    made = dr_zalloc(1, sizeof *made + length + 1);
    made->call = *call;
    made->next = dr_io()->datareps;
    made->rank = dr_world->self->id;
    memcpy(made->name, name, length + 1);
    dr_io()->datareps = made;
    return MPI_SUCCESS;
}

int PMPI_Register_datarep(const char *datarep,
                          MPI_Datarep_conversion_function *read_conversion_fn,
                          MPI_Datarep_conversion_function *write_conversion_fn,
                          MPI_Datarep_extent_function *dtype_file_extent_fn,
                          void *extra_state)
{
    DR_DOOR("MPI_Register_datarep", "*****", datarep, read_conversion_fn,
            write_conversion_fn, dtype_file_extent_fn, extra_state);

    return register_datarep(datarep, &(struct dr_datarep_functions){
                                         .read = read_conversion_fn,
                                         .write = write_conversion_fn,
                                         .extent_of = dtype_file_extent_fn,
                                         .extra_state = extra_state});
}
DR_ALIAS(int, Register_datarep,
         (const char *, MPI_Datarep_conversion_function *,
          MPI_Datarep_conversion_function *, MPI_Datarep_extent_function *,
          void *))

int PMPI_Register_datarep_c(
    const char *datarep, MPI_Datarep_conversion_function_c *read_conversion_fn,
    MPI_Datarep_conversion_function_c *write_conversion_fn,
    MPI_Datarep_extent_function *dtype_file_extent_fn, void *extra_state)
{
    DR_DOOR("MPI_Register_datarep_c", "*****", datarep, read_conversion_fn,
            write_conversion_fn, dtype_file_extent_fn, extra_state);

    return register_datarep(datarep, &(struct dr_datarep_functions){
                                         .large_read = read_conversion_fn,
                                         .large_write = write_conversion_fn,
                                         .extent_of = dtype_file_extent_fn,
                                         .extra_state = extra_state});
}
DR_ALIAS(int, Register_datarep_c,
         (const char *, MPI_Datarep_conversion_function_c *,
          MPI_Datarep_conversion_function_c *, MPI_Datarep_extent_function *,
          void *))
