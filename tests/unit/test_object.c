/*
 * test_object.c - suite "object".
 *
 * If this fails, look in sim/object/.
 */
#include "object/codec.h"

#include <CUnit/Basic.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "unit/dice.h"

static const char *text_of(const DR_Object *object)
{
    static char text[512];

    DR_Object_text(object, text, sizeof text);
    return text;
}

static void text_is_json(void)
{
    DR_Object *map = DR_Object_map(), *list = DR_Object_array();

    DR_Object_append(list, DR_Object_integer(-3));
    DR_Object_append(list, DR_Object_double(0.1));
    DR_Object_append(list, DR_Object_bool(2));
    DR_Object_append(list, DR_Object_nil());
    DR_Object_set(map, "list", list);
    DR_Object_set(map, "s\"q", DR_Object_string("a\nb\\"));
    DR_Object_set_key(map, DR_Object_integer(7),
                      DR_Object_binary("\x01\xff", 2));
    CU_ASSERT_STRING_EQUAL(text_of(map),
                           "{\"list\": [-3, 0.1, true, null], "
                           "\"s\\\"q\": \"a\\nb\\\\\", \"7\": \"hex:01ff\"}");
    DR_Object_free(map);
}

static void text_is_cut_to_its_room(void)
{
    DR_Object *string = DR_Object_string("hello");
    char text[4] = "xxx";

    CU_ASSERT_EQUAL(DR_Object_text(string, text, sizeof text), 7);
    CU_ASSERT_STRING_EQUAL(text, "\"he");
    CU_ASSERT_EQUAL(DR_Object_text(string, NULL, 0), 7);
    DR_Object_free(string);
}

static void a_key_is_set_once_more(void)
{
    DR_Object *map = DR_Object_map();

    DR_Object_set(map, "a", DR_Object_integer(1));
    DR_Object_set(map, "b", DR_Object_integer(2));
    DR_Object_set(map, "a", DR_Object_integer(3));
    CU_ASSERT_STRING_EQUAL(text_of(map), "{\"a\": 3, \"b\": 2}");
    CU_ASSERT_PTR_NULL(DR_Object_get(map, "c"));
    DR_Object_free(map);
}

static void a_large_map_finds_every_key(void)
{
    DR_Object *map = DR_Object_map(), *key;
    int missing = 0;

    for (int i = 0; i < 5000; i++) {
        key = DR_Object_integer(i * 7919 % 5000);
        DR_Object_set_key(map, key, DR_Object_integer(i));
    }
    CU_ASSERT_EQUAL(DR_Object_size(map), 5000);
    for (int i = 0; i < 5000; i++) {
        key = DR_Object_integer(i * 7919 % 5000);
        missing += DR_Object_to_integer(DR_Object_get_key(map, key)) != i;
        DR_Object_free(key);
    }
    CU_ASSERT_EQUAL(missing, 0);
    DR_Object_free(map);
}

static void another_kind_reads_as_nothing(void)
{
    DR_Object *string = DR_Object_string("7");

    CU_ASSERT_EQUAL(DR_Object_to_integer(string), 0);
    CU_ASSERT_EQUAL(DR_Object_to_double(string), 0);
    CU_ASSERT_EQUAL(DR_Object_to_bool(NULL), 0);
    CU_ASSERT_PTR_NULL(DR_Object_to_binary(string));
    CU_ASSERT_PTR_NULL(DR_Object_at(string, 0));
    CU_ASSERT_PTR_NULL(DR_Object_key_at(string, 0));
    CU_ASSERT_PTR_NULL(DR_Object_get(NULL, "a"));
    CU_ASSERT_EQUAL(DR_Object_kind(NULL), DR_OBJECT_NIL);
    DR_Object_free(string);
}

static void an_object_is_in_one_container_only(void)
{
    DR_Object *outer = DR_Object_array(), *inner = DR_Object_array();

    CU_ASSERT_EQUAL(DR_Object_append(outer, inner), MPI_SUCCESS);
    CU_ASSERT_EQUAL(DR_Object_append(outer, inner), MPI_ERR_ARG);
    CU_ASSERT_EQUAL(DR_Object_append(inner, outer), MPI_ERR_ARG);
    CU_ASSERT_EQUAL(DR_Object_append(outer, outer), MPI_ERR_ARG);
    CU_ASSERT_EQUAL(DR_Object_append(outer, NULL), MPI_ERR_ARG);
    CU_ASSERT_EQUAL(DR_Object_append(NULL, DR_Object_nil()), MPI_ERR_ARG);
    CU_ASSERT_EQUAL(DR_Object_set(outer, "a", DR_Object_nil()), MPI_ERR_ARG);
    CU_ASSERT_STRING_EQUAL(text_of(outer), "[[]]");
    inner = DR_Object_take(outer, 0);
    CU_ASSERT_EQUAL(DR_Object_append(outer, inner), MPI_SUCCESS);
    DR_Object_free(outer);
}

