/*
 * rma.c - one-sided communication (MPI 4.1, section 12.3).
 */
#include "api/rma.h"

#include "p2p/operation.h"

/* Find the bond, in an epoch that allows the operation. */
static int enter(struct dr_win *win, int rank, bool request,
                 enum dr_epoch *access, struct dr_bond **bond)
{
    const struct dr_bond *known;

    *access = dr_win_access(win, rank, &known);
    if (*access == DR_EPOCH_NONE)
        return dr_raise_outside(win, rank);
    if (request && *access != DR_EPOCH_LOCK && *access != DR_EPOCH_LOCK_ALL)
        return dr_raise_no_request(win, *access);
    *bond = known ? (struct dr_bond *)(uintptr_t)known : dr_win_bond(win, rank);
    return MPI_SUCCESS;
}

static void note_access(struct dr_bond *bond, enum dr_epoch access)
{
    struct dr_win *win = bond->origin;

    if (access == DR_EPOCH_LOCK_ALL && bond->access == DR_EPOCH_NONE)
        dr_win_lock_late(bond);
    if (access == DR_EPOCH_FENCE && !win->fence_used) {
        win->fence_used = true;
        win->used = dr_win_caller();
    }
}

static struct dr_request *new_request(struct dr_win *win, struct dr_bond *bond)
{
    struct dr_request *request = dr_request_new(DR_REMOTE);
    struct dr_origin caller = dr_win_caller();

    request->active = true;
    request->comm = dr_comm_hold(win->comm);
    request->remote = &dr_win_remote_operation;
    request->waits_in = bond;
    request->result = dr_result_empty();
    request->call = caller.call;
    request->site = caller.site;
    return request;
}

static int do_nothing(struct dr_win *win, MPI_Request *handle)
{
    if (handle) {
        struct dr_request *request = new_request(win, NULL);

        dr_operation_complete(request);
        *handle = dr_request_publish(request);
    }
    return MPI_SUCCESS;
}

int dr_rma_do(const struct dr_rma_arguments *arguments, MPI_Request *handle)
{
    struct dr_rma what = {.kind = arguments->kind};
    struct dr_request *request = NULL;
    struct dr_bond *bond = NULL;
    enum dr_epoch access;
    struct dr_win *win;
    int error = dr_check_win(arguments->win, &win);

    if (!error)
        error = dr_check_target(win, arguments->rank, true);
    if (!error)
        error = dr_rma_check_buffers(win, arguments, &what);
    if (!error)
        error = dr_rma_check_op(win, arguments, &what);
    if (!error && arguments->rank == MPI_PROC_NULL)
        return do_nothing(win, handle);
    if (!error)
        error = enter(win, arguments->rank, handle != NULL, &access, &bond);
    if (!error)
        error = dr_rma_check_range(win, arguments, &what);
    if (error)
        return error;
    note_access(bond, access);
    if (handle) {
        request = new_request(win, bond);
        *handle = dr_request_publish(request);
    }
    dr_rma_issue(bond, &what, access, request);
    return MPI_SUCCESS;
}


#define TARGET_PARAMETERS(COUNT)                                               \
    int target_rank, MPI_Aint target_disp, COUNT target_count,                 \
        MPI_Datatype target_datatype
#define TARGET_TYPES(COUNT) int, MPI_Aint, COUNT, MPI_Datatype
#define TARGET                                                                 \
    .rank = target_rank, .disp = target_disp,                                  \
    .target = {NULL, target_count, target_datatype}
#define ORIGIN .origin = {origin_addr, origin_count, origin_datatype}
#define RESULT .result = {result_addr, result_count, result_datatype}

#define BARE(...) __VA_ARGS__

/* One entry point: its parameters, their types, what the report prints of
 * them, and the arguments of dr_rma_do(). */
