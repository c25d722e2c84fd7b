/*
 * platform.c - from the name a user gives to a file that SimGrid can load.
 */
#include "net/platform.h"

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/memory.h"
#include "net/placement.h"
#include "net/platform_file.h"

/* Where presets are when nothing is installed; the build says. */
#ifndef DR_PLATFORMS_DIR
#define DR_PLATFORMS_DIR "platforms"
#endif

/* PREFIX/lib/x86_64-linux-gnu/libdryrun.so: two folders up, one to spare. */
enum {
    FOLDERS_UP = 3
};

static const char suffix[] = ".xml";

/* The folder of presets, to be freed by the caller; NULL if there is none. */
static char *preset_folder(void)
{
    struct dr_text path = DR_TEXT_EMPTY;
    Dl_info self = {0};
    char *folder = NULL, *slash;

    /* ISO C has no cast from function to object pointers, POSIX has. */
    if (dladdr((void *)(uintptr_t)&dr_platform_find, &self) && self.dli_fname)
        folder = realpath(self.dli_fname, NULL);
    for (int up = 0; folder && up <= FOLDERS_UP; up++) {
        slash = strrchr(folder, '/');
        if (!slash)
            break;
        *slash = '\0';
        dr_text_clear(&path);
        dr_text_printf(&path, "%s/share/dryrun/platforms", folder);
        if (access(dr_text_string(&path), R_OK) == 0) {
            free(folder);
            return path.data;
        }
    }
    free(folder);
    dr_text_end(&path);
    return NULL;
}

static int is_preset_file(const struct dirent *entry)
{
    size_t length = strlen(entry->d_name);

    return entry->d_name[0] != '.' && length > sizeof suffix - 1 &&
           strcmp(entry->d_name + length - (sizeof suffix - 1), suffix) == 0;
}

static int compare_preset(const void *a, const void *b)
{
    const char *p = *(char *const *)a, *q = *(char *const *)b;
    int p_later = strcmp(p, DR_PLATFORM_DEFAULT) != 0;
    int q_later = strcmp(q, DR_PLATFORM_DEFAULT) != 0;

    return p_later != q_later ? p_later - q_later : dr_natural_compare(p, q);
}

char **dr_platform_presets(void)
{
    char *folder = preset_folder();
    struct dirent **entries = NULL;
    int count = folder ? scandir(folder, &entries, is_preset_file, NULL) : 0;
    size_t n = count > 0 ? (size_t)count : 0;
    char **names = dr_zalloc(n + 1, sizeof *names);

    for (size_t i = 0; i < n; i++) {
        names[i] = dr_strdup(entries[i]->d_name);
        names[i][strlen(names[i]) - (sizeof suffix - 1)] = '\0';
        free(entries[i]);
    }
    free(entries);
    free(folder);
    if (n > 0)
        qsort(names, n, sizeof *names, compare_preset);
    return names;
}

static void unknown(const char *name, struct dr_text *error)
{
    char **presets = dr_platform_presets();

    dr_text_printf(
        error, "platform %s is neither a file nor a preset (presets:", name);
    for (size_t i = 0; presets[i]; i++) {
        dr_text_printf(error, "%s %s", i > 0 ? "," : "", presets[i]);
        free(presets[i]);
    }
    dr_text_printf(error, "%s)", presets[0] ? "" : " none found");
    free(presets);
}

char *dr_platform_find(const char *name, bool *preset, struct dr_text *error)
{
    struct dr_text path = DR_TEXT_EMPTY;
    char *folder;

    *preset = false;
    folder = strchr(name, '/') ? NULL : preset_folder();
    if (folder) {
        dr_text_printf(&path, "%s/%s%s", folder, name, suffix);
        free(folder);
        if (access(dr_text_string(&path), F_OK) == 0) {
            *preset = true;
            return path.data;
        }
        dr_text_end(&path);
    }
    if (!strpbrk(name, "/.") && access(name, F_OK) != 0) {
        unknown(name, error);
        return NULL;
    }
    return dr_strdup(name);
}

/* Put the text into memory that SimGrid can open by name. */
static int keep_copy(struct dr_platform *platform, const char *text,
                     size_t length, struct dr_text *error)
{
    char name[64];
    size_t done = 0;

    platform->fd = memfd_create("dryrun-platform", MFD_CLOEXEC);
    while (platform->fd >= 0 && done < length) {
        ssize_t n = write(platform->fd, text + done, length - done);

        if (n < 0 && errno != EINTR)
            break;
        done += n > 0 ? (size_t)n : 0;
    }
    if (done < length) {
        dr_text_printf(error, "platform %s: no room for a copy: %s",
                       platform->name, strerror(errno));
        return -1;
    }
    snprintf(name, sizeof name, "/proc/self/fd/%d", platform->fd);
    platform->load_path = dr_strdup(name);
    return 0;
}

/* SimGrid gets the file itself, unless it grew or is a pipe read empty. */
static int choose_load_path(struct dr_platform *platform,
                            struct dr_platform_file *file, int nranks,
                            struct dr_text *error)
{
    int status = 0;

    if (dr_platform_file_widen(file, nranks)) {
        size_t length;
        char *text = dr_platform_file_print(file, &length);

        status = keep_copy(platform, text, length, error);
        free(text);
    } else if (!file->regular) {
        status = keep_copy(platform, file->bytes, file->length, error);
    } else {
        platform->load_path = dr_strdup(platform->path);
    }
    return status;
}

int dr_platform_open(struct dr_platform *platform, const char *name, int nranks,
                     struct dr_text *error)
{
    struct dr_platform_file file;
    int status;

    if (!name)
        name = DR_PLATFORM_DEFAULT;
    *platform = (struct dr_platform){.name = dr_strdup(name), .fd = -1};
    platform->path = dr_platform_find(name, &platform->preset, error);
    if (!platform->path) {
        dr_platform_end(platform);
        return -1;
    }
    status = dr_platform_file_read(&file, platform->path, name, error);
    if (status == 0) {
        platform->protocol = file.protocol;
        platform->storage = file.storage;
        status = choose_load_path(platform, &file, nranks, error);
    }
    dr_platform_file_end(&file);
    if (status != 0)
        dr_platform_end(platform);
    return status;
}

void dr_platform_end(struct dr_platform *platform)
{
    if (platform->fd >= 0)
        close(platform->fd);
    free(platform->name);
    free(platform->path);
    free(platform->load_path);
    *platform = (struct dr_platform){.fd = -1};
}
