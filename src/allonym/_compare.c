/* What speaks for and against two names naming one thing, and how likely is it?

   The compiled twin of endings.py, pairing.py, comparison.py and weighing.py, and of the features and likelihoods of
   score.py, which explain what is done here, and against which tests hold every answer. Each part below names the Python
   that it is the twin of. Sums of doubles are added in the order in which Python adds them, and logarithms come from the
   same C library, so that both agree to the last bit.

   Thresholds, tables and weights are Python's: comparison.py hands them over when they are first needed (`supply`). All
   state is guarded by the interpreter's lock, which nothing here releases but calls of Python.

   To add a feature: a line in score.features, and the same line at the same place in `features` below. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifndef ALLONYM_SOURCE
#define ALLONYM_SOURCE ""
#endif

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
static const char *const role_names[ROLES] = {"word",  "initial", "number",  "title", "particle",
                                              "suffix", "legal",   "generic", "kind",  "patronymic",
                                              "topic",  "qualifier", "byname"};

/* Letters, of whatever width: of a Python string, or sounds by number. */
typedef struct {
    int kind;
    const void *data;
    Py_ssize_t size;
} Letters;

static Letters letters_of(PyObject *text) {
    Letters found = {PyUnicode_KIND(text), PyUnicode_DATA(text), PyUnicode_GET_LENGTH(text)};
    return found;
}

static Letters sounds_of(const uint8_t *sounds, Py_ssize_t size) {
    Letters found = {PyUnicode_1BYTE_KIND, sounds, size};
    return found;
}

static Py_UCS4 letter(Letters text, Py_ssize_t at) { return PyUnicode_READ(text.kind, text.data, at); }

static int in_text(PyObject *text, Py_UCS4 sought) {
    return PyUnicode_FindChar(text, sought, 0, PyUnicode_GET_LENGTH(text), 1) >= 0;
}

/* endings.common_start */
static Py_ssize_t common_start(Letters a, Letters b) {
    Py_ssize_t at = 0;
    while (at < a.size && at < b.size && letter(a, at) == letter(b, at))
        at++;
    return at;
}

/* ---- Pairs of endings: the sets of endings.py ---- */

/* A set of pairs of short strings, by open addressing. */
typedef struct {
    Py_ssize_t room, longest;
    uint64_t *marks;   /* the hash of each pair; 0 is empty */
    Py_UCS4 *strings;  /* both strings of each pair: their sizes, then their letters, in 2 * (longest + 1) places */
} Endings;

static uint64_t mark(Letters a, Py_ssize_t from_a, Letters b, Py_ssize_t from_b) {
    uint64_t found = 1469598103934665603u ^ (uint64_t)(a.size - from_a);
    for (Py_ssize_t i = from_a; i < a.size; i++)
        found = (found ^ letter(a, i)) * 1099511628211u;
    found = (found ^ 0x110000) * 1099511628211u;
    for (Py_ssize_t i = from_b; i < b.size; i++)
        found = (found ^ letter(b, i)) * 1099511628211u;
    found ^= found >> 32;
    return found ? found : 1;
}

static int is_ending(const Py_UCS4 *string, Letters text, Py_ssize_t from) {
    if ((Py_ssize_t)string[0] != text.size - from)
        return 0;
    for (Py_ssize_t i = from; i < text.size; i++)
        if (string[1 + i - from] != letter(text, i))
            return 0;
    return 1;
}

/* Are these the ends of two strings from some places on? */
static int ends_so(const Endings *known, Letters a, Py_ssize_t from_a, Letters b, Py_ssize_t from_b) {
    if (!known->room || a.size - from_a > known->longest || b.size - from_b > known->longest)
        return 0;
    uint64_t wanted = mark(a, from_a, b, from_b);
    for (size_t at = wanted;; at++) {
        size_t place = at & (size_t)(known->room - 1);
        if (!known->marks[place])
            return 0;
        const Py_UCS4 *strings = known->strings + (Py_ssize_t)place * 2 * (known->longest + 1);
        if (known->marks[place] == wanted && is_ending(strings, a, from_a) &&
            is_ending(strings + known->longest + 1, b, from_b))
            return 1;
    }
}

static void forget_endings(Endings *known) {
    PyMem_Free(known->marks);
    PyMem_Free(known->strings);
    memset(known, 0, sizeof *known);
}

/* ---- What Python knows, handed over when it is first needed ---- */

typedef struct {
    PyObject *script;
    Endings cases, genders;
} ScriptEndings;

static struct {
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
    PyObject *numbers, *concepts, *given_names, *patronymics, *filial, *look_alikes, *han, *han_fold;
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
    uint8_t loose[ROLES], bodies[ROLES], of_things[ROLES], untelling[ROLES];
    double first_omitted, full_bits, least_against, other_gender_bits, other_parent_bits, letter_bits, joined_share,
        joined_share_across, least_shared, least_spelled;
    int whole_ending, shortest_acronym, longest_acronym, small_word, most_joined, most_written, first_year, last_year;
    PyObject *measures, *spelled_out;
} know;

static PyObject *supplier = NULL, *heard_supplier = NULL;
/* What is read of Python's records. */
enum { IN_PART, IN_SPOKEN, IN_CODES, IN_TEXT, IN_KEY, IN_SCRIPT, IN_ROLE, IN_NUMBER, IN_PARTS, IN_COMPILED, IN_FLAGS, IN_WORDS, FIELDS };
static const char *const fields[FIELDS] = {"part", "spoken", "codes", "text", "key", "script", "role", "number", "parts", "compiled", "flags", "words"};
static PyObject *field_name[FIELDS];
static PyObject *role_objects[ROLES], *way_names[3], *ending_names[3], *empty_text, *no_rarity, *no_flags, *latin;

static int want_double(PyObject *from, const char *name, double *into) {
    PyObject *value = PyDict_GetItemString(from, name);
    *into = value ? PyFloat_AsDouble(value) : 0;
    if (!value)
        PyErr_Format(PyExc_KeyError, "%s", name);
    return PyErr_Occurred() ? -1 : 0;
}

static int want_int(PyObject *from, const char *name, int least, int most, int *into) {
    double value;
    if (want_double(from, name, &value) < 0)
        return -1;
    *into = (int)value;
    if (value < least || value > most || value != *into) {
        PyErr_Format(PyExc_ValueError, "%s: expected a whole number from %d to %d", name, least, most);
        return -1;
    }
    return 0;
}

static int want_object(PyObject *from, const char *name, PyTypeObject *type, PyObject **into) {
    PyObject *value = PyDict_GetItemString(from, name);
    if (!value || (type && !PyObject_TypeCheck(value, type))) {
        PyErr_Format(PyExc_TypeError, "%s is missing, or of the wrong type", name);
        return -1;
    }
    Py_INCREF(value);
    Py_XSETREF(*into, value);
    return 0;
}

static uint8_t number_of(Py_UCS4 letter) { return letter < HIGHEST_SOUND ? know.number[letter] : NONE; }

/* Give the number of the only sound of a text, NONE for "". */
static int want_sound(PyObject *text, uint8_t *into) {
    if (!text || !PyUnicode_Check(text) || PyUnicode_GET_LENGTH(text) > 1) {
        PyErr_SetString(PyExc_ValueError, "expected one sound");
        return -1;
    }
    *into = PyUnicode_GET_LENGTH(text) ? number_of(PyUnicode_READ_CHAR(text, 0)) : NONE;
    return 0;
}

/* Flag the sounds of a text. */
static int want_flags(PyObject *from, const char *name, uint8_t *into) {
    PyObject *text = PyDict_GetItemString(from, name);
    if (!text || !PyUnicode_Check(text)) {
        PyErr_Format(PyExc_TypeError, "%s: expected a text of sounds", name);
        return -1;
    }
    memset(into, 0, MOST_SOUNDS);
    for (Py_ssize_t i = 0; i < PyUnicode_GET_LENGTH(text); i++) {
        uint8_t number = number_of(PyUnicode_READ_CHAR(text, i));
        if (number != NONE)
            into[number] = 1;
    }
    return 0;
}

static int want_list(PyObject *from, const char *name, Py_ssize_t size, PyObject **into) {
    *into = PyDict_GetItemString(from, name);
    if (!*into || !PyList_Check(*into) || PyList_GET_SIZE(*into) != size) {
        PyErr_Format(PyExc_ValueError, "%s: expected a list of %zd", name, size);
        return -1;
    }
    return 0;
}

static int want_costs(PyObject *from) {
    PyObject *sounds = PyDict_GetItemString(from, "sounds"), *pairs, *gaps, *broad, *first, *second;
    if (!sounds || !PyUnicode_Check(sounds)) {
        PyErr_SetString(PyExc_TypeError, "sounds: expected a text");
        return -1;
    }
    Py_ssize_t size = PyUnicode_GET_LENGTH(sounds);
    if (size < 1 || size > MOST_SOUNDS) {
        PyErr_Format(PyExc_ValueError, "%zd sounds; the compiled core holds 1 to %d", size, MOST_SOUNDS);
        return -1;
    }
    if (want_list(from, "pairs", size * size, &pairs) < 0 || want_list(from, "gaps", size, &gaps) < 0 ||
        want_list(from, "broad", size, &broad) < 0 || want_list(from, "first", size, &first) < 0 ||
        want_list(from, "second", size, &second) < 0)
        return -1;
    memset(know.number, NONE, sizeof know.number);
    for (Py_ssize_t i = 0; i < size; i++) {
        know.sound[i] = PyUnicode_READ_CHAR(sounds, i);
        /* Numbers must sort as their sounds do. */
        if (know.sound[i] >= HIGHEST_SOUND || (i && know.sound[i] <= know.sound[i - 1])) {
            PyErr_SetString(PyExc_ValueError, "the sounds are not sorted, or lie beyond U+1FFF");
            return -1;
        }
        know.number[know.sound[i]] = (uint8_t)i;
    }
    know.count = (int)size;
    for (Py_ssize_t i = 0; i < size; i++) {
        for (Py_ssize_t j = 0; j <= size; j++) {
            long cost = PyLong_AsLong(PyList_GET_ITEM(j < size ? pairs : gaps, j < size ? i * size + j : i));
            if (PyErr_Occurred())
                return -1;
            if (cost < -10000 || cost > 10000) {
                PyErr_SetString(PyExc_ValueError, "a cost is greater than 100 bits");
                return -1;
            }
            *(j < size ? &know.pair[i][j] : &know.gap[i]) = (int32_t)cost;
        }
        if (want_sound(PyList_GET_ITEM(broad, i), &know.broad[i]) < 0 ||
            want_sound(PyList_GET_ITEM(first, i), &know.first[i]) < 0 ||
            want_sound(PyList_GET_ITEM(second, i), &know.second[i]) < 0)
            return -1;
    }
    know.gaps_cost = know.gaps_lose = 1;
    for (int i = 0; i < know.count; i++) {
        know.own[i] = know.pair[i][i];
        know.gain[i] = know.gap[i];
        know.gaps_cost &= know.gap[i] <= 0;
        know.gaps_lose &= know.gap[i] < 0;
        know.giving[i] = know.own[i] <= 0;
        for (int j = 0; j < know.count; j++) {
            if (know.pair[i][j] > know.gain[i])
                know.gain[i] = know.pair[i][j];
            know.giving[i] |= i != j && know.pair[i][j] >= know.own[i];
        }
    }
    know.glide_i = number_of('i');
    know.glide_e = number_of('e');
    return want_flags(from, "anchors", know.anchor) < 0 || want_flags(from, "before_glide", know.before_glide) < 0 ? -1 : 0;
}

/* Take a list of pairs of texts, each once; those of sounds become numbers. */
static int want_endings(PyObject *pairs, int are_sounds, Endings *into) {
    Py_ssize_t longest = 0;
    forget_endings(into);
    if (!pairs || !PyList_Check(pairs)) {
        PyErr_SetString(PyExc_TypeError, "endings: expected a list");
        return -1;
    }
    Py_ssize_t size = PyList_GET_SIZE(pairs);
    for (Py_ssize_t at = 0; at < size; at++) {
        PyObject *pair = PyList_GET_ITEM(pairs, at);
        if (!PyTuple_Check(pair) || PyTuple_GET_SIZE(pair) != 2 || !PyUnicode_Check(PyTuple_GET_ITEM(pair, 0)) ||
            !PyUnicode_Check(PyTuple_GET_ITEM(pair, 1))) {
            PyErr_SetString(PyExc_TypeError, "endings: expected pairs of texts");
            return -1;
        }
        for (int side = 0; side < 2; side++)
            if (PyUnicode_GET_LENGTH(PyTuple_GET_ITEM(pair, side)) > longest)
                longest = PyUnicode_GET_LENGTH(PyTuple_GET_ITEM(pair, side));
    }
    Py_ssize_t room = 16, row = 2 * (longest + 1);
    while (room < 2 * size)
        room *= 2;
    into->marks = PyMem_Calloc((size_t)room, sizeof(uint64_t));
    into->strings = PyMem_Calloc((size_t)(room * row), sizeof(Py_UCS4));
    if (!into->marks || !into->strings) {
        PyErr_NoMemory();
        return -1;
    }
    into->room = room;
    into->longest = longest;
    for (Py_ssize_t at = 0; at < size; at++) {
        PyObject *pair = PyList_GET_ITEM(pairs, at);
        Letters both[2];
        uint8_t numbers[2][256];
        int known = 1;
        for (int side = 0; side < 2; side++) {
            both[side] = letters_of(PyTuple_GET_ITEM(pair, side));
            if (!are_sounds)
                continue;
            if (both[side].size > 256) {
                PyErr_SetString(PyExc_ValueError, "an ending of more than 256 sounds");
                return -1;
            }
            for (Py_ssize_t i = 0; i < both[side].size; i++) {
                numbers[side][i] = number_of(letter(both[side], i));
                known = known && numbers[side][i] != NONE;
            }
            both[side] = sounds_of(numbers[side], both[side].size);
        }
        if (!known)
            continue;
        uint64_t wanted = mark(both[0], 0, both[1], 0);
        size_t place = wanted & (size_t)(room - 1);
        while (into->marks[place])
            place = (place + 1) & (size_t)(room - 1);
        into->marks[place] = wanted;
        Py_UCS4 *string = into->strings + (Py_ssize_t)place * row;
        for (int side = 0; side < 2; side++, string += longest + 1) {
            string[0] = (Py_UCS4)both[side].size;
            for (Py_ssize_t i = 0; i < both[side].size; i++)
                string[1 + i] = letter(both[side], i);
        }
    }
    return 0;
}

static void forget_scripts(void) {
    for (int i = 0; i < know.scripts; i++) {
        Py_XDECREF(know.script[i].script);
        forget_endings(&know.script[i].cases);
        forget_endings(&know.script[i].genders);
    }
    PyMem_Free(know.script);
    know.script = NULL;
    know.scripts = 0;
}

/* Take {script: (pairs of case endings, pairs of gender endings)}. */
static int want_scripts(PyObject *from) {
    PyObject *all = PyDict_GetItemString(from, "script_endings"), *script, *both;
    Py_ssize_t at = 0;
    forget_scripts();
    if (!all || !PyDict_Check(all) || !(know.script = PyMem_Calloc((size_t)PyDict_GET_SIZE(all) + 1, sizeof(ScriptEndings)))) {
        PyErr_SetString(PyExc_TypeError, "script_endings: expected a dict");
        return -1;
    }
    while (PyDict_Next(all, &at, &script, &both)) {
        if (!PyUnicode_Check(script) || !PyTuple_Check(both) || PyTuple_GET_SIZE(both) != 2) {
            PyErr_SetString(PyExc_TypeError, "script_endings: expected two lists a script");
            return -1;
        }
        ScriptEndings *one = &know.script[know.scripts++];
        Py_INCREF(script);
        PyUnicode_InternInPlace(&script);
        one->script = script;
        if (want_endings(PyTuple_GET_ITEM(both, 0), 0, &one->cases) < 0 ||
            want_endings(PyTuple_GET_ITEM(both, 1), 0, &one->genders) < 0)
            return -1;
    }
    return 0;
}

/* Take {role: number}, 0 or `otherwise` for roles that are not there. */
static int want_roles(PyObject *from, const char *name, double otherwise, double *into) {
    PyObject *all = PyDict_GetItemString(from, name);
    if (!all || !PyDict_Check(all)) {
        PyErr_Format(PyExc_TypeError, "%s: expected a dict", name);
        return -1;
    }
    for (int role = 0; role < ROLES; role++) {
        PyObject *value = PyDict_GetItemString(all, role_names[role]);
        into[role] = value ? PyFloat_AsDouble(value) : otherwise;
        if (PyErr_Occurred())
            return -1;
    }
    return 0;
}

static int want_role_set(PyObject *from, const char *name, uint8_t *into) {
    PyObject *all = PyDict_GetItemString(from, name);
    for (int role = 0; role < ROLES; role++) {
        PyObject *key = PyUnicode_FromString(role_names[role]);
        int has = key && all ? PySequence_Contains(all, key) : -1;
        Py_XDECREF(key);
        if (has < 0) {
            if (!PyErr_Occurred())
                PyErr_Format(PyExc_KeyError, "%s", name);
            return -1;
        }
        into[role] = (uint8_t)has;
    }
    return 0;
}

/* Take {vowel: what it becomes before an ending}. */
static int want_changing(PyObject *from) {
    PyObject *vowel, *forms;
    Py_ssize_t at = 0;
    if (want_object(from, "changing", &PyDict_Type, &know.changing) < 0)
        return -1;
    while (PyDict_Next(know.changing, &at, &vowel, &forms)) {
        int texts = PyUnicode_Check(vowel) && PyTuple_Check(forms);
        for (Py_ssize_t i = 0; texts && i < PyTuple_GET_SIZE(forms); i++)
            texts = PyUnicode_Check(PyTuple_GET_ITEM(forms, i));
        if (!texts) {
            PyErr_SetString(PyExc_TypeError, "changing: expected texts, and tuples of texts");
            return -1;
        }
    }
    return 0;
}

/* What must be known to hear words: name.py */
static int want_heard(PyObject *from) {
    return want_costs(from) < 0 || want_int(from, "most_meanings", 1, 1000, &know.most_meanings) < 0 ||
                   want_double(from, "number_weight", &know.number_weight) < 0 ||
                   want_object(from, "part", NULL, &know.part) < 0 || want_object(from, "reading", NULL, &know.reading) < 0
               ? -1
               : 0;
}

/* Are all of a tuple texts? With an error set where they are not. */
static int are_texts(PyObject *tuple) {
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(tuple); i++)
        if (!PyUnicode_Check(PyTuple_GET_ITEM(tuple, i))) {
            PyErr_SetString(PyExc_TypeError, "patronymics: expected texts");
            return 0;
        }
    return 1;
}

static int want_all(PyObject *from) {
    double tenths;
    PyObject *sounds;
    int failed =
        want_flags(from, "fleeting", know.fleeting) < 0 ||
        want_int(from, "most_aligned", 1, MOST_WAYS, &know.most_aligned) < 0 ||
        want_double(from, "least_likeness", &tenths) < 0 ||
        want_object(from, "habits", &PyDict_Type, &know.habits) < 0 ||
        want_object(from, "ways", NULL, &know.ways) < 0 ||
        want_object(from, "numbers", &PyDict_Type, &know.numbers) < 0 ||
        want_object(from, "concepts", &PyDict_Type, &know.concepts) < 0 ||
        want_object(from, "given_names", &PyDict_Type, &know.given_names) < 0 ||
        want_object(from, "patronymics", &PyTuple_Type, &know.patronymics) < 0 || !are_texts(know.patronymics) ||
        want_object(from, "filial", &PyFrozenSet_Type, &know.filial) < 0 ||
        want_object(from, "look_alikes", &PyDict_Type, &know.look_alikes) < 0 ||
        want_object(from, "han", &PyUnicode_Type, &know.han) < 0 ||
        want_object(from, "han_fold", NULL, &know.han_fold) < 0 || want_scripts(from) < 0 ||
        want_endings(PyDict_GetItemString(from, "endings"), 1, &know.cases) < 0 ||
        want_endings(PyDict_GetItemString(from, "genders"), 1, &know.genders) < 0 ||
        want_changing(from) < 0 || want_object(from, "vowels", &PyUnicode_Type, &know.vowels) < 0 ||
        want_int(from, "shortest_stem", 1, 100, &know.shortest_stem) < 0 ||
        want_int(from, "longest_ending", 0, 100, &know.longest_ending) < 0 ||
        want_int(from, "longest_change", 0, 100, &know.longest_change) < 0 ||
        want_double(from, "initial_bits", &know.initial_bits) < 0 ||
        want_double(from, "translated_bits", &know.translated_bits) < 0 ||
        want_double(from, "topic_bits", &know.topic_bits) < 0 ||
        want_double(from, "other_number_bits", &know.other_number_bits) < 0 ||
        want_double(from, "other_initial_bits", &know.other_initial_bits) < 0 ||
        want_double(from, "inflection_bits", &know.inflection_bits) < 0 ||
        want_double(from, "other_letter_bits", &know.other_letter_bits) < 0 ||
        want_double(from, "other_letter_loss", &know.other_letter_loss) < 0 ||
        want_double(from, "no_number_bits", &know.no_number_bits) < 0 ||
        want_double(from, "unlike_bits", &know.unlike_bits) < 0 || want_double(from, "same_word", &know.same_word) < 0 ||
        want_double(from, "other_name", &know.other_name) < 0 ||
        want_int(from, "shortest_slipped", 1, 1000, &know.shortest_slipped) < 0 ||
        want_double(from, "slip_column", &know.slip_column) < 0 || want_role_set(from, "slipping", know.slipping) < 0 ||
        want_int(from, "first_year", 1, 9999, &know.first_year) < 0 ||
        want_int(from, "last_year", 1, 9999, &know.last_year) < 0 || want_role_set(from, "meant", know.meant) < 0 ||
        want_object(from, "related", &PyDict_Type, &know.related) < 0 ||
        want_roles(from, "telling", 0.0, know.telling) < 0 || want_roles(from, "omitted", 1.0, know.left_out) < 0 ||
        want_role_set(from, "loose", know.loose) < 0 || want_role_set(from, "of_things", know.of_things) < 0 ||
        want_role_set(from, "untelling", know.untelling) < 0 ||
        want_double(from, "first_omitted", &know.first_omitted) < 0 || want_double(from, "full_bits", &know.full_bits) < 0 ||
        want_double(from, "least_against", &know.least_against) < 0 ||
        want_double(from, "other_gender_bits", &know.other_gender_bits) < 0 ||
        want_double(from, "other_parent_bits", &know.other_parent_bits) < 0 ||
        want_double(from, "letter_bits", &know.letter_bits) < 0 ||
        want_double(from, "joined_share", &know.joined_share) < 0 ||
        want_double(from, "joined_share_across", &know.joined_share_across) < 0 ||
        want_double(from, "least_shared", &know.least_shared) < 0 ||
        want_double(from, "least_spelled", &know.least_spelled) < 0 ||
        want_object(from, "spelled_out", &PyFrozenSet_Type, &know.spelled_out) < 0 ||
        want_int(from, "shortest_acronym", 1, 1000, &know.shortest_acronym) < 0 ||
        want_int(from, "longest_acronym", 1, 30, &know.longest_acronym) < 0 ||
        want_int(from, "whole_ending", 1, 30, &know.whole_ending) < 0 ||
        want_int(from, "small_word", 0, 1000, &know.small_word) < 0 ||
        want_role_set(from, "bodies", know.bodies) < 0 ||
        want_int(from, "most_joined", 0, 16, &know.most_joined) < 0 ||
        want_int(from, "most_written", 0, 16, &know.most_written) < 0 ||
        want_object(from, "measures", NULL, &know.measures) < 0;
    if (failed)
        return -1;
    PyObject *how, *value;
    Py_ssize_t at = 0;
    for (know.related_less = 1; PyDict_Next(know.related, &at, &how, &value);)
        know.related_less &= PyFloat_Check(value) && PyFloat_AS_DOUBLE(value) < 1;
    know.least_tenths = (int)(tenths * 10 + 0.5);
    if (fabs(tenths * 10 - know.least_tenths) > 1e-9) {
        PyErr_SetString(PyExc_ValueError, "least_likeness: expected tenths");
        return -1;
    }
    Py_INCREF(know.han);
    sounds = know.han;
    PyUnicode_InternInPlace(&sounds);
    Py_SETREF(know.han, sounds);
    return 0;
}

