/* What is a word, ready to be compared? The twin of name.heard. */

#include "compare.h"

void word_free(Word *x) {
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

int room_for(Buffer *buffer, size_t more) {
    if (buffer->size + more <= buffer->room)
        return 0;
    size_t room = 2 * (buffer->size + more) + 64;
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
int add_letters(Buffer *buffer, Letters text, Py_ssize_t from, Py_ssize_t to) {
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

/* Leave out the glides before e at the start and after a vowel; gives how many sounds are left. */
static size_t open_glides(uint8_t *sounds, size_t size) {
    size_t left = 0;
    uint8_t last = NONE, before = NONE;
    for (size_t i = 0; i < size; i++) {
        uint8_t here = sounds[i];
        int open = here == know.glide_i && i + 1 < size && sounds[i + 1] == know.glide_e && (before == NONE || know.before_glide[before]);
        before = here;
        if (!open && here != last)
            sounds[left++] = last = here;
    }
    return left;
}

/* reading.broaden, and what the sounds bring against themselves; room for as many sounds is there. */
static Wide broaden(const uint8_t *restrict sounds, size_t size, uint8_t *restrict into, size_t at, int32_t *own) {
    size_t kept = 0;
    uint8_t before = NONE, glide = know.glide_i;
    uint32_t hash = 2166136261u;
    uint64_t found = 0;
    int glides = 0;
    int32_t bits = 0;
    /* Each sound once, though it stands twice. */
    for (size_t i = 0; i < size; i++) {
        uint8_t wide = know.broad[sounds[i]];
        bits += know.own[sounds[i]];
        if (wide == NONE || wide == before)
            continue;
        glides |= before == glide && wide == know.glide_e;
        into[kept++] = before = wide;
        hash = (hash ^ wide) * 16777619u;
        found |= (uint64_t)1 << wide % 64;
    }
    *own = bits;
    if (glides)
        return wide_of(into, at, open_glides(into, kept));
    Wide wide = {(uint32_t)at, (uint32_t)kept, hash ^ hash >> 15, 0, found};
    return wide;
}

static int room_for_ways(Word *x, int *room) {
    if (x->ways < *room)
        return 0;
    int more = *room ? 2 * *room : x->reads + 2;
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
    int32_t own;
    Wide wide = broaden(buffer->at + at, size, broad, buffer->size, &own);
    int same = 0, wides = x->wides;
    while (same < wides && (x->wide[same].hash != wide.hash || x->wide[same].size != wide.size ||
                            memcmp(buffer->at + x->wide[same].at, broad, wide.size) != 0))
        same++;
    if (same == wides) {
        wide.first = x->ways;
        x->wide[x->wides++] = wide;
        x->hashes |= (uint64_t)1 << wide.hash % 64;
        buffer->size += wide.size;
    } else {
        int32_t last = x->wide[same].first;
        while (x->way[last].next >= 0)
            last = x->way[last].next;
        x->way[last].next = x->ways;
    }
    Way way = {(uint32_t)at, (uint32_t)size, own, reading, same, -1};
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

/* Work out the ways of a word; its readings are in the buffer, which becomes its own. The twin of name.heard. */
int finish(Word *x, Buffer *buffer) {
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

/* Look a word up by its key, once; NULL without an error where there is nothing. */
PyObject *sought(Word *x, int what, PyObject *in, PyObject **kept) {
    if (!(x->sought & what)) {
        PyObject *found = PyDict_GetItemWithError(in, x->key);
        if (PyErr_Occurred())
            return NULL;
        x->sought |= what;
        *kept = Py_XNewRef(found);
    }
    return *kept;
}

/* Make a word without readings; steals nothing. */
Word *word_begin(PyObject *text, PyObject *key, PyObject *script, PyObject *number, int role, Py_ssize_t reads) {
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

void add_reading(Word *x, Buffer *buffer, size_t at, PyObject *code) {
    Read *one = &x->read[x->reads];
    one->at = (uint32_t)at;
    one->size = (uint32_t)(buffer->size - at);
    Py_INCREF(code);
    PyUnicode_InternInPlace(&code);
    one->code = code;
    x->reads++;
}

PyObject *text_of(PyObject *from, int name) {
    PyObject *value = PyObject_GetAttr(from, field_name[name]);
    if (value && !PyUnicode_CheckExact(value)) {
        PyErr_Format(PyExc_TypeError, "%U: expected a text", field_name[name]);
        Py_CLEAR(value);
    }
    return value;
}

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
int take_said(PyObject *said, PyObject *codes, Buffer *buffer, Readings *into) {
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
Word *word_said(PyObject *text, PyObject *key, PyObject *script, PyObject *number, int role, PyObject *said,
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
Word *word_of(PyObject *heard) {
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
