/*
 * test_image.c - suite "core/image": loading programs, private variables.
 *
 * If this fails, look in sim/core/image*.c.
 */
#include "core/image.h"

#include <CUnit/Basic.h>
#include <stdarg.h>
#include <sys/resource.h>

#include "core/process.h"
#include "tiny.h"

static struct dr_text error;

/* Build and load a program; NULL after printing why not. */
static struct dr_image *load(const char *name, const char *options,
                             const char *source)
{
    struct dr_image *image;
    char path[256];

    tiny_build(name, options, source);
    snprintf(path, sizeof path, "./%s", name);
    dr_text_clear(&error);
    image = dr_image_open(path, &error);
    if (!image)
        printf("%s\n", error.data);
    CU_ASSERT_PTR_NOT_NULL_FATAL(image);
    return image;
}

/* Run main once more in a copy, without constructors. */
static int again(struct dr_copy *copy)
{
    char *argv[] = {(char *)"program", NULL};

    return dr_copy_main(copy)(1, argv, environ);
}

/* A whole life in a fresh copy; the status. */
static int live(struct dr_image *image)
{
    struct dr_process process = {.copy = dr_copy_new(image, &error)};
    char *argv[] = {(char *)"program", NULL};

    dr_process_run(&process, 1, argv, stdin);
    dr_process_end(&process);
    dr_copy_end(process.copy);
    return process.status;
}

/* Three copies count independently of each other. */
static void counts_alone(const char *name, const char *options,
                         const char *source)
{
    struct dr_image *image = load(name, options, source);
    struct dr_copy *copies[3];

    CU_ASSERT(dr_image_private_bytes(image) > 0);
    for (int i = 0; i < 3; i++) {
        copies[i] = dr_copy_new(image, &error);
        dr_copy_construct(copies[i], 0, NULL, environ);
    }
    for (int round = 1; round <= 3; round++) {
        for (int i = 0; i < 3; i++)
            CU_ASSERT_EQUAL(again(copies[i]), round);
    }
    dr_image_end(image);
}

static void initialised_variables_are_private(void)
{
    counts_alone("data", TINY_AS_DRYCC,
                 "int n = -5; int *p = &n;"
                 "int main(void) { ++*p; return n + 5; }");
}

static void zero_and_static_variables_are_private(void)
{
    counts_alone("bss", TINY_AS_DRYCC,
                 "static int big[100000];"
                 "int main(void) { static int n; big[99999]++; n++;"
                 "                 return big[99999] == n ? n : -1; }");
}

static void large_initialised_variables_are_private(void)
{
    counts_alone("large", TINY_AS_DRYCC,
                 "int big[1000000] = {1, [999999] = 6}; int after[5000];"
                 "int main(void) { after[4999]++; after[0]++;"
                 "  return ++big[999999] - 6 == after[0] ? after[0] : -1; }");
}

static void thread_local_variables_are_private(void)
{
    counts_alone("tls", TINY_AS_DRYCC " -ftls-model=global-dynamic",
                 "__thread int a = 3; static __thread int b; int g;"
                 "__thread int *p = &g;"
                 "int main(void) { a++; b++; ++*p;"
                 "  return a == b + 3 && b == g ? b : -1; }");
}

static void every_model_of_thread_local_variables_works(void)
{
    counts_alone("tlsie", TINY_AS_DRYCC " -ftls-model=initial-exec",
                 "__thread int a = 3; static __thread int b = 4;"
                 "int main(void) { a++; b++; return a == b - 1 ? a-3 : -1; }");
    counts_alone("tlsdesc", TINY_AS_DRYCC " -mtls-dialect=gnu2",
                 "__thread int a = 3; static __thread int b = 4;"
                 "int main(void) { a++; b++; return a == b - 1 ? a-3 : -1; }");
}

static void threads_of_a_rank_have_their_own_variables(void)
{
    struct dr_image *image =
        load("threads", TINY_AS_DRYCC " -pthread",
             "#include <pthread.h>\n"
             "__thread int n = 5; static __thread _Alignas(64) int m[20];"
             "static void *count(void *p) {"
             "  for (int i = 0; i < 3; i++) { n++; m[19]++; }"
             "  *(int *)p = (long)m % 64 ? -1 : n * 10 + m[19]; return p; }"
             "int main(void) { pthread_t t[2]; int got[2]; n++;"
             "  for (int round = 0; round < 2; round++) {"
             "    for (int i = 0; i < 2; i++)"
             "      pthread_create(&t[i], NULL, count, &got[i]);"
             "    for (int i = 0; i < 2; i++) pthread_join(t[i], NULL);"
             "    if (got[0] != 83 || got[1] != 83) return 1; }"
             "  return n * 10 + m[19]; }");

    CU_ASSERT_EQUAL(live(image), 60);
    CU_ASSERT_EQUAL(live(image), 60);
    dr_image_end(image);
}

