/* Do two words differ in the ending of a case or of a gender alone? The twin of endings.py. */

#include "compare.h"

uint64_t mark(Letters a, Py_ssize_t from_a, Letters b, Py_ssize_t from_b) {
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
int ends_so(const Endings *known, Letters a, Py_ssize_t from_a, Letters b, Py_ssize_t from_b) {
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
int written_ending(Word *x, Word *y) {
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
int inflected(Letters a, Letters b) {
    Py_ssize_t stem = common_start(a, b);
    if (stem < know.shortest_stem)
        return 0;
    for (int back = 0; back <= 2; back++)
        if (stem - back >= know.shortest_stem && ends_so(&know.cases, a, stem - back, b, stem - back))
            return 1;
    return fleeting(a, stem, b) || fleeting(b, stem, a);
}
