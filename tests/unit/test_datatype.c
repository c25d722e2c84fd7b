/*
 * test_datatype.c - suite "core/datatype": types against a naive type map.
 *
 * The oracle keeps every basic element of a type in a list, as the definitions
 * of MPI-3.1 section 4.1 do, and copies bytes one at a time.  Random nested
 * types are made on both sides and must agree in bounds, bytes and counts.
 */
#include <CUnit/Basic.h>
#include <stdlib.h>
#include <string.h>

#include "core/datatype_info.h"
#include "core/datatype_make.h"

enum {
    MOST = 400,
    TYPES = 3000,
    MIDDLE = 1 << 19,
    ROOM = 1 << 20
};

struct entry {
    int64_t at;
    int64_t size;
};

struct map {
    int n;
    struct entry entry[MOST];
    bool has_lb, has_ub;
    int64_t lb_mark, ub_mark;
    int64_t align;
};

/* A type and its map. */
struct both {
    struct dr_datatype *type;
    struct map map;
};

static uint64_t state;

static int64_t random_below(int64_t n)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (int64_t)((state >> 33) % (uint64_t)n);
}

static int64_t random_between(int64_t low, int64_t high)
{
    return low + random_below(high - low + 1);
}


static int64_t map_size(const struct map *m)
{
    int64_t size = 0;

    for (int i = 0; i < m->n; i++)
        size += m->entry[i].size;
    return size;
}

static int64_t map_true_lb(const struct map *m)
{
    int64_t lb = m->n ? m->entry[0].at : 0;

    for (int i = 0; i < m->n; i++)
        lb = m->entry[i].at < lb ? m->entry[i].at : lb;
    return lb;
}

static int64_t map_true_ub(const struct map *m)
{
    int64_t ub = m->n ? m->entry[0].at + m->entry[0].size : 0;

    for (int i = 0; i < m->n; i++) {
        int64_t end = m->entry[i].at + m->entry[i].size;

        ub = end > ub ? end : ub;
    }
    return ub;
}

static int64_t map_lb(const struct map *m)
{
    return m->has_lb ? m->lb_mark : map_true_lb(m);
}

static int64_t map_ub(const struct map *m)
{
    int64_t ub = map_true_ub(m);

    if (m->has_ub)
        return m->ub_mark;
    while (m->align > 1 && (ub - map_lb(m)) % m->align != 0)
        ub++;
    return ub;
}

static int64_t map_extent(const struct map *m)
{
    return map_ub(m) - map_lb(m);
}

/* Append one copy of `old`, displaced. */
static void map_add(struct map *m, const struct map *old, int64_t at)
{
    for (int i = 0; i < old->n; i++) {
        if (m->n == MOST)
            abort();
        m->entry[m->n++] =
            (struct entry){old->entry[i].at + at, old->entry[i].size};
    }
    if (old->has_lb && (!m->has_lb || old->lb_mark + at < m->lb_mark))
        m->lb_mark = old->lb_mark + at;
    if (old->has_ub && (!m->has_ub || old->ub_mark + at > m->ub_mark))
        m->ub_mark = old->ub_mark + at;
    m->has_lb |= old->has_lb;
    m->has_ub |= old->has_ub;
    m->align = old->align > m->align ? old->align : m->align;
}

static void map_bound(struct map *m, int64_t lb, int64_t ub)
{
    m->has_lb = m->has_ub = true;
    m->lb_mark = lb;
    m->ub_mark = ub;
}


static void basic(struct both *b)
{
    static const MPI_Datatype some[] = {MPI_CHAR,   MPI_SHORT,       MPI_INT,
                                        MPI_DOUBLE, MPI_LONG_DOUBLE, MPI_BYTE};
    const struct dr_datatype *old = dr_datatype_get(some[random_below(6)]);

    b->type = dr_datatype_dup(old);
    b->map.entry[0] = (struct entry){0, (int64_t)old->size};
    b->map.n = 1;
    b->map.align = old->align;
}

static void vector(struct both *b, const struct both *old)
{
    int64_t count = random_below(4), length = random_below(4);
    int64_t stride = random_between(-40, 40);

    if (random_below(2))
        stride = (length + random_below(2)) * map_extent(&old->map);
    b->type = dr_datatype_hvector(count, length, stride, old->type);
    for (int64_t i = 0; i < count; i++)
        for (int64_t j = 0; j < length; j++)
            map_add(&b->map, &old->map, i * stride + j * map_extent(&old->map));
}