static void stripped_program_keeps_its_variables(void)
{
    counts_alone("stripped", TINY_AS_DRYCC " -s",
                 "static int n, m[10]; int main(void) { m[9]++; return ++n; }");
}

static void strictly_aligned_variables_stay_aligned(void)
{
    counts_alone("aligned", TINY_AS_DRYCC,
                 "_Alignas(65536) static int a[3]; static int n;"
                 "int main(void) { a[1]++; n++;"
                 "  return (unsigned long)a % 65536 ? -1 : a[1]; }");
}

static void indirect_functions_are_resolved(void)
{
    counts_alone("ifunc", TINY_AS_DRYCC,
                 "static int n; static int one(void) { return 1; }"
                 "static void *choose(void) { return (void *)one; }"
                 "int step(void) __attribute__((ifunc(\"choose\")));"
                 "int (*pointer)(void) = step;"
                 "int main(void) { return n += step() * pointer(); }");
}

static void variables_of_own_libraries_are_private(void)
{
    tiny_build("libinner.so", "-shared -fPIC", "int inner_count;");
    tiny_build("libouter.so",
               "-shared -fPIC -L. -l:libinner.so -Wl,-rpath,'$ORIGIN'",
               "extern int inner_count; int outer(void)"
               "{ static int n; n++; inner_count++; return n; }");
    counts_alone("user",
                 "-shared -fPIC -Wl,--no-as-needed -L. -l:libouter.so "
                 "-l:libinner.so -ldryrun -Wl,-rpath,'$ORIGIN'",
                 "extern int inner_count; int outer(void);"
                 "int main(void) { return outer() == inner_count ?"
                 "                        inner_count : -1; }");
}

static void own_definitions_win_over_the_c_library(void)
{
    counts_alone("own", TINY_AS_DRYCC,
                 "static int n; int rand(void) { return ++n; }"
                 "int main(void) { return rand(); }");
}

static void compact_relocations_are_understood(void)
{
    counts_alone("relr", TINY_AS_DRYCC " -Wl,-z,pack-relative-relocs",
                 "static int n; int *p[70] = {&n, [69] = &n};"
                 "int main(void) { ++*p[69]; return *p[0]; }");
}

static void program_without_variables_is_shared(void)
{
    struct dr_image *image =
        load("none", TINY_AS_DRYCC,
             "#include <stdio.h>\n"
             "static const int table[] = {1, 2, 3};"
             "static const char *const words[] = {\"a\", \"b\"};"
             "int main(int c, char **v) { if (c > 9) puts(words[c]);"
             "                           fflush(stdout);"
             "                           return table[c]; }");
    struct dr_copy *one = dr_copy_new(image, &error);

    CU_ASSERT_EQUAL(dr_image_private_bytes(image), 0);
    CU_ASSERT_PTR_EQUAL(one, dr_copy_new(image, &error));
    CU_ASSERT_EQUAL(again(one), 2);
    dr_copy_end(one);
    CU_ASSERT_EQUAL(again(one), 2);
    dr_image_end(image);

    image = load("nonestripped", TINY_AS_DRYCC " -s",
                 "int main(void) { return 0; }");
    CU_ASSERT_EQUAL(dr_image_private_bytes(image), 0);
    dr_image_end(image);
}

static void one_small_variable_is_enough_to_need_copies(void)
{
    counts_alone("small", TINY_AS_DRYCC,
                 "static char n; int main(void) { return ++n; }");
}

static void variables_of_the_c_library_need_copies(void)
{
    struct dr_image *image =
        load("optind", TINY_AS_DRYCC,
             "#include <unistd.h>\n"
             "int main(void) { return optind++ + 10 * opterr; }");

    CU_ASSERT(dr_image_private_bytes(image) > 0);
    CU_ASSERT_EQUAL(live(image), 11);
    CU_ASSERT_EQUAL(live(image), 11);
    dr_image_end(image);
}

