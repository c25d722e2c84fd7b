/*
 * test_image_refusal.c - suite "core/image refusal": what is no program.
 *
 * If this fails, look in sim/core/image_elf.c and image_search.c.
 */
#include "core/image.h"

#include <CUnit/Basic.h>
#include <stdarg.h>
#include <sys/wait.h>

#include "tiny.h"

static struct dr_text error;

/* The sentence that refuses a program. */
static const char *refusal(const char *path)
{
    dr_text_clear(&error);
    CU_ASSERT_PTR_NULL(dr_image_open(path, &error));
    return dr_text_string(&error);
}

static void what_is_no_program_is_refused_in_one_sentence(void)
{
    CU_ASSERT_STRING_EQUAL(refusal("./missing"),
                           "cannot open './missing': No such file or "
                           "directory");
    tiny_run("echo 'int main(void) { return 0; }' > text.c; : > empty");
    CU_ASSERT_STRING_EQUAL(refusal("./text.c"),
                           "'./text.c' is not a compiled program (no ELF "
                           "file)");
    CU_ASSERT_STRING_EQUAL(refusal("empty"),
                           "'empty' is not a program: it has 0 bytes");
    CU_ASSERT_STRING_EQUAL(refusal("."), "'.' is a directory, not a program");
    tiny_run("gcc -c text.c -o text.o");
    CU_ASSERT_STRING_EQUAL(refusal("text.o"),
                           "'text.o' is not a 64-bit x86 program or library, "
                           "or is cut short");
}

static void ordinary_executables_are_refused(void)
{
    static const char want[] =
        "'./plain' was not built by drycc; rebuild it with drycc";
    static const char *const options[] = {"", "-no-pie", "-static",
                                          "-static-pie", "-shared -fPIC"};

    for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
        tiny_build("plain", options[i], "int main(void) { return 0; }");
        CU_ASSERT_STRING_EQUAL(refusal("./plain"), want);
    }
}

static void programs_of_a_real_mpi_are_refused(void)
{
    static const char want[] =
        "'./real' was built by a real MPI's mpicc (it needs libmpi.so.40); "
        "rebuild it with drycc";

    tiny_run("gcc -shared -o libmpi.so.40 -Wl,-soname,libmpi.so.40 -x c "
             "/dev/null");
    tiny_build("real", "-Wl,--no-as-needed -L. -l:libmpi.so.40",
               "int main(void) { return 0; }");
    CU_ASSERT_STRING_EQUAL(refusal("./real"), want);
    tiny_build("real", "-no-pie -Wl,--no-as-needed -L. -l:libmpi.so.40",
               "int main(void) { return 0; }");
    CU_ASSERT_STRING_EQUAL(refusal("./real"), want);
}

static void missing_parts_are_named(void)
{
    tiny_build("nomain", TINY_AS_DRYCC, "int f(void) { return 0; }");
    CU_ASSERT_STRING_EQUAL(refusal("./nomain"),
                           "'./nomain' has no main; is it a library?");
    tiny_build("lacks", TINY_AS_DRYCC,
               "int MPI_Nonsense(void);"
               "int main(void) { return MPI_Nonsense(); }");
    CU_ASSERT_PTR_NOT_NULL(strstr(refusal("./lacks"),
                                  "uses MPI_Nonsense, which no library "
                                  "defines"));
    tiny_build("libgone.so", "-shared -fPIC", "int gone;");
    tiny_build("needs", TINY_AS_DRYCC " -L. -l:libgone.so",
               "int main(void) { return 0; }");
    tiny_run("rm libgone.so");
    CU_ASSERT_PTR_NOT_NULL(strstr(refusal("./needs"), "libgone.so"));
}

static void damaged_files_do_no_harm(void)
{
    tiny_build("whole", TINY_AS_DRYCC,
               "int n = 1, *p = &n; int main(void) { return *p; }");
    for (int i = 0; i < 64; i++) {
        struct dr_image *image;

        tiny_run("head -c %d whole > part", 200 + 250 * i);
        dr_text_clear(&error);
        image = dr_image_open("./part", &error);
        if (image)
            dr_image_end(image);
        else
            CU_ASSERT(error.length > 0);
    }
}

/* Open the program with some bytes of headers and tables changed, in a child
 * process; false if that killed it. */
static bool survives(const char *bytes, size_t size, unsigned seed)
{
    char *changed = memcpy(malloc(size), bytes, size);
    int status;
    pid_t child;
    FILE *out;

    for (int i = rand_r(&seed) % 4; i >= 0; i--) {
        size_t tables = rand_r(&seed) % 2 ? 0 : 0x2d00, room = 1024;

        changed[(tables + (unsigned)rand_r(&seed) % room) % size] =
            (char)rand_r(&seed);
    }
    out = fopen("changed", "w");
    if (!out || fwrite(changed, 1, size, out) != size || fclose(out) == EOF)
        exit(1);
    free(changed);
    child = fork();
    if (child == 0) {
        struct dr_image *image = dr_image_open("./changed", &error);

        _exit(image == NULL && error.length == 0);
    }
    waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static void changed_bytes_do_no_harm(void)
{
    static char bytes[1 << 17];
    unsigned failed = 0;
    size_t size;
    FILE *file;

    tiny_build("tls", TINY_AS_DRYCC,
               "static __thread int t = 5; int x = 3, *p = &x;"
               "int main(void) { return ++t + *p; }");
    file = fopen("tls", "r");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    size = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    dr_text_clear(&error);
    for (unsigned seed = 1; seed <= 500; seed++)
        failed += !survives(bytes, size, seed);
    CU_ASSERT_EQUAL(failed, 0);
}

#define TEST(name)                                                             \
    {                                                                          \
#name, name                                                            \
    }

static CU_TestInfo tests[] = {
    TEST(what_is_no_program_is_refused_in_one_sentence),
    TEST(ordinary_executables_are_refused),
    TEST(programs_of_a_real_mpi_are_refused),
    TEST(missing_parts_are_named),
    TEST(damaged_files_do_no_harm),
    TEST(changed_bytes_do_no_harm),
    CU_TEST_INFO_NULL,
};

static CU_SuiteInfo suites[] = {
    {"core/image refusal", tiny_begin, tiny_end, NULL, NULL, tests},
    CU_SUITE_INFO_NULL,
};

#include "main.h"
