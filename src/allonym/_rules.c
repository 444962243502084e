/* How is a text rewritten by a list of spelling rules, and read under many orthographies at once?

   The compiled twin of rules.Engine and of what reading.py does with it; those files explain what is done here, and
   tests hold every answer against theirs. An engine never changes once it is made and holds no Python object, so that
   any number of threads may use it. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>
#include <string.h>

#ifndef ALLONYM_SOURCE
#define ALLONYM_SOURCE ""
#endif

#define PAGES 0x1100 /* of 256 code points */
#define PLANE 0x10000
#define CONTEXTS 4 /* before, after, not_before, not_after */
#define MOST_ALTERNATIVES 16
#define MOST_MEANINGS 6
#define SHORT 128
#define NONE UINT32_MAX
#define UNWRITTEN 0xB7 /* the open sound of a short vowel that abjads do not write */
/* Sounds are IPA letters and modifiers, all of them below this code point. */
#define HIGHEST_SOUND 0x2000

/* Flags of a letter. */
#define WORD 1     /* part of a word, as rules.is_word says */
#define ALPHABET 2 /* a letter of the language */
#define KNOWN 4    /* some rule's spelling begins with it */

/* A piece of a pool. */
typedef struct {
    uint32_t start, size;
} Piece;

typedef struct {
    Py_UCS4 code;
    Py_UCS4 said; /* what it stands for where no rule covers it; 0 for nothing */
    uint8_t flags;
    uint32_t plain; /* the value, where one rule without context is all that begins with it */
    Piece trials;
} Letter;

typedef struct {
    Piece spelling;          /* of numbers of letters */
    Piece values;            /* of pieces of the text pool */
    uint32_t fit[CONTEXTS];  /* numbers of contexts */
    uint32_t number;         /* its place in the file */
    uint32_t second;         /* the second letter of its spelling, where it has one: most do not fit by it */
    int contexts;
} Trial;

typedef struct {
    uint32_t set;
    int edge;
    Piece patterns;
} Context;

typedef struct {
    Piece elements;
    int edge;
} Pattern;

/* One letter, or one of a set of letters. */
typedef struct {
    uint32_t letter, set;
} Element;

/* A growing list of things of one size. */
typedef struct {
    char *at;
    size_t count, room, size;
} Pool;

typedef struct {
    PyObject_HEAD
    int sounding;  /* values are sounds, and what is no sound is left out */
    uint16_t *said; /* how each sound is written; only while the engine is made */
    uint16_t page[PAGES];
    Pool pages;    /* uint32_t[256]: the number of the letter; 0 for one that the rules do not name */
    Pool letters;  /* Letter; the first stands for all others */
    Pool trials;   /* Trial, those of one letter together, in the order in which they are tried */
    Pool spelt;    /* uint32_t */
    Pool values;   /* Piece of text */
    Pool text;     /* Py_UCS4 */
    Pool contexts; /* Context */
    Pool patterns; /* Pattern */
    Pool elements; /* Element */
    uint32_t sets, words;
    uint32_t *member; /* for each letter, a bit for each set */
} Engine;

static PyTypeObject EngineType;

/* ---- what Python supplies: is_word, and the tables of sounds when they are first needed ---- */

static PyObject *is_word = NULL;
static PyObject *supplier = NULL;
static PyObject *lower_name = NULL, *capital_i = NULL, *dotless_i = NULL;
/* Is a letter of the first plane that is neither letter nor digit part of a word? 0 unknown, 1 no, 2 yes. */
static uint8_t seen_word[PLANE];
static int sounds_ready = 0;
static uint16_t said_as[HIGHEST_SOUND];
static Py_UCS4 broad_as[HIGHEST_SOUND]; /* 0 for nothing; sounds have one letter or none */
static uint8_t is_broad[HIGHEST_SOUND];
/* What an open consonant usually stands for, and the other sound that it may be; 0 for all else. */
static uint16_t meant_as[2][HIGHEST_SOUND];
/* The numbers of sounds, from 1. */
static uint16_t numbered[HIGHEST_SOUND];

/* Read {code point: string of one letter or none}; `put` takes each. */
static int load_table(PyObject *given, void (*put)(void *, Py_UCS4, Py_UCS4), void *into) {
    Py_ssize_t at = 0;
    PyObject *key, *value;
    while (PyDict_Next(given, &at, &key, &value)) {
        unsigned long code = PyLong_AsUnsignedLong(key);
        if (code == (unsigned long)-1 && PyErr_Occurred())
            return -1;
        if (code >= HIGHEST_SOUND || !PyUnicode_Check(value) || PyUnicode_GET_LENGTH(value) > 1) {
            PyErr_SetString(PyExc_ValueError, "a sound lies beyond U+1FFF, or stands for several");
            return -1;
        }
        put(into, (Py_UCS4)code, PyUnicode_GET_LENGTH(value) ? PyUnicode_READ_CHAR(value, 0) : 0);
    }
    return 0;
}

static void put_said(void *into, Py_UCS4 code, Py_UCS4 letter) {
    ((uint16_t *)into)[code] = (uint16_t)(letter < HIGHEST_SOUND ? letter : 0);
}

static void put_number(void *into, Py_UCS4 code, Py_UCS4 letter) { ((uint16_t *)into)[code] = (uint16_t)letter; }

static void put_broad(void *into, Py_UCS4 code, Py_UCS4 letter) {
    (void)into;
    is_broad[code] = 1;
    broad_as[code] = letter;
}

static int load_said(PyObject *given, uint16_t *into) { return load_table(given, put_said, into); }

static int load_sounds(void) {
    if (sounds_ready)
        return 0;
    if (!supplier) {
        PyErr_SetString(PyExc_RuntimeError, "allonym.reading has not been imported");
        return -1;
    }
    PyObject *given = PyObject_CallNoArgs(supplier);
    if (!given)
        return -1;
    PyObject *said, *broad, *first, *second, *numbers;
    int failed = -1;
    if (PyArg_ParseTuple(given, "O!O!O!O!O!", &PyDict_Type, &said, &PyDict_Type, &broad, &PyDict_Type, &first,
                         &PyDict_Type, &second, &PyDict_Type, &numbers) &&
        load_said(said, said_as) == 0 && load_table(broad, put_broad, NULL) == 0 &&
        load_table(first, put_number, meant_as[0]) == 0 && load_table(second, put_number, meant_as[1]) == 0 &&
        load_table(numbers, put_number, numbered) == 0)
        failed = 0;
    Py_DECREF(given);
    sounds_ready = !failed;
    return failed;
}

static Py_UCS4 said(Py_UCS4 code) { return code < HIGHEST_SOUND ? said_as[code] : 0; }

/* Is this letter part of a word? -1 where asking Python failed. */
static int in_word(Py_UCS4 code) {
    if (Py_UNICODE_ISALNUM(code) || code == '\'')
        return 1;
    if (code < 0x80)
        return 0;
    if (code < PLANE && seen_word[code])
        return seen_word[code] - 1;
    PyObject *letter = PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, &code, 1);
    PyObject *answer = letter && is_word ? PyObject_CallOneArg(is_word, letter) : NULL;
    Py_XDECREF(letter);
    if (!answer) {
        if (!PyErr_Occurred())
            PyErr_SetString(PyExc_RuntimeError, "allonym.rules has not been imported");
        return -1;
    }
    int found = PyObject_IsTrue(answer);
    Py_DECREF(answer);
    if (found >= 0 && code < PLANE)
        seen_word[code] = (uint8_t)(1 + found);
    return found;
}

/* ---- pools ---- */

/* Make room for more; gives the first new place, or NULL. */
static void *extend(Pool *pool, size_t more) {
    if (!pool->at || pool->count + more > pool->room) {
        size_t room = (pool->count + more) * 2 + 8;
        char *grown = room < NONE ? PyMem_Realloc(pool->at, room * pool->size) : NULL;
        if (!grown) {
            PyErr_NoMemory();
            return NULL;
        }
        pool->at = grown;
        pool->room = room;
    }
    void *place = pool->at + pool->count * pool->size;
    memset(place, 0, more * pool->size);
    pool->count += more;
    return place;
}

#define AT(pool, type, number) (((type *)(pool).at) + (number))

/* ---- making an engine ---- */

static int a_tuple(PyObject *given) {
    if (!PyTuple_Check(given))
        PyErr_Format(PyExc_TypeError, "expected a tuple, not %.80s", Py_TYPE(given)->tp_name);
    return PyTuple_Check(given);
}

static inline uint32_t number_of(const Engine *engine, Py_UCS4 code) {
    return AT(engine->pages, uint32_t, (size_t)engine->page[code >> 8] * 256)[code & 255];
}

static Py_UCS4 said_by(const Engine *engine, Py_UCS4 code) {
    return !engine->sounding ? code : code < HIGHEST_SOUND ? engine->said[code] : 0;
}

/* Give a letter its number; NONE where memory is short. */
static uint32_t enter(Engine *engine, Py_UCS4 code) {
    uint32_t known = number_of(engine, code);
    if (known)
        return known;
    if (!engine->page[code >> 8]) {
        if (!extend(&engine->pages, 1))
            return NONE;
        engine->page[code >> 8] = (uint16_t)(engine->pages.count - 1);
    }
    Letter *letter = extend(&engine->letters, 1);
    if (!letter)
        return NONE;
    int word = in_word(code);
    if (word < 0)
        return NONE;
    letter->code = code;
    letter->said = said_by(engine, code);
    letter->flags = word ? WORD : 0;
    letter->plain = NONE;
    known = (uint32_t)(engine->letters.count - 1);
    AT(engine->pages, uint32_t, (size_t)engine->page[code >> 8] * 256)[code & 255] = known;
    return known;
}

static int enter_text(Engine *engine, PyObject *text, int flags) {
    for (Py_ssize_t i = 0; i < PyUnicode_GET_LENGTH(text); i++) {
        uint32_t number = enter(engine, PyUnicode_READ_CHAR(text, i));
        if (number == NONE)
            return -1;
        AT(engine->letters, Letter, number)->flags |= (uint8_t)flags;
    }
    return 0;
}

/* A set of letters as (set number, letter number), to be turned into bits when all letters are known. */
typedef struct {
    uint32_t set, letter;
} Membership;

static uint32_t enter_set(Engine *engine, Pool *memberships, PyObject *letters) {
    uint32_t set = engine->sets++;
    for (Py_ssize_t i = 0; i < PyUnicode_GET_LENGTH(letters); i++) {
        uint32_t number = enter(engine, PyUnicode_READ_CHAR(letters, i));
        Membership *membership = number == NONE ? NULL : extend(memberships, 1);
        if (!membership)
            return NONE;
        membership->set = set;
        membership->letter = number;
    }
    return set;
}

/* (elements, edge), each element a string: of one letter, or of all letters that may stand there. */
static int enter_pattern(Engine *engine, Pool *memberships, PyObject *given) {
    PyObject *elements;
    int edge;
    if (!a_tuple(given) || !PyArg_ParseTuple(given, "O!p", &PyTuple_Type, &elements, &edge))
        return -1;
    Pattern *pattern = extend(&engine->patterns, 1);
    if (!pattern)
        return -1;
    pattern->edge = edge;
    pattern->elements.start = (uint32_t)engine->elements.count;
    pattern->elements.size = (uint32_t)PyTuple_GET_SIZE(elements);
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(elements); i++) {
        PyObject *letters = PyTuple_GET_ITEM(elements, i);
        if (!PyUnicode_Check(letters)) {
            PyErr_SetString(PyExc_TypeError, "an element of a pattern is a string");
            return -1;
        }
        Element *element = extend(&engine->elements, 1);
        if (!element)
            return -1;
        element->letter = element->set = NONE;
        uint32_t number = PyUnicode_GET_LENGTH(letters) == 1 ? enter(engine, PyUnicode_READ_CHAR(letters, 0))
                                                              : enter_set(engine, memberships, letters);
        if (number == NONE)
            return -1;
        *(PyUnicode_GET_LENGTH(letters) == 1 ? &element->letter : &element->set) = number;
    }
    return 0;
}

/* (letters, edge, patterns) */
static int enter_context(Engine *engine, Pool *memberships, PyObject *given) {
    PyObject *letters, *patterns;
    int edge;
    if (!a_tuple(given) || !PyArg_ParseTuple(given, "UpO!", &letters, &edge, &PyTuple_Type, &patterns))
        return -1;
    Context context = {enter_set(engine, memberships, letters), edge, {(uint32_t)engine->patterns.count, 0}};
    if (context.set == NONE)
        return -1;
    context.patterns.size = (uint32_t)PyTuple_GET_SIZE(patterns);
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(patterns); i++)
        if (enter_pattern(engine, memberships, PyTuple_GET_ITEM(patterns, i)) < 0)
            return -1;
    Context *place = extend(&engine->contexts, 1);
    if (!place)
        return -1;
    *place = context;
    return 0;
}

