/*
 * test_text.c - suite "base/text".
 *
 * If this fails, look in sim/base/text.c.
 */
#include "base/text.h"

#include <CUnit/Basic.h>
#include <stdlib.h>
#include <string.h>

static struct dr_text text;

static void end(void)
{
    dr_text_end(&text);
}

static void an_empty_text_is_an_empty_string(void)
{
    CU_ASSERT_STRING_EQUAL(dr_text_string(&text), "");
}

static void pieces_are_joined(void)
{
    dr_text_add(&text, "rank", 4);
    dr_text_add(&text, " of many", 3);
    dr_text_printf(&text, " %d", 16);
    CU_ASSERT_STRING_EQUAL(dr_text_string(&text), "rank of 16");
    CU_ASSERT_EQUAL(text.length, 10);
}

static void adding_nothing_makes_an_empty_string(void)
{
    dr_text_add(&text, NULL, 0);
    CU_ASSERT_STRING_EQUAL(dr_text_string(&text), "");
    dr_text_printf(&text, "%s", "");
    CU_ASSERT_EQUAL(text.length, 0);
}

static void zero_bytes_are_kept(void)
{
    dr_text_add(&text, "a\0b", 3);
    dr_text_printf(&text, "c");
    CU_ASSERT_EQUAL(text.length, 4);
    CU_ASSERT_EQUAL(memcmp(dr_text_string(&text), "a\0bc", 5), 0);
}

/* Every length once, so that each growth ends exactly at the room's end. */
static void a_text_grows_byte_by_byte(void)
{
    for (int i = 0; i < 1000; i++) {
        dr_text_printf(&text, "%c", 'a' + i % 26);
        CU_ASSERT_EQUAL(strlen(dr_text_string(&text)), (size_t)i + 1);
    }
    for (int i = 0; i < 1000; i++)
        CU_ASSERT_EQUAL(dr_text_string(&text)[i], 'a' + i % 26);
}

static void printing_more_than_there_is_room_for_works(void)
{
    char wide[5000];

    memset(wide, 'x', sizeof wide - 1);
    wide[sizeof wide - 1] = '\0';
    dr_text_printf(&text, "<%s>", wide);
    CU_ASSERT_EQUAL(text.length, sizeof wide + 1);
    CU_ASSERT_EQUAL(dr_text_string(&text)[sizeof wide], '>');
}

static void a_cleared_text_keeps_its_memory(void)
{
    char *data;

    dr_text_printf(&text, "something");
    data = text.data;
    dr_text_clear(&text);
    CU_ASSERT_STRING_EQUAL(dr_text_string(&text), "");
    dr_text_printf(&text, "else");
    CU_ASSERT_STRING_EQUAL(dr_text_string(&text), "else");
    CU_ASSERT_PTR_EQUAL(text.data, data);
}

static void an_ended_text_may_begin_again(void)
{
    dr_text_printf(&text, "something");
    dr_text_end(&text);
    CU_ASSERT_PTR_NULL(text.data);
    dr_text_printf(&text, "else");
    CU_ASSERT_STRING_EQUAL(dr_text_string(&text), "else");
}


static CU_TestInfo tests[] = {
    {"an empty text is an empty string", an_empty_text_is_an_empty_string},
    {"pieces are joined", pieces_are_joined},
    {"adding nothing makes an empty string",
     adding_nothing_makes_an_empty_string},
    {"zero bytes are kept", zero_bytes_are_kept},
    {"a text grows byte by byte", a_text_grows_byte_by_byte},
    {"printing more than there is room for works",
     printing_more_than_there_is_room_for_works},
    {"a cleared text keeps its memory", a_cleared_text_keeps_its_memory},
    {"an ended text may begin again", an_ended_text_may_begin_again},
    CU_TEST_INFO_NULL,
};

static CU_SuiteInfo suites[] = {
    {"base/text", NULL, NULL, NULL, end, tests},
    CU_SUITE_INFO_NULL,
};

#include "unit/main.h"
