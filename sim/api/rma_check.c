/*
 * rma_check.c - are the arguments of a one-sided call legal?
 */
#include "api/rma.h"

#include "api/apart.h"
#include "core/call_text.h"
#include "core/datatype_info.h"
#include "core/mismatch.h"
#include "rma/lent.h"

static int check_span(struct dr_win *win, const struct dr_rma_buffer *buffer,
                      const char *argument, struct dr_span *span)
{
    const struct dr_datatype *type;
    int error = dr_check_datatype(win->comm, buffer->type, argument, &type);

    if (!error)
        error = dr_check_committed(win->comm, buffer->type, type, argument);
    if (error)
        return error;
    *span = (struct dr_span){(void *)(uintptr_t)buffer->address,
                             (uint64_t)buffer->count, type};
    return MPI_SUCCESS;
}

static int check_local(struct dr_win *win, const struct dr_rma_buffer *buffer,
                       const char *argument, struct dr_span *span)
{
    int error = check_span(win, buffer, argument, span);

    if (error)
        return error;
    return dr_check_buffer(win->comm, buffer->address, buffer->count,
                           span->type);
}

static uint64_t bytes_of(struct dr_span span)
{
    return span.count * span.type->size;
}

static bool of_bytes(struct dr_span span)
{
    return dr_signature_uniform(span.type->signature) == (uintptr_t)MPI_BYTE;
}

/* What moves from one buffer to the other are elements of the same types (MPI
 * 4.1, section 12.3.1).  Windows are often thought of as bytes: those go with
 * anything. */
static void compare_types(struct dr_span from, struct dr_span to)
{
    const struct dr_rank *rank = dr_world->self;
    struct dr_related call = {rank->id, rank->call->name, rank->call->site};
    struct dr_party parties[2] = {
        {.call = call, .amount = {from.type->signature, from.count}},
        {.call = call, .amount = {to.type->signature, to.count}}};

    if (from.type->signature != to.type->signature && !of_bytes(from) &&
        !of_bytes(to))
        dr_mismatch_of_message(&parties[0], &parties[1]);
}

static int check_sizes(struct dr_win *win, const char *name,
                       struct dr_span local, struct dr_span target)
{
    if (bytes_of(local) == bytes_of(target))
        return MPI_SUCCESS;
    return dr_raise(
        win->comm, MPI_ERR_TYPE, "the %s has %llu byte%s and the target %llu",
        name, (unsigned long long)bytes_of(local), dr_text_s(bytes_of(local)),
        (unsigned long long)bytes_of(target));
}

/* What is written must not be written twice. */
static int check_written(struct dr_win *win, const struct dr_rma_arguments *a,
                         const struct dr_rma *what)
{
    int error = MPI_SUCCESS;

    if (a->kind == DR_RMA_PUT)
        return dr_check_receive(win->comm, a->target.count, what->target.type);
    if (a->kind == DR_RMA_GET)
        return dr_check_receive(win->comm, a->origin.count, what->origin.type);
    if (what->result.type)
        error = dr_check_receive(win->comm, a->result.count, what->result.type);
    return error;
}

/* Without an operator the origin's buffer is not looked at. */
static bool uses_origin(const struct dr_rma_arguments *a)
{
    return a->kind != DR_RMA_GET_ACCUMULATE || a->op != MPI_NO_OP;
}

int dr_rma_check_buffers(struct dr_win *win, const struct dr_rma_arguments *a,
                         struct dr_rma *what)
{
    bool results =
        a->kind == DR_RMA_GET_ACCUMULATE || a->kind == DR_RMA_COMPARE_AND_SWAP;
    int error =
        check_span(win, &a->target, "the target datatype", &what->target);

    if (!error && a->target.count < 0)
        error = dr_raise(win->comm, MPI_ERR_COUNT, "the target count is %lld",
                         (long long)a->target.count);
    if (!error && uses_origin(a))
        error =
            check_local(win, &a->origin, "the origin datatype", &what->origin);
    if (!error && uses_origin(a))
        error = check_sizes(win, "origin", what->origin, what->target);
    if (!error && results)
        error =
            check_local(win, &a->result, "the result datatype", &what->result);
    if (!error && results)
        error = check_sizes(win, "result", what->result, what->target);
    if (!error && a->kind == DR_RMA_PUT)
        compare_types(what->origin, what->target);
    if (!error && a->kind == DR_RMA_GET)
        compare_types(what->target, what->origin);
    if (!error && results)
        compare_types(what->target, what->result);
    if (!error)
        error = check_written(win, a, what);
    what->compare = a->compare;
    if (!error && a->single && !what->target.type->predefined)
        error = dr_raise(win->comm, MPI_ERR_TYPE,
                         "the datatype is not a predefined one");
    return error;
}

