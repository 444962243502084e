/* How well do two strings of sounds align, and which ways of two words are most alike? The twin of align._weigh and
   align._likeliest. */

#include "compare.h"

/* A cell of the table, in one number, so that the best way is the greatest: what the way is worth, in hundredths of a
   bit, in the upper half; then which way it is, in two bits; then the greatest loss of a column of it, in halves of a
   hundredth. */
#define UPPER(worth) ((int64_t)(worth) * ((int64_t)1 << 32))

#define LOSSES (((int64_t)1 << 30) - 1)

/* Where ways are equally good, the greater one decides, as in align._path. */
#define BY_BOTH ((int64_t)2 << 30)

#define BY_FIRST ((int64_t)1 << 30)

#define WAYS ((int64_t)3 << 30)

/* The cell that a step leads to from another. */
static inline int64_t step(int64_t from, int32_t worth, int32_t loss, int64_t way) {
    int64_t worst = from & LOSSES;
    return ((from - worst) + UPPER(worth)) + way + (worst > loss ? worst : loss);
}

static inline int64_t greater(int64_t a, int64_t b) { return a > b ? a : b; }

/* The rows of the table; a sorts before b. There is room for b in `gap_loss`, and for one more in `row`. Where no way
   can be worth more than `floor`, the rest is left, and 1 is given; `most` is what a can bring at best. */
static int weigh_rows(const uint8_t *a, Py_ssize_t n, const uint8_t *b, Py_ssize_t m, int64_t *row, int32_t *gap_loss,
                      int32_t floor, int32_t most) {
    row[0] = 0;
    for (Py_ssize_t j = 0; j < m; j++) {
        gap_loss[j] = know.pair[b[j]][b[j]] - 2 * know.gap[b[j]];
        row[j + 1] = step(row[j], know.gap[b[j]], gap_loss[j], 0);
    }
    for (Py_ssize_t i = 0; i < n; i++) {
        const int32_t *scores = know.pair[a[i]];
        int32_t own = scores[a[i]], gap = know.gap[a[i]], loss = own - 2 * gap;
        int64_t before = row[0], here = step(before, gap, loss, 0), best = here;
        row[0] = here;
        for (Py_ssize_t j = 0; j < m; j++) {
            int32_t score = scores[b[j]];
            int64_t across = step(before, score, own + know.pair[b[j]][b[j]] - 2 * score, BY_BOTH);
            int64_t up = step(row[j + 1], gap, loss, BY_FIRST), left = step(here, know.gap[b[j]], gap_loss[j], 0);
            here = greater(greater(across, up), left) & ~WAYS;
            best = greater(best, here);
            before = row[j + 1];
            row[j + 1] = here;
        }
        most -= know.gain[a[i]];
        if (floor > INT32_MIN && (best >> 32) + most <= floor)
            return 1;
        if (m > LONG_WORK / n && PyErr_CheckSignals() < 0)
            return -1;
    }
    return 0;
}

/* Align two strings; gives 1 where they cannot be worth more than `floor`, which may be INT32_MIN. */
int weigh(const uint8_t *a, Py_ssize_t n, const uint8_t *b, Py_ssize_t m, int32_t floor, Aligned *found) {
    int order = memcmp(a, b, (size_t)(n < m ? n : m));
    if (order > 0 || (!order && m < n)) {
        const uint8_t *other = a;
        Py_ssize_t size = n;
        a = b, n = m;
        b = other, m = size;
    }
    int32_t same = 0;
    /* Anchors that end both strings align with each other. */
    while (n && m && a[n - 1] == b[m - 1] && know.anchor[a[n - 1]]) {
        n--, m--;
        same += know.pair[a[n]][a[n]];
    }
    int32_t most = 0;
    if (floor > INT32_MIN) {
        floor -= same;
        for (Py_ssize_t i = 0; i < n; i++)
            most += know.gain[a[i]];
    }
    int64_t own[SHORT + 1], *row = own;
    int32_t own_loss[SHORT], *gap_loss = own_loss;
    if (m > SHORT) {
        row = PyMem_New(int64_t, m + 1);
        gap_loss = PyMem_New(int32_t, m);
    }
    int failed = !row || !gap_loss ? (PyErr_NoMemory(), -1) : weigh_rows(a, n, b, m, row, gap_loss, floor, most);
    if (!failed) {
        found->worst = (int32_t)(row[m] & LOSSES);
        found->worth = same + (int32_t)((row[m] - found->worst) / UPPER(1));
    }
    if (m > SHORT) {
        PyMem_Free(row);
        PyMem_Free(gap_loss);
    }
    return failed;
}

