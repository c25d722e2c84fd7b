/*
 * info_string.c - MPI_Info_get_string, which counts the zero, and how the
 * program was started.  MPI-4.0, chapter 10.
 */
#include "expect.h"

#include <string.h>

static void the_length_needed_is_told(void)
{
    char value[20] = "untouched";
    MPI_Info info;
    int flag, length = 0;

    MPI_Info_create(&info);
    MPI_Info_set(info, "color", "yellow");
    MPI_Info_get_string(info, "color", &length, value, &flag);
    EXPECT(flag && length == 7 && strcmp(value, "untouched") == 0);
    length = 4;
    MPI_Info_get_string(info, "color", &length, value, &flag);
    EXPECT(flag && length == 7 && strcmp(value, "yel") == 0);
    MPI_Info_get_string(info, "color", &length, value, &flag);
    EXPECT(flag && strcmp(value, "yellow") == 0);
    MPI_Info_free(&info);
}

static void the_environment_tells_how_the_program_started(void)
{
    char value[MPI_MAX_INFO_VAL];
    MPI_Info copy;
    int flag, keys;

    MPI_Info_get(MPI_INFO_ENV, "maxprocs", sizeof value - 1, value, &flag);
    EXPECT(flag && strcmp(value, "1") == 0);
    MPI_Info_get(MPI_INFO_ENV, "argv", sizeof value - 1, value, &flag);
    EXPECT(flag && strcmp(value, "one two") == 0);
    MPI_Info_get_nkeys(MPI_INFO_ENV, &keys);
    EXPECT(keys >= 3);
    MPI_Info_dup(MPI_INFO_ENV, &copy);
    MPI_Info_set(copy, "mine", "yes");
    MPI_Info_free(&copy);
}

/* MPI-4.0, section 11.2.1: before MPI_Init, too. */
static void an_object_of_the_same_may_be_made(int argc, char **argv)
{
    char value[8];
    MPI_Info info;
    int flag;

    MPI_Info_create_env(argc, argv, &info);
    EXPECT(info != MPI_INFO_ENV);
    MPI_Info_get(info, "maxprocs", sizeof value - 1, value, &flag);
    EXPECT(flag && strcmp(value, "1") == 0);
    MPI_Info_set(info, "mine", "yes");
    MPI_Info_free(&info);
    MPI_Info_create_env(0, NULL, &info);
    MPI_Info_free(&info);
}


int main(int argc, char **argv)
{
    an_object_of_the_same_may_be_made(argc, argv);
    expect_start(&argc, &argv, 1);
    the_length_needed_is_told();
    the_environment_tells_how_the_program_started();
    return expect_end();
}
