/*
 * schedule_file.h - a schedule as a file that people can read.
 *
 *     dryrun schedule 2
 *     program 89abcdef01234567
 *     folder ..
 *     command ["-n", "3", "./app", "argument"]
 *     choices 2
 *     take 0 0 2 0  # rank 0, MPI_Recv at app.c:12: from rank 2, one of 2
 *     finish 1 0 all  # ...
 *     end
 *
 * "program" is a checksum of the program's file, to say when it has changed;
 * "folder" where the command was given, as seen from the file's own folder;
 * "command" what dryrun was called with, without what belongs to exploring.
 * The last line tells a whole file from a truncated one.
 */
#ifndef DR_EXPLORE_SCHEDULE_FILE_H
#define DR_EXPLORE_SCHEDULE_FILE_H

#include "explore/choice.h"

struct dr_schedule_file {
    uint64_t program; /* checksum */
    char *folder;     /* owned */
    int argc;         /* of the command, "dryrun" as argv[0] included */
    char **argv;      /* NULL-terminated; owned */
    struct dr_choices choices;
};

/* The checksum of a file's bytes (FNV-1a), 0 if it cannot be read. */
uint64_t dr_schedule_checksum(const char *path);

/* The working directory as seen from `folder`, as "../.."; the caller ends
 * it. */
struct dr_text dr_schedule_folder(const char *folder);

/* Where `path` of the command is, for a file read from `schedule`: the file
 * that is there from the working directory, if not, from where the command was
 * given; of two, that with the checksum `wanted`, if it is not 0.  NULL if
 * there is none; the caller frees it. */
char *dr_schedule_find(const struct dr_schedule_file *file,
                       const char *schedule, const char *path, uint64_t wanted);

/* Write it; 0, or -1 with one sentence in `error`. */
int dr_schedule_write(const char *path, const struct dr_schedule_file *file,
                      struct dr_text *error);

/* Read it; 0, or -1 with one sentence in `error` that names file and line. */
int dr_schedule_read(const char *path, struct dr_schedule_file *file,
                     struct dr_text *error);

void dr_schedule_file_end(struct dr_schedule_file *file);

#endif
