/*
 * tool.c - the tool interface, MPI_T_ (MPI 3.1, section 14.3).
 *
 * There are no control variables, no performance variables and no categories:
 * what Dryrun can tell is in its report.  A program that looks for variables
 * finds none, and every index, name or handle it makes up is an error.  The
 * calls return codes and never call an error handler.
 */
#include "api/door.h"

/* Tools may begin before MPI_Init, and as often as they end. */
static int *users(void)
{
    return &dr_world->self->tool_users;
}

static int ready(void)
{
    return *users() > 0 ? MPI_SUCCESS : MPI_T_ERR_NOT_INITIALIZED;
}

/* The answer to a call about something that does not exist. */
static int refuse(int error)
{
    int code = ready();

    return code == MPI_SUCCESS ? error : code;
}

static int store(int *result, int value)
{
    if (!result)
        return refuse(MPI_T_ERR_INVALID);
    *result = value;
    return ready();
}

static bool is_session(MPI_T_pvar_session session)
{
    return dr_handle_get(&dr_world->self->handles, DR_KIND_SESSION,
                         (uintptr_t)session) != NULL;
}

/* Of a session without variables: no handle is one of its, but all are. */
static int refuse_handle(MPI_T_pvar_session session, MPI_T_pvar_handle handle,
                         bool all)
{
    if (!is_session(session))
        return refuse(MPI_T_ERR_INVALID_SESSION);
    if (all && handle == MPI_T_PVAR_ALL_HANDLES)
        return ready();
    return refuse(MPI_T_ERR_INVALID_HANDLE);
}

int PMPI_T_init_thread(int required, int *provided)
{
    DR_DOOR_ANYTIME("MPI_T_init_thread", "i*", required, provided);

    if (!provided)
        return MPI_T_ERR_INVALID;
    *provided = required < MPI_THREAD_FUNNELED ? required : MPI_THREAD_FUNNELED;
    ++*users();
    return MPI_SUCCESS;
}
DR_ALIAS(int, T_init_thread, (int, int *))

int PMPI_T_finalize(void)
{
    DR_DOOR_ANYTIME("MPI_T_finalize", "", 0);

    if (*users() == 0)
        return MPI_T_ERR_NOT_INITIALIZED;
    --*users();
    return MPI_SUCCESS;
}
DR_ALIAS(int, T_finalize, (void))

int PMPI_T_enum_get_info(MPI_T_enum enumtype, int *num, char *name,
                         int *name_len)
{
    DR_DOOR_ANYTIME("MPI_T_enum_get_info", "****", enumtype, num, name,
                    name_len);

    return refuse(MPI_T_ERR_INVALID_HANDLE);
}
DR_ALIAS(int, T_enum_get_info, (MPI_T_enum, int *, char *, int *))

int PMPI_T_enum_get_item(MPI_T_enum enumtype, int item_index, int *value,
                         char *name, int *name_len)
{
    DR_DOOR_ANYTIME("MPI_T_enum_get_item", "*i***", enumtype, item_index, value,
                    name, name_len);

    return refuse(MPI_T_ERR_INVALID_HANDLE);
}
DR_ALIAS(int, T_enum_get_item, (MPI_T_enum, int, int *, char *, int *))

int PMPI_T_cvar_get_num(int *num_cvar)
{
    DR_DOOR_ANYTIME("MPI_T_cvar_get_num", "*", num_cvar);

    return store(num_cvar, 0);
}
DR_ALIAS(int, T_cvar_get_num, (int *))

int PMPI_T_cvar_get_info(int cvar_index, char *name, int *name_len,
                         int *verbosity, MPI_Datatype *datatype,
                         MPI_T_enum *enumtype, char *desc, int *desc_len,
                         int *bind, int *scope)
{
    DR_DOOR_ANYTIME("MPI_T_cvar_get_info", "i*********", cvar_index, name,
                    name_len, verbosity, datatype, enumtype, desc, desc_len,
                    bind, scope);

    return refuse(MPI_T_ERR_INVALID_INDEX);
}
DR_ALIAS(int, T_cvar_get_info,
         (int, char *, int *, int *, MPI_Datatype *, MPI_T_enum *, char *,
          int *, int *, int *))

int PMPI_T_cvar_get_index(const char *name, int *cvar_index)
{
    DR_DOOR_ANYTIME("MPI_T_cvar_get_index", "**", name, cvar_index);

    return refuse(MPI_T_ERR_INVALID_NAME);
}
DR_ALIAS(int, T_cvar_get_index, (const char *, int *))

int PMPI_T_cvar_handle_alloc(int cvar_index, void *obj_handle,
                             MPI_T_cvar_handle *handle, int *count)
{
    DR_DOOR_ANYTIME("MPI_T_cvar_handle_alloc", "i***", cvar_index, obj_handle,
                    handle, count);

    return refuse(MPI_T_ERR_INVALID_INDEX);
}
DR_ALIAS(int, T_cvar_handle_alloc, (int, void *, MPI_T_cvar_handle *, int *))

