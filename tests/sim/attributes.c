/*
 * attributes - what a program caches on communicators.  MPI-3.1, sections 6.7
 * and 8.7.1.
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
static MPI_Comm last_comm;
static char order[8];

/* A copy is one more than the original; odd ones are not copied. */
static int count_up(MPI_Comm comm, int keyval, void *extra, void *in, void *out,
                    int *flag)
{
    intptr_t value = (intptr_t)in;

    (void)keyval;
    copies++;
    last_extra = extra;
    last_comm = comm;
    *flag = value % 2 == 0;
    if (*flag)
        *(void **)out = (void *)(value + 1);
    return MPI_SUCCESS;
}

static int count_down(MPI_Comm comm, int keyval, void *value, void *extra)
{
    (void)keyval;
    (void)value;
    deletes++;
    last_extra = extra;
    last_comm = comm;
    return MPI_SUCCESS;
}

static int refuse_copy(MPI_Comm comm, int keyval, void *extra, void *in,
                       void *out, int *flag)
{
    (void)comm, (void)keyval, (void)extra, (void)in, (void)out, (void)flag;
    return REFUSED;
}

static int refuse_delete(MPI_Comm comm, int keyval, void *value, void *extra)
{
    (void)comm, (void)keyval, (void)value;
    return *(int *)extra ? REFUSED : MPI_SUCCESS;
}

/* The value under this key, or -1. */
static intptr_t value_of(MPI_Comm comm, int keyval)
{
    void *value = NULL;
    int flag = -1;

    EXPECT(!MPI_Comm_get_attr(comm, keyval, &value, &flag));
    return flag ? (intptr_t)value : -1;
}


static void values_are_set_read_replaced_and_deleted(void)
{
    int keyval, state;

    MPI_Comm_create_keyval(MPI_COMM_NULL_COPY_FN, count_down, &keyval, &state);
    EXPECT(keyval != MPI_KEYVAL_INVALID);
    EXPECT(value_of(MPI_COMM_WORLD, keyval) == -1);
    deletes = 0;
    MPI_Comm_set_attr(MPI_COMM_WORLD, keyval, (void *)10);
    EXPECT(value_of(MPI_COMM_WORLD, keyval) == 10 && deletes == 0);
    EXPECT(value_of(MPI_COMM_SELF, keyval) == -1);
    MPI_Comm_set_attr(MPI_COMM_WORLD, keyval, (void *)20);
    EXPECT(value_of(MPI_COMM_WORLD, keyval) == 20 && deletes == 1);
    EXPECT(last_extra == &state && last_comm == MPI_COMM_WORLD);
    MPI_Comm_delete_attr(MPI_COMM_WORLD, keyval);
    EXPECT(value_of(MPI_COMM_WORLD, keyval) == -1 && deletes == 2);
    MPI_Comm_free_keyval(&keyval);
    EXPECT(keyval == MPI_KEYVAL_INVALID && deletes == 2);
}


static void dup_asks_the_copy_function(void)
{
    int keyval, plain, none, state;
    MPI_Comm copy, third;

    MPI_Comm_create_keyval(count_up, count_down, &keyval, &state);
    MPI_Comm_create_keyval(MPI_COMM_DUP_FN, MPI_COMM_NULL_DELETE_FN, &plain,
                           NULL);
    MPI_Comm_create_keyval(MPI_COMM_NULL_COPY_FN, MPI_COMM_NULL_DELETE_FN,
                           &none, NULL);
    MPI_Comm_set_attr(MPI_COMM_WORLD, keyval, (void *)4);
    MPI_Comm_set_attr(MPI_COMM_WORLD, plain, (void *)6);
    MPI_Comm_set_attr(MPI_COMM_WORLD, none, (void *)8);
    copies = deletes = 0;
    MPI_Comm_dup(MPI_COMM_WORLD, &copy);
    EXPECT(copies == 1 && last_extra == &state && last_comm == MPI_COMM_WORLD);
    EXPECT(value_of(copy, keyval) == 5 && value_of(copy, plain) == 6);
    EXPECT(value_of(copy, none) == -1);

    /* An odd value stays behind. */
    MPI_Comm_dup(copy, &third);
    EXPECT(copies == 2 && value_of(third, keyval) == -1);
    EXPECT(value_of(third, plain) == 6);
    MPI_Comm_free(&third);
    EXPECT(deletes == 0);
    last_comm = MPI_COMM_NULL;
    MPI_Comm_free(&copy);
    EXPECT(deletes == 1 && last_comm != MPI_COMM_WORLD &&
           last_comm != MPI_COMM_NULL);

    /* A split takes nothing along. */
    MPI_Comm_split(MPI_COMM_WORLD, 0, 0, &copy);
    EXPECT(value_of(copy, plain) == -1 && copies == 2);
    MPI_Comm_free(&copy);
    MPI_Comm_delete_attr(MPI_COMM_WORLD, keyval);
    MPI_Comm_delete_attr(MPI_COMM_WORLD, plain);
    MPI_Comm_delete_attr(MPI_COMM_WORLD, none);
    MPI_Comm_free_keyval(&keyval);
    MPI_Comm_free_keyval(&plain);
    MPI_Comm_free_keyval(&none);
}

