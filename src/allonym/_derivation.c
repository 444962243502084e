/* Can two schemes have written both spellings from one original?

   The compiled twin of derivation.PlainTable. A table never changes and holds no Python object. What it is asked is
   answered on memory of the call's own. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#ifndef ALLONYM_SOURCE
#define ALLONYM_SOURCE ""
#endif

#define MOST_PLACES 64   /* as in letters.py: the bits of a word */
#define MOST_LETTERS 128 /* as in derivation.py */
#define MOST_UNITS 100000
#define PLACE_WORDS (MOST_LETTERS / 64 + 1)
#define STARTS 1
#define ENDS 2

/* A value that some scheme writes, by where its letters stand in the table's text, and the values that may stand beside it,
   by the last bits of their numbers. */
typedef struct {
    int start, length;
    uint64_t beside;
} Value;

/* Which values stand beside each other, by the last bits of a letter of each: beside a letter of the one which of the
   other, and beside which nothing may stand, on the one side or the other. */
typedef struct {
    uint64_t both[64], no_one, no_two;
} Beside;

/* A unit's two values, by their numbers, with the places that write each: derivation.Cut. */
typedef struct {
    int one, two, edges;
    uint64_t one_places, two_places;
} Cut;

typedef struct {
    PyObject_HEAD
    int size; /* places */
    int values, cuts, longest;
    Py_UCS4 *text;
    Value *value; /* number 0 is nothing */
    Cut *cut;     /* by one, then by two */
    int *named;   /* numbers of values by hash of their letters, -1 where there is none */
    int *paired;  /* first cuts of pairs of values by hash of their numbers, -1 where there is none */
    size_t names, pairs; /* sizes of both, powers of two */
    Beside first, last; /* letters of values */
    uint8_t reach[64];  /* how long values are at most, by the last bits of their first letter */
    uint64_t second[64]; /* by the same, which second letters they have, by the last bits of these */
} Table;

/* The hash of letters grows with each of them. */
#define NO_LETTERS 1469598103934665603u
static uint64_t hash_on(uint64_t hash, Py_UCS4 letter) { return (hash ^ letter) * 1099511628211u; }

static size_t hash_end(uint64_t hash) { return (size_t)(hash ^ hash >> 29); }

static size_t letters_hash(const Py_UCS4 *letters, int length) {
    uint64_t hash = NO_LETTERS;
    for (int i = 0; i < length; i++)
        hash = hash_on(hash, letters[i]);
    return hash_end(hash);
}

static size_t pair_hash(int one, int two) {
    uint64_t hash = ((uint64_t)one << 32 | (uint32_t)two) * 0x9E3779B97F4A7C15u;
    return (size_t)(hash >> 31);
}

/* Give the number of a value, -1 where no scheme writes it. */
static int value_of(const Table *self, size_t hash, const Py_UCS4 *letters, int length) {
    for (size_t at = hash;; at++) {
        int number = self->named[at & (self->names - 1)];
        if (number < 0 || (self->value[number].length == length &&
                           !memcmp(self->text + self->value[number].start, letters, sizeof(Py_UCS4) * (size_t)length)))
            return number;
    }
}

/* Give the first cut of a pair of values, -1 where there is none. */
static int cut_of(const Table *self, int one, int two) {
    for (size_t at = pair_hash(one, two);; at++) {
        int first = self->paired[at & (self->pairs - 1)];
        if (first < 0 || (self->cut[first].one == one && self->cut[first].two == two))
            return first;
    }
}

static int by_values(const void *one, const void *two) {
    const Cut *a = one, *b = two;
    if (a->one != b->one)
        return a->one < b->one ? -1 : 1;
    return (a->two > b->two) - (a->two < b->two);
}

static void table_dealloc(Table *self) {
    PyMem_Free(self->text);
    PyMem_Free(self->value);
    PyMem_Free(self->cut);
    PyMem_Free(self->named);
    PyMem_Free(self->paired);
    Py_TYPE(self)->tp_free((PyObject *)self);
}

