/*
 * dictionary.c - names of calls and places in the source, each found once.
 */
#include "trace/dictionary.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* `items` grows when its count is a power of two. */
static void *append(void *items, size_t count, size_t size)
{
    if ((count & (count - 1)) == 0)
        return dr_realloc(items, (count ? count * 2 : 1) * size);
    return items;
}

/* DR_Compute and its kin, sleeps of the C library. */
static bool is_computing(const char *call)
{
    return strncmp(call, "DR_Compute", 10) == 0 || strcmp(call, "sleep") == 0;
}

static int argument_at(const char *kinds, const char *letters)
{
    const char *at = strstr(kinds, letters);

    return at ? (int)(at - kinds) : -1;
}

const struct dr_trace_name *dr_trace_name(struct dr_trace_names *names,
                                          const char *text, const char *kinds)
{
    uint64_t address = (uintptr_t)text;
    struct dr_trace_name *name = dr_table_get(&names->by_address, address, 0);

    if (name)
        return name;
    name = dr_zalloc(1, sizeof *name);
    *name = (struct dr_trace_name){.number = (uint32_t)names->count,
                                   .text = text,
                                   .length = strlen(text),
                                   .computing = is_computing(text),
                                   .peer_at = argument_at(kinds, "p"),
                                   .tag_at = argument_at(kinds, "g"),
                                   .buffer_at = argument_at(kinds, "bit")};
    names->items = append(names->items, names->count, sizeof *names->items);
    names->items[names->count++] = name;
    dr_table_put(&names->by_address, address, 0, name);
    return name;
}

void dr_trace_quote_json(struct dr_text *to, const char *text)
{
    for (; *text; text++) {
        unsigned char letter = (unsigned char)*text;

        if (letter == '"' || letter == '\\')
            dr_text_printf(to, "\\%c", letter);
        else if (letter < ' ' || letter == '<')
            dr_text_printf(to, "\\u%04x", letter);
        else
            dr_text_add(to, text, 1);
    }
}

void dr_trace_quote_csv(struct dr_text *to, const char *text)
{
    if (!text[strcspn(text, ",\"\r\n")]) {
        dr_text_add(to, text, strlen(text));
        return;
    }
    dr_text_add(to, "\"", 1);
    for (; *text; text++)
        dr_text_add(to, *text == '"' ? "\"\"" : text, *text == '"' ? 2 : 1);
    dr_text_add(to, "\"", 1);
}

static void spell(struct dr_trace_site *site)
{
    struct dr_text plain = DR_TEXT_EMPTY, json = DR_TEXT_EMPTY;
    struct dr_text csv = DR_TEXT_EMPTY;

    if (site->file[0])
        dr_text_printf(&plain, "%s:%d", site->file, site->line);
    dr_trace_quote_json(&json, dr_text_string(&plain));
    dr_trace_quote_csv(&csv, dr_text_string(&plain));
    site->place = (struct dr_trace_text){dr_strdup(dr_text_string(&json)),
                                         dr_strdup(dr_text_string(&csv)),
                                         json.length, csv.length};
    dr_text_end(&plain);
    dr_text_end(&json);
    dr_text_end(&csv);
}

static uint64_t mix_text(uint64_t hash, const char *text)
{
    for (; *text; text++)
        hash = (hash ^ (unsigned char)*text) * 0x100000001b3u;
    return hash;
}

static struct dr_trace_site *add_site(struct dr_trace_sites *sites,
                                      const struct dr_trace_site *found)
{
    struct dr_trace_site *site = dr_zalloc(1, sizeof *site);

    *site = (struct dr_trace_site){.number = (uint32_t)sites->count,
                                   .line = found->line,
                                   .file = dr_strdup(found->file),
                                   .function = dr_strdup(found->function)};
    spell(site);
    sites->items = append(sites->items, sites->count, sizeof *sites->items);
    sites->items[sites->count++] = site;
    return site;
}

/* Equal hashes of different places are told apart by trying the next. */
static struct dr_trace_site *by_text(struct dr_trace_sites *sites,
                                     const struct dr_trace_site *found)
{
    uint64_t hash =
        mix_text(mix_text((uint64_t)found->line, found->file), found->function);
    struct dr_trace_site *site;

    while ((site = dr_table_get(&sites->by_text, hash, 0))) {
        if (site->line == found->line && strcmp(site->file, found->file) == 0 &&
            strcmp(site->function, found->function) == 0)
            return site;
        hash++;
    }
    site = add_site(sites, found);
    dr_table_put(&sites->by_text, hash, 0, site);
    return site;
}

const struct dr_trace_site *dr_trace_site(struct dr_trace_sites *sites,
                                          const void *address)
{
    struct dr_trace_site place = {.file = "", .function = ""};
    struct dr_trace_site *site =
        dr_table_get(&sites->by_address, (uintptr_t)address, 0);

    if (site)
        return site;
    if (sites->count == 0)
        by_text(sites, &place);
    if (address && !sites->find(address, &place))
        place = (struct dr_trace_site){.file = "", .function = ""};
    site = by_text(sites, &place);
    dr_table_put(&sites->by_address, (uintptr_t)address, 0, site);
    return site;
}

void dr_trace_names_end(struct dr_trace_names *names)
{
    for (size_t i = 0; i < names->count; i++)
        free(names->items[i]);
    free(names->items);
    dr_table_end(&names->by_address);
}

void dr_trace_sites_end(struct dr_trace_sites *sites)
{
    for (size_t i = 0; i < sites->count; i++) {
        free((char *)(uintptr_t)sites->items[i]->file);
        free((char *)(uintptr_t)sites->items[i]->function);
        free((char *)(uintptr_t)sites->items[i]->place.json);
        free((char *)(uintptr_t)sites->items[i]->place.csv);
        free(sites->items[i]);
    }
    free(sites->items);
    dr_table_end(&sites->by_address);
    dr_table_end(&sites->by_text);
}
