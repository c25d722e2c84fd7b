/*
 * file_random - random views of a file against the type maps of their
 * filetypes, byte by byte; and random distributed arrays, which interleave.
 * MPI-4.1, sections 14.3 and 14.4.
 *
 *     file_random FILE SEED COUNT
 */
#include "typemap_random.h"

enum {
    MOST_SPAN = 1 << 16,
    TILES = 3
};

static int rank;
static MPI_File file;
static long written, refused, shared_out;

/* A byte of a rank's stream. */
static unsigned char token(int of, long i)
{
    return (unsigned char)(i * 7 + (i >> 8) + of * 101 + 1);
}

static void settle(void)
{
    MPI_File_sync(file);
    MPI_Barrier(MPI_COMM_WORLD);
    MPI_File_sync(file);
}

/* Where byte `i` of the stream is, from the view's displacement. */
static long place(const struct map *map, const long *starts, long i)
{
    long size = map_size(map), tile = i / size, in = i % size;
    int e = 0;

    while (e + 1 < map->n && starts[e + 1] <= in)
        e++;
    return tile * map_extent(map) + map->elements[e].at + in - starts[e];
}

/* What MPI asks of a filetype; `twice`: some byte is shown twice. */
static int legal(const struct map *map, int *twice)
{
    long last = -1, end = -1;
    int rises = 1;

    *twice = 0;
    for (int i = 0; i < map->n; i++) {
        const struct element *e = &map->elements[i];

        rises &= e->at >= 0 && e->at >= last;
        *twice |= e->at < end;
        last = e->at;
        if (e->at + e->size > end)
            end = e->at + e->size;
    }
    return rises;
}

/* Do the tiles that are written overlap each other? */
static int tiles_meet(const struct map *map, const long *starts, long bytes,
                      long span)
{
    char *seen = calloc((size_t)span + 1, 1);
    int meet = 0;

    for (long i = 0; i < bytes && !meet; i++) {
        long at = place(map, starts, i);

        if (at < 0 || at > span) {
            meet = 1;
        } else {
            meet = seen[at];
            seen[at] = 1;
        }
    }
    free(seen);
    return meet;
}

static void hint(const char *key, const char *value)
{
    MPI_Info info;

    MPI_Info_create(&info);
    MPI_Info_set(info, key, value);
    MPI_File_set_info(file, info);
    MPI_Info_free(&info);
}

/* All bytes of the file are as they must be. */
static void check_file(const struct map *map, const long *starts, long from,
                       long bytes, long span)
{
    unsigned char *want = calloc(2, (size_t)span), *is = malloc(2 * span);

    for (int of = 0; of < 2; of++) {
        for (long i = 0; i < bytes; i++)
            want[of * span + place(map, starts, from + i)] = token(of, i);
    }
    MPI_File_set_view(file, 0, MPI_BYTE, MPI_BYTE, "native", MPI_INFO_NULL);
    MPI_File_read_at(file, 0, is, (int)(2 * span), MPI_BYTE, MPI_STATUS_IGNORE);
    EXPECT(memcmp(want, is, 2 * (size_t)span) == 0);
    settle();
    free(want);
    free(is);
}

/* Write a part of the view, look at the file, read it back. */
static void try_view(MPI_Datatype type, const struct map *map,
                     const long *starts, long span)
{
    long size = map_size(map), from = map_dice(0, size - 1);
    long bytes = map_dice(1, TILES * size - from), together = map_dice(0, 1);
    unsigned char *data = malloc((size_t)bytes);
    MPI_Status status;
    int count;

    if (tiles_meet(map, starts, from + bytes, span - 1)) {
        free(data);
        return;
    }
    written++;
    MPI_File_set_size(file, 0);
    MPI_File_set_size(file, 2 * span);
    EXPECT(MPI_File_set_view(file, rank * span, MPI_BYTE, type, "native",
                             MPI_INFO_NULL) == MPI_SUCCESS);
    for (long i = 0; i < bytes; i++)
        data[i] = token(rank, i);
    if (together)
        MPI_File_write_at_all(file, from, data, (int)bytes, MPI_BYTE, &status);
    else
        MPI_File_write_at(file, from, data, (int)bytes, MPI_BYTE, &status);
    MPI_Get_count(&status, MPI_BYTE, &count);
    EXPECT(count == bytes);
    settle();
    memset(data, 0, (size_t)bytes);
    if (together)
        MPI_File_read_at_all(file, from, data, (int)bytes, MPI_BYTE, &status);
    else
        MPI_File_read_at(file, from, data, (int)bytes, MPI_BYTE, &status);
    MPI_Get_count(&status, MPI_BYTE, &count);
    EXPECT(count == bytes);
    for (long i = 0; i < bytes; i++)
        EXPECT(data[i] == token(rank, i));
    settle();
    check_file(map, starts, from, bytes, span);
    free(data);
}

