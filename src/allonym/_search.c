/* How are the arrays of a gazetteer searched without waiting?

The same walk as in gazetteer/walk.py, which is the textbook form: both give the same answers to the last bit, since all
sums are whole numbers. Nothing that lies in a block is believed before it is checked against the block's size; what does
not fit raises IndexCorrupt. A block is read through the buffer protocol, so that a mapped file is used as it is, and each
piece of it that was not checked yet (pieces.py) is checked before it is read. */

#ifndef ALLONYM_SOURCE
#define ALLONYM_SOURCE ""
#endif
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#define SOUNDS 64          /* sounds are numbers under this */
#define LONGEST 60         /* sounds of a string that are looked at */
#define STEP 3             /* so many lines of an alignment are found without asking whether there are more */
#define EIGHT_BYTES 8
#define PERMILLE 1000
#define NOT_JOINED 0xFFFFFFFFu /* stands for a word that is left out where a name is written as one word */
#define FIELD 0x1F         /* parts the fields of a record, as in build.py */
#define OWN 0x1D           /* begins a heading that is one of the entity's own names */
#define FACTS_TOLD 4       /* kind, heading, other ids, what replaced it */
#define HEADING 2
#define NEVER INT_MIN      /* less than any evidence */
#define LEAST_BITS 100    /* a share of less than a bit says nothing */
#define TOGETHER 16        /* of so many texts together the place is kept, of each the length, as in blocks.py */
#define TEXTS_HEAD 8       /* a count, and of how many bytes a length is */
#define HIGHEST_COST 1000000 /* of a sound, in hundredths of a bit */
#define SHIFT 12           /* a piece is 2 ** SHIFT bytes, as in pieces.py */

typedef uint32_t u32;
typedef uint64_t u64;

static PyObject *corrupt_error, *lower_name;
static u32 crc_table[256];

#define AT_ONCE 16 /* what so many steps will need is asked for at once */
#define LINE 64    /* bytes that come together from memory */

/* Read a byte that will be needed, so that memory gives many at once and not each after the one before. An instruction that
prefetches is dropped where the page is not at hand, and brought nothing. */
static inline void want(const unsigned char *place)
{
#ifdef __GNUC__
    unsigned char byte = *place;
    __asm__ volatile("" : : "r"(byte));
#else
    (void)place;
#endif
}

static void make_crc_table(void)
{
    for (u32 n = 0; n < 256; n++) {
        u32 c = n;
        for (int bit = 0; bit < 8; bit++)
            c = c & 1 ? 0xEDB88320u ^ (c >> 1) : c >> 1;
        crc_table[n] = c;
    }
}

/* The CRC-32 of what came before and of these bytes. */
static u32 crc_on(u32 before, const unsigned char *at, size_t size)
{
    u32 c = before ^ 0xFFFFFFFFu;
    for (size_t i = 0; i < size; i++)
        c = crc_table[(c ^ at[i]) & 0xFF] ^ (c >> 8);
    return c ^ 0xFFFFFFFFu;
}

static u32 crc(const unsigned char *at, size_t size) { return crc_on(0, at, size); }

/* Blocks are little-endian, and need not be aligned. */
static inline u32 number(const unsigned char *at)
{
#if PY_BIG_ENDIAN
    return (u32)at[0] | (u32)at[1] << 8 | (u32)at[2] << 16 | (u32)at[3] << 24;
#else
    u32 value;
    memcpy(&value, at, sizeof value);
    return value;
#endif
}

static inline void put(unsigned char **to, u32 value)
{
    for (int byte = 0; byte < 4; byte++)
        *(*to)++ = (unsigned char)(value >> 8 * byte);
}

typedef struct {
    Py_buffer view;
    const unsigned char *at;
    size_t words; /* how many numbers of four bytes it holds */
    int held;
    size_t start;             /* where it begins in its file */
    const unsigned char *seen; /* for each piece of the file, whether it was checked; NULL where all may be trusted */
    Py_buffer seen_view;
    int seen_held;
    PyObject *check; /* what checks bytes of the block */
} Block;

static int look(const Block *b, size_t start, size_t stop)
{
    PyObject *done = PyObject_CallFunction(b->check, "nn", (Py_ssize_t)start, (Py_ssize_t)stop);
    Py_XDECREF(done);
    return done ? 0 : -1;
}

/* Make sure that these bytes of a block may be read. */
static inline int touch(const Block *b, size_t start, size_t stop)
{
    const unsigned char *seen = b->seen;
    if (seen && start < stop)
        for (size_t piece = (b->start + start) >> SHIFT; piece <= (b->start + stop - 1) >> SHIFT; piece++)
            if (!seen[piece])
                return look(b, start, stop);
    return 0;
}

/* Say whether all pieces of a block were checked; from then on none is asked for again. */
static int settled(Block *b)
{
    size_t size = (size_t)b->view.len, first = b->start >> SHIFT;
    if (!b->seen)
        return 1;
    if (size && memchr(b->seen + first, 0, ((b->start + size - 1) >> SHIFT) - first + 1))
        return 0;
    b->seen = NULL;
    return 1;
}

/* A ragged block: a count, count + 1 offsets, and the values of all rows end to end. */
typedef struct {
    const Block *block;
    const unsigned char *offsets, *values;
    size_t count, total;
} Ragged;

/* A finder: see blocks.py. Fingerprints in order, `print_bytes` of each, since a directory tells the rest; and the numbers
   that they lead to, of `id_bytes` each. Where these and those begin in the block. */
typedef struct {
    const Block *block;
    size_t count, print_bytes, id_bytes, prints, ids;
} Finder;

enum { PARTS, POSTINGS, PAIRS, SPEAKERS, STRINGS, GROUPS, BONES, JOINED, WORTH, USUAL, WORDS, TYPED, BLOCKS };
static const char *const block_names[BLOCKS] = {"parts", "postings", "pairs", "speakers", "strings", "groups",
                                                "bones", "joined",   "worth", "usual",    "words",   "typed"};

/* What an answer shows: names as written, their spellings, and the entities that bear them. */
enum { NAMES, KEYS, ODD, MANNERS, ENTITIES, FIRSTS, FACTS, SPELLED, TYPED_TOO, OF_NAMES, OF_WORDS, WORDS_TOO, SHOWN };
static const char *const shown_names[SHOWN] = {"names", "keys",    "odd",   "manners", "entities", "firsts",
                                               "facts", "spelled", "typed", "parts",   "postings", "words"};

typedef struct {
    PyObject_HEAD
    Block blocks[BLOCKS];
    Ragged parts, postings, pairs, speakers, groups;
    Finder bones, joined, typed;
    const unsigned char *string_offsets, *string_bytes;
    size_t strings, string_total, names, words;
    int costs[SOUNDS][SOUNDS], gaps[SOUNDS], own[SOUNDS];
    int highest[SOUNDS], alone; /* the most that each sound can bring, and that sounds can that stand alone */
    u64 sums[SOUNDS + 1];       /* counted from 1: what each brings against itself, and alone in the lower half */
    int farthest;               /* from 0, of all costs */
    int most_gained;            /* the most that two sounds bring more than both cost alone */
    void *room;                 /* room that a search has used, and the next one may use */
    unsigned char options[2 * SOUNDS], letters[SOUNDS]; /* all letters of skeletons, in order, up to a 0 */
} Index;

static int corrupt(const char *what)
{
    PyErr_Format(corrupt_error, "block '%s' points outside what it holds: build the gazetteer anew", what);
    return -1;
}

static int as_ragged(const Block *block, const char *name, Ragged *out)
{
    if (block->words < 2)
        return corrupt(name);
    if (touch(block, 0, 4) < 0)
        return -1;
    out->block = block;
    out->count = number(block->at);
    if (out->count > block->words - 2)
        return corrupt(name);
    out->offsets = block->at + 4;
    out->values = block->at + 4 * (out->count + 2);
    out->total = block->words - out->count - 2;
    return 0;
}

#define FINDER_HEAD 8      /* a finder's count, and of how many bytes its fingerprints and numbers are */

static int as_finder(const Block *block, const char *name, Finder *out)
{
    if (block->words < 2)
        return corrupt(name);
    if (touch(block, 0, FINDER_HEAD) < 0)
        return -1;
    out->block = block;
    out->count = number(block->at);
    out->print_bytes = block->at[4] | (size_t)block->at[5] << 8;
    out->id_bytes = block->at[6] | (size_t)block->at[7] << 8;
    if (out->print_bytes < 2 || out->print_bytes > 4 || out->id_bytes < 1 || out->id_bytes > 4)
        return corrupt(name);
    out->prints = FINDER_HEAD + (out->print_bytes < 4 ? 4 * (((size_t)1 << (32 - 8 * out->print_bytes)) + 1) : 0);
    out->ids = out->prints + out->print_bytes * out->count;
    if ((size_t)block->view.len != out->ids + out->id_bytes * out->count)
        return corrupt(name);
    return 0;
}

static inline int row(const Ragged *r, size_t at, const char *name, const unsigned char **values, size_t *size)
{
    if (at >= r->count)
        return corrupt(name);
    if (touch(r->block, 4 * (at + 1), 4 * (at + 3)) < 0)
        return -1;
    u32 first = number(r->offsets + 4 * at), last = number(r->offsets + 4 * (at + 1));
    if (first > last || last > r->total)
        return corrupt(name);
    size_t begin = 4 * (r->count + 2);
    if (touch(r->block, begin + 4 * (size_t)first, begin + 4 * (size_t)last) < 0)
        return -1;
    *values = r->values + 4 * (size_t)first;
    *size = last - first;
    return 0;
}

/* Was the piece checked that a byte of a block lies in? Nothing is asked for beforehand in any other. */
static inline int at_hand(const Block *b, const unsigned char *place)
{
    return !b->seen || b->seen[(b->start + (size_t)(place - b->at)) >> SHIFT];
}

/* Ask for where a row begins. */
static inline void offset_soon(const Ragged *r, size_t at)
{
    if (at < r->count && at_hand(r->block, r->offsets + 4 * at))
        want(r->offsets + 4 * at);
}

/* Ask for some lines of a row whose beginning is at hand; gives how many numbers it has. */
static inline size_t row_soon(const Ragged *r, size_t at, size_t lines, const unsigned char **values)
{
    if (at >= r->count || !at_hand(r->block, r->offsets + 4 * at) || !at_hand(r->block, r->offsets + 4 * at + 4))
        return 0;
    u32 first = number(r->offsets + 4 * at), last = number(r->offsets + 4 * at + 4);
    if (first >= last || last > r->total)
        return 0;
    *values = r->values + 4 * (size_t)first;
    size_t size = last - first, bytes = 4 * size < lines * LINE ? 4 * size : lines * LINE;
    for (size_t k = 0; k < bytes; k += LINE) {
        if (!at_hand(r->block, *values + k))
            return 0;
        want(*values + k);
    }
    return size;
}

/* What a block has for a word. */
static inline int of_word(const Index *x, int block, u32 word, u32 *value)
{
    const Block *b = &x->blocks[block];
    if (word >= x->words)
        return corrupt(block_names[block]);
    if (touch(b, 4 * (size_t)word, 4 * (size_t)word + 4) < 0)
        return -1;
    *value = number(b->at + 4 * (size_t)word);
    return 0;
}

static inline int string_at(const Index *x, u32 at, const unsigned char **bytes, size_t *size)
{
    if (at >= x->strings)
        return corrupt("strings");
    const Block *block = &x->blocks[STRINGS];
    if (touch(block, 4 * ((size_t)at + 1), 4 * ((size_t)at + 3)) < 0)
        return -1;
    u32 first = number(x->string_offsets + 4 * (size_t)at), last = number(x->string_offsets + 4 * ((size_t)at + 1));
    if (first > last || last > x->string_total || last - first > LONGEST)
        return corrupt("strings");
    size_t begin = 4 * (x->strings + 2);
    if (touch(block, begin + first, begin + last) < 0)
        return -1;
    *bytes = x->string_bytes + first;
    *size = last - first;
    return 0;
}

/* A number of so many bytes at a place of a block. */
static inline int few_bytes(const Block *b, size_t place, size_t bytes, u32 *value)
{
    if (touch(b, place, place + bytes) < 0)
        return -1;
    *value = 0;
    for (size_t i = bytes; i-- > 0;)
        *value = *value << 8 | b->at[place + i];
    return 0;
}

static inline int id_at(const Finder *f, size_t at, u32 *id)
{
    return few_bytes(f->block, f->ids + f->id_bytes * at, f->id_bytes, id);
}

/* The first place from `low` up to `high` whose fingerprint is not below the one sought, or is above it. */
static int print_bound(const Finder *f, size_t low, size_t high, u32 sought, int above, size_t *place)
{
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        u32 print;
        if (few_bytes(f->block, f->prints + f->print_bytes * middle, f->print_bytes, &print) < 0)
            return -1;
        if (print < sought || (above && print == sought))
            low = middle + 1;
        else
            high = middle;
    }
    *place = low;
    return 0;
}

/* The places under a fingerprint, from `first` up to `last`. */
static int find(const Finder *f, u32 sought, size_t *first, size_t *last)
{
    size_t low = 0, high = f->count, step = 1;
    u32 print = 0;
    if (f->print_bytes < 4) {
        size_t at = FINDER_HEAD + 4 * (size_t)(sought >> (8 * f->print_bytes));
        if (touch(f->block, at, at + 8) < 0)
            return -1;
        low = number(f->block->at + at);
        high = number(f->block->at + at + 4);
        if (low > high || high > f->count)
            return corrupt("finder");
        sought &= ((u32)1 << (8 * f->print_bytes)) - 1;
    }
    if (print_bound(f, low, high, sought, 0, first) < 0)
        return -1;
    /* Most fingerprints lead to one thing, some to thousands: ever longer steps find the end of either. */
    for (*last = *first; *last < high; *last += step, step *= 2) {
        if (few_bytes(f->block, f->prints + f->print_bytes * *last, f->print_bytes, &print) < 0)
            return -1;
        if (print != sought)
            break;
    }
    low = *last > *first ? *last - step / 2 : *first;
    return print_bound(f, low, *last < high ? *last : high, sought, 1, last);
}

/* A small map from numbers to places, open addressing. */
typedef struct {
    u32 *keys, *values; /* values are places + 1; 0 is empty */
    size_t mask, used;
} Map;

static int map_make(Map *m, size_t room)
{
    size_t size = 64;
    while (size < 2 * room)
        size *= 2;
    m->keys = malloc(size * sizeof(u32));
    m->values = calloc(size, sizeof(u32));
    m->mask = size - 1;
    m->used = 0;
    return m->keys && m->values ? 0 : (PyErr_NoMemory(), -1);
}

static void map_free(Map *m)
{
    free(m->keys);
    free(m->values);
    m->keys = m->values = NULL;
}

static void map_empty(Map *m)
{
    memset(m->values, 0, (m->mask + 1) * sizeof(u32));
    m->used = 0;
}

static inline size_t map_slot(const Map *m, u32 key)
{
    size_t slot = (size_t)(key * 2654435761u) & m->mask;
    while (m->values[slot] && m->keys[slot] != key)
        slot = (slot + 1) & m->mask;
    return slot;
}

static int map_put(Map *m, u32 key, u32 value)
{
    if (2 * (m->used + 1) > m->mask) {
        Map bigger;
        if (map_make(&bigger, 2 * (m->mask + 1)) < 0) {
            map_free(&bigger);
            return -1;
        }
        for (size_t i = 0; i <= m->mask; i++)
            if (m->values[i]) {
                size_t slot = map_slot(&bigger, m->keys[i]);
                bigger.keys[slot] = m->keys[i];
                bigger.values[slot] = m->values[i];
                bigger.used++;
            }
        map_free(m);
        *m = bigger;
    }
    size_t slot = map_slot(m, key);
    if (!m->values[slot])
        m->used++;
    m->keys[slot] = key;
    m->values[slot] = value + 1;
    return 0;
}

static inline long map_get(const Map *m, u32 key)
{
    return (long)m->values[map_slot(m, key)] - 1;
}

/* Found things with a value each; grows. */
typedef struct {
    u32 id;
    int value, other;
} Found;

typedef struct {
    Found *all;
    size_t count, room;
} List;

static int list_add(List *l, u32 id, int value, int other)
{
    if (l->count == l->room) {
        size_t room = l->room ? 2 * l->room : 64;
        Found *all = realloc(l->all, room * sizeof(Found));
        if (!all)
            return PyErr_NoMemory(), -1;
        l->all = all;
        l->room = room;
    }
    l->all[l->count++] = (Found){id, value, other};
    return 0;
}

/* qsort may not be given NULL, not even for nothing. */
static void in_order(void *all, size_t count, size_t size, int (*order)(const void *, const void *))
{
    if (count > 1)
        qsort(all, count, size, order);
}

