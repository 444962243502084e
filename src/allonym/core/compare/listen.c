/* Which words has a name? The quick way of name.listen. */

#include "compare.h"

/* As in parse/vocabulary.py */
#define SHORTEST_IN_FORM 5

#define LISTENER_PARTS 17

static PyObject **listener_part(Listener *x, int at) {
    PyObject **all[LISTENER_PARTS] = {&x->plain,     &x->roles,  &x->phrases, &x->numbers, &x->patronymics,
                                      &x->script_of, &x->reader, &x->group,   &x->name,    &x->fold,
                                      &x->pieces,    &x->phrase, &x->adjectives, &x->ages,   &x->marks,
                                      &x->slips,     &x->slipping};
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
    PyMem_Free(x->near);
    PyMem_Free(x->vocabulary);
    Py_TYPE(x)->tp_free(x);
}

/* The bit of the last two letters of a text of two at least. */
static uint32_t end_bit(Letters text) {
    return (letter(text, text.size - 1) * 31 + letter(text, text.size - 2)) % 1024;
}

#define FIRST_LETTERS 64

/* Sort the words that a slip may change by their first letters; -1 where memory is short. */
static int sort_near(Listener *x) {
    Py_ssize_t size = PyTuple_GET_SIZE(x->slipping);
    if (size > INT32_MAX || !(x->near = PyMem_Malloc((size_t)(FIRST_LETTERS + size) * sizeof(int32_t)))) {
        PyErr_NoMemory();
        return -1;
    }
    memset(x->near, 255, (size_t)(FIRST_LETTERS + size) * sizeof(int32_t));
    for (Py_ssize_t i = 0; i < size; i++) {
        PyObject *word = PyTuple_GET_ITEM(x->slipping, i);
        int32_t *first = PyUnicode_GET_LENGTH(word) ? &x->near[PyUnicode_READ_CHAR(word, 0) % FIRST_LETTERS] : NULL;
        if (first) {
            x->near[FIRST_LETTERS + i] = *first;
            *first = (int32_t)i;
        }
    }
    return 0;
}

/* The bits of the vocabulary, of which a quarter are set at most. */
#define VOCABULARY_BITS (1 << 17)

/* Note the words that are looked up, by a bit of their hash; -1 on error. */
static int note_vocabulary(Listener *x) {
    PyObject *known[] = {x->roles, x->phrases, x->numbers, x->marks}, *key, *value;
    if (!(x->vocabulary = PyMem_Calloc(VOCABULARY_BITS / 64, sizeof(uint64_t)))) {
        PyErr_NoMemory();
        return -1;
    }
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        for (Py_ssize_t at = 0; PyDict_Next(known[i], &at, &key, &value);) {
            Py_hash_t hash = PyObject_Hash(key);
            if (hash == -1)
                return -1;
            x->vocabulary[(size_t)hash % VOCABULARY_BITS / 64] |= (uint64_t)1 << (size_t)hash % 64;
        }
    return 0;
}

/* Look a key up in one of these; most words are in none of them, which takes no look at each. A borrowed reference, NULL
   where there is nothing, or with an error set. */
static PyObject *looked_up(const Listener *x, PyObject *known, PyObject *key) {
    Py_hash_t hash = PyObject_Hash(key);
    if (hash == -1 || !(x->vocabulary[(size_t)hash % VOCABULARY_BITS / 64] >> (size_t)hash % 64 & 1))
        return NULL;
    return PyDict_GetItemWithError(known, key);
}

/* Listener(plain, roles, phrases, numbers, patronymics, script_of, reader, group, name, fold, pieces, phrase, adjectives,
   ages, marks, slips, slipping, side, most) */
static PyObject *listener_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
    PyObject *given[LISTENER_PARTS], *side;
    Py_ssize_t most;
    if (kwargs || !PyArg_ParseTuple(args, "OO!O!O!O!OOOO!OOOO!OO!OO!Un", &given[0], &PyDict_Type, &given[1], &PyDict_Type,
                                    &given[2], &PyDict_Type, &given[3], &PyTuple_Type, &given[4], &given[5], &given[6],
                                    &given[7], &PyType_Type, &given[8], &given[9], &given[10], &given[11], &PyDict_Type,
                                    &given[12], &given[13], &PyDict_Type, &given[14], &given[15], &PyTuple_Type, &given[16],
                                    &side, &most)) {
        if (!PyErr_Occurred())
            PyErr_SetString(PyExc_TypeError, "Listener() takes no keywords");
        return NULL;
    }
    if (!are_texts(given[4]) || !are_texts(given[16]))
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
    if (!(x->known = PyDict_New()) || !(x->groups = PyDict_New()) || sort_near(x) < 0 || note_vocabulary(x) < 0)
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

/* Is a key one slip of the hand, though not at its first letter, from a word of a legal form? Most words are from none, and
   Python need not be asked. */
static int is_near_form(const Listener *x, PyObject *key) {
    Letters a = letters_of(key);
    for (int32_t i = x->near[letter(a, 0) % FIRST_LETTERS]; i >= 0; i = x->near[FIRST_LETTERS + i]) {
        Letters b = letters_of(PyTuple_GET_ITEM(x->slipping, i));
        if (a.size - b.size <= 1 && b.size - a.size <= 1 && letter(a, 0) == letter(b, 0) && one_slip(a, b))
            return 1;
    }
    return 0;
}

/* Note what a word may count for in a name: a ten takes the unit behind it (parts._joined_numbers), and what is written
   like a Roman numeral may be one (parts._numeral); -1 on error. */
int word_marked(const Listener *x, Word *word) {
    PyObject *longest = looked_up(x, x->phrases, word->key);
    PyObject *value = longest || !PyErr_Occurred() ? looked_up(x, x->numbers, word->key) : NULL;
    long begins = longest ? PyLong_AsLong(longest) : 0;
    if (PyErr_Occurred())
        return -1;
    if (x->numbers == know.numbers && !(word->sought & SOUGHT_VALUE)) {
        word->sought |= SOUGHT_VALUE;
        word->value = Py_XNewRef(value);
    }
    word->begins = (int)begins;
    word->fatherly = is_fatherly(x, word->key);
    PyObject *marked = looked_up(x, x->marks, word->key);
    word->counts = marked ? (int)(PyLong_AsLong(marked) & MARKS) : 0;
    if (PyErr_Occurred())
        return -1;
    if (word->role == WORD && PyUnicode_GET_LENGTH(word->key) >= SHORTEST_IN_FORM && is_near_form(x, word->key)) {
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
    PyObject *told = looked_up(x, x->roles, key);
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
PyObject *word_as(Listener *x, Word *word, int role) {
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

PyTypeObject ListenerType = {
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