static void check_view(void)
{
    struct map map;
    MPI_Datatype type = map_random((int)map_dice(1, 3), &map);
    int twice, good = legal(&map, &twice), error;
    long span = map_true_ub(&map) + TILES * labs(map_extent(&map)) + 8;
    long *starts = calloc((size_t)map.n + 1, sizeof *starts);

    for (int i = 1; i < map.n; i++)
        starts[i] = starts[i - 1] + map.elements[i - 1].size;
    MPI_Type_commit(&type);
    if (!good || twice) {
        error =
            MPI_File_set_view(file, 0, MPI_BYTE, type, "native", MPI_INFO_NULL);
        EXPECT(expect_class(error) == MPI_ERR_ARG);
        refused++;
    } else if (map.n > 0 && span < MOST_SPAN) {
        try_view(type, &map, starts, span);
    }
    free(starts);
    map_free_type(&type);
    map_free(&map);
}

/* A matrix shared out to both ranks, in small windows. */
static void check_array(void)
{
    static const int kinds[] = {MPI_DISTRIBUTE_BLOCK, MPI_DISTRIBUTE_CYCLIC};
    int along = (int)map_dice(0, 1), kind = kinds[map_dice(0, 1)];
    int sizes[2] = {(int)map_dice(2, 40), (int)map_dice(2, 40)};
    int distribs[2] = {MPI_DISTRIBUTE_NONE, MPI_DISTRIBUTE_NONE};
    int dargs[2] = {MPI_DISTRIBUTE_DFLT_DARG, MPI_DISTRIBUTE_DFLT_DARG};
    int processes[2] = {1, 1}, cells = sizes[0] * sizes[1], bytes;
    int *mine = malloc(sizeof(int) * (size_t)cells), *all;
    MPI_Datatype type;

    processes[along] = 2;
    distribs[along] = kind;
    if (kind == MPI_DISTRIBUTE_CYCLIC)
        dargs[along] = (int)map_dice(1, 3);
    MPI_Type_create_darray(2, rank, 2, sizes, distribs, dargs, processes,
                           MPI_ORDER_C, MPI_INT, &type);
    MPI_Type_commit(&type);
    MPI_Type_size(type, &bytes);
    for (int i = 0; i < bytes / 4; i++)
        mine[i] = rank * 100000 + i;
    MPI_File_set_size(file, 0);
    MPI_File_set_view(file, 0, MPI_INT, type, "native", MPI_INFO_NULL);
    MPI_File_write_all(file, mine, bytes / 4, MPI_INT, MPI_STATUS_IGNORE);
    settle();
    MPI_File_seek(file, 0, MPI_SEEK_SET);
    memset(mine, 0, (size_t)bytes);
    MPI_File_read_all(file, mine, bytes / 4, MPI_INT, MPI_STATUS_IGNORE);
    for (int i = 0; i < bytes / 4; i++)
        EXPECT(mine[i] == rank * 100000 + i);
    settle();
    all = mine;
    MPI_File_set_view(file, 0, MPI_INT, MPI_INT, "native", MPI_INFO_NULL);
    MPI_File_read(file, all, cells, MPI_INT, MPI_STATUS_IGNORE);
    for (int cell = 0, next[2] = {0, 0}; cell < cells; cell++) {
        int index = along == 0 ? cell / sizes[1] : cell % sizes[1];
        int of = map_owns(sizes[along], kind, dargs[along], 2, 1, index);

        EXPECT(all[cell] == of * 100000 + next[of]);
        next[of]++;
    }
    settle();
    shared_out++;
    MPI_Type_free(&type);
    free(mine);
}

int main(int argc, char **argv)
{
    int count;

    rank = expect_start(&argc, &argv, 2);
    count = atoi(argv[3]);
    MPI_File_set_errhandler(MPI_FILE_NULL, MPI_ERRORS_RETURN);
    EXPECT(MPI_File_open(MPI_COMM_WORLD, argv[1],
                         MPI_MODE_CREATE | MPI_MODE_RDWR |
                             MPI_MODE_DELETE_ON_CLOSE,
                         MPI_INFO_NULL, &file) == MPI_SUCCESS);
    for (int i = 0; i < count; i++) {
        map_state = (unsigned long)atoi(argv[2]) * 1000003 + (unsigned long)i;
        for (int warm = 0; warm < 4; warm++)
            map_dice(0, 1);
        hint("cb_buffer_size", i % 3 ? "61" : "16777216");
        hint("romio_cb_write", i % 2 ? "enable" : "automatic");
        hint("romio_cb_read", i % 5 ? "enable" : "disable");
        check_view();
        check_array();
    }
    MPI_File_close(&file);
    /* The dice were not loaded. */
    EXPECT(written > count / 8 && refused > count / 50 && shared_out == count);
    return expect_end();
}