#define FEW 40 /* so few numbers are put in order one by one */

/* Put numbers in order, by counting each of their bytes, lowest first; `spare` has room for as many. Gives back where they
are: in one of both. */
static u64 *counted(u64 *from, u64 *spare, size_t count)
{
    if (count <= FEW) {
        for (size_t i = 1; i < count; i++) {
            u64 one = from[i];
            size_t k = i;
            for (; k && from[k - 1] > one; k--)
                from[k] = from[k - 1];
            from[k] = one;
        }
        return from;
    }
    u32 starts[8][256];
    memset(starts, 0, sizeof starts);
    u64 all = from[0], any = from[0];
    for (size_t i = 0; i < count; i++) {
        all &= from[i];
        any |= from[i];
        for (int byte = 0; byte < 8; byte++)
            starts[byte][from[i] >> 8 * byte & 0xFF]++;
    }
    for (int byte = 0; byte < 8; byte++) {
        if (!((all ^ any) >> 8 * byte & 0xFF))
            continue;
        u32 *here = starts[byte], sum = 0;
        for (int k = 0; k < 256; k++) {
            u32 more = here[k];
            here[k] = sum;
            sum += more;
        }
        for (size_t i = 0; i < count; i++)
            spare[here[from[i] >> 8 * byte & 0xFF]++] = from[i];
        u64 *other = from;
        from = spare;
        spare = other;
    }
    return from;
}

/* Put what was found in order, the best first. */
static int best_first(Found *all, size_t count)
{
    if (count < 2)
        return 0;
    u64 few[2 * FEW], *keys = count <= FEW ? few : malloc(2 * count * sizeof(u64)), *sorted;
    if (!keys)
        return PyErr_NoMemory(), -1;
    for (size_t i = 0; i < count; i++)
        keys[i] = (u64)(0x7FFFFFFFu - (u32)all[i].value) << 32 | all[i].id;
    sorted = counted(keys, keys + count, count);
    for (size_t i = 0; i < count; i++)
        all[i] = (Found){(u32)sorted[i], (int)(0x7FFFFFFFu - (u32)(sorted[i] >> 32)), 0};
    if (keys != few)
        free(keys);
    return 0;
}

/* Edit distance by bit vectors (G. Myers 1999; H. Hyyrö 2003), for a pattern of up to 64 sounds. */
typedef struct {
    u64 at[SOUNDS];
    size_t size;
} Pattern;

static void pattern_make(Pattern *p, const unsigned char *sounds, size_t size)
{
    memset(p->at, 0, sizeof p->at);
    p->size = size;
    for (size_t i = 0; i < size; i++)
        p->at[sounds[i]] |= (u64)1 << i;
}

static int distance(const Pattern *p, const unsigned char *other, size_t size)
{
    if (!p->size)
        return (int)size;
    u64 plus = ~(u64)0, minus = 0, last = (u64)1 << (p->size - 1);
    int score = (int)p->size;
    for (size_t i = 0; i < size; i++) {
        u64 equal = other[i] < SOUNDS ? p->at[other[i]] : 0;
        u64 x = equal | minus;
        u64 d = ((((x & plus) + plus) ^ plus) | x);
        u64 up = minus | ~(d | plus), down = d & plus;
        if (up & last)
            score++;
        if (down & last)
            score--;
        up = up << 1 | 1;
        plus = (down << 1) | ~(d | up);
        minus = d & up;
    }
    return score;
}

/* Raise a likeness, in thousandths, to that of strings of which one becomes the other by so many edits, if that is more. */
static inline void liken(int *like, size_t one, size_t other, int edits)
{
    size_t most = one > other ? one : other;
    int same = (int)most - edits;
    if (!most)
        *like = PERMILLE;
    else if (same * PERMILLE >= (*like + 1) * (int)most)
        *like = same * PERMILLE / (int)most;
}

#ifdef __GNUC__
/* Four patterns of up to 32 sounds, to each of which the edit distance is found at once. */
#define FOUR 4
typedef u32 Lanes __attribute__((vector_size(4 * FOUR)));

typedef struct {
    Lanes at[SOUNDS], last;
    size_t sizes[FOUR], count;
} Patterns;

static void patterns_add(Patterns *p, const unsigned char *sounds, size_t size)
{
    size_t k = p->count++;
    p->sizes[k] = size;
    p->last[k] = (u32)1 << (size - 1);
    for (size_t i = 0; i < size; i++)
        p->at[sounds[i]][k] |= (u32)1 << i;
}

static void liken_all(const Patterns *p, const unsigned char *other, size_t size, int *like)
{
    Lanes minus = {0}, plus = ~minus, more = minus, none = minus;
    for (size_t i = 0; i < size; i++) {
        Lanes equal = other[i] < SOUNDS ? p->at[other[i]] : none;
        Lanes x = equal | minus;
        Lanes d = ((((x & plus) + plus) ^ plus) | x);
        Lanes up = minus | ~(d | plus), down = d & plus;
        /* A comparison that holds gives -1. */
        more -= (Lanes)((up & p->last) != none);
        more += (Lanes)((down & p->last) != none);
        up = up << 1 | 1;
        plus = (down << 1) | ~(d | up);
        minus = d & up;
    }
    for (size_t k = 0; k < p->count; k++)
        liken(like, p->sizes[k], size, (int)p->sizes[k] + (int)more[k]);
}
#endif

/* The best alignment in hundredths of a bit (S. B. Needleman, C. D. Wunsch 1970), or NEVER where it is found on the way
that it brings less than wanted: `rest` says what the sounds from each place on can bring at best. */
static int aligned(const Index *x, const unsigned char *a, size_t m, const int *rest, const unsigned char *b, size_t n,
                   int wanted)
{
    int line[LONGEST + 1], gaps[LONGEST];
    line[0] = 0;
    for (size_t j = 0; j < n; j++) {
        gaps[j] = x->gaps[b[j] % SOUNDS];
        line[j + 1] = line[j] + gaps[j];
    }
    for (size_t i = 0; i < m; i++) {
        const int *pairs = x->costs[a[i] % SOUNDS];
        int gap = x->gaps[a[i] % SOUNDS], before = line[0], here = before + gap, highest = here;
        line[0] = here;
        for (size_t j = 0; j < n; j++) {
            int best = before + pairs[b[j] % SOUNDS];
            before = line[j + 1];
            if (before + gap > best)
                best = before + gap;
            here += gaps[j];
            if (here > best)
                best = here;
            line[j + 1] = here = best;
            if (best > highest)
                highest = best;
        }
        if (highest + rest[i + 1] < wanted)
            return NEVER;
    }
    return line[n];
}

static int most(const Index *x, const unsigned char *a, size_t m)
{
    int sum = 0;
    for (size_t i = 0; i < m; i++)
        sum += x->own[a[i] % SOUNDS];
    return sum;
}

/* Skeletons, as gazetteer/skeleton.py gives them: the kinds of consonants, in order, in up to six ways. */

#define MOST_SKELETONS 6
#define SHORTEST_TO_SHORTEN 3
#define LONGEST_TO_SHORTEN 24
#define NO_OPTION 0xFF /* there is no second option; 0 is the option of no letter */

typedef struct {
    unsigned char letters[LONGEST];
    size_t size;
} Skeleton;

static size_t skeletons(const unsigned char *options, const unsigned char *sounds, size_t size, Skeleton *out)
{
    Skeleton ways[MOST_SKELETONS], wider[2 * MOST_SKELETONS];
    size_t count = 1;
    ways[0].size = 0;
    for (size_t i = 0; i < size; i++) {
        const unsigned char *two = options + 2 * (sounds[i] % SOUNDS);
        if (two[1] == NO_OPTION) {
            if (two[0])
                for (size_t w = 0; w < count; w++)
                    ways[w].letters[ways[w].size++] = two[0];
            continue;
        }
        size_t wide = 0;
        for (int o = 0; o < 2; o++)
            for (size_t w = 0; w < count; w++) {
                wider[wide] = ways[w];
                if (two[o])
                    wider[wide].letters[wider[wide].size++] = two[o];
                wide++;
            }
        count = wide < MOST_SKELETONS ? wide : MOST_SKELETONS;
        memcpy(ways, wider, count * sizeof(Skeleton));
    }
    size_t kept = 0;
    for (size_t w = 0; w < count; w++) {
        Skeleton once = {.size = 0};
        for (size_t i = 0; i < ways[w].size; i++)
            if (!once.size || once.letters[once.size - 1] != ways[w].letters[i])
                once.letters[once.size++] = ways[w].letters[i];
        size_t k = 0;
        while (k < kept && (out[k].size != once.size || memcmp(out[k].letters, once.letters, once.size)))
            k++;
        if (k == kept)
            out[kept++] = once;
    }
    return kept;
}

/* Fingerprints of the skeletons of some sounds, or of those with one letter less. */
static size_t skeleton_prints(const unsigned char *options, const unsigned char *sounds, size_t size, int shortened, u32 *out)
{
    Skeleton whole[MOST_SKELETONS];
    size_t count = skeletons(options, sounds, size, whole), found = 0;
    for (size_t w = 0; w < count; w++) {
        if (!shortened) {
            u32 print = crc(whole[w].letters, whole[w].size);
            size_t k = 0;
            while (k < found && out[k] != print)
                k++;
            if (k == found)
                out[found++] = print;
            continue;
        }
        if (whole[w].size < SHORTEST_TO_SHORTEN || whole[w].size > LONGEST_TO_SHORTEN)
            continue;
        for (size_t gone = 0; gone < whole[w].size; gone++) {
            Skeleton less = {.size = 0};
            for (size_t i = 0; i < whole[w].size; i++)
                if (i != gone && (!less.size || less.letters[less.size - 1] != whole[w].letters[i]))
                    less.letters[less.size++] = whole[w].letters[i];
            u32 print = crc(less.letters, less.size);
            size_t k = 0;
            while (k < found && out[k] != print)
                k++;
            if (k == found)
                out[found++] = print;
        }
    }
    return found;
}

#define LONGER 0x80000000u /* in `bones`: the skeleton of the group has one letter more than the fingerprint's */
#define MOST_PRINTS (MOST_SKELETONS * LONGEST_TO_SHORTEN)

/* Reading arguments */

static int sounds_of(PyObject *value, const unsigned char **bytes, size_t *size)
{
    char *raw;
    Py_ssize_t length;
    if (PyBytes_AsStringAndSize(value, &raw, &length) < 0)
        return -1;
    if (length > LONGEST) {
        PyErr_SetString(PyExc_ValueError, "a string of sounds is too long");
        return -1;
    }
    for (Py_ssize_t i = 0; i < length; i++)
        if ((unsigned char)raw[i] >= SOUNDS) {
            PyErr_SetString(PyExc_ValueError, "a sound is out of range");
            return -1;
        }
    *bytes = (unsigned char *)raw;
    *size = (size_t)length;
    return 0;
}

static PyObject *pair_of(const Found *one)
{
    PyObject *pair = PyTuple_New(2), *id = PyLong_FromUnsignedLong(one->id), *value = PyLong_FromLong(one->value);
    if (!pair || !id || !value) {
        Py_XDECREF(pair);
        Py_XDECREF(id);
        Py_XDECREF(value);
        return NULL;
    }
    PyTuple_SET_ITEM(pair, 0, id);
    PyTuple_SET_ITEM(pair, 1, value);
    return pair;
}

static PyObject *pairs_of(const List *found)
{
    PyObject *out = PyList_New((Py_ssize_t)found->count);
    for (size_t i = 0; out && i < found->count; i++) {
        PyObject *pair = pair_of(&found->all[i]);
        if (!pair)
            Py_CLEAR(out);
        else
            PyList_SET_ITEM(out, (Py_ssize_t)i, pair);
    }
    return out;
}

/* Words with their evidence as bytes: see gazetteer/scored.py. */
#define NOTHING 0x80000000u

static PyObject *packed_of(const List *found)
{
    PyObject *out = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)(found->count * sizeof(u64)));
    for (size_t i = 0; out && i < found->count; i++) {
        u64 one = (u64)found->all[i].id << 32 | ((u32)found->all[i].value + NOTHING);
        memcpy(PyBytes_AS_STRING(out) + i * sizeof(u64), &one, sizeof one);
    }
    return out;
}

/* How many words lie in some bytes, -1 with an error where they are none. */
static Py_ssize_t packed_size(PyObject *packed)
{
    if (!PyBytes_Check(packed) || PyBytes_GET_SIZE(packed) % sizeof(u64)) {
        PyErr_SetString(PyExc_TypeError, "words with their evidence are bytes, eight of each");
        return -1;
    }
    return PyBytes_GET_SIZE(packed) / (Py_ssize_t)sizeof(u64);
}

static inline void packed_at(PyObject *packed, Py_ssize_t at, u32 *word, int *bits)
{
    u64 one;
    memcpy(&one, PyBytes_AS_STRING(packed) + at * (Py_ssize_t)sizeof one, sizeof one);
    *word = (u32)(one >> 32);
    *bits = (int)((u32)one - NOTHING);
}

/* Words that sound like some ways while they are collected. */
typedef struct {
    List words;
    Map seen;
} Heard;

static int hear(const Index *x, Heard *h, u32 string, int bits)
{
    const unsigned char *members;
    size_t count;
    if (row(&x->speakers, string, "speakers", &members, &count) < 0)
        return -1;
    for (size_t k = 0; k < count; k++) {
        u32 word = number(members + 4 * k);
        if (word >= x->words)
            return corrupt("speakers");
        long known = map_get(&h->seen, word);
        if (known < 0) {
            if (map_put(&h->seen, word, (u32)h->words.count) < 0 || list_add(&h->words, word, bits, 0) < 0)
                return -1;
        } else if (h->words.all[known].value < bits)
            h->words.all[known].value = bits;
    }
    return 0;
}

/* Ask for the words of some strings. */
static void hear_soon(const Index *x, const List *strings, size_t at)
{
    size_t end = strings->count - at < AT_ONCE ? strings->count : at + AT_ONCE;
    const unsigned char *words;
    for (size_t i = at; i < end; i++)
        offset_soon(&x->speakers, strings->all[i].id);
    for (size_t i = at; i < end; i++)
        row_soon(&x->speakers, strings->all[i].id, 1, &words);
}

#ifdef __GNUC__
/* Eight numbers of 16 bits, of which all are treated alike. */
#define EIGHT 8
typedef int16_t Eight __attribute__((vector_size(2 * EIGHT)));

static inline Eight greater(Eight a, Eight b)
{
#ifdef __SSE2__
    return (Eight)_mm_max_epi16((__m128i)a, (__m128i)b);
#else
    Eight more = a > b;
    return (a & more) | (b & ~more);
#endif
}

/* The numbers so many places on; those that come in are zeros. */
#ifdef __SSE2__
#define MOVED(all, places) (Eight)_mm_slli_si128((__m128i)(all), 2 * (places))
#else
#define PLACES(p) 8 - (p), 9 - (p), 10 - (p), 11 - (p), 12 - (p), 13 - (p), 14 - (p), 15 - (p)
#ifdef __clang__
#define MOVED(all, places) __builtin_shufflevector((Eight){0}, all, PLACES(places))
#else
#define MOVED(all, places) __builtin_shuffle((Eight){0}, all, (Eight){PLACES(places)})
#endif
#endif

/* The greatest number up to each place, of numbers that are not less than 0. */
static inline Eight highest_up_to(Eight all)
{
    all = greater(all, MOVED(all, 1));
    all = greater(all, MOVED(all, 2));
    return greater(all, MOVED(all, 4));
}

#define PARTS_OF_LINE 4 /* a line of an alignment has up to so many times eight sounds */

/* What each sound brings beside those of a way of up to 32 sounds, more than both cost alone; and how a string that begins so
is best aligned with the way up to each of its sounds, the same: nothing is less than 0, and nothing is added where a sound is
left over. Where the way has no sound any more, a line goes on with the best so far. Strings that begin alike share the lines up
to where they part. */
typedef struct {
    Eight beside[PARTS_OF_LINE][SOUNDS + 1], lines[PARTS_OF_LINE][LONGEST + STEP];
} Profile;

static void profile_make(const Index *x, Profile *p, const unsigned char *way, size_t size)
{
    const int16_t never = INT16_MIN;
    for (size_t part = 0; part * EIGHT < size; part++) {
        p->lines[part][0] = (Eight){0};
        p->beside[part][0] = (Eight){never, never, never, never, never, never, never, never};
        for (int sound = 0; sound < SOUNDS; sound++) {
            int16_t eight[EIGHT] = {0};
            for (size_t k = 0; k < EIGHT && part * EIGHT + k < size; k++) {
                unsigned char own = way[part * EIGHT + k];
                eight[k] = (int16_t)(x->costs[own][sound] - x->gaps[own] - x->gaps[sound]);
            }
            memcpy(&p->beside[part][sound + 1], eight, sizeof eight);
        }
    }
}

