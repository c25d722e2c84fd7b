/*
 * run.c - one simulation from beginning to end.
 *
 * Order: program, platform, SimGrid, placement, ranks.  What can be wrong with
 * the user's input is found before the first rank starts.
 */
#include "api/run.h"

#include "api/buffering.h"
#include "api/file_tell.h"
#include "api/leaks.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "coll/selection.h"
#include "core/call_text.h"
#include "core/comm.h"
#include "core/crash.h"
#include "core/ending.h"
#include "core/image.h"
#include "core/output.h"
#include "core/request.h"
#include "io/io.h"
#include "net/net.h"
#include "net/placement.h"
#include "net/platform.h"
#include "p2p/detect.h"
#include "p2p/hold.h"
#include "trace/account.h"
#include "trace/path.h"
#include "trace/traces.h"

/* Will its memory be read or written after its end?  Those who wait for nothing
 * that they begin may have it on their stack. */
static bool leaves_work(const struct dr_rank *rank)
{
    const uint32_t *live = rank->handles.live;

    return live[DR_KIND_REQUEST] > 0 || live[DR_KIND_WIN] > 0 ||
           rank->port->detached > 0 || rank->claims.read ||
           rank->claims.written || !dr_list_empty(&rank->port->under_way);
}

static bool rank_body(void *argument)
{
    struct dr_rank *rank = argument;
    struct dr_world *world = dr_world;

    world->self = rank;
    dr_process_run(&rank->process, world->config.argc, world->config.argv,
                   dr_output_input(world->output, rank->id));
    dr_output_end_rank(world->output, rank->id);
    dr_ending_of_rank(rank);
    rank->ended = true;
    if (rank->phase != DR_AFTER_FINALIZE)
        dr_detect_left(rank);
    world->alive--;
    DR_EMIT(&world->bus, DR_EVENT_RANK_END, .rank = rank->id, .peer = -1,
            .actor = rank->id, .time_s = dr_net_now());
    world->self = NULL;
    dr_engine_check_stuck();
    return leaves_work(rank);
}

static size_t stack_size(const struct dr_config *config)
{
    if (config->stack_size > 0)
        return config->stack_size;
    /* Address space is cheap, the page tables of a million stacks are not. */
    if (config->nranks <= 1024)
        return (size_t)8 << 20;
    return config->nranks <= 8192 ? (size_t)1 << 20 : (size_t)256 << 10;
}

/* With bandwidths that hardly matter there is nothing to share. */
static void scale(const struct dr_config *config, struct dr_wire *wire)
{
    const struct dr_scale *by = &config->scale;

    dr_net_scale(by->latency, by->bandwidth);
    dr_protocol_scale(&wire->protocol, by->latency, by->bandwidth);
    if (by->bandwidth > 1e6) {
        wire->all_flows = false;
        wire->protocol.flow_from = UINT64_MAX;
    }
}

static int open_platform(struct dr_world *world, struct dr_text *error)
{
    const struct dr_config *config = &world->config;
    enum dr_net_model model =
        config->net == DR_NET_NS3 ? DR_MODEL_NS3 : DR_MODEL_OF_PLATFORM;
    struct dr_wire wire = {.all_flows = config->net != DR_NET_HYBRID};

    world->platform = dr_zalloc(1, sizeof *world->platform);
    if (dr_platform_open(world->platform,
                         config->platform ? config->platform
                                          : DR_PLATFORM_DEFAULT,
                         config->nranks, error))
        return -1;
    if (dr_net_open(world->platform->load_path, model, config->stack_size,
                    config->nranks, dr_engine_ring, error))
        return -1;
    wire.protocol = world->platform->protocol;
    if (config->eager == DR_EAGER_UNLIMITED)
        wire.protocol.eager_limit = UINT64_MAX;
    else if (config->eager >= 0)
        wire.protocol.eager_limit = (uint64_t)config->eager;
    if (config->flow_from >= 0)
        wire.protocol.flow_from = (uint64_t)config->flow_from;
    if (config->scale.used)
        scale(config, &wire);
    dr_engine_begin(world, &wire);
    return 0;
}

static int place_ranks(struct dr_world *world, struct dr_text *error)
{
    const struct dr_config *config = &world->config;
    size_t nhosts;
    struct dr_host *hosts = dr_net_hosts(&nhosts);
    struct dr_slot *slots = dr_zalloc(nhosts, sizeof *slots);
    int *host_of_rank = dr_zalloc((size_t)world->nranks, sizeof *host_of_rank);
    int failed;

    for (size_t i = 0; i < nhosts; i++)
        slots[i] = (struct dr_slot){hosts[i].name, hosts[i].cores};
    failed = dr_placement_make(slots, nhosts, config->hostfile, config->map,
                               world->nranks, host_of_rank, error);
    for (int i = 0; !failed && i < world->nranks; i++)
        world->ranks[i].host = &hosts[host_of_rank[i]];
    free(slots);
    free(host_of_rank);
    return failed;
}

