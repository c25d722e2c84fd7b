/*
 * net_simgrid.cpp - the port to SimGrid: the one file that includes it.
 *
 * SimGrid's C interface has no kernel timers and no completion callbacks, so
 * this file is C++; nothing of C++ leaves it.
 *
 * Alarms live in our own heap.  One SimGrid timer is armed for its head: many
 * stale timers would make SimGrid quadratic.
 */
extern "C" {
#include "base/memory.h"
#include "base/text.h"
}

#include "net/agenda.h"
#include "net/net.h"
#include "net/stack.h"

#include <simgrid/kernel/Timer.hpp>
#include <simgrid/s4u.hpp>
#include <xbt/config.hpp>
#include <xbt/log.h>

#include <algorithm>
#include <alloca.h>
#include <cmath>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <malloc.h>
#include <string>
#include <unistd.h>
#include <unordered_map>
#include <vector>

namespace sg = simgrid::s4u;
using simgrid::kernel::timer::Timer;

/* Suspending and resuming an actor allocates nothing, other than SimGrid's
 * semaphores.  Ranks are woken in the engine only, never by each other, so a
 * wake-up cannot fall between going to sleep and being suspended. */
struct dr_wakeup {
    sg::Actor *sleeper; /* NULL: awake */
    bool woken;         /* before it went to sleep */
};

