/*
 * type_random - random nested datatypes against their type maps: bounds,
 * packing, messages, partial messages, and types made again of their contents.
 * MPI-3.1, section 4.1.
 *
 *     type_random SEED COUNT
 */
#include "typemap_random.h"

enum {
    MOST_BYTES = 1 << 20
};

static long made, bytes_seen, overlapping;

/* A buffer for `count` elements: where its displacement 0 is. */
struct room {
    unsigned char *bytes, *origin;
    size_t size;
};

static struct room room_for(const struct map *map, int count)
{
    long extent = map_extent(map), span = extent * (count - 1);
    long low = map_true_lb(map) + (span < 0 ? span : 0);
    long high = map_true_ub(map) + (span > 0 ? span : 0);
    struct room room = {.size = (size_t)(high - low) + 32};

    room.bytes = malloc(room.size);
    memset(room.bytes, 0xee, room.size);
    room.origin = room.bytes + 16 - low;
    return room;
}

static void fill(struct room room, int rank)
{
    for (size_t i = 0; i < room.size; i++)
        room.bytes[i] = (unsigned char)(i * 31 + (i >> 7) + (size_t)rank * 97);
}

/* The first `elements` basic elements, one behind the other; and back. */
static size_t gather(const struct map *map, const unsigned char *origin,
                     long elements, unsigned char *packed)
{
    long extent = map_extent(map);
    size_t done = 0;

    for (long i = 0; i < elements; i++) {
        const struct element *e = &map->elements[i % map->n];

        memcpy(packed + done, origin + i / map->n * extent + e->at,
               (size_t)e->size);
        done += (size_t)e->size;
    }
    return done;
}

static void scatter(const struct map *map, unsigned char *origin, long elements,
                    const unsigned char *packed)
{
    long extent = map_extent(map);

    for (long i = 0; i < elements; i++) {
        const struct element *e = &map->elements[i % map->n];

        memcpy(origin + i / map->n * extent + e->at, packed, (size_t)e->size);
        packed += e->size;
    }
}

/* Does any byte belong to two elements?  Then it may not be received into. */
static int overlaps(const struct map *map, int count)
{
    struct room room = room_for(map, count);
    long extent = map_extent(map);
    int twice = 0;

    for (long i = 0; i < (long)count * map->n && !twice; i++) {
        const struct element *e = &map->elements[i % map->n];
        unsigned char *at = room.origin + i / map->n * extent + e->at;

        for (int k = 0; k < e->size; k++) {
            twice |= at[k] == 1;
            at[k] = 1;
        }
    }
    free(room.bytes);
    return twice;
}


static void check_bounds(MPI_Datatype type, const struct map *map)
{
    MPI_Aint lb, extent, true_lb, true_extent;
    int size;

    MPI_Type_size(type, &size);
    MPI_Type_get_extent(type, &lb, &extent);
    MPI_Type_get_true_extent(type, &true_lb, &true_extent);
    EXPECT(size == map_size(map));
    EXPECT(lb == map_lb(map) && extent == map_extent(map));
    EXPECT(map->n == 0 || true_lb == map_true_lb(map));
    EXPECT(map->n == 0 || true_extent == map_true_ub(map) - true_lb);
}

/* Pack whole elements, and unpack them in two unequal parts. */
static void check_packing(MPI_Datatype type, const struct map *map, int count,
                          int hazard)
{
    struct room from = room_for(map, count), to = room_for(map, count);
    struct room want = room_for(map, count);
    int bytes, at = 0, first = count / 3;
    unsigned char *packed, *expected;

    MPI_Pack_size(count, type, MPI_COMM_WORLD, &bytes);
    EXPECT(bytes >= count * map_size(map));
    packed = malloc((size_t)bytes + 1);
    expected = malloc((size_t)bytes + 1);
    fill(from, 0);
    MPI_Pack(from.origin, count, type, packed, bytes, &at, MPI_COMM_WORLD);
    EXPECT(at == count * map_size(map));
    gather(map, from.origin, (long)count * map->n, expected);
    EXPECT(memcmp(packed, expected, (size_t)at) == 0);
    if (!hazard) {
        scatter(map, want.origin, (long)count * map->n, expected);
        at = 0;
        MPI_Unpack(packed, bytes, &at, to.origin, first, type, MPI_COMM_WORLD);
        MPI_Unpack(packed, bytes, &at, to.origin + first * map_extent(map),
                   count - first, type, MPI_COMM_WORLD);
        EXPECT(memcmp(to.bytes, want.bytes, want.size) == 0);
    }
    bytes_seen += at;
    free(packed);
    free(expected);
    free(from.bytes);
    free(to.bytes);
    free(want.bytes);
}