static int enter_value(Engine *engine, PyObject *value) {
    if (!PyUnicode_Check(value)) {
        PyErr_SetString(PyExc_TypeError, "a value is a string");
        return -1;
    }
    Piece *piece = extend(&engine->values, 1);
    if (!piece)
        return -1;
    piece->start = (uint32_t)engine->text.count;
    for (Py_ssize_t i = 0; i < PyUnicode_GET_LENGTH(value); i++) {
        Py_UCS4 code = PyUnicode_READ_CHAR(value, i);
        if (engine->sounding && !(code = said_by(engine, code)))
            continue;
        Py_UCS4 *place = extend(&engine->text, 1);
        if (!place)
            return -1;
        *place = code;
    }
    piece = AT(engine->values, Piece, engine->values.count - 1);
    piece->size = (uint32_t)engine->text.count - piece->start;
    return 0;
}

/* (spelling, values, numbers of contexts or -1, place in the file) */
static int enter_rule(Engine *engine, PyObject *given) {
    PyObject *spelling, *values;
    int fit[CONTEXTS];
    unsigned int number;
    if (!a_tuple(given) || !PyArg_ParseTuple(given, "UO!(iiii)I", &spelling, &PyTuple_Type, &values, &fit[0],
                                                   &fit[1], &fit[2], &fit[3], &number))
        return -1;
    Py_ssize_t size = PyUnicode_GET_LENGTH(spelling);
    if (!size || !PyTuple_GET_SIZE(values)) {
        PyErr_SetString(PyExc_ValueError, "a rule has a spelling and a value");
        return -1;
    }
    Trial *trial = extend(&engine->trials, 1);
    if (!trial)
        return -1;
    trial->number = number;
    trial->spelling.start = (uint32_t)engine->spelt.count;
    trial->spelling.size = (uint32_t)size;
    trial->values.start = (uint32_t)engine->values.count;
    trial->values.size = (uint32_t)PyTuple_GET_SIZE(values);
    for (int i = 0; i < CONTEXTS; i++) {
        if (fit[i] < -1 || fit[i] >= (int)engine->contexts.count) {
            PyErr_SetString(PyExc_ValueError, "no such context");
            return -1;
        }
        trial->fit[i] = fit[i] < 0 ? NONE : (uint32_t)fit[i];
        trial->contexts |= fit[i] >= 0;
    }
    for (Py_ssize_t i = 0; i < size; i++) {
        uint32_t letter = enter(engine, PyUnicode_READ_CHAR(spelling, i));
        uint32_t *place = letter == NONE ? NULL : extend(&engine->spelt, 1);
        if (!place)
            return -1;
        *place = letter;
        if (i == 1)
            AT(engine->trials, Trial, engine->trials.count - 1)->second = letter;
    }
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(values); i++)
        if (enter_value(engine, PyTuple_GET_ITEM(values, i)) < 0)
            return -1;
    return 0;
}

/* Put the trials of one letter together, each letter's in the order given. */
static int group(Engine *engine) {
    size_t count = engine->trials.count, letters = engine->letters.count;
    Trial *sorted = PyMem_New(Trial, count + 1);
    if (!sorted) {
        PyErr_NoMemory();
        return -1;
    }
    for (size_t i = 0; i < count; i++) {
        Trial *trial = AT(engine->trials, Trial, i);
        AT(engine->letters, Letter, *AT(engine->spelt, uint32_t, trial->spelling.start))->trials.size++;
    }
    uint32_t start = 0;
    for (size_t i = 0; i < letters; i++) {
        Letter *letter = AT(engine->letters, Letter, i);
        letter->trials.start = start;
        start += letter->trials.size;
        letter->trials.size = 0;
    }
    for (size_t i = 0; i < count; i++) {
        Trial *trial = AT(engine->trials, Trial, i);
        Letter *letter = AT(engine->letters, Letter, *AT(engine->spelt, uint32_t, trial->spelling.start));
        sorted[letter->trials.start + letter->trials.size++] = *trial;
    }
    if (count)
        memcpy(engine->trials.at, sorted, count * sizeof(Trial));
    PyMem_Free(sorted);
    for (size_t i = 0; i < letters; i++) {
        Letter *letter = AT(engine->letters, Letter, i);
        if (!letter->trials.size)
            continue;
        letter->flags |= KNOWN;
        Trial *only = AT(engine->trials, Trial, letter->trials.start);
        if (letter->trials.size == 1 && !only->contexts && only->spelling.size == 1 && only->values.size == 1)
            letter->plain = only->values.start;
    }
    return 0;
}

static void engine_dealloc(Engine *engine) {
    Pool *pools[] = {&engine->pages,  &engine->letters,  &engine->trials,   &engine->spelt,   &engine->values,
                     &engine->text,   &engine->contexts, &engine->patterns, &engine->elements};
    for (size_t i = 0; i < sizeof pools / sizeof *pools; i++)
        PyMem_Free(pools[i]->at);
    PyMem_Free(engine->member);
    PyMem_Free(engine->said);
    Py_TYPE(engine)->tp_free((PyObject *)engine);
}

/* Engine(rules, contexts, alphabet, sounds) */
static PyObject *engine_new(PyTypeObject *type, PyObject *args, PyObject *options) {
    PyObject *rules, *contexts, *alphabet, *sounds;
    if (options && PyDict_GET_SIZE(options)) {
        PyErr_SetString(PyExc_TypeError, "Engine() takes no keyword arguments");
        return NULL;
    }
    if (!PyArg_ParseTuple(args, "O!O!UO", &PyTuple_Type, &rules, &PyTuple_Type, &contexts, &alphabet, &sounds))
        return NULL;
    if (sounds != Py_None && !PyDict_Check(sounds)) {
        PyErr_SetString(PyExc_TypeError, "sounds are a dictionary, or None");
        return NULL;
    }
    Engine *engine = (Engine *)type->tp_alloc(type, 0);
    if (!engine)
        return NULL;
    engine->sounding = sounds != Py_None;
    engine->pages.size = 256 * sizeof(uint32_t);
    engine->letters.size = sizeof(Letter);
    engine->trials.size = sizeof(Trial);
    engine->spelt.size = sizeof(uint32_t);
    engine->values.size = sizeof(Piece);
    engine->text.size = sizeof(Py_UCS4);
    engine->contexts.size = sizeof(Context);
    engine->patterns.size = sizeof(Pattern);
    engine->elements.size = sizeof(Element);
    Pool memberships = {NULL, 0, 0, sizeof(Membership)};
    if (engine->sounding) {
        if (!(engine->said = PyMem_Calloc(HIGHEST_SOUND, sizeof(uint16_t)))) {
            PyErr_NoMemory();
            goto failed;
        }
        if (load_said(sounds, engine->said) < 0)
            goto failed;
    }
    /* The empty page, and the letter that no rule names. */
    Letter *other = extend(&engine->pages, 1) ? extend(&engine->letters, 1) : NULL;
    if (!other)
        goto failed;
    other->plain = NONE;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(contexts); i++)
        if (enter_context(engine, &memberships, PyTuple_GET_ITEM(contexts, i)) < 0)
            goto failed;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(rules); i++)
        if (enter_rule(engine, PyTuple_GET_ITEM(rules, i)) < 0)
            goto failed;
    if (enter_text(engine, alphabet, ALPHABET) < 0 || group(engine) < 0)
        goto failed;
    if (engine->sounding)
        for (Py_UCS4 code = 1; code < HIGHEST_SOUND; code++)
            if (engine->said[code] && enter(engine, code) == NONE)
                goto failed;
    PyMem_Free(engine->said);
    engine->said = NULL;
    engine->words = engine->sets / 32 + 1;
    engine->member = PyMem_Calloc(engine->letters.count * engine->words, sizeof(uint32_t));
    if (!engine->member) {
        PyErr_NoMemory();
        goto failed;
    }
    for (size_t i = 0; i < memberships.count; i++) {
        Membership *one = AT(memberships, Membership, i);
        engine->member[one->letter * engine->words + one->set / 32] |= (uint32_t)1 << one->set % 32;
    }
    PyMem_Free(memberships.at);
    return (PyObject *)engine;
failed:
    PyMem_Free(memberships.at);
    Py_DECREF(engine);
    return NULL;
}

/* ---- a text, as an engine sees it ---- */

/* The letters of a text by their numbers, and which are parts of words. */
typedef struct {
    Py_ssize_t size;
    const uint32_t *number;
    const uint8_t *word;
} Seen;

typedef struct {
    Py_ssize_t size;
    Py_UCS4 *code;
    uint32_t *number;
    uint8_t *word;
    void *memory;
    Py_UCS4 own_code[SHORT];
    uint32_t own_number[SHORT];
    uint8_t own_word[SHORT];
} Text;

static int open_text(Text *text, Py_ssize_t size) {
    text->size = size;
    text->memory = NULL;
    text->code = text->own_code;
    text->number = text->own_number;
    text->word = text->own_word;
    if (size > SHORT) {
        size_t each = sizeof(Py_UCS4) + sizeof(uint32_t) + sizeof(uint8_t);
        if ((size_t)size > NONE || !(text->memory = PyMem_Malloc((size_t)size * each))) {
            PyErr_NoMemory();
            return -1;
        }
        text->code = text->memory;
        text->number = (uint32_t *)(text->code + size);
        text->word = (uint8_t *)(text->number + size);
    }
    return 0;
}

static void close_text(Text *text) {
    PyMem_Free(text->memory);
    text->memory = NULL;
}

/* Number the letters of a text whose code points are set. Gives 1 if some rule begins with each, 0 if not, -1 for an
   error. */
static int number_text(const Engine *engine, Text *text) {
    int known = KNOWN;
    for (Py_ssize_t i = 0; i < text->size; i++) {
        uint32_t number = number_of(engine, text->code[i]);
        int flags = AT(engine->letters, Letter, number)->flags;
        text->number[i] = number;
        text->word[i] = flags & WORD;
        known &= flags;
        if (!number) {
            int word = in_word(text->code[i]);
            if (word < 0)
                return -1;
            text->word[i] = (uint8_t)word;
        }
    }
    return known != 0;
}

static int take_text(const Engine *engine, PyObject *given, Text *text) {
    if (!PyUnicode_Check(given)) {
        PyErr_Format(PyExc_TypeError, "expected a string, not %.80s", Py_TYPE(given)->tp_name);
        return -1;
    }
    if (open_text(text, PyUnicode_GET_LENGTH(given)) < 0)
        return -1;
    int kind = PyUnicode_KIND(given);
    const void *data = PyUnicode_DATA(given);
    for (Py_ssize_t i = 0; i < text->size; i++)
        text->code[i] = PyUnicode_READ(kind, data, i);
    int known = number_text(engine, text);
    if (known < 0)
        close_text(text);
    return known;
}

/* The same, with what no rule begins with replaced by the nearest letters: `spares` maps a letter to the letter without
   its marks, and to what stands for it where the rules do not know that either. */
static int take_nearest(const Engine *engine, PyObject *given, PyObject *spares, Text *text) {
    int known = take_text(engine, given, text);
    if (known)
        return known < 0 ? -1 : 0;
    Pool pool = {NULL, 0, 0, sizeof(Py_UCS4)};
    for (Py_ssize_t i = 0; i < text->size; i++) {
        Py_UCS4 code = text->code[i];
        if (AT(engine->letters, Letter, text->number[i])->flags & KNOWN) {
            Py_UCS4 *place = extend(&pool, 1);
            if (!place)
                goto failed;
            *place = code;
            continue;
        }
        PyObject *letter = PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, &code, 1);
        PyObject *pair = letter ? PyObject_GetItem(spares, letter) : NULL;
        Py_XDECREF(letter);
        PyObject *bare, *spare;
        if (!pair)
            goto failed;
        if (!a_tuple(pair) || !PyArg_ParseTuple(pair, "UU", &bare, &spare)) {
            Py_DECREF(pair);
            goto failed;
        }
        Py_UCS4 base = PyUnicode_GET_LENGTH(bare) ? PyUnicode_READ_CHAR(bare, 0) : 0;
        PyObject *chosen = AT(engine->letters, Letter, number_of(engine, base))->flags & KNOWN ? bare : spare;
        Py_ssize_t size = PyUnicode_GET_LENGTH(chosen);
        Py_UCS4 *place = extend(&pool, (size_t)size);
        for (Py_ssize_t k = 0; place && k < size; k++)
            place[k] = PyUnicode_READ_CHAR(chosen, k);
        Py_DECREF(pair);
        if (!place)
            goto failed;
    }
    close_text(text);
    if (open_text(text, (Py_ssize_t)pool.count) < 0)
        goto failed;
    if (pool.count)
        memcpy(text->code, pool.at, pool.count * sizeof(Py_UCS4));
    if (number_text(engine, text) < 0)
        goto failed;
    PyMem_Free(pool.at);
    return 0;