static int *emptied(size_t size) {
    int *made = PyMem_Malloc(sizeof(int) * size);
    for (size_t i = 0; made && i < size; i++)
        made[i] = -1;
    return made;
}

/* The items of a tuple or of a list, as JSON has it, of some size; NULL with an error set. */
static PyObject **items_of(PyObject *given, Py_ssize_t size) {
    if (!given || !(PyTuple_Check(given) || PyList_Check(given)) || (size >= 0 && PySequence_Fast_GET_SIZE(given) != size)) {
        PyErr_SetString(PyExc_TypeError, "a unit has five fields, and a value two, in tuples or lists");
        return NULL;
    }
    static PyObject *nothing[1];
    /* An empty list has no place for items. */
    return PySequence_Fast_GET_SIZE(given) ? PySequence_Fast_ITEMS(given) : nothing;
}

/* Read places, the bits of a number; -1 with an error set. */
static int read_places(PyObject *number, uint64_t *places) {
    if (!PyLong_Check(number)) {
        PyErr_SetString(PyExc_TypeError, "places are a number");
        return -1;
    }
    *places = PyLong_AsUnsignedLongLong(number);
    return PyErr_Occurred() ? -1 : 0;
}

/* Read (value, places) of a unit; NULL with an error set. */
static PyObject *read_value(PyObject *pair, uint64_t *places) {
    PyObject **both = items_of(pair, 2);
    if (!both || read_places(both[1], places) < 0)
        return NULL;
    if (!PyUnicode_Check(both[0]) || PyUnicode_GET_LENGTH(both[0]) > MOST_LETTERS) {
        PyErr_SetString(PyUnicode_Check(both[0]) ? PyExc_ValueError : PyExc_TypeError, "no text, or too long a value");
        return NULL;
    }
    return both[0];
}

/* Give the values of a unit, (spelling, starts, ends, own, values), how many they are, its edges, and the places that have
   a rule for it; NULL with an error set. */
static PyObject **read_unit(PyObject *given, Py_ssize_t *count, int *edges, uint64_t *own) {
    PyObject **field = items_of(given, 5);
    if (!field || read_places(field[3], own) < 0)
        return NULL;
    PyObject **values = items_of(field[4], -1);
    if (!values)
        return NULL;
    if (!PyUnicode_Check(field[0]) || !PyBool_Check(field[1]) || !PyBool_Check(field[2])) {
        PyErr_SetString(PyExc_TypeError, "a unit's spelling is a text, and that it starts or ends a word is true or false");
        return NULL;
    }
    *edges = (field[1] == Py_True ? STARTS : 0) + (field[2] == Py_True ? ENDS : 0);
    *count = PySequence_Fast_GET_SIZE(field[4]);
    return values;
}

/* Count what a table needs room for; -1 with an error set. */
static int measure(PyObject *units, size_t *letters, size_t *values, size_t *cuts) {
    for (Py_ssize_t i = 0; i < PySequence_Fast_GET_SIZE(units); i++) {
        int edges;
        uint64_t ruled;
        Py_ssize_t size;
        PyObject **own = read_unit(PySequence_Fast_ITEMS(units)[i], &size, &edges, &ruled);
        if (!own)
            return -1;
        size_t count = (size_t)size, with_rule = 0;
        *values += count;
        for (size_t j = 0; j < count; j++) {
            uint64_t places;
            PyObject *text = read_value(own[j], &places);
            if (!text)
                return -1;
            *letters += (size_t)PyUnicode_GET_LENGTH(text);
            with_rule += (places & ruled) != 0;
        }
        *cuts += 2 * with_rule * count;
        if (*cuts > INT32_MAX / 2 || *letters > INT32_MAX / 2) {
            PyErr_SetString(PyExc_ValueError, "too large a table");
            return -1;
        }
    }
    return 0;
}

