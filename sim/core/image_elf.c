/*
 * image_elf.c - one ELF file of the program, as it stands on disk.
 */
#include "core/image_elf.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"

enum {
    PAGE = 4096
};

/* `size` bytes at `offset` of the file, or NULL. */
static const void *slice(const struct dr_elf *elf, uint64_t offset,
                         uint64_t size)
{
    if (offset > elf->size || size > elf->size - offset)
        return NULL;
    return elf->file + offset;
}

const void *dr_elf_at(const struct dr_elf *elf, uint64_t address, size_t size)
{
    for (size_t i = 0; i < elf->header->e_phnum; i++) {
        const Elf64_Phdr *segment = &elf->segments[i];
        uint64_t inside = address - segment->p_vaddr;

        if (segment->p_type == PT_LOAD && address >= segment->p_vaddr &&
            inside <= segment->p_filesz && size <= segment->p_filesz - inside)
            return elf->file + segment->p_offset + inside;
    }
    return NULL;
}

const char *dr_elf_string(const struct dr_elf *elf, uint64_t offset)
{
    return offset < elf->nstrings ? elf->strings + offset : "";
}

bool dr_elf_entry(const struct dr_elf *elf, int64_t tag, uint64_t *value)
{
    const Elf64_Dyn *entry = elf->dynamic;

    while (entry && entry->d_tag != DT_NULL && entry->d_tag != tag)
        entry++;
    if (!entry || entry->d_tag == DT_NULL)
        return false;
    *value = entry->d_un.d_val;
    return true;
}

const char *dr_elf_needed(const struct dr_elf *elf, size_t index)
{
    const Elf64_Dyn *entry = elf->dynamic;

    for (; entry && entry->d_tag != DT_NULL; entry++) {
        if (entry->d_tag == DT_NEEDED && index-- == 0)
            return dr_elf_string(elf, entry->d_un.d_val);
    }
    return NULL;
}

const char *dr_elf_version(const struct dr_elf *elf, size_t index)
{
    uint64_t at, count;
    Elf64_Half wanted;

    if (!elf->versions || !dr_elf_entry(elf, DT_VERNEED, &at) ||
        !dr_elf_entry(elf, DT_VERNEEDNUM, &count))
        return NULL;
    wanted = elf->versions[index] & 0x7fff;
    while (count-- > 0) {
        const Elf64_Verneed *need =
            dr_elf_aligned(dr_elf_at(elf, at, sizeof *need), 4);
        uint64_t aux_at = need ? at + need->vn_aux : 0;

        for (size_t i = 0; need && i < need->vn_cnt; i++) {
            const Elf64_Vernaux *aux =
                dr_elf_aligned(dr_elf_at(elf, aux_at, sizeof *aux), 4);

            if (!aux)
                return NULL;
            if (aux->vna_other == wanted)
                return dr_elf_string(elf, aux->vna_name);
            aux_at += aux->vna_next;
        }
        if (!need || need->vn_next == 0)
            return NULL;
        at += need->vn_next;
    }
    return NULL;
}

static const Elf64_Shdr *section_of_type(const struct dr_elf *elf,
                                         uint32_t type)
{
    for (size_t i = 0; i < elf->nsections; i++) {
        if (elf->sections[i].sh_type == type)
            return &elf->sections[i];
    }
    return NULL;
}

static const char *section_name(const struct dr_elf *elf,
                                const Elf64_Shdr *section)
{
    const Elf64_Shdr *names = &elf->sections[elf->header->e_shstrndx];
    const char *text = slice(elf, names->sh_offset, names->sh_size);

    if (!text || section->sh_name >= names->sh_size ||
        text[names->sh_size - 1] != '\0')
        return "";
    return text + section->sh_name;
}

/* The full symbol table and its strings; 0 symbols if the file is stripped. */
static size_t full_symbols(const struct dr_elf *elf, const Elf64_Sym **symbols,
                           const char **names, size_t *nnames)
{
    const Elf64_Shdr *table = section_of_type(elf, SHT_SYMTAB), *strings;

    if (!table || table->sh_link >= elf->nsections)
        return 0;
    strings = &elf->sections[table->sh_link];
    *symbols = dr_elf_aligned(slice(elf, table->sh_offset, table->sh_size), 8);
    *names = slice(elf, strings->sh_offset, strings->sh_size);
    *nnames = strings->sh_size;
    if (!*symbols || !*names || *nnames == 0 || (*names)[*nnames - 1] != '\0')
        return 0;
    return table->sh_size / sizeof(Elf64_Sym);
}

uint64_t dr_elf_hidden(const struct dr_elf *elf, const char *name)
{
    const Elf64_Sym *symbols;
    const char *names;
    size_t nnames, count = full_symbols(elf, &symbols, &names, &nnames);

    for (size_t i = 0; i < count; i++) {
        const Elf64_Sym *symbol = &symbols[i];

        if (symbol->st_shndx != SHN_UNDEF && symbol->st_name < nnames &&
            ELF64_ST_TYPE(symbol->st_info) == STT_FUNC &&
            strcmp(names + symbol->st_name, name) == 0)
            return symbol->st_value;
    }
    return 0;
}