failed:
    PyMem_Free(pool.at);
    close_text(text);
    return -1;
}

/* ---- which rule fires? ---- */

static inline int in_set(const Engine *engine, uint32_t letter, uint32_t set) {
    return engine->member[letter * engine->words + set / 32] >> set % 32 & 1;
}

static int pattern_fits(const Engine *engine, const Pattern *pattern, const Seen *text, Py_ssize_t start) {
    const Element *element = AT(engine->elements, Element, pattern->elements.start);
    for (uint32_t i = 0; i < pattern->elements.size; i++, element++) {
        uint32_t letter = text->number[start + i];
        if (element->set == NONE ? letter != element->letter : !in_set(engine, letter, element->set))
            return 0;
    }
    return 1;
}

static int fits_before(const Engine *engine, uint32_t number, const Seen *text, Py_ssize_t at) {
    const Context *context = AT(engine->contexts, Context, number);
    if (at == 0 || !text->word[at - 1])
        return context->edge;
    if (in_set(engine, text->number[at - 1], context->set))
        return 1;
    for (uint32_t i = 0; i < context->patterns.size; i++) {
        const Pattern *pattern = AT(engine->patterns, Pattern, context->patterns.start + i);
        Py_ssize_t start = at - (Py_ssize_t)pattern->elements.size;
        if (start >= 0 && pattern_fits(engine, pattern, text, start) &&
            (!pattern->edge || start == 0 || !text->word[start - 1]))
            return 1;
    }
    return 0;
}

static int fits_after(const Engine *engine, uint32_t number, const Seen *text, Py_ssize_t at) {
    const Context *context = AT(engine->contexts, Context, number);
    if (at == text->size || !text->word[at])
        return context->edge;
    if (in_set(engine, text->number[at], context->set))
        return 1;
    for (uint32_t i = 0; i < context->patterns.size; i++) {
        const Pattern *pattern = AT(engine->patterns, Pattern, context->patterns.start + i);
        Py_ssize_t end = at + (Py_ssize_t)pattern->elements.size;
        if (end <= text->size && pattern_fits(engine, pattern, text, at) &&
            (!pattern->edge || end == text->size || !text->word[end]))
            return 1;
    }
    return 0;
}

/* The first of some rules that fires at a place, or NULL. */
static const Trial *firing_of(const Engine *engine, const Trial *trial, uint32_t count, const Seen *text, Py_ssize_t at) {
    for (uint32_t i = 0; i < count; i++, trial++) {
        Py_ssize_t size = trial->spelling.size, end = at + size, k = 2;
        if (end > text->size || (size > 1 && text->number[at + 1] != trial->second))
            continue;
        const uint32_t *spelt = AT(engine->spelt, uint32_t, trial->spelling.start);
        while (k < size && text->number[at + k] == spelt[k])
            k++;
        if (k < size)
            continue;
        if (!trial->contexts || ((trial->fit[0] == NONE || fits_before(engine, trial->fit[0], text, at)) &&
                                 (trial->fit[1] == NONE || fits_after(engine, trial->fit[1], text, end)) &&
                                 (trial->fit[2] == NONE || !fits_before(engine, trial->fit[2], text, at)) &&
                                 (trial->fit[3] == NONE || !fits_after(engine, trial->fit[3], text, end))))
            return trial;
    }
    return NULL;
}

/* The rule that fires at a place, or NULL. */
static const Trial *firing(const Engine *engine, const Letter *letter, const Seen *text, Py_ssize_t at) {
    return firing_of(engine, AT(engine->trials, Trial, letter->trials.start), letter->trials.size, text, at);
}

/* ---- rewriting ---- */

/* A text that grows; the short one needs no memory. */
typedef struct {
    Py_UCS4 *at;
    size_t size, room;
    Py_UCS4 own[SHORT];
} Way;

typedef struct {
    int count;
    Way way[MOST_ALTERNATIVES];
} Ways;

static void open_way(Way *way) {
    way->at = way->own;
    way->size = 0;
    way->room = SHORT;
}

static void close_way(Way *way) {
    if (way->at != way->own)
        PyMem_Free(way->at);
}

static void close_ways(Ways *ways) {
    for (int i = 0; i < ways->count; i++)
        close_way(&ways->way[i]);
    ways->count = 0;
}

static int append(Way *way, const Py_UCS4 *more, size_t size) {
    if (way->size + size > way->room) {
        size_t room = (way->size + size) * 2;
        Py_UCS4 *grown = PyMem_Realloc(way->at == way->own ? NULL : way->at, room * sizeof(Py_UCS4));
        if (!grown) {
            PyErr_NoMemory();
            return -1;
        }
        if (way->at == way->own)
            memcpy(grown, way->own, way->size * sizeof(Py_UCS4));
        way->at = grown;
        way->room = room;
    }
    for (size_t i = 0; i < size; i++)
        way->at[way->size + i] = more[i];
    way->size += size;
    return 0;
}

static int append_value(const Engine *engine, Way *way, uint32_t value) {
    const Piece *piece = AT(engine->values, Piece, value);
    return piece->size ? append(way, AT(engine->text, Py_UCS4, piece->start), piece->size) : 0;
}

/* Rewrite a text in up to `limit` ways; they must be closed even where this fails. */
static int rewrite_ways(const Engine *engine, const Text *text, int limit, Ways *ways) {
    ways->count = 1;
    open_way(&ways->way[0]);
    Seen seen = {text->size, text->number, text->word};
    for (Py_ssize_t at = 0; at < text->size;) {
        const Letter *letter = AT(engine->letters, Letter, text->number[at]);
        const Trial *trial = NULL;
        if (letter->plain == NONE && !(letter->trials.size && (trial = firing(engine, letter, &seen, at)))) {
            Py_UCS4 left = text->number[at] ? letter->said : engine->sounding ? 0 : text->code[at];
            for (int i = 0; (left || !engine->sounding) && i < ways->count; i++)
                if (append(&ways->way[i], &left, 1) < 0)
                    return -1;
            at++;
            continue;
        }
        uint32_t value = trial ? trial->values.start : letter->plain;
        int values = trial ? (int)(trial->values.size < (uint32_t)limit ? trial->values.size : (uint32_t)limit) : 1;
        at += trial ? trial->spelling.size : 1;
        /* The usual value of every way comes first, so that cutting at the limit keeps the likely ones. Further values
           are appended to copies before the usual one is to the originals. */
        int before = ways->count;
        for (int more = 1; more < values; more++)
            for (int i = 0; i < before && ways->count < limit; i++) {
                Way *copy = &ways->way[ways->count];
                open_way(copy);
                ways->count++;
                if (append(copy, ways->way[i].at, ways->way[i].size) < 0 ||
                    append_value(engine, copy, value + (uint32_t)more) < 0)
                    return -1;
            }
        for (int i = 0; i < before; i++)
            if (append_value(engine, &ways->way[i], value) < 0)
                return -1;
    }
    return 0;
}

/* Say a doubled sound once. */
static void say_once(Way *way) {
    size_t kept = 0;
    for (size_t i = 0; i < way->size; i++)
        if (!kept || way->at[kept - 1] != way->at[i])
            way->at[kept++] = way->at[i];
    way->size = kept;
}

static PyObject *string_of(const Way *way) {
    return PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, way->at, (Py_ssize_t)way->size);
}

static int equal_ways(const Way *one, const Way *two) {
    return one->size == two->size && memcmp(one->at, two->at, one->size * sizeof(Py_UCS4)) == 0;
}

/* The distinct ways as a tuple of strings. */
static PyObject *distinct(const Ways *ways) {
    int kept[MOST_ALTERNATIVES], count = 0;
    for (int i = 0; i < ways->count; i++) {
        int known = 0;
        for (int k = 0; k < count && !known; k++)
            known = equal_ways(&ways->way[kept[k]], &ways->way[i]);
        if (!known)
            kept[count++] = i;
    }
    PyObject *found = PyTuple_New(count);
    for (int k = 0; found && k < count; k++) {
        PyObject *one = string_of(&ways->way[kept[k]]);
        if (!one)
            Py_CLEAR(found);
        else
            PyTuple_SET_ITEM(found, k, one);
    }
    return found;
}

static PyObject *engine_rewrite(Engine *engine, PyObject *given) {
    Text text;
    if (take_text(engine, given, &text) < 0)
        return NULL;
    Ways ways;
    PyObject *found = rewrite_ways(engine, &text, 1, &ways) < 0 ? NULL : string_of(&ways.way[0]);
    close_ways(&ways);
    close_text(&text);
    return found;
}

static int limit_of(PyObject *given) {
    long limit = PyLong_AsLong(given);
    if (limit == -1 && PyErr_Occurred()) {
        if (!PyErr_ExceptionMatches(PyExc_OverflowError))
            return -1;
        PyErr_Clear();
        limit = MOST_ALTERNATIVES;
    }
    return limit < 1 ? 1 : limit > MOST_ALTERNATIVES ? MOST_ALTERNATIVES : (int)limit;
}

static int expect(Py_ssize_t given, Py_ssize_t wanted, const char *name) {
    if (given != wanted)
        PyErr_Format(PyExc_TypeError, "%s() takes %zd positional arguments, not %zd", name, wanted, given);
    return given == wanted;
}

static PyObject *engine_alternatives(Engine *engine, PyObject *const *given, Py_ssize_t count) {
    Text text;
    int limit = expect(count, 2, "alternatives") ? limit_of(given[1]) : -1;
    if (limit < 0 || take_text(engine, given[0], &text) < 0)
        return NULL;
    Ways ways;
    PyObject *found = rewrite_ways(engine, &text, limit, &ways) < 0 ? NULL : distinct(&ways);
    close_ways(&ways);
    close_text(&text);
    return found;
}

static PyObject *engine_spans(Engine *engine, PyObject *given) {
    Text text;
    if (take_text(engine, given, &text) < 0)
        return NULL;
    PyObject *found = PyList_New(0);
    Seen seen = {text.size, text.number, text.word};
    for (Py_ssize_t at = 0; found && at < text.size;) {
        const Letter *letter = AT(engine->letters, Letter, text.number[at]);
        const Trial *trial = letter->trials.size ? firing(engine, letter, &seen, at) : NULL;
        Py_ssize_t end = at + (trial ? (Py_ssize_t)trial->spelling.size : 1);
        PyObject *span = Py_BuildValue("nnn", at, end, trial ? (Py_ssize_t)trial->number : (Py_ssize_t)-1);
        if (!span || PyList_Append(found, span) < 0)
            Py_CLEAR(found);
        Py_XDECREF(span);
        at = end;
    }
    close_text(&text);
    return found;
}

static PyObject *engine_covers(Engine *engine, PyObject *given) {
    Text text;
    int known = take_text(engine, given, &text);
    if (known < 0)
        return NULL;
    close_text(&text);
    return PyBool_FromLong(known);
}

static int fits(const Engine *engine, PyObject *given) {
    int kind = PyUnicode_KIND(given);
    const void *data = PyUnicode_DATA(given);
    for (Py_ssize_t i = 0; i < PyUnicode_GET_LENGTH(given); i++) {
        Py_UCS4 code = PyUnicode_READ(kind, data, i);
        if (!(AT(engine->letters, Letter, number_of(engine, code))->flags & ALPHABET) && Py_UNICODE_ISALPHA(code))
            return 0;
    }
    return 1;
}

static PyObject *engine_fits(Engine *engine, PyObject *given) {
    if (!PyUnicode_Check(given)) {
        PyErr_SetString(PyExc_TypeError, "expected a string");
        return NULL;
    }
    return PyBool_FromLong(fits(engine, given));
}

/* ways(text, spares, limit): how one orthography may say a prepared text */
static PyObject *engine_ways(Engine *engine, PyObject *const *given, Py_ssize_t count) {
    Text text;
    int limit = expect(count, 3, "ways") ? limit_of(given[2]) : -1;
    if (limit < 0 || take_nearest(engine, given[0], given[1], &text) < 0)
        return NULL;
    Ways ways;
    PyObject *found = NULL;
    if (rewrite_ways(engine, &text, limit, &ways) == 0) {
        for (int i = 0; i < ways.count; i++)
            say_once(&ways.way[i]);
        found = distinct(&ways);
    }
    close_ways(&ways);
    close_text(&text);
    return found;
}

/* ---- many orthographies at once ---- */

/* The ways found so far: their sounds, of two bytes each, and a table of their hashes. */
typedef struct {
    Pool letters, found;
    uint32_t *slots;
    size_t mask;
} Heard;

typedef struct {
    Piece letters;
    uint32_t hash;
    Py_ssize_t engine;
} Found;