static void indexed(struct both *b, const struct both *old)
{
    int64_t length[5], at[5], n = random_below(6);
    int64_t unit = random_below(2) ? map_extent(&old->map) : 3;
    bool equal = random_below(2);

    for (int64_t i = 0; i < n; i++) {
        length[i] = equal && i ? length[0] : random_below(3);
        at[i] = random_below(3) && i ? at[i - 1] + length[i - 1]
                                     : random_between(-5, 9);
    }
    b->type = equal && n
                  ? dr_datatype_indexed_block(n, length[0], at, unit, old->type)
                  : dr_datatype_indexed(n, length, at, unit, old->type);
    for (int64_t i = 0; i < n; i++)
        for (int64_t j = 0; j < length[i]; j++)
            map_add(&b->map, &old->map,
                    at[i] * unit + j * map_extent(&old->map));
}

static void record(struct both *b, const struct both *x, const struct both *y)
{
    const struct dr_datatype *types[] = {x->type, y->type, x->type};
    const struct map *maps[] = {&x->map, &y->map, &x->map};
    int64_t length[3], at[3], n = random_below(4), next = 0;

    for (int64_t i = 0; i < n; i++) {
        length[i] = random_below(3);
        at[i] = random_below(2) ? next : random_between(-50, 200);
        next = at[i] + length[i] * map_extent(maps[i]);
    }
    b->type = dr_datatype_struct(n, length, at, types);
    for (int64_t i = 0; i < n; i++)
        for (int64_t j = 0; j < length[i]; j++)
            map_add(&b->map, maps[i], at[i] + j * map_extent(maps[i]));
}

static void resized(struct both *b, const struct both *old)
{
    int64_t lb = random_between(-20, 20), extent = random_between(0, 120);

    b->type = dr_datatype_resized(lb, extent, old->type);
    b->map = old->map;
    map_bound(&b->map, lb, lb + extent);
}

/* Up to three dimensions, in C or Fortran order, index by index. */
static void subarray(struct both *b, const struct both *old)
{
    int64_t size[3] = {1, 1, 1}, sub[3] = {1, 1, 1}, start[3] = {0, 0, 0};
    int ndims = (int)random_between(1, 3);
    int order = random_below(2) ? MPI_ORDER_C : MPI_ORDER_FORTRAN;
    int64_t extent = map_extent(&old->map);

    for (int d = 0; d < ndims; d++) {
        size[d] = random_between(1, 4);
        sub[d] = random_between(1, size[d]);
        start[d] = random_between(0, size[d] - sub[d]);
    }
    b->type = dr_datatype_subarray(ndims, size, sub, start, order, old->type);
    for (int64_t i = 0; i < sub[0] * sub[1] * sub[2]; i++) {
        int64_t rest = i, at = 0, step = 1;

        for (int k = 0; k < ndims; k++) {
            int d = order == MPI_ORDER_C ? ndims - 1 - k : k;

            at += (start[d] + rest % sub[d]) * step;
            rest /= sub[d];
            step *= size[d];
        }
        map_add(&b->map, &old->map, at * extent);
    }
    map_bound(&b->map, 0, size[0] * size[1] * size[2] * extent);
}

static void random_type(struct both *b, int depth)
{
    struct both *old;

    *b = (struct both){0};
    if (depth == 0) {
        basic(b);
        return;
    }
    old = calloc(2, sizeof(*old));
    do {
        random_type(&old[0], depth - 1 - (int)random_below(depth));
        if (old[0].map.n > 11)
            dr_datatype_release(old[0].type);
    } while (old[0].map.n > 11);
    do {
        random_type(&old[1], 0);
        if (old[1].map.n > 11)
            dr_datatype_release(old[1].type);
    } while (old[1].map.n > 11);
    switch (random_below(5)) {
    case 0:
        vector(b, &old[0]);
        break;
    case 1:
        indexed(b, &old[0]);
        break;
    case 2:
        record(b, &old[0], &old[1]);
        break;
    case 3:
        resized(b, &old[0]);
        break;
    default:
        if (old[0].map.n <= 6)
            subarray(b, &old[0]);
        else
            vector(b, &old[0]);
    }
    dr_datatype_release(old[0].type);
    dr_datatype_release(old[1].type);
    free(old);
}


/* Where packed byte `i` of `count` elements lies in the buffer. */
static int64_t place(const struct map *m, int64_t i)
{
    int64_t size = map_size(m), at = i / size * map_extent(m);

    i %= size;
    for (int k = 0;; k++) {
        if (i < m->entry[k].size)
            return at + m->entry[k].at + i;
        i -= m->entry[k].size;
    }
}

static unsigned char user[ROOM], packed[ROOM], expected[ROOM];

static bool pack_agrees(const struct both *b, int64_t count, int64_t from,
                        int64_t bytes)
{
    memset(packed, 0xee, (size_t)bytes + 1);
    dr_datatype_pack(b->type, user + MIDDLE, (uint64_t)count, (uint64_t)from,
                     packed, (uint64_t)bytes);
    for (int64_t i = 0; i < bytes; i++) {
        if (packed[i] != user[MIDDLE + place(&b->map, from + i)])
            return false;
    }
    return packed[bytes] == 0xee;
}