/* The one predefined type that a type was made of; NULL: of several. */
static const struct dr_datatype *made_of(const struct dr_datatype *type)
{
    const struct dr_datatype *all = NULL;

    if (type->predefined || !type->recipe)
        return type->predefined ? type : NULL;
    for (int64_t i = 0; i < type->recipe->ntypes; i++) {
        const struct dr_datatype *one;

        if (type->recipe->types[i]->size == 0)
            continue;
        one = made_of(type->recipe->types[i]);
        if (!one || (all && one != all))
            return NULL;
        all = one;
    }
    return all;
}

/* The one type of all elements; NULL: there are several, or none.  A pair, as
 * of MPI_MAXLOC, is one element, although its signature has two. */
static MPI_Datatype basic_of(const struct dr_datatype *type)
{
    const struct dr_datatype *made = made_of(type);

    if (made && (type->predefined || made->signature->elements == 2))
        return made->predefined;
    return (MPI_Datatype)(uintptr_t)dr_signature_uniform(type->signature);
}

static int check_basic(struct dr_win *win, struct dr_rma *what)
{
    what->basic = basic_of(what->target.type);
    if (!what->basic && what->target.type->size > 0)
        return dr_raise(win->comm, MPI_ERR_TYPE,
                        "the target datatype has elements of several types");
    if (what->origin.type && bytes_of(what->target) > 0 &&
        basic_of(what->origin.type) != what->basic)
        return dr_raise(win->comm, MPI_ERR_TYPE,
                        "the elements of origin and target are of different "
                        "types");
    return MPI_SUCCESS;
}

static int check_swap(struct dr_win *win, const struct dr_rma *what)
{
    const struct dr_datatype *type = what->target.type;

    if (dr_op_allows(dr_op_get(MPI_BAND), type) ||
        dr_op_allows(dr_op_get(MPI_LAND), type))
        return MPI_SUCCESS;
    return dr_raise(win->comm, MPI_ERR_TYPE,
                    "%s is neither an integer nor a logical type nor MPI_BYTE",
                    dr_datatype_label(type));
}

int dr_rma_check_op(struct dr_win *win, const struct dr_rma_arguments *a,
                    struct dr_rma *what)
{
    const struct dr_op *op;
    int error;

    if (a->kind == DR_RMA_COMPARE_AND_SWAP)
        return check_swap(win, what);
    if (a->kind != DR_RMA_ACCUMULATE && a->kind != DR_RMA_GET_ACCUMULATE)
        return MPI_SUCCESS;
    op = dr_op_get(a->op);
    if (!op)
        return dr_raise(win->comm, MPI_ERR_OP,
                        "the operator is MPI_OP_NULL, freed, or none");
    if (dr_op_of_user(op))
        return dr_raise(win->comm, MPI_ERR_OP,
                        "one-sided calls take predefined operators only");
    if (a->op == MPI_NO_OP && a->kind == DR_RMA_ACCUMULATE)
        return dr_raise(win->comm, MPI_ERR_OP,
                        "MPI_NO_OP is for calls that fetch");
    error = check_basic(win, what);
    if (error || !what->basic)
        return error; /* without elements nothing is to be done */
    what->replaces = a->op == MPI_REPLACE;
    if (a->op == MPI_REPLACE || a->op == MPI_NO_OP)
        return MPI_SUCCESS;
    what->op = op;
    if (dr_op_allows(op, dr_datatype_get(what->basic)))
        return MPI_SUCCESS;
    return dr_raise(win->comm, MPI_ERR_OP, "%s does not take elements of %s",
                    op->name, dr_datatype_label(dr_datatype_get(what->basic)));
}


/* The bytes that a span reaches from its address: [low, high). */
static void reach(struct dr_span span, int64_t *low, int64_t *high)
{
    int64_t last = (int64_t)(span.count - 1) * span.type->extent;

    *low = (last < 0 ? last : 0) + span.type->true_lb;
    *high = (last > 0 ? last : 0) + span.type->true_ub;
}

/* Within what is attached, piece after piece if they adjoin? */
static bool inside(const struct dr_exposed *exposed, uint64_t low,
                   uint64_t high)
{
    for (int i = 0; low < high && i < exposed->nattached; i++) {
        uint64_t base = (uint64_t)(uintptr_t)exposed->attached[i].base;
        uint64_t end = base + exposed->attached[i].size;

        if (low >= base && low < end) {
            low = end;
            i = -1;
        }
    }
    return low >= high;
}

