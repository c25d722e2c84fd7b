/*
 * deadlock_draw.c - the wait-for graph as a picture.
 *
 *     solid edge     the rank waits for that one
 *     dashed edge    one of the dashed ones would do
 *     red            the cycle or chain
 *     dashed box     a rank that is done with MPI
 *
 * Order: ranks of the cycle first, then ascending, so that a picture of many
 * ranks shows what matters.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "cli/deadlock.h"
#include "core/call_text.h"
#include "p2p/need.h"

enum {
    DRAWN_MOST = 120, /* ranks */
    EDGES_MOST = 12   /* of one rank */
};

/* Which ranks are in the picture, by rank. */
struct picture {
    const struct dr_stuck *stuck;
    bool *drawn;  /* as stuck ranks */
    bool *in_red; /* it and its next are of the cycle or chain */
    int count;
};

/* A line of a label. */
static void draw_line(struct dr_text *dot, const char *words)
{
    dr_text_printf(dot, "\\n");
    for (; *words; words++) {
        if (*words == '"' || *words == '\\')
            dr_text_add(dot, "\\", 1);
        dr_text_add(dot, words, 1);
    }
}

/* File without folders, and line. */
static void draw_place(struct dr_text *dot, const void *site)
{
    struct dr_place place;
    const char *name;

    if (!dr_call_place(site, &place))
        return;
    name = strrchr(place.file, '/');
    draw_line(dot, name ? name + 1 : place.file);
    dr_text_printf(dot, ":%d", place.line);
}

static void draw_window(struct dr_text *dot, const struct dr_stuck_rank *stuck)
{
    struct dr_text window = DR_TEXT_EMPTY;

    if (stuck && stuck->first)
        dr_call_window_text(&window, &dr_world->ranks[stuck->rank],
                            stuck->first->comm);
    if (window.data)
        draw_line(dot, window.data);
    dr_text_end(&window);
}

static void draw_rank(struct dr_text *dot, const struct picture *picture,
                      int rank)
{
    const struct dr_call *call = dr_world->ranks[rank].call;

    dr_text_printf(dot, "  r%d [label=\"rank %d", rank, rank);
    if (call) {
        dr_text_printf(dot, "\\n%s", call->name);
        draw_place(dot, call->site);
        draw_window(dot, dr_stuck_of(picture->stuck, rank));
    }
    dr_text_printf(dot, "\"%s];\n", picture->in_red[rank] ? ", color=red" : "");
}

static void draw_edge(struct dr_text *dot, const struct picture *picture,
                      const struct dr_stuck_rank *stuck, int to)
{
    bool red = picture->in_red[stuck->rank] && stuck->on == to;

    dr_text_printf(dot, "  r%d -> r%d [style=%s%s];\n", stuck->rank, to,
                   stuck->any ? "dashed" : "solid",
                   red ? ", color=red, penwidth=2" : "");
}

static void draw_edges(struct dr_text *dot, const struct picture *picture,
                       const struct dr_stuck_rank *stuck)
{
    int left_out = stuck->unlisted, drawn = 0;

    for (int i = 0; i < stuck->nwaits_for; i++) {
        int to = stuck->waits_for[i];
        bool known = picture->drawn[to] || stuck->on == to;

        if (known && (drawn < EDGES_MOST || stuck->on == to)) {
            draw_edge(dot, picture, stuck, to);
            drawn++;
        } else {
            left_out++;
        }
        if (stuck->on == to && !dr_need_lives(&dr_world->ranks[to]))
            dr_text_printf(dot,
                           "  r%d [label=\"rank %d\\ndone with MPI\", "
                           "style=dashed];\n",
                           to, to);
    }
    if (left_out > 0)
        dr_text_printf(dot,
                       "  m%d [label=\"%d more\", shape=plaintext];\n"
                       "  r%d -> m%d [style=%s];\n",
                       stuck->rank, left_out, stuck->rank, stuck->rank,
                       stuck->any ? "dashed" : "solid");
}

