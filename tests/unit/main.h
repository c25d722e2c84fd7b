/*
 * main.h - the main() of a unit test: runs `suites`, fails if any test did.
 *
 * Included last, by a file that defines `static CU_SuiteInfo suites[]`.
 */
#ifndef DR_UNIT_MAIN_H
#define DR_UNIT_MAIN_H

#include <CUnit/Basic.h>

int main(void)
{
    unsigned failures;

    if (CU_initialize_registry() != CUE_SUCCESS ||
        CU_register_suites(suites) != CUE_SUCCESS)
        return CU_get_error();
    CU_basic_set_mode(CU_BRM_VERBOSE);
    CU_basic_run_tests();
    failures = CU_get_number_of_failures();
    CU_cleanup_registry();
    return failures != 0;
}

#endif