static DR_Object *nested(int depth)
{
    DR_Object *object = DR_Object_array();

    for (int i = 1; i < depth; i++) {
        DR_Object *outer = DR_Object_array();

        if (DR_Object_append(outer, object)) {
            DR_Object_free(outer);
            return NULL;
        }
        object = outer;
    }
    return object;
}

static void depth_is_bounded(void)
{
    DR_Object *deepest = nested(DR_OBJECT_DEPTH);

    CU_ASSERT_PTR_NOT_NULL(deepest);
    CU_ASSERT_PTR_NULL(nested(DR_OBJECT_DEPTH + 1));
    DR_Object_free(deepest);
}

/* There and back again. */
static DR_Object *again(const DR_Object *object)
{
    struct dr_object_fault fault;
    DR_Object *copy;
    size_t size;
    char *bytes;

    CU_ASSERT_EQUAL_FATAL(dr_object_encode(object, &bytes, &size), MPI_SUCCESS);
    copy = dr_object_decode(bytes, size, &fault);
    free(bytes);
    return copy;
}

static void comes_back(DR_Object *object)
{
    DR_Object *copy = again(object);

    CU_ASSERT_TRUE(copy && DR_Object_equal(object, copy));
    DR_Object_free(copy);
    DR_Object_free(object);
}

static void every_kind_comes_back(void)
{
    static const long long edges[] = {
        0,  127, 128, 65535, 65536, INT_MAX, INT_MIN, LLONG_MAX,
        -1, -32, -33, -128,  -129,  -32768,  -32769,  LLONG_MIN};

    for (size_t i = 0; i < sizeof edges / sizeof edges[0]; i++)
        comes_back(DR_Object_integer(edges[i]));
    comes_back(DR_Object_unsigned(ULLONG_MAX));
    comes_back(DR_Object_double(-0.0));
    comes_back(DR_Object_double(1e300));
    comes_back(DR_Object_nil());
    comes_back(DR_Object_bool(0));
    comes_back(DR_Object_string(""));
    comes_back(DR_Object_binary(NULL, 0));
    comes_back(nested(DR_OBJECT_DEPTH));
}

static DR_Object *random_object(uint64_t *dice, int depth)
{
    static char bytes[70000];
    uint32_t kind = dice_roll(dice, depth > 0 ? 9 : 7);
    size_t size = dice_roll(dice, 40) ? dice_roll(dice, 40)
                                      : dice_roll(dice, sizeof bytes);
    DR_Object *object;

    switch (kind) {
    case 0:
        return DR_Object_nil();
    case 1:
        return DR_Object_bool((int)dice_roll(dice, 2));
    case 2:
        return DR_Object_integer((long long)dice_roll(dice, UINT32_MAX) -
                                 INT_MAX);
    case 3:
        return DR_Object_unsigned(ULLONG_MAX - dice_roll(dice, 9));
    case 4:
        return DR_Object_double(dice_roll(dice, 1000) / 7.0);
    case 5:
        memset(bytes, 'a' + (int)dice_roll(dice, 26), size);
        bytes[size] = '\0';
        return DR_Object_string(bytes);
    case 6:
        return DR_Object_binary(bytes, size);
    }
    object = kind == 7 ? DR_Object_array() : DR_Object_map();
    for (size_t i = size % 20; i > 0; i--) {
        if (kind == 7)
            DR_Object_append(object, random_object(dice, depth - 1));
        else
            DR_Object_set_key(object, random_object(dice, 0),
                              random_object(dice, depth - 1));
    }
    return object;
}

static void random_objects_come_back(void)
{
    uint64_t dice = 88172645463325252;

    for (int i = 0; i < 300; i++)
        comes_back(random_object(&dice, 4));
}

/* Reading it must give an object or a reason, and nothing else. */
static void survives(const char *bytes, size_t size)
{
    struct dr_object_fault fault;
    DR_Object *object;
    /* Of the exact size, so that a sanitizer sees what is read behind it. */
    char *exact = malloc(size);

    if (size > 0)
        memcpy(exact, bytes, size);
    object = dr_object_decode(exact, size, &fault);
    if (!object && !fault.why)
        CU_FAIL("neither an object nor a reason");
    if (fault.why && fault.at > size)
        CU_FAIL("the fault is behind the end");
    DR_Object_free(object);
    free(exact);
}

