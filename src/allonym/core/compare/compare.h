/* What the files of the compiled comparison share: their words, and what each asks of the others. */

#ifndef ALLONYM_COMPARE_H
#define ALLONYM_COMPARE_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
/* Sounds are IPA letters and modifiers; the table from code point to number reaches over all of them. */
#define HIGHEST_SOUND 0x2000

#define MOST_SOUNDS 127
#define NONE 255
#define HUNDRED 100.0

/* At least as many ways as align.MOST_ALIGNED. */
#define MOST_WAYS 8

/* Tables of alignments up to this length need no memory of their own; longer work can be interrupted. */
#define SHORT 128

#define LONG_WORK (1 << 20)

/* Strings up to this length are measured in the bits of one word. */
#define ONE_WORD 64

enum { SPELLING, SOUND, NEAR };

enum { NO_ENDING, CASE, GENDER };

/* In the order of comparison.TELLING. */
enum { WORD, INITIAL, NUMBER, TITLE, PARTICLE, SUFFIX, LEGAL, GENERIC, KIND, PATRONYMIC, TOPIC, QUALIFIER, BYNAME, ROLES };

/* Letters, of whatever width: of a Python string, or sounds by number. */
typedef struct {
    int kind;
    const void *data;
    Py_ssize_t size;
} Letters;

/* A set of pairs of short strings, by open addressing. */
typedef struct {
    Py_ssize_t room, longest;
    uint64_t *marks;   /* the hash of each pair; 0 is empty */
    Py_UCS4 *strings;  /* both strings of each pair: their sizes, then their letters, in 2 * (longest + 1) places */
} Endings;

typedef struct {
    PyObject *script;
    Endings cases, genders;
} ScriptEndings;

/* What Python knows; known.c takes it. */
typedef struct {
    int heard_ready, ready;
    /* align.py */
    int count;
    uint8_t number[HIGHEST_SOUND];
    Py_UCS4 sound[MOST_SOUNDS];
    int32_t pair[MOST_SOUNDS][MOST_SOUNDS], gap[MOST_SOUNDS];
    int32_t own[MOST_SOUNDS];  /* what a sound brings beside itself */
    int32_t gain[MOST_SOUNDS]; /* the most that a sound can bring, beside any or alone */
    uint8_t giving[MOST_SOUNDS]; /* whether another sound may bring as much beside it as itself */
    int gaps_cost;             /* whether no sound brings anything alone */
    int gaps_lose;             /* whether each loses something alone */
    uint8_t anchor[MOST_SOUNDS];
    int most_aligned, least_tenths;
    /* reading.py and name.py */
    uint8_t broad[MOST_SOUNDS], first[MOST_SOUNDS], second[MOST_SOUNDS];
    uint8_t glide_i, glide_e, before_glide[MOST_SOUNDS];
    int most_meanings;
    double number_weight;
    PyObject *part, *reading; /* the classes of records */
    PyObject *habits, *ways;
    /* parse/vocabulary.py, fold.py, han.py */
    PyObject *numbers, *concepts, *given_names, *patronymics, *filial, *fathers, *mothers, *men, *women, *caseless;
    PyObject *look_alikes, *han, *han_fold;
    /* endings.py */
    int scripts;
    ScriptEndings *script;
    Endings cases, genders;
    PyObject *changing, *vowels;
    int shortest_stem, longest_ending, longest_change;
    uint8_t fleeting[MOST_SOUNDS];
    /* pairing.py */
    double initial_bits, translated_bits, topic_bits, other_number_bits, other_initial_bits, inflection_bits, other_letter_bits,
        other_letter_loss, no_number_bits, unlike_bits, same_word, other_name, slip_column;
    int shortest_slipped;
    uint8_t slipping[ROLES];
    uint8_t meant[ROLES];
    PyObject *related;
    int related_less; /* whether forms of one given name bring less than one form twice */
    /* comparison.py */
    double telling[ROLES], left_out[ROLES];
    uint8_t loose[ROLES], bodies[ROLES], of_things[ROLES], untelling[ROLES], standing_for[ROLES];
    double full_bits, least_against, other_gender_bits, other_parent_bits, other_syllable_bits, letter_bits, joined_share,
        joined_share_across, least_shared, least_spelled;
    int whole_ending, shortest_acronym, longest_acronym, small_word, most_joined, most_written, first_year, last_year;
    PyObject *measures, *spelled_out, *are_other_syllables;
    /* article.py */
    PyObject *servant, *article_vowels, *article_letter, *sun_letters;
    int article_length;
} Knowledge;

