/*
 * raise.c - what becomes of an error that a call has found.
 *
 * A fatal one ends the run.  One that an error handler of the program's gets,
 * or that the call returns, is a note: the program says that it deals with it,
 * but one that looks at no result fails later and elsewhere.  A note is made
 * once by rank, place and class, and of misuse only: what the world outside
 * refuses, such as a file that is not there, is the program's to ask.
 */
#include <stdarg.h>

#include "api/door.h"
#include "core/call_text.h"
#include "core/errors.h"
#include "net/net.h"

/* The classes of section 14.7 of MPI 4.1. */
static const int of_files[] = {
    MPI_ERR_FILE,         MPI_ERR_NOT_SAME,
    MPI_ERR_AMODE,        MPI_ERR_UNSUPPORTED_DATAREP,
    MPI_ERR_NO_SUCH_FILE, MPI_ERR_UNSUPPORTED_OPERATION,
    MPI_ERR_FILE_EXISTS,  MPI_ERR_BAD_FILE,
    MPI_ERR_ACCESS,       MPI_ERR_NO_SPACE,
    MPI_ERR_QUOTA,        MPI_ERR_READ_ONLY,
    MPI_ERR_FILE_IN_USE,  MPI_ERR_DUP_DATAREP,
    MPI_ERR_CONVERSION,   MPI_ERR_IO,
};

static enum dr_finding_kind kind_of(int error_class)
{
    if (error_class == MPI_ERR_TRUNCATE)
        return DR_FOUND_TRUNCATION;
    if (error_class == MPI_ERR_REQUEST)
        return DR_FOUND_REQUEST_MISUSE;
    if (error_class == MPI_ERR_RMA_SYNC)
        return DR_FOUND_RMA_EPOCH;
    if (error_class == MPI_ERR_RMA_CONFLICT)
        return DR_FOUND_RMA_CONFLICT;
    for (size_t i = 0; i < sizeof of_files / sizeof *of_files; i++)
        if (of_files[i] == error_class)
            return DR_FOUND_IO_ERROR;
    return DR_FOUND_INVALID_ARGUMENT;
}