static void any_bytes_are_an_object_or_an_error(void)
{
    uint64_t dice = 6364136223846793005;
    char bytes[64];

    for (int i = 0; i < 100000; i++) {
        size_t size = dice_roll(&dice, sizeof bytes);

        for (size_t k = 0; k < size; k++)
            bytes[k] = (char)dice_roll(&dice, 256);
        /* Often one that opens something. */
        if (size > 0 && i % 2)
            bytes[0] = (char)(0x80 + dice_roll(&dice, 0x60));
        survives(bytes, size);
    }
}

static void damaged_objects_are_objects_or_errors(void)
{
    uint64_t dice = 1442695040888963407;

    for (int i = 0; i < 300; i++) {
        DR_Object *object = random_object(&dice, 3);
        size_t size;
        char *bytes;

        dr_object_encode(object, &bytes, &size);
        for (int k = 0; k < 10; k++) {
            bytes[dice_roll(&dice, (uint32_t)size)] =
                (char)dice_roll(&dice, 256);
            survives(bytes, size);
            survives(bytes, dice_roll(&dice, (uint32_t)size + 1));
        }
        free(bytes);
        DR_Object_free(object);
    }
}

static void faults_say_what_and_where(void)
{
    static const struct {
        const char *bytes;
        size_t size, at;
        const char *why;
    } faults[] = {
        {"", 0, 0, "it ends too early"},
        {"\x92\x91\xc0", 3, 3, "it ends too early"},
        {"\x91\xc1", 2, 1, "this byte begins no value"},
        {"\xd4\x01\x02", 3, 0, "this byte begins no value"},
        {"\xdd\xff\xff\xff\xff", 5, 0,
         "it says that more follows than there is"},
        {"\xdf\x80\x00\x00\x00", 5, 0,
         "it says that more follows than there is"},
        {"\xc6\xff\xff\xff\xff", 5, 0,
         "it says that more follows than there is"},
        {"\xcb\x00", 2, 0, "it says that more follows than there is"},
        {"\xc0\xc0", 2, 1, "something follows the value"},
    };

    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        struct dr_object_fault fault =
            dr_object_vet(faults[i].bytes, faults[i].size);

        CU_ASSERT_PTR_NOT_NULL_FATAL(fault.why);
        CU_ASSERT_STRING_EQUAL(fault.why, faults[i].why);
        CU_ASSERT_EQUAL(fault.at, faults[i].at);
    }
}

static void too_deep_a_message_is_refused(void)
{
    char bytes[DR_OBJECT_DEPTH + 2];

    memset(bytes, '\x91', sizeof bytes);
    bytes[DR_OBJECT_DEPTH] = '\xc0';
    CU_ASSERT_PTR_NULL(dr_object_vet(bytes, DR_OBJECT_DEPTH + 1).why);
    survives(bytes, DR_OBJECT_DEPTH + 1);
    bytes[DR_OBJECT_DEPTH] = '\x91';
    bytes[DR_OBJECT_DEPTH + 1] = '\xc0';
    CU_ASSERT_STRING_EQUAL(dr_object_vet(bytes, sizeof bytes).why,
                           "arrays and maps are too deep in one another");
}

static void equal_maps_may_differ_in_order(void)
{
    DR_Object *a = DR_Object_map(), *b = DR_Object_map();

    for (int i = 0; i < 40; i++) {
        DR_Object_set_key(a, DR_Object_integer(i), DR_Object_integer(i));
        DR_Object_set_key(b, DR_Object_integer(39 - i),
                          DR_Object_integer(39 - i));
    }
    CU_ASSERT_TRUE(DR_Object_equal(a, b));
    DR_Object_set_key(b, DR_Object_integer(5), DR_Object_integer(6));
    CU_ASSERT_FALSE(DR_Object_equal(a, b));
    DR_Object_free(a);
    DR_Object_free(b);
}

static CU_TestInfo tests[] = {
    {"text is JSON", text_is_json},
    {"text is cut to its room", text_is_cut_to_its_room},
    {"a key is set once more", a_key_is_set_once_more},
    {"a large map finds every key", a_large_map_finds_every_key},
    {"another kind reads as nothing", another_kind_reads_as_nothing},
    {"an object is in one container only", an_object_is_in_one_container_only},
    {"depth is bounded", depth_is_bounded},
    {"every kind comes back", every_kind_comes_back},
    {"random objects come back", random_objects_come_back},
    {"any bytes are an object or an error",
     any_bytes_are_an_object_or_an_error},
    {"damaged objects are objects or errors",
     damaged_objects_are_objects_or_errors},
    {"faults say what and where", faults_say_what_and_where},
    {"too deep a message is refused", too_deep_a_message_is_refused},
    {"equal maps may differ in order", equal_maps_may_differ_in_order},
    CU_TEST_INFO_NULL,
};

static CU_SuiteInfo suites[] = {
    {"object", NULL, NULL, NULL, NULL, tests},
    CU_SUITE_INFO_NULL,
};

#include "unit/main.h"