static int hear(Heard *heard, const uint16_t *letters, size_t size, Py_ssize_t engine) {
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ letters[i]) * 16777619u;
    size_t slot = (hash ^ hash >> 15) & heard->mask;
    for (; heard->slots[slot]; slot = (slot + 1) & heard->mask) {
        Found *one = AT(heard->found, Found, heard->slots[slot] - 1);
        if (one->hash == hash && one->letters.size == size &&
            (!size || memcmp(AT(heard->letters, uint16_t, one->letters.start), letters, size * sizeof(uint16_t)) == 0))
            return 0;
    }
    Found one = {{(uint32_t)heard->letters.count, (uint32_t)size}, hash, engine};
    uint16_t *place = extend(&heard->letters, size);
    Found *entry = place ? extend(&heard->found, 1) : NULL;
    if (!entry)
        return -1;
    if (size)
        memcpy(place, letters, size * sizeof(uint16_t));
    *entry = one;
    heard->slots[slot] = (uint32_t)heard->found.count;
    return 0;
}

/* The same of a way, whose letters are sounds. */
static int hear_way(Heard *heard, const Way *way, Py_ssize_t engine) {
    uint16_t own[SHORT], *letters = way->size <= SHORT ? own : PyMem_New(uint16_t, way->size);
    if (!letters) {
        PyErr_NoMemory();
        return -1;
    }
    for (size_t i = 0; i < way->size; i++)
        letters[i] = (uint16_t)way->at[i];
    int failed = hear(heard, letters, way->size, engine);
    if (letters != own)
        PyMem_Free(letters);
    return failed;
}

/* Say one text under one engine, and keep what was not heard before. */
static int say(const Engine *engine, PyObject *given, PyObject *spares, int limit, Py_ssize_t number, Heard *heard) {
    Text text;
    Ways ways;
    if (take_nearest(engine, given, spares, &text) < 0)
        return -1;
    int failed = rewrite_ways(engine, &text, limit, &ways);
    for (int i = 0; !failed && i < ways.count; i++) {
        say_once(&ways.way[i]);
        failed = hear_way(heard, &ways.way[i], number);
    }
    close_ways(&ways);
    close_text(&text);
    return failed;
}

/* Every way once, with the number of the first engine that says it so. */
static PyObject *all_heard(const Heard *heard) {
    PyObject *answer = PyList_New((Py_ssize_t)heard->found.count);
    for (size_t i = 0; answer && i < heard->found.count; i++) {
        Found *one = AT(heard->found, Found, i);
        PyObject *way = PyUnicode_FromKindAndData(
            PyUnicode_2BYTE_KIND, one->letters.size ? AT(heard->letters, uint16_t, one->letters.start) : NULL,
            (Py_ssize_t)one->letters.size);
        PyObject *row = way ? Py_BuildValue("Nn", way, one->engine) : NULL;
        if (!row)
            Py_CLEAR(answer);
        else
            PyList_SET_ITEM(answer, (Py_ssize_t)i, row);
    }
    return answer;
}

/* read(engines, kinds, prepared, lower, apart, spares, limit): engine.heard_one_by_one */
static PyObject *read_many(PyObject *self, PyObject *const *given, Py_ssize_t count) {
    if (!expect(count, 7, "read"))
        return NULL;
    PyObject *engines = given[0], *kinds = given[1], *prepared = given[2], *lower = given[3], *apart = given[4];
    int limit = limit_of(given[6]);
    if (limit < 0)
        return NULL;
    if (!PyTuple_Check(engines) || !PyBytes_Check(kinds) || !PyTuple_Check(prepared) || !PyUnicode_Check(lower) ||
        !PyUnicode_Check(apart) || PyBytes_GET_SIZE(kinds) != PyTuple_GET_SIZE(engines)) {
        PyErr_SetString(PyExc_TypeError, "read() takes engines, their kinds, prepared texts and two strings");
        return NULL;
    }
    Py_ssize_t size = PyTuple_GET_SIZE(engines);
    const unsigned char *kind = (const unsigned char *)PyBytes_AS_STRING(kinds);
    Heard heard = {{NULL, 0, 0, sizeof(uint16_t)}, {NULL, 0, 0, sizeof(Found)}, NULL, 63};
    PyObject *answer = NULL;
    uint8_t fitting_own[256], *fitting = fitting_own;
    uint32_t slots_own[512];
    if (size > 256 && !(fitting = PyMem_Malloc((size_t)size)))
        return PyErr_NoMemory();
    int any = 0;
    for (Py_ssize_t i = 0; i < size; i++) {
        PyObject *engine = PyTuple_GET_ITEM(engines, i);
        if (!PyObject_TypeCheck(engine, &EngineType) || (kind[i] & 127) >= PyTuple_GET_SIZE(prepared) ||
            !((Engine *)engine)->sounding) {
            PyErr_SetString(PyExc_TypeError, "read() takes sounding engines, and a prepared text for each kind");
            goto end;
        }
        /* The highest bit of a kind marks orthographies that read letters taken apart. */
        fitting[i] = (uint8_t)fits((Engine *)engine, kind[i] & 128 ? apart : lower);
        any |= fitting[i];
    }
    while (heard.mask < (size_t)size * (size_t)limit * 2)
        heard.mask = heard.mask * 2 + 1;
    if (heard.mask < 512) {
        memset(slots_own, 0, sizeof slots_own);
        heard.slots = slots_own;
    } else if (!(heard.slots = PyMem_Calloc(heard.mask + 1, sizeof(uint32_t)))) {
        PyErr_NoMemory();
        goto end;
    }
    for (Py_ssize_t i = 0; i < size; i++)
        if ((fitting[i] || !any) && say((Engine *)PyTuple_GET_ITEM(engines, i),
                                        PyTuple_GET_ITEM(prepared, kind[i] & 127), given[5], limit, i, &heard) < 0)
            goto end;
    answer = all_heard(&heard);
end:
    if (fitting != fitting_own)
        PyMem_Free(fitting);
    if (heard.slots != slots_own)
        PyMem_Free(heard.slots);
    PyMem_Free(heard.letters.at);
    PyMem_Free(heard.found.at);
    return answer;
}

/* ---- many engines together, for as long as they find the same: engine.PlainGroup ---- */

#define MOST_TOGETHER 64
/* What short words need no memory for. */
#define OWN_ROOM 4096
#define OWN_SLOTS 512

/* What is found at a place: how many letters it covers, and its values. */
typedef struct {
    uint32_t size;
    Piece values;
} Finding;

/* Engines that find the same for a letter whatever stands around it. The first of them speaks for all. */
typedef struct {
    uint64_t engines;
    int first;
    uint32_t count;      /* of the rules of the first, which stand together */
    const Trial *trials;
    uint32_t always;   /* what is found whatever stands around, or NONE */
    uint32_t findings; /* where it is kept what each rule of the first finds, and behind them what no rule does */
} Alike;

/* A letter that some engine knows; which engines are alike is worked out when it is first met. */
typedef struct {
    Py_UCS4 code;
    uint8_t word, ready;
    uint64_t accepting, knowing;
    Piece alike;
    Piece asked[2];  /* what its rules ask of the letters before it, and of those behind it */
    uint32_t sorts;  /* of what sort each letter is before it, and behind that each behind it: see sort_beside */
} Glyph;

/* A question that rules ask of a letter beside another: is it in a set, or is it this one? */
typedef struct {
    int engine;
    uint32_t set, letter;
} Question;

/* Engines that find the same at a place, and what they find: how many letters it covers, in how many ways it is said, and
   how it is said usually. */
typedef struct {
    uint64_t engines;
    uint32_t found, text;
    uint32_t covers;
    uint16_t values, size;
} Part;

/* Of more letters nothing is kept, nor beyond so many places, nor where letters around are of more sorts. */
#define MOST_NUMBERED 1024
#define MOST_KNOWN 16384
#define MOST_SORTS 126

/* What is found at places with letters of the same sorts around them. */
typedef struct {
    uint64_t around; /* the letter by its number, and the sorts of those around it; 0 where nothing is kept */
    uint32_t start;  /* its first part */
    uint16_t parts;
    uint16_t wider;  /* whether letters further off count */
} Known;

typedef struct {
    PyObject_HEAD
    PyObject *engines, *kinds;
    Py_ssize_t count;
    int texts;         /* how many prepared texts are read */
    uint64_t apart;    /* the engines whose alphabets hold letters taken apart */
    uint64_t dotless;  /* the engines for which capital I is that of dotless i */
    uint32_t longest;  /* the longest value */
    size_t mask;       /* of the table of code points, whose size is a power of two */
    uint32_t *slots;
    uint32_t *number;  /* for each glyph, its number for each engine */
    Pool glyphs;       /* Glyph; the first stands for all that no engine knows */
    Pool alike;        /* Alike */
    Pool findings;     /* Finding; those of one letter are equal where their numbers are */
    Pool found;        /* uint32_t: numbers of findings */
    Pool values;       /* Piece of text */
    Pool text;         /* Py_UCS4 */
    Pool parts;        /* Part: of what is known */
    Pool questions;    /* Question */
    Pool sorts;        /* uint16_t: 0 for a letter whose sort nobody has asked for; the first letter of each sort, and one */
    Known *known;      /* what was found before, by the letters around */
    size_t knows, room; /* how much is known, and for how much there is room: a power of two */
} Group;

static int lowest(uint64_t bits) {
#if defined(__GNUC__) || defined(__clang__)
    return __builtin_ctzll(bits);
#else
    int at = 0;
    while (!(bits >> at & 1))
        at++;
    return at;
#endif
}

static Engine *engine_at(const Group *group, Py_ssize_t at) { return (Engine *)PyTuple_GET_ITEM(group->engines, at); }

static uint64_t every(const Group *group) {
    return group->count == MOST_TOGETHER ? ~(uint64_t)0 : ((uint64_t)1 << group->count) - 1;
}

/* The slot of a code point, or the empty one where it would stand. */
static uint32_t *slot_of(const Group *group, Py_UCS4 code) {
    size_t at = (code * 2654435761u >> 7) & group->mask;
    while (group->slots[at] && AT(group->glyphs, Glyph, group->slots[at])->code != code)
        at = (at + 1) & group->mask;
    return &group->slots[at];
}

static void group_dealloc(Group *group) {
    Pool *pools[] = {&group->glyphs, &group->alike,  &group->findings, &group->found,
                     &group->values, &group->text, &group->parts,    &group->questions, &group->sorts};
    for (size_t i = 0; i < sizeof pools / sizeof *pools; i++)
        PyMem_Free(pools[i]->at);
    PyMem_Free(group->slots);
    PyMem_Free(group->number);
    PyMem_Free(group->known);
    Py_XDECREF(group->engines);
    Py_XDECREF(group->kinds);
    Py_TYPE(group)->tp_free((PyObject *)group);
}

/* Enter the letters of all engines. */
static int enter_glyphs(Group *group) {
    size_t letters = 1;
    for (Py_ssize_t i = 0; i < group->count; i++)
        letters += engine_at(group, i)->letters.count;
    for (group->mask = 63; group->mask < 2 * letters;)
        group->mask = 2 * group->mask + 1;
    group->slots = PyMem_Calloc(group->mask + 1, sizeof(uint32_t));
    group->number = PyMem_Calloc(letters * (size_t)(group->count + 1), sizeof(uint32_t));
    if (!group->slots || !group->number) {
        PyErr_NoMemory();
        return -1;
    }
    if (!extend(&group->glyphs, 1))
        return -1;
    for (Py_ssize_t i = 0; i < group->count; i++) {
        const Engine *engine = engine_at(group, i);
        for (size_t k = 1; k < engine->letters.count; k++) {
            const Letter *letter = AT(engine->letters, Letter, k);
            uint32_t *slot = slot_of(group, letter->code);
            if (!*slot) {
                Glyph *made = extend(&group->glyphs, 1);
                if (!made)
                    return -1;
                made->code = letter->code;
                made->word = letter->flags & WORD;
                if (!Py_UNICODE_ISALPHA(letter->code))
                    made->accepting = every(group);
                *slot = (uint32_t)(group->glyphs.count - 1);
            }
            Glyph *glyph = AT(group->glyphs, Glyph, *slot);
            group->number[*slot * (size_t)group->count + (size_t)i] = (uint32_t)k;
            if (letter->flags & ALPHABET)
                glyph->accepting |= (uint64_t)1 << i;
            if (letter->flags & KNOWN)
                glyph->knowing |= (uint64_t)1 << i;
        }
        for (size_t k = 0; k < engine->values.count; k++)
            if (AT(engine->values, Piece, k)->size > group->longest)
                group->longest = AT(engine->values, Piece, k)->size;
    }
    return 0;
}