/* Fetch what is known. Another thread may do so meanwhile: what is known is written all at once, since nothing between the
   call of the supplier and the end calls Python code that could give way. */
static int fetch(PyObject *from, const char *module, int (*want)(PyObject *), int *ready) {
    if (!from) {
        PyErr_Format(PyExc_RuntimeError, "%s has not been imported", module);
        return -1;
    }
    PyObject *given = PyObject_CallNoArgs(from);
    if (!given)
        return -1;
    int failed = -1;
    if (!PyDict_Check(given))
        PyErr_SetString(PyExc_TypeError, "what is known comes as a dict");
    else if (*ready || want(given) == 0)
        *ready = 1, failed = 0;
    Py_DECREF(given);
    return failed;
}

/* Know what it takes to hear words. */
static int learn_hearing(void) {
    return know.heard_ready ? 0 : fetch(heard_supplier, "allonym.name", want_heard, &know.heard_ready);
}

/* Know what it takes to compare names. */
static int learn(void) {
    return learn_hearing() < 0 ? -1 : know.ready ? 0 : fetch(supplier, "allonym.comparison", want_all, &know.ready);
}

/* ---- A word: name.Heard, compiled ---- */

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

static PyTypeObject WordType;

static void word_free(Word *x) {
    Py_XDECREF(x->part);
    Py_XDECREF(x->parts);
    Py_XDECREF(x->beside);
    Py_XDECREF(x->text);
    Py_XDECREF(x->key);
    Py_XDECREF(x->script);
    Py_XDECREF(x->number);
    Py_XDECREF(x->value);
    Py_XDECREF(x->concepts);
    Py_XDECREF(x->given);
    Py_XDECREF(x->folded);
    for (int i = 0; i < x->reads; i++)
        Py_XDECREF(x->read[i].code);
    PyMem_Free(x->read);
    PyMem_Free(x->way);
    PyMem_Free(x->wide);
    PyMem_Free(x->sounds);
    PyObject_Free(x);
}


/* Sounds that grow. */
typedef struct {
    uint8_t *at;
    size_t size, room;
} Buffer;

static int room_for(Buffer *buffer, size_t more) {
    if (buffer->size + more <= buffer->room)
        return 0;
    size_t room = 2 * (buffer->size + more) + 256;
    uint8_t *at = room > UINT32_MAX ? NULL : PyMem_Realloc(buffer->at, room);
    if (!at) {
        PyErr_NoMemory();
        return -1;
    }
    buffer->at = at;
    buffer->room = room;
    return 0;
}

/* Add letters as numbers of sounds; KeyError for one that is no sound, as align.py has it. */
static int add_letters(Buffer *buffer, Letters text, Py_ssize_t from, Py_ssize_t to) {
    if (room_for(buffer, (size_t)(to - from)) < 0)
        return -1;
    for (Py_ssize_t i = from; i < to; i++) {
        uint8_t number = number_of(letter(text, i));
        if (number == NONE) {
            PyErr_Format(PyExc_KeyError, "%c", (int)letter(text, i));
            return -1;
        }
        buffer->at[buffer->size++] = number;
    }
    return 0;
}

static int add_sounds(Buffer *buffer, PyObject *text) {
    return add_letters(buffer, letters_of(text), 0, PyUnicode_GET_LENGTH(text));
}

/* reading.broaden; room for as many sounds is there. */
static size_t broaden(const uint8_t *restrict sounds, size_t size, uint8_t *restrict into) {
    size_t kept = 0;
    uint8_t before = NONE, glide = know.glide_i;
    int glides = 0;
    /* Each sound once, though it stands twice. */
    for (size_t i = 0; i < size; i++) {
        uint8_t wide = know.broad[sounds[i]];
        if (wide == NONE || wide == before)
            continue;
        glides |= before == glide && wide == know.glide_e;
        into[kept++] = before = wide;
    }
    if (!glides)
        return kept;
    size_t left = 0;
    uint8_t last = NONE;
    before = NONE;
    for (size_t i = 0; i < kept; i++) {
        uint8_t here = into[i];
        int open = here == glide && i + 1 < kept && into[i + 1] == know.glide_e && (before == NONE || know.before_glide[before]);
        before = here;
        if (!open && here != last)
            into[left++] = last = here;
    }
    return left;
}

static int32_t own_bits(const uint8_t *sounds, size_t size) {
    int32_t total = 0;
    for (size_t i = 0; i < size; i++)
        total += know.own[sounds[i]];
    return total;
}

/* Which sounds there are, and their hash. */
static Wide wide_of(const uint8_t *sounds, size_t at, size_t size) {
    uint32_t hash = 2166136261u;
    uint64_t found = 0;
    for (size_t i = 0; i < size; i++) {
        hash = (hash ^ sounds[i]) * 16777619u;
        found |= (uint64_t)1 << sounds[i] % 64;
    }
    Wide wide = {(uint32_t)at, (uint32_t)size, hash ^ hash >> 15, 0, found};
    return wide;
}

static int room_for_ways(Word *x, int *room) {
    if (x->ways < *room)
        return 0;
    int more = 2 * *room + 16;
    Way *way = PyMem_Realloc(x->way, (size_t)more * sizeof(Way));
    if (way)
        x->way = way;
    Wide *wide = way ? PyMem_Realloc(x->wide, (size_t)more * sizeof(Wide)) : NULL;
    if (!wide) {
        PyErr_NoMemory();
        return -1;
    }
    x->wide = wide;
    *room = more;
    return 0;
}

/* Take some sounds in the buffer for one more way that a word may sound; they are mostly those of the reading itself. */
static int add_way(Word *x, Buffer *buffer, size_t at, size_t size, int reading, int *room) {
    if (room_for_ways(x, room) < 0 || room_for(buffer, size) < 0)
        return -1;
    uint8_t *broad = buffer->at + buffer->size;
    size_t wide_size = broaden(buffer->at + at, size, broad);
    Wide wide = wide_of(broad, buffer->size, wide_size);
    int same = 0, wides = x->wides;
    while (same < wides && (x->wide[same].hash != wide.hash || x->wide[same].size != wide_size ||
                            memcmp(buffer->at + x->wide[same].at, broad, wide_size) != 0))
        same++;
    if (same == wides) {
        wide.first = x->ways;
        x->wide[x->wides++] = wide;
        x->hashes |= (uint64_t)1 << wide.hash % 64;
        buffer->size += wide_size;
    } else {
        int32_t last = x->wide[same].first;
        while (x->way[last].next >= 0)
            last = x->way[last].next;
        x->way[last].next = x->ways;
    }
    Way way = {(uint32_t)at, (uint32_t)size, own_bits(buffer->at + at, size), reading, same, -1};
    x->way[x->ways++] = way;
    return 0;
}

static int has_open(const uint8_t *sounds, size_t size) {
    int open = 0;
    for (size_t i = 0; i < size; i++)
        open |= know.first[sounds[i]] != NONE;
    return open;
}

/* name.meanings: a reading in each way that its open consonants may be meant. */
static int add_meanings(Word *x, Buffer *buffer, int reading, int *room) {
    size_t from = x->read[reading].at, size = x->read[reading].size;
    int first = x->ways;
    if (!has_open(buffer->at + from, size))
        return add_way(x, buffer, from, size, reading, room);
    /* The usual sound everywhere, the other everywhere, the other at one place alone. */
    for (size_t way = 0; way < size + 2 && x->ways - first < know.most_meanings; way++) {
        if (way >= 2 && know.first[buffer->at[from + way - 2]] == NONE)
            continue;
        if (room_for(buffer, size) < 0)
            return -1;
        size_t at = buffer->size;
        for (size_t i = 0; i < size; i++) {
            uint8_t sound = buffer->at[from + i];
            const uint8_t *chosen = way == 1 || i + 2 == way ? know.second : know.first;
            buffer->at[at + i] = know.first[sound] == NONE ? sound : chosen[sound];
        }
        int seen = 0;
        for (int i = first; i < x->ways && !seen; i++)
            seen = memcmp(buffer->at + x->way[i].at, buffer->at + at, size) == 0;
        if (seen)
            continue;
        buffer->size = at + size;
        if (add_way(x, buffer, at, size, reading, room) < 0)
            return -1;
    }
    return 0;
}

static int role_of(PyObject *role) {
    for (int i = 0; i < ROLES; i++)
        if (PyUnicode_CompareWithASCIIString(role, role_names[i]) == 0)
            return i;
    PyErr_SetObject(PyExc_KeyError, role);
    return -1;
}

/* Work out the ways of a word; its readings are in the buffer, which becomes its own. The twin of name.heard. */
static int finish(Word *x, Buffer *buffer) {
    int room = 0;
    /* Some room, so that there is a place even for no sounds. */
    if (room_for(buffer, 1) < 0)
        return -1;
    x->sounds = buffer->at;
    for (int i = 0; i < x->reads; i++)
        if (add_meanings(x, buffer, i, &room) < 0) {
            x->sounds = buffer->at;
            return -1;
        }
    x->sounds = buffer->at;
    x->weight = x->role == NUMBER ? know.number_weight : 0.0;
    for (int i = 0; x->role != NUMBER && i < x->reads; i++) {
        double weight = (double)own_bits(x->sounds + x->read[i].at, x->read[i].size) / HUNDRED;
        /* As max() has it: the first may be less than nothing. */
        if (!i || weight > x->weight)
            x->weight = weight;
    }
    x->evened = NAN;
    x->most = INT32_MAX;
    return 0;
}

/* comparison.evened, worked out once */
static double evened(Word *x) {
    if (isnan(x->evened))
        x->evened = x->weight <= know.full_bits ? 1.0 : know.full_bits * (1 + log(x->weight / know.full_bits)) / x->weight;
    return x->evened;
}

enum { SOUGHT_VALUE = 1, SOUGHT_CONCEPTS = 2, SOUGHT_GIVEN = 4, SOUGHT_FILIAL = 8 };

/* Look a word up by its key, once; NULL without an error where there is nothing. */
static PyObject *sought(Word *x, int what, PyObject *in, PyObject **kept) {
    if (!(x->sought & what)) {
        PyObject *found = PyDict_GetItemWithError(in, x->key);
        if (PyErr_Occurred())
            return NULL;
        x->sought |= what;
        *kept = Py_XNewRef(found);
    }
    return *kept;
}

/* vocabulary.numbers */
static PyObject *value_of(Word *x) { return sought(x, SOUGHT_VALUE, know.numbers, &x->value); }

/* Is a word a filial particle? */
static int is_filial(Word *x) {
    if (!(x->sought & SOUGHT_FILIAL)) {
        x->filial = PySet_Contains(know.filial, x->key);
        x->sought |= SOUGHT_FILIAL;
    }
    return x->filial > 0;
}

/* Make a word without readings; steals nothing. */
static Word *word_begin(PyObject *text, PyObject *key, PyObject *script, PyObject *number, int role, Py_ssize_t reads) {
    Word *x = PyObject_New(Word, &WordType);
    if (!x)
        return NULL;
    memset((char *)x + offsetof(Word, text), 0, sizeof(Word) - offsetof(Word, text));
    Py_INCREF(text);
    Py_INCREF(key);
    Py_INCREF(script);
    Py_INCREF(number);
    x->text = text;
    x->key = key;
    PyUnicode_InternInPlace(&script);
    x->script = script;
    x->number = number;
    x->role = role;
    if (!(x->read = PyMem_Calloc((size_t)reads + 1, sizeof(Read)))) {
        Py_DECREF(x);
        PyErr_NoMemory();
        return NULL;
    }
    return x;
}

static void add_reading(Word *x, Buffer *buffer, size_t at, PyObject *code) {
    Read *one = &x->read[x->reads];
    one->at = (uint32_t)at;
    one->size = (uint32_t)(buffer->size - at);
    Py_INCREF(code);
    PyUnicode_InternInPlace(&code);
    one->code = code;
    x->reads++;
}

static PyObject *text_of(PyObject *from, int name) {
    PyObject *value = PyObject_GetAttr(from, field_name[name]);
    if (value && !PyUnicode_CheckExact(value)) {
        PyErr_Format(PyExc_TypeError, "%U: expected a text", field_name[name]);
        Py_CLEAR(value);
    }
    return value;
}

/* Readings: their sounds are in a buffer, their orthographies are borrowed. */
typedef struct {
    Read *all;
    int count;
} Readings;

/* Add readings that are packed: see all_packed in _rules.c. */
static int unpack(PyObject *packed, PyObject *codes, Buffer *buffer, Readings *into) {
    Py_ssize_t size = PyBytes_GET_SIZE(packed) / (Py_ssize_t)sizeof(uint16_t), at = 0, count = 0;
    const char *from = PyBytes_AS_STRING(packed);
    uint16_t word[2];
    for (Py_ssize_t k = 0; k + 1 < size; k += 2 + word[1], count++)
        memcpy(word, from + k * (Py_ssize_t)sizeof(uint16_t), sizeof word);
    if (room_for(buffer, (size_t)size + 1) < 0)
        return -1;
    if (!(into->all = PyMem_Calloc((size_t)count + 1, sizeof(Read)))) {
        PyErr_NoMemory();
        return -1;
    }
    while (at + 1 < size) {
        memcpy(word, from + at * (Py_ssize_t)sizeof(uint16_t), sizeof word);
        if (word[0] >= PyTuple_GET_SIZE(codes) || word[1] > size - at - 2) {
            PyErr_SetString(PyExc_IndexError, "no such orthography, or too few sounds");
            return -1;
        }
        Read *one = &into->all[into->count++];
        one->at = (uint32_t)buffer->size;
        one->size = word[1];
        one->code = PyTuple_GET_ITEM(codes, word[0]);
        for (at += 2; word[1]; word[1]--, at++) {
            uint16_t code;
            memcpy(&code, from + at * (Py_ssize_t)sizeof(uint16_t), sizeof code);
            uint8_t number = number_of(code);
            if (number == NONE) {
                PyErr_Format(PyExc_KeyError, "%c", (int)code);
                return -1;
            }
            buffer->at[buffer->size++] = number;
        }
    }
    return 0;
}

/* Add what words are read like, packed or as a tuple, with a tuple of orthographies; `into` is to be freed even where this
   fails. */
static int take_said(PyObject *said, PyObject *codes, Buffer *buffer, Readings *into) {
    int texts = PyTuple_Check(codes);
    for (Py_ssize_t i = 0; texts && i < PyTuple_GET_SIZE(codes); i++)
        texts = PyUnicode_CheckExact(PyTuple_GET_ITEM(codes, i));
    if (texts && PyBytes_Check(said))
        return unpack(said, codes, buffer, into);
    if (!texts || !PyTuple_Check(said) || PyTuple_GET_SIZE(said) != PyTuple_GET_SIZE(codes)) {
        PyErr_SetString(PyExc_TypeError, "expected as many readings as orthographies, all of them texts");
        return -1;
    }
    if (!(into->all = PyMem_Calloc((size_t)PyTuple_GET_SIZE(said) + 1, sizeof(Read)))) {
        PyErr_NoMemory();
        return -1;
    }
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(said); i++) {
        PyObject *sounds = PyTuple_GET_ITEM(said, i);
        size_t at = buffer->size;
        if (!PyUnicode_CheckExact(sounds)) {
            PyErr_SetString(PyExc_TypeError, "expected readings of texts");
            return -1;
        }
        if (add_sounds(buffer, sounds) < 0)
            return -1;
        Read one = {(uint32_t)at, (uint32_t)(buffer->size - at), PyTuple_GET_ITEM(codes, i)};
        into->all[into->count++] = one;
    }
    return 0;
}

/* Make a word of what it is read like: see take_said. */
static Word *word_said(PyObject *text, PyObject *key, PyObject *script, PyObject *number, int role, PyObject *said,
                       PyObject *codes) {
    Buffer buffer = {NULL, 0, 0};
    Readings readings = {NULL, 0};
    Word *x = NULL;
    if (take_said(said, codes, &buffer, &readings) == 0 &&
        (x = word_begin(text, key, script, number, role, readings.count))) {
        size_t end = buffer.size;
        for (int i = 0; i < readings.count; i++) {
            buffer.size = readings.all[i].at + readings.all[i].size;
            add_reading(x, &buffer, readings.all[i].at, readings.all[i].code);
        }
        buffer.size = end;
        if (finish(x, &buffer) < 0)
            Py_CLEAR(x);
    } else
        PyMem_Free(buffer.at);
    PyMem_Free(readings.all);
    return x;
}

/* Compile a Heard. */
static Word *word_made(PyObject *heard) {
    PyObject *part = PyObject_GetAttr(heard, field_name[IN_PART]), *spoken = NULL, *codes = NULL;
    PyObject *text = NULL, *key = NULL, *script = NULL, *role = NULL, *number = NULL;
    Word *x = NULL;
    int which;
    if (!part || !(spoken = PyObject_GetAttr(heard, field_name[IN_SPOKEN])) || !(codes = PyObject_GetAttr(heard, field_name[IN_CODES])) ||
        !(text = text_of(part, IN_TEXT)) || !(key = text_of(part, IN_KEY)) || !(script = text_of(part, IN_SCRIPT)) ||
        !(role = text_of(part, IN_ROLE)) || !(number = PyObject_GetAttr(part, field_name[IN_NUMBER])) ||
        (which = role_of(role)) < 0)
        goto end;
    if (number != Py_None && !PyLong_Check(number))
        PyErr_SetString(PyExc_TypeError, "expected a number or None");
    else
        x = word_said(text, key, script, number, which, spoken, codes);
end:
    Py_XDECREF(part);
    Py_XDECREF(spoken);
    Py_XDECREF(codes);
    Py_XDECREF(text);
    Py_XDECREF(key);
    Py_XDECREF(script);
    Py_XDECREF(role);
    Py_XDECREF(number);
    return x;
}

/* Give the compiled form of a Heard, which is made once and kept in it; a word is its own. */
static Word *word_of(PyObject *heard) {
    if (PyObject_TypeCheck(heard, &WordType))
        return (Word *)Py_NewRef(heard);
    PyObject *known = PyObject_GetAttr(heard, field_name[IN_COMPILED]);
    if (!known)
        return NULL;
    if (PyObject_TypeCheck(known, &WordType))
        return (Word *)known;
    Py_DECREF(known);
    Word *x = learn_hearing() < 0 ? NULL : word_made(heard);
    if (x && PyObject_GenericSetAttr(heard, field_name[IN_COMPILED], (PyObject *)x) < 0)
        Py_CLEAR(x);
    return x;
}

/* comparison._sounds_under: the sounds of a part under an orthography, or else its usual ones. */
static const Read *sounds_under(const Word *x, PyObject *code) {
    for (int i = 0; i < x->reads; i++)
        if (x->read[i].code == code)
            return &x->read[i];
    return x->reads ? &x->read[0] : NULL;
}

