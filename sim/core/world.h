/*
 * world.h - the one simulation of this process, and its ranks.
 *
 * Everything that changes during a run hangs off the world.  `dr_world` is
 * the only mutable pointer of the project: MPI calls carry no context, so the
 * entry points must find it somewhere.
 *
 * Invariant: `self` is the rank whose code is running, and NULL while the
 * engine (SimGrid's maestro) runs.
 */
#ifndef DR_CORE_WORLD_H
#define DR_CORE_WORLD_H

#include <pthread.h>

#include "base/list.h"
#include "base/memory.h"
#include "base/table.h"
#include "core/config.h"
#include "core/handle.h"
#include "core/process.h"
#include "core/pulse.h"
#include "event/call.h"
#include "event/event.h"
#include "event/finding.h"

enum dr_phase {
    DR_BEFORE_INIT,
    DR_INSIDE, /* between MPI_Init and MPI_Finalize */
    DR_AFTER_FINALIZE,
};

struct dr_claim;      /* core/claims.h */
struct dr_guard;      /* core/guard.h */
struct dr_host;       /* net */
struct dr_engine;     /* p2p: what all ports share */
struct dr_io;         /* io/io.h */
struct dr_selection;  /* coll/selection.h */
struct dr_port;       /* p2p: the rank's matching and progress state */
struct dr_errors;     /* core/errors.h */
struct dr_comm;       /* core/comm.h */
struct dr_errhandler; /* core/errhandler.h */
struct dr_wakeup;     /* net: what a blocked rank sleeps on */
struct dr_marks;      /* core/datatype_info.h */
struct dr_lent;       /* rma/lent.h */

/* Memory that pending operations own; see core/claims.h. */
struct dr_claims {
    struct dr_claim *read, *written, *foreign; /* roots of the trees */
    uint64_t begun;
};

/* Calls of MPI by all ranks; see p2p/limit.h. */
struct dr_calls {
    uint64_t made, due; /* when to look again at a limit */
    double moment_s;    /* of the last look that saw time go on */
    uint64_t before;    /* those made until then */
};

struct dr_rank {
    int id; /* in MPI_COMM_WORLD */
    enum dr_phase phase;
    int thread_level;       /* MPI_THREAD_..., as MPI_Init_thread gave */
    int thread_asked;       /* as the program wanted */
    struct dr_related init; /* the call that began MPI */
    struct dr_wakeup *wakeup;
    const struct dr_call *call; /* in progress, or NULL */
    struct dr_handles handles;
    struct dr_process process; /* the rank as an operating system process */
    struct dr_errors *errors;  /* codes the program added, or NULL */
    struct dr_port *port;
    struct dr_claims claims;
    struct dr_lent *lent;       /* memory of its windows; NULL: it has none */
    struct dr_link thens;       /* continuations to run, api/then.h */
    struct dr_marks *marks;     /* on predefined datatypes */
    struct dr_comm *comm_world; /* predefined communicators */
    struct dr_comm *comm_self;
    struct dr_host *host;
    /* Where the rank sleeps, for a debugger; NULL while it runs. */
    const void *sleep_frame, *sleep_code;
    bool polling;   /* between fruitless looks of MPI_Test */
    bool ended;     /* its main and its atexit functions are over */
    int tool_users; /* MPI_T_init_thread without MPI_T_finalize */
    int universe_size, last_used_code; /* attributes, as the program saw them */
};

/* The exit statuses that are not the program's own. */
enum {
    DR_EXIT_USAGE = 64,
    DR_EXIT_INPUT = 65,
    DR_EXIT_DEADLOCK = 80,
    DR_EXIT_MISUSE = 81,
    DR_EXIT_CRASH = 82,
    DR_EXIT_LIMIT = 83,
    DR_EXIT_INTERRUPT = 130,  /* 128 + SIGINT, as a shell has it */
    DR_EXIT_TERMINATED = 143, /* 128 + SIGTERM */
};

enum dr_verdict {
    DR_VERDICT_OK,
    DR_VERDICT_DEADLOCK,
    DR_VERDICT_ERROR,
    DR_VERDICT_CRASH,
    DR_VERDICT_ABORT,
    DR_VERDICT_LIMIT,
};

/* Called once, when the run is over, however it ended; writes the reports.
 * The world still describes every rank.  It may run on a rank's stack or in a
 * signal handler, so it must not wait for anything. */
typedef void dr_over_fn(enum dr_verdict verdict, int status);

struct dr_world {
    struct dr_config config;
    struct dr_bus bus;
    struct dr_calls calls;
    struct dr_pulse pulse;
    struct dr_findings findings;
    struct dr_table mismatches; /* those told, core/mismatch.h */
    struct dr_table returned;   /* errors the program got, told; api/raise.c */
    struct dr_image *image;     /* the program */
    struct dr_output *output;   /* what the ranks print; core/output.h */
    struct dr_watch *watch;     /* for signals; core/crash.h */
    struct dr_guard *guard;     /* if the program tells of its accesses */
    int nranks;
    struct dr_rank *ranks;
    struct dr_rank *self;
    const struct dr_request *touched; /* whose buffer the engine reads or
                                         writes now */
    pthread_t thread;                 /* the one in which all ranks run */
    int alive;                        /* ranks whose main has not ended */
    int blocked; /* of those, asleep until something happens */
    uint32_t next_context;
    struct dr_pool requests; /* of struct dr_request */
    struct dr_pool holds;    /* p2p/hold.h */
    struct dr_table told;    /* p2p/hold_tell.c */
    struct dr_table windows; /* how many were made, by rank and site */
    bool sampled;            /* of a buffer, some bytes were compared */
    bool shares_memory;      /* some ranks have a window of shared memory */
    bool half_seen; /* what a nonblocking collective writes was compared when it
                       was over only */
    bool judged;    /* it is known what the ranks leave behind */
    struct dr_engine *engine;
    struct dr_selection *selection; /* coll: the algorithms in force */
    struct dr_platform *platform;   /* net */
    struct dr_io *io;               /* io: files; NULL: none yet */
    struct dr_account *account;     /* trace */
    struct dr_traces *traces;       /* trace; NULL: none */
    struct dr_path *path;           /* trace */
    dr_over_fn *over;
};

extern struct dr_world *dr_world;

/* End the whole run now, from a rank, the engine or a signal handler: reports
 * are written, output is flushed, the process ends with `status`. */
_Noreturn void dr_world_stop(enum dr_verdict verdict, int status);

#endif