/* Let each sound bring the more of what it brings beside two ways of one size. */
static void profile_widen(Profile *p, const Profile *other, size_t size)
{
    for (size_t part = 0; part * EIGHT < size; part++)
        for (int sound = 0; sound <= SOUNDS; sound++)
            p->beside[part][sound] = greater(p->beside[part][sound], other->beside[part][sound]);
}

/* Align a string with a way of so many times eight sounds, as align_on. */
static inline int align_in_parts(Profile *p, size_t parts, const unsigned char *sounds, size_t from, size_t length)
{
    for (size_t j = from; j < length; j++) {
        Eight before = {0}, highest = {0};
        for (size_t part = 0; part < parts; part++) {
            Eight line = p->lines[part][j], moved = MOVED(line, 1);
            moved[0] = before[EIGHT - 1];
            before = line;
            line = p->lines[part][j + 1] = greater(highest_up_to(greater(line, moved + p->beside[part][sounds[j]])), highest);
            int16_t most = line[EIGHT - 1];
            highest = (Eight){most, most, most, most, most, most, most, most};
        }
    }
    return p->lines[parts - 1][length][EIGHT - 1];
}

/* Align a string with a way from a place on, up to which it is as the one before; gives what that brings more than all sounds
cost alone (M. Farrar 2007: a line at once). Sounds are counted from 1. Behind the last one stand STEP zeros, which change no
line: several lines are found without asking after each whether there is another. */
static inline int align_on(Profile *p, size_t size, const unsigned char *sounds, size_t from, size_t length)
{
    if (size <= EIGHT) {
        Eight line = p->lines[0][from];
        for (size_t j = from; j < length; j += STEP)
            for (size_t k = j; k < j + STEP; k++) {
                line = highest_up_to(greater(line, MOVED(line, 1) + p->beside[0][sounds[k]]));
                p->lines[0][k + 1] = line;
            }
        return line[EIGHT - 1];
    }
    return size <= 2 * EIGHT ? align_in_parts(p, 2, sounds, from, length)
                             : align_in_parts(p, (size + EIGHT - 1) / EIGHT, sounds, from, length);
}
#endif

/* A way of reading, and what it brings against itself. */
typedef struct {
    const unsigned char *sounds;
    size_t size;
    int at_once;           /* is a line of an alignment found at once? */
    int own, sum;          /* what all its sounds cost alone */
    int rest[LONGEST + 1]; /* what the sounds from each place on can bring at best */
#ifdef __GNUC__
    Profile profile;
#endif
} Way;

static void way_make(const Index *x, Way *way, const unsigned char *sounds, size_t size)
{
    way->at_once = 0;
#ifdef __GNUC__
    /* No number may need more than 16 bits. */
    if (size && size <= PARTS_OF_LINE * EIGHT && x->farthest <= INT16_MAX / 3 && ((int)size + 1) * x->most_gained <= INT16_MAX) {
        way->at_once = 1;
        profile_make(x, &way->profile, sounds, size);
    }
#endif
    way->sounds = sounds;
    way->size = size;
    way->own = most(x, sounds, size);
    way->sum = 0;
    way->rest[size] = x->alone;
    for (size_t i = size; i-- > 0;) {
        way->sum += x->gaps[sounds[i]];
        way->rest[i] = way->rest[i + 1] + x->highest[sounds[i]];
    }
}

#define MOST_WAYS 32 /* so many ways of reading are looked at */

/* A group of strings, and the ways whose skeletons lead to it: a bit for each. */
typedef struct {
    u32 ways, longer; /* longer: its skeleton is not one of the ways' own */
    size_t size;
    const unsigned char *members;
} Led;

#ifdef __GNUC__
/* Ways of one size that lead to the same strings. No string brings more beside any of them than beside the best of their
sounds at each place: what is too little there need not be aligned with each. */
typedef struct {
    Way *first;
    u32 ways; /* a bit for each */
    size_t size;
    int own, sum; /* the least of what they bring against themselves, the most of what their sounds cost alone */
    Profile *profile, room;
} Kin;
#endif

#define MOST_KIN 4 /* so many sizes of ways are kept together */

/* The ways that lead to some strings: those of one size together, and those that are aligned one by one. */
typedef struct {
    u32 ways, alone;
#ifdef __GNUC__
    size_t count;
    Kin kin[MOST_KIN];
#endif
} Common;

static void common_make(Common *c, Way *ways, u32 some)
{
    c->ways = c->alone = some;
#ifdef __GNUC__
    c->count = 0;
    for (u32 w = 0; w < MOST_WAYS; w++) {
        Way *way = &ways[w];
        if (!(some >> w & 1) || !way->at_once)
            continue;
        size_t k = 0;
        while (k < c->count && c->kin[k].size != way->size)
            k++;
        if (k == MOST_KIN)
            continue;
        Kin *kin = &c->kin[k];
        c->alone &= ~((u32)1 << w);
        if (k == c->count) {
            c->count++;
            kin->first = way;
            kin->ways = (u32)1 << w;
            kin->size = way->size;
            kin->own = way->own;
            kin->sum = way->sum;
            kin->profile = &way->profile;
            continue;
        }
        if (kin->profile != &kin->room) {
            for (size_t part = 0; part * EIGHT < way->size; part++) {
                memcpy(kin->room.beside[part], kin->profile->beside[part], sizeof kin->room.beside[part]);
                kin->room.lines[part][0] = kin->profile->lines[part][0];
            }
            kin->profile = &kin->room;
        }
        profile_widen(&kin->room, &way->profile, way->size);
        kin->ways |= (u32)1 << w;
        kin->own = way->own < kin->own ? way->own : kin->own;
        kin->sum = way->sum > kin->sum ? way->sum : kin->sum;
    }
#endif
}

/* What is the least that counts, a share of the evidence that two strings could have? */
static inline int wanted_of(int least, int one, int two)
{
    int worth = one < two ? one : two;
    return (int)((int64_t)least * (worth < LEAST_BITS ? LEAST_BITS : worth) / 100);
}

/* Is it as much as that? The same as `bits >= wanted_of(least, one, two)`, without dividing. */
static inline int enough(int bits, int least, int one, int two)
{
    int worth = one < two ? one : two;
    return (int64_t)bits * 100 + (least < 0 ? 0 : 99) >= (int64_t)least * (worth < LEAST_BITS ? LEAST_BITS : worth);
}

#define SOON_CHECKED (1 << 24) /* bytes of a block that are checked at once, since a search reads here and there in it */

/* Say whether all pieces of a block were checked, and check them where they are few; -1 with an error. */
static int all_checked(Block *b)
{
    if (settled(b))
        return 1;
    return b->view.len > SOON_CHECKED ? 0 : touch(b, 0, (size_t)b->view.len) < 0 ? -1 : 1;
}

/* The strings that come nearest while they are collected: those that bring less than `floor` are not among the best. */
typedef struct {
    List strings;
    Map seen;
    size_t most, next; /* so many are wanted; with so many the floor is raised again */
    int floor;
} Nearest;

/* The value that has `rank` others before it, the highest first; moves the values (C. A. R. Hoare 1961). */
static int ranked(int *values, size_t count, size_t rank)
{
    size_t low = 0, high = count - 1;
    while (low < high) {
        int middle = values[low + (high - low) / 2];
        size_t i = low, j = high;
        for (;; i++, j--) {
            while (values[i] > middle)
                i++;
            while (values[j] < middle)
                j--;
            if (i >= j)
                break;
            int other = values[i];
            values[i] = values[j];
            values[j] = other;
        }
        /* Where both met on one value, it belongs to the first ones. */
        if (rank <= j)
            high = j;
        else
            low = j + 1;
    }
    return values[rank];
}

/* Raise the floor to what the last of the best brings, and forget what is below. */
static int raise_floor(Nearest *n)
{
    List *all = &n->strings;
    size_t kept = 0;
    int *values = malloc(all->count * sizeof(int));
    if (!values)
        return PyErr_NoMemory(), -1;
    for (size_t i = 0; i < all->count; i++)
        values[i] = all->all[i].value;
    n->floor = ranked(values, all->count, n->most - 1);
    free(values);
    map_empty(&n->seen);
    for (size_t i = 0; i < all->count; i++)
        if (all->all[i].value >= n->floor) {
            all->all[kept] = all->all[i];
            if (map_put(&n->seen, all->all[kept].id, (u32)kept) < 0)
                return -1;
            kept++;
        }
    all->count = kept;
    n->next = kept + n->most / 4 + 1;
    return 0;
}

/* Take a string that brings so much beside one of the ways. */
static int take_string(Nearest *n, u32 string, int bits)
{
    /* A string may be near to several ways, and have two skeletons that both are asked for. */
    long known = map_get(&n->seen, string);
    if (known >= 0) {
        if (n->strings.all[known].value < bits)
            n->strings.all[known].value = bits;
        return 0;
    }
    if (map_put(&n->seen, string, (u32)n->strings.count) < 0 || list_add(&n->strings, string, bits, 0) < 0)
        return -1;
    return n->strings.count >= n->next ? raise_floor(n) : 0;
}

/* The string that was aligned last, with which ways; its sounds, counted from 1, with zeros behind them; and what all of them
bring against themselves, and cost alone. */
typedef struct {
    const unsigned char *at;
    size_t size, safe; /* safe: eight bytes may be read at once */
    u32 ways;
    int own, alone;
    unsigned char sounds[LONGEST + EIGHT_BYTES];
} Aligned;

/* How many sounds do two strings begin with alike? */
static inline size_t alike(const unsigned char *one, const unsigned char *two, size_t size, int safe)
{
    size_t same = 0;
#if defined(__GNUC__) && !PY_BIG_ENDIAN
    if (safe) {
        u64 a, b;
        memcpy(&a, one, sizeof a);
        memcpy(&b, two, sizeof b);
        same = a == b ? 8 : (size_t)__builtin_ctzll(a ^ b) / 8;
        if (same < 8 || size <= 8)
            return same < size ? same : size;
    }
#else
    (void)safe;
#endif
    while (same < size && one[same] == two[same])
        same++;
    return same;
}

/* Align a string with the ways that it may be near to, and take it if it is near. */
static int align_with(const Index *x, Nearest *n, Way *ways, Common *c, Aligned *last, u32 string, size_t from, int least)
{
    size_t size = last->size;
    int alone = last->alone, own = last->own;
    int best = NEVER;
    u32 left = c->alone;
#ifdef __GNUC__
    for (size_t k = 0; k < c->count; k++) {
        Kin *kin = &c->kin[k];
        int bits = kin->sum + alone + align_on(kin->profile, kin->size, last->sounds, from, size);
        if (bits < n->floor || !enough(bits, least, own, kin->own))
            continue;
        if (kin->profile == &kin->room)
            left |= kin->ways;
        else
            best = bits > best ? bits : best;
    }
#endif
    for (u32 w = 0; left; left >>= 1, w++) {
        if (!(left & 1))
            continue;
        Way *way = &ways[w];
        int bits;
#ifdef __GNUC__
        if (way->at_once)
            bits = way->sum + alone + align_on(&way->profile, way->size, last->sounds, 0, size);
        else
#endif
        {
            int wanted = wanted_of(least, own, way->own);
            bits = aligned(x, way->sounds, way->size, way->rest, last->at, size, wanted > n->floor ? wanted : n->floor);
        }
        if (bits > best && bits >= n->floor && enough(bits, least, own, way->own))
            best = bits;
    }
    return best > NEVER ? take_string(n, string, best) : 0;
}

/* Note the sounds of a string, and what they bring: two sums lie in one number, so that both are added up at once. */
static inline void hear_sounds(const Index *x, Aligned *last, const unsigned char *sounds, size_t size, int safe)
{
    const u64 *sums = x->sums;
    const u32 none = 0;
    u64 sum = 0;
    size_t k = 0;
#if !PY_BIG_ENDIAN
    if (safe) {
        u64 eight;
        memcpy(&eight, sounds, sizeof eight);
        eight = (eight & 0x3F3F3F3F3F3F3F3Full) + 0x0101010101010101ull;
        /* What is behind the last one becomes 0, which brings nothing: no branch depends on how long a string is. */
        eight &= size < EIGHT_BYTES ? ((u64)1 << 8 * size) - 1 : ~(u64)0;
        memcpy(last->sounds, &eight, sizeof eight);
        sum = sums[eight & 0xFF] + sums[eight >> 8 & 0xFF] + sums[eight >> 16 & 0xFF] + sums[eight >> 24 & 0xFF] +
              sums[eight >> 32 & 0xFF] + sums[eight >> 40 & 0xFF] + sums[eight >> 48 & 0xFF] + sums[eight >> 56];
        k = EIGHT_BYTES;
    }
#else
    (void)safe;
#endif
    for (; k < size; k++) {
        last->sounds[k] = sounds[k] % SOUNDS + 1;
        sum += sums[last->sounds[k]];
    }
    memcpy(last->sounds + size, &none, sizeof none);
    last->alone = (int)(u32)sum;
    last->own = (int)(u32)((sum - (u64)(int64_t)last->alone) >> 32);
}

/* Take those of a group's strings that are near, one after the other: most begin like the one before. */
static int align_group(const Index *x, Nearest *n, Way *ways, Common *c, Aligned *last, const Led *group, size_t count,
                       int least, int checked)
{
    if (last->ways != c->ways)
        last->size = 0;
    last->ways = c->ways;
    for (size_t i = 0; i < count; i++) {
        u32 string = number(group->members + 4 * i);
        const unsigned char *other;
        size_t size, from;
        if (checked) {
            if (string >= x->strings)
                return corrupt("strings");
            u32 first = number(x->string_offsets + 4 * (size_t)string), end = number(x->string_offsets + 4 * (size_t)string + 4);
            if (first > end || end > x->string_total || end - first > LONGEST)
                return corrupt("strings");
            other = x->string_bytes + first;
            size = end - first;
        } else if (string_at(x, string, &other, &size) < 0)
            return -1;
        size_t safe = (size_t)(other - x->string_bytes) + 8 <= x->string_total;
        from = alike(last->at, other, size < last->size ? size : last->size, checked && last->safe && safe);
        hear_sounds(x, last, other, size, checked && safe);
        last->at = other;
        last->size = size;
        last->safe = safe;
        if (align_with(x, n, ways, c, last, string, from, least) < 0)
            return -1;
    }
    return 0;
}

#define COMMONS 8 /* what the same ways have in common is kept for so many groups of ways */
#define SLOT_OF(ways) (((ways) * 2654435761u) >> 29)

/* What a search for near strings has at hand. */
typedef struct {
    Way ways[MOST_WAYS];
    Common commons[COMMONS];
    size_t count;
    int least, checked;
    Nearest nearest;
} Nearing;

/* The groups that the skeletons of the ways lead to, or, farther off, those with a letter less. */
static int led_to(const Index *x, const Nearing *n, int far, Map *looked, Led **into, size_t *led)
{
    size_t room = 0;
    for (size_t w = 0; w < n->count; w++) {
        u32 prints[MOST_PRINTS];
        size_t printed = skeleton_prints(x->options, n->ways[w].sounds, n->ways[w].size, far, prints);
        for (size_t k = 0; k < printed; k++) {
            size_t at, end;
            if (find(&x->bones, prints[k], &at, &end) < 0)
                return -1;
            for (; at < end; at++) {
                u32 group;
                if (id_at(&x->bones, at, &group) < 0)
                    return -1;
                u32 longer = group & LONGER;
                group &= ~LONGER;
                long known = map_get(looked, group);
                if (known < 0) {
                    if (*led == room) {
                        room = 2 * room + 64;
                        Led *more = realloc(*into, room * sizeof(Led));
                        if (!more)
                            return PyErr_NoMemory(), -1;
                        *into = more;
                    }
                    known = (long)(*led)++;
                    Led *one = &(*into)[known];
                    *one = (Led){.longer = longer};
                    if (map_put(looked, group, (u32)known) < 0 || row(&x->groups, group, "groups", &one->members, &one->size) < 0)
                        return -1;
                }
                (*into)[known].ways |= 1u << w;
                (*into)[known].longer &= longer;
            }
        }
    }
    return 0;
}