uint64_t dr_elf_frames(const struct dr_elf *elf)
{
    for (size_t i = 0; i < elf->nsections; i++) {
        if (strcmp(section_name(elf, &elf->sections[i]), ".eh_frame") == 0)
            return elf->sections[i].sh_addr;
    }
    return 0;
}

/* Sections that hold variables, as opposed to what the linker keeps in
 * writable memory: tables of addresses, constant once relocated. */
static bool holds_variables(const struct dr_elf *elf, const Elf64_Shdr *section)
{
    static const char *const tables[] = {
        ".got",         ".dynamic",       ".init_array", ".fini_array",
        ".ctors",       ".dtors",         ".jcr",        ".tm_clone_table",
        ".data.rel.ro", ".preinit_array", NULL,
    };
    const char *name = section_name(elf, section);
    const uint64_t needed = SHF_ALLOC | SHF_WRITE;

    if ((section->sh_flags & needed) != needed)
        return false;
    for (size_t i = 0; tables[i]; i++) {
        if (strncmp(name, tables[i], strlen(tables[i])) == 0)
            return false;
    }
    return true;
}

/* The start files bring __dso_handle (8 bytes of .data) and completed.0 (one
 * byte of .bss, which the linker pads).  Together with padding they never
 * exceed this, and a program with a variable of its own may well be as small,
 * so the symbol table decides where there is one. */
enum {
    START_FILE_BYTES = 16
};

static bool of_start_files(const char *name)
{
    return strcmp(name, "__dso_handle") == 0 ||
           strncmp(name, "completed.", strlen("completed.")) == 0;
}

/* Does the symbol table name a variable of the program's own? */
static bool names_variables(const struct dr_elf *elf)
{
    const Elf64_Sym *symbols;
    const char *names;
    size_t nnames, count = full_symbols(elf, &symbols, &names, &nnames);

    for (size_t i = 0; i < count; i++) {
        const Elf64_Sym *symbol = &symbols[i];
        int type = ELF64_ST_TYPE(symbol->st_info);

        if ((type == STT_OBJECT || type == STT_TLS || type == STT_COMMON) &&
            symbol->st_shndx < elf->nsections && symbol->st_name < nnames &&
            symbol->st_shndx != SHN_UNDEF && symbol->st_size > 0 &&
            holds_variables(elf, &elf->sections[symbol->st_shndx]) &&
            !of_start_files(names + symbol->st_name))
            return true;
    }
    return false;
}

size_t dr_elf_variables(const struct dr_elf *elf)
{
    size_t bytes = 0;
    bool stripped = !section_of_type(elf, SHT_SYMTAB);

    for (size_t i = 0; i < elf->nsections; i++) {
        if (holds_variables(elf, &elf->sections[i]))
            bytes += elf->sections[i].sh_size;
    }
    if (bytes <= START_FILE_BYTES && (stripped || !names_variables(elf)))
        return 0;
    return bytes;
}

/* Find the tables that the rest of the loader reads; false if malformed. */
static bool read_dynamic(struct dr_elf *elf)
{
    const Elf64_Shdr *symbols = section_of_type(elf, SHT_DYNSYM);
    uint64_t at, size;

    if (dr_elf_entry(elf, DT_STRTAB, &at) &&
        dr_elf_entry(elf, DT_STRSZ, &size) && size > 0) {
        elf->strings = dr_elf_at(elf, at, size);
        elf->nstrings = elf->strings ? size : 0;
        if (elf->nstrings && elf->strings[size - 1] != '\0')
            return false;
    }
    if (!symbols)
        return false;
    elf->symbols =
        dr_elf_aligned(slice(elf, symbols->sh_offset, symbols->sh_size), 8);
    elf->nsymbols = symbols->sh_size / sizeof(Elf64_Sym);
    if (dr_elf_entry(elf, DT_VERSYM, &at))
        elf->versions = dr_elf_aligned(
            dr_elf_at(elf, at, elf->nsymbols * sizeof(Elf64_Half)), 2);
    return elf->symbols && elf->strings;
}

/* The dynamic section must end with DT_NULL inside the file. */
static bool take_dynamic(struct dr_elf *elf, const Elf64_Phdr *segment)
{
    const Elf64_Dyn *entries =
        dr_elf_aligned(slice(elf, segment->p_offset, segment->p_filesz), 8);
    size_t count = segment->p_filesz / sizeof *entries;

    for (size_t i = 0; entries && i < count; i++) {
        if (entries[i].d_tag == DT_NULL) {
            elf->dynamic = entries;
            return true;
        }
    }
    return false;
}

/* Is the image of the thread-local variables in the file, and aligned? */
static bool accept_tls(const struct dr_elf *elf)
{
    const Elf64_Phdr *tls = elf->tls;
    uint64_t align = tls && tls->p_align > 0 ? tls->p_align : 1;

    if (!tls)
        return true;
    if (tls->p_filesz > tls->p_memsz || tls->p_memsz >= UINT32_MAX ||
        align >= UINT32_MAX || (align & (align - 1)) != 0 ||
        tls->p_vaddr % align != 0)
        return false;
    return tls->p_filesz == 0 || dr_elf_at(elf, tls->p_vaddr, tls->p_filesz);
}

