/*
 * door.h - how every MPI entry point begins and ends.
 *
 *     int PMPI_Send(const void *buf, int count, ...)
 *     {
 *         DR_DOOR("MPI_Send", "bitpgc", buf, count, type, dest, tag, comm);
 *         ...
 *         if (count < 0)
 *             return dr_raise(c, MPI_ERR_COUNT, "count is %d", count);
 *         return MPI_SUCCESS;
 *     }
 *     DR_ALIAS(int, Send, (const void *, int, ...))
 *
 * The door records the call on the rank while it lasts, lets a weakly
 * progressing rank answer what came in while it computed, and refuses calls
 * before MPI_Init and after MPI_Finalize.  Leaving is automatic.
 */
#ifndef DR_API_DOOR_H
#define DR_API_DOOR_H

#include "core/comm.h"
#include "core/world.h"
#include "include/mpi.h"

/* Enter; DR_DOOR_ANYTIME is for the few calls that are legal outside
 * Init..Finalize and in any thread, DR_DOOR_ANYWHERE for those that are legal
 * in any thread.  A call without arguments passes "" and 0.  See struct dr_call
 * in event/call.h for the letters of `kinds`. */
#define DR_DOOR(name, kinds, ...)                                              \
    DR_DOOR_(dr_door_enter, name, kinds, __VA_ARGS__)
#define DR_DOOR_ANYWHERE(name, kinds, ...)                                     \
    DR_DOOR_(dr_door_enter_anywhere, name, kinds, __VA_ARGS__)
#define DR_DOOR_ANYTIME(name, kinds, ...)                                      \
    DR_DOOR_(dr_door_enter_anytime, name, kinds, __VA_ARGS__)

#define DR_DOOR_(enter, name_, kinds_, ...)                                    \
    struct dr_call dr_call_ __attribute__((cleanup(dr_door_leave))) = {        \
        .name = name_,                                                         \
        .kinds = kinds_,                                                       \
        .site = __builtin_return_address(0),                                   \
        .frame = __builtin_frame_address(0),                                   \
        .arg = {DR_ARGUMENTS(__VA_ARGS__)}};                                   \
    enter(&dr_call_);                                                          \
    if (DR_LACKS(kinds_))                                                      \
    return dr_door_null(&dr_call_, #__VA_ARGS__)

/* Is one of the first 16 arguments NULL that must not be?  The letters are
 * constant, so that only those arguments are looked at. */
#define DR_LACKS(kinds)                                                        \
    (DR_LACKS_4(kinds, 0) || DR_LACKS_4(kinds, 4) || DR_LACKS_4(kinds, 8) ||   \
     DR_LACKS_4(kinds, 12))
#define DR_LACKS_4(kinds, i)                                                   \
    (DR_LACKS_1(kinds, i) || DR_LACKS_1(kinds, i + 1) ||                       \
     DR_LACKS_1(kinds, i + 2) || DR_LACKS_1(kinds, i + 3))
#define DR_LACKS_1(kinds, i)                                                   \
    (sizeof(kinds) > (i) + 1 &&                                                \
     (DR_LETTER(kinds, i) == '&' || DR_LETTER(kinds, i) == 'R') &&             \
     __builtin_expect(!dr_call_.arg[i], 0))
#define DR_LETTER(kinds, i) (kinds)[sizeof(kinds) > (i) + 1 ? (i) : 0]

/* Each argument as intptr_t, whatever its type. */
#define DR_ARGUMENTS(...)                                                      \
    DR_ARGUMENTS_OF(__VA_ARGS__, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3,  \
                    2, 1, 0)                                                   \
    (__VA_ARGS__)
#define DR_ARGUMENTS_OF(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, count,    \
                        ...)                                                   \
    DR_ARGS_##count