/* The first basic elements of a buffer, as a flat type. */
static MPI_Datatype beginning(const struct map *map, long elements)
{
    int *lengths = malloc(((size_t)elements + 1) * sizeof *lengths);
    MPI_Aint *at = malloc(((size_t)elements + 1) * sizeof *at);
    MPI_Datatype *types = malloc(((size_t)elements + 1) * sizeof *types), type;

    for (long i = 0; i < elements; i++) {
        lengths[i] = 1;
        at[i] = i / map->n * map_extent(map) + map->elements[i % map->n].at;
        types[i] = map->elements[i % map->n].type;
    }
    MPI_Type_create_struct((int)elements, lengths, at, types, &type);
    MPI_Type_commit(&type);
    free(lengths);
    free(at);
    free(types);
    return type;
}

/* Swap buffers with the other rank, or their first `elements` only. */
static void check_message(MPI_Datatype type, const struct map *map, int count,
                          int rank, long elements)
{
    struct room out = room_for(map, count), in = room_for(map, count);
    struct room theirs = room_for(map, count), want = room_for(map, count);
    unsigned char *packed = malloc((size_t)(count * map_size(map)) + 1);
    int got, whole = elements == (long)count * map->n;
    MPI_Datatype part = whole ? type : beginning(map, elements);
    MPI_Count large;
    MPI_Status status;

    fill(out, rank);
    fill(theirs, 1 - rank);
    gather(map, theirs.origin, elements, packed);
    scatter(map, want.origin, elements, packed);
    MPI_Sendrecv(out.origin, whole ? count : 1, part, 1 - rank, 5, in.origin,
                 count, type, 1 - rank, 5, MPI_COMM_WORLD, &status);
    EXPECT(memcmp(in.bytes, want.bytes, want.size) == 0);
    MPI_Get_elements(&status, type, &got);
    MPI_Get_elements_x(&status, type, &large);
    EXPECT(got == elements && large == elements);
    MPI_Get_count(&status, type, &got);
    EXPECT(got ==
           (elements % map->n ? MPI_UNDEFINED : (int)(elements / map->n)));
    if (!whole)
        MPI_Type_free(&part);
    free(packed);
    free(out.bytes);
    free(in.bytes);
    free(theirs.bytes);
    free(want.bytes);
}


/* What a type was made of. */
struct contents {
    int combiner;
    MPI_Count ni, na, nc, nd;
    int *i;
    MPI_Aint *a;
    MPI_Count *c;
    MPI_Datatype *d;
};

static struct contents take_apart(MPI_Datatype type)
{
    struct contents x;

    MPI_Type_get_envelope_c(type, &x.ni, &x.na, &x.nc, &x.nd, &x.combiner);
    x.i = calloc((size_t)x.ni + 3, sizeof *x.i);
    x.a = calloc((size_t)x.na + 1, sizeof *x.a);
    x.c = calloc((size_t)x.nc + 1, sizeof *x.c);
    x.d = calloc((size_t)x.nd + 1, sizeof *x.d);
    if (x.combiner != MPI_COMBINER_NAMED)
        MPI_Type_get_contents_c(type, x.ni, x.na, x.nc, x.nd, x.i, x.a, x.c,
                                x.d);
    return x;
}

static MPI_Datatype make_large(const struct contents *x)
{
    MPI_Count n = x->c[0];
    MPI_Datatype type = MPI_DATATYPE_NULL;

    if (x->combiner == MPI_COMBINER_CONTIGUOUS)
        MPI_Type_contiguous_c(n, x->d[0], &type);
    if (x->combiner == MPI_COMBINER_VECTOR)
        MPI_Type_vector_c(n, x->c[1], x->c[2], x->d[0], &type);
    if (x->combiner == MPI_COMBINER_HVECTOR)
        MPI_Type_create_hvector_c(n, x->c[1], x->c[2], x->d[0], &type);
    if (x->combiner == MPI_COMBINER_INDEXED)
        MPI_Type_indexed_c(n, x->c + 1, x->c + 1 + n, x->d[0], &type);
    if (x->combiner == MPI_COMBINER_HINDEXED)
        MPI_Type_create_hindexed_c(n, x->c + 1, x->c + 1 + n, x->d[0], &type);
    if (x->combiner == MPI_COMBINER_INDEXED_BLOCK)
        MPI_Type_create_indexed_block_c(n, x->c[1], x->c + 2, x->d[0], &type);
    if (x->combiner == MPI_COMBINER_HINDEXED_BLOCK)
        MPI_Type_create_hindexed_block_c(n, x->c[1], x->c + 2, x->d[0], &type);
    if (x->combiner == MPI_COMBINER_STRUCT)
        MPI_Type_create_struct_c(n, x->c + 1, x->c + 1 + n, x->d, &type);
    if (x->combiner == MPI_COMBINER_RESIZED)
        MPI_Type_create_resized_c(x->d[0], n, x->c[1], &type);
    return type;
}