/* comparison._join: write several parts as one word. */
static Word *word_joined(Word *const *parts, Py_ssize_t count) {
    if (count == 1) {
        Py_INCREF(parts[0]);
        return parts[0];
    }
    Py_ssize_t most = 0;
    for (Py_ssize_t i = 0; i < count; i++)
        most += parts[i]->reads;
    PyObject *key = NULL, **codes = PyMem_Calloc((size_t)most + 1, sizeof(PyObject *));
    Buffer buffer = {NULL, 0, 0};
    Word *x = NULL;
    int number = 0;
    for (Py_ssize_t i = 0; codes && i < count; i++)
        for (int j = 0; j < parts[i]->reads; j++) {
            int known = 0;
            while (known < number && codes[known] != parts[i]->read[j].code)
                known++;
            if (known == number)
                codes[number++] = parts[i]->read[j].code;
        }
    PyObject *keys = PyTuple_New(count), *joined = PyTuple_New(count);
    if (!codes || !keys || !joined)
        goto end;
    for (Py_ssize_t i = 0; i < count; i++) {
        PyTuple_SET_ITEM(keys, i, Py_NewRef(parts[i]->key));
        PyTuple_SET_ITEM(joined, i, Py_NewRef(parts[i]));
    }
    /* Nobody asks how it is written. */
    if (!(key = PyUnicode_Join(empty_text, keys)) ||
        !(x = word_begin(key, key, parts[0]->script, Py_None, WORD, number)))
        goto end;
    x->parts = Py_NewRef(joined);
    for (int k = 0; k < number; k++) {
        size_t at = buffer.size;
        int failed = 0;
        for (Py_ssize_t i = 0; i < count && !failed; i++) {
            const Read *one = sounds_under(parts[i], codes[k]);
            if (!one || (failed = room_for(&buffer, one->size)))
                continue;
            memcpy(buffer.at + buffer.size, parts[i]->sounds + one->at, one->size);
            buffer.size += one->size;
        }
        if (failed)
            goto failed;
        if (buffer.size == at)
            continue;
        /* Of several orthographies that read it alike, the last has the place. */
        for (int i = 0; i < x->reads; i++)
            if (x->read[i].size == buffer.size - at && memcmp(buffer.at + x->read[i].at, buffer.at + at, buffer.size - at) == 0) {
                Py_DECREF(x->read[i].code);
                memmove(&x->read[i], &x->read[i + 1], (size_t)(x->reads - i - 1) * sizeof(Read));
                x->reads--;
                break;
            }
        add_reading(x, &buffer, at, codes[k]);
    }
    if (finish(x, &buffer) == 0)
        goto end;
    Py_CLEAR(x);
    goto end;
failed:
    PyMem_Free(buffer.at);
    Py_CLEAR(x);
end:
    Py_XDECREF(key);
    Py_XDECREF(keys);
    Py_XDECREF(joined);
    PyMem_Free(codes);
    return x;
}

/* A piece of a text: from one place to another. */
typedef struct {
    Py_ssize_t from, to;
} Span;

/* Where a piece ends: at the next separator, or with the text. */
static Py_ssize_t span_end(PyObject *text, Py_ssize_t from, Py_ssize_t to, PyObject *separator) {
    Py_ssize_t found = PyUnicode_FindChar(text, PyUnicode_READ_CHAR(separator, 0), from, to, 1);
    return found < 0 ? to : found;
}

static PyObject *span_text(PyObject *text, Span one) { return PyUnicode_Substring(text, one.from, one.to); }

/* Orthographies recur, and are known by their place in memory. */
static PyObject *known_codes[256];

/* The orthography that a piece of a text names; a new reference. */
static PyObject *code_of(PyObject *text, Span one) {
    Letters all = letters_of(text);
    uint32_t hash = (uint32_t)(one.to - one.from);
    for (Py_ssize_t i = one.from; i < one.to; i++)
        hash = hash * 31 + letter(all, i);
    PyObject **known = &known_codes[(hash ^ hash >> 8) % 256];
    int same = *known && PyUnicode_GET_LENGTH(*known) == one.to - one.from;
    for (Py_ssize_t i = one.from; same && i < one.to; i++)
        same = PyUnicode_READ_CHAR(*known, i - one.from) == letter(all, i);
    if (!same) {
        PyObject *code = span_text(text, one);
        if (!code)
            return NULL;
        PyUnicode_InternInPlace(&code);
        Py_XSETREF(*known, code);
    }
    return Py_NewRef(*known);
}

/* Take the readings of a record, from a place on: each behind a field's separator, its sounds and its orthography. */
static int read_fields(Word *x, PyObject *record, Py_ssize_t from, PyObject *field, PyObject *item) {
    Buffer buffer = {NULL, 0, 0};
    Py_ssize_t size = PyUnicode_GET_LENGTH(record);
    for (Py_ssize_t end; from <= size; from = end + 1) {
        end = span_end(record, from, size, field);
        Py_ssize_t parted = span_end(record, from, end, item);
        size_t at = buffer.size;
        Span code = {parted + 1, end};
        PyObject *named = NULL;
        if (parted == end || span_end(record, parted + 1, end, item) != end)
            PyErr_SetString(PyExc_ValueError, "a reading has not two fields");
        else if (add_letters(&buffer, letters_of(record), from, parted) == 0)
            named = code_of(record, code);
        if (!named) {
            PyMem_Free(buffer.at);
            return -1;
        }
        add_reading(x, &buffer, at, named);
        Py_DECREF(named);
    }
    return finish(x, &buffer);
}

/* Word(record, field, item): read a word from its record in a gazetteer, whose fields are text, key, role, script, number and
   readings: weighing.plainly_read, compiled. */
static PyObject *word_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
    PyObject *record, *field, *item, *told[5] = {NULL};
    Word *x = NULL;
    int role;
    if (kwargs || !PyArg_ParseTuple(args, "UUU", &record, &field, &item)) {
        if (!PyErr_Occurred())
            PyErr_SetString(PyExc_TypeError, "Word() takes no keywords");
        return NULL;
    }
    if (PyUnicode_GET_LENGTH(field) != 1 || PyUnicode_GET_LENGTH(item) != 1) {
        PyErr_SetString(PyExc_ValueError, "a separator is one letter");
        return NULL;
    }
    if (learn_hearing() < 0)
        return NULL;
    Py_ssize_t size = PyUnicode_GET_LENGTH(record), from = 0, readings = 0;
    for (int i = 0; i < 5; i++) {
        Span one = {from, from <= size ? span_end(record, from, size, field) : from};
        if (from > size)
            PyErr_SetString(PyExc_ValueError, "a word's record has fewer than five fields");
        else
            told[i] = span_text(record, one);
        if (!told[i])
            goto end;
        from = one.to + 1;
    }
    for (Py_ssize_t at = from; at <= size; readings++)
        at = span_end(record, at, size, field) + 1;
    if (PyUnicode_GET_LENGTH(told[4]))
        Py_SETREF(told[4], PyLong_FromUnicodeObject(told[4], 10));
    else
        Py_SETREF(told[4], Py_NewRef(Py_None));
    if (!told[4] || (role = role_of(told[2])) < 0)
        goto end;
    x = word_begin(told[0], told[1], told[3], told[4], role, readings);
    if (x && read_fields(x, record, from, field, item) < 0)
        Py_CLEAR(x);
end:
    for (int i = 0; i < 5; i++)
        Py_XDECREF(told[i]);
    return (PyObject *)x;
}

/* Give a new reference to what a word is written like. */
static PyObject *written(const Word *x) {
    if (!x->parts)
        return Py_NewRef(x->text);
    PyObject *all = PyTuple_New(PyTuple_GET_SIZE(x->parts)), *text = NULL;
    for (Py_ssize_t i = 0; all && i < PyTuple_GET_SIZE(all); i++)
        PyTuple_SET_ITEM(all, i, Py_NewRef(((Word *)PyTuple_GET_ITEM(x->parts, i))->text));
    if (all)
        text = PyUnicode_Join(empty_text, all);
    Py_XDECREF(all);
    return text;
}

/* ---- A word, as Python sees it: the attributes of name.Heard ---- */

static PyObject *text_of_sounds(const uint8_t *sounds, Py_ssize_t size) {
    Py_UCS4 own[SHORT] = {0}, *letters = size <= SHORT ? own : PyMem_New(Py_UCS4, size);
    if (!letters)
        return PyErr_NoMemory();
    for (Py_ssize_t i = 0; i < size; i++)
        letters[i] = know.sound[sounds[i]];
    PyObject *found = PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, letters, size);
    if (letters != own)
        PyMem_Free(letters);
    return found;
}

/* The record of a word's part, made when it is first asked for. */
static PyObject *word_part(Word *x, void *none) {
    if (!x->part) {
        if (learn_hearing() < 0)
            return NULL;
        PyObject *text = written(x);
        PyObject *made = text ? PyObject_CallFunctionObjArgs(know.part, text, x->key, role_objects[x->role], x->script,
                                                             x->number, NULL)
                              : NULL;
        Py_XDECREF(text);
        /* Another thread may have made it meanwhile. */
        if (!made || x->part)
            Py_XDECREF(made);
        else
            x->part = made;
        if (!x->part)
            return NULL;
    }
    return Py_NewRef(x->part);
}

/* What an attribute is made of. */
enum { OF_SPOKEN, OF_CODES, OF_READINGS, OF_SOUNDS, OF_WIDE, OF_WHICH };

static PyObject *one_of(const Word *x, int what, int at) {
    const Read *read = what <= OF_READINGS ? &x->read[at] : NULL;
    const Way *way = read ? NULL : &x->way[at];
    const Wide *wide = way ? &x->wide[way->wide] : NULL;
    switch (what) {
    case OF_SPOKEN:
        return text_of_sounds(x->sounds + read->at, read->size);
    case OF_CODES:
        return Py_NewRef(read->code);
    case OF_READINGS: {
        PyObject *sounds = text_of_sounds(x->sounds + read->at, read->size);
        PyObject *made = sounds ? PyObject_CallFunctionObjArgs(know.reading, sounds, read->code, NULL) : NULL;
        Py_XDECREF(sounds);
        return made;
    }
    case OF_SOUNDS:
        return text_of_sounds(x->sounds + way->at, way->size);
    case OF_WIDE:
        return text_of_sounds(x->sounds + wide->at, wide->size);
    default:
        return PyLong_FromLong(way->reading);
    }
}

static PyObject *word_tuple(Word *x, void *what) {
    int wanted = (int)(intptr_t)what, count = wanted <= OF_READINGS ? x->reads : x->ways;
    PyObject *found = learn_hearing() < 0 ? NULL : PyTuple_New(count);
    for (int i = 0; found && i < count; i++) {
        PyObject *one = one_of(x, wanted, i);
        if (!one)
            Py_CLEAR(found);
        else
            PyTuple_SET_ITEM(found, i, one);
    }
    return found;
}

static PyObject *word_broad(Word *x, void *none) {
    PyObject *all = word_tuple(x, (void *)(intptr_t)OF_WIDE), *found = all ? PyFrozenSet_New(all) : NULL;
    Py_XDECREF(all);
    return found;
}

static PyObject *word_weight(Word *x, void *none) { return PyFloat_FromDouble(x->weight); }

static PyObject *word_repr(Word *x) { return PyUnicode_FromFormat("Word(%R, %R)", x->key, role_objects[x->role]); }