/* What is read of Python's records. */
enum { IN_PART, IN_SPOKEN, IN_CODES, IN_TEXT, IN_KEY, IN_SCRIPT, IN_ROLE, IN_NUMBER, IN_PARTS, IN_COMPILED, IN_FLAGS, IN_WORDS, FIELDS };

/* One way that a word may sound: its sounds, the same in broad sounds, and what it would bring against itself. */
typedef struct {
    uint32_t at, size;
    int32_t own;
    int32_t reading;
    int32_t wide; /* which of the distinct broad forms */
    int32_t next; /* the next way of the same broad form, -1 for none */
} Way;

typedef struct {
    uint32_t at, size, hash;
    int32_t first; /* its first way */
    uint64_t sounds; /* which sounds it has, a bit each */
} Wide;

typedef struct {
    uint32_t at, size;
    PyObject *code;
} Read;

typedef struct Word {
    PyObject_HEAD
    PyObject *text, *key, *script, *number; /* its own number, or None */
    PyObject *part; /* its record, or NULL as long as nobody asks for it */
    PyObject *parts;  /* the words that were joined, or NULL; what they are written like is not worked out */
    PyObject *beside; /* by script, what is to be set beside words of it; None for the word itself */
    /* What is looked up by its key once it is asked for; `sought` flags what was. */
    PyObject *value, *concepts, *given; /* the number of its key, a set, and a dict of groups, each or NULL */
    PyObject *folded;                             /* with its Han letters folded */
    int sought, filial;
    int begins, fatherly; /* of how many words a form may be that begins with it; whether it ends as patronymics do */
    int counts; /* whether it is a ten, a unit, or written like a Roman numeral */
    int role;
    int32_t most; /* once it is asked for, what another word of other sounds brings beside it at most, in hundredths of a bit */
    double weight, evened;
    int reads, ways, wides;
    Read *read;
    Way *way;
    Wide *wide;
    uint8_t *sounds;
    uint64_t hashes; /* of all broad forms, a bit each */
} Word;

/* Sounds that grow. */
typedef struct {
    uint8_t *at;
    size_t size, room;
} Buffer;

enum { SOUGHT_VALUE = 1, SOUGHT_CONCEPTS = 2, SOUGHT_GIVEN = 4, SOUGHT_FILIAL = 8 };

/* Readings: their sounds are in a buffer, their orthographies are borrowed. */
typedef struct {
    Read *all;
    int count;
} Readings;

/* What the best way to set two strings under each other is worth, and the greatest loss of a column of it. */
typedef struct {
    int32_t worth, worst;
} Aligned;

/* A pair of ways: their places, and the edit distance of their broad forms out of the longer one's length. */
typedef struct {
    int32_t i, j;
    int64_t distance, most;
} Alike;

/* The most alike ways, in order: by likeness, and by their places where that is the same. */
typedef struct {
    int count, turned; /* whether the second word is measured beside the first */
    Alike at[MOST_WAYS];
} Chosen;

typedef struct {
    double bits, share, worst;
    int via, ending, one, two; /* the readings, -1 for none */
    int slip;
} Pair;

/* comparison.Measures; `pairs` are those of the parts that are matched, `count` of them. */
typedef struct {
    double matched, possible, omitted, against, worst, column, unusual, slip_common, inner;
    int words, swaps, via, crossed, alike, looks, joined, unlike, clashes, ends, acronym, slips;
    Py_ssize_t count;
} Measures;

/* The words of a name, with how much each tells. */
typedef struct {
    Word **word;
    double *tells;
    Py_ssize_t size;
} Side;

/* What is known of two names that are compared. How much a word tells is in a dict by its key, or else beside the
   words of both. */
typedef struct {
    PyObject *text[2], *key[2];
    Side side[2];
    PyObject *rarity;
    const double *rare[2];
    Word **joins[2]; /* what was joined of the words of a side before, or NULL */
} Names;

/* Places for what can be joined of a name: neighbours, from each of its words on; all of it; all of it turned round. */
enum { WHOLE = 16, TURNED, JOINS };

/* A matched pair of parts. */
typedef struct {
    Py_ssize_t i, j;
    const Pair *pair;
} Taken;

