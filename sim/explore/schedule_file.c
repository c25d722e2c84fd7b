/*
 * schedule_file.c - a schedule as a file that people can read.
 */
#include "explore/schedule_file.h"

#include <errno.h>
#include <inttypes.h>
#include <jansson.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/memory.h"

static const char first_line[] = "dryrun schedule ";

enum {
    VERSION = 2
};

uint64_t dr_schedule_checksum(const char *path)
{
    uint64_t sum = 0xcbf29ce484222325u;
    FILE *file = fopen(path, "rb");
    int byte;

    if (!file)
        return 0;
    while ((byte = getc(file)) != EOF)
        sum = (sum ^ (uint64_t)byte) * 0x100000001b3u;
    fclose(file);
    return sum;
}

/* Absolute, with a slash at its end. */
static struct dr_text absolute(const char *folder)
{
    char *path = realpath(folder, NULL);
    struct dr_text text = DR_TEXT_EMPTY;

    dr_text_printf(&text, "%s", path ? path : "");
    if (text.length != 1)
        dr_text_printf(&text, "/");
    free(path);
    return text;
}

struct dr_text dr_schedule_folder(const char *folder)
{
    struct dr_text from = absolute(folder), here = absolute(".");
    struct dr_text way = DR_TEXT_EMPTY;
    size_t same = 0;

    for (size_t i = 0; i < from.length && from.data[i] == here.data[i]; i++) {
        if (from.data[i] == '/')
            same = i + 1;
    }
    for (size_t i = same; i < from.length; i++) {
        if (from.data[i] == '/')
            dr_text_printf(&way, "../");
    }
    dr_text_printf(&way, "./%s", here.data + same);
    way.data[way.length - 1] = '\0';
    dr_text_end(&from);
    dr_text_end(&here);
    return way;
}

static bool is_file(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 && S_ISREG(status.st_mode);
}

char *dr_schedule_find(const struct dr_schedule_file *file,
                       const char *schedule, const char *path, uint64_t wanted)
{
    const char *slash = strrchr(schedule, '/');
    struct dr_text there = DR_TEXT_EMPTY;
    bool here = is_file(path);

    if (*path == '/')
        return here ? dr_strdup(path) : NULL;
    if (slash)
        dr_text_add(&there, schedule, (size_t)(slash - schedule) + 1);
    dr_text_printf(&there, "%s/%s", file->folder, path);
    if (is_file(there.data) &&
        (!here || (wanted && dr_schedule_checksum(path) != wanted &&
                   dr_schedule_checksum(there.data) == wanted)))
        return there.data;
    dr_text_end(&there);
    return here ? dr_strdup(path) : NULL;
}

static char *command_of(const struct dr_schedule_file *file)
{
    json_t *array = json_array();
    char *text;

    for (int i = 1; i < file->argc; i++)
        json_array_append_new(array, json_string(file->argv[i]));
    text = json_dumps(array, 0);
    json_decref(array);
    return text;
}

int dr_schedule_write(const char *path, const struct dr_schedule_file *file,
                      struct dr_text *error)
{
    FILE *out = fopen(path, "w");
    char *command = command_of(file);
    int failed = !out || !command;

    if (!failed) {
        fprintf(out, "%s%d\nprogram %016" PRIx64 "\nfolder %s\n", first_line,
                VERSION, file->program, file->folder);
        fprintf(out, "command %s\nchoices %d\n", command, file->choices.count);
        for (int i = 0; i < file->choices.count; i++)
            fprintf(out, "%s\n", dr_text_string(&file->choices.lines[i]));
        fprintf(out, "end\n");
    }
    free(command);
    if (out && fclose(out))
        failed = 1;
    if (failed)
        dr_text_printf(error, "cannot write the schedule %s: %s", path,
                       strerror(errno));
    return failed ? -1 : 0;
}

/* What is being read, for error sentences. */
struct reader {
    FILE *in;
    const char *path;
    int number; /* of the line */
    char *line;
    size_t room;
    struct dr_text *error;
};

static bool refuse(struct reader *reader, const char *why)
{
    dr_text_printf(reader->error, "%s:%d: %s", reader->path, reader->number,
                   why);
    return false;
}

