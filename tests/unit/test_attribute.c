/*
 * test_attribute.c - suite "core/attribute".
 *
 * If this fails, look in sim/core/attribute.c.
 */
#include "core/attribute.h"

#include <CUnit/Basic.h>
#include <string.h>

#include "unit/ranks.h"

/* What the callbacks were called for, a letter per value. */
static char deleted[16], copied[16];
static int failing; /* this value's callbacks fail */

static void note(char *text, void *value)
{
    size_t length = strlen(text);

    text[length] = *(char *)value;
    text[length + 1] = '\0';
}

static int on_delete(MPI_Comm comm, int keyval, void *value, void *extra)
{
    (void)comm, (void)keyval, (void)extra;
    if (*(char *)value == failing)
        return MPI_ERR_OTHER;
    note(deleted, value);
    return MPI_SUCCESS;
}

static int on_copy(MPI_Comm comm, int keyval, void *extra, void *from, void *to,
                   int *flag)
{
    (void)comm, (void)keyval;
    if (*(char *)from == failing)
        return MPI_ERR_OTHER;
    note(copied, from);
    *(void **)to = extra ? extra : from;
    *flag = 1;
    return MPI_SUCCESS;
}

static struct dr_comm *comm;

static void begin(void)
{
    ranks_begin(1);
    comm = dr_comm_new(dr_circle_new(dr_group_world(1), 1), 0,
                       ranks_run(0)->comm_world);
    deleted[0] = copied[0] = '\0';
    failing = 0;
}

static void end(void)
{
    dr_comm_release(comm);
    ranks_end();
}

static struct dr_keyval *keyval_with(MPI_Comm_copy_attr_function *copy,
                                     MPI_Comm_delete_attr_function *delete,
                                     void *extra)
{
    return dr_keyval_new((struct dr_keyval){.kind = DR_KIND_COMM,
                                            .on_copy.comm = copy,
                                            .on_delete.comm = delete,
                                            .extra_state = extra});
}

static struct dr_keyval *keyval(void)
{
    return keyval_with(on_copy, on_delete, NULL);
}

static bool get(struct dr_keyval *key, void **value)
{
    return dr_attribute_get(&comm->attributes, key, value);
}

static int set(struct dr_keyval *key, void *value)
{
    return dr_attribute_set(&comm->attributes, comm->handle, key, value);
}

static int delete (struct dr_keyval *key)
{
    return dr_attribute_delete(&comm->attributes, comm->handle, key);
}

static int delete_all(void)
{
    return dr_attributes_delete(&comm->attributes, comm->handle);
}

static int copy_to(struct dr_attributes *to)
{
    return dr_attributes_copy(&comm->attributes, comm->handle, to);
}

static void values_are_found_again(void)
{
    struct dr_keyval *key = keyval(), *other = keyval();
    void *value = NULL;

    CU_ASSERT(!get(key, &value));
    CU_ASSERT_EQUAL(set(key, "a"), MPI_SUCCESS);
    CU_ASSERT(get(key, &value));
    CU_ASSERT_STRING_EQUAL(value, "a");
    CU_ASSERT(!get(other, &value));
    CU_ASSERT_PTR_EQUAL(dr_keyval_get(DR_KIND_COMM, key->number), key);
    dr_keyval_free(key);
    dr_keyval_free(other);
}

static void setting_again_deletes_the_old_value(void)
{
    struct dr_keyval *key = keyval();

    set(key, "a");
    set(key, "b");
    CU_ASSERT_STRING_EQUAL(deleted, "a");
    delete (key);
    CU_ASSERT_STRING_EQUAL(deleted, "ab");
    delete (key);
    CU_ASSERT_STRING_EQUAL(deleted, "ab");
    dr_keyval_free(key);
}

/* MPI 3.1, section 8.7.1, for MPI_COMM_SELF. */
static void the_latest_is_deleted_first(void)
{
    struct dr_keyval *keys[] = {keyval(), keyval(), keyval()};

    set(keys[0], "a");
    set(keys[1], "b");
    set(keys[2], "c");
    set(keys[0], "d"); /* now it is the latest */
    CU_ASSERT_EQUAL(delete_all(), MPI_SUCCESS);
    CU_ASSERT_STRING_EQUAL(deleted, "adcb");
    for (int i = 0; i < 3; i++)
        dr_keyval_free(keys[i]);
}

