/*
 * terms.c - do those that make a communicator together name the same one?
 *
 * Invariant: a deed's count is the number of members that gave it.
 */
#include "core/terms.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/table.h"
#include "core/world.h"
#include "net/net.h"

enum {
    NUMBERS_MOST = 8 /* of a group or grid, in words */
};

/* What one or more members have given. */
struct deed {
    char words[96];
    int count, wanted; /* members that gave it, and that must */
};

/* What a member has done. */
struct signer {
    struct deed *deed; /* NULL: it gave nothing */
    const struct dr_group *group;
    struct dr_related call;
};

struct dr_terms {
    struct dr_table deeds; /* by hash */
    struct deed **all;
    int ndeeds;
    bool told;
    struct signer signers[]; /* by rank of the communicator */
};

/* FNV-1a, 64 bit: Fowler, Noll, Vo, draft-eastlake-fnv. */
static uint64_t mix(uint64_t hash, const int *numbers, int count)
{
    for (int i = 0; i < count; i++)
        hash = (hash ^ (uint32_t)numbers[i]) * 0x100000001b3u;
    return (hash ^ (uint32_t)count) * 0x100000001b3u;
}

static const uint64_t offset_basis = 0xcbf29ce484222325u;

static void add_numbers(struct dr_term *term, const char *between,
                        const int *numbers, int count)
{
    for (int i = 0; i < count; i++) {
        size_t length = strlen(term->words);

        if (i == NUMBERS_MOST) {
            snprintf(term->words + length, sizeof term->words - length, "%s...",
                     between);
            return;
        }
        snprintf(term->words + length, sizeof term->words - length, "%s%d",
                 i > 0 ? between : "", numbers[i]);
    }
}

static struct dr_term of_cart(const struct dr_cart *cart)
{
    struct dr_term term = {.words = "a grid of "};
    size_t length;

    term.hash = mix(mix(offset_basis, cart->dims, cart->ndims), cart->periods,
                    cart->ndims);
    add_numbers(&term, " x ", cart->dims, cart->ndims);
    length = strlen(term.words);
    snprintf(term.words + length, sizeof term.words - length, ", periods ");
    add_numbers(&term, " ", cart->periods, cart->ndims);
    return term;
}

struct dr_term dr_term_of_topology(const struct dr_topology *topology)
{
    const struct dr_graph *graph = &topology->graph;
    struct dr_term term = {0};
    int edges = graph->nnodes > 0 ? graph->index[graph->nnodes - 1] : 0;

    if (topology->kind == MPI_CART)
        return of_cart(&topology->cart);
    term.hash = mix(mix(offset_basis, graph->index, graph->nnodes),
                    graph->edges, edges);
    snprintf(term.words, sizeof term.words,
             "a graph of %d nodes and %d edges (checksum %08x)", graph->nnodes,
             edges, (unsigned)(term.hash >> 32));
    return term;
}

struct dr_term dr_term_of_group(const struct dr_group *group)
{
    struct dr_term term = {.hash = offset_basis, .group = group};
    int size = dr_group_size(group), first[NUMBERS_MOST + 1];

    for (int i = 0; i < size; i++) {
        int rank = dr_group_world_rank(group, i);

        term.hash = mix(term.hash, &rank, 1);
        if (i <= NUMBERS_MOST)
            first[i] = rank;
    }
    snprintf(term.words, sizeof term.words, "a group of %d ranks: ", size);
    add_numbers(&term, ", ", first,
                size <= NUMBERS_MOST ? size : NUMBERS_MOST + 1);
    return term;
}

struct dr_term dr_term_of_flags(const char *name, const int *flags, int count)
{
    struct dr_term term = {.hash = offset_basis};

    for (int i = 0; i < count; i++) {
        int set = flags[i] != 0;

        term.hash = mix(term.hash, &set, 1);
    }
    snprintf(term.words, sizeof term.words, "%s ", name);
    add_numbers(&term, " ", flags, count);
    return term;
}

static struct deed *deed_of(struct dr_terms *terms, const struct dr_comm *comm,
                            const struct dr_term *term)
{
    struct deed *deed = dr_table_get(&terms->deeds, term->hash, 0);

    if (deed)
        return deed;
    deed = dr_zalloc(1, sizeof *deed);
    memcpy(deed->words, term->words, sizeof deed->words);
    deed->wanted = term->group ? dr_group_size(term->group) : comm->size;
    dr_table_put(&terms->deeds, term->hash, 0, deed);
    /* Grows by doubling at powers of two. */
    if ((terms->ndeeds & (terms->ndeeds - 1)) == 0)
        terms->all = dr_realloc(
            terms->all, (size_t)(terms->ndeeds ? 2 * terms->ndeeds : 1) *
                            sizeof *terms->all);
    terms->all[terms->ndeeds++] = deed;
    return deed;
}

void dr_terms_give(struct dr_terms **terms, const struct dr_comm *comm,
                   const struct dr_term *term)
{
    const struct dr_rank *self = dr_world->self;
    struct signer *signer;

    if (!*terms)
        *terms = dr_zalloc(1, sizeof **terms +
                                  (size_t)comm->size * sizeof(struct signer));
    signer = &(*terms)->signers[comm->rank];
    signer->deed = deed_of(*terms, comm, term);
    signer->deed->count++;
    signer->group = term->group;
    signer->call =
        (struct dr_related){self->id, self->call->name, self->call->site};
}

static void tell(struct dr_terms *terms, const struct signer *mine,
                 const struct signer *other, int rank)
{
    struct dr_text message = {0};

    terms->told = true;
    if (other->deed)
        dr_text_printf(&message, "%s here, and %s on rank %d",
                       mine->deed->words, other->deed->words, rank);
    else
        dr_text_printf(&message,
                       "%s here, and a group without itself on rank %d",
                       mine->deed->words, rank);
    dr_findings_add(
        &dr_world->findings,
        (struct dr_finding){
            .kind = DR_FOUND_COLLECTIVE_MISMATCH,
            .severity = DR_ERROR,
            .time_s = dr_net_now(),
            .rank = mine->call.rank,
            .call = mine->call.call,
            .site = mine->call.site,
            .message = message.data,
            .advice = mine->group ? "let all members of a group give the same "
                                    "group, in the same order"
                                  : "give the same on all ranks",
            .related = &other->call,
            .nrelated = other->call.call != NULL});
    dr_text_end(&message);
}

/* One of those that should have given the same and has not. */
static int dissenter(const struct dr_terms *terms, const struct dr_comm *comm,
                     const struct signer *mine)
{
    int count = mine->group ? dr_group_size(mine->group) : comm->size;

    for (int i = 0; i < count; i++) {
        int rank = i;

        if (mine->group)
            rank = dr_group_rank_of(comm->group,
                                    dr_group_world_rank(mine->group, i));
        if (terms->signers[rank].deed != mine->deed)
            return rank;
    }
    return -1;
}

void dr_terms_judge(struct dr_terms *terms, const struct dr_comm *comm)
{
    const struct signer *mine;
    int other;

    if (!terms || terms->told)
        return;
    mine = &terms->signers[comm->rank];
    if (!mine->deed || mine->deed->count == mine->deed->wanted)
        return;
    other = dissenter(terms, comm, mine);
    if (other >= 0)
        tell(terms, mine, &terms->signers[other],
             dr_comm_world_rank(comm, other));
}

void dr_terms_end(struct dr_terms *terms)
{
    if (!terms)
        return;
    for (int i = 0; i < terms->ndeeds; i++)
        free(terms->all[i]);
    free(terms->all);
    dr_table_end(&terms->deeds);
    free(terms);
}
