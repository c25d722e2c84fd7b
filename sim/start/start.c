/*
 * start.c - what drycc adds to every program.
 *
 * A program is a shared object, so that dryrun can load it.  This file makes
 * the same file runnable by itself: it names the dynamic linker, and its
 * entry point starts dryrun with one rank, as running an MPI program without
 * mpirun does.  Configure scripts that run what they compile depend on it.
 *
 * dryrun finds main() through dr_program_main, so that a program compiled with
 * -fvisibility=hidden works, and so that linking a program without a main()
 * fails as it does with any compiler.
 */
#ifndef __x86_64__
#error "dryrun programs run on x86-64 only"
#endif

#define SHOWN __attribute__((visibility("default"), used))

extern int main(int argc, char **argv);
_Noreturn void dr_singleton(int argc, char **argv);

SHOWN int (*const dr_program_main)(int, char **) = main;

__attribute__((section(".interp"), used,
               retain)) static const char interpreter[] =
    "/lib64/ld-linux-x86-64.so.2";

/* `words` is the stack as the kernel left it: argc, then argv. */
__attribute__((used)) _Noreturn static void start(long *words)
{
    dr_singleton((int)words[0], (char **)(words + 1));
}

/* System V ABI 3.4.1: %rsp points to argc, %rbp marks the outermost frame. */
__asm__(".globl dr_program_start\n"
        ".hidden dr_program_start\n"
        ".type dr_program_start, @function\n"
        "dr_program_start:\n"
        "    .cfi_startproc\n"
        "    .cfi_undefined rip\n"
        "    xorl %ebp, %ebp\n"
        "    movq %rsp, %rdi\n"
        "    andq $-16, %rsp\n"
        "    call start\n"
        "    hlt\n"
        "    .cfi_endproc\n"
        ".size dr_program_start, . - dr_program_start\n");