/* Give a value its number, a new one where it has none. */
static int number_of(Table *self, PyObject *text, int *used) {
    int length = (int)PyUnicode_GET_LENGTH(text);
    Py_UCS4 *letters = self->text + *used;
    for (int i = 0; i < length; i++)
        letters[i] = PyUnicode_READ_CHAR(text, i);
    size_t at = letters_hash(letters, length);
    int number = value_of(self, at, letters, length);
    if (number < 0) {
        while (self->named[at & (self->names - 1)] >= 0)
            at++;
        number = self->named[at & (self->names - 1)] = self->values++;
        self->value[number] = (Value){*used, length, 0};
        *used += length;
        if (length > self->longest)
            self->longest = length;
        if (length && length > self->reach[letters[0] % 64])
            self->reach[letters[0] % 64] = (uint8_t)length;
        if (length > 1)
            self->second[letters[0] % 64] |= (uint64_t)1 << letters[1] % 64;
    }
    return number;
}

/* Note that two letters stand beside each other, either of which may be none. */
static void note_beside(Beside *known, const Py_UCS4 *one, const Py_UCS4 *two) {
    uint64_t other = two ? (uint64_t)1 << *two % 64 : 0;
    if (one && two)
        known->both[*one % 64] |= other;
    else if (two)
        known->no_one |= other;
    else if (one)
        known->no_two |= (uint64_t)1 << *one % 64;
}

/* May values stand beside each other that have these letters, either of which may be none? */
static int may_stand(const Beside *known, const Py_UCS4 *one, const Py_UCS4 *two) {
    return (one && two && known->both[*one % 64] >> *two % 64 & 1) || (two && known->no_one >> *two % 64 & 1) ||
           (one && known->no_two >> *one % 64 & 1);
}

/* Read all units into a table that has room for them; -1 with an error set. */
static int fill(Table *self, PyObject *units, PyObject *nothing) {
    int used = 0;
    number_of(self, nothing, &used);
    Cut *values = NULL;
    Py_ssize_t room = 0;
    for (Py_ssize_t i = 0; i < PySequence_Fast_GET_SIZE(units); i++) {
        int edges;
        uint64_t ruled;
        Py_ssize_t count;
        PyObject **own = read_unit(PySequence_Fast_ITEMS(units)[i], &count, &edges, &ruled);
        if (count > room) {
            Cut *more = PyMem_Realloc(values, (size_t)(room = 2 * count) * sizeof(Cut));
            if (!more) {
                PyMem_Free(values);
                PyErr_NoMemory();
                return -1;
            }
            values = more;
        }
        for (Py_ssize_t j = 0; j < count; j++)
            values[j].one = number_of(self, read_value(own[j], &values[j].one_places), &used);
        for (Py_ssize_t j = 0; j < count; j++)
            for (Py_ssize_t k = 0; k < count; k++) {
                Cut cut = {values[j].one, values[k].one, edges, values[j].one_places, values[k].one_places};
                /* What neither scheme has a rule for, its letters alone will do. */
                Cut first = cut, second = cut;
                first.one_places &= ruled;
                second.one_places &= ~ruled;
                second.two_places &= ruled;
                if ((cut.one || cut.two) && first.one_places)
                    self->cut[self->cuts++] = first;
                if ((cut.one || cut.two) && second.one_places && second.two_places)
                    self->cut[self->cuts++] = second;
            }
    }
    PyMem_Free(values);
    qsort(self->cut, (size_t)self->cuts, sizeof(Cut), by_values);
    for (int i = 0; i < self->cuts; i++) {
        Value one = self->value[self->cut[i].one], two = self->value[self->cut[i].two];
        const Py_UCS4 *letters = one.length ? self->text + one.start : NULL, *others = two.length ? self->text + two.start : NULL;
        note_beside(&self->first, letters, others);
        note_beside(&self->last, letters ? letters + one.length - 1 : NULL, others ? others + two.length - 1 : NULL);
        self->value[self->cut[i].one].beside |= (uint64_t)1 << self->cut[i].two % 64;
    }
    for (int i = 0; i < self->cuts; i++)
        if (!i || by_values(&self->cut[i - 1], &self->cut[i])) {
            size_t at = pair_hash(self->cut[i].one, self->cut[i].two);
            while (self->paired[at & (self->pairs - 1)] >= 0)
                at++;
            self->paired[at & (self->pairs - 1)] = i;
        }
    return 0;
}