/* By class: what to do, where the call that failed knows nothing better. */
static const struct {
    int error_class;
    const char *advice;
} advices[] = {
    {MPI_ERR_BUFFER, "give memory of the program's that holds what the count "
                     "and the datatype say"},
    {MPI_ERR_COUNT, "give a count from 0 to what the buffer holds"},
    {MPI_ERR_TYPE, "give a datatype that exists; before it is used to "
                   "communicate, MPI_Type_commit"},
    {MPI_ERR_TAG, "give a tag from 0 to the value of the attribute MPI_TAG_UB"},
    {MPI_ERR_COMM, "give a communicator that exists and is of the kind that "
                   "the call is for"},
    {MPI_ERR_RANK, "give a rank of the group in question: from 0 to its size "
                   "minus 1"},
    {MPI_ERR_ROOT, "give the same root on all ranks: from 0 to the size of the "
                   "communicator minus 1"},
    {MPI_ERR_GROUP, "give a group that exists"},
    {MPI_ERR_OP, "give an operator that is defined for the datatype, or make "
                 "one with MPI_Op_create"},
    {MPI_ERR_TOPOLOGY, "give a communicator made by a call for that topology"},
    {MPI_ERR_DIMS, "give dimensions that are positive, and in all not more "
                   "than there are ranks"},
    {MPI_ERR_TRUNCATE, "let the receive be as large as the message, or ask "
                       "MPI_Probe and MPI_Get_count for its size before"},
    {MPI_ERR_REQUEST, "start, wait for and free a request once, in this order"},
    {MPI_ERR_KEYVAL, "give a key that MPI_Comm_create_keyval or its like "
                     "returned and that is not freed"},
    {MPI_ERR_INFO, "give an info object that MPI_Info_create returned and that "
                   "is not freed, or MPI_INFO_NULL where it is allowed"},
    {MPI_ERR_INFO_KEY, "give a key of 1 to MPI_MAX_INFO_KEY - 1 characters"},
    {MPI_ERR_INFO_VALUE,
     "give a value of 1 to MPI_MAX_INFO_VAL - 1 characters"},
    {MPI_ERR_INFO_NOKEY, "ask whether there is such a key first"},
    {MPI_ERR_WIN, "give a window that exists"},
    {MPI_ERR_RMA_RANGE, "give a displacement, in units of the target's window, "
                        "and a count that lie within it"},
    {MPI_ERR_RMA_SHARED, "make the communicator with MPI_Comm_split_type and "
                         "MPI_COMM_TYPE_SHARED"},
    {MPI_ERR_RMA_ATTACH, "attach memory once, and detach it before it goes"},
    {MPI_ERR_RMA_FLAVOR, "make the window with the call for its kind"},
    {MPI_ERR_RMA_SYNC, "begin each access epoch with MPI_Win_fence, "
                       "MPI_Win_start or a lock, end it with the call that "
                       "belongs to it, and begin the next one then"},
    {MPI_ERR_LOCKTYPE, "give MPI_LOCK_SHARED or MPI_LOCK_EXCLUSIVE"},
    {MPI_ERR_ASSERT, "give the assertions of this call, or 0"},
    {MPI_ERR_FILE, "give a file that MPI_File_open returned and that is not "
                   "closed"},
    {MPI_ERR_AMODE, "give one of MPI_MODE_RDONLY, MPI_MODE_WRONLY and "
                    "MPI_MODE_RDWR, with others that go with it, and the same "
                    "on all ranks"},
    {MPI_ERR_READ_ONLY, "open the file with MPI_MODE_RDWR or MPI_MODE_WRONLY"},
    {MPI_ERR_ACCESS, "open the file with MPI_MODE_RDWR or MPI_MODE_RDONLY"},
    {MPI_ERR_NO_MEM, "ask for less: all ranks share the memory of the machine "
                     "that simulates them"},
    {MPI_ERR_NOT_SAME, "give the same on all ranks"},
    {MPI_ERR_UNSUPPORTED_OPERATION,
     "use the shared pointer, or open the file without MPI_MODE_SEQUENTIAL"},
    {MPI_ERR_IO, "access whole etypes of the view"},
    {MPI_ERR_NO_SPACE, "look at what the call returns: the file lacks data"},
    {MPI_ERR_QUOTA, "look at what the call returns: the file lacks data"},
    {MPI_ERR_IN_STATUS, "look at the error field of each status"},
};

static const char *advice_of(int error_class)
{
    for (size_t i = 0; i < sizeof advices / sizeof *advices; i++)
        if (advices[i].error_class == error_class)
            return advices[i].advice;
    if (dr_world->self && dr_world->self->call &&
        dr_call_is_own(dr_world->self->call->name))
        return "compare the arguments with what dryrun.h says of this call";
    return "compare the arguments with what the standard says of this call";
}

static size_t count_related(const struct dr_about *about)
{
    size_t count = 0;

    while (count < DR_ABOUT_MOST &&
           (about->related[count].call || about->related[count].site))
        count++;
    return count;
}

/* Not misuse: what only the call can find out.  Of files, the caller knows. */
static bool is_news(int error_class)
{
    static const int news[] = {
        MPI_ERR_NO_MEM,  MPI_ERR_NAME,  MPI_ERR_PORT,
        MPI_ERR_SERVICE, MPI_ERR_SPAWN, MPI_ERR_INFO_NOKEY,
    };

    for (size_t i = 0; i < sizeof news / sizeof *news; i++)
        if (news[i] == error_class)
            return true;
    return false;
}

/* Is the program's own knowledge of it worth a note?  Not a second time. */
static bool is_noted(int error_class)
{
    struct dr_table *table = &dr_world->returned;
    const struct dr_rank *rank = dr_world->self;
    uint64_t site = rank->call ? (uintptr_t)rank->call->site : 0;
    uint64_t what = (uint64_t)rank->id << 32 | (uint32_t)error_class;

    if (is_news(error_class) || !dr_error_name(error_class) ||
        dr_table_get(table, site, what))
        return false;
    dr_table_put(table, site, what, table);
    return true;
}

static bool is_told(const struct dr_raising *raising, int error_class)
{
    if (raising->known)
        return false;
    if (raising->handler->kind == DR_ERRORS_FATAL)
        return true;
    return !raising->silent &&
           (raising->severity != DR_NOTE || is_noted(error_class));
}