/* The plain edit distance of two strings, by rows; -1 where memory is short. */
Py_ssize_t distance_by_rows(Letters a, Letters b) {
    Py_ssize_t *row = PyMem_New(Py_ssize_t, b.size + 1);
    if (!row) {
        PyErr_NoMemory();
        return -1;
    }
    for (Py_ssize_t j = 0; j <= b.size; j++)
        row[j] = j;
    for (Py_ssize_t i = 0; i < a.size; i++) {
        Py_ssize_t before = row[0];
        row[0] = i + 1;
        for (Py_ssize_t j = 0; j < b.size; j++) {
            Py_ssize_t best = before + (letter(a, i) != letter(b, j));
            before = row[j + 1];
            if (before + 1 < best)
                best = before + 1;
            if (row[j] + 1 < best)
                best = row[j] + 1;
            row[j + 1] = best;
        }
        if (b.size > LONG_WORK / a.size && PyErr_CheckSignals() < 0) {
            PyMem_Free(row);
            return -1;
        }
    }
    Py_ssize_t found = row[b.size];
    PyMem_Free(row);
    return found;
}

/* The plain edit distance, all rows at once in the bits of a word (G. Myers 1999, in H. Hyyro's form of 2003); `places`
   says where each sound stands in the first string, of 1 to 64 sounds. */
static Py_ssize_t distance_by_bits(const uint64_t *places, Py_ssize_t size, const uint8_t *other, Py_ssize_t length) {
    Py_ssize_t found = size;
    uint64_t more = ~(uint64_t)0, less = 0, last = (uint64_t)1 << (size - 1);
    for (Py_ssize_t j = 0; j < length; j++) {
        uint64_t equal = places[other[j]];
        uint64_t across = (((equal & more) + more) ^ more) | equal | less;
        uint64_t up = less | ~(across | more), down = more & across;
        found += (up & last) != 0;
        found -= (down & last) != 0;
        up = up << 1 | 1;
        down <<= 1;
        more = down | ~(across | up);
        less = up & across;
    }
    return found;
}

static int bits_set(uint64_t x) {
    x -= x >> 1 & 0x5555555555555555u;
    x = (x & 0x3333333333333333u) + (x >> 2 & 0x3333333333333333u);
    return (int)(((x + (x >> 4)) & 0x0f0f0f0f0f0f0f0fu) * 0x0101010101010101u >> 56);
}

static int before(const Alike *one, const Alike *two) {
    int64_t a = one->distance * two->most, b = two->distance * one->most;
    return a != b ? a < b : one->i != two->i ? one->i < two->i : one->j < two->j;
}

/* Keep a pair of ways where it is among the most alike ones; says whether it was kept. */
static int keep(Chosen *chosen, Alike one) {
    int at = chosen->count;
    while (at && before(&one, &chosen->at[at - 1]))
        at--;
    if (at == know.most_aligned)
        return 0;
    if (chosen->count < know.most_aligned)
        chosen->count++;
    for (int k = chosen->count - 1; k > at; k--)
        chosen->at[k] = chosen->at[k - 1];
    chosen->at[at] = one;
    return 1;
}

/* Keep what is worth it of the ways of two broad forms. Ways come in the order of their places: where one is not kept,
   none of those behind it is. */
