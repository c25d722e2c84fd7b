/*
 * objects.c - arguments of calls on datatypes, operators, info objects and
 * packed data, and objects that are left behind.
 *
 * ranks: 1
 */
#include "misuse.h"

static void constructors(void)
{
    static const int plain[] = {1, 1}, less[] = {1, -2};
    static const MPI_Aint bytes[] = {0, 8};
    MPI_Datatype pair, copy, made = MPI_DATATYPE_NULL, types[2];
    const int size = 4, subsize = EITHER(5, 2), start = 3;

    MPI_Type_contiguous(2, MPI_INT, &pair);
    copy = pair;
    types[0] = types[1] = MPI_INT;
    CASE(contiguous_negative)
    MPI_Type_contiguous(EITHER(-1, 0), MPI_INT, &made);
    CASE(contiguous_of_null)
    MPI_Type_contiguous(1, EITHER(MPI_DATATYPE_NULL, MPI_INT), &made);
    CASE(contiguous_of_freed)
    {
        if (wrong)
            MPI_Type_free(&pair);
        MPI_Type_contiguous(1, copy, &made);
    }
    CASE(contiguous_to_null)
    MPI_Type_contiguous(1, MPI_INT, EITHER(NULL, &made));
    CASE(contiguous_too_large)
    MPI_Type_contiguous_c(EITHER((MPI_Count)1 << 61, 4), MPI_DOUBLE, &made);
    CASE(vector_negative_length)
    MPI_Type_vector(2, EITHER(-1, 1), 2, MPI_INT, &made);
    CASE(indexed_null_lengths)
    MPI_Type_indexed(2, EITHER(NULL, plain), steps, MPI_INT, &made);
    CASE(indexed_null_displacements)
    MPI_Type_indexed(2, plain, EITHER(NULL, steps), MPI_INT, &made);
    CASE(indexed_negative_length)
    MPI_Type_indexed(2, EITHER(less, plain), steps, MPI_INT, &made);
    CASE(struct_of_freed)
    {
        types[0] = copy;
        if (wrong)
            MPI_Type_free(&pair);
        MPI_Type_create_struct(2, plain, bytes, types, &made);
    }
    CASE(struct_null_types)
    MPI_Type_create_struct(2, plain, bytes, EITHER(NULL, types), &made);
    CASE(struct_of_communicator)
    {
        types[1] = EITHER((MPI_Datatype)WORLD, MPI_INT);
        MPI_Type_create_struct(2, plain, bytes, types, &made);
    }
    CASE(subarray_beyond)
    MPI_Type_create_subarray(1, &size, &subsize, steps, MPI_ORDER_C, MPI_INT,
                             &made);
    CASE(subarray_start)
    MPI_Type_create_subarray(1, &size, (int[]){2}, EITHER(&start, steps),
                             MPI_ORDER_C, MPI_INT, &made);
    CASE(subarray_order)
    MPI_Type_create_subarray(1, &size, ones, steps, EITHER(99, MPI_ORDER_C),
                             MPI_INT, &made);
    CASE(subarray_no_dimension)
    MPI_Type_create_subarray(EITHER(0, 1), &size, ones, steps, MPI_ORDER_C,
                             MPI_INT, &made);
    CASE(darray_rank)
    MPI_Type_create_darray(
        1, EITHER(3, 0), 1, &size, (int[]){MPI_DISTRIBUTE_BLOCK},
        (int[]){MPI_DISTRIBUTE_DFLT_DARG}, ones, MPI_ORDER_C, MPI_INT, &made);
    CASE(darray_sizes)
    MPI_Type_create_darray(1, 0, 1, &size, (int[]){MPI_DISTRIBUTE_BLOCK},
                           (int[]){MPI_DISTRIBUTE_DFLT_DARG},
                           (int[]){EITHER(2, 1)}, MPI_ORDER_C, MPI_INT, &made);
    if (made != MPI_DATATYPE_NULL)
        MPI_Type_free(&made);
    MPI_Type_free(&pair);
}