static PyGetSetDef word_attributes[] = {
    {"part", (getter)word_part, NULL, "The part that was heard.", NULL},
    {"spoken", (getter)word_tuple, NULL, "Its readings, the usual one first.", (void *)(intptr_t)OF_SPOKEN},
    {"codes", (getter)word_tuple, NULL, "The orthographies that find them.", (void *)(intptr_t)OF_CODES},
    {"readings", (getter)word_tuple, NULL, "The records of its readings.", (void *)(intptr_t)OF_READINGS},
    {"sounds", (getter)word_tuple, NULL, "Its readings in each way that they may be meant.", (void *)(intptr_t)OF_SOUNDS},
    {"wide", (getter)word_tuple, NULL, "The same, without what writers leave open.", (void *)(intptr_t)OF_WIDE},
    {"which", (getter)word_tuple, NULL, "The number of the reading of each.", (void *)(intptr_t)OF_WHICH},
    {"broad", (getter)word_broad, NULL, "All that it may sound like without what writers leave open.", NULL},
    {"weight", (getter)word_weight, NULL, "The most evidence, in bits, that it can bring.", NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static PyTypeObject WordType = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "allonym._compare.Word",
    .tp_doc = "A part of a name, ready to be compared: the compiled form of name.Heard.",
    .tp_basicsize = sizeof(Word),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = (destructor)word_free,
    .tp_new = word_new,
    .tp_getset = word_attributes,
    .tp_repr = (reprfunc)word_repr,
};

/* Read a word under some orthographies, besides its own readings; None where these are all known. */
static PyObject *read_beside(const Word *x, PyObject *codes) {
    PyObject *text = written(x), *both = text ? PyObject_CallFunctionObjArgs(know.ways, text, codes, NULL) : NULL;
    size_t own = x->reads ? x->read[x->reads - 1].at + x->read[x->reads - 1].size : 0;
    Buffer buffer = {NULL, 0, 0};
    Readings readings = {NULL, 0};
    Word *found = NULL;
    int more = 0;
    Py_XDECREF(text);
    if (!both)
        return NULL;
    if (!PyTuple_Check(both) || PyTuple_GET_SIZE(both) != 2) {
        PyErr_SetString(PyExc_TypeError, "ways: expected readings and orthographies");
        goto end;
    }
    if (room_for(&buffer, own + 1) < 0)
        goto end;
    memcpy(buffer.at, x->sounds, own);
    buffer.size = own;
    if (take_said(PyTuple_GET_ITEM(both, 0), PyTuple_GET_ITEM(both, 1), &buffer, &readings) < 0)
        goto end;
    for (int i = 0; i < readings.count; i++) {
        const Read *one = &readings.all[i];
        int is_new = 1;
        for (int k = 0; k < x->reads && is_new; k++)
            is_new = x->read[k].size != one->size || memcmp(buffer.at + x->read[k].at, buffer.at + one->at, one->size) != 0;
        if (is_new)
            readings.all[more++] = *one;
    }
    found = more ? word_begin(x->text, x->key, x->script, x->number, x->role, x->reads + more) : NULL;
    if (!found)
        goto end;
    size_t end = buffer.size;
    for (int k = 0; k < x->reads + more; k++) {
        const Read *one = k < x->reads ? &x->read[k] : &readings.all[k - x->reads];
        buffer.size = one->at + one->size;
        add_reading(found, &buffer, one->at, one->code);
    }
    buffer.size = end;
    if (finish(found, &buffer) < 0)
        Py_CLEAR(found);
    /* The buffer is the word's. */
    buffer.at = NULL;
end:
    PyMem_Free(buffer.at);
    PyMem_Free(readings.all);
    Py_DECREF(both);
    return found || PyErr_Occurred() ? (PyObject *)found : Py_NewRef(Py_None);
}

/* name.beside: a word as those read it who write names of a script in its letters; the word itself where there are no
   such habits. Gives a new reference. */
static Word *beside(Word *x, PyObject *script) {
    PyObject *habits = x->reads ? PyDict_GetItemWithError(know.habits, script) : NULL;
    PyObject *codes = habits && PyDict_Check(habits) ? PyDict_GetItemWithError(habits, x->script) : NULL;
    if (!codes)
        return PyErr_Occurred() ? NULL : (Word *)Py_NewRef(x);
    PyObject *known = x->beside ? PyDict_GetItemWithError(x->beside, script) : NULL;
    if (known)
        Py_INCREF(known);
    else if (PyErr_Occurred() || !(known = read_beside(x, codes)) || (!x->beside && !(x->beside = PyDict_New())) ||
             PyDict_SetItem(x->beside, script, known) < 0) {
        Py_XDECREF(known);
        return NULL;
    }
    if (known == Py_None) {
        Py_DECREF(known);
        return (Word *)Py_NewRef(x);
    }
    return (Word *)known;
}

/* ---- Alignment: align._weigh and align._likeliest ---- */

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

/* What the best way to set two strings under each other is worth, and the greatest loss of a column of it. */
typedef struct {
    int32_t worth, worst;
} Aligned;

/* Align two strings; gives 1 where they cannot be worth more than `floor`, which may be INT32_MIN. */
static int weigh(const uint8_t *a, Py_ssize_t n, const uint8_t *b, Py_ssize_t m, int32_t floor, Aligned *found) {
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
static Py_ssize_t distance_by_rows(Letters a, Letters b) {
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
static int sounds_same(const Word *x, const Word *y) {
    if (!(x->hashes & y->hashes))
        return 0;
    for (int i = 0; i < x->wides; i++)
        for (int j = 0; j < y->wides; j++)
            if (same_wide(x, &x->wide[i], y, &y->wide[j]))
                return 1;
    return 0;
}

/* Find the ways with the same broad form. */
static void likeliest_same(const Word *x, const Word *y, Chosen *chosen) {
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
static int likeliest_near(const Word *x, const Word *y, Chosen *chosen) {
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

/* ---- Endings: endings.py ---- */

/* endings.paired and endings.gendered */
static int gendered(const Endings *known, Letters a, Letters b) {
    Py_ssize_t stem = common_start(a, b), at = stem - know.longest_ending;
    for (at = at > 2 ? at : 2; at <= stem; at++)
        if (ends_so(known, a, at, b, at))
            return 1;
    return 0;
}

/* Does a vowel close a stem with the letters behind it: one or two that are of a word, and no vowels? */
static int closes(Letters lemma, Py_ssize_t at) {
    if (at < 0)
        return 0;
    PyObject *vowel = PyUnicode_FromOrdinal((int)letter(lemma, at));
    int found = vowel ? PyDict_Contains(know.changing, vowel) : -1;
    Py_XDECREF(vowel);
    for (Py_ssize_t i = at + 1; found > 0 && i < lemma.size; i++) {
        Py_UCS4 one = letter(lemma, i);
        found = (Py_UNICODE_ISALNUM(one) || one == '_') && !in_text(know.vowels, one);
    }
    return found;
}

/* Is one word an oblique stem of another, and an ending? endings.oblique_stems gives those stems: what is left of the
   lemma's last vowel becomes another, or nothing. */
static int is_oblique(const Endings *known, Letters longer, Letters lemma) {
    Py_ssize_t at = lemma.size - 3;
    int found = closes(lemma, at);
    if (!found)
        found = closes(lemma, ++at);
    if (found <= 0)
        return found;
    PyObject *vowel = PyUnicode_FromOrdinal((int)letter(lemma, at)), *forms;
    forms = vowel ? PyDict_GetItemWithError(know.changing, vowel) : NULL;
    Py_XDECREF(vowel);
    Letters end = lemma;
    Py_ssize_t start = common_start(longer, lemma), rest = lemma.size - at - 1;
    for (Py_ssize_t k = 0; start >= at && forms && k < PyTuple_GET_SIZE(forms); k++) {
        Letters form = letters_of(PyTuple_GET_ITEM(forms, k));
        Py_ssize_t size = at + form.size + rest, i = 0;
        if (size > longer.size)
            continue;
        while (i < form.size && letter(longer, at + i) == letter(form, i))
            i++;
        if (i < form.size)
            continue;
        while (i < form.size + rest && letter(longer, at + i) == letter(end, at + 1 + i - form.size))
            i++;
        if (i == form.size + rest && ends_so(known, longer, size, lemma, lemma.size))
            return 1;
    }
    return PyErr_Occurred() ? -1 : 0;
}

static const ScriptEndings *endings_of(PyObject *script) {
    for (int i = 0; i < know.scripts; i++)
        if (know.script[i].script == script)
            return &know.script[i];
    return NULL;
}

/* endings.declined */
static int declined(Word *x, Word *y) {
    const ScriptEndings *known = endings_of(x->script);
    Letters a = letters_of(x->key), b = letters_of(y->key);
    if (!known->cases.room)
        return 0;
    Py_ssize_t stem = common_start(a, b), at = stem - know.longest_change;
    for (at = at > know.shortest_stem ? at : know.shortest_stem; at <= stem; at++)
        if (ends_so(&known->cases, a, at, b, at))
            return 1;
    if (stem < know.shortest_stem - 1)
        return 0;
    int found = is_oblique(&known->cases, a, b);
    return found ? found : is_oblique(&known->cases, b, a);
}

/* pairing._ending */
static int written_ending(Word *x, Word *y) {
    const ScriptEndings *known = endings_of(x->script);
    if (!known)
        return NO_ENDING;
    if (gendered(&known->genders, letters_of(x->key), letters_of(y->key)))
        return GENDER;
    return declined(x, y);
}

/* endings._fleeting */
static int fleeting(Letters full, Py_ssize_t stem, Letters rest) {
    return full.size - stem == 2 && know.fleeting[letter(full, stem)] && rest.size > stem &&
           letter(rest, stem) == letter(full, stem + 1) && ends_so(&know.cases, rest, stem + 1, rest, rest.size);
}

/* endings.inflected */
static int inflected(Letters a, Letters b) {
    Py_ssize_t stem = common_start(a, b);
    if (stem < know.shortest_stem)
        return 0;
    for (int back = 0; back <= 2; back++)
        if (stem - back >= know.shortest_stem && ends_so(&know.cases, a, stem - back, b, stem - back))
            return 1;
    return fleeting(a, stem, b) || fleeting(b, stem, a);
}

/* ---- A pair of words: pairing.py ---- */

typedef struct {
    double bits, share, worst;
    int via, ending, one, two; /* the readings, -1 for none */
    int slip;
} Pair;

static Pair met(double bits, double share, int via) {
    Pair found = {bits, share, 0.0, via, NO_ENDING, -1, -1, 0};
    return found;
}

static double smaller(double a, double b) { return b < a ? b : a; }

static double larger(double a, double b) { return b > a ? b : a; }

/* Do two ways differ in the ending of a case or a gender alone? */
static int spoken_ending(const Word *x, const Way *one, const Word *y, const Way *two) {
    const Wide *wide_one = &x->wide[one->wide], *wide_two = &y->wide[two->wide];
    Letters a = sounds_of(x->sounds + wide_one->at, wide_one->size), b = sounds_of(y->sounds + wide_two->at, wide_two->size);
    return gendered(&know.genders, a, b) ? GENDER : inflected(a, b) ? CASE : NO_ENDING;
}

/* What two ways in different cases bring by their stem alone. */
static double stem_bits(const Word *x, const Way *one, const Word *y, const Way *two) {
    Py_ssize_t stem = common_start(sounds_of(x->sounds + one->at, one->size), sounds_of(y->sounds + two->at, two->size));
    return (double)own_bits(x->sounds + one->at, (size_t)stem) / HUNDRED - know.inflection_bits;
}

static PyObject *folded(Word *x) {
    if (!x->folded) {
        PyObject *found = PyObject_CallOneArg(know.han_fold, x->key);
        if (found && !PyUnicode_Check(found)) {
            PyErr_SetString(PyExc_TypeError, "expected folded letters");
            Py_CLEAR(found);
        }
        Py_XSETREF(x->folded, found);
    }
    return x->folded;
}

/* pairing._other_letters */
static Py_ssize_t other_letters(Word *x, Word *y) {
    PyObject *one = folded(x), *two = one ? folded(y) : NULL;
    return two ? distance_by_rows(letters_of(one), letters_of(two)) : -1;
}

/* Set the likeliest ways of two words beside each other, and keep the one that brings most. Ways that bring less than
   the least share are left as soon as that is sure, but not where they may be the one that counts: then 1 is given. */
static int best_way(const Word *x, const Word *y, const Chosen *chosen, int same, Py_ssize_t others, double least,
                    Pair *found) {
    double highest = -HUGE_VAL, left = -HUGE_VAL;
    *found = met(know.unlike_bits, -1.0, NEAR);
    for (int k = 0; k < chosen->count; k++) {
        const Way *one = &x->way[chosen->at[k].i], *two = &y->way[chosen->at[k].j];
        int ending = same ? NO_ENDING : spoken_ending(x, one, y, two), floor = INT32_MIN;
        double most = larger(smaller((double)one->own / HUNDRED, (double)two->own / HUNDRED), 1.0);
        if (least > 0 && !others && ending != CASE && know.gaps_cost)
            floor = (int)(least * most * HUNDRED) - 1;
        Aligned aligned;
        int below = weigh(x->sounds + one->at, one->size, y->sounds + two->at, two->size, floor, &aligned);
        if (below < 0)
            return -1;
        if (below) {
            left = larger(left, (double)floor / HUNDRED);
            continue;
        }
        double value = (double)aligned.worth / HUNDRED, worst = (double)aligned.worst / (2 * HUNDRED);
        /* pairing._with_ending */
        if (ending == CASE) {
            value = larger(value, stem_bits(x, one, y, two));
            worst = know.inflection_bits;
        }
        if (!(value > highest))
            continue;
        if (others) {
            value = value - know.other_letter_bits * (double)others;
            worst = larger(worst, know.other_letter_loss);
        }
        Pair here = {value, value / most, worst, same && !others ? SOUND : NEAR, ending, one->reading, two->reading, 0};
        *found = here;
        highest = value;
    }
    return left > -HUGE_VAL && highest > -HUGE_VAL && highest <= left;
}

/* pairing._sounding, where the words are in order and beside each other. Where they bring less than the least share, they
   may be called unlike. */
static int sounding_ordered(Word *x, Word *y, double least, Pair *found) {
    int within = x->script == y->script, same = sounds_same(x, y);
    Py_ssize_t others = 0;
    if (!same && within && x->reads && y->reads) {
        int ending = written_ending(x, y);
        if (ending < 0)
            return -1;
        if (ending) {
            double most = larger(smaller(x->weight, y->weight), 1.0), value = larger(most - know.inflection_bits, 0.0);
            Pair ends = {value, value / most, know.inflection_bits, NEAR, ending, 0, 0, 0};
            *found = ends;
            return 0;
        }
    }
    if (within && x->script == know.han && (others = other_letters(x, y)) < 0)
        return -1;
    Chosen chosen = {0};
    if (same)
        likeliest_same(x, y, &chosen);
    else if (likeliest_near(x, y, &chosen) < 0)
        return -1;
    int unsure = best_way(x, y, &chosen, same, others, least, found);
    return unsure > 0 ? best_way(x, y, &chosen, same, others, 0.0, found) : unsure;
}

/* pairing._sounding */
static int sounding(Word *x, Word *y, double least, Pair *found) {
    int turned = PyUnicode_Compare(y->key, x->key) < 0, failed = -1;
    Word *a = turned ? y : x, *b = turned ? x : y;
    if (a->script == b->script)
        failed = sounding_ordered(a, b, least, found);
    else {
        Word *one = beside(a, b->script), *two = one ? beside(b, a->script) : NULL;
        if (two)
            failed = sounding_ordered(one, two, least, found);
        Py_XDECREF(one);
        Py_XDECREF(two);
    }
    if (!failed && turned) {
        int reading = found->one;
        found->one = found->two;
        found->two = reading;
    }
    return failed;
}

/* pairing.number_of: NULL for none, or an error */
static PyObject *number_of_word(Word *x) { return x->number == Py_None ? value_of(x) : x->number; }

/* pairing.one_year */
static int one_year(PyObject *x, PyObject *y) {
    int beyond = 0;
    long long one = PyLong_AsLongLongAndOverflow(x, &beyond);
    if (beyond || (one == -1 && PyErr_Occurred()))
        return beyond ? 0 : -1;
    long long two = PyLong_AsLongLongAndOverflow(y, &beyond);
    if (beyond || (two == -1 && PyErr_Occurred()))
        return beyond ? 0 : -1;
    long long small = one < two ? one : two, large = one < two ? two : one;
    return large >= know.first_year && large <= know.last_year && large % 100 == small;
}

/* pairing._counting */
static int counting(Word *x, Word *y, Pair *found) {
    PyObject *one = number_of_word(x), *two = number_of_word(y);
    *found = met(know.no_number_bits, -1.0, NEAR);
    if (!one || !two)
        return PyErr_Occurred() ? -1 : 0;
    int equal = PyObject_RichCompareBool(one, two, Py_EQ);
    if (equal < 0)
        return -1;
    int year = equal ? 0 : one_year(one, two);
    *found = equal || year > 0 ? met(smaller(x->weight, y->weight), 1.0, equal ? SOUND : NEAR)
                               : met(know.other_number_bits, -1.0, NEAR);
    return year < 0 ? -1 : 0;
}

/* Has a word this first sound or letter? `none` is that of an empty one. */
static int begins(const Word *x, Py_UCS4 wanted) {
    Letters key = letters_of(x->key);
    if ((key.size ? letter(key, 0) : UINT32_MAX) == wanted)
        return 1;
    for (int i = 0; i < x->reads; i++)
        if ((x->read[i].size ? know.sound[x->sounds[x->read[i].at]] : UINT32_MAX) == wanted)
            return 1;
    return 0;
}

/* pairing._initial */
static Pair initial(const Word *x, const Word *y) {
    Letters key = letters_of(x->key);
    int agree = begins(y, key.size ? letter(key, 0) : UINT32_MAX);
    for (int i = 0; i < x->reads && !agree; i++)
        agree = begins(y, x->read[i].size ? know.sound[x->sounds[x->read[i].at]] : UINT32_MAX);
    return agree ? met(know.initial_bits, 1.0, NEAR) : met(know.other_initial_bits, -1.0, NEAR);
}

/* Have the concepts of two words one in common? */
static int mean_same(Word *x, Word *y) {
    PyObject *one = sought(x, SOUGHT_CONCEPTS, know.concepts, &x->concepts);
    PyObject *two = one ? sought(y, SOUGHT_CONCEPTS, know.concepts, &y->concepts) : NULL;
    if (!two)
        return PyErr_Occurred() ? -1 : 0;
    PyObject *both = PyNumber_And(one, two);
    int found = both ? PyObject_IsTrue(both) : -1;
    Py_XDECREF(both);
    return found;
}

static double related_as(PyObject *how) {
    PyObject *value = how ? PyDict_GetItemWithError(know.related, how) : NULL;
    if (!value && !PyErr_Occurred())
        PyErr_SetString(PyExc_KeyError, "a relation of given names");
    return value ? PyFloat_AsDouble(value) : -1.0;
}

/* pairing._related */
static double related(Word *x, Word *y) {
    double found = 0.0;
    Py_ssize_t at = 0;
    PyObject *group, *how, *groups = sought(x, SOUGHT_GIVEN, know.given_names, &x->given);
    PyObject *others = groups ? sought(y, SOUGHT_GIVEN, know.given_names, &y->given) : NULL;
    if (!others)
        return PyErr_Occurred() ? -1.0 : 0.0;
    if (!PyDict_Check(groups) || !PyDict_Check(others)) {
        PyErr_SetString(PyExc_TypeError, "given_names: expected dicts");
        return -1.0;
    }
    while (PyDict_Next(groups, &at, &group, &how)) {
        PyObject *other = PyDict_GetItemWithError(others, group);
        if (other)
            found = larger(found, smaller(related_as(how), related_as(other)));
        if (PyErr_Occurred())
            return -1.0;
    }
    return found;
}

static int begins_with(PyObject *text, PyObject *start) {
    Letters a = letters_of(text), b = letters_of(start);
    return common_start(a, b) == b.size;
}

/* pairing.distinct_names */
static int distinct_names(Word *x, Word *y) {
    Py_ssize_t at = 0;
    PyObject *group, *how, *groups = sought(x, SOUGHT_GIVEN, know.given_names, &x->given);
    PyObject *others = groups ? sought(y, SOUGHT_GIVEN, know.given_names, &y->given) : NULL;
    if (!others)
        return PyErr_Occurred() ? -1 : 0;
    while (PyDict_Next(groups, &at, &group, &how)) {
        int shared = PyDict_Contains(others, group);
        if (shared)
            return shared < 0 ? -1 : 0;
    }
    return 1;
}

/* slip.slipped, of texts that differ */
static int slipped(Letters a, Letters b) {
    if (a.size < b.size) {
        Letters other = a;
        a = b;
        b = other;
    }
    if (a.size < know.shortest_slipped || a.size - b.size > 1)
        return 0;
    Py_ssize_t start = common_start(a, b), end = 0, left = b.size - start;
    while (end < left && letter(a, a.size - 1 - end) == letter(b, b.size - 1 - end))
        end++;
    if (a.size != b.size)
        return end == left;
    return left - end == 1 || (left - end == 2 && letter(a, start) == letter(b, start + 1) &&
                               letter(a, start + 1) == letter(b, start));
}

/* pairing.may_slip; -1 on error */
static int may_slip(Word *x, Word *y) {
    if (x->script != y->script || x->script == know.han || !x->reads || !y->reads || !(know.slipping[x->role] || know.slipping[y->role]) ||
        x->role == SUFFIX || y->role == SUFFIX || !slipped(letters_of(x->key), letters_of(y->key)))
        return 0;
    int distinct = distinct_names(x, y);
    return distinct < 0 ? -1 : !distinct;
}

/* pairing._slip */
static void slip(const Word *x, const Word *y, Pair *found) {
    Py_ssize_t one = PyUnicode_GET_LENGTH(x->key), two = PyUnicode_GET_LENGTH(y->key);
    double share = 1.0 - 1.0 / (double)(one > two ? one : two);
    if (found->share >= share && found->worst <= know.slip_column)
        return;
    found->bits = larger(found->bits, share * smaller(x->weight, y->weight));
    found->share = larger(found->share, share);
    found->worst = know.slip_column;
    found->slip = 1;
    found->one = found->two = -1;
}

static int same_key(const Word *x, const Word *y) {
    Py_ssize_t size = PyUnicode_GET_LENGTH(x->key);
    int kind = PyUnicode_KIND(x->key);
    return x->key == y->key || (size == PyUnicode_GET_LENGTH(y->key) && kind == (int)PyUnicode_KIND(y->key) &&
                                !memcmp(PyUnicode_DATA(x->key), PyUnicode_DATA(y->key), (size_t)size * (size_t)kind));
}

/* How long is the longest patronymic ending of a key? 0 for none. */
static Py_ssize_t fatherly_end(PyObject *endings, PyObject *key) {
    Letters all = letters_of(key);
    Py_ssize_t longest = 0;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(endings); i++) {
        Letters end = letters_of(PyTuple_GET_ITEM(endings, i));
        Py_ssize_t k = 0;
        while (k < end.size && k < all.size && letter(all, all.size - 1 - k) == letter(end, end.size - 1 - k))
            k++;
        if (k == end.size && k > longest)
            longest = k;
    }
    return longest;
}

static Py_ssize_t apart(Py_ssize_t one, Py_ssize_t two) { return one < two ? two - one : one - two; }

/* pairing.is_father */
static int is_father(const Word *child, const Word *parent) {
    if (child->role != PATRONYMIC || (parent->role != WORD && parent->role != BYNAME) ||
        fatherly_end(know.patronymics, parent->key))
        return 0;
    Py_ssize_t ending = fatherly_end(know.patronymics, child->key), size = PyUnicode_GET_LENGTH(parent->key),
               whole = PyUnicode_GET_LENGTH(child->key);
    return ending && apart(size, whole - ending) < apart(size, whole);
}

/* pairing.pair; words that bring less than the least share may be called unlike. */
static int pair_words(Word *x, Word *y, double least, Pair *found) {
    if (same_key(x, y)) {
        *found = met(x->weight, 1.0, SPELLING);
        return 0;
    }
    if (x->role == NUMBER || y->role == NUMBER || (value_of(x) && value_of(y)))
        return counting(x, y, found);
    if (x->role == INITIAL || y->role == INITIAL) {
        *found = initial(x, y);
        return 0;
    }
    if (know.meant[x->role] && know.meant[y->role] && !sounds_same(x, y)) {
        int same = mean_same(x, y);
        if (same) {
            double most = x->role == TOPIC && y->role == TOPIC ? know.topic_bits : know.translated_bits;
            *found = met(smaller(smaller(most, x->weight), y->weight), 1.0, NEAR);
            return same < 0 ? -1 : 0;
        }
    }
    if (x->role == SUFFIX && y->role == SUFFIX && !sounds_same(x, y)) {
        *found = met(know.unlike_bits, -1.0, NEAR);
        return 0;
    }
    double close = related(x, y);
    int slips = close == 0 ? may_slip(x, y) : 0;
    /* What a slip takes from the sounds is asked for, however much it is. */
    if (close < 0 || slips < 0 || sounding(x, y, close > 0 || slips ? 0.0 : least, found) < 0)
        return -1;
    if (close == 0 && found->via == NEAR && found->share >= know.same_word && (is_father(x, y) || is_father(y, x))) {
        found->share = know.other_name;
        found->ending = NO_ENDING;
        return 0;
    }
    if (close == 0 && found->via == NEAR && found->share >= know.same_word) {
        int distinct = distinct_names(x, y), whole = begins_with(x->key, y->key) || begins_with(y->key, x->key);
        if (distinct > 0 && (found->ending == NO_ENDING || !whole)) {
            found->share = know.other_name;
            found->ending = NO_ENDING;
        }
        if (distinct)
            return distinct < 0 ? -1 : 0;
    }
    if (slips && found->via == NEAR && found->ending == NO_ENDING)
        slip(x, y, found);
    if (close > 0 && found->share < close) {
        Pair sounding = *found;
        *found = met(larger(smaller(x->weight, y->weight) * close, found->bits), larger(close, know.same_word), NEAR);
        if (sounding.share >= know.same_word) {
            found->one = sounding.one;
            found->two = sounding.two;
        }
    }
    return 0;
}

/* ---- A pair of names: comparison.py ---- */

/* comparison.Measures; `pairs` are those of the parts that are matched, `count` of them. */
typedef struct {
    double matched, possible, omitted, against, worst, column, unusual, slip_common;
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

/* rarity.get(key, 1.0) */
static int rarity_of(const Names *names, const Word *x, double *found) {
    *found = 1.0;
    if (names->rarity) {
        PyObject *value = PyDict_GetItemWithError(names->rarity, x->key);
        if (value)
            *found = PyFloat_AsDouble(value);
        return PyErr_Occurred() ? -1 : 0;
    }
    for (int side = 0; side < 2; side++)
        for (Py_ssize_t i = 0; i < names->side[side].size; i++)
            if (PyUnicode_Compare(names->side[side].word[i]->key, x->key) == 0) {
                *found = names->rare[side][i];
                return 0;
            }
    return 0;
}

/* comparison._tells, for one word of a name, or one that was made of several */
static int tells(const Names *names, Word *x, double *found) {
    double rare;
    if (rarity_of(names, x, &rare) < 0)
        return -1;
    *found = know.telling[x->role] * rare * evened(x);
    return 0;
}

/* A matched pair of parts. */
typedef struct {
    Py_ssize_t i, j;
    const Pair *pair;
} Taken;

/* Most evidence first, then what stands in like places. */
static int better(const Taken *one, const Taken *two) {
    Py_ssize_t a = one->i < one->j ? one->j - one->i : one->i - one->j, b = two->i < two->j ? two->j - two->i : two->i - two->j;
    return one->pair->bits != two->pair->bits ? one->pair->bits > two->pair->bits
           : a != b                           ? a < b
           : one->i != two->i                 ? one->i < two->i
                                              : one->j < two->j;
}

static int taken_order(const void *one, const void *two) { return better(one, two) ? -1 : better(two, one) ? 1 : 0; }

static int taken_place(const void *one, const void *two) {
    Py_ssize_t a = ((const Taken *)one)->i, b = ((const Taken *)two)->i;
    return a < b ? -1 : a > b;
}

/* Room for one comparison: what it must free is all here. */
typedef struct {
    Pair *pairs;
    Taken *taken;
    Py_ssize_t *rest[2], rests[2], *sorted[2];
    uint8_t *used[2];
    void *block;
    uint64_t own[512];
} Work;

static int work_begin(Work *work, Py_ssize_t n, Py_ssize_t m) {
    size_t all = (size_t)n * (size_t)m, both = (size_t)(n + m);
    size_t size = all * (sizeof(Pair) + sizeof(Taken)) + 2 * both * sizeof(Py_ssize_t) + both;
    work->block = size <= sizeof work->own ? NULL : PyMem_Malloc(size);
    if (size > sizeof work->own && !work->block) {
        PyErr_NoMemory();
        return -1;
    }
    char *at = work->block ? work->block : (char *)work->own;
    work->pairs = (Pair *)at;
    work->taken = (Taken *)(at += all * sizeof(Pair));
    work->rest[0] = (Py_ssize_t *)(at += all * sizeof(Taken));
    work->rest[1] = work->rest[0] + n;
    work->sorted[0] = work->rest[1] + m;
    work->sorted[1] = work->sorted[0] + n;
    work->used[0] = (uint8_t *)(work->sorted[1] + m);
    work->used[1] = work->used[0] + n;
    memset(work->used[0], 0, both);
    work->rests[0] = work->rests[1] = 0;
    return 0;
}

/* comparison._tells of a word whose rarity does not matter */
static double told_of(Word *x) { return know.telling[x->role] * evened(x); }

/* comparison._heaviest */
static int heavier(const Side *side, Py_ssize_t one, Py_ssize_t two) {
    double a = side->word[one]->weight * told_of(side->word[one]), b = side->word[two]->weight * told_of(side->word[two]);
    return a != b ? a > b : PyUnicode_Compare(side->word[one]->key, side->word[two]->key) < 0;
}

/* The kinds of parts that may contradict each other, one after the other. */
enum { NUMBERS, QUALIFIERS, OTHERS, LOOSE, KINDS };
static int contradicts(int kind, int role) {
    return kind == (role == NUMBER || role == SUFFIX ? NUMBERS
                    : role == QUALIFIER              ? QUALIFIERS
                    : know.loose[role]               ? LOOSE
                                                     : OTHERS);
}

/* comparison.contradictions: set what is left over on both sides against each other, heaviest first. */
static double contradictions(Work *work, const Side *a, const Side *b) {
    const Side *side[2] = {a, b};
    Py_ssize_t left[2] = {0, 0}, *rest[2] = {work->sorted[0], work->sorted[1]};
    double against = 0.0;
    for (int kind = 0; kind < KINDS; kind++) {
        Py_ssize_t *some[2], count[2], both;
        for (int s = 0; s < 2; s++) {
            some[s] = rest[s] + left[s];
            count[s] = 0;
            for (Py_ssize_t k = 0; k < work->rests[s]; k++) {
                Py_ssize_t one = work->rest[s][k], at = count[s];
                if (!contradicts(kind, side[s]->word[one]->role))
                    continue;
                for (; at && heavier(side[s], one, some[s][at - 1]); at--)
                    some[s][at] = some[s][at - 1];
                some[s][at] = one;
                count[s]++;
            }
        }
        both = kind == LOOSE ? 0 : count[0] < count[1] ? count[0] : count[1];
        for (Py_ssize_t k = 0; k < both; k++) {
            Py_ssize_t i = some[0][k], j = some[1][k];
            double share = larger(0.0, work->pairs[i * b->size + j].share);
            double lost = larger(smaller(a->word[i]->weight, b->word[j]->weight) * (1 - share), know.least_against) *
                          smaller(told_of(a->word[i]), told_of(b->word[j]));
            int numbers = number_of_word(a->word[i]) && number_of_word(b->word[j]);
            against += kind == NUMBERS || numbers ? -know.other_number_bits : lost;
        }
        for (int s = 0; s < 2; s++) {
            memmove(some[s], some[s] + both, (size_t)(count[s] - both) * sizeof(Py_ssize_t));
            left[s] += count[s] - both;
        }
    }
    for (int s = 0; s < 2; s++) {
        memcpy(work->rest[s], rest[s], (size_t)left[s] * sizeof(Py_ssize_t));
        work->rests[s] = left[s];
    }
    return against;
}

static Py_ssize_t bond_of(const Side *side) {
    Py_ssize_t at = 0;
    while (at < side->size && !is_filial(side->word[at]))
        at++;
    return at;
}

static int names_somebody(const Word *x) { return x->role == WORD || x->role == PATRONYMIC || x->role == BYNAME; }

/* comparison.swapped_names */
static int swapped_names(const Side *a, const Side *b, const Taken *taken, Py_ssize_t count) {
    Py_ssize_t bond_a = count ? bond_of(a) : a->size, bond_b = bond_a < a->size ? bond_of(b) : b->size;
    int to_left = 0, to_right = 0;
    if (bond_b == b->size)
        return 0;
    for (Py_ssize_t k = 0; k < count; k++) {
        if (!names_somebody(a->word[taken[k].i]) || !names_somebody(b->word[taken[k].j]))
            continue;
        to_right |= taken[k].i < bond_a && taken[k].j >= bond_b;
        to_left |= taken[k].i >= bond_a && taken[k].j < bond_b;
    }
    return to_left && to_right;
}

/* comparison.crosswise */
static int crosswise(const Side *a, const Side *b, const Taken *taken, Py_ssize_t count) {
    int64_t most = 0, least = 0;
    for (Py_ssize_t k = 0; k < count; k++) {
        const Word *x = a->word[taken[k].i], *y = b->word[taken[k].j];
        if (taken[k].pair->ending != CASE || !x->wides || !y->wides)
            continue;
        int64_t longer = (int64_t)x->wide[0].size - (int64_t)y->wide[0].size;
        most = longer > most ? longer : most;
        least = longer < least ? longer : least;
    }
    return most > 0 && least < 0 && (most >= know.whole_ending || -least >= know.whole_ending);
}

/* Pair the parts so that the evidence is greatest, greedily; gives how many pairs were taken, in order. */
static Py_ssize_t take_pairs(Work *work, const Side *a, const Side *b) {
    Py_ssize_t some = 0, count = 0;
    for (Py_ssize_t i = 0; i < a->size; i++)
        for (Py_ssize_t j = 0; j < b->size; j++) {
            const Pair *one = &work->pairs[i * b->size + j];
            if (one->share >= know.same_word) {
                Taken taken = {i, j, one};
                work->taken[some++] = taken;
            }
        }
    qsort(work->taken, (size_t)some, sizeof(Taken), taken_order);
    for (Py_ssize_t k = 0; k < some; k++) {
        Taken one = work->taken[k];
        if (work->used[0][one.i] || work->used[1][one.j])
            continue;
        work->used[0][one.i] = work->used[1][one.j] = 1;
        work->taken[count++] = one;
    }
    qsort(work->taken, (size_t)count, sizeof(Taken), taken_place);
    for (int s = 0; s < 2; s++)
        for (Py_ssize_t i = 0; i < (s ? b : a)->size; i++)
            if (!work->used[s][i])
                work->rest[s][work->rests[s]++] = i;
    return count;
}

/* Is a word the number 1, in digits or written as a Roman numeral? */
static int is_first(const Word *x) {
    if (x->role != NUMBER || !PyLong_Check(x->number))
        return 0;
    int beyond = 0;
    return PyLong_AsLongAndOverflow(x->number, &beyond) == 1;
}

/* comparison.counted_first */
static int counted_first(const Side *side) {
    return side->word[0]->role == NUMBER ||
           (side->size > 1 && side->word[0]->role == PARTICLE && side->word[1]->role == NUMBER);
}

static double omitted(const Work *work, const Side *a, const Side *b) {
    double total = 0.0;
    for (int s = 0; s < 2; s++)
        for (Py_ssize_t k = 0; k < work->rests[s]; k++) {
            const Side *side = s ? b : a;
            Word *x = side->word[work->rest[s][k]];
            total += x->weight * told_of(x) * (is_first(x) && !counted_first(side) ? know.first_omitted : know.left_out[x->role]);
        }
    return total;
}

static int is_proper(int role) { return role == WORD || role == TOPIC || role == BYNAME; }

static int is_naming(int role) { return is_proper(role) || role == KIND || role == GENERIC || role == QUALIFIER; }

/* comparison.proper */
static int proper(int one, int two) {
    return (is_proper(one) && is_proper(two)) || (is_naming(one) && is_naming(two) && (one == TOPIC || two == TOPIC));
}

/* comparison._strange: is a word heard otherwise than usual, as no habit of the other's script has it? */
static int strange(const Word *x, int reading) { return reading > 0 && reading < x->reads; }

/* What the matched pairs say, one after the other. */
static void sum_up(const Side *a, const Side *b, const Taken *taken, Py_ssize_t count, Measures *found) {
    double least = 1.0;
    int any = 0, endings = 0, strangely = 0;
    found->alike = count > 0;
    for (Py_ssize_t k = 0; k < count; k++) {
        Py_ssize_t i = taken[k].i, j = taken[k].j;
        const Pair *one = taken[k].pair;
        int one_role = a->word[i]->role, two_role = b->word[j]->role, near = one->via == NEAR;
        int words = proper(one_role, two_role);
        double told = smaller(a->tells[i], b->tells[j]);
        found->matched += one->bits * told;
        found->possible += one->bits / one->share * told;
        found->swaps += k && j < taken[k - 1].j;
        found->words += words;
        found->unlike += near && words;
        found->crossed |= a->word[i]->script != b->word[j]->script;
        found->alike &= !(near && (is_proper(one_role) || is_proper(two_role)));
        strangely += strange(a->word[i], one->one) + strange(b->word[j], one->two);
        if (near && one->worst > found->column)
            found->column = one->worst;
        if (words && (!any++ || one->share < least))
            least = one->share;
        if (one->slip) {
            found->slips++;
            found->slip_common = larger(found->slip_common, 1.0 - larger(a->tells[i] / told_of(a->word[i]), b->tells[j] / told_of(b->word[j])));
        }
        endings |= one->ending == CASE ? 1 : one->ending == GENDER ? 2 : 0;
        if (one->via > found->via)
            found->via = one->via;
    }
    found->worst = 1.0 - (any ? least : count ? 1.0 : 0.0);
    found->ends = (endings & 1) + (endings >> 1);
    found->unusual = count ? (double)strangely / (double)(2 * count) : 0.0;
}

/* comparison.other_gender: has one of several pairs the ending of a gender, none that of a case, and none is of a thing? */
static int other_gender(const Side *a, const Side *b, const Taken *taken, Py_ssize_t count) {
    int gender = 0, inflected = 0;
    for (Py_ssize_t k = 0; k < count; k++) {
        if (know.of_things[a->word[taken[k].i]->role] || know.of_things[b->word[taken[k].j]->role])
            return 0;
        gender |= taken[k].pair->ending == GENDER;
        inflected |= taken[k].pair->ending == CASE;
    }
    return count > 1 && gender && !inflected;
}

/* ---- Pairs that are known already: candidates of one query share words ---- */

typedef struct {
    Word *x, *y;
    Pair pair;
} Known;

typedef struct {
    Known *all;
    size_t room, used;
} Memo;

static void memo_free(Memo *memo) {
    for (size_t i = 0; i < memo->room; i++) {
        Py_XDECREF(memo->all[i].x);
        Py_XDECREF(memo->all[i].y);
    }
    PyMem_Free(memo->all);
    memset(memo, 0, sizeof *memo);
}

static Known *memo_place(const Memo *memo, const Word *x, const Word *y) {
    uint64_t at = ((uint64_t)(uintptr_t)x * 0x9e3779b97f4a7c15u) ^ ((uint64_t)(uintptr_t)y * 0xc2b2ae3d27d4eb4fu);
    for (at ^= at >> 29;; at++) {
        Known *known = &memo->all[at & (memo->room - 1)];
        if (!known->x || (known->x == x && known->y == y))
            return known;
    }
}

static int memo_grow(Memo *memo) {
    Memo wider = {PyMem_Calloc(memo->room ? 4 * memo->room : 64, sizeof(Known)), memo->room ? 4 * memo->room : 64, memo->used};
    if (!wider.all) {
        PyErr_NoMemory();
        return -1;
    }
    for (size_t i = 0; i < memo->room; i++)
        if (memo->all[i].x)
            *memo_place(&wider, memo->all[i].x, memo->all[i].y) = memo->all[i];
    PyMem_Free(memo->all);
    *memo = wider;
    return 0;
}

static int is_joined(const Word *x) { return x->parts != NULL; }

/* pairing.pair, from what is known or anew */
static int pair_known(Memo *memo, Word *x, Word *y, Pair *found) {
    /* What was joined of a candidate's words does not come again. */
    if (!memo || is_joined(x) || is_joined(y))
        return pair_words(x, y, 0.0, found);
    if (2 * (memo->used + 1) > memo->room && memo_grow(memo) < 0)
        return -1;
    Known *known = memo_place(memo, x, y);
    if (!known->x) {
        if (pair_words(x, y, 0.0, found) < 0)
            return -1;
        /* Python code may have run meanwhile, and the table may be another. */
        if (2 * (memo->used + 1) > memo->room && memo_grow(memo) < 0)
            return -1;
        known = memo_place(memo, x, y);
        if (!known->x) {
            known->x = (Word *)Py_NewRef(x);
            known->y = (Word *)Py_NewRef(y);
            known->pair = *found;
            memo->used++;
        }
    }
    *found = known->pair;
    return 0;
}

/* Are two words told by their sounds and letters alone, and do these differ? */
static int differ(Word *x, Word *y) {
    return x->script == y->script && x->role != NUMBER && y->role != NUMBER && x->role != INITIAL && y->role != INITIAL &&
           !(know.meant[x->role] && know.meant[y->role]) && !same_key(x, y) && !sounds_same(x, y) && !(value_of(x) && value_of(y));
}

/* What a word of other sounds can bring at most beside this one, in hundredths of a bit: less than a way brings itself, unless
   a sound of it is a giving one. */
static int32_t most_beside(Word *x) {
    if (x->most != INT32_MAX)
        return x->most;
    int32_t most = INT32_MIN;
    for (int i = 0; i < x->ways; i++) {
        const Way *way = &x->way[i];
        int32_t gain = 0, giving = 0;
        for (uint32_t k = 0; k < way->size; k++) {
            gain += know.gain[x->sounds[way->at + k]];
            giving |= know.giving[x->sounds[way->at + k]];
        }
        gain = giving ? gain : way->own - 1;
        most = gain > most ? gain : most;
    }
    return x->most = most;
}

/* Is it sure that two words that are written the same are taken for each other, since each of the others brings less beside
   either of them? */
static int sure_of(const Side *a, Py_ssize_t i, const Side *b, Py_ssize_t j) {
    Word *x = a->word[i], *y = b->word[j];
    if (!know.gaps_lose || !know.related_less || !(x->weight > 0 && x->weight == y->weight) ||
        !((double)most_beside(x) / HUNDRED < x->weight && (double)most_beside(y) / HUNDRED < x->weight))
        return 0;
    for (Py_ssize_t k = 0; k < b->size; k++)
        if (k != j && !differ(a->word[i], b->word[k]))
            return 0;
    for (Py_ssize_t k = 0; k < a->size; k++)
        if (k != i && !differ(a->word[k], b->word[j]))
            return 0;
    return 1;
}

/* Pair all words of two names; those beside words that are sure to be taken for another are left out. */
static int pair_sides(Memo *memo, const Side *a, const Side *b, Work *work) {
    if (a->size > 1 || b->size > 1)
        for (Py_ssize_t i = 0; i < a->size; i++)
            for (Py_ssize_t j = 0; j < b->size; j++)
                if (!work->used[0][i] && !work->used[1][j] && same_key(a->word[i], b->word[j]))
                    work->used[0][i] = work->used[1][j] = (uint8_t)sure_of(a, i, b, j);
    for (Py_ssize_t i = 0; i < a->size; i++)
        for (Py_ssize_t j = 0; j < b->size; j++) {
            Pair *found = &work->pairs[i * b->size + j];
            if ((work->used[0][i] || work->used[1][j]) && !same_key(a->word[i], b->word[j]))
                *found = met(know.unlike_bits, -1.0, NEAR);
            else if (pair_known(memo, a->word[i], b->word[j], found) < 0)
                return -1;
        }
    memset(work->used[0], 0, (size_t)(a->size + b->size));
    return 0;
}

/* ---- A pair of names, continued: what is measured, and how words are joined ---- */

/* comparison._measure: pair the words of two names, and sum up. `only` is the pair of the only words, where that is known;
   `pairs` gets the list of matched pairs, where wanted. */
static int measure_sides(Memo *memo, const Side *a, const Side *b, const Pair *only, Measures *found, PyObject **pairs) {
    Work work;
    int failed = -1;
    if (work_begin(&work, a->size, b->size) < 0)
        return -1;
    if (only)
        work.pairs[0] = *only;
    else if (pair_sides(memo, a, b, &work) < 0)
        goto end;
    memset(found, 0, sizeof *found);
    found->count = take_pairs(&work, a, b);
    Py_ssize_t before = work.rests[0];
    found->against = contradictions(&work, a, b);
    if (PyErr_Occurred())
        goto end;
    found->clashes = (int)(before - work.rests[0]);
    if (other_gender(a, b, work.taken, found->count)) {
        found->against += know.other_gender_bits;
        found->clashes++;
    }
    if (swapped_names(a, b, work.taken, found->count) || crosswise(a, b, work.taken, found->count)) {
        found->against += know.other_parent_bits;
        found->clashes++;
    }
    found->omitted = omitted(&work, a, b);
    sum_up(a, b, work.taken, found->count, found);
    if (!found->count || work.rests[0] || work.rests[1] || found->against != 0)
        found->via = NEAR;
    if (pairs) {
        Py_XDECREF(*pairs);
        *pairs = PyTuple_New(found->count);
        for (Py_ssize_t k = 0; *pairs && k < found->count; k++) {
            PyObject *one = Py_BuildValue("(nn)", work.taken[k].i, work.taken[k].j);
            if (!one)
                Py_CLEAR(*pairs);
            else
                PyTuple_SET_ITEM(*pairs, k, one);
        }
        if (!*pairs)
            goto end;
    }
    failed = 0;
end:
    PyMem_Free(work.block);
    return failed;
}

/* comparison._agreement */
static double agreement(const Measures *one) {
    return (one->matched - one->against) / larger(1.0, one->possible + one->omitted / 2 + one->against);
}

/* comparison._may_join; -1 with an exception set */
static int may_join(const Names *names) {
    int64_t counts[2][MOST_SOUNDS] = {{0}}, size[2] = {0, 0}, shared = 0;
    int spelled = 1;
    for (int s = 0; s < 2; s++)
        for (Py_ssize_t i = 0; i < names->side[s].size; i++) {
            const Word *x = names->side[s].word[i];
            if (spelled == 1 && (spelled = PySet_Contains(know.spelled_out, x->script)) < 0)
                return -1;
            if (!x->ways)
                continue;
            const Wide *wide = &x->wide[x->way[0].wide];
            for (uint32_t k = 0; k < wide->size; k++)
                counts[s][x->sounds[wide->at + k]]++;
            size[s] += wide->size;
        }
    for (int k = 0; k < MOST_SOUNDS; k++)
        shared += counts[0][k] < counts[1][k] ? counts[0][k] : counts[1][k];
    int64_t longest = size[0] > size[1] ? size[0] : size[1];
    return (double)shared >= (spelled ? know.least_spelled : know.least_shared) * (double)(longest > 1 ? longest : 1);
}

/* Join the words of a side: two neighbours from a place on, or all of them in either order. */
static Word *joined_of(const Names *names, int s, Py_ssize_t at) {
    const Side *side = &names->side[s];
    Word **kept = names->joins[s] ? &names->joins[s][at] : NULL, *turned[2];
    if (kept && *kept)
        return (Word *)Py_NewRef(*kept);
    if (at == TURNED) {
        turned[0] = side->word[1];
        turned[1] = side->word[0];
    }
    Word *found = at == TURNED ? word_joined(turned, 2) : at == WHOLE ? word_joined(side->word, side->size)
                                                                      : word_joined(side->word + at, 2);
    if (kept && found)
        Py_XSETREF(*kept, (Word *)Py_NewRef(found));
    return found;
}

/* What joining two names needs, and the best that it brought. */
typedef struct {
    const Names *names;
    Memo *memo;
    Measures *best;
} Joining;

/* Compare two names that were written otherwise, and keep what is better. */
static int try_joined(Joining *joining, const Side *a, const Side *b, const Pair *only) {
    Measures other;
    if (measure_sides(joining->memo, a, b, only, &other, NULL) < 0)
        return -1;
    double share = other.crossed ? know.joined_share_across : know.joined_share;
    if (agreement(&other) > agreement(joining->best) && other.matched >= share * other.possible) {
        *joining->best = other;
        joining->best->joined = 1;
        joining->best->count = 0;
    }
    return 0;
}

/* Compare two names of one word each. Where these share less than what is asked for, they contradict each other, and two
   names that only do that agree less than any others: so it is enough to know that they share less. */
static int try_whole(Joining *joining, Word *x, Word *y) {
    double told[2];
    Side a = {&x, &told[0], 1}, b = {&y, &told[1], 1};
    Pair only;
    if (tells(joining->names, x, &told[0]) < 0 || tells(joining->names, y, &told[1]) < 0)
        return -1;
    double least = x->script == y->script ? know.joined_share : know.joined_share_across;
    if (x->role != WORD || y->role != WORD || know.least_against * smaller(told[0], told[1]) < 1.0)
        least = 0.0;
    if (pair_words(x, y, least, &only) < 0)
        return -1;
    /* Less by so much that no rounding makes up for it. */
    return least > 0 && only.share < least - 1e-9 ? 0 : try_joined(joining, &a, &b, &only);
}

/* Is a word written as two neighbours are, one behind the other? */
static int is_written(PyObject *whole, PyObject *one, PyObject *two) {
    Letters all = letters_of(whole), parts[2] = {letters_of(one), letters_of(two)};
    if (all.size != parts[0].size + parts[1].size)
        return 0;
    for (Py_ssize_t i = 0; i < all.size; i++)
        if (letter(all, i) != (i < parts[0].size ? letter(parts[0], i) : letter(parts[1], i - parts[0].size)))
            return 0;
    return 1;
}

/* Is any word of the other side written as the neighbours from a place on are? comparison._is_written */
static int any_written(const Side *side, Py_ssize_t at, const Side *other) {
    for (Py_ssize_t i = 0; i < other->size; i++)
        if (is_written(other->word[i]->key, side->word[at]->key, side->word[at + 1]->key))
            return 1;
    return 0;
}

/* Write two neighbouring words of the longer name as one; `written` says to do so only where the other name does. */
static int join_neighbours(Joining *joining, int written) {
    const Side *side = joining->names->side;
    int longer = side[1].size > side[0].size;
    Word *words[16], *others[16];
    double told[16], told_others[16];
    Py_ssize_t size = side[longer].size, size_other = side[!longer].size;
    memcpy(others, side[!longer].word, (size_t)size_other * sizeof(Word *));
    for (Py_ssize_t at = 0; at + 1 < size; at++) {
        if (written && !any_written(&side[longer], at, &side[!longer]))
            continue;
        Word *joined = joined_of(joining->names, longer, at);
        if (!joined)
            return -1;
        for (Py_ssize_t i = 0, k = 0; k < size - 1; i++, k++) {
            words[k] = k == at ? joined : side[longer].word[i];
            i += k == at;
        }
        Side one = {words, told, size - 1}, other = {others, told_others, size_other};
        int failed = 0;
        for (Py_ssize_t k = 0; !failed && k < size - 1; k++)
            failed = tells(joining->names, words[k], &told[k]);
        for (Py_ssize_t k = 0; !failed && k < size_other; k++)
            failed = tells(joining->names, others[k], &told_others[k]);
        if (!failed)
            failed = longer ? try_joined(joining, &other, &one, NULL) : try_joined(joining, &one, &other, NULL);
        Py_DECREF(joined);
        if (failed)
            return -1;
    }
    return 0;
}

/* Write all words of both names as one, those of a name of two words also the other way round. */
static int join_all(Joining *joining) {
    const Side *side = joining->names->side;
    Word *whole[2] = {joined_of(joining->names, 0, WHOLE), joined_of(joining->names, 1, WHOLE)};
    int failed = !whole[0] || !whole[1] || try_whole(joining, whole[0], whole[1]) < 0;
    for (int s = 0; !failed && s < 2; s++) {
        if (side[s].size != 2)
            continue;
        Word *turned = joined_of(joining->names, s, TURNED);
        failed = !turned || (s ? try_whole(joining, whole[0], turned) : try_whole(joining, turned, whole[1])) < 0;
        Py_XDECREF(turned);
    }
    Py_XDECREF(whole[0]);
    Py_XDECREF(whole[1]);
    return failed ? -1 : 0;
}

/* Try the ways to lose spaces: comparison._joinings, in its order. */
static int join_names(Joining *joining) {
    const Side *side = joining->names->side;
    for (int s = 0; s < 2; s++)
        for (Py_ssize_t i = 0; i < side[s].size; i++)
            if (side[s].word[i]->role == NUMBER)
                return 0;
    if (side[0].size == side[1].size)
        return 0;
    if ((side[0].size > side[1].size ? side[0].size : side[1].size) > know.most_joined)
        return join_neighbours(joining, 1);
    int may = may_join(joining->names);
    if (may <= 0)
        return may;
    return join_neighbours(joining, 0) < 0 ? -1 : join_all(joining);
}

static int is_upper(PyObject *text) {
    PyObject *said = PyObject_CallMethod(text, "isupper", NULL);
    int found = said ? PyObject_IsTrue(said) : -1;
    Py_XDECREF(said);
    return found;
}

static Py_ssize_t count_words(Letters text) {
    Py_ssize_t found = 0;
    for (Py_ssize_t k = 0; k < text.size; k++)
        found += !Py_UNICODE_ISSPACE(letter(text, k)) && (!k || Py_UNICODE_ISSPACE(letter(text, k - 1)));
    return found;
}

/* Is the next word of a text a small one? Leaves the place behind it. */
static int next_is_small(Letters text, Py_ssize_t *at) {
    int small = 1;
    while (*at < text.size && Py_UNICODE_ISSPACE(letter(text, *at)))
        ++*at;
    Py_ssize_t first = *at;
    for (; *at < text.size && !Py_UNICODE_ISSPACE(letter(text, *at)); ++*at)
        small = small && Py_UNICODE_ISLOWER(letter(text, *at));
    return small && *at - first <= know.small_word;
}

/* Is a key made of the first letters of words? See comparison.acronym and comparison.heads. */
static int first_letters(PyObject *key, const Side *full) {
    Letters wanted = letters_of(key);
    uint32_t reached = 1;
    int telling = 0;
    for (Py_ssize_t i = 0; i < full->size; i++)
        telling += !know.untelling[full->word[i]->role];
    for (Py_ssize_t i = 0; reached && i < full->size; i++) {
        /* Beside one word alone a legal form lends no letter. */
        if (full->word[i]->role == LEGAL && telling < know.shortest_acronym)
            continue;
        Letters words = letters_of(full->word[i]->key), written = letters_of(full->word[i]->text);
        int loose = know.loose[full->word[i]->role], told = count_words(words) == count_words(written);
        Py_ssize_t at = 0;
        for (Py_ssize_t k = 0; k < words.size; k++) {
            if (Py_UNICODE_ISSPACE(letter(words, k)) || (k && !Py_UNICODE_ISSPACE(letter(words, k - 1))))
                continue;
            int may_miss = (told && next_is_small(written, &at)) || loose;
            uint32_t longer = may_miss ? reached : 0;
            for (Py_ssize_t place = 0; place < wanted.size; place++)
                if (reached >> place & 1 && letter(wanted, place) == letter(words, k))
                    longer |= (uint32_t)2 << place;
            reached = longer;
        }
    }
    return reached >> wanted.size & 1;
}

/* Is some word of these one that bodies are called by? */
static int of_a_body(const Side *side) {
    for (Py_ssize_t i = 0; i < side->size; i++)
        if (know.bodies[side->word[i]->role])
            return 1;
    return 0;
}

/* comparison.acronym */
static Py_ssize_t acronym(const Side *brief, const Side *full, PyObject *full_text) {
    const Word *only = NULL;
    for (Py_ssize_t i = 0; i < brief->size; i++)
        if (!know.loose[brief->word[i]->role]) {
            if (only)
                return 0;
            only = brief->word[i];
        }
    if (!only || full->size < know.shortest_acronym)
        return 0;
    Py_ssize_t size = PyUnicode_GET_LENGTH(only->key);
    if (size < know.shortest_acronym || size > know.longest_acronym || !first_letters(only->key, full))
        return 0;
    int upper = is_upper(only->text), full_upper = upper > 0 && !of_a_body(full) ? is_upper(full_text) : 0;
    return upper < 0 || full_upper < 0 ? -1 : upper && !full_upper ? size : 0;
}

/* A text as it looks, letter by letter: fold.picture. */
typedef struct {
    Letters text, drawn;
    Py_ssize_t at, in;
    Py_UCS4 plain;
} Picture;

/* Give the next letter of a picture, UINT32_MAX at its end or where an error is set. */
static Py_UCS4 next_drawn(Picture *picture) {
    while (picture->in == picture->drawn.size) {
        if (picture->at == picture->text.size)
            return UINT32_MAX;
        picture->plain = letter(picture->text, picture->at++);
        PyObject *code = PyLong_FromUnsignedLong(picture->plain);
        PyObject *drawn = code ? PyDict_GetItemWithError(know.look_alikes, code) : NULL;
        Py_XDECREF(code);
        if (drawn && !PyUnicode_Check(drawn))
            PyErr_SetString(PyExc_TypeError, "look_alikes: expected texts");
        if (PyErr_Occurred())
            return UINT32_MAX;
        picture->in = 0;
        if (drawn)
            picture->drawn = letters_of(drawn);
        else {
            picture->drawn.kind = PyUnicode_4BYTE_KIND;
            picture->drawn.data = &picture->plain;
            picture->drawn.size = 1;
        }
    }
    return letter(picture->drawn, picture->in++);
}

/* Do two texts look the same? -1 on error. */
static int look_same(PyObject *a, PyObject *b) {
    Picture one = {letters_of(a), {0}, 0, 0, 0}, two = {letters_of(b), {0}, 0, 0, 0};
    for (;;) {
        Py_UCS4 left = next_drawn(&one), right = PyErr_Occurred() ? UINT32_MAX : next_drawn(&two);
        if (PyErr_Occurred())
            return -1;
        if (left != right)
            return 0;
        if (left == UINT32_MAX)
            return 1;
    }
}

/* comparison.measure, where the names are in order; `pairs` gets the list of matched pairs, where wanted. */
static int measure_ordered(Memo *memo, const Names *names, Measures *found, PyObject **pairs) {
    const Side *a = &names->side[0], *b = &names->side[1];
    if (measure_sides(memo, a, b, NULL, found, pairs) < 0)
        return -1;
    Py_ssize_t least = a->size < b->size ? a->size : b->size, most = a->size < b->size ? b->size : a->size;
    if (!least)
        return 0;
    int parted = found->count < least || (found->via == NEAR && a->size != b->size && !found->alike);
    if (parted && most > 1 && most <= know.most_written) {
        Joining joining = {names, memo, found};
        if (join_names(&joining) < 0)
            return -1;
    }
    Py_ssize_t letters = acronym(a, b, names->text[1]);
    if (!letters)
        letters = acronym(b, a, names->text[0]);
    if (letters < 0)
        return -1;
    if (letters) {
        memset(found, 0, sizeof *found);
        found->matched = found->possible = know.letter_bits * (double)letters;
        found->words = 1;
        found->via = NEAR;
        found->acronym = 1;
    }
    int looks = PyUnicode_Compare(names->key[0], names->key[1]) ? look_same(names->key[0], names->key[1]) : 0;
    if (looks > 0) {
        found->matched = found->possible;
        found->omitted = found->against = 0.0;
        found->swaps = 0;
        found->via = NEAR;
        found->looks = 1;
    }
    return looks < 0 ? -1 : 0;
}

/* ---- Likelihood: score.py ---- */

/* In the order of score.features. */
enum {
    BIAS, STRENGTH, MATCHED, WEAK, LOST, LOST_BITS, LOST_ACROSS, ACROSS, OMITTED, OMITTED_BITS, OMITTED_BESIDE, AGAINST,
    AGAINST_BITS, CLASHES, ALIKE, ALIKE_ACROSS, ALIKE_WITHIN, UNLIKE, WORST, WORST_WITHIN, WORST_BESIDE, WORST_BAD, WORST_JOINED, COLUMN, COLUMN_WITHIN,
    COLUMN_HARD, SWAPS, ALONE, ALONE_NEAR, JOINED, ENDS, ACRONYM, SLIPS, SLIP_ALONE, SLIP_COMMON, FEATURES
};
static const char *const feature_names[FEATURES] = {
    "bias", "strength", "matched", "weak", "lost", "lost_bits", "lost_across", "across", "omitted", "omitted_bits",
    "omitted_beside", "against", "against_bits", "clashes", "alike", "alike_across", "alike_within", "unlike", "worst",
    "worst_within", "worst_beside", "worst_bad", "worst_joined", "column", "column_within", "column_hard", "swaps", "alone", "alone_near", "joined", "ends",
    "acronym", "slips", "slip_alone", "slip_common",
};

/* What features count at most, and the weight of each: score.py gives it for a situation. */
typedef struct {
    PyObject_HEAD
    double most_matched, most_column, weak, hard, bad, sure, weights[FEATURES];
} Scale;

/* score.features */
static void features(const Scale *scale, const Measures *one, double *into) {
    double total = larger(one->possible + one->omitted + one->against, 1.0);
    double lost = larger(0.0, one->possible - one->matched), column = one->joined ? 0.0 : smaller(one->column, scale->most_column);
    int crossed = one->crossed, alone = one->words <= 1, beside = one->words > 1;
    into[BIAS] = 1.0;
    into[STRENGTH] = log2(1 + larger(0.0, one->matched));
    into[MATCHED] = smaller(one->matched, scale->most_matched) / 30;
    into[WEAK] = larger(0.0, 1 - one->matched / scale->weak);
    into[LOST] = lost / total;
    into[LOST_BITS] = smaller(lost, 60.0) / 10;
    into[LOST_ACROSS] = crossed ? lost / total : 0.0;
    into[ACROSS] = crossed;
    into[OMITTED] = one->omitted / total;
    into[OMITTED_BITS] = smaller(one->omitted, 60.0) / 10;
    into[OMITTED_BESIDE] = beside ? one->omitted / total : 0.0;
    into[AGAINST] = one->against / total;
    into[AGAINST_BITS] = smaller(one->against, 60.0) / 10;
    into[CLASHES] = one->clashes < 3 ? one->clashes : 3;
    into[ALIKE] = one->alike;
    into[ALIKE_ACROSS] = one->alike && crossed;
    into[ALIKE_WITHIN] = one->alike && beside;
    into[UNLIKE] = one->unlike < 3 ? one->unlike : 3;
    into[WORST] = one->worst;
    into[WORST_WITHIN] = crossed ? 0.0 : one->worst;
    into[WORST_BESIDE] = alone ? 0.0 : one->worst;
    into[WORST_BAD] = larger(0.0, one->worst - scale->bad);
    into[WORST_JOINED] = one->joined ? one->worst : 0.0;
    into[COLUMN] = column / 6;
    into[COLUMN_WITHIN] = crossed ? 0.0 : column / 6;
    into[COLUMN_HARD] = larger(0.0, column - scale->hard) / 6;
    into[SWAPS] = one->swaps < 2 ? one->swaps : 2;
    into[ALONE] = alone;
    into[ALONE_NEAR] = alone && !one->alike;
    into[JOINED] = one->joined;
    into[ENDS] = one->ends;
    into[ACRONYM] = one->acronym;
    into[SLIPS] = one->slips < 2 ? one->slips : 2;
    into[SLIP_ALONE] = alone && one->slips;
    into[SLIP_COMMON] = one->slip_common;
}

/* score._likely, and what is exact */
static double likely(const Scale *scale, const Measures *one) {
    double found[FEATURES], logit = 0.0;
    if (one->via == SPELLING && !one->swaps && one->omitted == 0 && one->against == 0)
        return scale->sure;
    if (one->possible <= 0)
        return 0.0;
    features(scale, one, found);
    for (int k = 0; k < FEATURES; k++)
        logit += scale->weights[k] * found[k];
    return 1 / (1 + exp(-larger(-30.0, smaller(30.0, logit))));
}

/* Scale(names, weights, most_matched, most_column, weak, hard, bad, sure) */
static PyObject *scale_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
    PyObject *names, *weights;
    double limits[6];
    if (kwargs || !PyArg_ParseTuple(args, "O!O!dddddd", &PyTuple_Type, &names, &PyTuple_Type, &weights, &limits[0],
                                    &limits[1], &limits[2], &limits[3], &limits[4], &limits[5])) {
        if (!PyErr_Occurred())
            PyErr_SetString(PyExc_TypeError, "Scale() takes no keywords");
        return NULL;
    }
    int same = PyTuple_GET_SIZE(names) == FEATURES && PyTuple_GET_SIZE(weights) == FEATURES;
    for (Py_ssize_t k = 0; same && k < FEATURES; k++) {
        PyObject *name = PyTuple_GET_ITEM(names, k);
        same = PyUnicode_Check(name) && PyUnicode_CompareWithASCIIString(name, feature_names[k]) == 0;
    }
    if (!same) {
        PyErr_SetString(PyExc_ValueError, "the features are not those that the compiled core knows: build it anew");
        return NULL;
    }
    Scale *x = (Scale *)type->tp_alloc(type, 0);
    if (!x)
        return NULL;
    x->most_matched = limits[0];
    x->most_column = limits[1];
    x->weak = limits[2];
    x->hard = limits[3];
    x->bad = limits[4];
    x->sure = limits[5];
    for (Py_ssize_t k = 0; k < FEATURES; k++)
        x->weights[k] = PyFloat_AsDouble(PyTuple_GET_ITEM(weights, k));
    if (PyErr_Occurred())
        Py_CLEAR(x);
    return (PyObject *)x;
}

static PyTypeObject ScaleType = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "allonym._compare.Scale",
    .tp_doc = "The weights of the features in one situation.",
    .tp_basicsize = sizeof(Scale),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_new = scale_new,
};

/* ---- What Python asks ---- */

/* A name.Name, compiled. */
typedef struct {
    PyObject *text, *key;
    Word **word;
    Py_ssize_t size;
    Word *own[16];
} Listened;

static void listened_free(Listened *x) {
    for (Py_ssize_t i = 0; i < x->size; i++)
        Py_XDECREF(x->word[i]);
    if (x->word != x->own)
        PyMem_Free(x->word);
    Py_XDECREF(x->text);
    Py_XDECREF(x->key);
}

static int listened_to(PyObject *name, Listened *x) {
    memset(x, 0, sizeof *x);
    x->word = x->own;
    PyObject *parts = PyObject_GetAttr(name, field_name[IN_PARTS]);
    if (!parts || !(x->text = text_of(name, IN_TEXT)) || !(x->key = text_of(name, IN_KEY)))
        goto failed;
    if (!PyTuple_Check(parts)) {
        PyErr_SetString(PyExc_TypeError, "parts: expected a tuple");
        goto failed;
    }
    Py_ssize_t size = PyTuple_GET_SIZE(parts);
    if (size > 16 && !(x->word = PyMem_Calloc((size_t)size, sizeof(Word *)))) {
        x->word = x->own;
        PyErr_NoMemory();
        goto failed;
    }
    for (; x->size < size; x->size++)
        if (!(x->word[x->size] = word_of(PyTuple_GET_ITEM(parts, x->size))))
            goto failed;
    Py_DECREF(parts);
    return 0;
failed:
    Py_XDECREF(parts);
    listened_free(x);
    return -1;
}

/* Compare two names; symmetric, since both directions are compared in one order. Says which direction that was. */
static int measure_names(const Listened *a, const Listened *b, PyObject *rarity, Measures *found, PyObject **pairs) {
    int order = PyUnicode_Compare(b->key, a->key), turned = order ? order < 0 : PyUnicode_Compare(b->text, a->text) < 0;
    const Listened *one = turned ? b : a, *two = turned ? a : b;
    double own[32], *told = own;
    Py_ssize_t all = one->size + two->size;
    if (all > 32 && !(told = PyMem_New(double, all))) {
        PyErr_NoMemory();
        return -1;
    }
    Names names = {{one->text, two->text},
                   {one->key, two->key},
                   {{one->word, told, one->size}, {two->word, told + one->size, two->size}},
                   rarity,
                   {NULL, NULL},
                   {NULL, NULL}};
    int failed = 0;
    for (Py_ssize_t i = 0; !failed && i < all; i++)
        failed = tells(&names, i < one->size ? one->word[i] : two->word[i - one->size], &told[i]);
    if (!failed)
        failed = measure_ordered(NULL, &names, found, pairs);
    if (told != own)
        PyMem_Free(told);
    return failed ? -1 : turned;
}

/* Turn the pairs of places of matched parts round, and sort them. */
static PyObject *turned_round(PyObject *pairs) {
    PyObject *list = PyList_New(PyTuple_GET_SIZE(pairs));
    for (Py_ssize_t k = 0; list && k < PyTuple_GET_SIZE(pairs); k++) {
        PyObject *one = PyTuple_GET_ITEM(pairs, k), *other = PyTuple_Pack(2, PyTuple_GET_ITEM(one, 1), PyTuple_GET_ITEM(one, 0));
        if (!other)
            Py_CLEAR(list);
        else
            PyList_SET_ITEM(list, k, other);
    }
    PyObject *found = list && PyList_Sort(list) == 0 ? PyList_AsTuple(list) : NULL;
    Py_XDECREF(list);
    return found;
}

static int two_names(PyObject *const *given, Py_ssize_t count, Py_ssize_t wanted, Listened *a, Listened *b) {
    if (count != wanted) {
        PyErr_Format(PyExc_TypeError, "expected %zd positional arguments, not %zd", wanted, count);
        return -1;
    }
    if (wanted > 2 && !PyDict_Check(given[2])) {
        PyErr_SetString(PyExc_TypeError, "rarity: expected a dict");
        return -1;
    }
    if (learn() < 0 || listened_to(given[0], a) < 0)
        return -1;
    if (listened_to(given[1], b) < 0) {
        listened_free(a);
        return -1;
    }
    return 0;
}

/* measure(a, b[, rarity]): comparison.measure */
static PyObject *measure(PyObject *self, PyObject *const *given, Py_ssize_t count) {
    Listened a, b;
    Measures found;
    PyObject *pairs = NULL, *made = NULL;
    if (two_names(given, count, count == 2 ? 2 : 3, &a, &b) < 0)
        return NULL;
    int turned = measure_names(&a, &b, count == 2 ? no_rarity : given[2], &found, &pairs);
    if (turned >= 0 && !found.count)
        Py_XSETREF(pairs, PyTuple_New(0));
    if (turned > 0 && pairs)
        Py_SETREF(pairs, turned_round(pairs));
    if (turned >= 0 && pairs)
        made = PyObject_CallFunction(know.measures, "ddddiiOOOOdOOdiiiOdid", found.matched, found.possible, found.omitted,
                                     found.against, found.words, found.swaps, way_names[found.via],
                                     found.crossed ? Py_True : Py_False, pairs, found.alike ? Py_True : Py_False,
                                     found.worst, found.looks ? Py_True : Py_False, found.joined ? Py_True : Py_False,
                                     found.column, found.unlike, found.clashes, found.ends,
                                     found.acronym ? Py_True : Py_False, found.unusual, found.slips, found.slip_common);
    Py_XDECREF(pairs);
    listened_free(&a);
    listened_free(&b);
    return made;
}

/* likely(a, b, rarity, scale): how likely two names are one, and how they meet. */
static PyObject *likely_names(PyObject *self, PyObject *const *given, Py_ssize_t count) {
    Listened a, b;
    Measures found;
    if (count == 4 && !PyObject_TypeCheck(given[3], &ScaleType)) {
        PyErr_SetString(PyExc_TypeError, "expected a Scale");
        return NULL;
    }
    if (two_names(given, count, 4, &a, &b) < 0)
        return NULL;
    int failed = measure_names(&a, &b, given[2], &found, NULL) < 0;
    listened_free(&a);
    listened_free(&b);
    return failed ? NULL : Py_BuildValue("(dO)", likely((Scale *)given[3], &found), way_names[found.via]);
}

/* Weighs the two parts of names that a function was given; -1 and an exception where they are none. */
static int pair_given(PyObject *const *given, Py_ssize_t count, Pair *found) {
    if (count != 2) {
        PyErr_SetString(PyExc_TypeError, "expected two parts of names");
        return -1;
    }
    Word *x = learn() < 0 ? NULL : word_of(given[0]), *y = x ? word_of(given[1]) : NULL;
    int failed = !y || pair_words(x, y, 0.0, found) < 0;
    Py_XDECREF(x);
    Py_XDECREF(y);
    return failed ? -1 : 0;
}

/* pair(x, y): pairing.pair, as a tuple: bits, share, via, the numbers of the readings, the ending, the worst column, whether
   it is a slip. */
static PyObject *pair(PyObject *self, PyObject *const *given, Py_ssize_t count) {
    Pair found;
    return pair_given(given, count, &found) < 0
               ? NULL
               : Py_BuildValue("(ddOiiOdO)", found.bits, found.share, way_names[found.via], found.one, found.two,
                               ending_names[found.ending], found.worst, found.slip ? Py_True : Py_False);
}

/* ---- A name is listened to: name.py ---- */

/* heard(part, spoken, codes): name.heard, as a word */
static PyObject *heard(PyObject *self, PyObject *const *given, Py_ssize_t count) {
    if (count != 3) {
        PyErr_SetString(PyExc_TypeError, "heard() takes a part, its readings and their orthographies");
        return NULL;
    }
    if (learn_hearing() < 0)
        return NULL;
    PyObject *text = text_of(given[0], IN_TEXT), *key = NULL, *script = NULL, *role = NULL, *number = NULL;
    Word *x = NULL;
    int which;
    if (!text || !(key = text_of(given[0], IN_KEY)) || !(script = text_of(given[0], IN_SCRIPT)) ||
        !(role = text_of(given[0], IN_ROLE)) || !(number = PyObject_GetAttr(given[0], field_name[IN_NUMBER])) ||
        (which = role_of(role)) < 0)
        goto end;
    if (number != Py_None && !PyLong_Check(number))
        PyErr_SetString(PyExc_TypeError, "expected a number or None");
    else if ((x = word_said(text, key, script, number, which, given[1], given[2])))
        x->part = Py_NewRef(given[0]);
end:
    Py_XDECREF(text);
    Py_XDECREF(key);
    Py_XDECREF(script);
    Py_XDECREF(role);
    Py_XDECREF(number);
    return (PyObject *)x;
}

/* Listens to names in one language, of things of one kind: the quick way of name.listen. */
typedef struct {
    PyObject_HEAD
    /* fold.plain; by key what words have a role, begin a phrase, are numbers; the ends of patronymics; how a word is read
       and by which group of engines; the class of names; fold.fold; the parts of a word of any signs, and of a phrase; the
       ends of adjectives; whether a title tells ages apart; by key what a word counts for; which form a word is mistyped of */
    PyObject *plain, *roles, *phrases, *numbers, *patronymics, *script_of, *reader, *group, *name, *fold, *pieces, *phrase,
        *adjectives, *ages, *marks, *slips;
    PyObject *known; /* words by what is written, or tuples of them where it is not one */
    PyObject *others[ROLES]; /* words in another role, by the word in its usual one */
    PyObject *groups; /* by script: what reads its words or None, the codes of the orthographies, and whether others may be called in */
    uint64_t fathers[16]; /* by the last two letters of the ends of patronymics, a bit each: see end_bit */
    int side;
    Py_ssize_t most;
} Listener;

enum { ANYTHING, PERSON, THING };
/* What a word may count for. */
enum { TEN = 1, UNIT = 2, ROMAN = 4, BY = 8, OF_CHILD = 16, OF_PARENT = 32, SERVES = 64, MARKS = 120, SLIPPED = 128 };
/* As in parse/parts.py */
#define FULL_NAME 3
#define SHORTEST_ADJECTIVE 2
#define LONGEST_ADJECTIVE 6
#define SHORTEST_STEM 4
#define FEWEST_INITIALS 2
#define MOST_INITIALS 3
/* As in parse/vocabulary.py */
#define SHORTEST_IN_FORM 5
#define LISTENER_PARTS 16
static PyObject **listener_part(Listener *x, int at) {
    PyObject **all[LISTENER_PARTS] = {&x->plain,     &x->roles,  &x->phrases, &x->numbers, &x->patronymics,
                                      &x->script_of, &x->reader, &x->group,   &x->name,    &x->fold,
                                      &x->pieces,    &x->phrase, &x->adjectives, &x->ages,   &x->marks,
                                      &x->slips};
    return all[at];
}

static int listener_traverse(Listener *x, visitproc visit, void *arg) {
    for (int i = 0; i < LISTENER_PARTS; i++)
        Py_VISIT(*listener_part(x, i));
    Py_VISIT(x->groups);
    return 0;
}

static void listener_free(Listener *x) {
    PyObject_GC_UnTrack(x);
    for (int i = 0; i < LISTENER_PARTS; i++)
        Py_XDECREF(*listener_part(x, i));
    Py_XDECREF(x->known);
    for (int i = 0; i < ROLES; i++)
        Py_XDECREF(x->others[i]);
    Py_XDECREF(x->groups);
    Py_TYPE(x)->tp_free(x);
}

/* The bit of the last two letters of a text of two at least. */
static uint32_t end_bit(Letters text) {
    return (letter(text, text.size - 1) * 31 + letter(text, text.size - 2)) % 1024;
}

/* Listener(plain, roles, phrases, numbers, patronymics, script_of, reader, group, name, fold, pieces, phrase, adjectives,
   ages, marks, slips, side, most) */
static PyObject *listener_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
    PyObject *given[LISTENER_PARTS], *side;
    Py_ssize_t most;
    if (kwargs || !PyArg_ParseTuple(args, "OO!O!O!O!OOOO!OOOO!OO!OUn", &given[0], &PyDict_Type, &given[1], &PyDict_Type,
                                    &given[2], &PyDict_Type, &given[3], &PyTuple_Type, &given[4], &given[5], &given[6],
                                    &given[7], &PyType_Type, &given[8], &given[9], &given[10], &given[11], &PyDict_Type,
                                    &given[12], &given[13], &PyDict_Type, &given[14], &given[15], &side, &most)) {
        if (!PyErr_Occurred())
            PyErr_SetString(PyExc_TypeError, "Listener() takes no keywords");
        return NULL;
    }
    if (!are_texts(given[4]))
        return NULL;
    Listener *x = (Listener *)type->tp_alloc(type, 0);
    if (!x)
        return NULL;
    for (int i = 0; i < LISTENER_PARTS; i++)
        *listener_part(x, i) = Py_NewRef(given[i]);
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(given[4]); i++) {
        Letters end = letters_of(PyTuple_GET_ITEM(given[4], i));
        uint32_t bit = end.size < 2 ? 0 : end_bit(end);
        x->fathers[bit / 64] |= (uint64_t)1 << bit % 64;
        /* An end of one letter may stand behind any. */
        if (end.size < 2)
            memset(x->fathers, 255, sizeof x->fathers);
    }
    x->most = most;
    x->side = PyUnicode_CompareWithASCIIString(side, "person") == 0 ? PERSON : PyUnicode_GET_LENGTH(side) ? THING : ANYTHING;
    if (!(x->known = PyDict_New()) || !(x->groups = PyDict_New()))
        Py_CLEAR(x);
    for (int i = 0; x && i < ROLES; i++)
        if (!(x->others[i] = PyDict_New()))
            Py_CLEAR(x);
    return (PyObject *)x;
}

/* Does a key end as patronymics do? Most have another end than any. */
static int is_fatherly(const Listener *x, PyObject *key) {
    Letters all = letters_of(key);
    uint32_t bit = all.size < 2 ? 0 : end_bit(all);
    if (all.size >= 2 && !(x->fathers[bit / 64] >> bit % 64 & 1))
        return 0;
    return fatherly_end(x->patronymics, key) > 0;
}

/* What reads words of a script: a borrowed reference, NULL with an error set. */
static PyObject *group_of(Listener *x, PyObject *script) {
    PyObject *known = PyDict_GetItemWithError(x->groups, script);
    if (known || PyErr_Occurred())
        return known;
    PyObject *made = PyObject_CallOneArg(x->group, script);
    if (made && (!PyTuple_Check(made) || PyTuple_GET_SIZE(made) != 4)) {
        PyErr_SetString(PyExc_TypeError, "group: expected a reader, codes, how many readings, and whether others are called in");
        Py_CLEAR(made);
    }
    known = made ? PyDict_SetDefault(x->groups, script, made) : NULL;
    Py_XDECREF(made);
    return known;
}

/* Read a word of letters alone; a new reference. */
static Word *word_read(Listener *x, PyObject *text, PyObject *key, PyObject *script, int role) {
    PyObject *group = group_of(x, script), *said = NULL, *codes = NULL, *both = NULL;
    Word *found = NULL;
    if (!group)
        return NULL;
    Py_INCREF(group);
    /* For a marked letter other orthographies may be called in. */
    if (PyTuple_GET_ITEM(group, 0) != Py_None &&
        (PyUnicode_IS_ASCII(text) || PyTuple_GET_ITEM(group, 3) == Py_False)) {
        if (!(said = PyObject_CallFunctionObjArgs(PyTuple_GET_ITEM(group, 0), text, PyTuple_GET_ITEM(group, 2), NULL)))
            goto end;
        codes = PyTuple_GET_ITEM(group, 1);
    }
    if (!said || said == Py_None) {
        if (!(both = PyObject_CallFunctionObjArgs(x->reader, text, script, NULL)))
            goto end;
        if (!PyTuple_Check(both) || PyTuple_GET_SIZE(both) != 2) {
            PyErr_SetString(PyExc_TypeError, "reader: expected readings and orthographies");
            goto end;
        }
        Py_XSETREF(said, Py_NewRef(PyTuple_GET_ITEM(both, 0)));
        codes = PyTuple_GET_ITEM(both, 1);
    }
    found = word_said(text, key, script, Py_None, role, said, codes);
end:
    Py_DECREF(group);
    Py_XDECREF(said);
    Py_XDECREF(both);
    return found;
}

/* Is a single letter of this script an initial? See parts._named. */
static int has_initials(PyObject *script) {
    static const char *const scripts[] = {"Latn", "Cyrl", "Grek", "Armn"};
    for (int i = 0; i < 4; i++)
        if (PyUnicode_CompareWithASCIIString(script, scripts[i]) == 0)
            return 1;
    return 0;
}

/* Note what a word may count for in a name: a ten takes the unit behind it (parts._joined_numbers), and what is written
   like a Roman numeral may be one (parts._numeral); -1 on error. */
static int word_marked(const Listener *x, Word *word) {
    PyObject *longest = PyDict_GetItemWithError(x->phrases, word->key);
    PyObject *value = longest || !PyErr_Occurred() ? PyDict_GetItemWithError(x->numbers, word->key) : NULL;
    long begins = longest ? PyLong_AsLong(longest) : 0;
    if (PyErr_Occurred())
        return -1;
    word->begins = (int)begins;
    word->fatherly = is_fatherly(x, word->key);
    PyObject *marked = PyDict_GetItemWithError(x->marks, word->key);
    word->counts = marked ? (int)(PyLong_AsLong(marked) & MARKS) : 0;
    if (PyErr_Occurred())
        return -1;
    if (word->role == WORD && PyUnicode_GET_LENGTH(word->key) >= SHORTEST_IN_FORM) {
        PyObject *form = PyObject_CallOneArg(x->slips, word->key);
        int slipped = form ? PyObject_IsTrue(form) : -1;
        Py_XDECREF(form);
        if (slipped < 0)
            return -1;
        word->counts |= slipped ? SLIPPED : 0;
    }
    if (value) {
        int roman = 1;
        Letters all = letters_of(word->text);
        for (Py_ssize_t i = 0; roman && i < all.size; i++)
            roman = letter(all, i) < 0x80 && letter(all, i) && strchr("IVXLC", (int)letter(all, i)) != NULL;
        word->counts |= roman ? ROMAN : 0;
    }
    if (PyLong_Check(word->number) && PyObject_IsTrue(word->number))
        value = word->number;
    int beyond = 0;
    long number = value ? PyLong_AsLongAndOverflow(value, &beyond) : 0;
    if (!beyond)
        word->counts |= number >= 20 && number < 100 && number % 10 == 0 ? TEN : number > 0 && number < 10 ? UNIT : 0;
    return PyErr_Occurred() ? -1 : 0;
}

/* Hear a word of plain letters that is one part; None for any other. Unlike parts.alone, this leaves it to the name whether a
   phrase begins here, or a patronymic stands here. A new reference. */
static PyObject *word_alone(Listener *x, PyObject *text, PyObject *key) {
    PyObject *script = PyUnicode_READ_CHAR(text, 0) < 0x80 ? Py_NewRef(latin) : PyObject_CallOneArg(x->script_of, text);
    PyObject *found = NULL;
    if (!script || script == Py_None)
        return script;
    if (!PyUnicode_Check(script)) {
        PyErr_SetString(PyExc_TypeError, "script_of: expected a text");
        goto end;
    }
    PyObject *told = PyDict_GetItemWithError(x->roles, key);
    Py_ssize_t size = PyUnicode_GET_LENGTH(key);
    int role = WORD;
    if (PyErr_Occurred() || (told && (role = role_of(told)) < 0))
        goto end;
    if (!told && size == 1 && has_initials(script))
        role = INITIAL;
    /* Of a single letter more is to be asked. */
    found = (told && size == 1) || role == NUMBER ? Py_NewRef(Py_None) : (PyObject *)word_read(x, text, key, script, role);
    if (found && found != Py_None && word_marked(x, (Word *)found) < 0)
        Py_CLEAR(found);
end:
    Py_DECREF(script);
    return found;
}

/* Keep what was found for a text or a word, of which there is one alone, whoever finds it first; a new reference. */
static PyObject *keep_known(Listener *x, PyObject *known, PyObject *text, PyObject *made) {
    if (!made)
        return NULL;
    if (PyDict_GET_SIZE(known) >= x->most)
        PyDict_Clear(known);
    PyObject *kept = PyDict_SetDefault(known, text, made);
    Py_XINCREF(kept);
    Py_DECREF(made);
    return kept;
}

/* Is this a word that Python has heard for this listener? With an error set where it is none; what it counts for is noted. */
static int is_heard(const Listener *x, PyObject *word) {
    if (!PyObject_TypeCheck(word, &WordType)) {
        PyErr_SetString(PyExc_TypeError, "pieces, phrase: expected words");
        return 0;
    }
    return word_marked(x, (Word *)word) == 0;
}

/* Hear a word of any signs, in its parts, which may be none; a new tuple. */
static PyObject *word_in_pieces(Listener *x, PyObject *text) {
    PyObject *found = PyObject_CallOneArg(x->pieces, text);
    if (found && !PyTuple_Check(found)) {
        PyErr_SetString(PyExc_TypeError, "pieces: expected a tuple");
        Py_CLEAR(found);
    }
    for (Py_ssize_t i = 0; found && i < PyTuple_GET_SIZE(found); i++)
        if (!is_heard(x, PyTuple_GET_ITEM(found, i)))
            Py_CLEAR(found);
    return found;
}

/* The words and the key of a plain text, None for any other; a new reference. */
static PyObject *plain_of(const Listener *x, PyObject *text) {
    PyObject *found = PyObject_CallOneArg(x->plain, text);
    if (found && found != Py_None &&
        (!PyTuple_Check(found) || PyTuple_GET_SIZE(found) != 2 || !PyTuple_Check(PyTuple_GET_ITEM(found, 0)) ||
         !PyUnicode_Check(PyTuple_GET_ITEM(found, 1)))) {
        PyErr_SetString(PyExc_TypeError, "plain: expected words and a key");
        Py_CLEAR(found);
    }
    return found;
}

/* Give the word of a text, or a tuple of its parts, from what is known or anew; its key is at a place of one, or is to be
   found where there is none. A new reference. */
static PyObject *word_known(Listener *x, PyObject *text, PyObject *key, Py_ssize_t from, Py_ssize_t to) {
    PyObject *known = PyDict_GetItemWithError(x->known, text), *own = NULL, *made = NULL;
    if (known || PyErr_Occurred())
        return Py_XNewRef(known);
    if (key)
        own = PyUnicode_Substring(key, from, to);
    else {
        PyObject *folded = plain_of(x, text);
        if (!folded)
            return NULL;
        PyObject *words = folded == Py_None ? NULL : PyTuple_GET_ITEM(folded, 0);
        if (words && PyTuple_GET_SIZE(words) == 1 && PyUnicode_Check(PyTuple_GET_ITEM(words, 0)) &&
            PyUnicode_Compare(PyTuple_GET_ITEM(words, 0), text) == 0)
            own = Py_NewRef(PyTuple_GET_ITEM(folded, 1));
        else
            made = Py_NewRef(Py_None);
        Py_DECREF(folded);
    }
    if (own)
        made = word_alone(x, text, own);
    Py_XDECREF(own);
    if (made == Py_None)
        Py_SETREF(made, word_in_pieces(x, text));
    return keep_known(x, x->known, text, made);
}

/* The same word in another role; a new reference. */
static PyObject *word_as(Listener *x, Word *word, int role) {
    PyObject *known = PyDict_GetItemWithError(x->others[role], (PyObject *)word);
    if (known || PyErr_Occurred())
        return Py_XNewRef(known);
    Buffer buffer = {NULL, 0, 0};
    size_t own = word->reads ? word->read[word->reads - 1].at + word->read[word->reads - 1].size : 0;
    Word *made = room_for(&buffer, own + 1) < 0
                     ? NULL
                     : word_begin(word->text, word->key, word->script, word->number, role, word->reads);
    if (!made) {
        PyMem_Free(buffer.at);
        return NULL;
    }
    memcpy(buffer.at, word->sounds, own);
    for (int k = 0; k < word->reads; k++) {
        buffer.size = word->read[k].at + word->read[k].size;
        add_reading(made, &buffer, word->read[k].at, word->read[k].code);
    }
    buffer.size = own;
    if (finish(made, &buffer) < 0)
        Py_CLEAR(made);
    else {
        made->fatherly = word->fatherly;
        made->counts = word->counts;
        made->begins = word->begins;
    }
    return keep_known(x, x->others[role], (PyObject *)word, (PyObject *)made);
}

/* The words of a name. */
#define MOST_QUICK 32
typedef struct {
    Word *word[MOST_QUICK];
    int count;
} Words;

static void words_free(Words *all) {
    for (int i = 0; i < all->count; i++)
        Py_DECREF(all->word[i]);
    all->count = 0;
}

/* Take a word, or each of a tuple; the reference is the callee's. 0 where they are too many. */
static int words_add(Words *all, PyObject *word) {
    int several = PyTuple_Check(word), fits = 1;
    Py_ssize_t size = several ? PyTuple_GET_SIZE(word) : 1;
    if ((fits = all->count + size <= MOST_QUICK))
        for (Py_ssize_t i = 0; i < size; i++)
            all->word[all->count++] = (Word *)Py_NewRef(several ? PyTuple_GET_ITEM(word, i) : word);
    Py_DECREF(word);
    return fits;
}

/* Set a word of a name into another role; -1 on error. */
static int set_role(Listener *x, Words *all, int i, int role) {
    PyObject *other = word_as(x, all->word[i], role);
    if (!other)
        return -1;
    Py_SETREF(all->word[i], (Word *)other);
    return 0;
}

static int has_role(const Words *all, int role) {
    for (int i = 0; i < all->count; i++)
        if (all->word[i]->role == role)
            return 1;
    return 0;
}

/* What the words from a place on have in common: their keys or their texts, with spaces between; a new reference. */
static PyObject *joined(const Words *all, int from, int size, int texts) {
    PyObject *list = PyTuple_New(size), *space = PyUnicode_FromString(" ");
    for (int i = 0; list && i < size; i++)
        PyTuple_SET_ITEM(list, i, Py_NewRef(texts ? all->word[from + i]->text : all->word[from + i]->key));
    PyObject *found = list && space ? PyUnicode_Join(space, list) : NULL;
    Py_XDECREF(list);
    Py_XDECREF(space);
    return found;
}

/* Take words that are one form together for one: parts._joined_phrases; -1 on error. */
static int join_phrases(Listener *x, Words *all) {
    int kept = 0;
    for (int i = 0; i < all->count; i++)
        kept |= all->word[i]->begins;
    if (all->count < 2 || !kept)
        return 0;
    for (int at = 0; at < all->count; at++) {
        int size = all->word[at]->begins < all->count - at ? all->word[at]->begins : all->count - at;
        for (; size > 1; size--) {
            PyObject *key = joined(all, at, size, 0), *role = key ? PyDict_GetItemWithError(x->roles, key) : NULL;
            int found = !key ? -1 : role ? 1 : PyErr_Occurred() ? -1 : PyDict_Contains(x->numbers, key);
            PyObject *text = found > 0 ? joined(all, at, size, 1) : NULL;
            PyObject *made = text ? PyObject_CallFunctionObjArgs(x->phrase, text, key, role ? role : role_objects[WORD],
                                                                 all->word[at]->script, NULL)
                                  : NULL;
            Py_XDECREF(text);
            Py_XDECREF(key);
            if (found > 0 && (!made || !is_heard(x, made))) {
                Py_XDECREF(made);
                found = -1;
            }
            if (found < 0)
                return -1;
            if (!found)
                continue;
            for (int i = at; i < at + size; i++)
                Py_DECREF(all->word[i]);
            all->word[at] = (Word *)made;
            memmove(all->word + at + 1, all->word + at + size, sizeof(Word *) * (size_t)(all->count - at - size));
            all->count -= size - 1;
            break;
        }
    }
    return 0;
}

/* Would parts._noun make a noun of a word? -1 on error. */
static int is_adjectival(const Listener *x, const Word *word) {
    Py_ssize_t length = PyUnicode_GET_LENGTH(word->key);
    for (Py_ssize_t size = LONGEST_ADJECTIVE; size >= SHORTEST_ADJECTIVE; size--) {
        Py_ssize_t from = length > size ? length - size : 0;
        PyObject *end = PyUnicode_Substring(word->key, from, length);
        PyObject *stays = end ? PyDict_GetItemWithError(x->adjectives, end) : NULL;
        Py_XDECREF(end);
        if (PyErr_Occurred())
            return -1;
        if (stays && (!PyUnicode_Check(stays) || from + PyUnicode_GET_LENGTH(stays) >= SHORTEST_STEM))
            return 1;
    }
    return 0;
}

/* Does the name of a thing need a longer look, for its adjectives become nouns, or its letters numbers? See
   parts._as_of_a_thing; -1 on error. */
static int is_of_a_thing(const Listener *x, const Words *all) {
    int generic = has_role(all, GENERIC), topic = generic || has_role(all, KIND) || has_role(all, QUALIFIER), found = 0;
    for (int i = 0; generic && !found && i < all->count; i++)
        if (all->word[i]->role == WORD && ((i && all->word[i - 1]->role == GENERIC) ||
                                           (i + 1 < all->count && all->word[i + 1]->role == GENERIC)))
            found = is_adjectival(x, all->word[i]);
    for (int i = 1; (topic || x->side == THING) && !found && i < all->count; i++)
        found = (all->word[i]->counts & ROMAN) != 0;
    return found;
}

/* Let a name without any word of its own be told by what it has: parts._telling. 1 where it needs a longer look, -1 on error. */
static int tell(Listener *x, Words *all) {
    if (has_role(all, WORD))
        return 0;
    int topics = 0;
    for (int i = 0; i < all->count; i++) {
        int role = all->word[i]->role;
        if (role == KIND || role == GENERIC || role == QUALIFIER) {
            topics = 1;
            if (set_role(x, all, i, TOPIC) < 0)
                return -1;
        }
    }
    return !topics && !has_role(all, NUMBER);
}

/* Give another role to what cannot have its usual one where it stands: parts._at_the_ends; 1 where it needs a longer look,
   -1 on error. */
static int settle_ends(Listener *x, Words *all) {
    int last = all->count - 1;
    if (last > 0 && all->word[last]->role == TITLE) {
        PyObject *told = PyObject_CallOneArg(x->ages, all->word[last]->key);
        int aged = told ? PyObject_IsTrue(told) : -1;
        Py_XDECREF(told);
        if (aged < 0 || (aged && set_role(x, all, last, SUFFIX) < 0))
            return -1;
    }
    /* It may be a legal form. */
    if (last > 0 && all->word[last]->role == PARTICLE && x->side != PERSON)
        return 1;
    if (all->word[last]->role == PARTICLE && set_role(x, all, last, WORD) < 0)
        return -1;
    int role = PyUnicode_GET_LENGTH(all->word[0]->key) == 1 ? all->word[0]->role : WORD;
    if (role == GENERIC || role == LEGAL)
        return set_role(x, all, 0, WORD);
    return last > 0 && role == PARTICLE ? set_role(x, all, 0, INITIAL) : 0;
}

/* Is a word a name, or may it be one of others? */
static int is_name(const Word *word) { return word->role == WORD || word->role == BYNAME; }

/* Take titles behind a name for names, where others are called so, and find the fathers of a full name: parts._bynames and
   parts._fathers; -1 on error. */
static int name_fathers(Listener *x, Words *all) {
    int words = 0, first = 0, last = 0, fathers[MOST_QUICK] = {0};
    for (int i = 1; i < all->count; i++)
        if (all->word[i]->role == TITLE && all->word[i]->counts & BY && all->word[i - 1]->role == PARTICLE &&
            all->word[i - 1]->counts & SERVES && set_role(x, all, i, BYNAME) < 0)
            return -1;
    while (first < all->count && !is_name(all->word[first]) && all->word[first]->role != INITIAL)
        first++;
    for (int i = first + 1; i < all->count; i++)
        if ((all->word[i]->role == TITLE || all->word[i]->role == PARTICLE) && all->word[i]->counts & BY &&
            set_role(x, all, i, BYNAME) < 0)
            return -1;
    for (int i = 0; i < all->count; i++)
        if (is_name(all->word[i])) {
            words++;
            last = i;
        }
    for (int i = 0, before = 0; words >= FULL_NAME && i < all->count; i++)
        if (is_name(all->word[i]) && before++)
            fathers[i] = (all->word[i]->role == WORD && all->word[i]->fatherly) ||
                         (i < last && (all->word[i - 1]->counts & OF_CHILD || all->word[i + 1]->counts & OF_PARENT));
    for (int i = 0; i < all->count; i++)
        if (fathers[i] && set_role(x, all, i, PATRONYMIC) < 0)
            return -1;
    return 0;
}

/* Has a text a letter of one case? `small` says of which: any small one, or else capitals alone. */
static int has_case(PyObject *text, int small) {
    Letters all = letters_of(text);
    int found = 0;
    for (Py_ssize_t i = 0; i < all.size; i++) {
        if (Py_UNICODE_ISLOWER(letter(all, i)))
            return small;
        found |= Py_UNICODE_ISUPPER(letter(all, i));
    }
    return !small && found;
}

/* Does a full stop stand behind a letter of a text? */
static int is_dotted(PyObject *text, Py_UCS4 wanted) {
    Letters all = letters_of(text);
    for (Py_ssize_t i = 0; i + 1 < all.size; i++)
        if (letter(all, i) == wanted && letter(all, i + 1) == '.')
            return 1;
    return 0;
}

/* Take capitals that join no names for initials: parts._initials. 1 where it needs a longer look, since a word may be made
   of several; -1 on error. `text` is the folded name. */
static int take_initials(Listener *x, Words *all, PyObject *text) {
    int small = 0;
    for (int i = 0; i < all->count; i++)
        small |= has_case(all->word[i]->text, 1);
    for (int i = 0; small && i < all->count; i++) {
        const Word *word = all->word[i];
        Py_ssize_t size = PyUnicode_GET_LENGTH(word->key);
        if (i && size == 1 && word->role == PARTICLE && has_case(word->text, 0)) {
            Letters own = letters_of(word->text);
            if (own.size != 1)
                return 1;
            if (((x->side == PERSON && i + 1 < all->count) || is_dotted(text, letter(own, 0))) && set_role(x, all, i, INITIAL) < 0)
                return -1;
        } else if (x->side == PERSON && (word->role == WORD || (!i && (word->role == TITLE || word->role == SUFFIX))) && size >= FEWEST_INITIALS &&
                   size <= MOST_INITIALS && has_case(word->text, 0))
            return 1;
    }
    return 0;
}

/* Settle what the words of a name are beside each other: parts.parse. 1 where that needs a longer look, -1 on error. `text`
   is the folded name, NULL where it is plain and has no digits. */
static int settle(Listener *x, Words *all, PyObject *text, PyObject *folded) {
    for (int i = 0; i + 1 < all->count; i++) {
        if (all->word[i]->counts & TEN && all->word[i + 1]->counts & UNIT)
            return 1;
        /* Behind a number and a hyphen may stand the end of an ordinal. */
        if (all->word[i]->role == NUMBER && (!text || in_text(text, '-')))
            return 1;
    }
    if (!all->count)
        return 1;
    int initials = x->side == THING ? 0 : take_initials(x, all, folded);
    if (initials)
        return initials;
    for (int i = 0; x->side != PERSON && i < all->count; i++)
        if (all->word[i]->counts & SLIPPED)
            return 1;
    if (join_phrases(x, all) < 0)
        return -1;
    int longer = x->side == PERSON ? 0 : is_of_a_thing(x, all);
    longer = longer ? longer : tell(x, all);
    longer = longer ? longer : settle_ends(x, all);
    return longer || x->side == THING ? longer : name_fathers(x, all);
}

/* Gather the words of a name, all in their usual roles. Where it is plain, their keys stand in its own, one behind the other.
   1 where they are too many, -1 on error. */
static int gather(Listener *x, Words *all, PyObject *words, PyObject *key) {
    Py_ssize_t count = PyTuple_GET_SIZE(words), from = 0, size = key ? PyUnicode_GET_LENGTH(key) : 0;
    for (Py_ssize_t i = 0; i < count; i++) {
        PyObject *text = PyTuple_GET_ITEM(words, i);
        Py_ssize_t to = key && i + 1 < count ? PyUnicode_FindChar(key, ' ', from, size, 1) : size;
        if (to < 0 || !PyUnicode_Check(text) || !PyUnicode_GET_LENGTH(text))
            return to == -2 ? -1 : 1;
        PyObject *word = word_known(x, text, key, from, to);
        if (!word)
            return -1;
        if (!words_add(all, word))
            return 1;
        from = to + 1;
    }
    return 0;
}

/* Make the record of a name; a new reference. */
static PyObject *name_of(Listener *x, PyObject *text, PyObject *key, const Words *all, PyObject *flags) {
    PyObject *parts = PyTuple_New(all->count);
    for (int i = 0; parts && i < all->count; i++)
        PyTuple_SET_ITEM(parts, i, Py_NewRef(all->word[i]));
    PyTypeObject *type = (PyTypeObject *)x->name;
    PyObject *made = parts ? type->tp_alloc(type, 0) : NULL;
    /* Its slots, past what keeps a record frozen. */
    if (made && (PyObject_GenericSetAttr(made, field_name[IN_TEXT], text) < 0 ||
                 PyObject_GenericSetAttr(made, field_name[IN_KEY], key) < 0 ||
                 PyObject_GenericSetAttr(made, field_name[IN_PARTS], parts) < 0 ||
                 PyObject_GenericSetAttr(made, field_name[IN_FLAGS], flags) < 0))
        Py_CLEAR(made);
    Py_XDECREF(parts);
    return made;
}

/* A name that was listened to: its words, its key and its flags. */
typedef struct {
    Words all;
    PyObject *key, *flags;
} Caught;

static void caught_free(Caught *x) {
    words_free(&x->all);
    Py_XDECREF(x->key);
    Py_XDECREF(x->flags);
}

/* Listen to a name that is folded: its words, the folded text where it is not plain, its key and its flags. 1 where it needs
   a longer look, -1 on error. */
static int catch_folded(Listener *x, PyObject *text, PyObject *words, PyObject *folded, PyObject *key, PyObject *flags,
                        Caught *into) {
    into->key = Py_NewRef(key);
    into->flags = Py_NewRef(flags);
    int longer = gather(x, &into->all, words, folded ? NULL : key);
    return longer ? longer : settle(x, &into->all, folded, folded ? folded : text);
}

/* Listen to a name that is not plain, as Python folds it. */
static int catch_record(Listener *x, PyObject *text, Caught *into) {
    PyObject *record = PyObject_CallOneArg(x->fold, text);
    PyObject *folded = record ? text_of(record, IN_TEXT) : NULL, *key = folded ? text_of(record, IN_KEY) : NULL;
    PyObject *words = key ? PyObject_GetAttr(record, field_name[IN_WORDS]) : NULL;
    PyObject *flags = words ? PyObject_GetAttr(record, field_name[IN_FLAGS]) : NULL;
    int longer = -1;
    if (flags && !PyTuple_Check(words))
        PyErr_SetString(PyExc_TypeError, "fold: expected a tuple of words");
    else if (flags)
        longer = catch_folded(x, text, words, folded, key, flags, into);
    Py_XDECREF(record);
    Py_XDECREF(folded);
    Py_XDECREF(key);
    Py_XDECREF(words);
    Py_XDECREF(flags);
    return longer;
}

/* Listen to a name; `into` is to be freed whatever comes of it. 1 where it needs a longer look, -1 on error. */
static int catch_name(Listener *x, PyObject *text, Caught *into) {
    memset(into, 0, sizeof *into);
    if (!PyUnicode_CheckExact(text))
        return 1;
    PyObject *plain = learn_hearing() < 0 ? NULL : plain_of(x, text);
    int longer = !plain             ? -1
                 : plain == Py_None ? catch_record(x, text, into)
                                    : catch_folded(x, text, PyTuple_GET_ITEM(plain, 0), NULL, PyTuple_GET_ITEM(plain, 1), no_flags, into);
    Py_XDECREF(plain);
    return longer;
}

/* listener(text): the name, or None where it needs a longer look */
static PyObject *listener_call(Listener *x, PyObject *args, PyObject *kwargs) {
    PyObject *text, *made = NULL;
    Caught caught;
    if (kwargs || !PyArg_ParseTuple(args, "O", &text)) {
        if (!PyErr_Occurred())
            PyErr_SetString(PyExc_TypeError, "a listener takes no keywords");
        return NULL;
    }
    int longer = catch_name(x, text, &caught);
    if (longer >= 0)
        made = longer ? Py_NewRef(Py_None) : name_of(x, text, caught.key, &caught.all, caught.flags);
    caught_free(&caught);
    return made;
}

/* Give the likelihood of two names that were listened to, and how they meet; of one spelling they are surely one. */
static PyObject *caught_likely(PyObject *const *texts, Caught *both, PyObject *rarity, const Scale *scale) {
    Measures found;
    Listened names[2];
    if (PyUnicode_GET_LENGTH(both[0].key) && PyUnicode_Compare(both[0].key, both[1].key) == 0)
        return Py_BuildValue("(dO)", 1.0, way_names[SPELLING]);
    for (int k = 0; k < 2; k++) {
        names[k].text = texts[k];
        names[k].key = both[k].key;
        names[k].word = both[k].all.word;
        names[k].size = both[k].all.count;
    }
    if (learn() < 0 || measure_names(&names[0], &names[1], rarity, &found, NULL) < 0)
        return NULL;
    return Py_BuildValue("(dO)", likely(scale, &found), way_names[found.via]);
}

/* likely(a, b, rarity, scale): how likely two names are one, and how they meet, without making records of them; None where
   one of them needs a longer look. */
static PyObject *listener_likely(Listener *x, PyObject *const *given, Py_ssize_t count) {
    if (count != 4 || !PyDict_Check(given[2]) || !PyObject_TypeCheck(given[3], &ScaleType)) {
        PyErr_SetString(PyExc_TypeError, "likely() takes two names, a dict and a Scale");
        return NULL;
    }
    Caught both[2];
    memset(both, 0, sizeof both);
    int longer = catch_name(x, given[0], &both[0]);
    longer = longer ? longer : catch_name(x, given[1], &both[1]);
    PyObject *made = longer < 0 ? NULL : longer ? Py_NewRef(Py_None) : caught_likely(given, both, given[2], (Scale *)given[3]);
    caught_free(&both[0]);
    caught_free(&both[1]);
    return made;
}

static PyMethodDef listener_methods[] = {
    {"likely", (PyCFunction)(void (*)(void))listener_likely, METH_FASTCALL, "Say how likely two names are one, and how they meet."},
    {NULL, NULL, 0, NULL},
};

static PyTypeObject ListenerType = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "allonym._compare.Listener",
    .tp_doc = "Listens to names: the quick way of name.listen.",
    .tp_basicsize = sizeof(Listener),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_new = listener_new,
    .tp_traverse = (traverseproc)listener_traverse,
    .tp_dealloc = (destructor)listener_free,
    .tp_call = (ternaryfunc)listener_call,
    .tp_methods = listener_methods,
};

