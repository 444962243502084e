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
#define NO_LETTER 0xFFFFFFFFu

typedef struct {
    Py_UCS4 first; /* NO_LETTER where the value is nothing */
    int unit;
    int start, length; /* of its letters in the table's text */
    uint64_t places;
} Value;

typedef struct {
    PyObject_HEAD
    int size;         /* places */
    int values, units;
    Value *value;     /* by first letter, then by unit */
    unsigned char *edges; /* of each unit: 1 starts a word, 2 ends one */
    Py_UCS4 *text;
} Table;

static int by_letter(const void *one, const void *two) {
    const Value *a = one, *b = two;
    if (a->first != b->first)
        return a->first < b->first ? -1 : 1;
    if (a->unit != b->unit)
        return a->unit < b->unit ? -1 : 1;
    return (a->start > b->start) - (a->start < b->start);
}

static void table_dealloc(Table *self) {
    PyMem_Free(self->value);
    PyMem_Free(self->edges);
    PyMem_Free(self->text);
    Py_TYPE(self)->tp_free((PyObject *)self);
}

/* Read one unit, (spelling, starts, ends, ((value, places), ...)), into the table; -1 with an error set. */
static int read_unit(Table *self, PyObject *given, int unit, int *count, Py_ssize_t *used, int measuring) {
    PyObject *spelling, *values;
    int starts, ends;
    if (!PyTuple_Check(given)) {
        PyErr_SetString(PyExc_TypeError, "a unit must be a tuple");
        return -1;
    }
    if (!PyArg_ParseTuple(given, "UppO!", &spelling, &starts, &ends, &PyTuple_Type, &values))
        return -1;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(values); i++) {
        PyObject *text, *places, *pair = PyTuple_GET_ITEM(values, i);
        if (!PyTuple_Check(pair)) {
            PyErr_SetString(PyExc_TypeError, "a value must be a tuple");
            return -1;
        }
        if (!PyArg_ParseTuple(pair, "UO!", &text, &PyLong_Type, &places))
            return -1;
        Py_ssize_t length = PyUnicode_GET_LENGTH(text);
        if (length > MOST_LETTERS || *count == INT32_MAX || *used > INT32_MAX - MOST_LETTERS) {
            PyErr_SetString(PyExc_ValueError, "too long a table");
            return -1;
        }
        if (!measuring) {
            Value *value = &self->value[*count];
            value->places = PyLong_AsUnsignedLongLong(places);
            if (PyErr_Occurred())
                return -1;
            value->unit = unit;
            value->start = (int)*used;
            value->length = (int)length;
            value->first = length ? PyUnicode_READ_CHAR(text, 0) : NO_LETTER;
            for (Py_ssize_t at = 0; at < length; at++)
                self->text[*used + at] = PyUnicode_READ_CHAR(text, at);
            self->edges[unit] = (unsigned char)(starts + 2 * ends);
        }
        (*count)++;
        *used += length;
    }
    return 0;
}

static PyObject *table_new(PyTypeObject *type, PyObject *args, PyObject *names) {
    PyObject *units;
    int size;
    if (names && PyDict_GET_SIZE(names)) {
        PyErr_SetString(PyExc_TypeError, "Table takes no keywords");
        return NULL;
    }
    if (!PyArg_ParseTuple(args, "iO!", &size, &PyTuple_Type, &units))
        return NULL;
    if (size < 1 || size > MOST_PLACES || PyTuple_GET_SIZE(units) > INT32_MAX) {
        PyErr_Format(PyExc_ValueError, "a table has from 1 to %d places, not %d", MOST_PLACES, size);
        return NULL;
    }
    Table *self = (Table *)type->tp_alloc(type, 0);
    if (!self)
        return NULL;
    self->size = size;
    self->units = (int)PyTuple_GET_SIZE(units);
    for (int measuring = 1; measuring >= 0; measuring--) {
        Py_ssize_t used = 0;
        self->values = 0;
        for (int unit = 0; unit < self->units; unit++)
            if (read_unit(self, PyTuple_GET_ITEM(units, unit), unit, &self->values, &used, measuring) < 0)
                goto failed;
        if (measuring) {
            self->value = PyMem_Calloc((size_t)self->values + 1, sizeof(Value));
            self->edges = PyMem_Calloc((size_t)self->units + 1, 1);
            self->text = PyMem_Calloc((size_t)used + 1, sizeof(Py_UCS4));
            if (!self->value || !self->edges || !self->text) {
                PyErr_NoMemory();
                goto failed;
            }
        }
    }
    qsort(self->value, (size_t)self->values, sizeof(Value), by_letter);
    return (PyObject *)self;
failed:
    Py_DECREF(self);
    return NULL;
}