static int make_ranks(struct dr_world *world, struct dr_text *error)
{
    struct dr_circle *everyone =
        dr_circle_new(dr_group_world(world->nranks), world->nranks);

    for (int i = 0; i < world->nranks; i++) {
        struct dr_rank *rank = &world->ranks[i];
        struct dr_circle *alone = dr_circle_new(dr_group_range(i, 1, 1), 1);

        rank->process.copy = dr_copy_new(world->image, error);
        if (!rank->process.copy)
            return -1;
        rank->wakeup = dr_wakeup_new();
        dr_handles_init(&rank->handles, rank->id);
        dr_list_init(&rank->thens);
        rank->comm_world = dr_comm_predefined(everyone, i, MPI_COMM_WORLD);
        rank->comm_self = dr_comm_predefined(alone, 0, MPI_COMM_SELF);
    }
    return 0;
}

static struct dr_world *make_world(const struct dr_config *config,
                                   dr_over_fn *over)
{
    struct dr_world *world = dr_zalloc(1, sizeof *world);

    world->config = *config;
    world->config.stack_size = stack_size(config);
    if (config->tag_ub == 0)
        world->config.tag_ub = INT_MAX;
    world->over = over;
    world->thread = pthread_self();
    world->nranks = config->nranks;
    world->alive = config->nranks;
    world->ranks = dr_zalloc((size_t)config->nranks, sizeof *world->ranks);
    for (int i = 0; i < config->nranks; i++)
        world->ranks[i].id = i;
    dr_pool_init(&world->requests, sizeof(struct dr_request));
    dr_pool_init(&world->holds, sizeof(struct dr_hold));
    return world;
}

static const char *host_of(int rank)
{
    return dr_world->ranks[rank].host->name;
}

static const char *program_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

static bool place_of(const void *site, struct dr_trace_site *place)
{
    struct dr_place found;

    if (!dr_call_place(site, &found) || !found.file)
        return false;
    *place = (struct dr_trace_site){.file = found.file,
                                    .line = found.line,
                                    .function =
                                        found.function ? found.function : ""};
    return true;
}

static int open_traces(struct dr_world *world, struct dr_text *error)
{
    const struct dr_files *files = &world->config.traces;
    bool usage;

    if (files->count == 0)
        return 0;
    world->traces = dr_traces_open(files->names, files->count, &usage, error);
    if (!world->traces)
        return usage ? DR_EXIT_USAGE : DR_EXIT_INPUT;
    return 0;
}

static void begin_traces(struct dr_world *world)
{
    struct dr_trace_facts facts = {.version = DRYRUN_VERSION,
                                   .program =
                                       program_name(world->config.program),
                                   .nranks = world->nranks,
                                   .host = host_of,
                                   .place = place_of};

    if (world->traces)
        dr_traces_begin(world->traces, &world->bus, &facts);
}

static int prepare(struct dr_world *world, struct dr_text *error)
{
    bool usage;

    world->selection = dr_selection_new(world->config.coll, &usage, error);
    if (!world->selection)
        return usage ? DR_EXIT_USAGE : DR_EXIT_INPUT;
    world->image = dr_image_open(world->config.program, error);
    if (world->image)
        world->guard = dr_image_guard(world->image);
    if (!world->image || open_platform(world, error) ||
        place_ranks(world, error) || make_ranks(world, error))
        return DR_EXIT_INPUT;
    return open_traces(world, error);
}

static uint64_t identify(const void *site)
{
    return dr_image_identify(dr_world->image, site);
}

int dr_run(const struct dr_config *config, const struct dr_plan *plan,
           struct dr_text *error)
{
    struct dr_world *world = make_world(config, plan->over);
    int status;

    dr_world = world;
    if (!plan->capture && !plan->choose && !config->quiet)
        dr_pulse_begin(&world->pulse);
    status = prepare(world, error);
    if (status) {
        dr_world = NULL;
        return status;
    }
    world->watch = dr_crash_install(dr_ending_by_signal);
    world->account = dr_account_begin(&world->bus, world->nranks);
    begin_traces(world);
    world->path = dr_path_begin(&world->bus, world->nranks, identify);
    world->output = dr_output_begin(world->nranks, config->tag_output);
    if (plan->capture)
        dr_io_apart();
    if (plan->capture)
        dr_output_capture(world->output, plan->pass_on);
    if (plan->copy_input > 0)
        dr_output_copy_input(world->output, plan->copy_input);
    if (plan->choose)
        dr_engine_explore(world, plan->choose, plan->self);
    else if (!plan->unrecorded)
        dr_buffering_watch(world);
    for (int i = 0; i < world->nranks; i++) {
        dr_net_spawn(world->ranks[i].host, i, rank_body, &world->ranks[i]);
        if (dr_pulse_due(&world->pulse))
            dr_pulse_beat(&world->pulse, 0);
    }
    dr_net_run();
    dr_buffering_judge();
    dr_leaks_judge();
    dr_file_tell_unasked();
    dr_ending_of_run();
}
