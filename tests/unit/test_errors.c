/*
 * test_errors.c - suites "core/errors" and "core/info".
 */
#include <CUnit/Basic.h>
#include <string.h>

#include "core/errors.h"
#include "core/info.h"

static void every_class_has_a_name_and_a_sentence(void)
{
    for (int code = MPI_SUCCESS; code <= MPI_ERR_ABI; code++) {
        CU_ASSERT_PTR_NOT_NULL_FATAL(dr_error_name(code));
        CU_ASSERT_PTR_NOT_NULL_FATAL(dr_error_string(NULL, code));
        CU_ASSERT_EQUAL(dr_error_class(NULL, code), code);
        CU_ASSERT_TRUE(strlen(dr_error_string(NULL, code)) > 12);
        CU_ASSERT_TRUE(strlen(dr_error_string(NULL, code)) <
                       MPI_MAX_ERROR_STRING);
    }
    CU_ASSERT_STRING_EQUAL(dr_error_name(MPI_ERR_RANK), "MPI_ERR_RANK");
}

static void unknown_codes_are_refused(void)
{
    CU_ASSERT_PTR_NULL(dr_error_string(NULL, -1));
    CU_ASSERT_PTR_NULL(dr_error_string(NULL, MPI_ERR_ABI + 1));
    CU_ASSERT_PTR_NULL(dr_error_string(NULL, MPI_ERR_LASTCODE + 1));
    CU_ASSERT_EQUAL(dr_error_class(NULL, MPI_ERR_ABI + 1), -1);
}

static void programs_add_classes_codes_and_strings(void)
{
    struct dr_errors *added = NULL;
    int class = dr_errors_add_class(&added);
    int code = dr_errors_add_code(&added, class);
    int other = dr_errors_add_code(&added, MPI_ERR_TAG);

    CU_ASSERT_TRUE(class > MPI_ERR_LASTCODE);
    CU_ASSERT_EQUAL(dr_error_class(added, class), class);
    CU_ASSERT_EQUAL(dr_error_class(added, code), class);
    CU_ASSERT_EQUAL(dr_error_class(added, other), MPI_ERR_TAG);
    CU_ASSERT_STRING_EQUAL(dr_error_string(added, code), "");
    CU_ASSERT_TRUE(dr_errors_set_string(added, code, "too warm"));
    CU_ASSERT_TRUE(dr_errors_set_string(added, code, "too hot"));
    CU_ASSERT_STRING_EQUAL(dr_error_string(added, code), "too hot");
    CU_ASSERT_FALSE(dr_errors_set_string(added, MPI_ERR_TAG, "mine"));
    CU_ASSERT_EQUAL(dr_errors_last(added), other);
    CU_ASSERT_EQUAL(dr_errors_last(NULL), MPI_ERR_LASTCODE);
    dr_errors_end(added);
}

static void programs_remove_what_they_added(void)
{
    struct dr_errors *added = NULL;
    int class = dr_errors_add_class(&added);
    int code = dr_errors_add_code(&added, class);

    CU_ASSERT_EQUAL(dr_errors_code_of(added, class), code);
    CU_ASSERT_EQUAL(dr_errors_code_of(added, MPI_ERR_TAG), -1);
    CU_ASSERT_FALSE(dr_errors_drop_string(added, code));
    dr_errors_set_string(added, code, "too warm");
    CU_ASSERT_TRUE(dr_errors_drop_string(added, code));
    CU_ASSERT_STRING_EQUAL(dr_error_string(added, code), "");
    CU_ASSERT_TRUE(dr_errors_remove(added, code));
    CU_ASSERT_FALSE(dr_errors_remove(added, code));
    CU_ASSERT_PTR_NULL(dr_error_string(added, code));
    CU_ASSERT_EQUAL(dr_error_class(added, code), -1);
    CU_ASSERT_EQUAL(dr_errors_code_of(added, class), -1);
    CU_ASSERT_FALSE(dr_errors_remove(added, MPI_ERR_TAG));
    CU_ASSERT_TRUE(dr_errors_add_class(&added) > code);
    dr_errors_end(added);
}

static void keys_keep_their_place_when_set_again(void)
{
    struct dr_info *info = dr_info_new(), *copy;

    dr_info_set(info, "b", "1");
    dr_info_set(info, "a", "2");
    dr_info_set(info, "b", "3");
    copy = dr_info_copy(info);
    CU_ASSERT_EQUAL(copy->count, 2);
    CU_ASSERT_STRING_EQUAL(copy->pairs[0].key, "b");
    CU_ASSERT_STRING_EQUAL(dr_info_value(copy, "b"), "3");
    CU_ASSERT_PTR_NULL(dr_info_value(copy, "c"));
    dr_info_free(info);
    dr_info_free(copy);
}

static void a_deleted_key_is_gone_and_the_others_stay(void)
{
    struct dr_info *info = dr_info_new();
    char key[] = "k0";

    for (; key[1] <= '9'; key[1]++)
        dr_info_set(info, key, key);
    CU_ASSERT_TRUE(dr_info_delete(info, "k3"));
    CU_ASSERT_FALSE(dr_info_delete(info, "k3"));
    CU_ASSERT_EQUAL(info->count, 9);
    CU_ASSERT_STRING_EQUAL(info->pairs[3].key, "k4");
    CU_ASSERT_STRING_EQUAL(dr_info_value(info, "k8"), "k8");
    dr_info_free(info);
}


static CU_TestInfo error_tests[] = {
    {"every class has a name and a sentence",
     every_class_has_a_name_and_a_sentence},
    {"unknown codes are refused", unknown_codes_are_refused},
    {"programs add classes, codes and strings",
     programs_add_classes_codes_and_strings},
    {"programs remove what they added", programs_remove_what_they_added},
    CU_TEST_INFO_NULL,
};

static CU_TestInfo info_tests[] = {
    {"keys keep their place when set again",
     keys_keep_their_place_when_set_again},
    {"a deleted key is gone and the others stay",
     a_deleted_key_is_gone_and_the_others_stay},
    CU_TEST_INFO_NULL,
};

static CU_SuiteInfo suites[] = {
    {"core/errors", NULL, NULL, NULL, NULL, error_tests},
    {"core/info", NULL, NULL, NULL, NULL, info_tests},
    CU_SUITE_INFO_NULL,
};

#include "unit/main.h"