static void keep_ways(Chosen *chosen, const Word *x, const Wide *one, const Word *y, const Wide *two, Alike way) {
    for (way.i = one->first; way.i >= 0; way.i = x->way[way.i].next)
        for (way.j = two->first; way.j >= 0; way.j = y->way[way.j].next)
            if (!keep(chosen, way)) {
                if (way.j == two->first)
                    return;
                break;
            }
}

static int same_wide(const Word *x, const Wide *one, const Word *y, const Wide *two) {
    return one->hash == two->hash && one->size == two->size && !memcmp(x->sounds + one->at, y->sounds + two->at, one->size);
}

/* Have two words a broad form in common? */
int sounds_same(const Word *x, const Word *y) {
    if (!(x->hashes & y->hashes))
        return 0;
    for (int i = 0; i < x->wides; i++)
        for (int j = 0; j < y->wides; j++)
            if (same_wide(x, &x->wide[i], y, &y->wide[j]))
                return 1;
    return 0;
}

/* Find the ways with the same broad form. */
void likeliest_same(const Word *x, const Word *y, Chosen *chosen) {
    for (int i = 0; i < x->wides; i++)
        for (int j = 0; j < y->wides; j++)
            if (same_wide(x, &x->wide[i], y, &y->wide[j])) {
                Alike way = {0, 0, 0, 1};
                keep_ways(chosen, x, &x->wide[i], y, &y->wide[j], way);
            }
}

/* Keep the ways of two broad forms, if these are alike enough. */
static void keep_wides(Chosen *chosen, const Word *x, const Wide *one, const Word *y, const Wide *two, int64_t distance) {
    int64_t longer = one->size > two->size ? one->size : two->size;
    Alike way = {0, 0, distance, longer ? longer : 1};
    if (10 * (way.most - distance) < know.least_tenths * way.most)
        return;
    if (chosen->turned)
        keep_ways(chosen, y, two, x, one, way);
    else
        keep_ways(chosen, x, one, y, two, way);
}

/* Measure a broad form beside those of another word, one by one. What differs in length and in its sounds so much that
   it cannot be among the most alike is not measured. */
static int measure_wide(const Word *x, const Wide *one, const Word *y, Chosen *chosen) {
    uint64_t places[MOST_SOUNDS] = {0};
    const uint8_t *sounds = x->sounds + one->at;
    int in_bits = one->size && one->size <= ONE_WORD;
    for (uint32_t k = 0; in_bits && k < one->size; k++)
        places[sounds[k]] |= (uint64_t)1 << k;
    for (int v = 0; v < y->wides; v++) {
        const Wide *two = &y->wide[v];
        int64_t longer = one->size > two->size ? one->size : two->size, least = 2 * longer - one->size - two->size;
        int more = bits_set(one->sounds & ~two->sounds), less = bits_set(two->sounds & ~one->sounds);
        least = more > least ? more : least;
        least = less > least ? less : least;
        if (10 * (longer - least) < know.least_tenths * longer)
            continue;
        if (chosen->count == know.most_aligned) {
            const Alike *last = &chosen->at[chosen->count - 1];
            if (least * last->most > last->distance * (longer ? longer : 1))
                continue;
        }
        int64_t distance = in_bits ? distance_by_bits(places, one->size, y->sounds + two->at, two->size)
                           : one->size ? distance_by_rows(sounds_of(sounds, one->size), sounds_of(y->sounds + two->at, two->size))
                                       : two->size;
        if (distance < 0)
            return -1;
        keep_wides(chosen, x, one, y, two, distance);
    }
    return 0;
}