static size_t room_for(size_t count) {
    size_t size = 8;
    while (size < 2 * count)
        size *= 2;
    return size;
}

static PyObject *table_new(PyTypeObject *type, PyObject *args, PyObject *names) {
    PyObject *units, *nothing;
    int size;
    size_t letters = 0, values = 1, cuts = 0;
    if (names && PyDict_GET_SIZE(names)) {
        PyErr_SetString(PyExc_TypeError, "Table takes no keywords");
        return NULL;
    }
    if (!PyArg_ParseTuple(args, "iO", &size, &units) || !items_of(units, -1))
        return NULL;
    if (size < 1 || size > MOST_PLACES || PySequence_Fast_GET_SIZE(units) > MOST_UNITS) {
        PyErr_Format(PyExc_ValueError, "a table has from 1 to %d places, not %d", MOST_PLACES, size);
        return NULL;
    }
    if (measure(units, &letters, &values, &cuts) < 0 || !(nothing = PyUnicode_FromString("")))
        return NULL;
    Table *self = (Table *)type->tp_alloc(type, 0);
    if (self) {
        self->size = size;
        self->names = room_for(values);
        self->pairs = room_for(cuts);
        /* A value is written behind the others before it is known whether it is new. */
        self->text = PyMem_Calloc(letters + MOST_LETTERS, sizeof(Py_UCS4));
        self->value = PyMem_Calloc(values, sizeof(Value));
        self->cut = PyMem_Calloc(cuts + 1, sizeof(Cut));
        self->named = emptied(self->names);
        self->paired = emptied(self->pairs);
        if (!self->text || !self->value || !self->cut || !self->named || !self->paired) {
            PyErr_NoMemory();
            Py_CLEAR(self);
        } else if (fill(self, units, nothing) < 0)
            Py_CLEAR(self);
    }
    Py_DECREF(nothing);
    return (PyObject *)self;
}

/* Memory that is taken piece by piece and given back as a whole; the first of it needs none of the heap. */
#define OWN_ROOM 2048
typedef struct Room {
    size_t used, size;
    uint64_t *at;
    void *heap; /* all that is of the heap, each piece begins with the one before */
    uint64_t own[OWN_ROOM];
} Room;

static void room_begin(Room *room) {
    room->used = 0;
    room->size = OWN_ROOM;
    room->at = room->own;
    room->heap = NULL;
}

static void room_end(Room *room) {
    while (room->heap) {
        void *before = *(void **)room->heap;
        PyMem_Free(room->heap);
        room->heap = before;
    }
}

/* Take some words of memory; NULL where there is none. */
static uint64_t *room_for_words(Room *room, size_t words) {
    if (room->used + words > room->size) {
        size_t size = 16 * OWN_ROOM > words ? 16 * OWN_ROOM : words;
        void **more = PyMem_Malloc((size + 1) * sizeof(uint64_t));
        if (!more)
            return NULL;
        *more = room->heap;
        room->heap = more;
        room->at = (uint64_t *)more + 1;
        room->size = size;
        room->used = 0;
    }
    uint64_t *taken = room->at + room->used;
    room->used += words;
    return taken;
}

/* The same, all of them 0. */
static uint64_t *room_take(Room *room, size_t words) {
    uint64_t *taken = room_for_words(room, words);
    return taken ? memset(taken, 0, words * sizeof(uint64_t)) : NULL;
}

/* One spelling while it is cut: its letters, and for each place that was come to the values that stand there, the first of
   which is nothing. */
