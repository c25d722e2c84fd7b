/*
 * tool - the tool interface: a program that looks for variables finds none,
 * and goes on.  MPI-3.1, section 14.3.
 */
#include "expect.h"

static void nothing_works_before_it_is_initialized(void)
{
    MPI_T_pvar_session session;
    int n;

    EXPECT(MPI_T_cvar_get_num(&n) == MPI_T_ERR_NOT_INITIALIZED);
    EXPECT(MPI_T_pvar_get_num(&n) == MPI_T_ERR_NOT_INITIALIZED);
    EXPECT(MPI_T_category_get_num(&n) == MPI_T_ERR_NOT_INITIALIZED);
    EXPECT(MPI_T_pvar_session_create(&session) == MPI_T_ERR_NOT_INITIALIZED);
    EXPECT(MPI_T_finalize() == MPI_T_ERR_NOT_INITIALIZED);
}

static void there_are_no_control_variables(void)
{
    char name[64], text[64];
    int n = -1, length = 64, size = 64, verbosity, bind, scope, at;
    MPI_Datatype type;
    MPI_T_enum values;
    MPI_T_cvar_handle handle = MPI_T_CVAR_HANDLE_NULL;

    EXPECT(!MPI_T_cvar_get_num(&n) && n == 0);
    EXPECT(MPI_T_cvar_get_info(0, name, &length, &verbosity, &type, &values,
                               text, &size, &bind,
                               &scope) == MPI_T_ERR_INVALID_INDEX);
    EXPECT(MPI_T_cvar_get_index("eager", &at) == MPI_T_ERR_INVALID_NAME);
    EXPECT(MPI_T_cvar_handle_alloc(0, NULL, &handle, &n) ==
           MPI_T_ERR_INVALID_INDEX);
    EXPECT(MPI_T_cvar_read(handle, text) == MPI_T_ERR_INVALID_HANDLE);
    EXPECT(MPI_T_cvar_write(handle, text) == MPI_T_ERR_INVALID_HANDLE);
    EXPECT(MPI_T_cvar_handle_free(&handle) == MPI_T_ERR_INVALID_HANDLE);
    EXPECT(MPI_T_enum_get_info(MPI_T_ENUM_NULL, &n, name, &length) ==
           MPI_T_ERR_INVALID_HANDLE);
    EXPECT(MPI_T_enum_get_item(MPI_T_ENUM_NULL, 0, &n, name, &length) ==
           MPI_T_ERR_INVALID_HANDLE);
}

static void there_are_no_performance_variables(void)
{
    char name[64], text[64];
    int n = -1, length = 64, size = 64, verbosity, class, bind, r, c, a;
    MPI_Datatype type;
    MPI_T_enum values;
    MPI_T_pvar_session session = MPI_T_PVAR_SESSION_NULL, other;
    MPI_T_pvar_handle handle = MPI_T_PVAR_HANDLE_NULL;

    EXPECT(!MPI_T_pvar_get_num(&n) && n == 0);
    EXPECT(MPI_T_pvar_get_info(0, name, &length, &verbosity, &class, &type,
                               &values, text, &size, &bind, &r, &c,
                               &a) == MPI_T_ERR_INVALID_INDEX);
    EXPECT(MPI_T_pvar_get_index("sends", MPI_T_PVAR_CLASS_COUNTER, &n) ==
           MPI_T_ERR_INVALID_NAME);
    EXPECT(MPI_T_pvar_start(session, handle) == MPI_T_ERR_INVALID_SESSION);
    EXPECT(!MPI_T_pvar_session_create(&session));
    EXPECT(!MPI_T_pvar_session_create(&other) && other != session);
    EXPECT(MPI_T_pvar_handle_alloc(session, 0, NULL, &handle, &n) ==
           MPI_T_ERR_INVALID_INDEX);
    EXPECT(MPI_T_pvar_start(session, handle) == MPI_T_ERR_INVALID_HANDLE);
    EXPECT(MPI_T_pvar_read(session, handle, text) == MPI_T_ERR_INVALID_HANDLE);
    EXPECT(MPI_T_pvar_write(session, handle, text) == MPI_T_ERR_INVALID_HANDLE);
    EXPECT(MPI_T_pvar_readreset(session, handle, text) ==
           MPI_T_ERR_INVALID_HANDLE);
    EXPECT(MPI_T_pvar_handle_free(session, &handle) ==
           MPI_T_ERR_INVALID_HANDLE);
    EXPECT(!MPI_T_pvar_start(session, MPI_T_PVAR_ALL_HANDLES));
    EXPECT(!MPI_T_pvar_stop(session, MPI_T_PVAR_ALL_HANDLES));
    EXPECT(!MPI_T_pvar_reset(session, MPI_T_PVAR_ALL_HANDLES));
    EXPECT(!MPI_T_pvar_session_free(&session));
    EXPECT(session == MPI_T_PVAR_SESSION_NULL);
    EXPECT(MPI_T_pvar_session_free(&session) == MPI_T_ERR_INVALID_SESSION);
    EXPECT(!MPI_T_pvar_session_free(&other));
}

static void there_are_no_categories(void)
{
    char name[64], text[64];
    int n = -1, length = 64, size = 64, c, p, k, indices[1], stamp = -1, later;

    EXPECT(!MPI_T_category_get_num(&n) && n == 0);
    EXPECT(MPI_T_category_get_info(0, name, &length, text, &size, &c, &p, &k) ==
           MPI_T_ERR_INVALID_INDEX);
    EXPECT(MPI_T_category_get_index("all", &n) == MPI_T_ERR_INVALID_NAME);
    EXPECT(MPI_T_category_get_cvars(0, 1, indices) == MPI_T_ERR_INVALID_INDEX);
    EXPECT(MPI_T_category_get_pvars(0, 1, indices) == MPI_T_ERR_INVALID_INDEX);
    EXPECT(MPI_T_category_get_categories(0, 1, indices) ==
           MPI_T_ERR_INVALID_INDEX);
    EXPECT(!MPI_T_category_changed(&stamp) && !MPI_T_category_changed(&later));
    EXPECT(stamp == later);
}


int main(int argc, char **argv)
{
    int provided = -1, before;

    before = MPI_T_init_thread(MPI_THREAD_SINGLE, &provided);
    if (!before)
        before = MPI_T_finalize();
    expect_start(&argc, &argv, 2);
    EXPECT(before == MPI_SUCCESS && provided == MPI_THREAD_SINGLE);

    nothing_works_before_it_is_initialized();
    EXPECT(!MPI_T_init_thread(MPI_THREAD_MULTIPLE, &provided));
    EXPECT(!MPI_T_init_thread(MPI_THREAD_SINGLE, &provided));
    EXPECT(!MPI_T_finalize());
    there_are_no_control_variables();
    there_are_no_performance_variables();
    there_are_no_categories();
    EXPECT(!MPI_T_finalize());
    nothing_works_before_it_is_initialized();
    for (int level = 0; level < 3; level++)
        EXPECT(!MPI_Pcontrol(level, "with", 2, "more"));
    return expect_end();
}