static void idup_copies_attributes_too(void)
{
    MPI_Comm copy;
    MPI_Request req;
    int keyval;

    MPI_Comm_create_keyval(count_up, count_down, &keyval, NULL);
    MPI_Comm_set_attr(MPI_COMM_WORLD, keyval, (void *)2);
    MPI_Comm_idup(MPI_COMM_WORLD, &copy, &req);
    MPI_Wait(&req, MPI_STATUS_IGNORE);
    EXPECT(value_of(copy, keyval) == 3);
    MPI_Comm_free(&copy);
    MPI_Comm_delete_attr(MPI_COMM_WORLD, keyval);
    MPI_Comm_free_keyval(&keyval);
}


static void a_freed_keyval_serves_what_uses_it(void)
{
    MPI_Comm copy;
    int keyval, number;

    MPI_Comm_dup(MPI_COMM_WORLD, &copy);
    MPI_Comm_create_keyval(MPI_COMM_NULL_COPY_FN, count_down, &keyval, NULL);
    number = keyval;
    MPI_Comm_set_attr(copy, keyval, (void *)1);
    MPI_Comm_set_attr(MPI_COMM_WORLD, keyval, (void *)2);
    MPI_Comm_free_keyval(&keyval);
    deletes = 0;
    MPI_Comm_delete_attr(MPI_COMM_WORLD, number);
    EXPECT(deletes == 1);
    MPI_Comm_free(&copy);
    EXPECT(deletes == 2);
}


static void a_failing_callback_fails_the_call(void)
{
    MPI_Comm comm, copy;
    int stubborn = 1, keyval, uncopied;

    MPI_Comm_dup(MPI_COMM_SELF, &comm);
    MPI_Comm_set_errhandler(comm, MPI_ERRORS_RETURN);
    MPI_Comm_create_keyval(MPI_COMM_NULL_COPY_FN, refuse_delete, &keyval,
                           &stubborn);
    MPI_Comm_create_keyval(refuse_copy, MPI_COMM_NULL_DELETE_FN, &uncopied,
                           NULL);
    MPI_Comm_set_attr(comm, keyval, (void *)1);
    EXPECT(MPI_Comm_delete_attr(comm, keyval) != MPI_SUCCESS);
    EXPECT(value_of(comm, keyval) == 1);
    EXPECT(MPI_Comm_set_attr(comm, keyval, (void *)2) != MPI_SUCCESS);
    stubborn = 0;
    EXPECT(MPI_Comm_delete_attr(comm, keyval) == MPI_SUCCESS);
    MPI_Comm_set_attr(comm, uncopied, (void *)1);
    EXPECT(MPI_Comm_dup(comm, &copy) != MPI_SUCCESS);
    MPI_Comm_free(&comm);
    MPI_Comm_free_keyval(&keyval);
    MPI_Comm_free_keyval(&uncopied);
}


static int attribute(int keyval)
{
    int *value = NULL, flag = 0;

    MPI_Comm_get_attr(MPI_COMM_WORLD, keyval, &value, &flag);
    EXPECT(flag && value);
    return *value;
}

