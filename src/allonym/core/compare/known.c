/* What does Python know that comparing needs, and hand over when it is first needed? */

#include "compare.h"

const char *const role_names[ROLES] = {"word",  "initial", "number",  "title", "particle",
                                              "suffix", "legal",   "generic", "kind",  "patronymic",
                                              "topic",  "qualifier", "byname"};

Knowledge know;

PyObject *supplier = NULL, *heard_supplier = NULL;

const char *const fields[FIELDS] = {"part", "spoken", "codes", "text", "key", "script", "role", "number", "parts", "compiled", "flags", "words"};

PyObject *field_name[FIELDS];

PyObject *role_objects[ROLES], *way_names[3], *ending_names[3], *empty_text, *no_rarity, *no_flags, *latin;

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

/* The letter of articles is a sound, too. */
static int want_letter(void) {
    if (PyUnicode_GET_LENGTH(know.article_letter) == 1 && number_of(PyUnicode_READ_CHAR(know.article_letter, 0)) != NONE)
        return 0;
    PyErr_SetString(PyExc_ValueError, "article_letter: expected one letter that is a sound");
    return -1;
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
int are_texts(PyObject *tuple) {
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
        want_object(from, "fathers", &PyFrozenSet_Type, &know.fathers) < 0 ||
        want_object(from, "mothers", &PyFrozenSet_Type, &know.mothers) < 0 ||
        want_object(from, "men", &PyFrozenSet_Type, &know.men) < 0 ||
        want_object(from, "women", &PyFrozenSet_Type, &know.women) < 0 ||
        want_object(from, "caseless", &PyUnicode_Type, &know.caseless) < 0 ||
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
        want_role_set(from, "standing_for", know.standing_for) < 0 ||
        want_double(from, "full_bits", &know.full_bits) < 0 ||
        want_double(from, "least_against", &know.least_against) < 0 ||
        want_double(from, "other_gender_bits", &know.other_gender_bits) < 0 ||
        want_double(from, "other_parent_bits", &know.other_parent_bits) < 0 ||
        want_double(from, "other_syllable_bits", &know.other_syllable_bits) < 0 ||
        want_object(from, "are_other_syllables", NULL, &know.are_other_syllables) < 0 ||
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
        want_object(from, "servant", &PyUnicode_Type, &know.servant) < 0 ||
        want_object(from, "article_vowels", &PyUnicode_Type, &know.article_vowels) < 0 ||
        want_object(from, "article_letter", &PyUnicode_Type, &know.article_letter) < 0 || want_letter() < 0 ||
        want_object(from, "sun_letters", &PyUnicode_Type, &know.sun_letters) < 0 ||
        want_int(from, "article_length", 2, 30, &know.article_length) < 0 ||
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
int learn_hearing(void) {
    return know.heard_ready ? 0 : fetch(heard_supplier, "allonym.name", want_heard, &know.heard_ready);
}

/* Know what it takes to compare names. */
int learn(void) {
    return learn_hearing() < 0 ? -1 : know.ready ? 0 : fetch(supplier, "allonym.comparison", want_all, &know.ready);
}