/* Take the nearest of the strings that the ways lead to, of at most `budget`: those of small groups first, since the fewer
strings have a skeleton, the more it tells. */
static int nearest_of(const Index *x, Nearing *n, int far, size_t budget)
{
    Led *all = NULL;
    Map looked = {0};
    u64 *keys = NULL;
    size_t led = 0;
    int failed = -1;
    if (map_make(&looked, 64) < 0 || led_to(x, n, far, &looked, &all, &led) < 0)
        goto done;
    if (!(keys = malloc((2 * led + 1) * sizeof(u64)))) {
        PyErr_NoMemory();
        goto done;
    }
    size_t count = 0;
    for (size_t slot = 0; slot <= looked.mask; slot++)
        if (looked.values[slot]) {
            const Led *one = &all[looked.values[slot] - 1];
            u64 size = one->size < LONGER ? one->size : LONGER - 1;
            keys[count++] = (u64)(one->longer != 0) << 63 | size << 32 | looked.keys[slot];
        }
    const u64 *order = counted(keys, keys + count, count);
    Aligned last;
    last.size = last.safe = last.ways = 0;
    for (size_t i = 0; i < count && budget; i++) {
        const Led *one = &all[map_get(&looked, (u32)order[i])];
        Common *c = &n->commons[SLOT_OF(one->ways)];
        size_t some = one->size < budget ? one->size : budget;
        if (c->ways != one->ways)
            common_make(c, n->ways, one->ways);
        if (align_group(x, &n->nearest, n->ways, c, &last, one, some, n->least, n->checked) < 0)
            goto done;
        budget -= some;
    }
    failed = 0;
done:
    free(all);
    free(keys);
    map_free(&looked);
    return failed;
}

/* near(ways, far, least, (strings, words), budget): the words that sound like one of the ways, likest first. Looked at are
the strings of a way's skeletons, and those that have a letter more, or, `far` off, those with a letter less or another one;
at most `budget`. `least` is the percentage of the evidence that they must have. So many of the nearest strings count, and so
many words that sound so are given. */
static PyObject *index_near(Index *x, PyObject *args)
{
    PyObject *given, *out = NULL;
    int least, far;
    Py_ssize_t most_strings, most_words, budget;
    if (!PyArg_ParseTuple(args, "Opi(nn)n", &given, &far, &least, &most_strings, &most_words, &budget))
        return NULL;
    if (most_strings < 0 || most_words < 0 || budget < 0) {
        PyErr_SetString(PyExc_ValueError, "numbers must not be negative");
        return NULL;
    }
    PyObject *fast = PySequence_Fast(given, "ways must be a sequence");
    if (!fast)
        return NULL;
    size_t count = (size_t)PySequence_Fast_GET_SIZE(fast), most_looked = (size_t)most_strings;
    /* A search that runs meanwhile in another thread finds no room there, and makes its own. */
    Nearing *n = x->room;
    Heard h = {0};
    x->room = NULL;
    if (!n && !(n = malloc(sizeof(Nearing)))) {
        Py_DECREF(fast);
        return PyErr_NoMemory();
    }
    n->nearest = (Nearest){.most = most_looked, .next = most_looked + most_looked / 4 + 1, .floor = NEVER};
    n->least = least;
    n->count = 0;
    for (size_t slot = 0; slot < COMMONS; slot++)
        n->commons[slot].ways = 0;
    count = count < MOST_WAYS ? count : MOST_WAYS;
    List *near = &n->nearest.strings;
    if (map_make(&n->nearest.seen, 256) < 0 || map_make(&h.seen, 256) < 0 || (n->checked = all_checked(&x->blocks[STRINGS])) < 0)
        goto done;
    for (; n->count < count; n->count++) {
        const unsigned char *sounds;
        size_t size;
        if (sounds_of(PySequence_Fast_GET_ITEM(fast, (Py_ssize_t)n->count), &sounds, &size) < 0)
            goto done;
        way_make(x, &n->ways[n->count], sounds, size);
    }
    if (most_looked && nearest_of(x, n, far, (size_t)budget) < 0)
        goto done;
    if (best_first(near->all, near->count) < 0)
        goto done;
    settled(&x->blocks[SPEAKERS]);
    for (size_t i = 0; i < near->count && i < most_looked; i++) {
        if (i % AT_ONCE == 0)
            hear_soon(x, near, i);
        if (hear(x, &h, near->all[i].id, near->all[i].value) < 0)
            goto done;
    }
    if (best_first(h.words.all, h.words.count) < 0)
        goto done;
    if (h.words.count > (size_t)most_words)
        h.words.count = (size_t)most_words;
    out = packed_of(&h.words);
done:
    free(near->all);
    free(h.words.all);
    map_free(&n->nearest.seen);
    map_free(&h.seen);
    free(x->room);
    x->room = n;
    Py_DECREF(fast);
    return out;
}

static PyObject *index_same(Index *x, PyObject *args)
{
    PyObject *ways;
    int most_words;
    if (!PyArg_ParseTuple(args, "Oi", &ways, &most_words))
        return NULL;
    List words = {0};
    Map seen = {0};
    PyObject *out = NULL, *fast = PySequence_Fast(ways, "ways must be a sequence");
    if (!fast)
        return NULL;
    if (map_make(&seen, 64) < 0)
        goto done;
    for (Py_ssize_t w = 0; w < PySequence_Fast_GET_SIZE(fast); w++) {
        PyObject *way = PySequence_Fast_GET_ITEM(fast, w);
        const unsigned char *sounds;
        size_t size;
        if (sounds_of(way, &sounds, &size) < 0)
            goto done;
        /* Strings of one skeleton stand together, in the order of their bytes. */
        Skeleton whole[MOST_SKELETONS];
        if (!skeletons(x->options, sounds, size, whole))
            continue;
        size_t at, end;
        long string = -1;
        if (find(&x->bones, crc(whole[0].letters, whole[0].size), &at, &end) < 0)
            goto done;
        for (; at < end && string < 0; at++) {
            const unsigned char *group, *other;
            size_t grouped, length;
            u32 number_of_group;
            if (id_at(&x->bones, at, &number_of_group) < 0)
                goto done;
            if (number_of_group & LONGER)
                continue;
            if (row(&x->groups, number_of_group, "groups", &group, &grouped) < 0)
                goto done;
            size_t low = 0, high = grouped;
            while (low < high) {
                size_t middle = low + (high - low) / 2;
                if (string_at(x, number(group + 4 * middle), &other, &length) < 0)
                    goto done;
                int order = memcmp(other, sounds, length < size ? length : size);
                if (order < 0 || (order == 0 && length < size))
                    low = middle + 1;
                else
                    high = middle;
            }
            if (low == grouped)
                continue;
            if (string_at(x, number(group + 4 * low), &other, &length) < 0)
                goto done;
            if (length == size && !memcmp(other, sounds, size))
                string = number(group + 4 * low);
        }
        if (string < 0)
            continue;
        const unsigned char *members;
        size_t count;
        if (row(&x->speakers, (size_t)string, "speakers", &members, &count) < 0)
            goto done;
        int bits = most(x, sounds, size);
        for (size_t k = 0; k < count && words.count < (size_t)most_words; k++) {
            u32 word = number(members + 4 * k);
            if (word >= x->words) {
                corrupt("speakers");
                goto done;
            }
            long known = map_get(&seen, word);
            if (known < 0) {
                if (map_put(&seen, word, (u32)words.count) < 0 || list_add(&words, word, bits, 0) < 0)
                    goto done;
            } else if (words.all[known].value < bits)
                words.all[known].value = bits;
        }
    }
    out = packed_of(&words);
done:
    free(words.all);
    map_free(&seen);
    Py_DECREF(fast);
    return out;
}

/* From words to names */

#define MOST_SLOTS 8

/* A word that may stand for a part of the query: what it weighs, and what it can bring at best. */
typedef struct {
    u32 word;
    int weight, tells;
    int cost;  /* what counts against a name that has it */
    int bound; /* the most that a name can bring that has it */
} Wanted;

typedef struct {
    size_t slots, count;
    Wanted *all;
    int *values;         /* for each word its value in each slot */
    u32 *order, *sorted; /* the places of the words, best first, and by their numbers */
    Map at;              /* word -> place */
    u64 *marks;          /* a bit for each wanted word, by the last bits of its number: most words are not wanted */
    int lacks[MOST_SLOTS];       /* what it costs that a slot has no word */
    int best[MOST_SLOTS], total; /* the most that each slot can bring, and all together */
} Query;

typedef struct {
    int apart, clash, light, whole; /* see walk.py */
    unsigned heavy;
    size_t most, budget, spent, count;
    Map seen;
    Found *top; /* a heap of the best names, the worst on top */
} Walk;

#define GALLOPING 8

static int worth_of(const Index *x, u32 word, int *weight, int *tells)
{
    u32 worth;
    if (of_word(x, WORTH, word, &worth) < 0)
        return -1;
    *weight = (int)((worth >> 16) * (worth & 0xFFFF) / PERMILLE);
    *tells = (int)(worth & 0xFFFF);
    return 0;
}

#define MARKS 65536

/* The place of a word among those that are wanted, -1 where it is not. */
static inline long place_of(const Query *q, u32 word)
{
    return q->marks[word % MARKS / 64] >> word % 64 & 1 ? map_get(&q->at, word) : -1;
}

/* The most that a name can bring in which this word, or these two, stand for parts: those where that loses least. */
static int bound_of(const Query *q, size_t one)
{
    int least = -1;
    for (size_t s = 0; s < q->slots; s++) {
        int value = q->values[one * q->slots + s];
        int lost = q->best[s] - (value - q->all[one].cost);
        if (value && (least < 0 || lost < least))
            least = lost;
    }
    return q->total - least;
}

static int bound_of_two(const Query *q, size_t one, size_t two)
{
    int least = -1;
    for (size_t s = 0; s < q->slots; s++)
        for (size_t t = 0; t < q->slots; t++) {
            int left = q->values[one * q->slots + s], right = q->values[two * q->slots + t];
            if (s == t || !left || !right)
                continue;
            int lost = q->best[s] - (left - q->all[one].cost) + q->best[t] - (right - q->all[two].cost);
            if (least < 0 || lost < least)
                least = lost;
        }
    return least < 0 ? NEVER : q->total - least;
}

#define MOST_MATCHED 16 /* so many words of a name are looked at as parts of a query */

/* What a name brings: its words stand for parts of the query, the two that bring most first. A word that stands for a part
costs a share of its weight, one that does not another; and where a part and a word are left over, they contradict. */
static int weigh(const Index *x, const Query *q, const Walk *w, u32 name, int *value, int *missing)
{
    const unsigned char *words;
    size_t count, known[MOST_MATCHED], matched = 0;
    int sum = 0, left = 0, empty = 0;
    unsigned taken = 0, filled = 0;
    if (row(&x->parts, name, "parts", &words, &count) < 0)
        return -1;
    for (size_t i = 0; i < count; i++) {
        u32 word = number(words + 4 * i);
        long at = place_of(q, word);
        if (at >= 0 && matched < MOST_MATCHED) {
            known[matched++] = (size_t)at;
            continue;
        }
        int weight, tells;
        if (worth_of(x, word, &weight, &tells) < 0)
            return -1;
        sum -= weight * w->apart / 100;
        left += weight >= w->light;
    }
    for (;;) {
        int best = 0;
        size_t which = 0, slot = 0;
        for (size_t i = 0; i < matched; i++)
            for (size_t s = 0; s < q->slots && !(taken >> i & 1); s++)
                if (!(filled >> s & 1) && q->values[known[i] * q->slots + s] > best) {
                    best = q->values[known[i] * q->slots + s];
                    which = i;
                    slot = s;
                }
        if (!best)
            break;
        taken |= 1u << which;
        filled |= 1u << slot;
        sum += best - q->all[known[which]].cost;
    }
    for (size_t i = 0; i < matched; i++)
        if (!(taken >> i & 1)) {
            sum -= q->all[known[i]].weight * w->apart / 100;
            left += q->all[known[i]].weight >= w->light;
        }
    *missing = 0;
    for (size_t s = 0; s < q->slots; s++)
        if (!(filled >> s & 1)) {
            *missing = 1;
            sum -= q->lacks[s];
            empty += w->heavy >> s & 1;
        }
    *value = sum - w->clash * (left < empty ? left : empty);
    return 0;
}

/* Put the places of the words in order: the one that brings most at best first, and by their numbers. */
static int put_in_order(Query *q)
{
    u64 *keys = malloc((2 * q->count + 1) * sizeof(u64));
    if (!keys)
        return PyErr_NoMemory(), -1;
    for (size_t i = 0; i < q->count; i++)
        keys[i] = (u64)q->all[i].word << 32 | i;
    const u64 *sorted = counted(keys, keys + q->count, q->count);
    for (size_t i = 0; i < q->count; i++)
        q->sorted[i] = (u32)sorted[i];
    for (size_t i = 0; i < q->count; i++)
        keys[i] = (u64)(0x7FFFFFFFu - (u32)q->all[q->sorted[i]].bound) << 32 | i;
    sorted = counted(keys, keys + q->count, q->count);
    for (size_t i = 0; i < q->count; i++)
        q->order[i] = q->sorted[(u32)sorted[i]];
    free(keys);
    return 0;
}

static int query_make(const Index *x, PyObject *slots, PyObject *lacks, int beside, Query *q)
{
    memset(q, 0, sizeof *q);
    PyObject *fast = PySequence_Fast(slots, "slots must be a sequence");
    if (!fast)
        return -1;
    int failed = -1;
    size_t room = 0, n = (size_t)PySequence_Fast_GET_SIZE(fast);
    if (n > MOST_SLOTS || (size_t)PyTuple_GET_SIZE(lacks) != n) {
        PyErr_SetString(PyExc_ValueError, "too many parts");
        goto done;
    }
    for (size_t s = 0; s < n; s++) {
        q->lacks[s] = (int)PyLong_AsLong(PyTuple_GET_ITEM(lacks, (Py_ssize_t)s));
        q->best[s] = -q->lacks[s];
    }
    if (PyErr_Occurred())
        goto done;
    for (size_t s = 0; s < n; s++) {
        Py_ssize_t size = packed_size(PySequence_Fast_GET_ITEM(fast, s));
        if (size < 0)
            goto done;
        room += (size_t)size;
    }
    q->slots = n;
    q->all = calloc(room + 1, sizeof(Wanted));
    q->order = malloc((room + 1) * sizeof(u32));
    q->sorted = malloc((room + 1) * sizeof(u32));
    q->values = calloc((room + 1) * (n + 1), sizeof(int));
    q->marks = calloc(MARKS / 64, sizeof(u64));
    if (!q->all || !q->order || !q->sorted || !q->values || !q->marks) {
        PyErr_NoMemory();
        goto done;
    }
    if (map_make(&q->at, room + 1) < 0)
        goto done;
    for (size_t s = 0; s < n; s++) {
        PyObject *one = PySequence_Fast_GET_ITEM(fast, s);
        Py_ssize_t size = packed_size(one);
        for (Py_ssize_t i = 0; i < size; i++) {
            u32 word;
            int bits;
            packed_at(one, i, &word, &bits);
            if (word >= x->words) {
                corrupt("words");
                goto done;
            }
            long known = map_get(&q->at, word);
            if (known < 0) {
                known = (long)q->count++;
                Wanted *w = &q->all[known];
                w->word = word;
                q->marks[word % MARKS / 64] |= (u64)1 << word % 64;
                if (worth_of(x, w->word, &w->weight, &w->tells) < 0 || map_put(&q->at, w->word, (u32)known) < 0)
                    goto done;
                w->cost = w->weight * beside / 100;
            }
            int value = (int)((int64_t)bits * q->all[known].tells / PERMILLE);
            if (value < 1)
                value = 1;
            if (q->values[(size_t)known * n + s] < value)
                q->values[(size_t)known * n + s] = value;
        }
    }
    for (size_t i = 0; i < q->count; i++)
        for (size_t s = 0; s < n; s++) {
            int value = q->values[i * n + s];
            if (value && value - q->all[i].cost > q->best[s])
                q->best[s] = value - q->all[i].cost;
        }
    for (size_t s = 0; s < n; s++)
        q->total += q->best[s];
    for (size_t i = 0; i < q->count; i++)
        q->all[i].bound = bound_of(q, i);
    failed = put_in_order(q);
done:
    Py_DECREF(fast);
    return failed;
}

static void query_free(Query *q)
{
    free(q->all);
    free(q->order);
    free(q->sorted);
    free(q->values);
    free(q->marks);
    if (q->at.keys)
        map_free(&q->at);
}

static int worse(const Found *a, const Found *b)
{
    return a->value != b->value ? a->value < b->value : a->id > b->id;
}

/* Can no name that brings at most so much be among the best any more? */
static int hopeless(const Walk *w, int bound)
{
    return w->count == w->most && (!w->most || bound < w->top[0].value);
}