/* Group(engines, kinds[, dotless]) */
static PyObject *group_new(PyTypeObject *type, PyObject *args, PyObject *options) {
    PyObject *engines, *kinds;
    unsigned long long dotless = 0;
    if ((options && PyDict_GET_SIZE(options)) ||
        !PyArg_ParseTuple(args, "O!S|K", &PyTuple_Type, &engines, &kinds, &dotless)) {
        if (!PyErr_Occurred())
            PyErr_SetString(PyExc_TypeError, "Group() takes no keyword arguments");
        return NULL;
    }
    Py_ssize_t count = PyTuple_GET_SIZE(engines);
    if (count > MOST_TOGETHER || count != PyBytes_GET_SIZE(kinds)) {
        PyErr_Format(PyExc_ValueError, "a group has as many kinds as engines, and at most %d", MOST_TOGETHER);
        return NULL;
    }
    for (Py_ssize_t i = 0; i < count; i++)
        if (!PyObject_TypeCheck(PyTuple_GET_ITEM(engines, i), &EngineType) ||
            !((Engine *)PyTuple_GET_ITEM(engines, i))->sounding) {
            PyErr_SetString(PyExc_TypeError, "a group is one of sounding engines");
            return NULL;
        }
    Group *group = (Group *)type->tp_alloc(type, 0);
    if (!group)
        return NULL;
    group->engines = Py_NewRef(engines);
    group->kinds = Py_NewRef(kinds);
    group->dotless = dotless;
    group->count = count;
    group->longest = 1;
    group->glyphs.size = sizeof(Glyph);
    group->alike.size = sizeof(Alike);
    group->findings.size = sizeof(Finding);
    group->found.size = sizeof(uint32_t);
    group->values.size = sizeof(Piece);
    group->text.size = sizeof(Py_UCS4);
    group->parts.size = sizeof(Part);
    group->questions.size = sizeof(Question);
    group->sorts.size = sizeof(uint16_t);
    for (Py_ssize_t i = 0; i < count; i++) {
        unsigned char kind = (unsigned char)PyBytes_AS_STRING(kinds)[i];
        if ((kind & 127) >= group->texts)
            group->texts = (kind & 127) + 1;
        if (kind & 128)
            group->apart |= (uint64_t)1 << i;
    }
    if (enter_glyphs(group) < 0)
        Py_CLEAR(group);
    return (PyObject *)group;
}

static Py_UCS4 code_of(const Engine *engine, uint32_t letter) { return AT(engine->letters, Letter, letter)->code; }

static int same_sets(const Engine *a, uint32_t one, const Engine *b, uint32_t two) {
    size_t more = 0;
    for (uint32_t k = 1; k < a->letters.count; k++)
        if (in_set(a, k, one)) {
            uint32_t other = number_of(b, code_of(a, k));
            if (!other || !in_set(b, other, two))
                return 0;
            more++;
        }
    for (uint32_t k = 1; k < b->letters.count; k++)
        more -= (size_t)in_set(b, k, two);
    return more == 0;
}

static int same_contexts(const Engine *a, uint32_t one, const Engine *b, uint32_t two) {
    if (one == NONE || two == NONE)
        return one == two;
    const Context *first = AT(a->contexts, Context, one), *second = AT(b->contexts, Context, two);
    if (!first->edge != !second->edge || first->patterns.size != second->patterns.size)
        return 0;
    for (uint32_t i = 0; i < first->patterns.size; i++) {
        const Pattern *left = AT(a->patterns, Pattern, first->patterns.start + i);
        const Pattern *right = AT(b->patterns, Pattern, second->patterns.start + i);
        if (!left->edge != !right->edge || left->elements.size != right->elements.size)
            return 0;
        for (uint32_t k = 0; k < left->elements.size; k++) {
            const Element *x = AT(a->elements, Element, left->elements.start + k);
            const Element *y = AT(b->elements, Element, right->elements.start + k);
            if ((x->set == NONE) != (y->set == NONE) ||
                (x->set == NONE ? code_of(a, x->letter) != code_of(b, y->letter) : !same_sets(a, x->set, b, y->set)))
                return 0;
        }
    }
    return same_sets(a, first->set, b, second->set);
}

/* Do two texts of pools hold the same letters? */
static int same_letters(const Pool *a, Piece one, const Pool *b, Piece two) {
    return one.size == two.size &&
           (!one.size || !memcmp(AT(*a, Py_UCS4, one.start), AT(*b, Py_UCS4, two.start), one.size * sizeof(Py_UCS4)));
}

static int same_values(const Pool *a, const Pool *a_text, Piece one, const Pool *b, const Pool *b_text, Piece two) {
    if (one.size != two.size)
        return 0;
    for (uint32_t i = 0; i < one.size; i++)
        if (!same_letters(a_text, *AT(*a, Piece, one.start + i), b_text, *AT(*b, Piece, two.start + i)))
            return 0;
    return 1;
}

static int same_trials(const Engine *a, const Trial *one, const Engine *b, const Trial *two) {
    if (one->spelling.size != two->spelling.size ||
        !same_values(&a->values, &a->text, one->values, &b->values, &b->text, two->values))
        return 0;
    for (uint32_t i = 0; i < one->spelling.size; i++)
        if (code_of(a, *AT(a->spelt, uint32_t, one->spelling.start + i)) !=
            code_of(b, *AT(b->spelt, uint32_t, two->spelling.start + i)))
            return 0;
    for (int i = 0; i < CONTEXTS; i++)
        if (!same_contexts(a, one->fit[i], b, two->fit[i]))
            return 0;
    return 1;
}

/* Do two engines find the same for a letter whatever stands around it? */
static int are_alike(const Engine *a, const Letter *one, const Engine *b, const Letter *two) {
    if (one->trials.size != two->trials.size || one->said != two->said)
        return 0;
    for (uint32_t i = 0; i < one->trials.size; i++)
        if (!same_trials(a, AT(a->trials, Trial, one->trials.start + i), b, AT(b->trials, Trial, two->trials.start + i)))
            return 0;
    return 1;
}

/* Number what is found, among the findings of one letter; NONE where memory is short. */
static uint32_t finding(Group *group, uint32_t start, uint32_t size, const Pool *values, const Pool *text, Piece given) {
    for (uint32_t k = start; k < group->findings.count; k++) {
        const Finding *known = AT(group->findings, Finding, k);
        if (known->size == size && same_values(&group->values, &group->text, known->values, values, text, given))
            return k;
    }
    Finding made = {size, {(uint32_t)group->values.count, given.size}};
    for (uint32_t i = 0; i < given.size; i++) {
        Piece from = *AT(*values, Piece, given.start + i), to = {(uint32_t)group->text.count, from.size};
        Py_UCS4 *letters = from.size ? extend(&group->text, from.size) : NULL;
        Piece *place = letters || !from.size ? extend(&group->values, 1) : NULL;
        if (!place)
            return NONE;
        if (from.size)
            memcpy(letters, AT(*text, Py_UCS4, from.start), from.size * sizeof(Py_UCS4));
        *place = to;
    }
    Finding *place = extend(&group->findings, 1);
    if (!place)
        return NONE;
    *place = made;
    return (uint32_t)(group->findings.count - 1);
}

/* Note what each rule of an engine finds for a letter, and what is found where none fires. */
static int note_findings(Group *group, uint32_t start, const Engine *engine, const Letter *letter, Alike *into) {
    Py_UCS4 left[1] = {letter->said};
    Piece said = {0, letter->said ? 1 : 0}, only = {0, 1};
    Pool said_values = {(char *)&said, 1, 1, sizeof(Piece)}, said_text = {(char *)left, 1, 1, sizeof(Py_UCS4)};
    into->findings = (uint32_t)group->found.count;
    into->always = NONE;
    for (uint32_t i = 0; i <= letter->trials.size; i++) {
        const Trial *trial = AT(engine->trials, Trial, letter->trials.start + i);
        uint32_t number = i < letter->trials.size ? finding(group, start, trial->spelling.size, &engine->values, &engine->text, trial->values)
                                                  : finding(group, start, 1, &said_values, &said_text, only);
        uint32_t *place = number == NONE ? NULL : extend(&group->found, 1);
        if (!place)
            return -1;
        *place = number;
        if (!i && i < letter->trials.size && !trial->contexts && trial->spelling.size == 1)
            into->always = number;
    }
    return 0;
}

/* Note a question among those of one engine, once; -1 where memory is short. */
static int note_question(Group *group, uint32_t start, Question asked) {
    for (size_t k = start; k < group->questions.count; k++) {
        const Question *known = AT(group->questions, Question, k);
        if (known->engine == asked.engine && known->set == asked.set && known->letter == asked.letter)
            return 0;
    }
    Question *place = extend(&group->questions, 1);
    if (!place)
        return -1;
    *place = asked;
    return 0;
}

static int note_context(Group *group, uint32_t start, int engine, uint32_t number) {
    const Engine *own = engine_at(group, engine);
    if (number == NONE)
        return 0;
    const Context *context = AT(own->contexts, Context, number);
    int failed = note_question(group, start, (Question){engine, context->set, NONE});
    for (uint32_t i = 0; !failed && i < context->patterns.size; i++) {
        const Pattern *pattern = AT(own->patterns, Pattern, context->patterns.start + i);
        for (uint32_t k = 0; !failed && k < pattern->elements.size; k++) {
            const Element *element = AT(own->elements, Element, pattern->elements.start + k);
            failed = note_question(group, start, (Question){engine, element->set, element->set == NONE ? element->letter : NONE});
        }
    }
    return failed;
}

/* Note what the rules for a letter ask of those before it, or of those behind it. */
static int note_questions(Group *group, Glyph *glyph, int behind) {
    uint32_t start = glyph->asked[behind].start = (uint32_t)group->questions.count;
    int failed = 0;
    for (uint32_t i = 0; i < glyph->alike.size; i++) {
        const Alike *alike = AT(group->alike, Alike, glyph->alike.start + i);
        const Engine *engine = engine_at(group, alike->first);
        uint32_t own = (uint32_t)group->questions.count;
        for (uint32_t k = 0; !failed && alike->always == NONE && k < alike->count; k++) {
            const Trial *trial = &alike->trials[k];
            for (uint32_t at = 1; !failed && behind && at < trial->spelling.size; at++)
                failed = note_question(group, own, (Question){alike->first, NONE, *AT(engine->spelt, uint32_t, trial->spelling.start + at)});
            for (int side = behind; !failed && side < CONTEXTS; side += 2)
                failed = note_context(group, own, alike->first, trial->fit[side]);
        }
    }
    glyph->asked[behind].size = (uint32_t)group->questions.count - start;
    return failed;
}

/* Work out which engines are alike for a letter. Nothing here calls Python, so that nobody sees half of it. */
static int ready_glyph(Group *group, uint32_t number) {
    Glyph *glyph = AT(group->glyphs, Glyph, number);
    uint32_t start = (uint32_t)group->findings.count, first = (uint32_t)group->alike.count;
    for (uint64_t left = glyph->knowing; left; left &= left - 1) {
        int at = lowest(left);
        const Engine *engine = engine_at(group, at);
        const Letter *letter = AT(engine->letters, Letter, group->number[number * (size_t)group->count + (size_t)at]);
        uint32_t k = first;
        for (; k < group->alike.count; k++) {
            const Engine *other = engine_at(group, AT(group->alike, Alike, k)->first);
            uint32_t its = group->number[number * (size_t)group->count + (size_t)AT(group->alike, Alike, k)->first];
            if (are_alike(other, AT(other->letters, Letter, its), engine, letter))
                break;
        }
        if (k == group->alike.count) {
            Alike made = {0, at, letter->trials.size, AT(engine->trials, Trial, letter->trials.start), NONE, 0}, *place;
            if (note_findings(group, start, engine, letter, &made) < 0 || !(place = extend(&group->alike, 1)))
                return -1;
            *place = made;
        }
        AT(group->alike, Alike, k)->engines |= (uint64_t)1 << at;
    }
    glyph->alike.start = first;
    glyph->alike.size = (uint32_t)group->alike.count - first;
    if (note_questions(group, glyph, 0) < 0 || note_questions(group, glyph, 1) < 0)
        return -1;
    glyph->sorts = (uint32_t)group->sorts.count;
    if (group->glyphs.count <= MOST_NUMBERED && !extend(&group->sorts, 2 * (group->glyphs.count + MOST_SORTS)))
        return -1;
    glyph->ready = 1;
    return 0;
}

/* The engines among some whose alphabet has every letter of a text. */
static uint64_t accepting(const Group *group, PyObject *text, uint64_t engines) {
    int kind = PyUnicode_KIND(text);
    const void *data = PyUnicode_DATA(text);
    for (Py_ssize_t i = 0; engines && i < PyUnicode_GET_LENGTH(text); i++) {
        Py_UCS4 code = PyUnicode_READ(kind, data, i);
        uint32_t glyph = *slot_of(group, code);
        if (glyph)
            engines &= AT(group->glyphs, Glyph, glyph)->accepting;
        else if (Py_UNICODE_ISALPHA(code))
            engines = 0;
    }
    return engines;
}

/* Engines that said the same up to a place, and how they said it, in rows of one length. */
typedef struct {
    uint64_t engines;
    Py_ssize_t at;
    int count;
    uint32_t size[MOST_ALTERNATIVES];
} Track;