/* ---- A query, and its candidates: weighing.py ---- */

/* A name that many are compared with: its words, how much each tells, and what was found of them before. */
typedef struct {
    PyObject_HEAD
    Listened name;
    double *rare, *told; /* for each word, how rare it is and how much it tells */
    Word *joins[JOINS];
    Memo memo;
    Scale *scale;
} Query;

static void query_free(Query *x) {
    PyObject_GC_UnTrack(x);
    for (int i = 0; i < JOINS; i++)
        Py_XDECREF(x->joins[i]);
    memo_free(&x->memo);
    if (x->name.word)
        listened_free(&x->name);
    PyMem_Free(x->rare);
    Py_XDECREF(x->scale);
    Py_TYPE(x)->tp_free(x);
}

static int query_traverse(Query *x, visitproc visit, void *arg) {
    for (int i = 0; i < JOINS; i++)
        Py_VISIT(x->joins[i]);
    for (size_t i = 0; i < x->memo.room; i++) {
        Py_VISIT(x->memo.all[i].x);
        Py_VISIT(x->memo.all[i].y);
    }
    for (Py_ssize_t i = 0; x->name.word && i < x->name.size; i++)
        Py_VISIT(x->name.word[i]);
    return 0;
}

/* Take how rare words are, and work out how much they tell. */
static int take_rare(PyObject *given, Word *const *word, Py_ssize_t size, double *rare, double *told) {
    if (!PyTuple_Check(given) || PyTuple_GET_SIZE(given) != size) {
        PyErr_SetString(PyExc_TypeError, "expected a tuple of how rare each word is");
        return -1;
    }
    for (Py_ssize_t i = 0; i < size; i++) {
        rare[i] = PyFloat_AsDouble(PyTuple_GET_ITEM(given, i));
        told[i] = know.telling[word[i]->role] * rare[i] * evened(word[i]);
    }
    return PyErr_Occurred() ? -1 : 0;
}