/* Take a name among the best, if it is one of them. */
static int look_at(const Index *x, const Query *q, Walk *w, u32 name)
{
    w->spent++;
    if (name >= x->names)
        return corrupt("postings");
    if (map_get(&w->seen, name) >= 0)
        return 0;
    if (map_put(&w->seen, name, 0) < 0)
        return -1;
    int value, missing;
    if (weigh(x, q, w, name, &value, &missing) < 0)
        return -1;
    if (w->whole && missing)
        return 0;
    Found one = {name, value, 0};
    size_t at;
    if (w->count < w->most) {
        for (at = w->count++; at && worse(&one, &w->top[(at - 1) / 2]); at = (at - 1) / 2)
            w->top[at] = w->top[(at - 1) / 2];
    } else {
        if (!w->most || !worse(&w->top[0], &one))
            return 0;
        for (at = 0;;) {
            size_t next = 2 * at + 1;
            if (next + 1 < w->count && worse(&w->top[next + 1], &w->top[next]))
                next++;
            if (next >= w->count || !worse(&w->top[next], &one))
                break;
            w->top[at] = w->top[next];
            at = next;
        }
    }
    w->top[at] = one;
    return 0;
}

/* Ask for the words of some names, and for what these weigh. */
static void look_soon(const Index *x, const unsigned char *names, size_t count)
{
    const Block *worth = &x->blocks[WORTH];
    const unsigned char *words, *place;
    count = count < AT_ONCE ? count : AT_ONCE;
    for (size_t i = 0; i < count; i++)
        offset_soon(&x->parts, number(names + 4 * i));
    for (size_t i = 0; i < count; i++)
        row_soon(&x->parts, number(names + 4 * i), 1, &words);
    for (size_t i = 0; i < count; i++)
        for (size_t k = row_soon(&x->parts, number(names + 4 * i), 1, &words); k-- > 0;) {
            u32 word = number(words + 4 * k);
            if (word < x->words && at_hand(worth, place = worth->at + 4 * (size_t)word))
                want(place);
        }
}

/* The first place in some numbers, from `from` on, that is not below the one sought: gallop, then halve. */
static size_t gallop(const unsigned char *numbers, size_t count, size_t from, u32 sought)
{
    size_t step = 1, low = from;
    if (low >= count || number(numbers + 4 * low) >= sought)
        return low;
    while (low + step < count && number(numbers + 4 * (low + step)) < sought) {
        low += step;
        step *= 2;
    }
    size_t high = low + step < count ? low + step : count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (number(numbers + 4 * middle) < sought)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Look at the names that a word and another one, which stands in so many places of its row, have in common. */
static int meet_two(const Index *x, const Query *q, Walk *w, size_t one, size_t two, const unsigned char *names, size_t count)
{
    int bound = two == one ? q->all[one].bound : bound_of_two(q, one, two);
    for (size_t i = 0; i < count && bound > NEVER && !hopeless(w, bound) && w->spent < w->budget; i++) {
        u32 name = number(names + 4 * i);
        if (i % AT_ONCE == 0 && count - i > 1)
            look_soon(x, names + 4 * i, count - i);
        if (w->count == w->most && bound == w->top[0].value && name > w->top[0].id)
            break;
        if (look_at(x, q, w, name) < 0)
            return -1;
    }
    return 0;
}

static inline size_t end_of(const unsigned char *others, size_t count, size_t at, u32 other)
{
    if (at + 1 < count && number(others + 4 * (at + 1)) != other)
        return at + 1;
    return other == UINT32_MAX ? at + 1 : gallop(others, count, at, other + 1);
}

/* Look at the names of a word that have another of the words too, or no other at all. */
static int meet(const Index *x, const Query *q, Walk *w, size_t one)
{
    const unsigned char *others, *names;
    size_t count, at = 0;
    if (row(&x->pairs, q->all[one].word, "pairs", &others, &count) < 0)
        return -1;
    if (count % 2)
        return corrupt("pairs");
    count /= 2;
    names = others + 4 * count;
    /* Where the row is long, each word is sought in it; else each of its words is sought among those wanted. */
    if (count > q->count * GALLOPING) {
        for (size_t next = 0; at < count && w->spent < w->budget && next < q->count; next++) {
            w->spent++;
            u32 two = q->sorted[next], other = q->all[two].word;
            at = gallop(others, count, at, other);
            if (at == count)
                break;
            if (number(others + 4 * at) != other)
                continue;
            size_t end = end_of(others, count, at, other);
            if (meet_two(x, q, w, one, two, names + 4 * at, end - at) < 0)
                return -1;
            at = end;
        }
        return 0;
    }
    while (at < count && w->spent < w->budget) {
        /* Most words of a row are not wanted. */
        const u64 *marks = q->marks;
        size_t left = w->budget - w->spent;
        u32 other = 0;
        for (; at < count && left; at = end_of(others, count, at, other)) {
            other = number(others + 4 * at);
            left--;
            if (marks[other % MARKS / 64] >> other % 64 & 1)
                break;
        }
        int marked = at < count && w->budget - w->spent > left && number(others + 4 * at) == other;
        w->spent = w->budget - left;
        long two = marked ? place_of(q, other) : -1;
        if (!marked)
            break;
        size_t end = end_of(others, count, at, other);
        if (two >= 0 && meet_two(x, q, w, one, (size_t)two, names + 4 * at, end - at) < 0)
            return -1;
        at = end;
    }
    return 0;
}

#define LINES 8 /* so much of a row is asked for before it is read */

/* Ask for the rows of some words. */
static void meet_soon(const Index *x, const Query *q, size_t at)
{
    size_t end = q->count - at < AT_ONCE ? q->count : at + AT_ONCE;
    const unsigned char *names;
    for (size_t i = at; i < end; i++)
        offset_soon(&x->pairs, q->all[q->order[i]].word);
    for (size_t i = at; i < end; i++)
        row_soon(&x->pairs, q->all[q->order[i]].word, LINES, &names);
}

/* Look at the names of a word, whatever else they have, up to so many steps. */
static int follow(const Index *x, const Query *q, Walk *w, size_t one, size_t steps)
{
    const unsigned char *names;
    size_t count;
    if (row(&x->postings, q->all[one].word, "postings", &names, &count) < 0)
        return -1;
    for (size_t i = 0; i < count && w->spent < steps && !hopeless(w, q->all[one].bound); i++) {
        if (i % AT_ONCE == 0)
            look_soon(x, names + 4 * i, count - i < steps - w->spent ? count - i : steps - w->spent);
        if (look_at(x, q, w, number(names + 4 * i)) < 0)
            return -1;
    }
    return 0;
}

/* names(slots, (lacks, heavy), whole, costs, most, budgets): names that bear the wanted words, best first; see walk.py. */
static PyObject *index_names(Index *x, PyObject *args)
{
    PyObject *slots, *lacks, *result = NULL;
    unsigned heavy;
    int beside;
    Py_ssize_t most_kept, budget, alone;
    Query q;
    Walk w = {0};
    if (!PyArg_ParseTuple(args, "O(O!I)p(iiii)n(nn)", &slots, &PyTuple_Type, &lacks, &heavy, &w.whole, &beside, &w.apart, &w.clash, &w.light, &most_kept,
                          &budget, &alone))
        return NULL;
    if (most_kept < 0 || budget < 0 || alone < 0) {
        PyErr_SetString(PyExc_ValueError, "numbers must not be negative");
        return NULL;
    }
    w.heavy = heavy;
    w.most = (size_t)most_kept;
    w.budget = (size_t)budget;
    if (query_make(x, slots, lacks, beside, &q) < 0 || map_make(&w.seen, 256) < 0)
        goto done;
    if (!(w.top = malloc((w.most + 1) * sizeof(Found)))) {
        PyErr_NoMemory();
        goto done;
    }
    settled(&x->blocks[PAIRS]);
    settled(&x->blocks[PARTS]);
    settled(&x->blocks[WORTH]);
    for (size_t i = 0; i < q.count && w.spent < w.budget && !hopeless(&w, q.all[q.order[i]].bound); i++) {
        if (i % AT_ONCE == 0)
            meet_soon(x, &q, i);
        if (meet(x, &q, &w, q.order[i]) < 0)
            goto done;
    }
    /* Names of which one word alone is wanted: all that a query of one part may ask for, and else what is better than
    nothing. */
    if (q.slots == 1 || (!w.whole && w.count < w.most)) {
        w.spent = 0;
        for (size_t i = 0; i < q.count && w.spent < (size_t)alone; i++)
            if (follow(x, &q, &w, q.order[i], (size_t)alone) < 0)
                goto done;
    }
    if (best_first(w.top, w.count) < 0)
        goto done;
    List found = {w.top, w.count, w.count};
    result = pairs_of(&found);
done:
    query_free(&q);
    free(w.top);
    if (w.seen.keys)
        map_free(&w.seen);
    return result;
}

/* alone(words, most): the names that have one of some words and no other, with the value of it; of each word at most so
many. */
static PyObject *index_alone(Index *x, PyObject *args)
{
    PyObject *words, *result = NULL;
    Py_ssize_t most_names;
    List out = {0};
    if (!PyArg_ParseTuple(args, "On", &words, &most_names))
        return NULL;
    Py_ssize_t size = packed_size(words);
    if (size < 0)
        return NULL;
    for (Py_ssize_t i = 0; i < size; i++) {
        const unsigned char *others;
        size_t count;
        u32 word;
        int value;
        packed_at(words, i, &word, &value);
        if (row(&x->pairs, word, "pairs", &others, &count) < 0)
            goto done;
        if (count % 2) {
            corrupt("pairs");
            goto done;
        }
        count /= 2;
        size_t at = gallop(others, count, 0, word);
        for (Py_ssize_t found = 0; at < count && found < most_names && number(others + 4 * at) == word; at++, found++)
            if (list_add(&out, number(others + 4 * (count + at)), value, 0) < 0)
                goto done;
    }
    result = pairs_of(&out);
done:
    free(out.all);
    return result;
}

/* couples(first, last): for each word from one to another the names in which it is one of the three rarest words, each
with a word that is less rare, in the order of those words; a name of one word alone stands beside that word itself. A row
has the words, then the names. */
#define LEADING 3

typedef struct {
    u32 word, count;
} Borne;

static int rarer(const void *one, const void *two)
{
    const Borne *a = one, *b = two;
    return a->count != b->count ? (a->count < b->count ? -1 : 1) : a->word < b->word ? -1 : a->word > b->word;
}

static int by_number(const void *one, const void *two)
{
    u64 a = *(const u64 *)one, b = *(const u64 *)two;
    return a < b ? -1 : a > b;
}

/* The words of a name, each once, the rarest first. */
static int rarest_first(const Index *x, size_t name, Borne **into, size_t *room, size_t *count)
{
    const unsigned char *words, *names;
    size_t parts, borne;
    *count = 0;
    if (row(&x->parts, name, "parts", &words, &parts) < 0)
        return -1;
    if (parts > *room) {
        Borne *more = realloc(*into, parts * sizeof(Borne));
        if (!more)
            return PyErr_NoMemory(), -1;
        *into = more;
        *room = parts;
    }
    for (size_t i = 0; i < parts; i++) {
        u32 word = number(words + 4 * i);
        if (row(&x->postings, word, "postings", &names, &borne) < 0)
            return -1;
        (*into)[(*count)++] = (Borne){word, (u32)borne};
    }
    in_order(*into, *count, sizeof(Borne), rarer);
    size_t kept = 0;
    for (size_t i = 0; i < *count; i++)
        if (!kept || (*into)[kept - 1].word != (*into)[i].word)
            (*into)[kept++] = (*into)[i];
    *count = kept;
    return 0;
}

static PyObject *index_couples(Index *x, PyObject *args)
{
    Py_ssize_t from = 0, to_word = -1;
    if (!PyArg_ParseTuple(args, "|nn", &from, &to_word))
        return NULL;
    to_word = to_word < 0 ? (Py_ssize_t)x->words : to_word;
    if (from < 0 || from > to_word || (size_t)to_word > x->words)
        return corrupt("pairs"), NULL;
    Borne *borne = NULL;
    size_t room = 0, count, total = 0, words = (size_t)(to_word - from);
    u64 *all = NULL;
    u32 *starts = calloc(words + 2, sizeof(u32)), *filled = calloc(words + 1, sizeof(u32));
    PyObject *out = NULL;
    if (!starts || !filled) {
        PyErr_NoMemory();
        goto done;
    }
    for (int filling = 0; filling < 2; filling++) {
        for (size_t name = 0; name < x->names; name++) {
            if (rarest_first(x, name, &borne, &room, &count) < 0)
                goto done;
            for (size_t i = 0; i < count && i < LEADING; i++)
                for (size_t k = count == 1 ? 0 : i + 1; k < count; k++) {
                    if (borne[i].word < (size_t)from || borne[i].word >= (size_t)to_word)
                        continue;
                    u32 word = borne[i].word - (u32)from;
                    if (filling)
                        all[starts[word] + filled[word]++] = (u64)borne[k].word << 32 | name;
                    else
                        starts[word + 1]++;
                }
        }
        if (filling)
            break;
        for (size_t word = 0; word < words; word++)
            starts[word + 1] += starts[word];
        total = starts[words];
        if (!(all = malloc((total + 1) * sizeof(u64)))) {
            PyErr_NoMemory();
            goto done;
        }
    }
    if (!(out = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)(4 * (words + 2 + 2 * total)))))
        goto done;
    unsigned char *to = (unsigned char *)PyBytes_AS_STRING(out);
    put(&to, (u32)words);
    for (size_t word = 0; word <= words; word++)
        put(&to, 2 * starts[word]);
    for (size_t word = 0; word < words; word++) {
        u64 *first = all + starts[word], *last = all + starts[word + 1];
        in_order(first, (size_t)(last - first), sizeof(u64), by_number);
        for (u64 *one = first; one < last; one++)
            put(&to, (u32)(*one >> 32));
        for (u64 *one = first; one < last; one++)
            put(&to, (u32)*one);
    }
done:
    free(borne);
    free(starts);
    free(filled);
    free(all);
    return out;
}

/* Slips of the hand */

/* Is one text the other but for one letter more, less or changed, or two that changed places? */
static int one_slip(PyObject *a, PyObject *b)
{
    int kind_a = PyUnicode_KIND(a), kind_b = PyUnicode_KIND(b);
    const void *data_a = PyUnicode_DATA(a), *data_b = PyUnicode_DATA(b);
    Py_ssize_t m = PyUnicode_GET_LENGTH(a), n = PyUnicode_GET_LENGTH(b), start = 0;
#define A(i) PyUnicode_READ(kind_a, data_a, i)
#define B(i) PyUnicode_READ(kind_b, data_b, i)
    while (start < m && start < n && A(start) == B(start))
        start++;
    while (m > start && n > start && A(m - 1) == B(n - 1)) {
        m--;
        n--;
    }
    m -= start;
    n -= start;
    return (m <= 1 && n <= 1) || (m == 2 && n == 2 && A(start) == B(start + 1) && A(start + 1) == B(start));
#undef A
#undef B
}

static int item(const Block *b, const char *name, size_t at, const unsigned char **bytes, size_t *size);

/* The spelling of a word: the second field of its record. */
static PyObject *key_of(const Index *x, u32 word)
{
    const unsigned char *bytes, *start, *end;
    size_t size;
    if (item(&x->blocks[WORDS], "words", word, &bytes, &size) < 0)
        return NULL;
    if (!(start = memchr(bytes, FIELD, size)))
        return corrupt("words"), NULL;
    start++;
    if (!(end = memchr(start, FIELD, size - (size_t)(start - bytes))))
        end = bytes + size;
    PyObject *text = PyUnicode_DecodeUTF8((const char *)start, end - start, NULL);
    if (!text && PyErr_ExceptionMatches(PyExc_UnicodeDecodeError)) {
        PyErr_Clear();
        PyErr_SetString(corrupt_error, "block 'words' has a record that is not UTF-8: build the gazetteer anew");
    }
    return text;
}

/* slips(key, prints, most): the words that are spelled so but for one slip, of those under some fingerprints. */
static PyObject *index_slips(Index *x, PyObject *args)
{
    PyObject *key, *prints, *out = NULL;
    Py_ssize_t most_found;
    if (!PyArg_ParseTuple(args, "UO!n", &key, &PyList_Type, &prints, &most_found))
        return NULL;
    Map seen = {0};
    if (map_make(&seen, 64) < 0 || !(out = PyList_New(0)))
        goto failed;
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(prints) && most_found > 0; i++) {
        size_t at, end;
        unsigned long print = PyLong_AsUnsignedLong(PyList_GET_ITEM(prints, i));
        if (PyErr_Occurred() || find(&x->typed, (u32)print, &at, &end) < 0)
            goto failed;
        for (; at < end && most_found > 0; at++) {
            u32 word;
            if (id_at(&x->typed, at, &word) < 0)
                goto failed;
            if (map_get(&seen, word) >= 0)
                continue;
            most_found--;
            if (map_put(&seen, word, 0) < 0)
                goto failed;
            if (word >= x->words) {
                corrupt("typed");
                goto failed;
            }
            PyObject *other = key_of(x, word);
            if (!other)
                goto failed;
            int near = one_slip(key, other);
            Py_DECREF(other);
            if (near) {
                PyObject *value = PyLong_FromUnsignedLong(word);
                int failed = !value || PyList_Append(out, value) < 0;
                Py_XDECREF(value);
                if (failed)
                    goto failed;
            }
        }
    }
    map_free(&seen);
    return out;