static bool read_segments(struct dr_elf *elf)
{
    uint64_t low = UINT64_MAX, high = 0;

    elf->align = PAGE;
    for (size_t i = 0; i < elf->header->e_phnum; i++) {
        const Elf64_Phdr *segment = &elf->segments[i];

        if (segment->p_type == PT_DYNAMIC && !take_dynamic(elf, segment))
            return false;
        if (segment->p_type == PT_TLS)
            elf->tls = segment;
        if (segment->p_type != PT_LOAD)
            continue;
        if (!slice(elf, segment->p_offset, segment->p_filesz) ||
            segment->p_memsz < segment->p_filesz ||
            segment->p_vaddr + segment->p_memsz > UINT32_MAX * 16ull ||
            (segment->p_vaddr - segment->p_offset) % PAGE != 0)
            return false;
        if (segment->p_vaddr < low)
            low = segment->p_vaddr;
        if (segment->p_vaddr + segment->p_memsz > high)
            high = segment->p_vaddr + segment->p_memsz;
        if (segment->p_align > elf->align)
            elf->align = segment->p_align;
    }
    if (high == 0)
        return false;
    elf->low = low & ~(uint64_t)(PAGE - 1);
    elf->span = (high - elf->low + PAGE - 1) & ~(uint64_t)(PAGE - 1);
    return (elf->align & (elf->align - 1)) == 0 && accept_tls(elf);
}

/* Is this an ELF file that could be loaded here? */
static bool read_header(struct dr_elf *elf)
{
    const Elf64_Ehdr *header = slice(elf, 0, sizeof *header);

    elf->header = header;
    if (!header || header->e_ident[EI_CLASS] != ELFCLASS64 ||
        header->e_machine != EM_X86_64 ||
        header->e_phentsize != sizeof(Elf64_Phdr) ||
        (header->e_type != ET_DYN && header->e_type != ET_EXEC))
        return false;
    elf->segments = dr_elf_aligned(
        slice(elf, header->e_phoff, header->e_phnum * sizeof(Elf64_Phdr)), 8);
    elf->sections = dr_elf_aligned(
        slice(elf, header->e_shoff, header->e_shnum * sizeof(Elf64_Shdr)), 8);
    elf->nsections = elf->sections ? header->e_shnum : 0;
    return elf->segments && elf->nsections > header->e_shstrndx;
}

/* Map the file behind `elf->fd`; false with a sentence if that fails. */
static bool map_file(struct dr_elf *elf, const char *name,
                     struct dr_text *error)
{
    struct stat status;
    void *file;

    if (elf->fd < 0 || fstat(elf->fd, &status) != 0) {
        dr_text_printf(error, "cannot open '%s': %s", name, strerror(errno));
        return false;
    }
    if (S_ISDIR(status.st_mode)) {
        dr_text_printf(error, "'%s' is a directory, not a program", name);
        return false;
    }
    if (!S_ISREG(status.st_mode) || status.st_size < (off_t)SELFMAG) {
        dr_text_printf(error, "'%s' is not a program: it has %lld bytes", name,
                       (long long)status.st_size);
        return false;
    }
    elf->size = (size_t)status.st_size;
    file = mmap(NULL, elf->size, PROT_READ, MAP_PRIVATE, elf->fd, 0);
    if (file == MAP_FAILED) {
        dr_text_printf(error, "cannot map '%s': %s", name, strerror(errno));
        return false;
    }
    elf->file = file;
    return true;
}

static bool read_all(struct dr_elf *elf, const char *name,
                     struct dr_text *error)
{
    if (!map_file(elf, name, error))
        return false;
    if (memcmp(elf->file, ELFMAG, SELFMAG) != 0) {
        dr_text_printf(error, "'%s' is not a compiled program (no ELF file)",
                       name);
        return false;
    }
    if (!read_header(elf)) {
        dr_text_printf(error,
                       "'%s' is not a 64-bit x86 program or library, or is "
                       "cut short",
                       name);
        return false;
    }
    if ((!read_segments(elf) || !read_dynamic(elf)) &&
        elf->header->e_type == ET_DYN) {
        dr_text_printf(error, "'%s' is a damaged ELF file", name);
        return false;
    }
    return true;
}

struct dr_elf *dr_elf_open(const char *path, const char *name,
                           struct dr_text *error)
{
    struct dr_elf *elf = dr_zalloc(1, sizeof *elf);

    elf->fd = open(path, O_RDONLY | O_CLOEXEC);
    if (!read_all(elf, name, error)) {
        dr_elf_close(elf);
        return NULL;
    }
    elf->path = realpath(path, NULL);
    if (!elf->path)
        elf->path = dr_strdup(path);
    return elf;
}

void dr_elf_close(struct dr_elf *elf)
{
    if (elf->file)
        munmap((void *)elf->file, elf->size);
    if (elf->fd >= 0)
        close(elf->fd);
    free(elf->path);
    free(elf);
}
