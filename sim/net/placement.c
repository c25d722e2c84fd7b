/*
 * placement.c - which rank runs on which host.
 */
#include "net/placement.h"

#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* The hosts that take part, in the order in which they are filled. */
struct seats {
    struct seat {
        size_t host;
        long long slots;
    } * items;
    size_t count;
};

static int compare_number(const char **a, const char **b)
{
    size_t na, nb;
    int order;

    *a += strspn(*a, "0");
    *b += strspn(*b, "0");
    na = strspn(*a, "0123456789");
    nb = strspn(*b, "0123456789");
    if (na != nb)
        return na < nb ? -1 : 1;
    order = strncmp(*a, *b, na);
    *a += na;
    *b += nb;
    return order;
}

int dr_natural_compare(const char *a, const char *b)
{
    const char *p = a, *q = b;

    while (*p && *q) {
        if (isdigit((unsigned char)*p) && isdigit((unsigned char)*q)) {
            int order = compare_number(&p, &q);

            if (order != 0)
                return order;
        } else if (*p != *q) {
            return (unsigned char)*p < (unsigned char)*q ? -1 : 1;
        } else {
            p++;
            q++;
        }
    }
    return *p || *q ? (*p ? 1 : -1) : strcmp(a, b);
}

static int compare_slot(const void *a, const void *b)
{
    return dr_natural_compare(((const struct dr_slot *)a)->name,
                              ((const struct dr_slot *)b)->name);
}

void dr_placement_sort(struct dr_slot *hosts, size_t nhosts)
{
    if (nhosts > 0)
        qsort(hosts, nhosts, sizeof *hosts, compare_slot);
}


/* An index of the hosts by name, for hostfiles of thousands of lines. */
struct index_entry {
    const char *name;
    size_t host;
    size_t seat; /* SIZE_MAX: has none yet */
};

static int compare_entry(const void *a, const void *b)
{
    return strcmp(((const struct index_entry *)a)->name,
                  ((const struct index_entry *)b)->name);
}

static struct index_entry *make_index(const struct dr_slot *hosts,
                                      size_t nhosts)
{
    struct index_entry *index = dr_zalloc(nhosts + 1, sizeof *index);

    for (size_t i = 0; i < nhosts; i++)
        index[i] = (struct index_entry){hosts[i].name, i, SIZE_MAX};
    qsort(index, nhosts, sizeof *index, compare_entry);
    return index;
}

/* Digits only, at least 1, fits an int. */
static bool read_count(const char *text, long *count)
{
    char *end;

    if (!isdigit((unsigned char)*text))
        return false;
    errno = 0;
    *count = strtol(text, &end, 10);
    return *end == '\0' && errno == 0 && *count >= 1 && *count <= INT_MAX;
}

/*
 * Take a line apart in place.  `*name` is NULL for a blank line; `*slots` is 0
 * if the line leaves it to the host.
 */
static bool read_line(char *line, char **name, long *slots)
{
    static const char blanks[] = " \t\r\n";
    char *more, *colon, *save = NULL;

    line[strcspn(line, "#")] = '\0';
    *slots = 0;
    *name = strtok_r(line, blanks, &save);
    if (!*name)
        return true;
    more = strtok_r(NULL, blanks, &save);
    colon = strrchr(*name, ':');
    if (colon) {
        *colon = '\0';
        return !more && **name && read_count(colon + 1, slots);
    }
    if (!more)
        return true;
    return strncmp(more, "slots=", 6) == 0 && read_count(more + 6, slots) &&
           !strtok_r(NULL, blanks, &save);
}

static void add_seat(struct seats *seats, struct index_entry *found,
                     long long slots)
{
    if (found->seat == SIZE_MAX) {
        found->seat = seats->count++;
        seats->items[found->seat] = (struct seat){found->host, 0};
    }
    seats->items[found->seat].slots += slots;
}