failed:
    map_free(&seen);
    Py_XDECREF(out);
    return NULL;
}

/* shared(words, weight, share): words with a share of what they weigh, or of `weight`, where that is less. */
static PyObject *index_shared(Index *x, PyObject *args)
{
    PyObject *words, *out = NULL;
    double weight, share;
    List found = {0};
    if (!PyArg_ParseTuple(args, "Odd", &words, &weight, &share))
        return NULL;
    PyObject *fast = PySequence_Fast(words, "words must be a sequence");
    if (!fast)
        return NULL;
    for (Py_ssize_t i = 0; i < PySequence_Fast_GET_SIZE(fast); i++) {
        unsigned long word = PyLong_AsUnsignedLong(PySequence_Fast_GET_ITEM(fast, i));
        u32 worth;
        if (PyErr_Occurred() || (word >= x->words ? corrupt("worth") : of_word(x, WORTH, (u32)word, &worth)) < 0)
            goto done;
        double own = worth >> 16, bits = share * (own < weight ? own : weight);
        if (list_add(&found, (u32)word, bits < 1 ? 1 : bits > INT_MAX ? INT_MAX : (int)bits, 0) < 0)
            goto done;
    }
    out = packed_of(&found);
done:
    free(found.all);
    Py_DECREF(fast);
    return out;
}

/* The usual sounds of a name's words, written as one; backwards where asked. 0 where they are too long or unread. */
static int joined_sounds(const Index *x, const unsigned char *words, size_t count, int back, unsigned char *into, size_t *size)
{
    *size = 0;
    for (size_t i = 0; i < count; i++) {
        u32 word = number(words + 4 * (back ? count - 1 - i : i));
        u32 usual;
        const unsigned char *sounds;
        size_t length;
        if (of_word(x, USUAL, word, &usual) < 0)
            return -1;
        if (usual == NOT_JOINED)
            continue;
        if (!usual)
            return 0;
        if (string_at(x, usual - 1, &sounds, &length) < 0)
            return -1;
        if (*size + length > LONGEST)
            return 0;
        memcpy(into + *size, sounds, length);
        *size += length;
    }
    return *size > 0;
}

#define MOST_JOINED 4 /* so many words of a name are asked for at once */

/* What a search for names written as one word has at hand. */
typedef struct {
    Pattern *ways; /* those that are not among four */
#ifdef __GNUC__
    Patterns *fours;
    size_t count_of_fours;
#endif
    size_t count, spent, budget;
    int least;
    Map asked, seen;
    List out;
} Joining;

/* Take a way of writing a name as one word. */
static void join_way(Joining *j, const unsigned char *sounds, size_t size)
{
#ifdef __GNUC__
    if (size && size <= 32) {
        if (!j->count_of_fours || j->fours[j->count_of_fours - 1].count == FOUR)
            memset(&j->fours[j->count_of_fours++], 0, sizeof(Patterns));
        patterns_add(&j->fours[j->count_of_fours - 1], sounds, size);
        return;
    }
#endif
    pattern_make(&j->ways[j->count++], sounds, size);
}

/* Ask for the words of some names, and for how these sound. */
static int join_soon(const Index *x, size_t at, size_t end)
{
    const Block *usual = &x->blocks[USUAL], *strings = &x->blocks[STRINGS];
    u32 names[AT_ONCE], sounds[AT_ONCE * MOST_JOINED];
    size_t count = 0, found = 0;
    for (; at < end; at++, count++) {
        if (id_at(&x->joined, at, &names[count]) < 0)
            return -1;
        offset_soon(&x->parts, names[count]);
    }
    const unsigned char *words[AT_ONCE], *place;
    size_t counts[AT_ONCE];
    for (size_t i = 0; i < count; i++)
        counts[i] = row_soon(&x->parts, names[i], 1, &words[i]);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < counts[i] && k < MOST_JOINED; k++) {
            u32 word = number(words[i] + 4 * k);
            if (word < x->words && at_hand(usual, place = usual->at + 4 * (size_t)word)) {
                want(place);
                sounds[found++] = word;
            }
        }
    for (size_t i = 0; i < found; i++) {
        u32 string = number(usual->at + 4 * (size_t)sounds[i]) - 1;
        sounds[i] = string < x->strings && at_hand(strings, place = x->string_offsets + 4 * (size_t)string) ? string : UINT32_MAX;
        if (sounds[i] < UINT32_MAX)
            want(place);
    }
    for (size_t i = 0; i < found; i++) {
        u32 first = sounds[i] < UINT32_MAX ? number(x->string_offsets + 4 * (size_t)sounds[i]) : UINT32_MAX;
        if (first < x->string_total && at_hand(strings, x->string_bytes + first))
            want(x->string_bytes + first);
    }
    return 0;
}

static int join_at(const Index *x, Joining *j, u32 print)
{
    size_t at, end;
    if (j->spent >= j->budget || map_get(&j->asked, print) >= 0)
        return 0;
    j->spent++;
    if (map_put(&j->asked, print, 0) < 0 || find(&x->joined, print, &at, &end) < 0)
        return -1;
    size_t asked = at;
    for (; at < end && j->spent < j->budget; at++) {
        u32 name;
        const unsigned char *words;
        size_t count;
        int like = 0;
        if (at == asked) {
            asked = end - at < AT_ONCE ? end : at + AT_ONCE;
            if (join_soon(x, at, asked) < 0)
                return -1;
        }
        if (id_at(&x->joined, at, &name) < 0)
            return -1;
        if (map_get(&j->seen, name) >= 0)
            continue;
        j->spent++;
        if (map_put(&j->seen, name, 0) < 0 || row(&x->parts, name, "parts", &words, &count) < 0)
            return -1;
        for (int back = 0; back < (count == 2 ? 2 : 1); back++) {
            unsigned char other[LONGEST];
            size_t length;
            int fits = joined_sounds(x, words, count, back, other, &length);
            if (fits < 0)
                return -1;
            if (!fits)
                continue;
            for (size_t w = 0; w < j->count; w++)
                liken(&like, j->ways[w].size, length, distance(&j->ways[w], other, length));
#ifdef __GNUC__
            for (size_t w = 0; w < j->count_of_fours; w++)
                liken_all(&j->fours[w], other, length, &like);
#endif
        }
        if (like >= j->least && list_add(&j->out, name, like, 0) < 0)
            return -1;
    }
    return 0;
}

/* The fingerprint of a skeleton of which `skipped` letters are left out at a place, with a letter put there (0: none). */
static u32 edited(const Skeleton *whole, size_t place, size_t skipped, unsigned char letter)
{
    unsigned char letters[LONGEST + 1];
    size_t size = 0;
    for (size_t i = 0; i <= whole->size; i++) {
        if (i == place && letter && (!size || letters[size - 1] != letter))
            letters[size++] = letter;
        if (i < whole->size && !(i >= place && i < place + skipped) && (!size || letters[size - 1] != whole->letters[i]))
            letters[size++] = whole->letters[i];
    }
    return crc(letters, size);
}

/* joined(ways, least, far, most, budget): names that, written as one word, sound like one of the ways, with their
likeness: those of one skeleton, or, farther off, those with a letter more, less or changed. */
static PyObject *index_joined(Index *x, PyObject *args)
{
    PyObject *ways, *result = NULL;
    int least, far;
    Py_ssize_t most_kept, budget;
    if (!PyArg_ParseTuple(args, "Oipnn", &ways, &least, &far, &most_kept, &budget))
        return NULL;
    Joining j = {.least = least, .budget = budget > 0 ? (size_t)budget : 0};
    settled(&x->blocks[PARTS]);
    settled(&x->blocks[USUAL]);
    settled(&x->blocks[STRINGS]);
    PyObject *fast = PySequence_Fast(ways, "ways must be a sequence");
    if (!fast)
        return NULL;
    Py_ssize_t count = PySequence_Fast_GET_SIZE(fast);
    if (!(j.ways = malloc(((size_t)count + 1) * sizeof(Pattern)))) {
        PyErr_NoMemory();
        goto done;
    }
    if (map_make(&j.seen, 256) < 0 || map_make(&j.asked, 256) < 0)
        goto done;
#ifdef __GNUC__
    if (!(j.fours = malloc(((size_t)count / FOUR + 1) * sizeof(Patterns)))) {
        PyErr_NoMemory();
        goto done;
    }
#endif
    for (Py_ssize_t w = 0; w < count; w++) {
        const unsigned char *sounds;
        size_t size;
        if (sounds_of(PySequence_Fast_GET_ITEM(fast, w), &sounds, &size) < 0)
            goto done;
        join_way(&j, sounds, size);
    }
    for (Py_ssize_t w = 0; w < count; w++) {
        Skeleton whole[MOST_SKELETONS];
        const unsigned char *sounds;
        size_t size;
        if (sounds_of(PySequence_Fast_GET_ITEM(fast, w), &sounds, &size) < 0)
            goto done;
        size_t found = skeletons(x->options, sounds, size, whole);
        for (size_t k = 0; k < found; k++) {
            if (!far) {
                if (join_at(x, &j, crc(whole[k].letters, whole[k].size)) < 0)
                    goto done;
                continue;
            }
            if (whole[k].size < SHORTEST_TO_SHORTEN || whole[k].size > LONGEST_TO_SHORTEN)
                continue;
            for (size_t place = 0; place <= whole[k].size && j.spent < j.budget; place++)
                for (const unsigned char *letter = x->letters;; letter++) {
                    /* The 0 behind the letters stands for none: that takes one away. */
                    if ((*letter && join_at(x, &j, edited(&whole[k], place, 0, *letter)) < 0) ||
                        (place < whole[k].size && join_at(x, &j, edited(&whole[k], place, 1, *letter)) < 0))
                        goto done;
                    if (!*letter)
                        break;
                }
        }
    }
    if (best_first(j.out.all, j.out.count) < 0)
        goto done;
    if (j.out.count > (size_t)most_kept)
        j.out.count = most_kept > 0 ? (size_t)most_kept : 0;
    result = pairs_of(&j.out);
done:
    free(j.ways);
#ifdef __GNUC__
    free(j.fours);
#endif
    free(j.out.all);
    map_free(&j.seen);
    map_free(&j.asked);
    Py_DECREF(fast);
    return result;
}

/* joins(most, bytearray, first, last): for each name, from one to another, of two and up to `most` words, the fingerprints
of its skeletons as one word; two words also backwards. Appends numbers of eight bytes, fingerprint << 32 | name, in the machine's order. */
static PyObject *index_joins(Index *x, PyObject *args)
{
    int most_words;
    PyObject *into;
    Py_ssize_t first_name = 0, last_name = -1;
    if (!PyArg_ParseTuple(args, "iO!|nn", &most_words, &PyByteArray_Type, &into, &first_name, &last_name))
        return NULL;
    last_name = last_name < 0 ? (Py_ssize_t)x->names : last_name;
    if (first_name < 0 || first_name > last_name || (size_t)last_name > x->names)
        return corrupt("parts"), NULL;
    u64 *all = NULL;
    size_t count = 0, room = 0;
    for (size_t name = (size_t)first_name; name < (size_t)last_name; name++) {
        const unsigned char *words;
        size_t parts;
        if (row(&x->parts, name, "parts", &words, &parts) < 0)
            goto failed;
        if (parts < 2 || parts > (size_t)most_words)
            continue;
        size_t began = count;
        for (int back = 0; back < (parts == 2 ? 2 : 1); back++) {
            unsigned char sounds[LONGEST];
            size_t size;
            u32 prints[MOST_PRINTS];
            int fits = joined_sounds(x, words, parts, back, sounds, &size);
            if (fits < 0)
                goto failed;
            if (!fits)
                continue;
            size_t printed = skeleton_prints(x->options, sounds, size, 0, prints);
            if (count + printed > room) {
                room = 2 * room + 1024;
                u64 *more = realloc(all, room * sizeof(u64));
                if (!more) {
                    PyErr_NoMemory();
                    goto failed;
                }
                all = more;
            }
            for (size_t k = 0; k < printed; k++) {
                u64 pair = (u64)prints[k] << 32 | name;
                size_t known = began;
                while (known < count && all[known] != pair)
                    known++;
                if (known == count)
                    all[count++] = pair;
            }
        }
    }
    Py_ssize_t old = PyByteArray_GET_SIZE(into);
    if (PyByteArray_Resize(into, old + (Py_ssize_t)(count * sizeof(u64))) < 0)
        goto failed;
    if (count)
        memcpy(PyByteArray_AS_STRING(into) + old, all, count * sizeof(u64));
    free(all);
    Py_RETURN_NONE;
failed:
    free(all);
    return NULL;
}

static int take(PyObject *one, Block *block);

static void blocks_free(Block *blocks, int count)
{
    for (int i = 0; i < count; i++)
        if (blocks[i].held) {
            PyBuffer_Release(&blocks[i].view);
            if (blocks[i].seen_held)
                PyBuffer_Release(&blocks[i].seen_view);
            Py_XDECREF(blocks[i].check);
        }
}

static void index_free(Index *x)
{
    free(x->room);
    blocks_free(x->blocks, BLOCKS);
    Py_TYPE(x)->tp_free((PyObject *)x);
}

/* Index(blocks, costs, options): blocks by name; the costs of 64 sounds by 65 (the last column is the gap), in hundredths
of a bit; and the two letters that each sound may have in a skeleton. */
static PyObject *index_new(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    PyObject *blocks, *costs;
    const char *options;
    Py_ssize_t option_count;
    static char *names[] = {"blocks", "costs", "options", NULL};
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "OOy#", names, &blocks, &costs, &options, &option_count))
        return NULL;
    if (option_count != 2 * SOUNDS) {
        PyErr_SetString(PyExc_ValueError, "options are two for each of 64 sounds");
        return NULL;
    }
    Index *x = (Index *)type->tp_alloc(type, 0);
    if (!x)
        return NULL;
    for (int i = 0; i < BLOCKS; i++) {
        PyObject *one = PyMapping_GetItemString(blocks, block_names[i]);
        int taken = one ? take(one, &x->blocks[i]) : -1;
        Py_XDECREF(one);
        if (taken < 0)
            goto failed;
    }
    memcpy(x->options, options, 2 * SOUNDS);
    size_t letters = 0;
    for (int letter = 1; letter < NO_OPTION && letters < SOUNDS - 1; letter++)
        if (memchr(options, letter, 2 * SOUNDS))
            x->letters[letters++] = (unsigned char)letter;
    Py_ssize_t rows = PySequence_Size(costs);
    if (rows != SOUNDS * (SOUNDS + 1)) {
        if (!PyErr_Occurred())
            PyErr_SetString(PyExc_ValueError, "costs are 64 rows of 65");
        goto failed;
    }
    for (int a = 0; a < SOUNDS; a++)
        for (int b = 0; b <= SOUNDS; b++) {
            PyObject *value = PySequence_GetItem(costs, a * (SOUNDS + 1) + b);
            long cost = value ? PyLong_AsLong(value) : -1;
            Py_XDECREF(value);
            if (PyErr_Occurred())
                goto failed;
            if (cost > HIGHEST_COST || cost < -HIGHEST_COST) {
                PyErr_SetString(PyExc_ValueError, "a cost is out of range");
                goto failed;
            }
            if (b < SOUNDS)
                x->costs[a][b] = (int)cost;
            else
                x->gaps[a] = (int)cost;
            if (a == b)
                x->own[a] = (int)cost;
            if ((cost < 0 ? -cost : cost) > x->farthest)
                x->farthest = (int)(cost < 0 ? -cost : cost);
        }
    for (int a = 0; a < SOUNDS; a++) {
        x->highest[a] = x->gaps[a];
        for (int b = 0; b < SOUNDS; b++) {
            int gained = x->costs[a][b] - x->gaps[a] - x->gaps[b];
            if (x->costs[a][b] > x->highest[a])
                x->highest[a] = x->costs[a][b];
            if (gained > x->most_gained)
                x->most_gained = gained;
        }
        if (x->gaps[a] > 0)
            x->alone += LONGEST * x->gaps[a];
        x->sums[a + 1] = ((u64)(u32)x->own[a] << 32) + (u64)(int64_t)x->gaps[a];
    }
    if (as_ragged(&x->blocks[PARTS], "parts", &x->parts) < 0 ||
        as_ragged(&x->blocks[POSTINGS], "postings", &x->postings) < 0 ||
        as_ragged(&x->blocks[PAIRS], "pairs", &x->pairs) < 0 ||
        as_ragged(&x->blocks[SPEAKERS], "speakers", &x->speakers) < 0 ||
        as_ragged(&x->blocks[GROUPS], "groups", &x->groups) < 0 ||
        as_finder(&x->blocks[BONES], "bones", &x->bones) < 0 || as_finder(&x->blocks[JOINED], "joined", &x->joined) < 0 ||
        as_finder(&x->blocks[TYPED], "typed", &x->typed) < 0)
        goto failed;
    if (x->pairs.count != x->postings.count) {
        corrupt("pairs");
        goto failed;
    }
    x->names = x->parts.count;
    x->words = x->postings.count;
    const Block *strings = &x->blocks[STRINGS];
    if (strings->words >= 2 && touch(strings, 0, 4) < 0)
        goto failed;
    if (strings->words < 2 || (x->strings = number(strings->at)) > strings->words - 2 ||
        x->strings != x->speakers.count) {
        corrupt("strings");
        goto failed;
    }
    x->string_offsets = strings->at + 4;
    x->string_bytes = strings->at + 4 * (x->strings + 2);
    x->string_total = (size_t)strings->view.len - 4 * (x->strings + 2);
    if (x->blocks[WORTH].words != x->words || x->blocks[USUAL].words != x->words) {
        corrupt("worth");
        goto failed;
    }
    return (PyObject *)x;
