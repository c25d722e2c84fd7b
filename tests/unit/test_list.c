/*
 * test_list.c - suite "base/list".
 *
 * If this fails, look in sim/base/list.h.
 */
#include "base/list.h"

#include <CUnit/Basic.h>

struct item {
    int value;
    struct dr_link link;
};

static void items_come_back_in_the_order_they_were_appended(void)
{
    struct item items[3] = {{.value = 1}, {.value = 2}, {.value = 3}};
    struct dr_link head, *it;
    int seen = 0;

    dr_list_init(&head);
    for (int i = 0; i < 3; i++)
        dr_list_append(&head, &items[i].link);
    DR_LIST_FOREACH(it, &head) {
        seen = 10 * seen + DR_CONTAINER(it, struct item, link)->value;
    }
    CU_ASSERT_EQUAL(seen, 123);
}

static void removing_the_last_item_leaves_an_empty_list(void)
{
    struct item item = {.value = 1};
    struct dr_link head;

    dr_list_init(&head);
    dr_list_append(&head, &item.link);
    CU_ASSERT_FALSE(dr_list_empty(&head));
    dr_list_remove(&item.link);
    CU_ASSERT_TRUE(dr_list_empty(&head));
}

static void removing_an_item_twice_harms_nothing(void)
{
    struct item items[2] = {{.value = 1}, {.value = 2}};
    struct dr_link head;

    dr_list_init(&head);
    dr_list_append(&head, &items[0].link);
    dr_list_append(&head, &items[1].link);
    dr_list_remove(&items[0].link);
    dr_list_remove(&items[0].link);
    CU_ASSERT_PTR_EQUAL(head.next, &items[1].link);
    CU_ASSERT_PTR_EQUAL(head.prev, &items[1].link);
}


static CU_TestInfo tests[] = {
    {"items come back in the order they were appended",
     items_come_back_in_the_order_they_were_appended},
    {"removing the last item leaves an empty list",
     removing_the_last_item_leaves_an_empty_list},
    {"removing an item twice harms nothing",
     removing_an_item_twice_harms_nothing},
    CU_TEST_INFO_NULL,
};

static CU_SuiteInfo suites[] = {
    {"base/list", NULL, NULL, NULL, NULL, tests},
    CU_SUITE_INFO_NULL,
};

#include "unit/main.h"
