/*
 * files - opening, closing, sizes, pointers, views and what can be asked of a
 * file (MPI 4.1, chapter 14).
 */
#include "expect.h"

#include <stdlib.h>
#include <string.h>

/* Open MPI refuses "internal", and MPICH calls it native. */
#ifdef MPI_ABI_VERSION
#define INTERNAL "internal"
#else
#define INTERNAL "native"
#endif

static int rank;
static const char *name;

static MPI_File open_with(int amode)
{
    MPI_File file;

    EXPECT(MPI_File_open(MPI_COMM_WORLD, name, amode, MPI_INFO_NULL, &file) ==
           MPI_SUCCESS);
    return file;
}

static int open_fails(const char *path, int amode)
{
    MPI_File file;
    int code = MPI_File_open(MPI_COMM_WORLD, path, amode, MPI_INFO_NULL, &file);

    EXPECT(file == MPI_FILE_NULL);
    return expect_class(code);
}

/* What all have done is to be seen by all, and what comes then, by none yet. */
static void settle(MPI_File file)
{
    MPI_File_sync(file);
    MPI_Barrier(MPI_COMM_WORLD);
    MPI_File_sync(file);
}

static void opening(void)
{
    MPI_File file;
    int amode;

    EXPECT(open_fails(name, MPI_MODE_RDONLY) == MPI_ERR_NO_SUCH_FILE);
    file = open_with(MPI_MODE_CREATE | MPI_MODE_EXCL | MPI_MODE_WRONLY);
    MPI_File_get_amode(file, &amode);
    EXPECT(amode == (MPI_MODE_CREATE | MPI_MODE_EXCL | MPI_MODE_WRONLY));
    MPI_File_close(&file);
    EXPECT(file == MPI_FILE_NULL);
    EXPECT(open_fails(name, MPI_MODE_CREATE | MPI_MODE_EXCL | MPI_MODE_RDWR) ==
           MPI_ERR_FILE_EXISTS);
    EXPECT(open_fails("/", MPI_MODE_RDWR) == MPI_ERR_BAD_FILE);
    EXPECT_HERE(open_fails("/proc/version/x", MPI_MODE_RDONLY) ==
                MPI_ERR_BAD_FILE);
}

static void sizes(void)
{
    MPI_File file = open_with(MPI_MODE_RDWR);
    MPI_Offset size;
    char letters[8] = "letters", nothing[100] = {0};

    MPI_File_get_size(file, &size);
    EXPECT(size == 0);
    settle(file);
    MPI_File_set_size(file, 1000);
    settle(file);
    MPI_File_get_size(file, &size);
    EXPECT(size == 1000);
    settle(file);
    MPI_File_preallocate(file, 500);
    MPI_File_get_size(file, &size);
    EXPECT(size == 1000);
    settle(file);
    MPI_File_preallocate(file, 3000);
    settle(file);
    MPI_File_get_size(file, &size);
    EXPECT(size == 3000);
    settle(file);
    MPI_File_set_size(file, 100);
    MPI_File_close(&file);

    file = open_with(MPI_MODE_WRONLY | MPI_MODE_APPEND);
    MPI_File_get_position(file, &size);
    EXPECT(size == 100);
    MPI_File_get_position_shared(file, &size);
    EXPECT(size == 100);
    if (rank == 0)
        MPI_File_write_at(file, 0, nothing, 100, MPI_CHAR, MPI_STATUS_IGNORE);
    if (rank == 0)
        MPI_File_write(file, letters, 8, MPI_CHAR, MPI_STATUS_IGNORE);
    MPI_File_sync(file);
    MPI_File_get_size(file, &size);
    EXPECT(size == 108);
    MPI_File_close(&file);
}

static void reading_beyond_the_end(void)
{
    MPI_File file = open_with(MPI_MODE_RDONLY);
    char letters[200];
    MPI_Status status;
    int count;

    MPI_File_read_at(file, 100, letters, 200, MPI_CHAR, &status);
    MPI_Get_count(&status, MPI_CHAR, &count);
    EXPECT(count == 8 && memcmp(letters, "letters", 8) == 0);
    MPI_File_read_at(file, 500, letters, 200, MPI_CHAR, &status);
    MPI_Get_count(&status, MPI_CHAR, &count);
    EXPECT(count == 0);
    MPI_File_read_at_all(file, 104, letters, 200, MPI_CHAR, &status);
    MPI_Get_count(&status, MPI_CHAR, &count);
    EXPECT_HERE(count == 4); /* MPICH: what was asked for */
    MPI_File_close(&file);
}