static void constructors_and_destructors_run_once_per_rank(void)
{
    struct dr_image *image;
    const char *source =
        "#include <unistd.h>\n"
        "#include <fcntl.h>\n"
        "static void log(const char *c) { int f = open(\"log\","
        "  O_WRONLY | O_APPEND | O_CREAT, 0600); write(f, c, 1); close(f); }"
        "__attribute__((constructor)) void c(void) { log(\"c\"); }"
        "__attribute__((destructor)) void d(void) { log(\"d\"); }"
        "int main(void) { log(\"m\"); return 0; }";
    char text[16] = "";
    FILE *file;

    tiny_run("rm -f log");
    image = load("construct", TINY_AS_DRYCC " -w", source);
    CU_ASSERT_EQUAL(dr_image_private_bytes(image), 0);
    live(image);
    live(image);
    dr_image_end(image);
    file = fopen("log", "r");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    CU_ASSERT_PTR_NOT_NULL(fgets(text, sizeof text, file));
    CU_ASSERT_STRING_EQUAL(text, "cmdcmd");
    fclose(file);
}

static void libraries_are_constructed_before_their_users(void)
{
    struct dr_image *image;

    tiny_build("libfirst.so", "-shared -fPIC",
               "int first; __attribute__((constructor)) void a(void)"
               "{ first = 7; }");
    tiny_build("libsecond.so", "-shared -fPIC -L. -l:libfirst.so",
               "extern int first; int second;"
               "__attribute__((constructor)) void b(void)"
               "{ second = first * 2; }");
    image = load("third",
                 "-shared -fPIC -Wl,--no-as-needed -L. -l:libfirst.so "
                 "-l:libsecond.so -ldryrun -Wl,-rpath,'$ORIGIN'",
                 "extern int second; static int third;"
                 "__attribute__((constructor)) void c(void)"
                 "{ third = second + 1; }"
                 "int main(void) { return third; }");
    CU_ASSERT_EQUAL(live(image), 15);
    CU_ASSERT_EQUAL(live(image), 15);
    dr_image_end(image);
}

static void cxx_exceptions_and_statics_work_in_copies(void)
{
    struct dr_image *image =
        load("throw", TINY_AS_DRYCC " -lstdc++",
             "#include <stdexcept>\n#include <string>\n"
             "struct list { int first; list() : first(5) {} };"
             "static list one; static int n;"
             "static void fail(int v) { if (v) throw std::runtime_error("
             "  std::string(\"bad\")); }"
             "int main() { try { fail(++n); } catch (std::exception &e) {"
             "  return one.first * 10 + n; } return 0; }");
    struct dr_copy *other = dr_copy_new(image, &error);

    dr_copy_construct(other, 0, NULL, environ);
    CU_ASSERT_EQUAL(live(image), 51);
    CU_ASSERT_EQUAL(live(image), 51);
    CU_ASSERT_EQUAL(again(other), 51);
    CU_ASSERT_EQUAL(again(other), 52);
    dr_image_end(image);
}

static void exit_skips_the_rest_of_main(void)
{
    struct dr_image *image =
        load("returns", TINY_AS_DRYCC, "int main(void) { return 300; }");

    CU_ASSERT_EQUAL(live(image), 300 % 256);
    dr_image_end(image);
}

static void places_are_found_in_every_copy(void)
{
    struct dr_image *image = load("place", TINY_AS_DRYCC,
                                  "int n;\n"
                                  "int main(void)\n"
                                  "{\n"
                                  "    return ++n;\n"
                                  "}\n");
    struct dr_place place;

    for (int i = 0; i < 3; i++) {
        struct dr_copy *copy = dr_copy_new(image, &error);
        const char *code = (const char *)dr_copy_main(copy);

        CU_ASSERT(dr_image_owns(image, code));
        CU_ASSERT(dr_image_find(image, code, &place));
        CU_ASSERT_STRING_EQUAL(place.function, "main");
        CU_ASSERT_STRING_EQUAL(place.file, "place.c");
        CU_ASSERT_EQUAL(place.line, 3);
        CU_ASSERT(dr_image_find(image, code + 4, &place));
        CU_ASSERT_EQUAL(place.line, 4);
    }
    CU_ASSERT(!dr_image_find(image, &error, &place));
    CU_ASSERT(!dr_image_owns(image, NULL));
    dr_image_end(image);
}