namespace
{

/* A running flow keeps SimGrid's activity alive until its end was told. */
struct flow {
    sg::CommPtr comm;
    dr_alarm *alarm;
    uint64_t number; /* among alarms, as of its start */
    double earliest; /* when it may ring: SimGrid caps no such transfer */
};

/* The state of SimGrid's engine as we see it: one per process, as it is. */
struct port {
    sg::Engine *engine = nullptr;
    dr_ring_fn *ring = nullptr;
    dr_agenda agenda = {};
    Timer *armed = nullptr;
    double armed_for = std::numeric_limits<double>::infinity();
    bool ringing = false;
    size_t flows = 0;
    std::vector<flow *> ended; /* SimGrid still looks at them in the signal */
    uint64_t rung = 0;
    std::vector<dr_host> hosts;
    std::unordered_map<const sg::Link *, dr_lane *> lanes;
    std::unordered_map<uint64_t, dr_route *> routes;
    FILE *silence = nullptr;
    dr_host *routing_from = nullptr; /* a route is being looked up */
    dr_host *routing_to = nullptr;
    double latency_factor = 1.0;
    double bandwidth_factor = 1.0;
    double tcp_gamma = 0.0;
    size_t stack_size = 0;      /* of a rank */
    dr_stack engine_stack = {}; /* of SimGrid's maestro */
};

port net;

void ring_due();

/* Keep exactly one timer armed, for the head of the heap. */
void arm()
{
    double next = dr_agenda_next(&net.agenda);

    if (net.ringing || next == net.armed_for)
        return;
    if (net.armed)
        net.armed->remove();
    net.armed = nullptr;
    net.armed_for = next;
    if (std::isfinite(next))
        net.armed = Timer::set(std::max(next, dr_net_now()), ring_due);
}

void bury_ended();

/* The engine runs, perhaps since the end of a rank, which leaves its stack by
 * an exception of SimGrid's and cannot tell afterwards. */
void enter_engine()
{
    dr_stack_switch(net.engine_stack);
}

void ring_due()
{
    enter_engine();
    bury_ended();
    net.armed = nullptr;
    net.armed_for = std::numeric_limits<double>::infinity();
    net.ringing = true;
    while (dr_agenda_next(&net.agenda) <= dr_net_now()) {
        net.rung++;
        net.ring(dr_agenda_take(&net.agenda));
    }
    net.ringing = false;
    arm();
}

void flow_ended(sg::Activity const &activity)
{
    auto *comm = dynamic_cast<sg::Comm const *>(&activity);
    auto *ended = comm ? comm->get_data<flow>() : nullptr;

    if (!ended)
        return;
    enter_engine();
    net.flows--;
    net.ended.push_back(ended);
    /* Flows that end together ring in the order they began, not in SimGrid's:
     * as alarms of that moment. */
    ended->alarm->when = std::max(ended->earliest, dr_net_now());
    dr_agenda_add_as(&net.agenda, ended->alarm, ended->number);
    arm();
}

void bury_ended()
{
    for (auto *done : net.ended)
        delete done;
    net.ended.clear();
}

void die_refusing(const char *sentence)
{
    if (write(STDERR_FILENO, sentence, strlen(sentence)) < 0)
        _exit(65);
    _exit(65);
}

/* SimGrid aborts on some bad platforms after saying why on stderr. */
void refused(int)
{
    die_refusing("dryrun: SimGrid refuses this platform for the reason "
                 "above\n");
}

void ns3_divided_by_zero(int)
{
    die_refusing("dryrun: --net ns3: ns-3 needs a backbone (bb_bw and bb_lat) "
                 "in every <cluster> of the platform, and one has none\n");
}

double factor(const char *option)
{
    double value = simgrid::config::get_value<double>(option);

    return value > 0 ? value : 1.0;
}

void configure(dr_net_model model, size_t stack_size, int nranks)
{
    /* Above this many, the two mappings per guarded stack come too close to
     * the kernel's default limit of 65,530 (vm.max_map_count). */
    const int guarded_ranks = 8192;

    xbt_log_control_set("root.thresh:critical");
    xbt_log_control_set("root.fmt:dryrun:%e%m%n");
    net.stack_size = stack_size / 1024 * 1024;
    sg::Engine::set_config("contexts/stack-size:" +
                           std::to_string(stack_size / 1024));
    if (nranks > guarded_ranks) {
        sg::Engine::set_config("contexts/guard-size:0");
        /* Stacks must stay mappings of their own: only touched pages cost. */
        mallopt(M_MMAP_MAX, 1 << 30);
        mallopt(M_MMAP_THRESHOLD, 128 * 1024);
    }
    sg::Engine::set_config("debug/verbose-exit:0");
    /* Ends of flows this close together (s) would become one moment. */
    sg::Engine::set_config("surf/precision:1e-12");
    if (model == DR_MODEL_NS3)
        sg::Engine::set_config("network/model:ns-3");
}

void collect_hosts()
{
    auto all = net.engine->get_all_hosts();

    std::sort(all.begin(), all.end(), [](sg::Host *a, sg::Host *b) {
        return strverscmp(a->get_cname(), b->get_cname()) < 0;
    });
    for (auto *host : all) {
        dr_host entry = {};

        entry.simgrid = host;
        entry.name = host->get_cname();
        entry.index = static_cast<int>(net.hosts.size());
        entry.cores = host->get_core_count();
        entry.speed = host->get_speed();
        if (!host->get_disks().empty()) {
            entry.disk_read = host->get_disks().front()->get_read_bandwidth();
            entry.disk_write = host->get_disks().front()->get_write_bandwidth();
        }
        net.hosts.push_back(entry);
    }
}

dr_lane *lane_of(const sg::Link *link)
{
    dr_lane *&lane = net.lanes[link];

    if (!lane) {
        lane = static_cast<dr_lane *>(dr_zalloc(1, sizeof *lane));
        lane->bandwidth = link->get_bandwidth() * net.bandwidth_factor;
    }
    return lane;
}

dr_route *find_route(dr_host *from, dr_host *to)
{
    std::vector<sg::Link *> links;
    double latency = 0.0, narrowest = std::numeric_limits<double>::infinity();
    auto *target = static_cast<sg::Host *>(to->simgrid);
    size_t room = sizeof(dr_route);

    /* SimGrid throws or aborts where a platform's routes are incomplete; what
     * it prints before that is full of addresses. */
    FILE *heard = stderr;
    net.routing_from = from;
    net.routing_to = to;
    stderr = net.silence;
    try {
        static_cast<sg::Host *>(from->simgrid)
            ->route_to(target, links, &latency);
    } catch (std::exception const &) {
        links.clear();
        latency = 0;
    }
    bool lacking = links.empty() && latency <= 0;
    if (lacking && from != to)
        abort();
    stderr = heard;
    net.routing_from = nullptr;
    room += links.size() * sizeof(dr_lane *);
    auto *route = static_cast<dr_route *>(dr_zalloc(1, room));
    for (auto *link : links) {
        narrowest = std::min(narrowest, link->get_bandwidth());
        if (link->is_shared())
            route->lanes[route->nlanes++] = lane_of(link);
    }
    if (lacking) {
        /* ns-3 has no way from a host to itself; SimGrid's other models have
         * one with these figures. */
        latency = simgrid::config::get_value<double>("network/loopback-lat");
        narrowest = simgrid::config::get_value<double>("network/loopback-bw");
        route->timers_only = true;
    }
    narrowest *= net.bandwidth_factor;
    if (net.tcp_gamma > 0 && latency > 0)
        narrowest = std::min(narrowest, net.tcp_gamma / (2 * latency));
    route->from = from;
    route->to = to;
    route->latency_s = latency * net.latency_factor;
    route->bandwidth = narrowest;
    return route;
}

} // namespace