static void pointers(void)
{
    MPI_File file = open_with(MPI_MODE_RDWR);
    MPI_Offset at;
    int numbers[4];

    MPI_File_set_view(file, 8, MPI_INT, MPI_INT, "native", MPI_INFO_NULL);
    MPI_File_get_position(file, &at);
    EXPECT(at == 0);
    MPI_File_read(file, numbers, 4, MPI_INT, MPI_STATUS_IGNORE);
    MPI_File_get_position(file, &at);
    EXPECT(at == 4);
    MPI_File_seek(file, -1, MPI_SEEK_CUR);
    MPI_File_get_position(file, &at);
    EXPECT(at == 3);
    MPI_File_seek(file, 0, MPI_SEEK_END);
    MPI_File_get_position(file, &at);
    EXPECT(at == 25);
    MPI_File_get_byte_offset(file, at, &at);
    EXPECT(at == 108);
    MPI_File_seek_shared(file, 5, MPI_SEEK_SET);
    MPI_File_seek_shared(file, 2, MPI_SEEK_CUR);
    MPI_File_get_position_shared(file, &at);
    EXPECT(at == 7);
    MPI_File_close(&file);
}

static void views(void)
{
    MPI_File file = open_with(MPI_MODE_RDWR);
    MPI_Datatype type, etype, filetype;
    MPI_Offset at;
    char datarep[MPI_MAX_DATAREP_STRING];

    MPI_File_get_view(file, &at, &etype, &filetype, datarep);
    EXPECT(at == 0 && etype == MPI_BYTE && filetype == MPI_BYTE);
    EXPECT(strcmp(datarep, "native") == 0);
    MPI_Type_vector(2, 1, 3, MPI_INT, &type);
    MPI_Type_commit(&type);
    MPI_File_set_view(file, 4, MPI_INT, type, INTERNAL, MPI_INFO_NULL);
    MPI_Type_free(&type);
    MPI_File_get_view(file, &at, &etype, &filetype, datarep);
    EXPECT(at == 4 && filetype != MPI_INT);
    EXPECT_HERE(etype == MPI_INT); /* Open MPI: a duplicate */
    EXPECT(strcmp(datarep, INTERNAL) == 0);
    MPI_Type_free(&filetype);
    /* Bytes 4-7 and 16-19, then 20-23 and 32-35. */
    MPI_File_get_byte_offset(file, 0, &at);
    EXPECT(at == 4);
    MPI_File_get_byte_offset(file, 1, &at);
    EXPECT(at == 16);
    MPI_File_get_byte_offset(file, 3, &at);
    EXPECT(at == 32);
    MPI_File_seek(file, 0, MPI_SEEK_END);
    MPI_File_get_position(file, &at);
#ifndef OPEN_MPI
    EXPECT(at == 13);
#endif
    MPI_File_close(&file);
}

/* Open MPI has none, and MPICH lets a long have 8 bytes. */
#ifdef MPI_ABI_VERSION
static void external32(void)
{
    MPI_File file = open_with(MPI_MODE_RDWR);
    unsigned char bytes[8];
    long numbers[2] = {1, -2}, back[2] = {0, 0};
    MPI_Aint extent;
    MPI_Count large;
    MPI_Status status;
    int count;

    MPI_File_set_view(file, 0, MPI_LONG, MPI_LONG, "external32", MPI_INFO_NULL);
    MPI_File_get_type_extent(file, MPI_LONG, &extent);
    MPI_File_get_type_extent_c(file, MPI_LONG_DOUBLE, &large);
    EXPECT(extent == 4 && large == 16);
    if (rank == 0)
        MPI_File_write_at(file, 0, numbers, 2, MPI_LONG, &status);
    MPI_File_sync(file);
    MPI_Barrier(MPI_COMM_WORLD);
    MPI_File_sync(file);
    MPI_File_read_at(file, 0, back, 2, MPI_LONG, &status);
    MPI_Get_count(&status, MPI_LONG, &count);
    EXPECT(count == 2 && back[0] == 1 && back[1] == -2);
    MPI_File_read_at_all(file, 1, back, 1, MPI_LONG, &status);
    EXPECT(back[0] == -2);
    MPI_File_set_view(file, 0, MPI_BYTE, MPI_BYTE, "native", MPI_INFO_NULL);
    MPI_File_read_at(file, 0, bytes, 8, MPI_BYTE, MPI_STATUS_IGNORE);
    EXPECT(memcmp(bytes, "\0\0\0\1\377\377\377\376", 8) == 0);
    MPI_File_close(&file);
}
#else
#define external32() (void)0
#endif

/* What a hint object says of a key. */
static int hint_is(MPI_File file, const char *key, const char *value)
{
    char found[MPI_MAX_INFO_VAL];
    MPI_Info info;
    int flag;

    MPI_File_get_info(file, &info);
    MPI_Info_get(info, key, MPI_MAX_INFO_VAL - 1, found, &flag);
    MPI_Info_free(&info);
    return flag && strcmp(found, value) == 0;
}

