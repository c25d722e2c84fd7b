/*
 * info.c - info objects and allocated memory.  MPI-3.1, chapters 9 and 8.2.
 */
#include "expect.h"

#include <string.h>

static void values_are_found_by_key(void)
{
    char value[20] = "untouched";
    MPI_Info info;
    int flag, length;

    MPI_Info_create(&info);
    MPI_Info_set(info, "color", "blue");
    MPI_Info_set(info, "size", "12");
    MPI_Info_set(info, "color", "yellow");
    MPI_Info_get(info, "shape", 19, value, &flag);
    EXPECT(!flag && strcmp(value, "untouched") == 0);
    MPI_Info_get(info, "color", 19, value, &flag);
    EXPECT(flag && strcmp(value, "yellow") == 0);
    MPI_Info_get(info, "color", 3, value, &flag);
    EXPECT(flag && strcmp(value, "yel") == 0);
    MPI_Info_get_valuelen(info, "color", &length, &flag);
    EXPECT(flag && length == 6);
    MPI_Info_free(&info);
    EXPECT(info == MPI_INFO_NULL);
}

static void keys_are_listed_in_order(void)
{
    char key[MPI_MAX_INFO_KEY + 1];
    MPI_Info info, copy;
    int n;

    MPI_Info_create(&info);
    MPI_Info_set(info, "b", "1");
    MPI_Info_set(info, "a", "2");
    MPI_Info_set(info, "c", "3");
    MPI_Info_dup(info, &copy);
    MPI_Info_delete(info, "a");
    MPI_Info_get_nkeys(info, &n);
    EXPECT(n == 2);
    MPI_Info_get_nthkey(info, 1, key);
    EXPECT(strcmp(key, "c") == 0);
    MPI_Info_get_nkeys(copy, &n);
    EXPECT(n == 3);
    MPI_Info_get_nthkey(copy, 0, key);
    EXPECT(strcmp(key, "b") == 0);
    MPI_Info_free(&info);
    MPI_Info_free(&copy);
}

static void a_missing_key_cannot_be_deleted(void)
{
    MPI_Info info;

    MPI_Info_create(&info);
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
    EXPECT(expect_class(MPI_Info_delete(info, "none")) == MPI_ERR_INFO_NOKEY);
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_ARE_FATAL);
    MPI_Info_free(&info);
}

static void allocated_memory_is_memory(void)
{
    double *values;

    MPI_Alloc_mem(1000 * sizeof(double), MPI_INFO_NULL, &values);
    for (int i = 0; i < 1000; i++)
        values[i] = i;
    EXPECT(values[999] == 999);
    MPI_Free_mem(values);
}


int main(int argc, char **argv)
{
    expect_start(&argc, &argv, 1);
    values_are_found_by_key();
    keys_are_listed_in_order();
    a_missing_key_cannot_be_deleted();
    allocated_memory_is_memory();
    return expect_end();
}