/* A text that is read together. */
typedef struct {
    Group *group;
    int limit;
    Py_ssize_t size, stride; /* of the text, and of a row */
    uint32_t *glyph;
    uint8_t *word;
    uint32_t *number;  /* the letters by the numbers of each engine that speaks for others */
    uint64_t numbered; /* those for which that is done */
    Part *part;        /* what is found at a place where nothing was known, as many as there are engines for each */
    uint8_t *parts;    /* for each place, how many different things are found there; 0 where nobody has come yet */
    uint32_t *first;   /* for each place, its first part of what is known; NONE where it stands above */
    Track *track;      /* by the first engine of each */
    uint16_t *rows;
    uint64_t alone;    /* engines that do not know all letters */
} Together;

static uint16_t *row_of(const Together *all, int track, int way) {
    return all->rows + ((Py_ssize_t)track * all->limit + way) * all->stride;
}

/* Say what was found, in every way so far: see rewrite_ways. */
static void go_on_in_ways(const Together *all, int track, const Part *part) {
    const Finding *finding = AT(all->group->findings, Finding, part->found);
    const Piece *value = AT(all->group->values, Piece, finding->values.start);
    Track *on = &all->track[track];
    int before = on->count;
    for (uint32_t more = 1; more < finding->values.size && on->count < all->limit; more++)
        for (int i = 0; i < before && on->count < all->limit; i++) {
            uint16_t *row = row_of(all, track, on->count);
            memcpy(row, row_of(all, track, i), on->size[i] * sizeof(uint16_t));
            for (uint32_t k = 0; k < value[more].size; k++)
                row[on->size[i] + k] = (uint16_t)*AT(all->group->text, Py_UCS4, value[more].start + k);
            on->size[on->count++] = on->size[i] + value[more].size;
        }
    for (int i = 0; i < before; i++) {
        uint16_t *row = row_of(all, track, i) + on->size[i];
        for (uint32_t k = 0; k < value[0].size; k++)
            row[k] = (uint16_t)*AT(all->group->text, Py_UCS4, value[0].start + k);
        on->size[i] += value[0].size;
    }
    on->at += finding->size;
}

/* The same; mostly there is one way so far, and one to go on. */
static inline void go_on(const Together *all, int track, const Part *part) {
    Track *on = &all->track[track];
    if (part->values != 1 || on->count != 1) {
        go_on_in_ways(all, track, part);
        return;
    }
    uint16_t *row = row_of(all, track, 0) + on->size[0];
    const Py_UCS4 *value = AT(all->group->text, Py_UCS4, part->text);
    for (uint32_t k = 0; k < part->size; k++)
        row[k] = (uint16_t)value[k];
    on->size[0] += part->size;
    on->at += part->covers;
}

/* How far the letters stand that tell which rule fires at a place: before it, and behind it. */
typedef struct {
    Py_ssize_t back, ahead;
} Reach;

static Py_ssize_t farther(Py_ssize_t a, Py_ssize_t b) { return a > b ? a : b; }

static Py_ssize_t longest_of(const Engine *engine, const Context *context) {
    Py_ssize_t longest = 0;
    for (uint32_t i = 0; i < context->patterns.size; i++)
        longest = farther(longest, (Py_ssize_t)AT(engine->patterns, Pattern, context->patterns.start + i)->elements.size);
    return longest;
}

/* fits_before, and how far back that looks */
static int reaches_before(const Engine *engine, uint32_t number, const Seen *text, Py_ssize_t at, Reach *reach) {
    const Context *context = AT(engine->contexts, Context, number);
    int near = at == 0 || !text->word[at - 1] || in_set(engine, text->number[at - 1], context->set);
    Py_ssize_t longest = near ? 0 : longest_of(engine, context);
    reach->back = farther(reach->back, longest ? longest + 1 : 1);
    return fits_before(engine, number, text, at);
}

/* fits_after, and how far that looks from a place on */
static int reaches_after(const Engine *engine, uint32_t number, const Seen *text, Py_ssize_t at, Py_ssize_t from, Reach *reach) {
    const Context *context = AT(engine->contexts, Context, number);
    int near = at == text->size || !text->word[at] || in_set(engine, text->number[at], context->set);
    reach->ahead = farther(reach->ahead, at - from + (near ? 0 : longest_of(engine, context)));
    return fits_after(engine, number, text, at);
}

/* firing_of, and how far that looks */
static const Trial *reaching(const Engine *engine, const Trial *trial, uint32_t count, const Seen *text, Py_ssize_t at, Reach *reach) {
    for (uint32_t i = 0; i < count; i++, trial++) {
        Py_ssize_t size = trial->spelling.size, end = at + size;
        if (size > 1) {
            reach->ahead = farther(reach->ahead, 1);
            if (at + 1 >= text->size || text->number[at + 1] != trial->second)
                continue;
            reach->ahead = farther(reach->ahead, size - 1);
        }
        const uint32_t *spelt = AT(engine->spelt, uint32_t, trial->spelling.start);
        Py_ssize_t k = 2;
        while (k < size && end <= text->size && text->number[at + k] == spelt[k])
            k++;
        if (end <= text->size && k >= size &&
            (trial->fit[0] == NONE || reaches_before(engine, trial->fit[0], text, at, reach)) &&
            (trial->fit[1] == NONE || reaches_after(engine, trial->fit[1], text, end, at, reach)) &&
            (trial->fit[2] == NONE || !reaches_before(engine, trial->fit[2], text, at, reach)) &&
            (trial->fit[3] == NONE || !reaches_after(engine, trial->fit[3], text, end, at, reach)))
            return trial;
    }
    return NULL;
}

/* What engines that are alike find at a place. */
static uint32_t found_by(Together *all, const Alike *alike, Py_ssize_t at, Reach *reach) {
    const Group *group = all->group;
    if (alike->always != NONE)
        return alike->always;
    const Engine *engine = engine_at(group, alike->first);
    uint32_t *number = all->number + alike->first * all->size;
    if (!(all->numbered >> alike->first & 1)) {
        for (Py_ssize_t i = 0; i < all->size; i++)
            number[i] = group->number[all->glyph[i] * (size_t)group->count + (size_t)alike->first];
        all->numbered |= (uint64_t)1 << alike->first;
    }
    Seen seen = {all->size, number, all->word};
    const Trial *trial = reaching(engine, alike->trials, alike->count, &seen, at, reach);
    uint32_t place = trial ? (uint32_t)(trial - alike->trials) : alike->count;
    return *AT(group->found, uint32_t, alike->findings + place);
}

/* Work out what is found at a place, and by whom, of all engines that know its letter; gives how many parts there are. */
static int work_out(Together *all, Py_ssize_t at, Reach *reach) {
    const Group *group = all->group;
    const Glyph *glyph = AT(group->glyphs, Glyph, all->glyph[at]);
    const Alike *alike = AT(group->alike, Alike, glyph->alike.start);
    Part *part = all->part + at * group->count;
    int parts = 0;
    for (uint32_t i = 0; i < glyph->alike.size; i++, alike++) {
        uint32_t finds = found_by(all, alike, at, reach);
        int k = 0;
        while (k < parts && part[k].found != finds)
            k++;
        if (k == parts) {
            const Finding *finding = AT(group->findings, Finding, finds);
            const Piece *value = AT(group->values, Piece, finding->values.start);
            int one = finding->values.size == 1 && value->size < UINT16_MAX;
            Part made = {0, finds, value->start, finding->size, one ? 1 : 2, one ? (uint16_t)value->size : 0};
            part[parts++] = made;
        }
        part[k].engines |= alike->engines;
    }
    return parts;
}

/* ---- what is found where letters of the same sorts stand around ---- */

/* Places are kept by the number of their letter, of ten bits, and by the sorts of those around it, of seven bits each: of
   the one before and the one behind, or else of three before and four behind. */
enum { NEAR_BACK = 1, NEAR_AHEAD = 1, FAR_BACK = 3, FAR_AHEAD = 4 };
/* Sorts of letters; the text ends where there is none. */
enum { NO_LETTER, FIRST_SORT, MANY_SORTS = FIRST_SORT + MOST_SORTS };

/* Do all rules of a letter find the same answers to what they ask of two letters beside it? */
static int same_beside(const Group *group, const Glyph *glyph, int behind, uint32_t one, uint32_t two) {
    const uint32_t *first = &group->number[one * (size_t)group->count], *second = &group->number[two * (size_t)group->count];
    const Question *asked = AT(group->questions, Question, glyph->asked[behind].start);
    if (AT(group->glyphs, Glyph, one)->word != AT(group->glyphs, Glyph, two)->word)
        return 0;
    for (uint32_t i = 0; i < glyph->asked[behind].size; i++, asked++) {
        const Engine *engine = engine_at(group, asked->engine);
        uint32_t a = first[asked->engine], b = second[asked->engine];
        if (a != b && (asked->set == NONE ? (a == asked->letter) != (b == asked->letter)
                                          : in_set(engine, a, asked->set) != in_set(engine, b, asked->set)))
            return 0;
    }
    return 1;
}

/* Of what sort is a letter before another, or behind it? Letters are of one sort where no rule of the other tells them
   apart. */
static uint16_t sort_beside(const Group *group, uint32_t letter, int behind, uint32_t beside) {
    const Glyph *glyph = AT(group->glyphs, Glyph, letter);
    size_t letters = group->glyphs.count;
    uint16_t *sorts = AT(group->sorts, uint16_t, glyph->sorts + (size_t)behind * (letters + MOST_SORTS)), *first = sorts + letters, sort = 0;
    if (sorts[beside])
        return sorts[beside];
    while (sort < MOST_SORTS && first[sort] && !same_beside(group, glyph, behind, first[sort] - 1u, beside))
        sort++;
    if (sort < MOST_SORTS && !first[sort])
        first[sort] = (uint16_t)(beside + 1);
    return sorts[beside] = sort + FIRST_SORT;
}

/* What a place is kept by; 0 where it is not. */
static uint64_t around(const Together *all, Py_ssize_t at, int back, int ahead) {
    const Group *group = all->group;
    uint64_t found = 1;
    for (Py_ssize_t i = at - back; i <= at + ahead; i++) {
        uint16_t sort = i < 0 || i >= all->size || i == at ? NO_LETTER : sort_beside(group, all->glyph[at], i > at, all->glyph[i]);
        if (sort == MANY_SORTS)
            return 0;
        found = i == at ? found << 10 | all->glyph[at] : found << 7 | sort;
    }
    return found;
}

/* The place of what is known of some letters, or the empty one where it would stand. */
static Known *known_of(const Group *group, uint64_t wanted) {
    for (size_t at = (size_t)((wanted * 0x9E3779B97F4A7C15u) >> 32);; at++) {
        Known *known = &group->known[at & (group->room - 1)];
        if (!known->around || known->around == wanted)
            return known;
    }
}

/* Keep what was found; where memory is short, nothing is kept. */
static void keep_known(Group *group, uint64_t wanted, const Part *part, int parts, int wider) {
    if (!wanted || group->knows == MOST_KNOWN)
        return;
    if (2 * (group->knows + 1) > group->room) {
        Group more = *group;
        more.room = group->room ? 2 * group->room : 256;
        if (!(more.known = PyMem_Calloc(more.room, sizeof(Known))))
            return;
        for (size_t i = 0; i < group->room; i++)
            if (group->known[i].around)
                *known_of(&more, group->known[i].around) = group->known[i];
        PyMem_Free(group->known);
        group->known = more.known;
        group->room = more.room;
    }
    Known *known = known_of(group, wanted);
    if (known->around)
        return;
    Known made = {wanted, (uint32_t)group->parts.count, (uint16_t)parts, (uint16_t)wider};
    Part *place = parts ? extend(&group->parts, (size_t)parts) : NULL;
    if (parts && !place) {
        PyErr_Clear();
        return;
    }
    if (parts)
        memcpy(place, part, (size_t)parts * sizeof(Part));
    *known = made;
    group->knows++;
}

/* Find what is found at a place, and by whom: from what is known, or anew. */
static void find_parts(Together *all, Py_ssize_t at) {
    Group *group = all->group;
    int keeps = group->glyphs.count <= MOST_NUMBERED;
    uint64_t near = keeps ? around(all, at, NEAR_BACK, NEAR_AHEAD) : 0, far = 0;
    const Known *known = near && group->room ? known_of(group, near) : NULL;
    if (known && known->around && known->wider)
        known = known_of(group, far = around(all, at, FAR_BACK, FAR_AHEAD));
    if (known && known->around) {
        all->first[at] = known->start;
        all->parts[at] = (uint8_t)known->parts;
        return;
    }
    Reach reach = {0, 0};
    int parts = work_out(all, at, &reach);
    all->first[at] = NONE;
    all->parts[at] = (uint8_t)parts;
    if (!near)
        return;
    int wider = reach.back > NEAR_BACK || reach.ahead > NEAR_AHEAD;
    if (!far)
        keep_known(group, near, all->part + at * group->count, wider ? 0 : parts, wider);
    if (wider && reach.back <= FAR_BACK && reach.ahead <= FAR_AHEAD)
        keep_known(group, far ? far : around(all, at, FAR_BACK, FAR_AHEAD), all->part + at * group->count, parts, 0);
}