static void types(void)
{
    MPI_Datatype pair, copy, made;
    MPI_Aint address;
    int number, size;

    MPI_Type_contiguous(2, MPI_INT, &pair);
    copy = pair;
    CASE(commit_null)
    {
        copy = MPI_DATATYPE_NULL;
        MPI_Type_commit(EITHER(&copy, &pair));
    }
    CASE(commit_null_pointer)
    MPI_Type_commit(EITHER(NULL, &pair));
    CASE(free_predefined)
    {
        copy = EITHER(MPI_INT, pair);
        MPI_Type_free(&copy);
        if (!wrong)
            return;
    }
    CASE(free_twice)
    {
        if (wrong)
            MPI_Type_free(&copy);
    }
    CASE(size_of_an_operator)
    MPI_Type_size(EITHER((MPI_Datatype)MPI_MAX, pair), &size);
    CASE(size_to_null)
    MPI_Type_size(pair, EITHER(NULL, &size));
    CASE(contents_of_predefined)
    MPI_Type_get_contents(EITHER(MPI_INT, pair), 1, 0, 1, &number, &address,
                          &made);
    CASE(contents_without_room)
    MPI_Type_get_contents(pair, EITHER(0, 1), 0, 1, &number, &address, &made);
    CASE(f90_nothing)
    MPI_Type_create_f90_real(EITHER(999, 6), MPI_UNDEFINED, &made);
    CASE(match_size)
    MPI_Type_match_size(MPI_TYPECLASS_REAL, EITHER(3, 8), &made);
    MPI_Type_free(&pair);
}

static void packing(void)
{
    MPI_Datatype pair;
    char packed[64];
    int at = 0;

    MPI_Type_contiguous(2, MPI_INT, &pair);
    CASE(pack_too_small)
    MPI_Pack(a, 4, MPI_INT, packed, EITHER(15, 16), &at, WORLD);
    CASE(pack_position_null)
    MPI_Pack(a, 1, MPI_INT, packed, 64, EITHER(NULL, &at), WORLD);
    CASE(pack_position_negative)
    {
        at = EITHER(-4, 0);
        MPI_Unpack(packed, 64, &at, a, 1, MPI_INT, WORLD);
    }
    CASE(pack_uncommitted)
    {
        if (!wrong)
            MPI_Type_commit(&pair);
        MPI_Pack(a, 1, pair, packed, 64, &at, WORLD);
    }
    CASE(pack_external_name)
    {
        MPI_Aint position = 0;

        MPI_Pack_external(EITHER("native", "external32"), a, 1, MPI_INT, packed,
                          64, &position);
    }
    CASE(unpack_null)
    MPI_Unpack(EITHER(NULL, packed), 64, &at, a, 1, MPI_INT, WORLD);
    MPI_Type_free(&pair);
}

static void add(void *in, void *inout, int *n, MPI_Datatype *type)
{
    (void)type;
    for (int i = 0; i < *n; i++)
        ((int *)inout)[i] += ((int *)in)[i];
}

static void operators(void)
{
    MPI_Op op, copy;
    int flag;

    MPI_Op_create(!strcmp(which, "op_null_function") && wrong ? NULL : add, 1,
                  &op);
    copy = op;
    CASE(op_free_predefined)
    {
        copy = MPI_SUM;
        if (wrong)
            MPI_Op_free(&copy);
    }
    CASE(op_freed_twice)
    {
        if (wrong)
            MPI_Op_free(&copy);
    }
    CASE(op_commutative_of_info)
    MPI_Op_commutative(EITHER((MPI_Op)MPI_INFO_NULL, op), &flag);
    CASE(reduce_local_null_op)
    MPI_Reduce_local(a, b, 1, MPI_INT, EITHER(MPI_OP_NULL, op));
    MPI_Op_free(&op);
}