int PMPI_T_cvar_handle_free(MPI_T_cvar_handle *handle)
{
    DR_DOOR_ANYTIME("MPI_T_cvar_handle_free", "*", handle);

    return refuse(MPI_T_ERR_INVALID_HANDLE);
}
DR_ALIAS(int, T_cvar_handle_free, (MPI_T_cvar_handle *))

int PMPI_T_cvar_read(MPI_T_cvar_handle handle, void *buf)
{
    DR_DOOR_ANYTIME("MPI_T_cvar_read", "**", handle, buf);

    return refuse(MPI_T_ERR_INVALID_HANDLE);
}
DR_ALIAS(int, T_cvar_read, (MPI_T_cvar_handle, void *))

int PMPI_T_cvar_write(MPI_T_cvar_handle handle, const void *buf)
{
    DR_DOOR_ANYTIME("MPI_T_cvar_write", "**", handle, buf);

    return refuse(MPI_T_ERR_INVALID_HANDLE);
}
DR_ALIAS(int, T_cvar_write, (MPI_T_cvar_handle, const void *))

int PMPI_T_pvar_get_num(int *num_pvar)
{
    DR_DOOR_ANYTIME("MPI_T_pvar_get_num", "*", num_pvar);

    return store(num_pvar, 0);
}
DR_ALIAS(int, T_pvar_get_num, (int *))

int PMPI_T_pvar_get_info(int pvar_index, char *name, int *name_len,
                         int *verbosity, int *var_class, MPI_Datatype *datatype,
                         MPI_T_enum *enumtype, char *desc, int *desc_len,
                         int *bind, int *readonly, int *continuous, int *atomic)
{
    DR_DOOR_ANYTIME("MPI_T_pvar_get_info", "i************", pvar_index, name,
                    name_len, verbosity, var_class, datatype, enumtype, desc,
                    desc_len, bind, readonly, continuous, atomic);

    return refuse(MPI_T_ERR_INVALID_INDEX);
}
DR_ALIAS(int, T_pvar_get_info,
         (int, char *, int *, int *, int *, MPI_Datatype *, MPI_T_enum *,
          char *, int *, int *, int *, int *, int *))

int PMPI_T_pvar_get_index(const char *name, int var_class, int *pvar_index)
{
    DR_DOOR_ANYTIME("MPI_T_pvar_get_index", "*i*", name, var_class, pvar_index);

    return refuse(MPI_T_ERR_INVALID_NAME);
}
DR_ALIAS(int, T_pvar_get_index, (const char *, int, int *))

int PMPI_T_pvar_session_create(MPI_T_pvar_session *session)
{
    DR_DOOR_ANYTIME("MPI_T_pvar_session_create", "*", session);

    if (!session)
        return refuse(MPI_T_ERR_INVALID);
    if (ready() != MPI_SUCCESS)
        return ready();
    *session = (MPI_T_pvar_session)dr_handle_new(
        &dr_world->self->handles, DR_KIND_SESSION, dr_world->self);
    return MPI_SUCCESS;
}
DR_ALIAS(int, T_pvar_session_create, (MPI_T_pvar_session *))

int PMPI_T_pvar_session_free(MPI_T_pvar_session *session)
{
    DR_DOOR_ANYTIME("MPI_T_pvar_session_free", "*", session);

    if (!session || !is_session(*session))
        return refuse(MPI_T_ERR_INVALID_SESSION);
    if (ready() != MPI_SUCCESS)
        return ready();
    dr_handle_free(&dr_world->self->handles, (uintptr_t)*session);
    *session = MPI_T_PVAR_SESSION_NULL;
    return MPI_SUCCESS;
}
DR_ALIAS(int, T_pvar_session_free, (MPI_T_pvar_session *))

int PMPI_T_pvar_handle_alloc(MPI_T_pvar_session session, int pvar_index,
                             void *obj_handle, MPI_T_pvar_handle *handle,
                             int *count)
{
    DR_DOOR_ANYTIME("MPI_T_pvar_handle_alloc", "*i***", session, pvar_index,
                    obj_handle, handle, count);

    return refuse(is_session(session) ? MPI_T_ERR_INVALID_INDEX
                                      : MPI_T_ERR_INVALID_SESSION);
}
DR_ALIAS(int, T_pvar_handle_alloc,
         (MPI_T_pvar_session, int, void *, MPI_T_pvar_handle *, int *))

int PMPI_T_pvar_handle_free(MPI_T_pvar_session session,
                            MPI_T_pvar_handle *handle)
{
    DR_DOOR_ANYTIME("MPI_T_pvar_handle_free", "**", session, handle);

    return refuse_handle(session, handle ? *handle : MPI_T_PVAR_HANDLE_NULL,
                         false);
}
DR_ALIAS(int, T_pvar_handle_free, (MPI_T_pvar_session, MPI_T_pvar_handle *))

