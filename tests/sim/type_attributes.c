/*
 * type_attributes - what a program caches on datatypes, and their names.
 * MPI-3.1, sections 6.7.4 and 6.8.
 */
#include "expect.h"

#include <stdint.h>
#include <string.h>

enum {
    REFUSED = MPI_ERR_OTHER
};

/* What the callbacks below were told; one of each per rank. */
static int copies, deletes;
static void *last_extra;
static MPI_Datatype last_type;
static intptr_t last_value;

/* A copy is one more than the original; odd ones are not copied. */
static int count_up(MPI_Datatype type, int keyval, void *extra, void *in,
                    void *out, int *flag)
{
    intptr_t value = (intptr_t)in;

    (void)keyval;
    copies++;
    last_extra = extra;
    last_type = type;
    *flag = value % 2 == 0;
    if (*flag)
        *(void **)out = (void *)(value + 1);
    return MPI_SUCCESS;
}

static int count_down(MPI_Datatype type, int keyval, void *value, void *extra)
{
    (void)keyval;
    deletes++;
    last_value = (intptr_t)value;
    last_extra = extra;
    last_type = type;
    return MPI_SUCCESS;
}

static int refuse_copy(MPI_Datatype type, int keyval, void *extra, void *in,
                       void *out, int *flag)
{
    (void)type, (void)keyval, (void)extra, (void)in, (void)out, (void)flag;
    return REFUSED;
}

static int refuse_delete(MPI_Datatype type, int keyval, void *value,
                         void *extra)
{
    (void)type, (void)keyval, (void)value;
    return *(int *)extra ? REFUSED : MPI_SUCCESS;
}

/* The value under this key, or -1. */
static intptr_t value_of(MPI_Datatype type, int keyval)
{
    void *value = NULL;
    int flag = -1;

    EXPECT(!MPI_Type_get_attr(type, keyval, &value, &flag));
    return flag ? (intptr_t)value : -1;
}

static MPI_Datatype triple(void)
{
    MPI_Datatype type;

    MPI_Type_contiguous(3, MPI_INT, &type);
    return type;
}


static void values_are_set_read_replaced_and_deleted(MPI_Datatype type)
{
    int keyval, state;

    MPI_Type_create_keyval(MPI_TYPE_NULL_COPY_FN, count_down, &keyval, &state);
    EXPECT(keyval != MPI_KEYVAL_INVALID);
    EXPECT(value_of(type, keyval) == -1);
    deletes = 0;
    MPI_Type_set_attr(type, keyval, (void *)10);
    EXPECT(value_of(type, keyval) == 10 && deletes == 0);
    EXPECT(value_of(MPI_DOUBLE, keyval) == -1);
    MPI_Type_set_attr(type, keyval, (void *)20);
    EXPECT(value_of(type, keyval) == 20 && deletes == 1 && last_value == 10);
    EXPECT(last_extra == &state && last_type == type);
    MPI_Type_delete_attr(type, keyval);
    EXPECT(value_of(type, keyval) == -1 && deletes == 2 && last_value == 20);
    MPI_Type_free_keyval(&keyval);
    EXPECT(keyval == MPI_KEYVAL_INVALID && deletes == 2);
}


static void dup_asks_the_copy_function(void)
{
    MPI_Datatype type = triple(), copy, third;
    int keyval, plain, none, state;

    MPI_Type_create_keyval(count_up, count_down, &keyval, &state);
    MPI_Type_create_keyval(MPI_TYPE_DUP_FN, MPI_TYPE_NULL_DELETE_FN, &plain,
                           NULL);
    MPI_Type_create_keyval(MPI_TYPE_NULL_COPY_FN, MPI_TYPE_NULL_DELETE_FN,
                           &none, NULL);
    MPI_Type_set_attr(type, keyval, (void *)4);
    MPI_Type_set_attr(type, plain, (void *)6);
    MPI_Type_set_attr(type, none, (void *)8);
    copies = deletes = 0;
    MPI_Type_dup(type, &copy);
    EXPECT(copies == 1 && last_extra == &state && last_type == type);
    EXPECT(value_of(copy, keyval) == 5 && value_of(copy, plain) == 6);
    EXPECT(value_of(copy, none) == -1);
    EXPECT(value_of(type, keyval) == 4);

    /* An odd value stays behind. */
    MPI_Type_dup(copy, &third);
    EXPECT(copies == 2 && value_of(third, keyval) == -1);
    EXPECT(value_of(third, plain) == 6);

    /* Types made of it take nothing along. */
    MPI_Type_free(&third);
    MPI_Type_contiguous(2, type, &third);
    EXPECT(value_of(third, plain) == -1 && copies == 2 && deletes == 0);
    MPI_Type_free(&third);
    MPI_Type_free(&copy);
    EXPECT(deletes == 1 && last_value == 5);
    MPI_Type_free(&type);
    EXPECT(deletes == 2 && last_value == 4);
    MPI_Type_free_keyval(&keyval);
    MPI_Type_free_keyval(&plain);
    MPI_Type_free_keyval(&none);
}


static void a_freed_keyval_serves_what_uses_it(void)
{
    MPI_Datatype type = triple();
    int keyval;

    MPI_Type_create_keyval(MPI_TYPE_NULL_COPY_FN, count_down, &keyval, NULL);
    MPI_Type_set_attr(type, keyval, (void *)1);
    MPI_Type_free_keyval(&keyval);
    deletes = 0;
    MPI_Type_free(&type);
    EXPECT(deletes == 1 && last_value == 1);
}


/* The keyvals and attributes of one kind of object are not those of another.
 */