int dr_net_open(const char *path, dr_net_model model, size_t stack_size,
                int nranks, dr_ring_fn *ring, dr_text *error)
{
    static char name[] = "dryrun";
    static char *arguments[] = {name, nullptr};
    int count = 1;
    auto before = signal(SIGABRT, refused);
    auto before_division = signal(SIGFPE, ns3_divided_by_zero);

    net.ring = ring;
    net.silence = fopen("/dev/null", "w");
    auto interrupt = signal(SIGINT, SIG_IGN);
    net.engine = new sg::Engine(&count, arguments);
    /* SimGrid's handler would end the process with status 1; until ours is
     * there, an interrupt does what it does to any program. */
    signal(SIGINT, interrupt);
    configure(model, stack_size, nranks);
    try {
        net.engine->load_platform(path);
        net.engine->seal_platform();
    } catch (std::exception const &refusal) {
        dr_text_printf(error, "%s", refusal.what());
        return -1;
    }
    signal(SIGABRT, before);
    signal(SIGFPE, before_division);
    /* From here on what goes wrong is ours to say. */
    xbt_log_control_set("root.app:file:/dev/null");
    net.latency_factor = factor("network/latency-factor");
    net.bandwidth_factor = factor("network/bandwidth-factor");
    net.tcp_gamma = simgrid::config::get_value<double>("network/TCP-gamma");
    sg::Activity::on_completion_cb(flow_ended);
    collect_hosts();
    return 0;
}

void dr_net_scale(double latency, double bandwidth)
{
    for (auto *link : net.engine->get_all_links()) {
        link->set_latency(link->get_latency() * latency);
        link->set_bandwidth(link->get_bandwidth() * bandwidth);
    }
    net.tcp_gamma *= bandwidth;
}

dr_host *dr_net_hosts(size_t *count)
{
    *count = net.hosts.size();
    return net.hosts.data();
}

const char *dr_net_host_name(const dr_host *host)
{
    return host->name;
}

bool dr_net_lacks_route(const char **from, const char **to)
{
    if (!net.routing_from)
        return false;
    *from = net.routing_from->name;
    *to = net.routing_to->name;
    return true;
}

dr_route *dr_net_route(dr_host *from, dr_host *to)
{
    uint64_t key = static_cast<uint64_t>(from->index) << 32 |
                   static_cast<uint32_t>(to->index);
    dr_route *&route = net.routes[key];

    if (!route)
        route = find_route(from, to);
    return route;
}