/* Memory in [low, high) that a rank has detached, the latest; or NULL. */
static const struct dr_piece_of_memory *
detached(const struct dr_exposed *exposed, uint64_t low, uint64_t high)
{
    for (unsigned i = 0; i < exposed->ndetached && i < DR_DETACHED_MOST; i++) {
        const struct dr_piece_of_memory *piece =
            &exposed->detached[(exposed->ndetached - 1 - i) % DR_DETACHED_MOST];
        uint64_t base = (uint64_t)(uintptr_t)piece->base;

        if (base < high && low < base + piece->size)
            return piece;
    }
    return NULL;
}

static int raise_detached(struct dr_win *win, int rank,
                          const struct dr_piece_of_memory *gone)
{
    struct dr_text advice = DR_TEXT_EMPTY;
    struct dr_about about = {.related = {{rank, gone->by.call, gone->by.site}}};
    int error;

    dr_text_printf(&advice,
                   "let rank %d call MPI_Win_detach later: first this rank has "
                   "to end the epoch of the operation, then to tell rank %d "
                   "so, by a message or a barrier",
                   rank, rank);
    about.advice = dr_text_string(&advice);
    error = dr_raise_about(
        win->comm, MPI_ERR_RMA_RANGE, &about,
        "rank %d has detached the memory at the target, %llu "
        "byte%s, already",
        rank, (unsigned long long)gone->size, dr_text_s(gone->size));
    dr_text_end(&advice);
    return error;
}

static int check_dynamic(struct dr_win *win, int rank, struct dr_rma *what,
                         MPI_Aint disp)
{
    static const struct dr_about about = {
        .advice = "give the address that MPI_Get_address has at the target, of "
                  "memory that MPI_Win_attach has attached there and "
                  "MPI_Win_detach has not detached yet"};
    const struct dr_exposed *exposed = dr_win_member(win, rank);
    const struct dr_piece_of_memory *gone;
    int64_t low = 0, high = 0;

    what->target.buffer = (void *)disp;
    if (what->target.count > 0)
        reach(what->target, &low, &high);
    if (low == high ||
        inside(exposed, (uint64_t)(disp + low), (uint64_t)(disp + high)))
        return MPI_SUCCESS;
    gone = detached(exposed, (uint64_t)(disp + low), (uint64_t)(disp + high));
    if (gone)
        return raise_detached(win, dr_win_world_rank(win, rank), gone);
    if (exposed->nattached == 0)
        return dr_raise_about(win->comm, MPI_ERR_RMA_RANGE, &about,
                              "rank %d has attached no memory", rank);
    return dr_raise_about(win->comm, MPI_ERR_RMA_RANGE, &about,
                          "the %lld byte%s at the target %s not within memory "
                          "that rank %d has attached",
                          (long long)(high - low),
                          dr_text_s((uint64_t)(high - low)),
                          high - low == 1 ? "is" : "are", rank);
}

static int raise_outside(struct dr_win *win, const struct dr_exposed *exposed,
                         int rank, int64_t low, int64_t high)
{
    struct dr_text window = DR_TEXT_EMPTY;
    int error;

    dr_call_which_window_text(&window, win->owner, win->comm);
    error =
        dr_raise(win->comm, MPI_ERR_RMA_RANGE,
                 "bytes %lld to %lld of rank %d's %s, which has %llu byte%s",
                 (long long)low, (long long)high - 1, rank, window.data,
                 (unsigned long long)exposed->memory.size,
                 dr_text_s(exposed->memory.size));
    dr_text_end(&window);
    return error;
}

int dr_rma_check_range(struct dr_win *win, const struct dr_rma_arguments *a,
                       struct dr_rma *what)
{
    const struct dr_exposed *exposed = dr_win_member(win, a->rank);
    int64_t low = 0, high = 0, at;
    uint64_t bytes;
    bool beyond =
        !dr_datatype_fits(what->target.type, what->target.count, &bytes) ||
        __builtin_mul_overflow(a->disp, exposed->disp_unit, &at);

    if (!beyond && win->flavor == MPI_WIN_FLAVOR_DYNAMIC)
        return check_dynamic(win, a->rank, what, a->disp);
    if (!beyond && bytes == 0)
        return MPI_SUCCESS;
    if (!beyond)
        reach(what->target, &low, &high);
    beyond = beyond || __builtin_add_overflow(at, low, &low) ||
             __builtin_add_overflow(at, high, &high);
    if (beyond)
        return dr_raise(win->comm, MPI_ERR_DISP,
                        "displacement %lld of %lld element%s is beyond memory",
                        (long long)a->disp, (long long)a->target.count,
                        dr_text_s((uint64_t)a->target.count));
    if (low < 0 || (uint64_t)high > exposed->memory.size)
        return raise_outside(win, exposed, a->rank, low, high);
    what->target.buffer = exposed->memory.base + at;
    return MPI_SUCCESS;
}