static int read_lines(FILE *file, const char *path, struct seats *seats,
                      struct index_entry *index, size_t nhosts,
                      const struct dr_slot *hosts, struct dr_text *error)
{
    char *line = NULL, *name;
    size_t room = 0;
    long slots;
    int status = 0;

    for (int n = 1; status == 0 && getline(&line, &room, file) >= 0; n++) {
        struct index_entry key = {0}, *found;

        if (!read_line(line, &name, &slots)) {
            dr_text_printf(error,
                           "hostfile %s, line %d: expected \"NAME\", "
                           "\"NAME slots=COUNT\" or \"NAME:COUNT\"",
                           path, n);
            status = -1;
        } else if (name) {
            key.name = name;
            found = bsearch(&key, index, nhosts, sizeof *index, compare_entry);
            if (found) {
                add_seat(seats, found,
                         slots > 0 ? slots : hosts[found->host].cores);
                continue;
            }
            dr_text_printf(error,
                           "hostfile %s, line %d: the platform has no host "
                           "\"%s\" (its %zu hosts are %s to %s)",
                           path, n, name, nhosts, hosts[0].name,
                           hosts[nhosts - 1].name);
            status = -1;
        }
    }
    free(line);
    return status;
}

static int read_hostfile(const char *path, struct seats *seats,
                         const struct dr_slot *hosts, size_t nhosts,
                         struct dr_text *error)
{
    struct index_entry *index;
    FILE *file = fopen(path, "re");
    int status;

    if (!file) {
        dr_text_printf(error, "hostfile %s: %s", path, strerror(errno));
        return -1;
    }
    index = make_index(hosts, nhosts);
    status = read_lines(file, path, seats, index, nhosts, hosts, error);
    if (status == 0 && ferror(file)) {
        dr_text_printf(error, "hostfile %s: %s", path, strerror(errno));
        status = -1;
    } else if (status == 0 && seats->count == 0) {
        dr_text_printf(error, "hostfile %s names no host", path);
        status = -1;
    }
    free(index);
    fclose(file);
    return status;
}

static int enough(const struct seats *seats, const char *hostfile, int nranks,
                  struct dr_text *error)
{
    long long slots = 0;
    const char *plural = dr_text_s(seats->count);

    for (size_t i = 0; i < seats->count; i++)
        slots += seats->items[i].slots;
    if (slots >= nranks)
        return 0;
    if (hostfile)
        dr_text_printf(error,
                       "-n %d: hostfile %s has %lld slots on %zu host%s; give "
                       "more of them, or slots=COUNT",
                       nranks, hostfile, slots, seats->count, plural);
    else
        dr_text_printf(error,
                       "-n %d: the platform has %lld cores on %zu host%s; a "
                       "hostfile with slots=COUNT puts several ranks on a core",
                       nranks, slots, seats->count, plural);
    return -1;
}

static void deal_block(const struct seats *seats, int nranks, int *host_of_rank)
{
    int rank = 0;

    for (size_t i = 0; rank < nranks; i++) {
        for (long long s = seats->items[i].slots; s > 0 && rank < nranks; s--)
            host_of_rank[rank++] = (int)seats->items[i].host;
    }
}

/* Full hosts leave the circle, so that a round costs what it deals. */
static void deal_cyclic(struct seats *seats, int nranks, int *host_of_rank)
{
    int rank = 0;

    while (rank < nranks) {
        size_t left = 0;

        for (size_t i = 0; i < seats->count; i++) {
            struct seat *seat = &seats->items[i];

            if (seat->slots == 0)
                continue;
            if (rank < nranks)
                host_of_rank[rank++] = (int)seat->host;
            seat->slots--;
            seats->items[left++] = *seat;
        }
        seats->count = left;
    }
}

int dr_placement_make(const struct dr_slot *hosts, size_t nhosts,
                      const char *hostfile, enum dr_map map, int nranks,
                      int *host_of_rank, struct dr_text *error)
{
    struct seats seats = {dr_zalloc(nhosts + 1, sizeof *seats.items), 0};
    int status = 0;

    if (hostfile) {
        status = read_hostfile(hostfile, &seats, hosts, nhosts, error);
    } else {
        for (size_t i = 0; i < nhosts; i++)
            seats.items[i] = (struct seat){i, hosts[i].cores};
        seats.count = nhosts;
    }
    if (status == 0)
        status = enough(&seats, hostfile, nranks, error);
    if (status == 0 && map == DR_MAP_BLOCK)
        deal_block(&seats, nranks, host_of_rank);
    else if (status == 0)
        deal_cyclic(&seats, nranks, host_of_rank);
    free(seats.items);
    return status;
}