static void function_is_found_without_debug_information(void)
{
    struct dr_image *image =
        load("nodebug", TINY_AS_DRYCC " -g0", "int main(void) { return 0; }");
    struct dr_copy *copy = dr_copy_new(image, &error);
    struct dr_place place;

    CU_ASSERT(dr_image_find(image, (void *)dr_copy_main(copy), &place));
    CU_ASSERT_STRING_EQUAL(place.function, "main");
    CU_ASSERT_PTR_NULL(place.file);
    CU_ASSERT_EQUAL(place.line, 0);
    dr_image_end(image);
}

static void four_thousand_copies_of_64_kib(void)
{
    struct dr_image *image =
        load("many", TINY_AS_DRYCC,
             "static int a[8192], b[8192] = {1};"
             "int main(void) { return ++a[8191] + ++b[8191]; }");

    for (int i = 0; i < 4096; i++) {
        struct dr_copy *copy = dr_copy_new(image, &error);

        CU_ASSERT_PTR_NOT_NULL_FATAL(copy);
        CU_ASSERT_EQUAL(again(copy), 2);
    }
    dr_image_end(image);
}

/* The kernel allows fewer mappings than two for each. */
static void more_copies_than_mappings_are_possible(void)
{
    enum {
        COPIES = 40000
    };
    struct dr_image *image = load("most", TINY_AS_DRYCC,
                                  "int n; __thread int m = 1;"
                                  "int main(void) { return ++n + ++m; }");
    int wrong = 0;

    for (int i = 0; i < COPIES; i++) {
        struct dr_copy *copy = dr_copy_new(image, &error);

        CU_ASSERT_PTR_NOT_NULL_FATAL(copy);
        wrong += again(copy) != 3;
    }
    CU_ASSERT_EQUAL(wrong, 0);
    dr_image_end(image);
}

static void running_out_of_room_is_explained(void)
{
    struct dr_image *image = load("room", TINY_AS_DRYCC,
                                  "static char n[100 << 20];"
                                  "int main(void) { return ++n[5]; }");
    struct rlimit old, limit;
    int copies = 0;

    dr_text_clear(&error);
    getrlimit(RLIMIT_AS, &old);
    limit = old;
    limit.rlim_cur = (rlim_t)4 << 30;
    setrlimit(RLIMIT_AS, &limit);
#ifdef __SANITIZE_ADDRESS__
    limit.rlim_cur = 0; /* the sanitizer alone needs more than any limit */
#endif
    while (limit.rlim_cur > 0 && copies < 100 && dr_copy_new(image, &error))
        copies++;
    setrlimit(RLIMIT_AS, &old);
    if (limit.rlim_cur > 0) {
        CU_ASSERT(copies > 10 && copies < 41);
        CU_ASSERT_PTR_NOT_NULL(strstr(error.data, "104857"));
        CU_ASSERT_PTR_NOT_NULL(strstr(error.data, "vm.max_map_count"));
    }
    dr_image_end(image);
}

#define TEST(name)                                                             \
    {                                                                          \
#name, name                                                            \
    }

static CU_TestInfo tests[] = {
    TEST(initialised_variables_are_private),
    TEST(zero_and_static_variables_are_private),
    TEST(large_initialised_variables_are_private),
    TEST(thread_local_variables_are_private),
    TEST(every_model_of_thread_local_variables_works),
    TEST(threads_of_a_rank_have_their_own_variables),
    TEST(stripped_program_keeps_its_variables),
    TEST(strictly_aligned_variables_stay_aligned),
    TEST(indirect_functions_are_resolved),
    TEST(variables_of_own_libraries_are_private),
    TEST(own_definitions_win_over_the_c_library),
    TEST(compact_relocations_are_understood),
    TEST(program_without_variables_is_shared),
    TEST(one_small_variable_is_enough_to_need_copies),
    TEST(variables_of_the_c_library_need_copies),
    TEST(constructors_and_destructors_run_once_per_rank),
    TEST(libraries_are_constructed_before_their_users),
    TEST(cxx_exceptions_and_statics_work_in_copies),
    TEST(exit_skips_the_rest_of_main),
    TEST(places_are_found_in_every_copy),
    TEST(function_is_found_without_debug_information),
    TEST(four_thousand_copies_of_64_kib),
    TEST(more_copies_than_mappings_are_possible),
    TEST(running_out_of_room_is_explained),
    CU_TEST_INFO_NULL,
};

static CU_SuiteInfo suites[] = {
    {"core/image", tiny_begin, tiny_end, NULL, NULL, tests},
    CU_SUITE_INFO_NULL,
};

#include "main.h"