static void keyvals_are_of_one_kind(void)
{
    int of_types, of_comms, flag;
    void *value;

    MPI_Type_create_keyval(MPI_TYPE_DUP_FN, MPI_TYPE_NULL_DELETE_FN, &of_types,
                           NULL);
    MPI_Comm_create_keyval(MPI_COMM_DUP_FN, MPI_COMM_NULL_DELETE_FN, &of_comms,
                           NULL);
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
    EXPECT(expect_class(MPI_Type_set_attr(MPI_INT, of_comms, NULL)) ==
           MPI_ERR_KEYVAL);
    EXPECT(expect_class(MPI_Comm_get_attr(MPI_COMM_WORLD, of_types, &value,
                                          &flag)) == MPI_ERR_KEYVAL);
    EXPECT(expect_class(MPI_Type_set_attr(MPI_INT, MPI_KEYVAL_INVALID, NULL)) ==
           MPI_ERR_KEYVAL);
    EXPECT(expect_class(MPI_Type_set_attr(MPI_DATATYPE_NULL, of_types, NULL)) ==
           MPI_ERR_TYPE);
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_ARE_FATAL);
    MPI_Type_free_keyval(&of_types);
    MPI_Comm_free_keyval(&of_comms);
}


static void a_failing_callback_fails_the_call(void)
{
    MPI_Datatype type = triple(), copy = MPI_DATATYPE_NULL;
    int stubborn = 1, keyval, uncopied;

    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
    MPI_Type_create_keyval(MPI_TYPE_NULL_COPY_FN, refuse_delete, &keyval,
                           &stubborn);
    MPI_Type_create_keyval(refuse_copy, MPI_TYPE_NULL_DELETE_FN, &uncopied,
                           NULL);
    MPI_Type_set_attr(type, keyval, (void *)1);
    EXPECT(MPI_Type_delete_attr(type, keyval) != MPI_SUCCESS);
    EXPECT(MPI_Type_set_attr(type, keyval, (void *)2) != MPI_SUCCESS);
    EXPECT(MPI_Type_free(&type) != MPI_SUCCESS);
    EXPECT(type != MPI_DATATYPE_NULL && value_of(type, keyval) == 1);
    stubborn = 0;
    MPI_Type_set_attr(type, uncopied, (void *)1);
    EXPECT(MPI_Type_dup(type, &copy) != MPI_SUCCESS);
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_ARE_FATAL);
    MPI_Type_free(&type);
    MPI_Type_free_keyval(&keyval);
    MPI_Type_free_keyval(&uncopied);
}


static int is_called(MPI_Datatype type, const char *want)
{
    char name[MPI_MAX_OBJECT_NAME];
    int length;

    MPI_Type_get_name(type, name, &length);
    return strcmp(name, want) == 0 && length == (int)strlen(want);
}

/* Predefined types too may be renamed, by each rank for itself. */
static void types_have_names(int rank)
{
    char mine[8], most[MPI_MAX_OBJECT_NAME];
    MPI_Datatype type = triple(), copy;

    EXPECT(is_called(type, "") && is_called(MPI_INT, "MPI_INT"));
    EXPECT(is_called(MPI_DOUBLE_INT, "MPI_DOUBLE_INT"));
    MPI_Type_set_name(type, "a triple");
    EXPECT(is_called(type, "a triple"));
    MPI_Type_dup(type, &copy);
    MPI_Type_set_name(copy, "another");
    EXPECT(is_called(type, "a triple") && is_called(copy, "another"));
    MPI_Type_set_name(type, "");
    EXPECT(is_called(type, ""));
    memset(most, 'x', sizeof most - 1);
    most[sizeof most - 1] = '\0';
    MPI_Type_set_name(type, most);
    EXPECT(is_called(type, most));
    snprintf(mine, sizeof mine, "int %d", rank);
    MPI_Type_set_name(MPI_INT, mine);
    MPI_Barrier(MPI_COMM_WORLD);
    EXPECT(is_called(MPI_INT, mine) && is_called(MPI_LONG, "MPI_LONG"));
    MPI_Type_free(&type);
    MPI_Type_free(&copy);
}


/* What MPI_Type_get_contents returns is another object. */
static void contents_are_new_types(void)
{
    MPI_Datatype type = triple(), pair, inner;
    MPI_Aint none;
    int keyval, count;

    MPI_Type_create_keyval(MPI_TYPE_NULL_COPY_FN, count_down, &keyval, NULL);
    MPI_Type_set_attr(type, keyval, (void *)3);
    MPI_Type_set_name(type, "original");
    MPI_Type_contiguous(2, type, &pair);
    MPI_Type_get_contents(pair, 1, 0, 1, &count, &none, &inner);
    EXPECT(inner != type && count == 2);
    deletes = 0;
    MPI_Type_set_name(inner, "copy");
    EXPECT(is_called(type, "original"));
    MPI_Type_free(&inner);
    EXPECT(deletes == 0 && value_of(type, keyval) == 3);
    MPI_Type_free(&pair);
    MPI_Type_free(&type);
    EXPECT(deletes == 1);
    MPI_Type_free_keyval(&keyval);
}


int main(int argc, char **argv)
{
    int rank = expect_start(&argc, &argv, 2);
    MPI_Datatype type = triple();

    values_are_set_read_replaced_and_deleted(type);
    values_are_set_read_replaced_and_deleted(MPI_INT);
    MPI_Type_free(&type);
    dup_asks_the_copy_function();
    a_freed_keyval_serves_what_uses_it();
    keyvals_are_of_one_kind();
    a_failing_callback_fails_the_call();
    types_have_names(rank);
    contents_are_new_types();
    return expect_end();
}