#define DR_ARG(x)          (intptr_t)(x)
#define DR_ARGS_1(a)       DR_ARG(a)
#define DR_ARGS_2(a, ...)  DR_ARG(a), DR_ARGS_1(__VA_ARGS__)
#define DR_ARGS_3(a, ...)  DR_ARG(a), DR_ARGS_2(__VA_ARGS__)
#define DR_ARGS_4(a, ...)  DR_ARG(a), DR_ARGS_3(__VA_ARGS__)
#define DR_ARGS_5(a, ...)  DR_ARG(a), DR_ARGS_4(__VA_ARGS__)
#define DR_ARGS_6(a, ...)  DR_ARG(a), DR_ARGS_5(__VA_ARGS__)
#define DR_ARGS_7(a, ...)  DR_ARG(a), DR_ARGS_6(__VA_ARGS__)
#define DR_ARGS_8(a, ...)  DR_ARG(a), DR_ARGS_7(__VA_ARGS__)
#define DR_ARGS_9(a, ...)  DR_ARG(a), DR_ARGS_8(__VA_ARGS__)
#define DR_ARGS_10(a, ...) DR_ARG(a), DR_ARGS_9(__VA_ARGS__)
#define DR_ARGS_11(a, ...) DR_ARG(a), DR_ARGS_10(__VA_ARGS__)
#define DR_ARGS_12(a, ...) DR_ARG(a), DR_ARGS_11(__VA_ARGS__)
#define DR_ARGS_13(a, ...) DR_ARG(a), DR_ARGS_12(__VA_ARGS__)
#define DR_ARGS_14(a, ...) DR_ARG(a), DR_ARGS_13(__VA_ARGS__)
#define DR_ARGS_15(a, ...) DR_ARG(a), DR_ARGS_14(__VA_ARGS__)

/* Note that the running rank makes `call`; a call outside MPI_Init and
 * MPI_Finalize ends the run, except for the functions allowed at any time. */
void dr_door_enter(struct dr_call *call);
void dr_door_enter_anytime(struct dr_call *call);
void dr_door_enter_anywhere(struct dr_call *call);
void dr_door_leave(struct dr_call *call);

/* Is the caller a thread of the program's own, not the one that runs main? */
bool dr_door_elsewhere(void);

/* Raise that an argument is NULL that must not be; `names` are those of all,
 * separated by commas. */
int dr_door_null(const struct dr_call *call, const char *names);

/* Define MPI_X as a weak name of PMPI_X, so that a tool may wrap it. */
#define DR_ALIAS(result, name, parameters)                                     \
    result MPI_##name parameters __attribute__((weak, alias("PMPI_" #name)));

/* What a finding says besides its sentence. */
enum {
    DR_ABOUT_MOST = 2
};
struct dr_about {
    int kind;           /* the class that its kind goes by; 0: the one raised */
    const char *advice; /* NULL: that of the class */
    struct dr_related related[DR_ABOUT_MOST]; /* up to the first that has
                                                 neither call nor site */
};

/*
 * A call failed: hand `error_class` to the error handler of `comm`; NULL means
 * an error tied to no communicator, which goes to that of MPI_COMM_WORLD
 * (MPI 3.1, section 8.3).
 *
 * Returns the class for the program; does not return if the handler is fatal.
 * The sentence names the offending value; call, place and what to do are
 * added.  dr_raise_about() has more to say; `about` may be NULL.
 */
int dr_raise(struct dr_comm *comm, int error_class, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
int dr_raise_about(struct dr_comm *comm, int error_class,
                   const struct dr_about *about, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/*
 * The same for a handle that leads to no object of `kind`; `argument` names
 * it, as in "the communicator".  Says what it is instead: null, of another
 * kind, another rank's, garbage, or freed, then with the calls that freed and
 * made it.
 */
int dr_raise_handle(struct dr_comm *comm, int error_class, enum dr_kind kind,
                    const void *handle, const char *argument);

/* The same for an argument that must not be NULL; and for an array of `count`
 * entries, unless it is empty, which returns MPI_SUCCESS if it is not NULL. */
int dr_raise_null(const char *argument);
int dr_check_array(struct dr_comm *comm, MPI_Count count, const void *array,
                   const char *argument);

/* Whose handler hears of an error, and what else becomes of it. */
struct dr_raising {
    struct dr_errhandler *handler;
    void *object;                 /* handle of what the handler belongs to */
    bool known;                   /* a finding tells of it already */
    bool silent;                  /* one that is not fatal is no finding */
    enum dr_severity severity;    /* of one that is not fatal */
    const struct dr_about *about; /* or NULL */
};

/* The same for any object and a sentence; dr_raise() and dr_file_raise() do
 * with it what they say. */
int dr_raise_to(const struct dr_raising *raising, int error_class,
                const char *sentence);

#endif