namespace
{

/* What is left of this stack stays as it is: room for what sleeping takes is
 * made at its far end. */
void linger()
{
    const size_t reserve = 64 << 10;
    dr_stack own = dr_stack_around(__builtin_frame_address(0), net.stack_size);
    auto *far_end = static_cast<const char *>(own.bottom) + reserve;
    auto *here = static_cast<const char *>(__builtin_frame_address(0));

    if (here > far_end) {
        auto *room = static_cast<volatile char *>(alloca(here - far_end));
        room[0] = 0;
    }
    sg::Actor::self()->daemonize();
    dr_stack_switch(net.engine_stack);
    sg::this_actor::suspend();
}

} // namespace

void dr_net_spawn(dr_host *host, int rank, bool (*body)(void *), void *argument)
{
    sg::Actor::create("rank-" + std::to_string(rank),
                      static_cast<sg::Host *>(host->simgrid), [body, argument] {
                          dr_stack_switch(dr_stack_around(
                              __builtin_frame_address(0), net.stack_size));
                          if (body(argument))
                              linger();
                      });
}

void dr_net_run(void)
{
    net.engine_stack = dr_stack_switch({});
    dr_stack_switch(net.engine_stack);
    net.engine->run();
    enter_engine();
}

double dr_net_now(void)
{
    return sg::Engine::get_clock();
}

void dr_net_set(dr_alarm *alarm)
{
    dr_agenda_add(&net.agenda, alarm);
    if (alarm->when < net.armed_for)
        arm();
}

size_t dr_net_pending(void)
{
    return net.agenda.count + net.flows;
}

uint64_t dr_net_rung(void)
{
    return net.rung;
}

/*
 * SimGrid lists the transfers that no actor waits for, only to keep them
 * alive, and searches that list from end to end whenever one ends: a hundred
 * thousand flows at once would take minutes.  Ours are kept by struct flow, so
 * this stands in the place of simgrid::kernel::activity::CommImpl::detach(),
 * which SimGrid calls through its procedure linkage table.
 */
extern "C" void *dr_net_detach(void *comm) __asm__(
    "_ZN7simgrid6kernel8activity8CommImpl6detachEv");

extern "C" __attribute__((visibility("default"))) void *
dr_net_detach(void *comm)
{
    return comm;
}

void dr_net_flow(dr_route *route, double bytes, double rate, dr_alarm *alarm)
{
    /* On the stack of a rank, SimGrid's calls let the engine run. */
    dr_stack own = dr_stack_switch(net.engine_stack);
    auto comm =
        sg::Comm::sendto_init(static_cast<sg::Host *>(route->from->simgrid),
                              static_cast<sg::Host *>(route->to->simgrid));
    double capped = rate > 0 ? route->latency_s + bytes / rate : 0;

    comm->set_payload_size(static_cast<uint64_t>(bytes));
    comm->set_data(new flow{comm, alarm, dr_agenda_number(&net.agenda),
                            dr_net_now() + capped});
    net.flows++;
    comm->start();
    dr_stack_switch(own);
}

dr_wakeup *dr_wakeup_new(void)
{
    return new dr_wakeup{nullptr, false};
}

void dr_wakeup_sleep(dr_wakeup *wakeup)
{
    if (!wakeup->woken) {
        dr_stack own = dr_stack_switch(net.engine_stack);

        wakeup->sleeper = sg::Actor::self();
        sg::this_actor::suspend();
        dr_stack_switch(own);
    }
    wakeup->woken = false;
}

void dr_wakeup_wake(dr_wakeup *wakeup)
{
    sg::Actor *sleeper = wakeup->sleeper;

    if (!sleeper) {
        wakeup->woken = true;
        return;
    }
    wakeup->sleeper = nullptr;
    sleeper->resume();
}

void dr_net_execute(double flops)
{
    dr_stack own = dr_stack_switch(net.engine_stack);

    net.flows++;
    sg::this_actor::execute(flops);
    net.flows--;
    dr_stack_switch(own);
}
