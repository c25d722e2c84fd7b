/*
 * traces.c - the traces of a run: files, opened before it and closed after.
 */
#include "trace/traces.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "trace/format.h"
#include "trace/recorder.h"

struct file {
    int fd;
    bool created; /* it was not there before */
    bool gzip;
};

struct dr_traces {
    int count;
    struct dr_trace_writer *writers;
    struct file *files;
    struct dr_recorder *recorder; /* NULL before the run */
};

static bool has_gnuplot(void)
{
    return system("command -v gnuplot >/dev/null 2>&1") == 0;
}

static bool choose_formats(struct dr_traces *traces, struct dr_text *error)
{
    for (int i = 0; i < traces->count; i++) {
        struct dr_trace_writer *writer = &traces->writers[i];

        writer->format =
            dr_trace_format_of(writer->name, &traces->files[i].gzip, error);
        if (!writer->format)
            return false;
    }
    return true;
}

static bool open_file(struct dr_trace_writer *writer, struct file *file,
                      struct dr_text *error)
{
    const int flags = O_WRONLY | O_CREAT | O_CLOEXEC;

    if (writer->format->gnuplot && !has_gnuplot()) {
        dr_text_printf(error,
                       "--trace %s needs gnuplot, which is not installed; a "
                       "file ending in .matrix.csv does not",
                       writer->name);
        return false;
    }
    file->fd = open(writer->path, flags | O_EXCL, 0666);
    file->created = file->fd >= 0;
    if (file->fd < 0)
        file->fd = open(writer->path, flags, 0666);
    if (file->fd < 0)
        dr_text_printf(error, "cannot write the trace to %s: %s", writer->name,
                       strerror(errno));
    return file->fd >= 0;
}

/* Are two of them one file?  A device may be given twice. */
static bool are_different(const struct dr_traces *traces, int later,
                          struct dr_text *error)
{
    struct stat one, two;

    fstat(traces->files[later].fd, &two);
    for (int i = 0; i < later; i++) {
        fstat(traces->files[i].fd, &one);
        if (S_ISREG(one.st_mode) && one.st_dev == two.st_dev &&
            one.st_ino == two.st_ino) {
            dr_text_printf(
                error, "two traces to one file: --trace %s and --trace %s",
                traces->writers[i].name, traces->writers[later].name);
            return false;
        }
    }
    return true;
}

static void release(struct dr_traces *traces)
{
    for (int i = 0; i < traces->count; i++)
        free((char *)(uintptr_t)traces->writers[i].path);
    free(traces->writers);
    free(traces->files);
    free(traces);
}

void dr_traces_cancel(struct dr_traces *traces)
{
    for (int i = 0; i < traces->count; i++) {
        if (traces->files[i].fd < 0)
            continue;
        close(traces->files[i].fd);
        if (traces->files[i].created)
            unlink(traces->writers[i].path);
    }
    release(traces);
}

/* A program may change the working directory, and gnuplot opens by name. */
static void make_absolute(struct dr_trace_writer *writer)
{
    char *path = realpath(writer->path, NULL);

    if (!path)
        return;
    free((char *)(uintptr_t)writer->path);
    writer->path = path;
}

struct dr_traces *dr_traces_open(const char *const *names, int count,
                                 bool *usage, struct dr_text *error)
{
    struct dr_traces *traces = dr_zalloc(1, sizeof *traces);
    bool good;

    traces->count = count;
    traces->writers = dr_zalloc((size_t)count, sizeof *traces->writers);
    traces->files = dr_zalloc((size_t)count, sizeof *traces->files);
    for (int i = 0; i < count; i++) {
        traces->writers[i].name = names[i];
        traces->writers[i].path = dr_strdup(names[i]);
        traces->files[i].fd = -1;
    }
    *usage = true;
    good = choose_formats(traces, error);
    for (int i = 0; good && i < count; i++) {
        *usage = false;
        good = open_file(&traces->writers[i], &traces->files[i], error);
        if (good)
            *usage = !(good = are_different(traces, i, error));
    }
    if (!good) {
        dr_traces_cancel(traces);
        return NULL;
    }
    for (int i = 0; i < count; i++)
        make_absolute(&traces->writers[i]);
    return traces;
}

void dr_traces_begin(struct dr_traces *traces, struct dr_bus *bus,
                     const struct dr_trace_facts *facts)
{
    for (int i = 0; i < traces->count; i++) {
        const struct file *file = &traces->files[i];

        /* Not every device can; what is no file needs not. */
        if (ftruncate(file->fd, 0))
            errno = 0;
        traces->writers[i].sink = dr_sink_new(file->fd, file->gzip);
    }
    traces->recorder =
        dr_recorder_begin(bus, facts, traces->writers, traces->count);
}

bool dr_traces_want_report(const struct dr_traces *traces)
{
    for (int i = 0; i < traces->count; i++) {
        if (traces->writers[i].format->report)
            return true;
    }
    return false;
}

int dr_traces_end(struct dr_traces *traces, double now_s, const char *report,
                  struct dr_text *errors)
{
    int lost = 0;

    dr_recorder_end(traces->recorder, now_s, report);
    for (int i = 0; i < traces->count; i++) {
        const struct dr_trace_writer *writer = &traces->writers[i];
        int error = dr_sink_close(writer->sink);

        if (error)
            dr_text_printf(errors, "cannot write the trace to %s: %s\n",
                           writer->name, strerror(error));
        else if (writer->failed)
            dr_text_printf(errors, "gnuplot could not draw %s\n", writer->name);
        lost += error || writer->failed;
    }
    release(traces);
    return lost;
}
