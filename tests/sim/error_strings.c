/*
 * error_strings - every class has a text of its own; programs may add more.
 * MPI-3.1, sections 8.4 and 8.5.
 */
#include "expect.h"

#include <string.h>

static const int classes[] = {
    MPI_SUCCESS,
    MPI_ERR_BUFFER,
    MPI_ERR_COUNT,
    MPI_ERR_TYPE,
    MPI_ERR_TAG,
    MPI_ERR_COMM,
    MPI_ERR_RANK,
    MPI_ERR_REQUEST,
    MPI_ERR_ROOT,
    MPI_ERR_GROUP,
    MPI_ERR_OP,
    MPI_ERR_TOPOLOGY,
    MPI_ERR_DIMS,
    MPI_ERR_ARG,
    MPI_ERR_UNKNOWN,
    MPI_ERR_TRUNCATE,
    MPI_ERR_OTHER,
    MPI_ERR_INTERN,
    MPI_ERR_IN_STATUS,
    MPI_ERR_PENDING,
    MPI_ERR_KEYVAL,
    MPI_ERR_NO_MEM,
    MPI_ERR_BASE,
    MPI_ERR_INFO_KEY,
    MPI_ERR_INFO,
    MPI_ERR_INFO_VALUE,
    MPI_ERR_INFO_NOKEY,
    MPI_ERR_SPAWN,
    MPI_ERR_PORT,
    MPI_ERR_SERVICE,
    MPI_ERR_NAME,
    MPI_ERR_WIN,
    MPI_ERR_SIZE,
    MPI_ERR_DISP,
    MPI_ERR_LOCKTYPE,
    MPI_ERR_ASSERT,
    MPI_ERR_FILE,
    MPI_ERR_NOT_SAME,
    MPI_ERR_AMODE,
    MPI_ERR_ACCESS,
    MPI_ERR_NO_SUCH_FILE,
    MPI_ERR_FILE_EXISTS,
    MPI_ERR_BAD_FILE,
    MPI_ERR_NO_SPACE,
    MPI_ERR_QUOTA,
    MPI_ERR_READ_ONLY,
    MPI_ERR_FILE_IN_USE,
    MPI_ERR_IO,
    MPI_ERR_RMA_SYNC,
    MPI_ERR_DUP_DATAREP,
    MPI_ERR_CONVERSION,
    MPI_ERR_RMA_RANGE,
    MPI_ERR_UNSUPPORTED_OPERATION,
};

enum {
    CLASSES = sizeof classes / sizeof *classes
};

static void every_class_has_a_text_of_its_own(void)
{
    static char text[CLASSES][MPI_MAX_ERROR_STRING];
    int length = 0;

    for (int i = 0; i < CLASSES; i++) {
        EXPECT(classes[i] >= 0 && classes[i] <= MPI_ERR_LASTCODE);
        EXPECT(expect_class(classes[i]) == classes[i]);
        EXPECT(!MPI_Error_string(classes[i], text[i], &length));
        EXPECT(length > 0 && (size_t)length == strlen(text[i]));
        for (int j = 0; j < i; j++)
            EXPECT(strcmp(text[i], text[j]));
    }
}


static void codes_of_failed_calls_have_texts(void)
{
    char text[MPI_MAX_ERROR_STRING];
    int value = 0, length = 0, code;

    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
    code = MPI_Send(&value, 1, MPI_INT, 99, 1, MPI_COMM_WORLD);
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_ARE_FATAL);
    EXPECT(!MPI_Error_string(code, text, &length) && length > 0);
}


static void programs_add_classes_codes_and_texts(void)
{
    char text[MPI_MAX_ERROR_STRING];
    int class = -1, code = -1, length = 0;

    EXPECT(!MPI_Add_error_class(&class) && class > MPI_ERR_LASTCODE);
    EXPECT(!MPI_Add_error_code(class, &code) && code > class);
    EXPECT(expect_class(code) == class);
    EXPECT(!MPI_Add_error_string(code, "out of cheese"));
    EXPECT(!MPI_Error_string(code, text, &length));
    EXPECT(!strcmp(text, "out of cheese") && length == 13);
}


/* MPI-4.1, section 9.5; the MPIs of today do not have it. */
#if !defined OPEN_MPI && !defined MPICH_VERSION
static void programs_take_them_away_again(void)
{
    char text[MPI_MAX_ERROR_STRING];
    int class, code, next, length;

    MPI_Add_error_class(&class);
    MPI_Add_error_code(class, &code);
    MPI_Add_error_string(code, "out of wine");
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
    EXPECT(!MPI_Remove_error_string(code));
    EXPECT(!MPI_Error_string(code, text, &length) && length == 0);
    EXPECT(MPI_Remove_error_string(code) == MPI_ERR_ARG);
    EXPECT(MPI_Remove_error_class(class) == MPI_ERR_ARG);
    EXPECT(MPI_Remove_error_code(class) == MPI_ERR_ARG);
    EXPECT(!MPI_Remove_error_code(code));
    EXPECT(MPI_Remove_error_code(code) == MPI_ERR_ARG);
    EXPECT(MPI_Error_class(code, &next) == MPI_ERR_ARG);
    EXPECT(!MPI_Remove_error_class(class));
    EXPECT(MPI_Remove_error_class(class) == MPI_ERR_ARG);
    EXPECT(MPI_Remove_error_class(MPI_ERR_TAG) == MPI_ERR_ARG);
    EXPECT(MPI_Remove_error_code(MPI_ERR_TAG) == MPI_ERR_ARG);
    EXPECT(!MPI_Add_error_class(&next) && next > code);
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_ARE_FATAL);
}
#else
static void programs_take_them_away_again(void)
{
}
#endif

int main(int argc, char **argv)
{
    expect_start(&argc, &argv, 1);
    every_class_has_a_text_of_its_own();
    codes_of_failed_calls_have_texts();
    programs_add_classes_codes_and_texts();
    programs_take_them_away_again();
    return expect_end();
}