/* Room for one comparison: what it must free is all here. */
typedef struct {
    Pair *pairs;
    Taken *taken;
    Py_ssize_t *rest[2], rests[2], *sorted[2];
    uint8_t *used[2];
    void *block;
    uint64_t own[512];
} Work;

typedef struct {
    Word *x, *y;
    Pair pair;
} Known;

typedef struct {
    Known *all;
    size_t room, used;
} Memo;

/* An acronym has at most so many letters, a bit each. */
#define MOST_WANTED 30

/* What joining two names needs, and the best that it brought. */
typedef struct {
    const Names *names;
    Memo *memo;
    Measures *best;
} Joining;

/* In the order of score.features. */
enum {
    BIAS, STRENGTH, MATCHED, WEAK, LOST, LOST_BITS, LOST_ACROSS, ACROSS, OMITTED, OMITTED_BITS, OMITTED_BESIDE, OMITTED_INNER, AGAINST,
    AGAINST_BITS, CLASHES, ALIKE, ALIKE_ACROSS, ALIKE_WITHIN, UNLIKE, WORST, WORST_WITHIN, WORST_BESIDE, WORST_BAD, WORST_JOINED, COLUMN, COLUMN_WITHIN,
    COLUMN_HARD, SWAPS, ALONE, ALONE_NEAR, JOINED, ENDS, ACRONYM, SLIPS, SLIP_ALONE, SLIP_COMMON, FEATURES
};

/* What features count at most, and the weight of each: score.py gives it for a situation. */
typedef struct {
    PyObject_HEAD
    double most_matched, most_column, weak, hard, bad, sure, weights[FEATURES];
} Scale;

/* A name.Name, compiled. */
typedef struct {
    PyObject *text, *key;
    Word **word;
    Py_ssize_t size;
    Word *own[16];
} Listened;

/* Listens to names in one language, of things of one kind: the quick way of name.listen. */
typedef struct {
    PyObject_HEAD
    /* fold.plain; by key what words have a role, begin a phrase, are numbers; the ends of patronymics; how a word is read
       and by which group of engines; the class of names; fold.fold; the parts of a word of any signs, and of a phrase; the
       ends of adjectives; whether a title tells ages apart; by key what a word counts for; which form a word is mistyped of */
    PyObject *plain, *roles, *phrases, *numbers, *patronymics, *script_of, *reader, *group, *name, *fold, *pieces, *phrase,
        *adjectives, *ages, *marks, *slips, *slipping;
    PyObject *known; /* words by what is written, or tuples of them where it is not one */
    PyObject *others[ROLES]; /* words in another role, by the word in its usual one */
    PyObject *groups; /* by script: what reads its words or None, the codes of the orthographies, and whether others may be called in */
    int32_t *near; /* the first of the words that a slip may change, by the last bits of their first letter, then the next of each; -1 for none */
    uint64_t *vocabulary; /* which words are looked up, a bit of each's hash */
    uint64_t fathers[16]; /* by the last two letters of the ends of patronymics, a bit each: see end_bit */
    int side;
    Py_ssize_t most;
} Listener;

enum { ANYTHING, PERSON, THING };

/* What a word may count for. */
enum { TEN = 1, UNIT = 2, ROMAN = 4, BY = 8, OF_CHILD = 16, OF_PARENT = 32, SERVES = 64, SLIPPED = 128, STOPPED = 256, BIRTH = 512,
       MARKS = BY | OF_CHILD | OF_PARENT | SERVES | STOPPED | BIRTH };

/* As in parse/parts.py */
#define FULL_NAME 3

#define SHORTEST_ADJECTIVE 2
#define LONGEST_ADJECTIVE 6
#define SHORTEST_STEM 4
#define FEWEST_INITIALS 2
#define MOST_INITIALS 3
#define MOST_DOTTED 4
#define FEWEST_SHORTENED 2
#define MOST_SHORTENED 3

/* The words of a name. */
#define MOST_QUICK 32

typedef struct {
    Word *word[MOST_QUICK];
    int count;
} Words;

/* known.c */
extern const char *const role_names[ROLES];
extern Knowledge know;
extern PyObject *supplier, *heard_supplier;
extern const char *const fields[FIELDS];
extern PyObject *field_name[FIELDS];
extern PyObject *role_objects[ROLES], *way_names[3], *ending_names[3], *empty_text, *no_rarity, *no_flags, *latin;
int are_texts(PyObject *tuple);
int learn_hearing(void);
int learn(void);