int PMPI_T_pvar_start(MPI_T_pvar_session session, MPI_T_pvar_handle handle)
{
    DR_DOOR_ANYTIME("MPI_T_pvar_start", "**", session, handle);

    return refuse_handle(session, handle, true);
}
DR_ALIAS(int, T_pvar_start, (MPI_T_pvar_session, MPI_T_pvar_handle))

int PMPI_T_pvar_stop(MPI_T_pvar_session session, MPI_T_pvar_handle handle)
{
    DR_DOOR_ANYTIME("MPI_T_pvar_stop", "**", session, handle);

    return refuse_handle(session, handle, true);
}
DR_ALIAS(int, T_pvar_stop, (MPI_T_pvar_session, MPI_T_pvar_handle))

int PMPI_T_pvar_read(MPI_T_pvar_session session, MPI_T_pvar_handle handle,
                     void *buf)
{
    DR_DOOR_ANYTIME("MPI_T_pvar_read", "***", session, handle, buf);

    return refuse_handle(session, handle, false);
}
DR_ALIAS(int, T_pvar_read, (MPI_T_pvar_session, MPI_T_pvar_handle, void *))

int PMPI_T_pvar_write(MPI_T_pvar_session session, MPI_T_pvar_handle handle,
                      const void *buf)
{
    DR_DOOR_ANYTIME("MPI_T_pvar_write", "***", session, handle, buf);

    return refuse_handle(session, handle, false);
}
DR_ALIAS(int, T_pvar_write,
         (MPI_T_pvar_session, MPI_T_pvar_handle, const void *))

int PMPI_T_pvar_reset(MPI_T_pvar_session session, MPI_T_pvar_handle handle)
{
    DR_DOOR_ANYTIME("MPI_T_pvar_reset", "**", session, handle);

    return refuse_handle(session, handle, true);
}
DR_ALIAS(int, T_pvar_reset, (MPI_T_pvar_session, MPI_T_pvar_handle))

int PMPI_T_pvar_readreset(MPI_T_pvar_session session, MPI_T_pvar_handle handle,
                          void *buf)
{
    DR_DOOR_ANYTIME("MPI_T_pvar_readreset", "***", session, handle, buf);

    return refuse_handle(session, handle, false);
}
DR_ALIAS(int, T_pvar_readreset, (MPI_T_pvar_session, MPI_T_pvar_handle, void *))

int PMPI_T_category_get_num(int *num_cat)
{
    DR_DOOR_ANYTIME("MPI_T_category_get_num", "*", num_cat);

    return store(num_cat, 0);
}
DR_ALIAS(int, T_category_get_num, (int *))

int PMPI_T_category_get_info(int cat_index, char *name, int *name_len,
                             char *desc, int *desc_len, int *num_cvars,
                             int *num_pvars, int *num_categories)
{
    DR_DOOR_ANYTIME("MPI_T_category_get_info", "i*******", cat_index, name,
                    name_len, desc, desc_len, num_cvars, num_pvars,
                    num_categories);

    return refuse(MPI_T_ERR_INVALID_INDEX);
}
DR_ALIAS(int, T_category_get_info,
         (int, char *, int *, char *, int *, int *, int *, int *))

int PMPI_T_category_get_index(const char *name, int *cat_index)
{
    DR_DOOR_ANYTIME("MPI_T_category_get_index", "**", name, cat_index);

    return refuse(MPI_T_ERR_INVALID_NAME);
}
DR_ALIAS(int, T_category_get_index, (const char *, int *))

int PMPI_T_category_get_cvars(int cat_index, int len, int indices[])
{
    DR_DOOR_ANYTIME("MPI_T_category_get_cvars", "ii*", cat_index, len, indices);

    return refuse(MPI_T_ERR_INVALID_INDEX);
}
DR_ALIAS(int, T_category_get_cvars, (int, int, int[]))

int PMPI_T_category_get_pvars(int cat_index, int len, int indices[])
{
    DR_DOOR_ANYTIME("MPI_T_category_get_pvars", "ii*", cat_index, len, indices);

    return refuse(MPI_T_ERR_INVALID_INDEX);
}
DR_ALIAS(int, T_category_get_pvars, (int, int, int[]))

int PMPI_T_category_get_categories(int cat_index, int len, int indices[])
{
    DR_DOOR_ANYTIME("MPI_T_category_get_categories", "ii*", cat_index, len,
                    indices);

    return refuse(MPI_T_ERR_INVALID_INDEX);
}
DR_ALIAS(int, T_category_get_categories, (int, int, int[]))

int PMPI_T_category_changed(int *stamp)
{
    DR_DOOR_ANYTIME("MPI_T_category_changed", "*", stamp);

    return store(stamp, 0);
}
DR_ALIAS(int, T_category_changed, (int *))