#define ENTRY(name, PARAMETERS, TYPES, kinds, said, request, ...)              \
    int PMPI_##name PARAMETERS                                                 \
    {                                                                          \
        DR_DOOR("MPI_" #name, kinds, BARE said);                               \
        return dr_rma_do(&(struct dr_rma_arguments){__VA_ARGS__}, request);    \
    }                                                                          \
    DR_ALIAS(int, name, TYPES)

#define TRANSFER_SAID                                                          \
    origin_addr, origin_count, origin_datatype, target_rank, target_disp,      \
        target_count, target_datatype

/* MPI_Put or MPI_Get, and the form with a request. */
#define TRANSFER(Upper, lower, suffix, CONST, COUNT, kind_)                    \
    ENTRY(Upper##suffix,                                                       \
          (CONST void *origin_addr, COUNT origin_count,                        \
           MPI_Datatype origin_datatype, TARGET_PARAMETERS(COUNT),             \
           MPI_Win win),                                                       \
          (CONST void *, COUNT, MPI_Datatype, TARGET_TYPES(COUNT), MPI_Win),   \
          "bitpiitw", (TRANSFER_SAID, win), NULL, .kind = kind_, ORIGIN,       \
          TARGET, .win = win)                                                  \
    ENTRY(R##lower##suffix,                                                    \
          (CONST void *origin_addr, COUNT origin_count,                        \
           MPI_Datatype origin_datatype, TARGET_PARAMETERS(COUNT),             \
           MPI_Win win, MPI_Request *request),                                 \
          (CONST void *, COUNT, MPI_Datatype, TARGET_TYPES(COUNT), MPI_Win,    \
           MPI_Request *),                                                     \
          "bitpiitwR", (TRANSFER_SAID, win, request), request, .kind = kind_,  \
          ORIGIN, TARGET, .win = win)

#define ACCUMULATE(suffix, COUNT)                                              \
    ENTRY(Accumulate##suffix,                                                  \
          (const void *origin_addr, COUNT origin_count,                        \
           MPI_Datatype origin_datatype, TARGET_PARAMETERS(COUNT), MPI_Op op,  \
           MPI_Win win),                                                       \
          (const void *, COUNT, MPI_Datatype, TARGET_TYPES(COUNT), MPI_Op,     \
           MPI_Win),                                                           \
          "bitpiitow", (TRANSFER_SAID, op, win), NULL,                         \
          .kind = DR_RMA_ACCUMULATE, ORIGIN, TARGET, .op = op, .win = win)     \
    ENTRY(Raccumulate##suffix,                                                 \
          (const void *origin_addr, COUNT origin_count,                        \
           MPI_Datatype origin_datatype, TARGET_PARAMETERS(COUNT), MPI_Op op,  \
           MPI_Win win, MPI_Request *request),                                 \
          (const void *, COUNT, MPI_Datatype, TARGET_TYPES(COUNT), MPI_Op,     \
           MPI_Win, MPI_Request *),                                            \
          "bitpiitowR", (TRANSFER_SAID, op, win, request), request,            \
          .kind = DR_RMA_ACCUMULATE, ORIGIN, TARGET, .op = op, .win = win)

#define FETCH_SAID                                                             \
    origin_addr, origin_count, origin_datatype, result_addr, result_count,     \
        result_datatype, target_rank, target_disp, target_count,               \
        target_datatype, op, win

#define GET_ACCUMULATE(suffix, COUNT)                                          \
    ENTRY(Get_accumulate##suffix,                                              \
          (const void *origin_addr, COUNT origin_count,                        \
           MPI_Datatype origin_datatype, void *result_addr,                    \
           COUNT result_count, MPI_Datatype result_datatype,                   \
           TARGET_PARAMETERS(COUNT), MPI_Op op, MPI_Win win),                  \
          (const void *, COUNT, MPI_Datatype, void *, COUNT, MPI_Datatype,     \
           TARGET_TYPES(COUNT), MPI_Op, MPI_Win),                              \
          "bitbitpiitow", (FETCH_SAID), NULL, .kind = DR_RMA_GET_ACCUMULATE,   \
          ORIGIN, RESULT, TARGET, .op = op, .win = win)                        \
    ENTRY(Rget_accumulate##suffix,                                             \
          (const void *origin_addr, COUNT origin_count,                        \
           MPI_Datatype origin_datatype, void *result_addr,                    \
           COUNT result_count, MPI_Datatype result_datatype,                   \
           TARGET_PARAMETERS(COUNT), MPI_Op op, MPI_Win win,                   \
           MPI_Request *request),                                              \
          (const void *, COUNT, MPI_Datatype, void *, COUNT, MPI_Datatype,     \
           TARGET_TYPES(COUNT), MPI_Op, MPI_Win, MPI_Request *),               \
          "bitbitpiitowR", (FETCH_SAID, request), request,                     \
          .kind = DR_RMA_GET_ACCUMULATE, ORIGIN, RESULT, TARGET, .op = op,     \
          .win = win)

#define FORMS(suffix, COUNT)                                                   \
    TRANSFER(Put, put, suffix, const, COUNT, DR_RMA_PUT)                       \
    TRANSFER(Get, get, suffix, , COUNT, DR_RMA_GET)                            \
    ACCUMULATE(suffix, COUNT)                                                  \
    GET_ACCUMULATE(suffix, COUNT)

FORMS(, int)
FORMS(_c, MPI_Count)

ENTRY(Fetch_and_op,
      (const void *origin_addr, void *result_addr, MPI_Datatype datatype,
       int target_rank, MPI_Aint target_disp, MPI_Op op, MPI_Win win),
      (const void *, void *, MPI_Datatype, int, MPI_Aint, MPI_Op, MPI_Win),
      "bbtpiow",
      (origin_addr, result_addr, datatype, target_rank, target_disp, op, win),
      NULL, .kind = DR_RMA_GET_ACCUMULATE, .origin = {origin_addr, 1, datatype},
      .result = {result_addr, 1, datatype}, .target = {NULL, 1, datatype},
      .rank = target_rank, .disp = target_disp, .op = op, .win = win,
      .single = true)

ENTRY(
    Compare_and_swap,
    (const void *origin_addr, const void *compare_addr, void *result_addr,
     MPI_Datatype datatype, int target_rank, MPI_Aint target_disp, MPI_Win win),
    (const void *, const void *, void *, MPI_Datatype, int, MPI_Aint, MPI_Win),
    "bbbtpiw",
    (origin_addr, compare_addr, result_addr, datatype, target_rank, target_disp,
     win),
    NULL, .kind = DR_RMA_COMPARE_AND_SWAP, .origin = {origin_addr, 1, datatype},
    .result = {result_addr, 1, datatype}, .target = {NULL, 1, datatype},
    .rank = target_rank, .disp = target_disp, .compare = compare_addr,
    .win = win, .single = true)