/* The next line without its newline, behind `word`. */
static char *next(struct reader *reader, const char *word)
{
    ssize_t length = getline(&reader->line, &reader->room, reader->in);

    reader->number++;
    if (length <= 0) {
        refuse(reader, "the schedule ends too early: it is truncated");
        return NULL;
    }
    if (reader->line[length - 1] == '\n')
        reader->line[length - 1] = '\0';
    if (strncmp(reader->line, word, strlen(word))) {
        dr_text_printf(reader->error, "%s:%d: \"%.40s\" where \"%s\" is due",
                       reader->path, reader->number, reader->line, word);
        return NULL;
    }
    return reader->line + strlen(word);
}

static bool read_version(struct reader *reader)
{
    char *version;

    if (getline(&reader->line, &reader->room, reader->in) <= 0) {
        reader->number = 1;
        return refuse(reader, "the file is empty");
    }
    reader->number = 1;
    if (strncmp(reader->line, first_line, strlen(first_line)))
        return refuse(reader, "this is no schedule of dryrun");
    version = reader->line + strlen(first_line);
    if (atoi(version) == VERSION)
        return true;
    version[strcspn(version, "\n")] = '\0';
    dr_text_printf(reader->error,
                   "%s: a schedule of version %s, where this dryrun reads "
                   "version %d",
                   reader->path, version, VERSION);
    return false;
}

static bool read_command(struct reader *reader, struct dr_schedule_file *file)
{
    const char *text = next(reader, "command ");
    json_t *array, *value;
    bool strings = true;
    size_t i;

    if (!text)
        return false;
    array = json_loads(text, 0, NULL);
    if (!json_is_array(array))
        return refuse(reader, "the command is no list of strings");
    file->argv = dr_zalloc(json_array_size(array) + 2, sizeof *file->argv);
    file->argv[file->argc++] = dr_strdup("dryrun");
    json_array_foreach(array, i, value)
    {
        strings = strings && json_is_string(value);
        file->argv[file->argc++] =
            dr_strdup(json_is_string(value) ? json_string_value(value) : "");
    }
    json_decref(array);
    return strings || refuse(reader, "the command is no list of strings");
}

static bool read_choices(struct reader *reader, struct dr_schedule_file *file)
{
    const char *text = next(reader, "choices ");
    char *end;
    long count;

    if (!text)
        return false;
    count = strtol(text, &end, 10);
    if (end == text || *end || count < 0 || count > INT_MAX)
        return refuse(reader, "the number of choices is no number");
    for (long i = 0; i < count; i++) {
        const char *line = next(reader, "");

        if (!line)
            return false;
        dr_choices_add(&file->choices, line);
    }
    return next(reader, "end") != NULL;
}

static bool read_program(struct reader *reader, struct dr_schedule_file *file)
{
    const char *text = next(reader, "program ");
    char *end;

    if (!text)
        return false;
    file->program = strtoull(text, &end, 16);
    return (end != text && !*end) ||
           refuse(reader, "the checksum of the program is no number");
}

static bool read_folder(struct reader *reader, struct dr_schedule_file *file)
{
    const char *text = next(reader, "folder ");

    if (text)
        file->folder = dr_strdup(text);
    return text != NULL;
}

int dr_schedule_read(const char *path, struct dr_schedule_file *file,
                     struct dr_text *error)
{
    struct reader reader = {
        .in = fopen(path, "r"), .path = path, .error = error};
    bool good;

    *file = (struct dr_schedule_file){0};
    if (!reader.in) {
        dr_text_printf(error, "cannot read the schedule %s: %s", path,
                       strerror(errno));
        return -1;
    }
    good = read_version(&reader) && read_program(&reader, file) &&
           read_folder(&reader, file) && read_command(&reader, file) &&
           read_choices(&reader, file);
    fclose(reader.in);
    free(reader.line);
    return good ? 0 : -1;
}

void dr_schedule_file_end(struct dr_schedule_file *file)
{
    for (int i = 0; i < file->argc; i++)
        free(file->argv[i]);
    free(file->argv);
    free(file->folder);
    dr_choices_end(&file->choices);
    *file = (struct dr_schedule_file){0};
}