typedef struct {
    int length;
    const Py_UCS4 *letter;
    uint8_t count[MOST_LETTERS + 1]; /* 0 where nobody has come yet */
    int *standing;                   /* for each place as many as the longest value has letters, and one */
} Side;

static void read_side(PyObject *text, Py_UCS4 *letters, Side *side) {
    side->length = (int)PyUnicode_GET_LENGTH(text);
    side->letter = letters;
    for (int at = 0; at < side->length; at++)
        letters[at] = PyUnicode_READ_CHAR(text, at);
}

/* Find the values that stand at a place of a spelling. */
static const int *standing_at(const Table *self, Side *side, int at) {
    int *standing = side->standing + at * (self->longest + 1);
    if (!side->count[at]) {
        standing[side->count[at]++] = 0;
        uint64_t hash = NO_LETTERS;
        int left = side->length - at, longest = left ? self->reach[side->letter[at] % 64] : 0;
        longest = longest < left ? longest : left;
        if (longest > 1 && !(self->second[side->letter[at] % 64] >> side->letter[at + 1] % 64 & 1))
            longest = 1;
        for (int length = 1; length <= longest; length++) {
            hash = hash_on(hash, side->letter[at + length - 1]);
            int number = value_of(self, hash_end(hash), side->letter + at, length);
            if (number >= 0)
                standing[side->count[at]++] = number;
        }
    }
    return standing;
}

/* Is there a letter at a place, so that no word starts or ends beside it? */
static int is_letter(const Side *side, int at) {
    return at >= 0 && at < side->length && Py_UNICODE_ISALPHA(side->letter[at]);
}

/* For each pair of places, what has come there: for each scheme of the first side, those of the second beside it; after
   them, which of the first side have any. */
typedef struct {
    const Table *table;
    Side *one, *two;
    Room *room;
    uint64_t **cell;              /* row by row; there is none where nothing has come */
    uint64_t (*come)[PLACE_WORDS]; /* for each row, to which of its places something has come, as bits */
} Way;

static int has_come(const Way *way, int at, int beside) { return way->come[at][beside / 64] >> beside % 64 & 1; }

static uint64_t *cell_at(Way *way, int at, int beside) {
    uint64_t **cell = &way->cell[at * (way->two->length + 1) + beside];
    if (has_come(way, at, beside))
        return *cell;
    way->come[at][beside / 64] |= (uint64_t)1 << beside % 64;
    return *cell = room_take(way->room, (size_t)way->table->size + 1);
}

/* Give the number of the lowest bit that is set. */
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

/* Go on by a cut; -1 where memory lacks. */
static int step(Way *way, const uint64_t *here, int at, int beside, const Cut *cut) {
    int size = way->table->size, end = at + way->table->value[cut->one].length,
        last = beside + way->table->value[cut->two].length;
    if ((cut->edges & STARTS) && (is_letter(way->one, at - 1) || is_letter(way->two, beside - 1)))
        return 0;
    if ((cut->edges & ENDS) && (is_letter(way->one, end) || is_letter(way->two, last)))
        return 0;
    uint64_t *to = NULL;
    for (uint64_t left = here[size] & cut->one_places; left; left &= left - 1) {
        int place = lowest(left);
        uint64_t rest = here[place] & cut->two_places;
        if (rest) {
            if (!to && !(to = cell_at(way, end, last)))
                return -1;
            to[place] |= rest;
            to[size] |= (uint64_t)1 << place;
        }
    }
    return 0;
}