static void choose(struct picture *picture)
{
    const struct dr_stuck *stuck = picture->stuck;

    for (int i = 0; i < stuck->ncycle; i++)
        picture->in_red[stuck->cycle[i]] = true;
    for (int red = 1; red >= 0; red--) {
        for (int i = 0; i < stuck->count && picture->count < DRAWN_MOST; i++) {
            int rank = stuck->ranks[i].rank;

            if (picture->in_red[rank] != red)
                continue;
            picture->drawn[rank] = true;
            picture->count++;
        }
    }
}

static void draw(struct dr_text *dot, const struct dr_stuck *stuck)
{
    size_t nranks = (size_t)dr_world->nranks;
    struct picture picture = {.stuck = stuck,
                              .drawn = dr_zalloc(nranks, sizeof(bool)),
                              .in_red = dr_zalloc(nranks, sizeof(bool))};

    choose(&picture);
    dr_text_printf(dot, "digraph deadlock {\n"
                        "  node [shape=box, fontname=\"sans-serif\"];\n");
    for (int i = 0; i < stuck->count; i++) {
        if (picture.drawn[stuck->ranks[i].rank])
            draw_rank(dot, &picture, stuck->ranks[i].rank);
    }
    for (int i = 0; i < stuck->count; i++) {
        if (picture.drawn[stuck->ranks[i].rank])
            draw_edges(dot, &picture, &stuck->ranks[i]);
    }
    if (stuck->count > picture.count)
        dr_text_printf(dot,
                       "  more [label=\"%d more ranks\", shape=plaintext];\n",
                       stuck->count - picture.count);
    dr_text_printf(dot, "}\n");
    free(picture.drawn);
    free(picture.in_red);
}

static int write_dot(const struct dr_text *dot, const char *file,
                     struct dr_text *error)
{
    FILE *out = fopen(file, "w");
    bool failed = !out;

    if (out) {
        failed = fwrite(dot->data, 1, dot->length, out) != dot->length;
        failed = fclose(out) != 0 || failed;
    }
    if (failed)
        dr_text_printf(error, "cannot write the graph to %s: %s", file,
                       strerror(errno));
    return failed ? -1 : 0;
}

/* graphviz draws what it reads; the shell opens the file. */
static int write_svg(const struct dr_text *dot, const char *file,
                     struct dr_text *error)
{
    struct dr_text command = DR_TEXT_EMPTY;
    FILE *out;
    int status = -1;
    void (*before)(int);

    dr_text_printf(&command, "exec dot -Tsvg 2>/dev/null >'");
    for (; *file; file++)
        dr_text_printf(&command, *file == '\'' ? "'\\''" : "%c", *file);
    dr_text_printf(&command, "'");
    before = signal(SIGPIPE, SIG_IGN); /* it may end before it has read all */
    out = popen(command.data, "w");
    dr_text_end(&command);
    if (out) {
        fwrite(dot->data, 1, dot->length, out);
        status = pclose(out);
    }
    signal(SIGPIPE, before);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return 0;
    if (WIFEXITED(status) && WEXITSTATUS(status) == 127)
        dr_text_printf(error, "an SVG needs the command dot, which is not "
                              "here (Debian has it in the package graphviz)");
    else
        dr_text_printf(error, "the command dot could not draw the graph");
    return -1;
}

int dr_deadlock_draw(const struct dr_stuck *stuck, const char *file,
                     struct dr_text *error)
{
    const char *suffix = strrchr(file, '.');
    struct dr_text dot = DR_TEXT_EMPTY;
    int failed;

    draw(&dot, stuck);
    failed = strcmp(suffix, ".svg") == 0 ? write_svg(&dot, file, error)
                                         : write_dot(&dot, file, error);
    dr_text_end(&dot);
    return failed;
}