static void inquiry(void)
{
    MPI_File file = open_with(MPI_MODE_RDWR);
    MPI_Group group;
    MPI_Info info;
    int size, flag;

    MPI_File_get_group(file, &group);
    MPI_Group_size(group, &size);
    EXPECT(size == 2);
    MPI_Group_free(&group);
    MPI_File_get_atomicity(file, &flag);
    EXPECT(!flag);
    MPI_File_set_atomicity(file, 1);
    MPI_File_get_atomicity(file, &flag);
    EXPECT(flag);
    MPI_Info_create(&info);
    MPI_Info_set(info, "cb_buffer_size", "8192");
    MPI_Info_set(info, "romio_cb_write", "enable");
    MPI_Info_set(info, "cb_nodes", "none at all");
    MPI_File_set_info(file, info);
    MPI_Info_free(&info);
#ifndef OPEN_MPI /* it has other hints */
    EXPECT(hint_is(file, "cb_buffer_size", "8192"));
    EXPECT(hint_is(file, "romio_cb_write", "enable"));
    EXPECT(hint_is(file, "romio_cb_read", "automatic"));
#endif
    EXPECT_HERE(hint_is(file, "cb_nodes", "2"));
    EXPECT_HERE(hint_is(file, "striping_factor", "4"));
    EXPECT_HERE(hint_is(file, "striping_unit", "1048576"));
    EXPECT(MPI_File_f2c(MPI_File_c2f(file)) == file);
    EXPECT(MPI_File_f2c(MPI_File_c2f(MPI_FILE_NULL)) == MPI_FILE_NULL);
    MPI_File_close(&file);
}

static int handled, handled_code;

static void handle(MPI_File *file, int *code, ...)
{
    (void)file;
    handled++;
    handled_code = expect_class(*code);
}

static void error_handlers(void)
{
    MPI_File file = open_with(MPI_MODE_RDONLY), other;
    MPI_Errhandler mine, found;
    int word = 0;

    MPI_File_get_errhandler(file, &found);
    EXPECT(found == MPI_ERRORS_RETURN);
    MPI_File_create_errhandler(handle, &mine);
    MPI_File_set_errhandler(file, mine);
    MPI_File_get_errhandler(file, &found);
    EXPECT(found == mine);
    MPI_Errhandler_free(&found);
    EXPECT(expect_class(
               MPI_File_write(file, &word, 1, MPI_INT, MPI_STATUS_IGNORE)) ==
           MPI_ERR_READ_ONLY);
    EXPECT(handled == 1 && handled_code == MPI_ERR_READ_ONLY);
    MPI_File_call_errhandler(file, MPI_ERR_IO);
    EXPECT(handled == 2 && handled_code == MPI_ERR_IO);
    MPI_File_set_errhandler(MPI_FILE_NULL, mine);
    EXPECT(expect_class(MPI_File_open(MPI_COMM_WORLD, "/no/such/file",
                                      MPI_MODE_RDONLY, MPI_INFO_NULL,
                                      &other)) == MPI_ERR_NO_SUCH_FILE);
    EXPECT(handled == 3 && handled_code == MPI_ERR_NO_SUCH_FILE);
    MPI_File_set_errhandler(MPI_FILE_NULL, MPI_ERRORS_RETURN);
    MPI_Errhandler_free(&mine);
    MPI_File_close(&file);
}

/* Neither Open MPI nor MPICH keep them. */
#ifdef MPI_ABI_VERSION
static int extent_of(MPI_Datatype type, MPI_Aint *extent, void *state)
{
    (void)type;
    (void)state;
    *extent = 1;
    return MPI_SUCCESS;
}

static void data_representations(void)
{
    MPI_File file = open_with(MPI_MODE_RDONLY);

    EXPECT(MPI_Register_datarep("ours", MPI_CONVERSION_FN_NULL,
                                MPI_CONVERSION_FN_NULL, extent_of,
                                NULL) == MPI_SUCCESS);
    EXPECT(MPI_Register_datarep_c("ours", MPI_CONVERSION_FN_NULL_C,
                                  MPI_CONVERSION_FN_NULL_C, extent_of,
                                  NULL) == MPI_ERR_DUP_DATAREP);
    EXPECT(MPI_File_set_view(file, 0, MPI_INT, MPI_INT, "ours",
                             MPI_INFO_NULL) == MPI_SUCCESS);
    EXPECT(MPI_File_set_view(file, 0, MPI_INT, MPI_INT, "theirs",
                             MPI_INFO_NULL) == MPI_ERR_UNSUPPORTED_DATAREP);
    MPI_File_close(&file);
}
#else
#define data_representations() (void)0
#endif

static void deleting(void)
{
    MPI_Barrier(MPI_COMM_WORLD);
    if (rank == 0) {
        EXPECT(MPI_File_delete(name, MPI_INFO_NULL) == MPI_SUCCESS);
        EXPECT(expect_class(MPI_File_delete(name, MPI_INFO_NULL)) ==
               MPI_ERR_NO_SUCH_FILE);
    }
    MPI_Barrier(MPI_COMM_WORLD);
    EXPECT(open_fails(name, MPI_MODE_RDONLY) == MPI_ERR_NO_SUCH_FILE);
}

int main(int argc, char **argv)
{
    rank = expect_start(&argc, &argv, 2);
    name = argv[1];
    /* Errors are asked for here. */
    MPI_File_set_errhandler(MPI_FILE_NULL, MPI_ERRORS_RETURN);
    opening();
    sizes();
    reading_beyond_the_end();
    pointers();
    views();
    external32();
    inquiry();
    error_handlers();
    data_representations();
    deleting();
    return expect_end();
}