/* endings.c */
uint64_t mark(Letters a, Py_ssize_t from_a, Letters b, Py_ssize_t from_b);
int ends_so(const Endings *known, Letters a, Py_ssize_t from_a, Letters b, Py_ssize_t from_b);
int written_ending(Word *x, Word *y);
int inflected(Letters a, Letters b);

/* word.c */
void word_free(Word *x);
int room_for(Buffer *buffer, size_t more);
int add_letters(Buffer *buffer, Letters text, Py_ssize_t from, Py_ssize_t to);
int finish(Word *x, Buffer *buffer);
PyObject *sought(Word *x, int what, PyObject *in, PyObject **kept);
Word *word_begin(PyObject *text, PyObject *key, PyObject *script, PyObject *number, int role, Py_ssize_t reads);
void add_reading(Word *x, Buffer *buffer, size_t at, PyObject *code);
PyObject *text_of(PyObject *from, int name);
int take_said(PyObject *said, PyObject *codes, Buffer *buffer, Readings *into);
Word *word_said(PyObject *text, PyObject *key, PyObject *script, PyObject *number, int role, PyObject *said,
                       PyObject *codes);
Word *word_of(PyObject *heard);

/* join_word.c */
int is_spoken_into(const Word *article, const Word *word);
int stands_alone(const Word *article);
Word *word_joined(Word *const *parts, Py_ssize_t count);
PyObject *written(const Word *x);

/* record.c */
PyObject *word_new(PyTypeObject *type, PyObject *args, PyObject *kwargs);

/* shown.c */
extern PyTypeObject WordType;

/* beside.c */
Word *beside(Word *x, PyObject *script);

/* align.c */
int weigh(const uint8_t *a, Py_ssize_t n, const uint8_t *b, Py_ssize_t m, int32_t floor, Aligned *found);
Py_ssize_t distance_by_rows(Letters a, Letters b);
int sounds_same(const Word *x, const Word *y);
void likeliest_same(const Word *x, const Word *y, Chosen *chosen);
int likeliest_near(const Word *x, const Word *y, Chosen *chosen);

/* pair.c */
int one_slip(Letters a, Letters b);
Py_ssize_t fatherly_end(PyObject *endings, PyObject *key);
int pair_words(Word *x, Word *y, double least, Pair *found);

/* names.c */
int rarity_of(const Names *names, const Word *x, double *found);
int work_begin(Work *work, Py_ssize_t n, Py_ssize_t m);
double contradictions(Work *work, const Side *a, const Side *b);
int swapped_names(const Side *a, const Side *b, const Taken *taken, Py_ssize_t count);
int crosswise(const Side *a, const Side *b, const Taken *taken, Py_ssize_t count);
Py_ssize_t take_pairs(Work *work, const Side *a, const Side *b);
void omitted(const Work *work, const Side *a, const Side *b, Measures *found);
void sum_up(const Side *a, const Side *b, const Taken *taken, Py_ssize_t count, Measures *found);
int other_parent(const Side *a, const Side *b);
int other_syllables(const Side *a, const Side *b, const Taken *taken, Py_ssize_t count); /* -1 with an exception set */
int other_gender(const Side *a, const Side *b, const Taken *taken, Py_ssize_t count); /* -1 with an exception set */
void memo_free(Memo *memo);
int pair_sides(Memo *memo, const Side *a, const Side *b, Work *work);

/* joined.c */
int measure_sides(Memo *memo, const Side *a, const Side *b, const Pair *only, Measures *found, PyObject **pairs);
int join_names(Joining *joining);
int stand_for_words(Joining *joining);
Py_ssize_t acronym(const Side *brief, const Side *full, PyObject *full_text);
int look_same(PyObject *a, PyObject *b);

/* measure.c */
int measure_ordered(Memo *memo, const Names *names, Measures *found, PyObject **pairs);
void listened_free(Listened *x);
int listened_to(PyObject *name, Listened *x);
int measure_names(const Listened *a, const Listened *b, PyObject *rarity, Measures *found, PyObject **pairs);

/* likely.c */
extern PyTypeObject ScaleType;
double likely(const Scale *scale, const Measures *one);

/* listen.c */
extern PyTypeObject ListenerType;
int word_marked(const Listener *x, Word *word);
PyObject *word_as(Listener *x, Word *word, int role);

/* settle.c */
int settle(Listener *x, Words *all, PyObject *text, PyObject *folded);

/* query.c */
extern PyTypeObject QueryType;

/* What is so short that each file has it itself. */

