/*
 * libc_random.c - random numbers, one sequence per rank.
 *
 * The numbers are glibc's: each rank has the state that a process would have,
 * and glibc's own functions step it.  rand() and random() share theirs.
 */
#include "api/libc.h"

/* The rank's state, seeded with 1 as in a fresh process. */
static struct random_data *state_of(struct dr_process *process)
{
    struct dr_libc *libc = dr_process_libc(process);

    if (!libc->random.state)
        initstate_r(1, libc->random_state, sizeof libc->random_state,
                    &libc->random);
    return &libc->random;
}

static struct drand48_data *state48_of(struct dr_process *process)
{
    return &dr_process_libc(process)->drand48;
}

DR_WRAP(long, random, (void))
{
    struct dr_process *process = dr_running();
    int32_t value;

    if (!process)
        return random();
    random_r(state_of(process), &value);
    return value;
}

DR_WRAP(void, srandom, (unsigned seed))
{
    struct dr_process *process = dr_running();

    if (process)
        srandom_r(seed, state_of(process));
    else
        srandom(seed);
}

DR_WRAP(int, rand, (void))
{
    return (int)__wrap_random();
}

DR_WRAP(void, srand, (unsigned seed))
{
    __wrap_srandom(seed);
}

DR_WRAP(char *, initstate, (unsigned seed, char *state, size_t size))
{
    struct dr_process *process = dr_running();
    char *old;

    if (!process)
        return initstate(seed, state, size);
    /* The buffer that was given begins one word before the state. */
    old = (char *)(state_of(process)->state - 1);
    return initstate_r(seed, state, size, state_of(process)) == 0 ? old : NULL;
}

DR_WRAP(char *, setstate, (char *state))
{
    struct dr_process *process = dr_running();
    char *old;

    if (!process)
        return setstate(state);
    old = (char *)(state_of(process)->state - 1);
    return setstate_r(state, state_of(process)) == 0 ? old : NULL;
}

DR_WRAP(double, drand48, (void))
{
    struct dr_process *process = dr_running();
    double value;

    if (!process)
        return drand48();
    drand48_r(state48_of(process), &value);
    return value;
}

DR_WRAP(double, erand48, (unsigned short digits[3]))
{
    struct dr_process *process = dr_running();
    double value;

    if (!process)
        return erand48(digits);
    erand48_r(digits, state48_of(process), &value);
    return value;
}

DR_WRAP(long, lrand48, (void))
{
    struct dr_process *process = dr_running();
    long value;

    if (!process)
        return lrand48();
    lrand48_r(state48_of(process), &value);
    return value;
}

DR_WRAP(long, nrand48, (unsigned short digits[3]))
{
    struct dr_process *process = dr_running();
    long value;

    if (!process)
        return nrand48(digits);
    nrand48_r(digits, state48_of(process), &value);
    return value;
}

DR_WRAP(long, mrand48, (void))
{
    struct dr_process *process = dr_running();
    long value;

    if (!process)
        return mrand48();
    mrand48_r(state48_of(process), &value);
    return value;
}

DR_WRAP(long, jrand48, (unsigned short digits[3]))
{
    struct dr_process *process = dr_running();
    long value;

    if (!process)
        return jrand48(digits);
    jrand48_r(digits, state48_of(process), &value);
    return value;
}

DR_WRAP(void, srand48, (long seed))
{
    struct dr_process *process = dr_running();

    if (process)
        srand48_r(seed, state48_of(process));
    else
        srand48(seed);
}

DR_WRAP(unsigned short *, seed48, (unsigned short seed[3]))
{
    struct dr_process *process = dr_running();

    if (!process)
        return seed48(seed);
    seed48_r(seed, state48_of(process));
    return state48_of(process)->__old_x;
}

DR_WRAP(void, lcong48, (unsigned short parameters[7]))
{
    struct dr_process *process = dr_running();

    if (process)
        lcong48_r(parameters, state48_of(process));
    else
        lcong48(parameters);
}