failed:
    Py_DECREF(x);
    return NULL;
}

static PyMethodDef index_methods[] = {
    {"same", (PyCFunction)index_same, METH_VARARGS, "Words that sound the same under some way."},
    {"near", (PyCFunction)index_near, METH_VARARGS, "Words that sound like one of the ways."},
    {"joins", (PyCFunction)index_joins, METH_VARARGS, "Fingerprints of names written as one word."},
    {"alone", (PyCFunction)index_alone, METH_VARARGS, "Names of one word alone."},
    {"couples", (PyCFunction)index_couples, METH_VARARGS, "Names by two of their words."},
    {"slips", (PyCFunction)index_slips, METH_VARARGS, "Words that are spelled so but for one slip."},
    {"shared", (PyCFunction)index_shared, METH_VARARGS, "Give words with a share of what they weigh."},
    {"names", (PyCFunction)index_names, METH_VARARGS, "Names that bear the wanted words."},
    {"joined", (PyCFunction)index_joined, METH_VARARGS, "Names that sound alike written as one word."},
    {NULL, NULL, 0, NULL},
};

static PyTypeObject IndexType = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "allonym._search.Index",
    .tp_basicsize = sizeof(Index),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_doc = "The arrays of a gazetteer, ready to be searched.",
    .tp_new = index_new,
    .tp_dealloc = (destructor)index_free,
    .tp_methods = index_methods,
};

/* Take a block as (bytes, start in the file, which pieces were checked or None, what checks). */
static int take(PyObject *one, Block *block)
{
    PyObject *bytes, *seen, *check;
    Py_ssize_t start;
    if (!PyTuple_Check(one) || !PyArg_ParseTuple(one, "OnOO", &bytes, &start, &seen, &check))
        return -1;
    if (PyObject_GetBuffer(bytes, &block->view, PyBUF_SIMPLE) < 0)
        return -1;
    block->held = 1;
    block->at = block->view.buf;
    block->words = (size_t)block->view.len / 4;
    block->start = (size_t)start;
    if (seen == Py_None)
        return 0;
    if (PyObject_GetBuffer(seen, &block->seen_view, PyBUF_SIMPLE) < 0)
        return -1;
    block->seen_held = 1;
    block->seen = block->seen_view.buf;
    block->check = Py_NewRef(check);
    if (start < 0 || ((size_t)start + (size_t)block->view.len + ((size_t)1 << SHIFT) - 1) >> SHIFT >
                         (size_t)block->seen_view.len) {
        PyErr_SetString(PyExc_ValueError, "a block has more pieces than its file");
        return -1;
    }
    return 0;
}

/* Records: what an answer shows. */

typedef struct {
    PyObject_HEAD
    Block blocks[SHOWN];
    Finder spelled, typed;
    Ragged of_names, of_words; /* the words of each name, the names of each word */
    size_t names, entities, odd, firsts, width;
} Records;

static int item(const Block *b, const char *name, size_t at, const unsigned char **bytes, size_t *size)
{
    if (b->words < 2)
        return corrupt(name);
    if (touch(b, 0, TEXTS_HEAD) < 0)
        return -1;
    size_t count = number(b->at), width = number(b->at + 4), length = (size_t)b->view.len;
    if (at >= count || !(width == 1 || width == 2 || width == 4))
        return corrupt(name);
    size_t group = at / TOGETHER, lengths = TEXTS_HEAD + 4 * ((count + TOGETHER - 1) / TOGETHER);
    size_t begin = lengths + width * count, first, last;
    if (begin > length)
        return corrupt(name);
    if (touch(b, TEXTS_HEAD + 4 * group, TEXTS_HEAD + 4 * group + 4) < 0)
        return -1;
    first = last = number(b->at + TEXTS_HEAD + 4 * group);
    for (size_t i = group * TOGETHER; i <= at; i++) {
        u32 one;
        if (few_bytes(b, lengths + width * i, width, &one) < 0)
            return -1;
        first = last;
        last += one;
    }
    if (last > length - begin)
        return corrupt(name);
    if (touch(b, begin + first, begin + last) < 0)
        return -1;
    *bytes = b->at + begin + first;
    *size = last - first;
    return 0;
}

static PyObject *text_of(const char *bytes, size_t size, const char *name)
{
    PyObject *text = PyUnicode_DecodeUTF8(bytes, (Py_ssize_t)size, NULL);
    if (!text && PyErr_ExceptionMatches(PyExc_UnicodeDecodeError)) {
        PyErr_Clear();
        PyErr_Format(corrupt_error, "block '%s' has a record that is not UTF-8: build the gazetteer anew", name);
    }
    return text;
}

static PyObject *item_text(const Block *b, const char *name, size_t at)
{
    const unsigned char *bytes;
    size_t size;
    return item(b, name, at, &bytes, &size) < 0 ? NULL : text_of((const char *)bytes, size, name);
}

/* The first place of a plain block of numbers whose number is not below the one sought. They lie evenly enough that the
   search goes outwards from where it would be then, and so looks at few pieces of the file. */
static int halve(const Block *b, size_t count, u32 sought, size_t guess, size_t *place)
{
    size_t low = 0, high = count, step = 64;
    if (guess < count) {
        if (touch(b, 4 * guess, 4 * guess + 4) < 0)
            return -1;
        int below = number(b->at + 4 * guess) < sought;
        if (below)
            low = guess + 1;
        else
            high = guess;
        for (;; step *= 8) {
            if (below ? step >= count - guess : step > guess)
                break;
            size_t at = below ? guess + step : guess - step;
            if (touch(b, 4 * at, 4 * at + 4) < 0)
                return -1;
            int still = number(b->at + 4 * at) < sought;
            if (still)
                low = at + 1;
            else
                high = at;
            if (still != below)
                break;
        }
    }
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (touch(b, 4 * middle, 4 * middle + 4) < 0)
            return -1;
        if (number(b->at + 4 * middle) < sought)
            low = middle + 1;
        else
            high = middle;
    }
    *place = low;
    return 0;
}

/* The place of a name among those whose spelling is not their text in lower case; `odd` says whether it is one. */
static int odd_place(const Records *x, size_t at, size_t *place, int *odd)
{
    if (halve(&x->blocks[ODD], x->odd, (u32)at, (size_t)((u64)at * x->odd / x->names), place) < 0)
        return -1;
    /* A place that was not looked at is not below: it may lie in a piece that nobody has checked. */
    if (*place < x->odd && touch(&x->blocks[ODD], 4 * *place, 4 * *place + 4) < 0)
        return -1;
    *odd = *place < x->odd && number(x->blocks[ODD].at + 4 * *place) == at;
    return 0;
}

static int bearer_of(const Records *x, size_t at, size_t *bearer)
{
    if (halve(&x->blocks[FIRSTS], x->firsts, (u32)at + 1, (size_t)((u64)at * x->firsts / x->names), bearer) < 0)
        return -1;
    if (!*bearer || *bearer > x->entities)
        return corrupt("firsts");
    --*bearer;
    return 0;
}

static int manner_of(const Records *x, size_t at, size_t *manner)
{
    const Block *manners = &x->blocks[MANNERS];
    *manner = 0;
    if (touch(manners, at * x->width, (at + 1) * x->width) < 0)
        return -1;
    for (size_t i = x->width; i-- > 0;)
        *manner = *manner << 8 | manners->at[at * x->width + i];
    return 0;
}

/* name(at): its text, its spelling where that is not the text in lower case, its bearer's number and its manner's. */
static PyObject *records_name(Records *x, PyObject *value)
{
    size_t at = PyLong_AsSize_t(value), place, bearer, manner;
    int odd;
    if (at == (size_t)-1 && PyErr_Occurred())
        return NULL;
    if (at >= x->names)
        return corrupt("names"), NULL;
    if (odd_place(x, at, &place, &odd) < 0 || bearer_of(x, at, &bearer) < 0 || manner_of(x, at, &manner) < 0)
        return NULL;
    PyObject *text = item_text(&x->blocks[NAMES], "names", at), *key;
    if (!text)
        return NULL;
    if (!(key = odd ? item_text(&x->blocks[KEYS], "keys", place) : Py_NewRef(Py_None))) {
        Py_DECREF(text);
        return NULL;
    }
    return Py_BuildValue("(NNnn)", text, key, (Py_ssize_t)bearer, (Py_ssize_t)manner);
}

/* written(at): a name's text and its folded spelling. */
static PyObject *records_written(Records *x, PyObject *value)
{
    size_t at = PyLong_AsSize_t(value), place;
    int odd;
    if (at == (size_t)-1 && PyErr_Occurred())
        return NULL;
    if (at >= x->names)
        return corrupt("names"), NULL;
    PyObject *text = odd_place(x, at, &place, &odd) < 0 ? NULL : item_text(&x->blocks[NAMES], "names", at), *key = NULL, *both = NULL;
    if (text)
        key = odd ? item_text(&x->blocks[KEYS], "keys", place) : PyObject_CallMethodNoArgs(text, lower_name);
    if (key)
        both = PyTuple_Pack(2, text, key);
    Py_XDECREF(text);
    Py_XDECREF(key);
    return both;
}

/* borne(at): the places of the names of the entity that bears a name. */
static PyObject *records_borne(Records *x, PyObject *value)
{
    size_t at = PyLong_AsSize_t(value), bearer;
    const Block *firsts = &x->blocks[FIRSTS];
    if (at == (size_t)-1 && PyErr_Occurred())
        return NULL;
    if (at >= x->names)
        return corrupt("names"), NULL;
    if (bearer_of(x, at, &bearer) < 0 || touch(firsts, 4 * bearer, 4 * bearer + 8) < 0)
        return NULL;
    return PyObject_CallFunction((PyObject *)&PyRange_Type, "II", (unsigned)number(firsts->at + 4 * bearer),
                                 (unsigned)number(firsts->at + 4 * bearer + 4));
}

/* Is a name of this spelling? 1 and its text if so. */
static int spelled_so(const Records *x, size_t at, PyObject *key, PyObject **text)
{
    size_t place;
    int odd;
    *text = NULL;
    if (at >= x->names)
        return corrupt("names");
    if (odd_place(x, at, &place, &odd) < 0 || !(*text = item_text(&x->blocks[NAMES], "names", at)))
        return -1;
    PyObject *spelled = odd ? item_text(&x->blocks[KEYS], "keys", place) : PyObject_CallMethodNoArgs(*text, lower_name);
    int same = spelled ? PyUnicode_Compare(spelled, key) == 0 : -1;
    Py_XDECREF(spelled);
    if (same == 1 && !PyErr_Occurred())
        return 1;
    Py_CLEAR(*text);
    return same < 0 || PyErr_Occurred() ? -1 : 0;
}

/* bearer(at): the number of the entity that bears a name. */
static PyObject *records_bearer(Records *x, PyObject *value)
{
    size_t at = PyLong_AsSize_t(value), bearer;
    if (at == (size_t)-1 && PyErr_Occurred())
        return NULL;
    if (at >= x->names)
        return corrupt("names"), NULL;
    return bearer_of(x, at, &bearer) < 0 ? NULL : PyLong_FromSize_t(bearer);
}

/* id(number): an entity's id. */
static PyObject *records_id(Records *x, PyObject *value)
{
    size_t at = PyLong_AsSize_t(value);
    return at == (size_t)-1 && PyErr_Occurred() ? NULL : item_text(&x->blocks[ENTITIES], "entities", at);
}

/* The heading that is one of an entity's own names, by its place among them in decimal figures. */
static PyObject *own_heading(const Records *x, size_t entity, const unsigned char *figures, size_t size)
{
    u64 place = 0;
    const Block *firsts = &x->blocks[FIRSTS];
    if (!size || size > 9 || entity + 1 >= x->firsts || touch(firsts, 4 * entity, 4 * entity + 8) < 0)
        return PyErr_Occurred() ? NULL : (corrupt("facts"), NULL);
    for (size_t i = 0; i < size; i++) {
        if (figures[i] < '0' || figures[i] > '9')
            return corrupt("facts"), NULL;
        place = 10 * place + (figures[i] - '0');
    }
    place += number(firsts->at + 4 * entity);
    if (place >= number(firsts->at + 4 * entity + 4))
        return corrupt("facts"), NULL;
    return item_text(&x->blocks[NAMES], "names", (size_t)place);
}

/* entity(number): its id, the number of its kind in figures, its heading, its other ids and what replaced it. */
static PyObject *records_entity(Records *x, PyObject *value)
{
    size_t at = PyLong_AsSize_t(value), size;
    const unsigned char *facts;
    if (at == (size_t)-1 && PyErr_Occurred())
        return NULL;
    if (at >= x->entities)
        return corrupt("entities"), NULL;
    if (item(&x->blocks[FACTS], "facts", at, &facts, &size) < 0)
        return NULL;
    PyObject *answer = PyTuple_New(1 + FACTS_TOLD), *id = answer ? item_text(&x->blocks[ENTITIES], "entities", at) : NULL;
    if (!id) {
        Py_XDECREF(answer);
        return NULL;
    }
    PyTuple_SET_ITEM(answer, 0, id);
    const unsigned char *end = facts + size;
    for (int i = 1; i <= FACTS_TOLD; i++) {
        const unsigned char *stop = facts ? memchr(facts, FIELD, (size_t)(end - facts)) : NULL;
        size_t length = facts ? (size_t)((stop ? stop : end) - facts) : 0;
        PyObject *one = i == HEADING && length && *facts == OWN ? own_heading(x, at, facts + 1, length - 1)
                                                                : text_of((const char *)facts, length, "facts");
        if (!one) {
            Py_DECREF(answer);
            return NULL;
        }
        PyTuple_SET_ITEM(answer, i, one);
        facts = stop ? stop + 1 : NULL;
    }
    return answer;
}

/* spelled(print, key, start, most): of the names under a fingerprint, from the start-th on and so many, those of this
   spelling, each with its place, its text, its bearer's number and its manner's; and whether there are more. */
static PyObject *records_spelled(Records *x, PyObject *args)
{
    unsigned long print;
    Py_ssize_t start, most_looked;
    PyObject *key;
    size_t at, end;
    if (!PyArg_ParseTuple(args, "kUnn", &print, &key, &start, &most_looked) || find(&x->spelled, (u32)print, &at, &end) < 0)
        return NULL;
    at = (size_t)start < end - at ? at + (size_t)start : end;
    int more = end - at > (size_t)most_looked;
    if (more)
        end = at + (size_t)most_looked;
    PyObject *rows = PyList_New(0);
    for (; rows && at < end; at++) {
        u32 name;
        size_t bearer, manner;
        PyObject *text;
        int same = id_at(&x->spelled, at, &name) < 0 ? -1 : spelled_so(x, name, key, &text);
        if (!same)
            continue;
        PyObject *row = NULL;
        if (same > 0 && (bearer_of(x, name, &bearer) < 0 || manner_of(x, name, &manner) < 0))
            Py_DECREF(text);
        else if (same > 0)
            row = Py_BuildValue("(nNnn)", (Py_ssize_t)name, text, (Py_ssize_t)bearer, (Py_ssize_t)manner);
        if (!row || PyList_Append(rows, row) < 0)
            Py_CLEAR(rows);
        Py_XDECREF(row);
    }
    return rows ? Py_BuildValue("(NO)", rows, more ? Py_True : Py_False) : NULL;
}

static PyObject *led(const Finder *finder, u32 print, size_t start, size_t most_given)
{
    size_t at, end;
    if (find(finder, print, &at, &end) < 0)
        return NULL;
    at = start < end - at ? at + start : end;
    if (end - at > most_given)
        end = at + most_given;
    PyObject *out = PyList_New((Py_ssize_t)(end - at));
    for (size_t i = at; out && i < end; i++) {
        u32 id;
        PyObject *one = id_at(finder, i, &id) < 0 ? NULL : PyLong_FromUnsignedLong(id);
        if (!one)
            Py_CLEAR(out);
        else
            PyList_SET_ITEM(out, (Py_ssize_t)(i - at), one);
    }
    return out;
}