/* One spelling while it is cut: its letters, and for each place the values that stand there, by unit. */
typedef struct {
    int length;
    Py_UCS4 letter[MOST_LETTERS];
    int from[MOST_LETTERS + 1], to[MOST_LETTERS + 1];
    int *standing;
} Side;

static int first_of(const Table *self, Py_UCS4 letter) {
    int low = 0, high = self->values;
    while (low < high) {
        int middle = (low + high) / 2;
        if (self->value[middle].first < letter)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Find the values that stand at each place of a spelling; -1 with an error set. */
static int read_side(const Table *self, PyObject *text, Side *side) {
    int count = 0, room = 0;
    side->length = (int)PyUnicode_GET_LENGTH(text);
    for (int at = 0; at < side->length; at++)
        side->letter[at] = PyUnicode_READ_CHAR(text, at);
    for (int at = 0; at < side->length; at++) {
        side->from[at] = count;
        for (int i = first_of(self, side->letter[at]); i < self->values && self->value[i].first == side->letter[at]; i++) {
            const Value *value = &self->value[i];
            if (value->length > side->length - at ||
                memcmp(self->text + value->start, side->letter + at, sizeof(Py_UCS4) * (size_t)value->length))
                continue;
            if (count == room) {
                room = room ? 2 * room : 256;
                int *more = PyMem_Realloc(side->standing, sizeof(int) * (size_t)room);
                if (!more) {
                    PyErr_NoMemory();
                    return -1;
                }
                side->standing = more;
            }
            side->standing[count++] = i;
        }
        side->to[at] = count;
    }
    side->from[side->length] = side->to[side->length] = count;
    return 0;
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
    uint64_t **cell; /* NULL where nothing has come */
    int failed;
} Way;

static uint64_t *cell_at(Way *way, int at, int beside) {
    uint64_t **cell = &way->cell[at * (way->two->length + 1) + beside];
    if (!*cell && !(*cell = PyMem_Calloc((size_t)way->table->size + 1, sizeof(uint64_t))))
        way->failed = 1;
    return *cell;
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

static void step(Way *way, const uint64_t *here, int at, int beside, const Value *a, const Value *b) {
    int edges = way->table->edges[a->unit], end = at + a->length, last = beside + b->length;
    if ((edges & 1) && (is_letter(way->one, at - 1) || is_letter(way->two, beside - 1)))
        return;
    if ((edges & 2) && (is_letter(way->one, end) || is_letter(way->two, last)))
        return;
    uint64_t *to = NULL;
    int size = way->table->size;
    for (uint64_t left = here[size] & a->places; left; left &= left - 1) {
        int place = lowest(left);
        uint64_t rest = here[place] & b->places;
        if (rest) {
            if (!to && !(to = cell_at(way, end, last)))
                return;
            to[place] |= rest;
            to[size] |= (uint64_t)1 << place;
        }
    }
}

/* Take all steps by two values of one unit, from lists of values that are sorted by unit. */
static void join(Way *way, const uint64_t *here, int at, int beside, const int *one, int ones, const int *two, int twos) {
    const Value *value = way->table->value;
    int j = 0;
    for (int i = 0; i < ones && !way->failed; i++) {
        int unit = value[one[i]].unit;
        while (j < twos && value[two[j]].unit < unit)
            j++;
        for (int k = j; k < twos && value[two[k]].unit == unit; k++)
            step(way, here, at, beside, &value[one[i]], &value[two[k]]);
    }
}

/* Go through both spellings; 1 where some pair of schemes comes to both ends, -1 with an error set. */
static int go(Way *way, uint64_t one_places, uint64_t two_places, const int *silent, int silents) {
    const Table *table = way->table;
    const Side *one = way->one, *two = way->two;
    uint64_t original = (uint64_t)1 << (table->size - 1), *start = cell_at(way, 0, 0);
    if (!start)
        return -1;
    for (int place = 0; place < table->size; place++)
        if (one_places >> place & 1)
            start[place] = place == table->size - 1 ? two_places & ~original : two_places;
    for (int place = 0; place < table->size; place++)
        start[table->size] |= (uint64_t)(start[place] != 0) << place;
    for (int at = 0; at <= one->length; at++)
        for (int beside = 0; beside <= two->length; beside++) {
            const uint64_t *here = way->cell[at * (two->length + 1) + beside];
            if (!here)
                continue;
            if (at < one->length && beside < two->length && one->letter[at] == two->letter[beside] && !is_letter(one, at)) {
                uint64_t *to = cell_at(way, at + 1, beside + 1);
                for (int place = 0; to && place <= table->size; place++)
                    to[place] |= here[place];
            }
            const int *standing = one->standing + one->from[at], *other = two->standing + two->from[beside];
            int ones = one->to[at] - one->from[at], twos = two->to[beside] - two->from[beside];
            join(way, here, at, beside, standing, ones, other, twos);
            join(way, here, at, beside, standing, ones, silent, silents);
            join(way, here, at, beside, silent, silents, other, twos);
            if (way->failed)
                return -1;
        }
    const uint64_t *end = way->cell[(one->length + 1) * (two->length + 1) - 1];
    return end && end[table->size];
}

/* meet(a, b, one, two): does some pair of these places come to both ends? */
static PyObject *table_meet(Table *self, PyObject *args) {
    PyObject *a, *b;
    unsigned long long one_places, two_places;
    if (!PyArg_ParseTuple(args, "UUKK", &a, &b, &one_places, &two_places))
        return NULL;
    if (PyUnicode_GET_LENGTH(a) > MOST_LETTERS || PyUnicode_GET_LENGTH(b) > MOST_LETTERS)
        Py_RETURN_FALSE;
    Side *sides = PyMem_Calloc(2, sizeof(Side));
    int silents = self->values - first_of(self, NO_LETTER), found = -1;
    int *silent = PyMem_Calloc((size_t)silents + 1, sizeof(int));
    Way way = {self, sides, sides + 1, NULL, 0};
    size_t cells = 0;
    if (!sides || !silent) {
        PyErr_NoMemory();
        goto end;
    }
    for (int i = 0; i < silents; i++)
        silent[i] = self->values - silents + i;
    if (read_side(self, a, &sides[0]) < 0 || read_side(self, b, &sides[1]) < 0)
        goto end;
    cells = ((size_t)sides[0].length + 1) * ((size_t)sides[1].length + 1);
    way.cell = PyMem_Calloc(cells, sizeof(uint64_t *));
    if (way.cell)
        found = go(&way, one_places, two_places, silent, silents);
    if (found < 0 && !PyErr_Occurred())
        PyErr_NoMemory();
    for (size_t i = 0; way.cell && i < cells; i++)
        PyMem_Free(way.cell[i]);
end:
    if (sides) {
        PyMem_Free(sides[0].standing);
        PyMem_Free(sides[1].standing);
    }
    PyMem_Free(way.cell);
    PyMem_Free(sides);
    PyMem_Free(silent);
    return found < 0 ? NULL : PyBool_FromLong(found);
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

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "_derivation", "The compiled twin of derivation.py.", -1, NULL, NULL, NULL, NULL, NULL,
};

PyMODINIT_FUNC PyInit__derivation(void) {
    if (PyType_Ready(&TableType) < 0)
        return NULL;
    PyObject *module = PyModule_Create(&definition);
    if (!module)
        return NULL;
    Py_INCREF(&TableType);
    if (PyModule_AddObject(module, "Table", (PyObject *)&TableType) < 0) {
        Py_DECREF(&TableType);
        Py_CLEAR(module);
    }
    if (module && PyModule_AddStringConstant(module, "SOURCE", ALLONYM_SOURCE) < 0)
        Py_CLEAR(module);
    return module;
}