/* Who got an error that is not fatal. */
static const char *hearer(const struct dr_raising *raising)
{
    if (raising->severity != DR_NOTE)
        return "";
    return raising->handler->kind == DR_ERRORS_USER
               ? ", which the program's error handler was told"
               : ", which the call returned to the program";
}

static void tell(const struct dr_raising *raising, int error_class,
                 const char *sentence)
{
    static const struct dr_about nothing;
    const struct dr_about *about = raising->about ? raising->about : &nothing;
    bool fatal = raising->handler->kind == DR_ERRORS_FATAL;
    const struct dr_rank *rank = dr_world->self;
    const char *name = dr_error_name(error_class);
    struct dr_text text = DR_TEXT_EMPTY;

    dr_text_printf(&text, name ? "%s (%s)" : "%s", sentence, name);
    if (!fatal)
        dr_text_printf(&text, "%s", hearer(raising));
    dr_findings_add(
        &dr_world->findings,
        (struct dr_finding){
            .kind = kind_of(about->kind ? about->kind : error_class),
            .severity = fatal ? DR_ERROR : raising->severity,
            .time_s = dr_net_now(),
            .rank = rank->id,
            .call = rank->call ? rank->call->name : NULL,
            .site = rank->call ? rank->call->site : NULL,
            .message = text.data,
            .advice = about->advice ? about->advice : advice_of(error_class),
            .related = about->related,
            .nrelated = count_related(about)});
    dr_text_end(&text);
}

/* The handler may jump out of the call, so there is nothing left to free. */
static int hand_over(const struct dr_raising *raising, int error_class)
{
    int code = error_class;

    if (raising->handler->kind == DR_ERRORS_USER)
        dr_errhandler_call(raising->handler, raising->object, &code);
    else if (raising->handler->kind == DR_ERRORS_FATAL)
        dr_world_stop(DR_VERDICT_ERROR, DR_EXIT_MISUSE);
    return error_class;
}

int dr_raise_to(const struct dr_raising *raising, int error_class,
                const char *sentence)
{
    if (is_told(raising, error_class))
        tell(raising, error_class, sentence);
    return hand_over(raising, error_class);
}

static int raise_error(struct dr_comm *comm, int error_class,
                       const struct dr_about *about, const char *format,
                       va_list args)
{
    struct dr_comm *bearer = comm ? comm : dr_world->self->comm_world;
    struct dr_raising raising = {.handler = bearer->errhandler,
                                 .object = bearer->handle,
                                 .about = about};
    struct dr_text text = DR_TEXT_EMPTY;

    if (is_told(&raising, error_class)) {
        dr_text_vprintf(&text, format, args);
        tell(&raising, error_class, dr_text_string(&text));
        dr_text_end(&text);
    }
    return hand_over(&raising, error_class);
}

int dr_raise(struct dr_comm *comm, int error_class, const char *format, ...)
{
    va_list args;
    int error;

    va_start(args, format);
    error = raise_error(comm, error_class, NULL, format, args);
    va_end(args);
    return error;
}

int dr_raise_about(struct dr_comm *comm, int error_class,
                   const struct dr_about *about, const char *format, ...)
{
    va_list args;
    int error;

    va_start(args, format);
    error = raise_error(comm, error_class, about, format, args);
    va_end(args);
    return error;
}

int dr_raise_null(const char *argument)
{
    static const struct dr_about about = {.advice =
                                              "give the address of a variable"};

    return dr_raise_about(NULL, MPI_ERR_ARG, &about, "%s is NULL", argument);
}

/* The name at `index` of a list such as "comm, &count, request". */
static void add_name(struct dr_text *text, const char *names, int index)
{
    int depth = 0;

    for (; *names; names++) {
        depth += (*names == '(') - (*names == ')');
        if (*names == ',' && depth == 0) {
            if (index-- == 0)
                return;
        } else if (index == 0 && *names != ' ') {
            dr_text_printf(text, "%c", *names);
        }
    }
}

int dr_door_null(const struct dr_call *call, const char *names)
{
    struct dr_text name = DR_TEXT_EMPTY;
    int index = 0, error;

    while (call->arg[index] ||
           (call->kinds[index] != '&' && call->kinds[index] != 'R'))
        index++;
    add_name(&name, names, index);
    error = dr_raise_null(dr_text_string(&name));
    dr_text_end(&name);
    return error;
}