/* Go on from a pair of places by all that stands there; -1 where memory lacks. */
static int go_on(Way *way, const uint64_t *here, int at, int beside) {
    const Table *table = way->table;
    Side *one = way->one, *two = way->two;
    if (at < one->length && beside < two->length && one->letter[at] == two->letter[beside] && !is_letter(one, at)) {
        uint64_t *to = cell_at(way, at + 1, beside + 1);
        if (!to)
            return -1;
        for (int place = 0; place <= table->size; place++)
            to[place] |= here[place];
    }
    const int *standing = standing_at(table, one, at), *other = standing_at(table, two, beside);
    for (int i = 0; i < one->count[at]; i++)
        for (int j = 0; j < two->count[beside]; j++) {
            int a = standing[i], b = other[j], first = table->value[a].beside >> b % 64 & 1 ? cut_of(table, a, b) : -1;
            for (int k = first; k >= 0 && k < table->cuts && table->cut[k].one == a && table->cut[k].two == b; k++)
                if (step(way, here, at, beside, &table->cut[k]) < 0)
                    return -1;
        }
    return 0;
}

/* A letter of a spelling, none before its start and behind its end. */
static const Py_UCS4 *letter_at(const Side *side, int at) { return at >= 0 && at < side->length ? side->letter + at : NULL; }

/* May anything stand at a pair of places, or end there? A quick look, which lets most that cannot go no further. */
static int may_go_on(const Beside *known, const Side *one, int at, const Side *two, int beside) {
    const Py_UCS4 *letter = letter_at(one, at), *other = letter_at(two, beside);
    return may_stand(known, letter, other) || (letter && other && *letter == *other && !is_letter(one, at));
}

/* Go through both spellings; 1 where some pair of schemes comes to both ends, -1 where memory lacks. */
static int go(Way *way, uint64_t one_places, uint64_t two_places) {
    int size = way->table->size;
    uint64_t original = (uint64_t)1 << (size - 1), *start = cell_at(way, 0, 0);
    if (!start)
        return -1;
    for (int place = 0; place < size; place++)
        if (one_places >> place & 1) {
            start[place] = place == size - 1 ? two_places & ~original : two_places;
            start[size] |= (uint64_t)(start[place] != 0) << place;
        }
    for (int at = 0; at <= way->one->length; at++)
        for (int word = 0; word < PLACE_WORDS; word++)
            /* A value may be nothing, so that more may come to a row while it is gone through, behind where that is. */
            for (uint64_t done = 0, left; (left = way->come[at][word] & ~done); done |= left ^ (left & (left - 1))) {
                int beside = 64 * word + lowest(left);
                if (may_go_on(&way->table->first, way->one, at, way->two, beside) &&
                    go_on(way, way->cell[at * (way->two->length + 1) + beside], at, beside) < 0)
                    return -1;
            }
    return has_come(way, way->one->length, way->two->length) &&
           way->cell[(way->one->length + 1) * (way->two->length + 1) - 1][size];
}

/* Ask one table of two spellings; 1 where some pair of schemes comes to both ends, -1 where memory lacks. */
static int table_asked(const Table *self, Side *one, Side *two, uint64_t one_places, uint64_t two_places) {
    if ((one->length || two->length) && !(may_go_on(&self->first, one, 0, two, 0) &&
                                          may_go_on(&self->last, one, one->length - 1, two, two->length - 1)))
        return 0;
    Room room;
    uint64_t come[MOST_LETTERS + 1][PLACE_WORDS];
    Way way = {self, one, two, &room, NULL, come};
    size_t each = (size_t)self->longest + 1, places = (size_t)(one->length + two->length + 2);
    room_begin(&room);
    memset(come, 0, ((size_t)one->length + 1) * sizeof come[0]);
    memset(one->count, 0, (size_t)one->length + 1);
    memset(two->count, 0, (size_t)two->length + 1);
    uint64_t *standing = room_for_words(&room, (places * each * sizeof(int) + sizeof(uint64_t) - 1) / sizeof(uint64_t));
    size_t cells = (size_t)(one->length + 1) * (size_t)(two->length + 1) * sizeof(uint64_t *);
    way.cell = standing ? (uint64_t **)room_for_words(&room, (cells + sizeof(uint64_t) - 1) / sizeof(uint64_t)) : NULL;
    one->standing = (int *)standing;
    two->standing = standing ? (int *)standing + (size_t)(one->length + 1) * each : NULL;
    int found = way.cell ? go(&way, one_places, two_places) : -1;
    room_end(&room);
    return found;
}

