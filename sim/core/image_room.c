/*
 * image_room.c - how much the kernel lets us map.
 */
#include "core/image_room.h"

#include <stdint.h>
#include <stdio.h>

/* What Linux has unless somebody changed it. */
enum {
    USUAL_MAPPINGS = 65530
};

size_t dr_room_mappings(void)
{
    FILE *file = fopen("/proc/sys/vm/max_map_count", "r");
    size_t most;

    if (!file || fscanf(file, "%zu", &most) != 1)
        most = USUAL_MAPPINGS;
    if (file)
        fclose(file);
    return most;
}

size_t dr_room_memory(void)
{
    FILE *file = fopen("/proc/meminfo", "r");
    size_t kib = SIZE_MAX / 1024, found;
    char line[128];

    while (file && fgets(line, sizeof line, file)) {
        if (sscanf(line, "MemAvailable: %zu kB", &found) == 1)
            kib = found;
    }
    if (file)
        fclose(file);
    return kib * 1024;
}

/* How many mappings this process has; 0: unknown. */
static size_t count_mappings(void)
{
    FILE *maps = fopen("/proc/self/maps", "r");
    size_t lines = 0;
    int c;

    while (maps && (c = getc_unlocked(maps)) != EOF)
        lines += c == '\n';
    if (maps)
        fclose(maps);
    return lines;
}

void dr_room_explain(struct dr_text *text)
{
    dr_text_printf(text,
                   "%zu MiB of memory are left, and this process has %zu "
                   "memory mappings of at most %zu (sysctl vm.max_map_count)",
                   dr_room_memory() >> 20, count_mappings(),
                   dr_room_mappings());
}