static MPI_Datatype make_small(const struct contents *x)
{
    int n = x->i[0];
    MPI_Datatype type = MPI_DATATYPE_NULL;

    if (x->combiner == MPI_COMBINER_DUP)
        MPI_Type_dup(x->d[0], &type);
    if (x->combiner == MPI_COMBINER_CONTIGUOUS)
        MPI_Type_contiguous(n, x->d[0], &type);
    if (x->combiner == MPI_COMBINER_VECTOR)
        MPI_Type_vector(n, x->i[1], x->i[2], x->d[0], &type);
    if (x->combiner == MPI_COMBINER_HVECTOR)
        MPI_Type_create_hvector(n, x->i[1], x->a[0], x->d[0], &type);
    if (x->combiner == MPI_COMBINER_INDEXED)
        MPI_Type_indexed(n, x->i + 1, x->i + 1 + n, x->d[0], &type);
    if (x->combiner == MPI_COMBINER_HINDEXED)
        MPI_Type_create_hindexed(n, x->i + 1, x->a, x->d[0], &type);
    if (x->combiner == MPI_COMBINER_INDEXED_BLOCK)
        MPI_Type_create_indexed_block(n, x->i[1], x->i + 2, x->d[0], &type);
    if (x->combiner == MPI_COMBINER_HINDEXED_BLOCK)
        MPI_Type_create_hindexed_block(n, x->i[1], x->a, x->d[0], &type);
    if (x->combiner == MPI_COMBINER_STRUCT)
        MPI_Type_create_struct(n, x->i + 1, x->a, x->d, &type);
    if (x->combiner == MPI_COMBINER_RESIZED)
        MPI_Type_create_resized(x->d[0], x->a[0], x->a[1], &type);
    if (x->combiner == MPI_COMBINER_SUBARRAY)
        MPI_Type_create_subarray(n, x->i + 1, x->i + 1 + n, x->i + 1 + 2 * n,
                                 x->i[1 + 3 * n], x->d[0], &type);
    n = x->i[2];
    if (x->combiner == MPI_COMBINER_DARRAY)
        MPI_Type_create_darray(x->i[0], x->i[1], n, x->i + 3, x->i + 3 + n,
                               x->i + 3 + 2 * n, x->i + 3 + 3 * n,
                               x->i[3 + 4 * n], x->d[0], &type);
    return type;
}

/* The type once more, made of its contents all the way down. */
static MPI_Datatype made_again(MPI_Datatype type)
{
    struct contents x;
    MPI_Datatype made, part;
    int a, b, c, combiner;

    MPI_Type_get_envelope(type, &a, &b, &c, &combiner);
    if (combiner == MPI_COMBINER_NAMED)
        return type;
    x = take_apart(type);
    for (MPI_Count i = 0; i < x.nd; i++) {
        part = made_again(x.d[i]);
        if (part != x.d[i])
            MPI_Type_free(&x.d[i]);
        x.d[i] = part;
    }
    made = x.nc > 0 ? make_large(&x) : make_small(&x);
    EXPECT(made != MPI_DATATYPE_NULL);
    for (MPI_Count i = 0; i < x.nd; i++)
        map_free_type(&x.d[i]);
    free(x.i);
    free(x.a);
    free(x.c);
    free(x.d);
    return made;
}


static void check(int rank)
{
    struct map map;
    MPI_Datatype type = map_random((int)map_dice(1, 4), &map), again;
    int count = (int)map_dice(1, 7), hazard;
    long elements = (long)count * map.n, span;

    check_bounds(type, &map);
    again = made_again(type);
    check_bounds(again, &map);
    span =
        labs(map_extent(&map)) * count + map_true_ub(&map) - map_true_lb(&map);
    if (span < MOST_BYTES && map.n > 0) {
        hazard = overlaps(&map, count);
        overlapping += hazard;
        MPI_Type_commit(&type);
        MPI_Type_commit(&again);
        check_packing(type, &map, count, hazard);
        check_packing(again, &map, count, hazard);
        if (!hazard) {
            check_message(type, &map, count, rank, elements);
            check_message(again, &map, count, rank, map_dice(0, elements - 1));
        }
        made++;
    }
    if (again != type)
        map_free_type(&again);
    map_free_type(&type);
    map_free(&map);
}

int main(int argc, char **argv)
{
    int rank = expect_start(&argc, &argv, 2), count = atoi(argv[2]);

    for (int i = 0; i < count; i++) {
        map_state = (unsigned long)atoi(argv[1]) * 1000003 + (unsigned long)i;
        for (int warm = 0; warm < 4; warm++)
            map_dice(0, 1);
        check(rank);
    }
    /* The dice were not loaded. */
    EXPECT(made > count / 2 && overlapping < made / 2 &&
           overlapping > made / 100 && bytes_seen > 100 * made);
    return expect_end();
}