/* meet(a, b, one, two): does some pair of these places come to both ends? */
static PyObject *table_meet(Table *self, PyObject *args) {
    PyObject *a, *b;
    unsigned long long one_places, two_places;
    if (!PyArg_ParseTuple(args, "UUKK", &a, &b, &one_places, &two_places))
        return NULL;
    if (PyUnicode_GET_LENGTH(a) > MOST_LETTERS || PyUnicode_GET_LENGTH(b) > MOST_LETTERS)
        Py_RETURN_FALSE;
    Py_UCS4 letters[2][MOST_LETTERS];
    Side one, two;
    read_side(a, letters[0], &one);
    read_side(b, letters[1], &two);
    int found = table_asked(self, &one, &two, one_places, two_places);
    return found < 0 ? PyErr_NoMemory() : PyBool_FromLong(found);
}

/* ---- Many languages at once: derivation.PlainSides ---- */

typedef struct {
    Table *table;
    uint64_t one, two;
    int parted; /* whether its words can be asked one by one */
} Asked;

typedef struct {
    PyObject_HEAD
    Py_ssize_t count;
    Asked *asked;
} Sides;

static PyTypeObject TableType;

static void sides_dealloc(Sides *self) {
    for (Py_ssize_t i = 0; self->asked && i < self->count; i++)
        Py_XDECREF(self->asked[i].table);
    PyMem_Free(self->asked);
    Py_TYPE(self)->tp_free((PyObject *)self);
}

/* Sides(rows): of each a table, the places of both spellings, and whether its words can be asked one by one. */
static PyObject *sides_new(PyTypeObject *type, PyObject *args, PyObject *names) {
    PyObject *rows;
    if ((names && PyDict_GET_SIZE(names)) || !PyArg_ParseTuple(args, "O!", &PyTuple_Type, &rows)) {
        if (!PyErr_Occurred())
            PyErr_SetString(PyExc_TypeError, "Sides takes no keywords");
        return NULL;
    }
    Py_ssize_t count = PyTuple_GET_SIZE(rows);
    Sides *self = (Sides *)type->tp_alloc(type, 0);
    if (!self || !(self->asked = PyMem_Calloc((size_t)count + 1, sizeof(Asked)))) {
        Py_XDECREF(self);
        return PyErr_NoMemory();
    }
    for (; self->count < count; self->count++) {
        PyObject **row = items_of(PyTuple_GET_ITEM(rows, self->count), 4);
        Asked *asked = &self->asked[self->count];
        if (row && (!PyObject_TypeCheck(row[0], &TableType) || !PyBool_Check(row[3])))
            PyErr_SetString(PyExc_TypeError, "expected a Table, places, and whether words can be asked of it");
        if (PyErr_Occurred() || read_places(row[1], &asked->one) < 0 || read_places(row[2], &asked->two) < 0) {
            Py_DECREF(self);
            return NULL;
        }
        asked->table = (Table *)Py_NewRef(row[0]);
        asked->parted = row[3] == Py_True;
    }
    return (PyObject *)self;
}

#define FEW_WORDS 8

static int words_in(const Side *side) {
    int count = 1;
    for (int at = 0; at < side->length; at++)
        count += side->letter[at] == ' ';
    return count;
}

/* Part a spelling at its spaces. */
static void part_words(const Side *side, Side *words) {
    for (int at = 0, from = 0; at <= side->length; at++)
        if (at == side->length || side->letter[at] == ' ') {
            words->letter = side->letter + from;
            words++->length = at - from;
            from = at + 1;
        }
}

static int same_side(const Side *one, const Side *two) {
    return one->length == two->length && !memcmp(one->letter, two->letter, sizeof(Py_UCS4) * (size_t)one->length);
}

/* Can a language have written two spellings for one? What it cannot have written of the words, it has not of the whole. -1
   where memory lacks. */
