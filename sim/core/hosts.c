/*
 * hosts.c - which members of a communicator share a host.
 */
#include "core/hosts.h"

#include <stdlib.h>

#include "base/table.h"
#include "core/world.h"

/* Number the hosts by their first rank. */
static void number_hosts(struct dr_hosts *hosts, const struct dr_comm *comm)
{
    struct dr_table numbers = {0};

    for (int i = 0; i < comm->size; i++) {
        const struct dr_rank *rank =
            &dr_world->ranks[dr_comm_world_rank(comm, i)];
        uint64_t key = (uintptr_t)rank->host;
        uintptr_t number = (uintptr_t)dr_table_get(&numbers, key, 0);

        if (number == 0) { /* they are kept from 1 up: none is NULL */
            number = (uintptr_t)++hosts->count;
            dr_table_put(&numbers, key, 0, (void *)number);
        }
        hosts->of[i] = (int)number - 1;
    }
    dr_table_end(&numbers);
}

static void list_ranks(struct dr_hosts *hosts, int size)
{
    int *next;

    hosts->first = dr_zalloc((size_t)hosts->count + 1, sizeof *hosts->first);
    hosts->ranks = dr_zalloc((size_t)size, sizeof *hosts->ranks);
    next = dr_zalloc((size_t)hosts->count, sizeof *next);
    for (int i = 0; i < size; i++)
        hosts->first[hosts->of[i] + 1]++;
    for (int i = 0; i < hosts->count; i++) {
        hosts->first[i + 1] += hosts->first[i];
        next[i] = hosts->first[i];
    }
    for (int i = 0; i < size; i++)
        hosts->ranks[next[hosts->of[i]]++] = i;
    free(next);
}

const struct dr_hosts *dr_hosts_of(const struct dr_comm *comm)
{
    struct dr_hosts **hosts = &comm->circle->hosts;

    if (!*hosts) {
        *hosts = dr_zalloc(1, sizeof **hosts);
        (*hosts)->of = dr_zalloc((size_t)comm->size, sizeof(int));
        number_hosts(*hosts, comm);
        list_ranks(*hosts, comm->size);
    }
    return *hosts;
}

void dr_hosts_end(struct dr_hosts *hosts)
{
    if (!hosts)
        return;
    free(hosts->of);
    free(hosts->first);
    free(hosts->ranks);
    free(hosts);
}