static void a_failing_callback_keeps_the_value(void)
{
    struct dr_keyval *key = keyval(), *other = keyval();
    void *value = NULL;

    set(key, "a");
    set(other, "b");
    failing = 'a';
    CU_ASSERT_EQUAL(set(key, "c"), MPI_ERR_OTHER);
    CU_ASSERT_EQUAL(delete_all(), MPI_ERR_OTHER);
    CU_ASSERT(get(key, &value));
    CU_ASSERT_STRING_EQUAL(value, "a");
    CU_ASSERT_STRING_EQUAL(deleted, "b");
    dr_keyval_free(key);
    dr_keyval_free(other);
}

static void copies_are_asked_for(void)
{
    struct dr_keyval *copying = keyval();
    struct dr_keyval *sharing = keyval_with(MPI_COMM_DUP_FN, NULL, NULL);
    struct dr_keyval *keeping = keyval_with(NULL, NULL, NULL);
    struct dr_keyval *changing = keyval_with(on_copy, NULL, "z");
    struct dr_attributes to = {0};

    set(copying, "a");
    set(sharing, "b");
    set(keeping, "c");
    set(changing, "d");
    CU_ASSERT_EQUAL(copy_to(&to), MPI_SUCCESS);
    CU_ASSERT_STRING_EQUAL(copied, "ad");
    CU_ASSERT_EQUAL_FATAL(to.count, 3);
    CU_ASSERT_STRING_EQUAL(to.all[0].value, "a");
    CU_ASSERT_STRING_EQUAL(to.all[1].value, "b");
    CU_ASSERT_STRING_EQUAL(to.all[2].value, "z");
    dr_attributes_end(&to);
    dr_keyval_free(copying);
    dr_keyval_free(sharing);
    dr_keyval_free(keeping);
    dr_keyval_free(changing);
}

static void copying_ends_when_a_callback_fails(void)
{
    struct dr_keyval *keys[] = {keyval(), keyval(), keyval()};
    struct dr_attributes to = {0};

    set(keys[0], "a");
    set(keys[1], "b");
    set(keys[2], "c");
    failing = 'b';
    CU_ASSERT_EQUAL(copy_to(&to), MPI_ERR_OTHER);
    CU_ASSERT_STRING_EQUAL(copied, "a");
    dr_attributes_end(&to);
    for (int i = 0; i < 3; i++)
        dr_keyval_free(keys[i]);
}

/* MPI 3.1, section 6.7.2. */
static void a_freed_keyval_lives_while_it_is_used(void)
{
    struct dr_keyval *key = keyval();
    int number = key->number;
    void *value = NULL;

    set(key, "a");
    dr_keyval_free(key);
    CU_ASSERT_PTR_EQUAL_FATAL(dr_keyval_get(DR_KIND_COMM, number), key);
    CU_ASSERT(key->freed);
    CU_ASSERT(get(key, &value));
    delete (key);
    CU_ASSERT_STRING_EQUAL(deleted, "a");
    CU_ASSERT_PTR_NULL(dr_keyval_get(DR_KIND_COMM, number));
}


static CU_TestInfo tests[] = {
    {"values are found again", values_are_found_again},
    {"setting again deletes the old value",
     setting_again_deletes_the_old_value},
    {"the latest is deleted first", the_latest_is_deleted_first},
    {"a failing callback keeps the value", a_failing_callback_keeps_the_value},
    {"copies are asked for", copies_are_asked_for},
    {"copying ends when a callback fails", copying_ends_when_a_callback_fails},
    {"a freed keyval lives while it is used",
     a_freed_keyval_lives_while_it_is_used},
    CU_TEST_INFO_NULL,
};

static CU_SuiteInfo suites[] = {
    {"core/attribute", NULL, NULL, begin, end, tests},
    CU_SUITE_INFO_NULL,
};

#include "unit/main.h"
