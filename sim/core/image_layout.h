/*
 * image_layout.h - how a program and its own libraries become copies.
 *
 *     image_elf     one file as it stands on disk
 *     image_search  which files belong to the group
 *     image_symbol  which address a name means
 *     image_bind    relocations, worked out once into lists of words
 *     image_copy    a copy: map the files, write the words
 *     image_tls     its thread-local variables
 *     image_run     constructors and destructors
 *     image_debug   what a debugger must know
 *
 * Relocations are worked out once, when the image is opened.  What is left to
 * do for a copy are two lists: words that are the same everywhere, and words
 * to which the copy's base is added.  All of `place` below count from there.
 */
#ifndef DR_CORE_IMAGE_LAYOUT_H
#define DR_CORE_IMAGE_LAYOUT_H

#include <stdint.h>

#include "core/image.h"
#include "core/image_elf.h"

struct dr_module {
    struct dr_elf *elf;
    size_t place;     /* of its address 0, which need not be mapped */
    size_t tls_place; /* of its thread-local variables */
    int debug_file;   /* for a debugger; 0: not made, -1: impossible */
};

struct dr_word {
    uint64_t place;
    uint64_t value;
};

struct dr_words {
    struct dr_word *items;
    size_t count, room;
};

struct dr_name; /* a symbol that the group defines; see image_symbol.c */

struct dr_copy {
    struct dr_image *image;
    char *base;
    unsigned users; /* ranks that hold it */
};

struct dr_image {
    struct dr_module *modules; /* the program first, then breadth first */
    size_t nmodules;
    size_t *order;    /* of constructors: what a module needs comes before it */
    void **libraries; /* dlopen() handles of the others, same order */
    size_t nlibraries;
    struct dr_name *names; /* hash table, nnames is a power of two */
    size_t nnames;
    size_t span;      /* bytes of a copy */
    size_t align;     /* of its base */
    size_t variables; /* place of struct dr_variables; 0: not used */
    size_t main;      /* place of main() */
    size_t private_bytes;
    size_t most_mappings;      /* of the process */
    bool throws;               /* exceptions may pass through its frames */
    struct dr_words constant;  /* the same in every copy */
    struct dr_words moving;    /* base is added */
    struct dr_words resolvers; /* of indirect functions: the value is where
                                  the resolver stands; until copy 0 ran them */
    struct dr_copy **copies;
    size_t ncopies, room_copies;
    bool sorted;            /* copies are ordered by base */
    struct dr_copy *first;  /* made at opening, not yet handed out, or shared */
    size_t watched;         /* modules that tell of their accesses */
    struct dr_guard *guard; /* which these ask, or NULL */
    struct dr_sites *sites; /* see site.c */
};

/*
 * Fill modules and libraries, beginning with the file at `path`, which the
 * user calls `name`.  Returns false with a sentence in `error`.
 */
bool dr_image_collect(struct dr_image *image, const char *path,
                      const char *name, struct dr_text *error);

/* Index what the group defines; modules have their places. */
void dr_image_index(struct dr_image *image);

/* Count the modules that tell of their accesses to memory, and make the table
 * that they ask. */
void dr_image_watch(struct dr_image *image);

/* What a symbol reference means. */
enum dr_meaning {
    DR_MEANS_CONSTANT, /* an address, or 0 for a missing weak symbol */
    DR_MEANS_PLACE,    /* in the copy */
    DR_MEANS_RESOLVER, /* in the copy: a function that returns the address */
    DR_MEANS_TLS,      /* thread-local, `value` bytes into `module`'s block */
};

struct dr_target {
    enum dr_meaning meaning;
    uint64_t value;
    const struct dr_module *module; /* that defines it, or NULL */
};

/* Find what symbol `index` of a module refers to; false with a sentence. */
bool dr_image_resolve(const struct dr_image *image,
                      const struct dr_module *module, size_t index,
                      struct dr_target *target, struct dr_text *error);

/* The place of a function that the group exports, or 0. */
uint64_t dr_image_function(const struct dr_image *image, const char *name);

/* Does a module refer to one of the C library's variables that stand in
 * struct dr_variables? */
bool dr_image_names_variables(const struct dr_image *image);

/* Work out the relocations of all modules; false with a sentence. */
bool dr_image_bind(struct dr_image *image, struct dr_text *error);

void dr_words_add(struct dr_words *words, uint64_t place, uint64_t value);

/* Map one more copy; NULL with a sentence. */
struct dr_copy *dr_copy_map(struct dr_image *image, struct dr_text *error);

/*
 * A block of thread-local variables: the bytes it needs before it, filling it
 * from its `initial` contents in the copy, and releasing what it holds.
 */
size_t dr_tls_room(void);
void dr_tls_begin(char *block, const Elf64_Phdr *tls, const char *initial);
void dr_tls_end(char *block);

/* Stands for __tls_get_addr(): the address of a variable for the calling
 * thread.  The first word of the descriptor is a block's address plus
 * DR_TLS_OWN, or the address of another library's variable; the second is an
 * offset in it. */
enum {
    DR_TLS_OWN = 1
};
void *dr_tls_address(const size_t *descriptor);

/* The thread pointer of the calling thread. */
uint64_t dr_tls_thread(void);

/* Tell a debugger, if there is one, where the modules were mapped. */
void dr_image_announce(struct dr_copy *copy);

/* The copy and module that an address lies in; false if it is not ours. */
bool dr_image_locate(struct dr_image *image, const void *address,
                     const struct dr_copy **copy,
                     const struct dr_module **module);

#endif