/* drawn(print, start, most): names under a fingerprint of how they look, from the start-th on. */
static PyObject *records_drawn(Records *x, PyObject *args)
{
    unsigned long print;
    Py_ssize_t start, most_given;
    if (!PyArg_ParseTuple(args, "knn", &print, &start, &most_given))
        return NULL;
    return led(&x->spelled, (u32)print, (size_t)start, (size_t)most_given);
}

/* words(at): the numbers of the words of a name. */
static PyObject *records_words(Records *x, PyObject *value)
{
    size_t at = PyLong_AsSize_t(value), size;
    const unsigned char *numbers;
    if ((at == (size_t)-1 && PyErr_Occurred()) || row(&x->of_names, at, "parts", &numbers, &size) < 0)
        return NULL;
    PyObject *out = PyTuple_New((Py_ssize_t)size);
    for (size_t i = 0; out && i < size; i++) {
        PyObject *one = PyLong_FromUnsignedLong(number(numbers + 4 * i));
        if (!one)
            Py_CLEAR(out);
        else
            PyTuple_SET_ITEM(out, (Py_ssize_t)i, one);
    }
    return out;
}

/* word(number): the record of a word. */
static PyObject *records_word(Records *x, PyObject *value)
{
    size_t at = PyLong_AsSize_t(value);
    return at == (size_t)-1 && PyErr_Occurred() ? NULL : item_text(&x->blocks[WORDS_TOO], "words", at);
}

/* Is a word spelled so? Its spelling is the second field of its record. */
static int keyed_so(const Records *x, size_t word, const char *key, size_t length)
{
    const unsigned char *record;
    size_t size;
    if (item(&x->blocks[WORDS_TOO], "words", word, &record, &size) < 0)
        return -1;
    const unsigned char *end = record + size, *start = memchr(record, FIELD, size);
    const unsigned char *stop = start ? memchr(start + 1, FIELD, (size_t)(end - start - 1)) : NULL;
    if (!stop)
        return corrupt("words");
    return (size_t)(stop - start - 1) == length && memcmp(start + 1, key, length) == 0;
}

/* keyed(keys, most): the words that are spelled like one of these, of so many under their fingerprints. */
static PyObject *records_keyed(Records *x, PyObject *args)
{
    PyObject *keys, *out = NULL;
    Py_ssize_t most_looked;
    if (!PyArg_ParseTuple(args, "On", &keys, &most_looked))
        return NULL;
    PyObject *fast = PySequence_Fast(keys, "keys must be a sequence");
    if (!fast || !(out = PyList_New(0)))
        goto failed;
    settled(&x->blocks[TYPED_TOO]);
    settled(&x->blocks[WORDS_TOO]);
    for (Py_ssize_t i = 0; i < PySequence_Fast_GET_SIZE(fast) && most_looked > 0; i++) {
        Py_ssize_t length;
        size_t at, end;
        const char *bytes = PyUnicode_AsUTF8AndSize(PySequence_Fast_GET_ITEM(fast, i), &length);
        if (!bytes) {
            if (!PyErr_ExceptionMatches(PyExc_UnicodeEncodeError))
                goto failed;
            /* A half surrogate is in no record. */
            PyErr_Clear();
            continue;
        }
        if (find(&x->typed, crc((const unsigned char *)bytes, (size_t)length), &at, &end) < 0)
            goto failed;
        for (; at < end && most_looked > 0; at++, most_looked--) {
            u32 word;
            int same = id_at(&x->typed, at, &word) < 0 ? -1 : keyed_so(x, word, bytes, (size_t)length);
            PyObject *value = same > 0 ? PyLong_FromUnsignedLong(word) : NULL;
            int failed = same < 0 || (same && (!value || PyList_Append(out, value) < 0));
            Py_XDECREF(value);
            if (failed)
                goto failed;
        }
    }
    Py_DECREF(fast);
    return out;
failed:
    Py_XDECREF(fast);
    Py_XDECREF(out);
    return NULL;
}

/* How many names have the words of a spelling, each word for itself, of so many words under its fingerprint; -1 with an
   exception where a block is corrupt. */
static int count_bearers(const Records *x, u32 print, const char *bytes, size_t length, size_t most_looked, size_t *total)
{
    size_t at, end;
    *total = 0;
    if (find(&x->typed, print, &at, &end) < 0)
        return -1;
    if (end - at > most_looked)
        end = at + most_looked;
    for (; at < end; at++) {
        u32 word;
        int same = id_at(&x->typed, at, &word) < 0 ? -1 : keyed_so(x, word, bytes, length);
        if (same < 0)
            return -1;
        if (!same)
            continue;
        if (word >= x->of_words.count)
            return corrupt("postings");
        if (touch(x->of_words.block, 4 * ((size_t)word + 1), 4 * ((size_t)word + 3)) < 0)
            return -1;
        u32 first = number(x->of_words.offsets + 4 * (size_t)word), last = number(x->of_words.offsets + 4 * ((size_t)word + 1));
        if (first > last || last > x->of_words.total)
            return corrupt("postings");
        *total += last - first;
    }
    return 0;
}

/* bearers(print, key, most): how many names have the words of a spelling, of so many words under its fingerprint. */
static PyObject *records_bearers(Records *x, PyObject *args)
{
    unsigned long print;
    Py_ssize_t most_looked, length;
    PyObject *key;
    size_t total;
    if (!PyArg_ParseTuple(args, "kUn", &print, &key, &most_looked))
        return NULL;
    const char *bytes = PyUnicode_AsUTF8AndSize(key, &length);
    if (!bytes) {
        /* A half surrogate is in no record. */
        PyErr_Clear();
        return PyLong_FromLong(0);
    }
    return count_bearers(x, (u32)print, bytes, (size_t)length, (size_t)most_looked, &total) < 0 ? NULL : PyLong_FromSize_t(total);
}

/* told(number, most): the record of a word, and how many names have the words of its spelling, of so many. */
static PyObject *records_told(Records *x, PyObject *args)
{
    Py_ssize_t number_given, most_looked;
    const unsigned char *record;
    size_t size, total;
    if (!PyArg_ParseTuple(args, "nn", &number_given, &most_looked) ||
        item(&x->blocks[WORDS_TOO], "words", (size_t)number_given, &record, &size) < 0)
        return NULL;
    const unsigned char *end = record + size, *start = memchr(record, FIELD, size);
    const unsigned char *stop = start ? memchr(start + 1, FIELD, (size_t)(end - start - 1)) : NULL;
    if (!stop)
        return corrupt("words"), NULL;
    size_t length = (size_t)(stop - start - 1);
    if (count_bearers(x, crc(start + 1, length), (const char *)start + 1, length, (size_t)most_looked, &total) < 0)
        return NULL;
    PyObject *text = text_of((const char *)record, size, "words");
    return text ? Py_BuildValue("(Nn)", text, (Py_ssize_t)total) : NULL;
}

static void records_free(Records *x)
{
    blocks_free(x->blocks, SHOWN);
    Py_TYPE(x)->tp_free((PyObject *)x);
}

static PyObject *records_new(PyTypeObject *type, PyObject *args, PyObject *Py_UNUSED(kwargs))
{
    PyObject *blocks;
    if (!PyArg_ParseTuple(args, "O", &blocks))
        return NULL;
    Records *x = (Records *)type->tp_alloc(type, 0);
    if (!x)
        return NULL;
    for (int i = 0; i < SHOWN; i++) {
        PyObject *one = PyMapping_GetItemString(blocks, shown_names[i]);
        int taken = one ? take(one, &x->blocks[i]) : -1;
        Py_XDECREF(one);
        if (taken < 0)
            goto failed;
    }
    const Block *names = &x->blocks[NAMES], *entities = &x->blocks[ENTITIES];
    if (names->words < 2 || entities->words < 2) {
        corrupt("names");
        goto failed;
    }
    if (touch(names, 0, 4) < 0 || touch(entities, 0, 4) < 0)
        goto failed;
    x->names = number(names->at);
    x->entities = number(entities->at);
    x->odd = x->blocks[ODD].words;
    x->firsts = x->blocks[FIRSTS].words;
    x->width = x->names ? (size_t)x->blocks[MANNERS].view.len / x->names : 0;
    if (x->width > 4 || x->width * x->names != (size_t)x->blocks[MANNERS].view.len || x->firsts != x->entities + 1) {
        corrupt("manners");
        goto failed;
    }
    if (as_finder(&x->blocks[SPELLED], "spelled", &x->spelled) < 0 || as_finder(&x->blocks[TYPED_TOO], "typed", &x->typed) < 0 ||
        as_ragged(&x->blocks[OF_NAMES], "parts", &x->of_names) < 0 || as_ragged(&x->blocks[OF_WORDS], "postings", &x->of_words) < 0)
        goto failed;
    return (PyObject *)x;
failed:
    Py_DECREF(x);
    return NULL;
}

static PyMethodDef records_methods[] = {
    {"name", (PyCFunction)records_name, METH_O, "Text, odd spelling, bearer and manner of a name."},
    {"written", (PyCFunction)records_written, METH_O, "Text and folded spelling of a name."},
    {"bearer", (PyCFunction)records_bearer, METH_O, "Bearer of a name."},
    {"borne", (PyCFunction)records_borne, METH_O, "Places of all names of a name's bearer."},
    {"id", (PyCFunction)records_id, METH_O, "Id of an entity."},
    {"entity", (PyCFunction)records_entity, METH_O, "Id, kind, heading, other ids and replacement of an entity."},
    {"spelled", (PyCFunction)records_spelled, METH_VARARGS, "Names of a spelling, and whether there may be more."},
    {"drawn", (PyCFunction)records_drawn, METH_VARARGS, "Names under a fingerprint of how they look."},
    {"keyed", (PyCFunction)records_keyed, METH_VARARGS, "Words of some spellings."},
    {"words", (PyCFunction)records_words, METH_O, "Words of a name."},
    {"word", (PyCFunction)records_word, METH_O, "Record of a word."},
    {"told", (PyCFunction)records_told, METH_VARARGS, "Record of a word, and how many names have the words of its spelling."},
    {"bearers", (PyCFunction)records_bearers, METH_VARARGS, "How many names have the words of a spelling."},
    {NULL, NULL, 0, NULL},
};

static PyTypeObject RecordsType = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "allonym._search.Records",
    .tp_basicsize = sizeof(Records),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_doc = "What an answer shows of names and entities.",
    .tp_new = records_new,
    .tp_dealloc = (destructor)records_free,
    .tp_methods = records_methods,
};

/* sort(array): order numbers of eight bytes in place, by counting each of their bytes, lowest first. */
static PyObject *search_sort(PyObject *Py_UNUSED(module), PyObject *value)
{
    Py_buffer view;
    if (PyObject_GetBuffer(value, &view, PyBUF_WRITABLE) < 0)
        return NULL;
    size_t count = (size_t)view.len / 8;
    u64 *from = view.buf, *spare = malloc((count + 1) * sizeof(u64)), *to = spare;
    if (!spare) {
        PyBuffer_Release(&view);
        return PyErr_NoMemory();
    }
    Py_BEGIN_ALLOW_THREADS
    for (int byte = 0; byte < 8; byte++) {
        size_t starts[256] = {0}, sum = 0;
        for (size_t i = 0; i < count; i++)
            starts[(from[i] >> (8 * byte)) & 0xFF]++;
        int alike = 0;
        for (int i = 0; i < 256; i++) {
            if (starts[i] == count)
                alike = 1;
            size_t here = starts[i];
            starts[i] = sum;
            sum += here;
        }
        if (alike)
            continue;
        for (size_t i = 0; i < count; i++)
            to[starts[(from[i] >> (8 * byte)) & 0xFF]++] = from[i];
        u64 *other = from;
        from = to;
        to = other;
    }
    if (from != view.buf)
        memcpy(view.buf, from, count * sizeof(u64));
    Py_END_ALLOW_THREADS
    free(spare);
    PyBuffer_Release(&view);
    Py_RETURN_NONE;
}

/* Append a fingerprint that is not there yet. */
static int add_print(PyObject *out, u32 *known, size_t *count, u32 print)
{
    for (size_t i = 0; i < *count; i++)
        if (known[i] == print)
            return 0;
    known[(*count)++] = print;
    PyObject *one = PyLong_FromUnsignedLong(print);
    int failed = !one || PyList_Append(out, one) < 0 ? -1 : 0;
    Py_XDECREF(one);
    return failed;
}

/* left_by_slips(key, shortest, longest): the fingerprints of a spelling, and of it without each of its letters */
static PyObject *search_left_by_slips(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *key;
    Py_ssize_t shortest, longest;
    if (!PyArg_ParseTuple(args, "Unn", &key, &shortest, &longest))
        return NULL;
    Py_ssize_t letters = PyUnicode_GET_LENGTH(key);
    PyObject *raw = PyUnicode_AsEncodedString(key, "utf-8", "surrogatepass"), *out = raw ? PyList_New(0) : NULL;
    u32 *known = out ? PyMem_New(u32, (size_t)letters + 1) : NULL;
    if (!known) {
        Py_XDECREF(out);
        Py_XDECREF(raw);
        return raw && out ? PyErr_NoMemory() : NULL;
    }
    const unsigned char *at = (const unsigned char *)PyBytes_AS_STRING(raw), *end = at + PyBytes_GET_SIZE(raw);
    size_t count = 0;
    int failed = add_print(out, known, &count, crc(at, (size_t)(end - at)));
    u32 before = crc(at, 0);
    while (!failed && letters >= shortest && letters <= longest && at < end) {
        const unsigned char *next = at + 1;
        while (next < end && (*next & 0xC0) == 0x80)
            next++;
        failed = add_print(out, known, &count, crc_on(before, next, (size_t)(end - next)));
        before = crc_on(before, at, (size_t)(next - at));
        at = next;
    }
    PyMem_Free(known);
    Py_DECREF(raw);
    if (failed)
        Py_CLEAR(out);
    return out;
}

/* skeletons(sounds, options): the skeletons of a string of sounds */
static PyObject *search_skeletons(PyObject *Py_UNUSED(module), PyObject *args)
{
    const char *sounds, *options;
    Py_ssize_t size, given;
    if (!PyArg_ParseTuple(args, "y#y#", &sounds, &size, &options, &given))
        return NULL;
    if (size > LONGEST || given != 2 * SOUNDS) {
        PyErr_SetString(PyExc_ValueError, "sounds are at most 60, options two for each of 64 sounds");
        return NULL;
    }
    Skeleton found[MOST_SKELETONS];
    size_t count = skeletons((const unsigned char *)options, (const unsigned char *)sounds, (size_t)size, found);
    PyObject *out = PyTuple_New((Py_ssize_t)count);
    for (size_t i = 0; out && i < count; i++) {
        PyObject *one = PyUnicode_DecodeLatin1((const char *)found[i].letters, (Py_ssize_t)found[i].size, NULL);
        if (!one)
            Py_CLEAR(out);
        else
            PyTuple_SET_ITEM(out, (Py_ssize_t)i, one);
    }
    return out;
}

static PyMethodDef search_methods[] = {
    {"left_by_slips", search_left_by_slips, METH_VARARGS, "Give the fingerprints of a spelling and of it less a letter."},
    {"skeletons", search_skeletons, METH_VARARGS, "Give the skeletons of a string of sounds."},
    {"sort", search_sort, METH_O, "Order an array of 64-bit numbers in place."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef search_module = {
    PyModuleDef_HEAD_INIT, "allonym._search", "How are the arrays of a gazetteer searched without waiting?", -1, search_methods,
    NULL, NULL, NULL, NULL,
};

PyMODINIT_FUNC PyInit__search(void)
{
    make_crc_table();
    PyObject *errors = PyImport_ImportModule("allonym.errors");
    if (!errors)
        return NULL;
    corrupt_error = PyObject_GetAttrString(errors, "IndexCorrupt");
    Py_DECREF(errors);
    lower_name = PyUnicode_InternFromString("lower");
    if (!corrupt_error || !lower_name || PyType_Ready(&IndexType) < 0 || PyType_Ready(&RecordsType) < 0)
        return NULL;
    PyObject *module = PyModule_Create(&search_module);
    if (module && (PyModule_AddObjectRef(module, "Index", (PyObject *)&IndexType) < 0 ||
                   PyModule_AddObjectRef(module, "Records", (PyObject *)&RecordsType) < 0 ||
                   PyModule_AddStringConstant(module, "SOURCE", ALLONYM_SOURCE) < 0))
        Py_CLEAR(module);
    return module;
}