static void predefined_attributes_tell_of_the_system(void)
{
    int class, flag = 0, *value;

    EXPECT(attribute(MPI_TAG_UB) >= 32767);
    attribute(MPI_IO);
    attribute(MPI_HOST);
    EXPECT(attribute(MPI_WTIME_IS_GLOBAL) == 0 ||
           attribute(MPI_WTIME_IS_GLOBAL) == 1);
    EXPECT(attribute(MPI_LASTUSEDCODE) >= MPI_ERR_LASTCODE);
    MPI_Add_error_class(&class);
    EXPECT(attribute(MPI_LASTUSEDCODE) >= class);
    MPI_Comm_get_attr(MPI_COMM_WORLD, MPI_UNIVERSE_SIZE, &value, &flag);
    EXPECT(!flag || *value >= 1);
    MPI_Comm_get_attr(MPI_COMM_WORLD, MPI_APPNUM, &value, &flag);
    EXPECT(!flag || *value == 0);
}

static void predefined_attributes_cannot_be_changed(void)
{
    MPI_Comm comm;
    int keyval = MPI_TAG_UB;

    MPI_Comm_dup(MPI_COMM_WORLD, &comm);
    MPI_Comm_set_errhandler(comm, MPI_ERRORS_RETURN);
    EXPECT(MPI_Comm_set_attr(comm, MPI_TAG_UB, NULL) != MPI_SUCCESS);
    EXPECT(MPI_Comm_delete_attr(comm, MPI_TAG_UB) != MPI_SUCCESS);
    MPI_Comm_free(&comm);
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
    EXPECT(MPI_Comm_free_keyval(&keyval) != MPI_SUCCESS);
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_ARE_FATAL);
}


static void names_of_mpi_1_still_work(void)
{
    MPI_Comm copy;
    void *value = NULL;
    int keyval, other, flag = 0;

    MPI_Keyval_create(MPI_DUP_FN, MPI_NULL_DELETE_FN, &keyval, NULL);
    MPI_Keyval_create(MPI_NULL_COPY_FN, MPI_NULL_DELETE_FN, &other, NULL);
    MPI_Attr_put(MPI_COMM_WORLD, keyval, (void *)12);
    MPI_Attr_put(MPI_COMM_WORLD, other, (void *)13);
    MPI_Comm_dup(MPI_COMM_WORLD, &copy);
    MPI_Attr_get(copy, keyval, &value, &flag);
    EXPECT(flag && value == (void *)12);
    MPI_Attr_get(copy, other, &value, &flag);
    EXPECT(!flag);
    MPI_Comm_free(&copy);
    MPI_Attr_delete(MPI_COMM_WORLD, keyval);
    MPI_Attr_delete(MPI_COMM_WORLD, other);
    MPI_Keyval_free(&keyval);
    MPI_Keyval_free(&other);
    EXPECT(keyval == MPI_KEYVAL_INVALID);
}


/* MPI is still there, and the last one set is the first to go. */
static int note(MPI_Comm comm, int keyval, void *value, void *extra)
{
    int rank, ended = 1;

    (void)comm, (void)keyval, (void)value;
    MPI_Finalized(&ended);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    strcat(order, ended ? "?" : extra);
    return MPI_SUCCESS;
}

static void prepare_the_end(void)
{
    static char first[] = "a", second[] = "b", third[] = "c";
    char *names[3] = {first, second, third};
    int keyval;

    for (int i = 0; i < 3; i++) {
        MPI_Comm_create_keyval(MPI_COMM_NULL_COPY_FN, note, &keyval, names[i]);
        MPI_Comm_set_attr(MPI_COMM_SELF, keyval, NULL);
        MPI_Comm_free_keyval(&keyval);
    }
}


int main(int argc, char **argv)
{
    expect_start(&argc, &argv, 3);

    values_are_set_read_replaced_and_deleted();
    dup_asks_the_copy_function();
    idup_copies_attributes_too();
    a_freed_keyval_serves_what_uses_it();
    a_failing_callback_fails_the_call();
    predefined_attributes_tell_of_the_system();
    predefined_attributes_cannot_be_changed();
    names_of_mpi_1_still_work();
    prepare_the_end();
    expect_end();
    if (strcmp(order, "cba") != 0) {
        fprintf(stderr, "MPI_Finalize deleted in the order %s\n", order);
        return 1;
    }
    return 0;
}