/* Query(name, rare, scale) */
static PyObject *query_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
    PyObject *name, *rare, *scale;
    if (kwargs || !PyArg_ParseTuple(args, "OOO!", &name, &rare, &ScaleType, &scale)) {
        if (!PyErr_Occurred())
            PyErr_SetString(PyExc_TypeError, "Query() takes no keywords");
        return NULL;
    }
    Query *x = learn() < 0 ? NULL : (Query *)type->tp_alloc(type, 0);
    if (!x)
        return NULL;
    x->scale = (Scale *)Py_NewRef(scale);
    if (listened_to(name, &x->name) < 0) {
        memset(&x->name, 0, sizeof x->name);
        Py_DECREF(x);
        return NULL;
    }
    x->rare = PyMem_Calloc((size_t)x->name.size * 2 + 1, sizeof(double));
    x->told = x->rare + x->name.size;
    if (!x->rare || take_rare(rare, x->name.word, x->name.size, x->rare, x->told) < 0) {
        if (!PyErr_Occurred())
            PyErr_NoMemory();
        Py_DECREF(x);
        return NULL;
    }
    return (PyObject *)x;
}

/* Compare the name with another; the other's words and how rare they are come as two tuples. */
static int query_measure(Query *x, PyObject *text, PyObject *key, PyObject *words, PyObject *rare, Measures *found) {
    Listened other;
    double own[32], *rares = own;
    memset(&other, 0, sizeof other);
    other.word = other.own;
    Py_ssize_t size = PyTuple_GET_SIZE(words);
    int failed = -1;
    if (size > 16 && (!(other.word = PyMem_Calloc((size_t)size, sizeof(Word *))) || !(rares = PyMem_New(double, 2 * size)))) {
        PyErr_NoMemory();
        goto end;
    }
    for (; other.size < size; other.size++)
        if (!(other.word[other.size] = word_of(PyTuple_GET_ITEM(words, other.size))))
            goto end;
    if (take_rare(rare, other.word, size, rares, rares + size) < 0)
        goto end;
    int order = PyUnicode_Compare(key, x->name.key), turned = order ? order < 0 : PyUnicode_Compare(text, x->name.text) < 0;
    Side mine = {x->name.word, x->told, x->name.size}, its = {other.word, rares + size, size};
    Names names = {{turned ? text : x->name.text, turned ? x->name.text : text},
                   {turned ? key : x->name.key, turned ? x->name.key : key},
                   {turned ? its : mine, turned ? mine : its},
                   NULL,
                   {turned ? rares : x->rare, turned ? x->rare : rares},
                   {turned ? NULL : x->joins, turned ? x->joins : NULL}};
    failed = measure_ordered(&x->memo, &names, found, NULL);
end:
    if (rares != own)
        PyMem_Free(rares);
    if (other.word)
        listened_free(&other);
    return failed;
}