#ifdef __GNUC__
/* Ten times this is a number of two bytes. */
#define MOST_IN_LANE 6000
/* The same for several broad forms at once, each in a lane of a vector: up to 8 of up to 16 sounds, or 4 of up to 32. */
#define MEASURE_LANES(name, lane, lanes)                                                                               \
    typedef lane name##_vector __attribute__((vector_size(sizeof(lane) * (lanes))));                                   \
    static void name(const Word *x, const Wide *const *some, int count, const Word *y, Chosen *chosen) {               \
        name##_vector places[MOST_SOUNDS], last = {0}, sizes = {0};                                                    \
        memset(places, 0, (size_t)know.count * sizeof places[0]);                                                      \
        for (int n = 0; n < count; n++) {                                                                              \
            const uint8_t *sounds = x->sounds + some[n]->at;                                                           \
            for (uint32_t k = 0; k < some[n]->size; k++)                                                               \
                places[sounds[k]][n] |= (lane)((lane)1 << k);                                                          \
            last[n] = (lane)((lane)1 << (some[n]->size - 1));                                                          \
            sizes[n] = (lane)some[n]->size;                                                                            \
        }                                                                                                              \
        for (int v = 0; v < y->wides; v++) {                                                                           \
            const Wide *two = &y->wide[v];                                                                             \
            const uint8_t *other = y->sounds + two->at;                                                                \
            name##_vector more = ~(name##_vector){0}, less = {0}, found = sizes;                                       \
            for (uint32_t j = 0; j < two->size; j++) {                                                                 \
                name##_vector equal = places[other[j]];                                                                \
                name##_vector across = (((equal & more) + more) ^ more) | equal | less;                                \
                name##_vector up = less | ~(across | more), down = more & across;                                      \
                found -= (name##_vector)((up & last) == last);                                                         \
                found += (name##_vector)((down & last) == last);                                                       \
                up = (up << 1) | 1;                                                                                    \
                down <<= 1;                                                                                            \
                more = down | ~(across | up);                                                                          \
                less = up & across;                                                                                    \
            }                                                                                                          \
            /* The lanes that are alike enough, if any; more than so many sounds do not fit into one. */               \
            lane beside = (lane)(two->size < MOST_IN_LANE ? two->size : MOST_IN_LANE);                                 \
            name##_vector shorter = (name##_vector)(sizes < beside), longer = (shorter & beside) | (~shorter & sizes); \
            name##_vector alike = (name##_vector)((longer - found) * 10 >= longer * (lane)know.least_tenths);          \
            uint64_t halves[sizeof alike / sizeof(uint64_t)], any = 0;                                                 \
            memcpy(halves, &alike, sizeof alike);                                                                      \
            for (size_t h = 0; h < sizeof halves / sizeof *halves; h++)                                                \
                any |= halves[h];                                                                                      \
            for (int n = 0; (any || two->size > MOST_IN_LANE) && n < count; n++)                                       \
                keep_wides(chosen, x, some[n], y, two, (int64_t)found[n]);                                             \
        }                                                                                                              \
    }
MEASURE_LANES(measure_short, uint16_t, 8)
MEASURE_LANES(measure_middling, uint32_t, 4)
#endif

/* Find the ways whose broad forms are most alike. */
int likeliest_near(const Word *x, const Word *y, Chosen *chosen) {
#ifdef __GNUC__
    /* The word with more forms fills more lanes. */
    if ((chosen->turned = x->wides < y->wides)) {
        const Word *other = x;
        x = y;
        y = other;
    }
    const Wide *some[2][8];
    int count[2] = {0, 0};
    for (int u = 0; u < x->wides; u++) {
        const Wide *one = &x->wide[u];
        int middling = one->size > 16;
        if (!one->size || one->size > 32) {
            if (measure_wide(x, one, y, chosen) < 0)
                return -1;
            continue;
        }
        some[middling][count[middling]++] = one;
        if (count[middling] == (middling ? 4 : 8)) {
            (middling ? measure_middling : measure_short)(x, some[middling], count[middling], y, chosen);
            count[middling] = 0;
        }
    }
    if (count[0])
        measure_short(x, some[0], count[0], y, chosen);
    if (count[1])
        measure_middling(x, some[1], count[1], y, chosen);
#else
    for (int u = 0; u < x->wides; u++)
        if (measure_wide(x, &x->wide[u], y, chosen) < 0)
            return -1;
#endif
    return 0;
}