static int side_asked(const Asked *asked, Side *whole, Side *const words[2], const int count[2]) {
    if (asked->parted && count[0] != count[1])
        return 0;
    for (int i = 0; asked->parted && count[0] > 1 && i < count[0]; i++)
        if (!same_side(&words[0][i], &words[1][i])) {
            int found = table_asked(asked->table, &words[0][i], &words[1][i], asked->one, asked->two);
            if (found <= 0)
                return found;
        }
    return table_asked(asked->table, &whole[0], &whole[1], asked->one, asked->two);
}

/* meet(a, b): can some language have written both spellings for one? */
static PyObject *sides_meet(Sides *self, PyObject *const *given, Py_ssize_t count) {
    if (count != 2 || !PyUnicode_Check(given[0]) || !PyUnicode_Check(given[1])) {
        PyErr_SetString(PyExc_TypeError, "meet() takes two texts");
        return NULL;
    }
    if (PyUnicode_GET_LENGTH(given[0]) > MOST_LETTERS || PyUnicode_GET_LENGTH(given[1]) > MOST_LETTERS)
        Py_RETURN_FALSE;
    Py_UCS4 letters[2][MOST_LETTERS];
    Side whole[2], own[2 * FEW_WORDS], *room = own;
    int counts[2], found = 0;
    for (int k = 0; k < 2; k++) {
        read_side(given[k], letters[k], &whole[k]);
        counts[k] = words_in(&whole[k]);
    }
    if (counts[0] + counts[1] > 2 * FEW_WORDS && !(room = PyMem_New(Side, counts[0] + counts[1])))
        return PyErr_NoMemory();
    Side *const words[2] = {room, room + counts[0]};
    for (int k = 0; k < 2; k++)
        part_words(&whole[k], words[k]);
    for (Py_ssize_t i = 0; !found && i < self->count; i++)
        found = side_asked(&self->asked[i], whole, words, counts);
    if (room != own)
        PyMem_Free(room);
    return found < 0 ? PyErr_NoMemory() : PyBool_FromLong(found);
}

static PyMethodDef table_methods[] = {
    {"meet", (PyCFunction)table_meet, METH_VARARGS, "Say whether some pair of these places comes to both ends."},
    {NULL, NULL, 0, NULL},
};

static PyTypeObject TableType = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "allonym._derivation.Table",
    .tp_basicsize = sizeof(Table),
    .tp_dealloc = (destructor)table_dealloc,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_doc = "The schemes of a language side by side.",
    .tp_methods = table_methods,
    .tp_new = table_new,
};

static PyMethodDef sides_methods[] = {
    {"meet", (PyCFunction)(void (*)(void))sides_meet, METH_FASTCALL, "Say whether some language can have written both spellings for one."},
    {NULL, NULL, 0, NULL},
};

static PyTypeObject SidesType = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "allonym._derivation.Sides",
    .tp_basicsize = sizeof(Sides),
    .tp_dealloc = (destructor)sides_dealloc,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_doc = "The tables of several languages, and what each is asked.",
    .tp_methods = sides_methods,
    .tp_new = sides_new,
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "_derivation", "The compiled twin of derivation.py.", -1, NULL, NULL, NULL, NULL, NULL,
};

PyMODINIT_FUNC PyInit__derivation(void) {
    if (PyType_Ready(&TableType) < 0 || PyType_Ready(&SidesType) < 0)
        return NULL;
    PyObject *module = PyModule_Create(&definition);
    if (!module)
        return NULL;
    if (PyModule_AddObjectRef(module, "Table", (PyObject *)&TableType) < 0 ||
        PyModule_AddObjectRef(module, "Sides", (PyObject *)&SidesType) < 0)
        Py_CLEAR(module);
    if (module && PyModule_AddStringConstant(module, "SOURCE", ALLONYM_SOURCE) < 0)
        Py_CLEAR(module);
    return module;
}