static void infos(void)
{
    static char key[301], value[2000];
    MPI_Info info, copy;
    int flag;

    memset(key, 'k', EITHER(300, 200));
    memset(value, 'v', EITHER(1999, 900));
    MPI_Info_create(&info);
    MPI_Info_set(info, "one", "1");
    copy = info;
    CASE(info_freed)
    {
        if (wrong)
            MPI_Info_free(&info);
        MPI_Info_set(copy, "two", "2");
    }
    CASE(info_null)
    MPI_Info_set(EITHER(MPI_INFO_NULL, info), "two", "2");
    CASE(info_env_set)
    MPI_Info_set(EITHER(MPI_INFO_ENV, info), "two", "2");
    CASE(info_key_null)
    MPI_Info_set(info, EITHER(NULL, "two"), "2");
    CASE(info_key_long)
    MPI_Info_set(info, key, "2");
    CASE(info_value_long)
    MPI_Info_set(info, "k", value);
    CASE(info_delete_missing)
    MPI_Info_delete(info, EITHER("missing", "one"));
    CASE(info_nth_too_large)
    MPI_Info_get_nthkey(info, EITHER(1, 0), key);
    CASE(info_get_to_null)
    MPI_Info_get(info, "one", 100, value, EITHER(NULL, &flag));
    CASE(info_is_a_message)
    MPI_Info_set(EITHER((MPI_Info)MPI_MESSAGE_NULL, info), "two", "2");
    MPI_Info_free(&info);
}

static void environment(void)
{
    void *memory;
    int number;

    CASE(memory_negative)
    {
        MPI_Alloc_mem(EITHER(-1, 8), MPI_INFO_NULL, &memory);
        MPI_Free_mem(memory);
    }
    CASE(error_class_unknown)
    MPI_Error_class(EITHER(77777, MPI_ERR_TAG), &number);
    CASE(error_code_of_no_class)
    MPI_Add_error_code(EITHER(77777, MPI_ERR_TAG), &number);
    CASE(init_again)
    {
        MPI_Initialized(&number);
        if (wrong || !number)
            MPI_Init(NULL, NULL);
    }
}

static void on_error(MPI_Comm *comm, int *code, ...)
{
    (void)comm;
    (void)code;
}

static void leaks(void)
{
    MPI_Comm comm;
    MPI_Group group;
    MPI_Datatype type;
    MPI_Op op;
    MPI_Info info;
    MPI_Errhandler handler;
    int key;

    CASE(leak_communicator)
    {
        MPI_Comm_dup(WORLD, &comm);
        if (!wrong)
            MPI_Comm_free(&comm);
    }
    CASE(leak_merged_attribute_copy)
    {
        MPI_Comm_create_keyval(MPI_COMM_DUP_FN, MPI_COMM_NULL_DELETE_FN, &key,
                               NULL);
        MPI_Comm_set_attr(MPI_COMM_SELF, key, &key);
        MPI_Comm_free_keyval(&key);
        MPI_Comm_dup(MPI_COMM_SELF, &comm);
        if (!wrong)
            MPI_Comm_free(&comm);
    }
    CASE(leak_group)
    {
        MPI_Comm_group(WORLD, &group);
        if (!wrong)
            MPI_Group_free(&group);
    }
    CASE(leak_datatype)
    {
        MPI_Type_vector(2, 1, 2, MPI_INT, &type);
        if (!wrong)
            MPI_Type_free(&type);
    }
    CASE(leak_operator)
    {
        MPI_Op_create(add, 1, &op);
        if (!wrong)
            MPI_Op_free(&op);
    }
    CASE(leak_info)
    {
        MPI_Info_create(&info);
        if (!wrong)
            MPI_Info_free(&info);
    }
    CASE(leak_errhandler)
    {
        MPI_Comm_create_errhandler(on_error, &handler);
        MPI_Comm_set_errhandler(MPI_COMM_SELF, handler);
        if (!wrong)
            MPI_Errhandler_free(&handler);
    }
    CASE(leak_keyval)
    {
        MPI_Comm_create_keyval(MPI_COMM_NULL_COPY_FN, MPI_COMM_NULL_DELETE_FN,
                               &key, NULL);
        if (!wrong)
            MPI_Comm_free_keyval(&key);
    }
}

static void cases(void)
{
    constructors();
    types();
    packing();
    operators();
    infos();
    environment();
    leaks();
}
