/*
 * loads.h - does SimGrid load a platform, and what is in it then?
 *
 * SimGrid takes one platform per process, so each is loaded in a child.
 */
#ifndef DR_UNIT_LOADS_H
#define DR_UNIT_LOADS_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "net/net.h"

/* What a child found out; `hosts` is 0 if SimGrid refused. */
struct loaded {
    size_t hosts;
    int cores;                /* of the first host */
    double nearest, farthest; /* latency from the first host to another */
    double self;              /* latency from the first host to itself */
};

static void ignore_alarm(struct dr_alarm *alarm)
{
    (void)alarm;
}

static struct loaded load_here(const char *path)
{
    struct dr_text error = DR_TEXT_EMPTY;
    struct loaded found = {0};
    struct dr_host *hosts;

    if (dr_net_open(path, DR_MODEL_OF_PLATFORM, 65536, 2, ignore_alarm,
                    &error) != 0) {
        fprintf(stderr, "%s: %s\n", path, dr_text_string(&error));
        return found;
    }
    hosts = dr_net_hosts(&found.hosts);
    found.cores = hosts[0].cores;
    found.nearest = 1e9;
    for (size_t i = 1; i < found.hosts; i++) {
        struct dr_route *route = dr_net_route(&hosts[0], &hosts[i]);

        if (route->latency_s < found.nearest)
            found.nearest = route->latency_s;
        if (route->latency_s > found.farthest)
            found.farthest = route->latency_s;
    }
    found.self = dr_net_route(&hosts[0], &hosts[0])->latency_s;
    return found;
}

static struct loaded loads(const char *path)
{
    struct loaded found = {0};
    int ends[2];
    pid_t child;

    if (pipe(ends) != 0 || (child = fork()) < 0)
        return found;
    if (child == 0) {
        found = load_here(path);
        if (write(ends[1], &found, sizeof found) < 0)
            _exit(1);
        _exit(0);
    }
    close(ends[1]);
    if (read(ends[0], &found, sizeof found) != sizeof found)
        found.hosts = 0;
    close(ends[0]);
    waitpid(child, NULL, 0);
    return found;
}

#endif
