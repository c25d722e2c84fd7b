/*
 * win_attribute.c - what programs keep with windows: attributes, name, hints
 * and error handler (MPI 4.1, sections 7.7, 7.8 and 12.2.6).
 *
 * All of it stands on the window's communicator.
 */
#include <stdio.h>

#include "api/attribute.h"
#include "api/comm_make.h"
#include "api/win_door.h"

int PMPI_Win_create_keyval(MPI_Win_copy_attr_function *on_copy,
                           MPI_Win_delete_attr_function *on_delete,
                           int *win_keyval, void *extra_state)
{
    DR_DOOR("MPI_Win_create_keyval", "**&*", on_copy, on_delete, win_keyval,
            extra_state);

    *win_keyval = dr_keyval_new((struct dr_keyval){.kind = DR_KIND_WIN,
                                                   .on_copy.win = on_copy,
                                                   .on_delete.win = on_delete,
                                                   .extra_state = extra_state})
                      ->number;
    return MPI_SUCCESS;
}
DR_ALIAS(int, Win_create_keyval,
         (MPI_Win_copy_attr_function *, MPI_Win_delete_attr_function *, int *,
          void *))

int PMPI_Win_free_keyval(int *win_keyval)
{
    DR_DOOR("MPI_Win_free_keyval", "&", win_keyval);

    return dr_attr_free_keyval(DR_KIND_WIN, win_keyval);
}
DR_ALIAS(int, Win_free_keyval, (int *))

int PMPI_Win_set_attr(MPI_Win win, int win_keyval, void *attribute_val)
{
    struct dr_win *found;
    int error;

    DR_DOOR("MPI_Win_set_attr", "wi*", win, win_keyval, attribute_val);

    error = dr_check_win(win, &found);
    return error ? error
                 : dr_attr_set(found->comm, DR_KIND_WIN, win_keyval,
                               attribute_val);
}
DR_ALIAS(int, Win_set_attr, (MPI_Win, int, void *))

/* Where the value of a predefined attribute is, or the value itself. */
static void *predefined_value(struct dr_win *win, int number)
{
    switch (number) {
    case MPI_WIN_BASE:
        return dr_win_member(win, win->rank)->memory.base;
    case MPI_WIN_SIZE:
        return &win->size;
    case MPI_WIN_DISP_UNIT:
        return &win->disp_unit;
    case MPI_WIN_CREATE_FLAVOR:
        return &win->flavor;
    default:
        return &win->model;
    }
}

int PMPI_Win_get_attr(MPI_Win win, int win_keyval, void *attribute_val,
                      int *flag)
{
    struct dr_win *found;
    int error;

    DR_DOOR("MPI_Win_get_attr", "wi&&", win, win_keyval, attribute_val, flag);

    error = dr_check_win(win, &found);
    if (error)
        return error;
    if (win_keyval < MPI_WIN_BASE || win_keyval > MPI_WIN_MODEL)
        return dr_attr_get(found->comm, DR_KIND_WIN, win_keyval, attribute_val,
                           flag);
    *(void **)attribute_val = predefined_value(found, win_keyval);
    *flag = 1;
    return MPI_SUCCESS;
}
DR_ALIAS(int, Win_get_attr, (MPI_Win, int, void *, int *))

int PMPI_Win_delete_attr(MPI_Win win, int win_keyval)
{
    struct dr_win *found;
    int error;

    DR_DOOR("MPI_Win_delete_attr", "wi", win, win_keyval);

    error = dr_check_win(win, &found);
    return error ? error : dr_attr_delete(found->comm, DR_KIND_WIN, win_keyval);
}
DR_ALIAS(int, Win_delete_attr, (MPI_Win, int))


int PMPI_Win_set_name(MPI_Win win, const char *win_name)
{
    struct dr_win *found;
    int error;

    DR_DOOR("MPI_Win_set_name", "w&", win, win_name);

    error = dr_check_win(win, &found);
    if (!error)
        dr_comm_rename(found->comm, win_name);
    return error;
}
DR_ALIAS(int, Win_set_name, (MPI_Win, const char *))

int PMPI_Win_get_name(MPI_Win win, char *win_name, int *resultlen)
{
    struct dr_win *found;
    const char *name;
    int error;

    DR_DOOR("MPI_Win_get_name", "w&&", win, win_name, resultlen);

    error = dr_check_win(win, &found);
    if (error)
        return error;
    name = found->comm->name ? found->comm->name : "";
    *resultlen = snprintf(win_name, MPI_MAX_OBJECT_NAME, "%s", name);
    return MPI_SUCCESS;
}
DR_ALIAS(int, Win_get_name, (MPI_Win, char *, int *))


int PMPI_Win_set_info(MPI_Win win, MPI_Info info)
{
    struct dr_win *found;
    int error;

    DR_DOOR("MPI_Win_set_info", "w*", win, info);

    error = dr_check_win(win, &found);
    return error ? error : dr_comm_add_info(found->comm, info);
}
DR_ALIAS(int, Win_set_info, (MPI_Win, MPI_Info))

/* The hints that MPI defines, as they are in force; then the program's. */
int PMPI_Win_get_info(MPI_Win win, MPI_Info *info_used)
{
    static const struct {
        const char *key, *value;
    } defaults[] = {
        {"no_locks", "false"},
        {"accumulate_ordering", "rar,raw,war,waw"},
        {"accumulate_ops", "same_op_no_op"},
        {"same_size", "false"},
        {"same_disp_unit", "false"},
    };
    struct dr_win *found;
    struct dr_info *copy;
    int error;

    DR_DOOR("MPI_Win_get_info", "w&", win, info_used);

    error = dr_check_win(win, &found);
    if (error)
        return error;
    copy = found->comm->info ? dr_info_copy(found->comm->info) : dr_info_new();
    for (size_t i = 0; i < sizeof defaults / sizeof *defaults; i++) {
        if (!dr_info_value(copy, defaults[i].key))
            dr_info_set(copy, defaults[i].key, defaults[i].value);
    }
    *info_used =
        (MPI_Info)dr_handle_new(&dr_world->self->handles, DR_KIND_INFO, copy);
    return MPI_SUCCESS;
}
DR_ALIAS(int, Win_get_info, (MPI_Win, MPI_Info *))