static inline Letters letters_of(PyObject *text) {
    Letters found = {PyUnicode_KIND(text), PyUnicode_DATA(text), PyUnicode_GET_LENGTH(text)};
    return found;
}

static inline Letters sounds_of(const uint8_t *sounds, Py_ssize_t size) {
    Letters found = {PyUnicode_1BYTE_KIND, sounds, size};
    return found;
}

static inline Py_UCS4 letter(Letters text, Py_ssize_t at) { return PyUnicode_READ(text.kind, text.data, at); }

static inline int in_text(PyObject *text, Py_UCS4 sought) {
    return PyUnicode_FindChar(text, sought, 0, PyUnicode_GET_LENGTH(text), 1) >= 0;
}

/* endings.common_start */
static inline Py_ssize_t common_start(Letters a, Letters b) {
    Py_ssize_t at = 0;
    while (at < a.size && at < b.size && letter(a, at) == letter(b, at))
        at++;
    return at;
}

static inline void forget_endings(Endings *known) {
    PyMem_Free(known->marks);
    PyMem_Free(known->strings);
    memset(known, 0, sizeof *known);
}

static inline uint8_t number_of(Py_UCS4 letter) { return letter < HIGHEST_SOUND ? know.number[letter] : NONE; }

static inline int32_t own_bits(const uint8_t *sounds, size_t size) {
    int32_t total = 0;
    for (size_t i = 0; i < size; i++)
        total += know.own[sounds[i]];
    return total;
}

static inline int role_of(PyObject *role) {
    for (int i = 0; i < ROLES; i++)
        if (PyUnicode_CompareWithASCIIString(role, role_names[i]) == 0)
            return i;
    PyErr_SetObject(PyExc_KeyError, role);
    return -1;
}

/* comparison.evened, worked out once */
static inline double evened(Word *x) {
    if (isnan(x->evened))
        x->evened = x->weight <= know.full_bits ? 1.0 : know.full_bits * (1 + log(x->weight / know.full_bits)) / x->weight;
    return x->evened;
}

/* vocabulary.numbers */
static inline PyObject *value_of(Word *x) { return sought(x, SOUGHT_VALUE, know.numbers, &x->value); }

/* Is a word a filial particle? */
static inline int is_filial(Word *x) {
    if (!(x->sought & SOUGHT_FILIAL)) {
        x->filial = PySet_Contains(know.filial, x->key);
        x->sought |= SOUGHT_FILIAL;
    }
    return x->filial > 0;
}

/* endings.paired and endings.gendered */
static inline int gendered(const Endings *known, Letters a, Letters b) {
    Py_ssize_t stem = common_start(a, b), at = stem - know.longest_ending;
    for (at = at > 2 ? at : 2; at <= stem; at++)
        if (ends_so(known, a, at, b, at))
            return 1;
    return 0;
}

static inline Pair met(double bits, double share, int via) {
    Pair found = {bits, share, 0.0, via, NO_ENDING, -1, -1, 0};
    return found;
}

static inline double smaller(double a, double b) { return b < a ? b : a; }

static inline double larger(double a, double b) { return b > a ? b : a; }

/* pairing.number_of: NULL for none, or an error */
static inline PyObject *number_of_word(Word *x) { return x->number == Py_None ? value_of(x) : x->number; }

static inline int same_key(const Word *x, const Word *y) {
    Py_ssize_t size = PyUnicode_GET_LENGTH(x->key);
    int kind = PyUnicode_KIND(x->key);
    return x->key == y->key || (size == PyUnicode_GET_LENGTH(y->key) && kind == (int)PyUnicode_KIND(y->key) &&
                                !memcmp(PyUnicode_DATA(x->key), PyUnicode_DATA(y->key), (size_t)size * (size_t)kind));
}

/* comparison._tells, for one word of a name, or one that was made of several */
static inline int tells(const Names *names, Word *x, double *found) {
    double rare;
    if (rarity_of(names, x, &rare) < 0)
        return -1;
    *found = know.telling[x->role] * rare * evened(x);
    return 0;
}

/* Is this a word that Python has heard for this listener? With an error set where it is none; what it counts for is noted. */
static inline int is_heard(const Listener *x, PyObject *word) {
    if (!PyObject_TypeCheck(word, &WordType)) {
        PyErr_SetString(PyExc_TypeError, "pieces, phrase: expected words");
        return 0;
    }
    return word_marked(x, (Word *)word) == 0;
}

#endif