/* weigh(text, key, words, rare): weighing.PlainQuery.weigh: how likely, how they met, whether nothing is left over or
   contradicts, whether all matched words sound alike, whether spaces were lost for it, whether one slip of the hand is all
   that tells them apart, whether words contradict, and the share of the readings that are not the usual ones. */
static PyObject *query_weigh(Query *x, PyObject *const *given, Py_ssize_t count) {
    Measures found;
    if (count != 4 || !PyUnicode_Check(given[0]) || !PyUnicode_Check(given[1]) || !PyTuple_Check(given[2])) {
        PyErr_SetString(PyExc_TypeError, "weigh() takes two texts and two tuples");
        return NULL;
    }
    if (learn() < 0 || query_measure(x, given[0], given[1], given[2], given[3], &found) < 0)
        return NULL;
    int whole = found.omitted == 0 && found.against == 0;
    int one_slip = found.slips == 1 && found.unlike == 1;
    return Py_BuildValue("(dOOOOOOd)", likely(x->scale, &found), way_names[found.via], whole ? Py_True : Py_False,
                         found.alike ? Py_True : Py_False, found.joined ? Py_True : Py_False, one_slip ? Py_True : Py_False,
                         found.clashes ? Py_True : Py_False, found.unusual);
}

static PyMethodDef query_methods[] = {
    {"weigh", (PyCFunction)(void (*)(void))query_weigh, METH_FASTCALL, "Say how likely a candidate is the one that was asked for."},
    {NULL, NULL, 0, NULL},
};