static const Part *parts_at(Together *all, Py_ssize_t at) {
    if (!all->parts[at])
        find_parts(all, at);
    return all->first[at] == NONE ? all->part + at * all->group->count : AT(all->group->parts, Part, all->first[at]);
}

/* Read a text under some engines, all of which know its letters. Where they find different things, each part of them
   goes on by itself, in the place of its first engine. */
static void follow(Together *all, uint64_t engines) {
    uint64_t begun = (uint64_t)1 << lowest(engines);
    Track *first = &all->track[lowest(engines)];
    *first = (Track){engines, 0, 1, {0}};
    while (begun) {
        int here = lowest(begun);
        Track *on = &all->track[here];
        begun &= begun - 1;
        while (on->at < all->size) {
            const Part *part = parts_at(all, on->at), *own = NULL;
            uint64_t left = on->engines;
            for (; left; part++) {
                uint64_t some = part->engines & left;
                if (!some)
                    continue;
                left &= ~some;
                int apart = lowest(some);
                if (apart == here) {
                    own = part;
                    continue;
                }
                Track *other = &all->track[apart];
                other->engines = some;
                other->at = on->at;
                other->count = on->count;
                for (int i = 0; i < on->count; i++) {
                    other->size[i] = on->size[i];
                    memcpy(row_of(all, apart, i), row_of(all, here, i), on->size[i] * sizeof(uint16_t));
                }
                go_on(all, apart, part);
                begun |= (uint64_t)1 << apart;
            }
            on->engines &= own->engines;
            go_on(all, here, own);
        }
    }
}

/* Take the letters of a text; gives the engines among some that know them all. */
static uint64_t take_glyphs(Together *all, PyObject *text, uint64_t engines, int *failed) {
    int kind = PyUnicode_KIND(text);
    const void *data = PyUnicode_DATA(text);
    all->size = PyUnicode_GET_LENGTH(text);
    all->numbered = 0;
    memset(all->parts, 0, (size_t)all->size);
    for (Py_ssize_t i = 0; engines && i < all->size; i++) {
        uint32_t number = *slot_of(all->group, PyUnicode_READ(kind, data, i));
        Glyph *glyph = AT(all->group->glyphs, Glyph, number);
        engines &= glyph->knowing;
        if (engines && !glyph->ready && (*failed = ready_glyph(all->group, number)) < 0)
            return 0;
        all->glyph[i] = number;
        all->word[i] = glyph->word;
    }
    return engines;
}

/* Say once what was said in one way. */
static size_t once(uint16_t *letters, size_t size) {
    size_t kept = 0;
    for (size_t i = 0; i < size; i++)
        if (!kept || letters[kept - 1] != letters[i])
            letters[kept++] = letters[i];
    return kept;
}

/* What is read: a text for each kind, or one for all but those for which capital I is that of dotless i. */
typedef struct {
    PyObject *texts, *only, *dotless;
} Prepared;

static PyObject *text_for(const Group *group, const Prepared *given, int engine) {
    unsigned char kind = (unsigned char)PyBytes_AS_STRING(group->kinds)[engine];
    if (given->dotless && group->dotless >> engine & 1)
        return given->dotless;
    return given->only ? given->only : PyTuple_GET_ITEM(given->texts, kind & 127);
}

/* Read the texts of all kinds together; who does not know all letters is left alone. */
static int read_together(Together *all, const Prepared *given, uint64_t fitting) {
    uint64_t left = fitting;
    for (int i = 0; i < all->group->count; i++)
        all->track[i].count = 0;
    while (left) {
        /* Kinds that prepare the word alike read it together. */
        PyObject *text = text_for(all->group, given, lowest(left));
        uint64_t asked = 0;
        for (uint64_t rest = left; rest; rest &= rest - 1) {
            PyObject *own = text_for(all->group, given, lowest(rest));
            if (own == text || PyUnicode_Compare(own, text) == 0)
                asked |= (uint64_t)1 << lowest(rest);
        }
        left &= ~asked;
        int failed = 0;
        uint64_t knowing = take_glyphs(all, text, asked, &failed);
        if (failed)
            return -1;
        if (knowing)
            follow(all, knowing);
        all->alone |= asked & ~knowing;
    }
    return 0;
}

/* Keep what was heard, in the order of the engines: those that stayed together say the same, so that the first one
   speaks for all. Who was left alone is asked now. */
static int keep_heard(Together *all, const Prepared *given, PyObject *spares, Heard *heard) {
    for (int i = 0; i < all->group->count; i++) {
        if (all->alone >> i & 1) {
            if (say(engine_at(all->group, i), text_for(all->group, given, i), spares, all->limit, i, heard) < 0)
                return -1;
            continue;
        }
        for (int k = 0; k < all->track[i].count; k++) {
            uint16_t *row = row_of(all, i, k);
            if (hear(heard, row, once(row, all->track[i].size[k]), i) < 0)
                return -1;
        }
    }
    return 0;
}

/* Make room for what is read, read it, and give what was heard as `answered` puts it; None where engines would have to be
   asked alone, and there are no spares for it. */
static PyObject *heard_by(Group *group, const Prepared *given, uint64_t fitting, PyObject *spares, int limit,
                          PyObject *(*answered)(const Heard *)) {
    Py_ssize_t longest = 1, texts = given->only ? 1 : PyTuple_GET_SIZE(given->texts);
    for (Py_ssize_t i = 0; i < texts; i++) {
        Py_ssize_t length = PyUnicode_GET_LENGTH(given->only ? given->only : PyTuple_GET_ITEM(given->texts, i));
        longest = length > longest ? length : longest;
    }
    Heard heard = {{NULL, 0, 0, sizeof(uint16_t)}, {NULL, 0, 0, sizeof(Found)}, NULL, 63};
    /* Room for a dozen ways, so that it seldom grows. */
    if (!extend(&heard.letters, 12 * (size_t)longest) || !extend(&heard.found, 12)) {
        PyMem_Free(heard.letters.at);
        return NULL;
    }
    heard.letters.count = heard.found.count = 0;
    while (heard.mask < (size_t)group->count * (size_t)limit * 2)
        heard.mask = heard.mask * 2 + 1;
    Track tracks[MOST_TOGETHER];
    uint64_t own[OWN_ROOM], *room = own;
    uint32_t own_slots[OWN_SLOTS];
    Together all = {.group = group, .limit = limit, .stride = longest * (Py_ssize_t)group->longest, .track = tracks};
    size_t rows = (size_t)group->count * (size_t)limit * (size_t)all.stride, numbers = (size_t)group->count * (size_t)longest;
    /* Parts take three times eight bytes each; numbers, glyphs and places four; rows two; words and how many parts there are
       one. */
    size_t part = numbers * sizeof(Part) / sizeof(uint64_t);
    size_t size = part + (numbers + 2 * (size_t)longest) / 2 + rows / 4 + (size_t)longest / 4 + 4;
    PyObject *answer = NULL;
    if (heard.mask < OWN_SLOTS) {
        heard.slots = own_slots;
        memset(own_slots, 0, (heard.mask + 1) * sizeof(uint32_t));
    } else
        heard.slots = PyMem_Calloc(heard.mask + 1, sizeof(uint32_t));
    if (size > OWN_ROOM)
        room = PyMem_New(uint64_t, size);
    if (!heard.slots || !room) {
        PyErr_NoMemory();
        goto end;
    }
    all.part = (Part *)room;
    all.number = (uint32_t *)(room + part);
    all.glyph = all.number + numbers;
    all.first = all.glyph + longest;
    all.rows = (uint16_t *)(all.first + longest);
    all.word = (uint8_t *)(all.rows + rows);
    all.parts = all.word + longest;
    if (read_together(&all, given, fitting) < 0)
        goto end;
    if (all.alone && !spares)
        answer = Py_NewRef(Py_None);
    else if (keep_heard(&all, given, spares, &heard) == 0)
        answer = answered(&heard);
end:
    if (room != own)
        PyMem_Free(room);
    if (heard.slots != own_slots)
        PyMem_Free(heard.slots);
    PyMem_Free(heard.letters.at);
    PyMem_Free(heard.found.at);
    return answer;
}

/* read(texts, lower, apart, spares, limit): engine.PlainGroup.read */
static PyObject *group_read(Group *group, PyObject *const *given, Py_ssize_t count) {
    int limit = expect(count, 5, "read") ? limit_of(given[4]) : -1;
    if (limit < 0)
        return NULL;
    PyObject *texts = given[0], *lower = given[1], *apart = given[2];
    int fit = PyTuple_Check(texts) && PyUnicode_Check(lower) && PyUnicode_Check(apart) &&
              PyTuple_GET_SIZE(texts) >= group->texts;
    for (Py_ssize_t i = 0; fit && i < PyTuple_GET_SIZE(texts); i++)
        fit = PyUnicode_Check(PyTuple_GET_ITEM(texts, i));
    if (!fit) {
        PyErr_SetString(PyExc_TypeError, "read() takes a prepared text for each kind, and two strings");
        return NULL;
    }
    uint64_t fitting = accepting(group, lower, every(group) & ~group->apart) | accepting(group, apart, group->apart);
    Prepared prepared = {texts, NULL, NULL};
    return heard_by(group, &prepared, fitting ? fitting : every(group), given[3], limit, all_heard);
}

/* Every way that has sounds, packed for the core's other half: the number of the first engine that says it so, how many
   sounds it has, and these, all in two bytes each. */
static PyObject *all_packed(const Heard *heard) {
    size_t size = 0;
    for (size_t i = 0; i < heard->found.count; i++) {
        uint32_t letters = AT(heard->found, Found, i)->letters.size;
        if (letters > UINT16_MAX) {
            PyErr_SetString(PyExc_OverflowError, "too long a reading");
            return NULL;
        }
        size += letters ? letters + 2 : 0;
    }
    PyObject *answer = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)(size * sizeof(uint16_t)));
    char *into = answer ? PyBytes_AS_STRING(answer) : NULL;
    for (size_t i = 0; answer && i < heard->found.count; i++) {
        const Found *one = AT(heard->found, Found, i);
        uint16_t head[2] = {(uint16_t)one->engine, (uint16_t)one->letters.size};
        if (!one->letters.size)
            continue;
        memcpy(into, head, sizeof head);
        into += sizeof head;
        memcpy(into, AT(heard->letters, uint16_t, one->letters.start), one->letters.size * sizeof(uint16_t));
        into += one->letters.size * sizeof(uint16_t);
    }
    return answer;
}

/* The small letters of a word for those for which capital I is that of dotless i; a new reference. */
static PyObject *lower_dotless(PyObject *word) {
    PyObject *other = PyUnicode_Replace(word, capital_i, dotless_i, -1);
    PyObject *lower = other ? PyObject_CallMethodNoArgs(other, lower_name) : NULL;
    Py_XDECREF(other);
    return lower;
}

/* packed(word, limit): the same for a word that all engines prepare alike, by its small letters alone; packed. None where
   no engine has all its letters, or one does not know them, or where small letters are more than capitals (İ). */
static PyObject *group_packed(Group *group, PyObject *const *given, Py_ssize_t count) {
    int limit = expect(count, 2, "packed") ? limit_of(given[1]) : -1;
    if (limit < 0)
        return NULL;
    PyObject *word = given[0], *answer = NULL;
    if (!PyUnicode_Check(word)) {
        PyErr_SetString(PyExc_TypeError, "packed() takes a word");
        return NULL;
    }
    Py_ssize_t size = PyUnicode_GET_LENGTH(word);
    PyObject *lower = PyObject_CallMethodNoArgs(word, lower_name);
    PyObject *dotless = lower && PyUnicode_FindChar(word, 'I', 0, size, 1) >= 0 ? lower_dotless(word) : NULL;
    if (lower && !PyErr_Occurred()) {
        int same_size = PyUnicode_GET_LENGTH(lower) == size && (!dotless || PyUnicode_GET_LENGTH(dotless) == size);
        Prepared prepared = {NULL, lower, dotless};
        uint64_t fitting = group->apart || !same_size ? 0 : accepting(group, lower, every(group));
        answer = fitting ? heard_by(group, &prepared, fitting, NULL, limit, all_packed) : Py_NewRef(Py_None);
    }
    Py_XDECREF(dotless);
    Py_XDECREF(lower);
    return answer;
}

/* ---- sounds ---- */