static bool unpack_agrees(const struct both *b, int64_t count, int64_t from,
                          int64_t bytes)
{
    enum {
        REACH = 1 << 14
    };

    for (int64_t i = 0; i < bytes; i++)
        packed[i] = (unsigned char)random_below(256);
    memcpy(expected, user + MIDDLE - REACH, 2 * REACH);
    for (int64_t i = 0; i < bytes; i++)
        expected[REACH + place(&b->map, from + i)] = packed[i];
    dr_datatype_unpack(b->type, user + MIDDLE, (uint64_t)count, (uint64_t)from,
                       packed, (uint64_t)bytes);
    return memcmp(expected, user + MIDDLE - REACH, 2 * REACH) == 0;
}

static uint64_t naive_elements(const struct map *m, int64_t bytes)
{
    uint64_t n = 0;

    for (int k = 0; bytes > 0; k = (k + 1) % m->n, n++)
        bytes -= m->entry[k].size;
    return bytes < 0 ? UINT64_MAX : n;
}

static void fill_user(void)
{
    for (int i = 0; i < ROOM; i++)
        user[i] = (unsigned char)random_below(256);
}


static void bounds_follow_the_definition(void)
{
    struct both *b = calloc(1, sizeof(*b));

    state = 1;
    for (int i = 0; i < TYPES; i++) {
        random_type(b, 1 + i % 4);
        CU_ASSERT_EQUAL_FATAL(b->type->size, (uint64_t)map_size(&b->map));
        CU_ASSERT_EQUAL_FATAL(b->type->lb, map_lb(&b->map));
        CU_ASSERT_EQUAL_FATAL(b->type->ub, map_ub(&b->map));
        CU_ASSERT_EQUAL_FATAL(b->type->extent, map_extent(&b->map));
        CU_ASSERT_EQUAL_FATAL(b->type->true_lb, map_true_lb(&b->map));
        CU_ASSERT_EQUAL_FATAL(b->type->true_ub, map_true_ub(&b->map));
        dr_datatype_release(b->type);
    }
    free(b);
}

static void any_range_packs_and_unpacks_as_the_type_map_says(void)
{
    struct both *b = calloc(1, sizeof(*b));
    int64_t count, total, from, bytes;

    state = 2;
    fill_user();
    for (int i = 0; i < TYPES; i++) {
        random_type(b, 1 + i % 4);
        count = random_between(1, 4);
        total = count * map_size(&b->map);
        CU_ASSERT_TRUE_FATAL(pack_agrees(b, count, 0, total));
        CU_ASSERT_TRUE_FATAL(unpack_agrees(b, 1, 0, total / count));
        from = random_between(0, total);
        bytes = random_between(0, total - from);
        CU_ASSERT_TRUE_FATAL(pack_agrees(b, count, from, bytes));
        CU_ASSERT_TRUE_FATAL(unpack_agrees(b, count, from, bytes));
        dr_datatype_release(b->type);
    }
    free(b);
}

static void elements_of_a_partial_message_are_counted(void)
{
    struct both *b = calloc(1, sizeof(*b));
    int64_t bytes, total;
    uint64_t n;

    state = 3;
    for (int i = 0; i < TYPES; i++) {
        random_type(b, 1 + i % 4);
        total = map_size(&b->map);
        bytes = total ? random_between(0, 3 * total) : 0;
        n = naive_elements(&b->map, bytes);
        CU_ASSERT_EQUAL_FATAL(dr_datatype_elements(b->type, (uint64_t)bytes),
                              n);
        if (n != UINT64_MAX)
            CU_ASSERT_EQUAL_FATAL(dr_datatype_bytes(b->type, n),
                                  (uint64_t)bytes);
        dr_datatype_release(b->type);
    }
    free(b);
}

static void contiguous_means_one_copy_of_all_bytes(void)
{
    struct both *b = calloc(1, sizeof(*b));
    int64_t total;

    state = 4;
    for (int i = 0; i < TYPES; i++) {
        random_type(b, 1 + i % 4);
        total = 3 * map_size(&b->map);
        for (int64_t k = 0; b->type->contiguous && k < total; k++)
            CU_ASSERT_EQUAL_FATAL(place(&b->map, k), k);
        dr_datatype_release(b->type);
    }
    free(b);
}


static CU_TestInfo tests[] = {
    {"bounds follow the definition", bounds_follow_the_definition},
    {"any range packs and unpacks as the type map says",
     any_range_packs_and_unpacks_as_the_type_map_says},
    {"elements of a partial message are counted",
     elements_of_a_partial_message_are_counted},
    {"contiguous means one copy of all bytes",
     contiguous_means_one_copy_of_all_bytes},
    CU_TEST_INFO_NULL,
};

static CU_SuiteInfo suites[] = {
    {"core/datatype", NULL, NULL, NULL, NULL, tests},
    CU_SUITE_INFO_NULL,
};

#include "unit/main.h"