static PyTypeObject QueryType = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "allonym._compare.Query",
    .tp_doc = "A name that many are compared with: the compiled twin of weighing.PlainQuery.",
    .tp_basicsize = sizeof(Query),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_new = query_new,
    .tp_traverse = (traverseproc)query_traverse,
    .tp_dealloc = (destructor)query_free,
    .tp_methods = query_methods,
};

/* share(x, y): which share of the evidence that two words could bring they bring. */
static PyObject *share(PyObject *self, PyObject *const *given, Py_ssize_t count) {
    Pair found;
    return pair_given(given, count, &found) < 0 ? NULL : PyFloat_FromDouble(found.share);
}

static PyObject *supply_hearing(PyObject *self, PyObject *given) {
    Py_INCREF(given);
    Py_XSETREF(heard_supplier, given);
    know.heard_ready = 0;
    Py_RETURN_NONE;
}

static PyObject *supply(PyObject *self, PyObject *given) {
    Py_INCREF(given);
    Py_XSETREF(supplier, given);
    know.ready = 0;
    Py_RETURN_NONE;
}

static PyObject *forget(PyObject *self, PyObject *none) {
    know.heard_ready = know.ready = 0;
    Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"supply", supply, METH_O, "Say which function gives what is known, when it is first needed."},
    {"supply_hearing", supply_hearing, METH_O, "Say which function gives what it takes to hear words."},
    {"forget", forget, METH_NOARGS, "Have what is known fetched anew when it is next needed."},
    {"pair", (PyCFunction)(void (*)(void))pair, METH_FASTCALL, "Weigh one part of a name against another."},
    {"share", (PyCFunction)(void (*)(void))share, METH_FASTCALL, "Say which share of the possible evidence two words bring."},
    {"heard", (PyCFunction)(void (*)(void))heard, METH_FASTCALL, "Make a word of a part, its readings and their orthographies."},
    {"measure", (PyCFunction)(void (*)(void))measure, METH_FASTCALL, "Weigh two names; symmetric."},
    {"likely", (PyCFunction)(void (*)(void))likely_names, METH_FASTCALL,
     "Say how likely two names are one, and how they meet."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "_compare", "The compiled twin of pairing.py and comparison.py.", -1, methods, NULL, NULL,
    NULL, NULL,
};

PyMODINIT_FUNC PyInit__compare(void) {
    static const char *const ways[3] = {"spelling", "sound", "near"}, *const endings[3] = {"", "case", "gender"};
    if (PyType_Ready(&WordType) < 0 || PyType_Ready(&ScaleType) < 0 || PyType_Ready(&QueryType) < 0 ||
        PyType_Ready(&ListenerType) < 0)
        return NULL;
    for (int k = 0; k < 3; k++)
        if (!(way_names[k] = PyUnicode_InternFromString(ways[k])) || !(ending_names[k] = PyUnicode_InternFromString(endings[k])))
            return NULL;
    empty_text = PyUnicode_InternFromString("");
    for (int k = 0; k < FIELDS; k++)
        if (!(field_name[k] = PyUnicode_InternFromString(fields[k])))
            return NULL;
    for (int k = 0; k < ROLES; k++)
        if (!(role_objects[k] = PyUnicode_InternFromString(role_names[k])))
            return NULL;
    no_rarity = PyDict_New();
    no_flags = PyTuple_New(0);
    latin = PyUnicode_InternFromString("Latn");
    PyObject *module = empty_text && no_rarity && no_flags && latin ? PyModule_Create(&definition) : NULL;
    if (!module)
        return NULL;
    Py_INCREF(&ScaleType);
    if (PyModule_AddObjectRef(module, "Word", (PyObject *)&WordType) < 0 ||
        PyModule_AddObjectRef(module, "Query", (PyObject *)&QueryType) < 0 ||
        PyModule_AddObjectRef(module, "Listener", (PyObject *)&ListenerType) < 0 ||
        PyModule_AddObject(module, "Scale", (PyObject *)&ScaleType) < 0 ||
        PyModule_AddStringConstant(module, "SOURCE", ALLONYM_SOURCE) < 0)
        Py_CLEAR(module);
    return module;
}