/* Append a sound in its broad form, or as it is said. */
static int append_mapped(Way *way, Py_UCS4 code, int broad) {
    int mapped = !broad || (code < HIGHEST_SOUND && is_broad[code]);
    if (mapped && !(code = broad ? broad_as[code] : said(code)))
        return 0;
    return append(way, &code, 1);
}

/* Leave out the glide before e at the start and after a vowel. */
static void open_glides(Way *way) {
    size_t kept = 0;
    Py_UCS4 before = 'a';
    for (size_t i = 0; i < way->size; i++) {
        Py_UCS4 code = way->at[i];
        int open = before == 'a' || before == 'e' || before == 'o' || before == 'u';
        if (!(open && code == 'i' && i + 1 < way->size && way->at[i + 1] == 'e'))
            way->at[kept++] = code;
        before = code;
    }
    way->size = kept;
    say_once(way);
}

static void broadened(Way *way) {
    say_once(way);
    open_glides(way);
}

static PyObject *map_sounds(PyObject *given, int broad) {
    if (!PyUnicode_Check(given)) {
        PyErr_Format(PyExc_TypeError, "expected a string, not %.80s", Py_TYPE(given)->tp_name);
        return NULL;
    }
    if (load_sounds() < 0)
        return NULL;
    Way way;
    open_way(&way);
    int kind = PyUnicode_KIND(given), failed = 0;
    const void *data = PyUnicode_DATA(given);
    for (Py_ssize_t i = 0; !failed && i < PyUnicode_GET_LENGTH(given); i++)
        failed = append_mapped(&way, PyUnicode_READ(kind, data, i), broad);
    if (broad)
        broadened(&way);
    else
        say_once(&way);
    PyObject *found = failed ? NULL : string_of(&way);
    close_way(&way);
    return found;
}

static PyObject *spoken(PyObject *self, PyObject *given) { return map_sounds(given, 0); }

static PyObject *broaden(PyObject *self, PyObject *given) { return map_sounds(given, 1); }

/* The ways that readings may be meant: three lists that grow together. */
typedef struct {
    PyObject *sounds, *wide, *which;
} Meant;

/* Add one way, as a string that is there already or else as letters. */
static int add_meant(Meant *meant, PyObject *known, const Way *way, PyObject *number) {
    Way wide;
    open_way(&wide);
    int failed = 0;
    for (size_t i = 0; !failed && i < way->size; i++)
        failed = append_mapped(&wide, way->at[i], 1);
    broadened(&wide);
    PyObject *one = known ? Py_NewRef(known) : string_of(way), *broad = failed ? NULL : string_of(&wide);
    close_way(&wide);
    failed = !one || !broad || PyList_Append(meant->sounds, one) < 0 || PyList_Append(meant->wide, broad) < 0 ||
             PyList_Append(meant->which, number) < 0;
    Py_XDECREF(one);
    Py_XDECREF(broad);
    return failed ? -1 : 0;
}

static int is_open(Py_UCS4 code) { return code < HIGHEST_SOUND && meant_as[0][code]; }

/* Add a reading in each way that its open consonants may be meant: all as usual, all as the other sound, and one of
   them as the other sound. */
static int add_meanings(Meant *meant, PyObject *given, PyObject *number) {
    Way spoken, known[MOST_MEANINGS];
    int count = 0, failed = 0, kind = PyUnicode_KIND(given);
    const void *data = PyUnicode_DATA(given);
    size_t open = 0;
    open_way(&spoken);
    for (Py_ssize_t i = 0; !failed && i < PyUnicode_GET_LENGTH(given); i++) {
        Py_UCS4 code = PyUnicode_READ(kind, data, i);
        open += is_open(code);
        failed = append(&spoken, &code, 1);
    }
    if (!failed && !open)
        failed = add_meant(meant, given, &spoken, number);
    for (size_t way = 0; !failed && open && way < 2 + spoken.size && count < MOST_MEANINGS; way++) {
        if (way >= 2 && !is_open(spoken.at[way - 2]))
            continue;
        Way *one = &known[count++];
        open_way(one);
        for (size_t i = 0; !failed && i < spoken.size; i++) {
            Py_UCS4 code = spoken.at[i];
            if (is_open(code))
                code = meant_as[way == 1 || way == i + 2][code];
            failed = append(one, &code, 1);
        }
        int again = 0;
        for (int i = 0; i < count - 1; i++)
            again |= equal_ways(&known[i], one);
        if (again) {
            close_way(one);
            count--;
        } else if (!failed)
            failed = add_meant(meant, NULL, one, number);
    }
    for (int i = 0; i < count; i++)
        close_way(&known[i]);
    close_way(&spoken);
    return failed;
}

/* meant(readings): the ways that they may be meant, the same in broad sounds, and the number of the reading of each */
static PyObject *meant(PyObject *self, PyObject *given) {
    if (!a_tuple(given) || load_sounds() < 0)
        return NULL;
    Meant meant = {PyList_New(0), PyList_New(0), PyList_New(0)};
    int failed = meant.sounds && meant.wide && meant.which ? 0 : -1;
    for (Py_ssize_t i = 0; !failed && i < PyTuple_GET_SIZE(given); i++) {
        PyObject *one = PyTuple_GET_ITEM(given, i), *number = PyLong_FromSsize_t(i);
        if (number && !PyUnicode_Check(one))
            PyErr_Format(PyExc_TypeError, "expected a string, not %.80s", Py_TYPE(one)->tp_name);
        failed = !number || !PyUnicode_Check(one) ? -1 : add_meanings(&meant, one, number);
        Py_XDECREF(number);
    }
    PyObject *sounds = failed ? NULL : PyList_AsTuple(meant.sounds), *wide = failed ? NULL : PyList_AsTuple(meant.wide);
    PyObject *which = failed ? NULL : PyList_AsTuple(meant.which), *answer = NULL;
    if (sounds && wide && which)
        answer = PyTuple_Pack(3, sounds, wide, which);
    Py_XDECREF(sounds);
    Py_XDECREF(wide);
    Py_XDECREF(which);
    Py_XDECREF(meant.sounds);
    Py_XDECREF(meant.wide);
    Py_XDECREF(meant.which);
    return answer;
}

/* Broad sounds as their numbers, with the places kept where an unwritten vowel may stand. */
static PyObject *searched_one(PyObject *given, size_t longest) {
    Way whole, piece;
    open_way(&whole);
    open_way(&piece);
    int kind = PyUnicode_KIND(given), failed = 0;
    const void *data = PyUnicode_DATA(given);
    Py_ssize_t size = PyUnicode_GET_LENGTH(given);
    PyObject *found = NULL;
    for (Py_ssize_t i = 0; !failed && i <= size; i++) {
        Py_UCS4 code = i < size ? PyUnicode_READ(kind, data, i) : UNWRITTEN;
        if (code != UNWRITTEN) {
            failed = append_mapped(&piece, code, 1);
            continue;
        }
        broadened(&piece);
        failed = append(&whole, piece.at, piece.size) < 0 || (i < size && append(&whole, &code, 1) < 0);
        piece.size = 0;
    }
    size_t kept = whole.size < longest ? whole.size : longest;
    char *at = failed || !(found = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)kept)) ? NULL : PyBytes_AS_STRING(found);
    for (size_t i = 0; at && i < kept; i++) {
        Py_UCS4 code = whole.at[i];
        uint16_t number = code < HIGHEST_SOUND ? numbered[code] : 0;
        if (!number || number > 255) {
            PyObject *letter = PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, &code, 1);
            PyErr_SetObject(PyExc_KeyError, letter);
            Py_XDECREF(letter);
            Py_CLEAR(found);
            break;
        }
        at[i] = (char)number;
    }
    close_way(&piece);
    close_way(&whole);
    return found;
}

/* searched(readings, longest): each as the bytes that it is searched by */
static PyObject *searched(PyObject *self, PyObject *const *given, Py_ssize_t count) {
    if (!expect(count, 2, "searched") || !a_tuple(given[0]) || load_sounds() < 0)
        return NULL;
    size_t longest = PyLong_AsSize_t(given[1]);
    if (longest == (size_t)-1 && PyErr_Occurred())
        return NULL;
    PyObject *found = PyTuple_New(PyTuple_GET_SIZE(given[0]));
    for (Py_ssize_t i = 0; found && i < PyTuple_GET_SIZE(given[0]); i++) {
        PyObject *text = PyTuple_GET_ITEM(given[0], i), *one = NULL;
        if (!PyUnicode_Check(text))
            PyErr_Format(PyExc_TypeError, "expected a string, not %.80s", Py_TYPE(text)->tp_name);
        else
            one = searched_one(text, longest);
        if (!one)
            Py_CLEAR(found);
        else
            PyTuple_SET_ITEM(found, i, one);
    }
    return found;
}

static PyObject *supply_words(PyObject *self, PyObject *given) {
    Py_INCREF(given);
    Py_XSETREF(is_word, given);
    Py_RETURN_NONE;
}

static PyObject *supply_sounds(PyObject *self, PyObject *given) {
    Py_INCREF(given);
    Py_XSETREF(supplier, given);
    Py_RETURN_NONE;
}

static PyMethodDef engine_methods[] = {
    {"rewrite", (PyCFunction)engine_rewrite, METH_O,
     "Rewrite a text with the first value of each rule; letters that no rule covers stay."},
    {"alternatives", (PyCFunction)(void (*)(void))engine_alternatives, METH_FASTCALL,
     "Rewrite a text in up to `limit` ways, the usual way first."},
    {"spans", (PyCFunction)engine_spans, METH_O,
     "Say where each rule fires: start, end and the rule's place in the file, -1 for no rule."},
    {"covers", (PyCFunction)engine_covers, METH_O, "Does some rule's spelling begin with each letter of the text?"},
    {"fits", (PyCFunction)engine_fits, METH_O, "Does the alphabet have every letter of the text?"},
    {"ways", (PyCFunction)(void (*)(void))engine_ways, METH_FASTCALL,
     "Say a prepared text in up to `limit` ways, the usual way first."},
    {NULL, NULL, 0, NULL},
};

static PyTypeObject EngineType = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "allonym._rules.Engine",
    .tp_doc = "Rules, ready to rewrite texts: the compiled twin of rules.PlainEngine.",
    .tp_basicsize = sizeof(Engine),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_new = engine_new,
    .tp_dealloc = (destructor)engine_dealloc,
    .tp_methods = engine_methods,
};

static PyMethodDef group_methods[] = {
    {"read", (PyCFunction)(void (*)(void))group_read, METH_FASTCALL,
     "Give each way of sounding once, with the number of the first engine that says it so."},
    {"packed", (PyCFunction)(void (*)(void))group_packed, METH_FASTCALL,
     "Give the same, packed, for a word that all engines prepare alike; None where a longer look is needed."},
    {NULL, NULL, 0, NULL},
};

static PyTypeObject GroupType = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "allonym._rules.Group",
    .tp_doc = "Some engines that read a word together: the compiled twin of engine.PlainGroup.",
    .tp_basicsize = sizeof(Group),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_new = group_new,
    .tp_dealloc = (destructor)group_dealloc,
    .tp_methods = group_methods,
};

static PyMethodDef methods[] = {
    {"read", (PyCFunction)(void (*)(void))read_many, METH_FASTCALL, "Read one word under many orthographies at once."},
    {"spoken", spoken, METH_O, "Keep the sounds of a rewritten text, and say a doubled sound once."},
    {"broaden", broaden, METH_O, "Leave out of a reading what writers often leave open."},
    {"meant", meant, METH_O, "Give the ways that readings may be meant, in plain and in broad sounds."},
    {"searched", (PyCFunction)(void (*)(void))searched, METH_FASTCALL, "Give broad sounds as their numbers."},
    {"supply_words", supply_words, METH_O, "Say which function tells what is part of a word."},
    {"supply_sounds", supply_sounds, METH_O, "Say which function gives the sounds, when they are first needed."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "_rules", "The compiled twin of rules.py and reading.py.", -1, methods, NULL, NULL, NULL,
    NULL,
};

PyMODINIT_FUNC PyInit__rules(void) {
    if (PyType_Ready(&EngineType) < 0 || PyType_Ready(&GroupType) < 0 ||
        (!lower_name && !(lower_name = PyUnicode_InternFromString("lower"))) ||
        (!capital_i && !(capital_i = PyUnicode_InternFromString("I"))) ||
        (!dotless_i && !(dotless_i = PyUnicode_InternFromString("\xc4\xb1"))))
        return NULL;
    PyObject *module = PyModule_Create(&definition);
    if (!module)
        return NULL;
    if (PyModule_AddObjectRef(module, "Engine", (PyObject *)&EngineType) < 0 ||
        PyModule_AddObjectRef(module, "Group", (PyObject *)&GroupType) < 0 ||
        PyModule_AddStringConstant(module, "SOURCE", ALLONYM_SOURCE) < 0)
        Py_CLEAR(module);
    return module;
}
