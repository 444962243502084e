/* How well do two strings of sounds align?

   The compiled twin of align.py, which explains what is done here, and against which tests hold every answer. Costs are
   whole hundredths of a bit, so that both sum alike. All state is guarded by the interpreter's lock: nothing here
   releases it but the call that fetches the costs and the look for signals, and neither is made while a table of
   costs is half written. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>
#include <string.h>

#ifndef ALLONYM_SOURCE
#define ALLONYM_SOURCE ""
#endif

/* Sounds are IPA letters and modifiers; the table from code point to number reaches over all of them. */
#define HIGHEST_SOUND 0x2000
#define MOST_SOUNDS 127
#define UNKNOWN 255
#define HUNDRED 100.0
/* As in align.py. */
#define MOST_ALIGNED 3
#define LEAST_TENTHS 3
/* Strings up to this length need no memory of their own. */
#define SHORT 128
/* Work on tables of more cells than this can be interrupted. */
#define LONG_WORK (1 << 20)

static struct {
    int ready;
    int count;
    uint8_t number[HIGHEST_SOUND];
    int16_t pair[MOST_SOUNDS][MOST_SOUNDS];
    int16_t gap[MOST_SOUNDS];
    uint8_t anchor[MOST_SOUNDS];
    Py_UCS4 sound[MOST_SOUNDS];
} costs;

static PyObject *supplier = NULL;

/* A string as numbers of sounds. */
typedef struct {
    Py_ssize_t size;
    uint8_t *at;
    uint8_t own[SHORT];
} Sounds;

/* One cell of the table: what the best way is worth, and the greatest loss of a column of it. */
typedef struct {
    int64_t worth;
    int32_t worst;
} Cell;

static int load_numbers(PyObject *list, int16_t *into, Py_ssize_t stride, Py_ssize_t size) {
    if (!PyList_Check(list) || PyList_GET_SIZE(list) != (stride == MOST_SOUNDS ? size * size : size)) {
        PyErr_SetString(PyExc_ValueError, "the costs are no list of the expected length");
        return -1;
    }
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list); i++) {
        long value = PyLong_AsLong(PyList_GET_ITEM(list, i));
        if (value == -1 && PyErr_Occurred())
            return -1;
        if (value < -10000 || value > 10000) {
            PyErr_SetString(PyExc_ValueError, "a cost is greater than 100 bits");
            return -1;
        }
        into[i / size * stride + i % size] = (int16_t)value;
    }
    return 0;
}

/* Fetch the costs from align.py. */
static int load(void) {
    if (!supplier) {
        PyErr_SetString(PyExc_RuntimeError, "allonym.align has not been imported");
        return -1;
    }
    PyObject *given = PyObject_CallNoArgs(supplier);
    if (!given)
        return -1;
    PyObject *sounds, *pairs, *gaps, *anchors;
    int failed = 1;
    costs.ready = 0;
    if (!PyArg_ParseTuple(given, "UO!O!U", &sounds, &PyList_Type, &pairs, &PyList_Type, &gaps, &anchors))
        goto end;
    Py_ssize_t size = PyUnicode_GET_LENGTH(sounds);
    if (size < 1 || size > MOST_SOUNDS) {
        PyErr_Format(PyExc_ValueError, "%zd sounds; the compiled core holds 1 to %d", size, MOST_SOUNDS);
        goto end;
    }
    memset(costs.number, UNKNOWN, sizeof costs.number);
    memset(costs.anchor, 0, sizeof costs.anchor);
    Py_UCS4 before = 0;
    for (Py_ssize_t i = 0; i < size; i++) {
        Py_UCS4 letter = PyUnicode_READ_CHAR(sounds, i);
        /* Numbers must sort as their sounds do. */
        if (letter >= HIGHEST_SOUND || (i && letter <= before)) {
            PyErr_SetString(PyExc_ValueError, "the sounds are not sorted, or lie beyond U+1FFF");
            goto end;
        }
        costs.number[letter] = (uint8_t)i;
        costs.sound[i] = before = letter;
    }
    for (Py_ssize_t i = 0; i < PyUnicode_GET_LENGTH(anchors); i++) {
        Py_UCS4 letter = PyUnicode_READ_CHAR(anchors, i);
        if (letter < HIGHEST_SOUND && costs.number[letter] != UNKNOWN)
            costs.anchor[costs.number[letter]] = 1;
    }
    if (load_numbers(pairs, &costs.pair[0][0], MOST_SOUNDS, size) < 0 || load_numbers(gaps, costs.gap, 1, size) < 0)
        goto end;
    costs.count = (int)size;
    costs.ready = 1;
    failed = 0;
end:
    Py_DECREF(given);
    return failed ? -1 : 0;
}

static void drop(Sounds *sounds) {
    if (sounds->at != sounds->own)
        PyMem_Free(sounds->at);
    sounds->at = sounds->own;
}

/* Turn a string into numbers; KeyError for a letter that is no sound, as align.py has it. */
static int take(PyObject *text, Sounds *into) {
    into->at = into->own;
    into->size = 0;
    if (!PyUnicode_Check(text)) {
        PyErr_Format(PyExc_TypeError, "expected a string of sounds, not %.80s", Py_TYPE(text)->tp_name);
        return -1;
    }
    Py_ssize_t size = PyUnicode_GET_LENGTH(text);
    if (size > SHORT && !(into->at = PyMem_Malloc((size_t)size))) {
        into->at = into->own;
        PyErr_NoMemory();
        return -1;
    }
    int kind = PyUnicode_KIND(text);
    const void *data = PyUnicode_DATA(text);
    for (Py_ssize_t i = 0; i < size; i++) {
        Py_UCS4 letter = PyUnicode_READ(kind, data, i);
        uint8_t number = letter < HIGHEST_SOUND ? costs.number[letter] : UNKNOWN;
        if (number == UNKNOWN) {
            PyObject *key = PyUnicode_Substring(text, i, i + 1);
            if (key) {
                PyErr_SetObject(PyExc_KeyError, key);
                Py_DECREF(key);
            }
            drop(into);
            return -1;
        }
        into->at[i] = number;
    }
    into->size = size;
    return 0;
}

/* Weigh a against b, which sorts after it: what the best way is worth in hundredths, and its greatest loss in halves of
   them. */
static int weigh_sounds(const Sounds *a, const Sounds *b, Cell *found) {
    Py_ssize_t n = a->size, m = b->size;
    int64_t same = 0;
    /* Anchors that end both strings align with each other. */
    while (n && m && a->at[n - 1] == b->at[m - 1] && costs.anchor[a->at[n - 1]]) {
        n--, m--;
        same += costs.pair[a->at[n]][a->at[n]];
    }
    Cell own[SHORT + 1], *row = own;
    int32_t gap_loss_own[SHORT], *gap_loss = gap_loss_own;
    if (m > SHORT) {
        row = PyMem_New(Cell, m + 1);
        gap_loss = PyMem_New(int32_t, m);
        if (!row || !gap_loss) {
            PyMem_Free(row);
            PyMem_Free(gap_loss);
            PyErr_NoMemory();
            return -1;
        }
    }
    int failed = 0;
    row[0].worth = 0;
    row[0].worst = 0;
    for (Py_ssize_t j = 0; j < m; j++) {
        uint8_t y = b->at[j];
        gap_loss[j] = costs.pair[y][y] - 2 * costs.gap[y];
        row[j + 1].worth = row[j].worth + costs.gap[y];
        row[j + 1].worst = gap_loss[j] > row[j].worst ? gap_loss[j] : row[j].worst;
    }
    for (Py_ssize_t i = 0; i < n; i++) {
        uint8_t x = a->at[i];
        const int16_t *scores = costs.pair[x];
        int32_t own_x = scores[x], gap_x = costs.gap[x], loss_x = own_x - 2 * gap_x;
        Cell before = row[0], here;
        here.worth = before.worth + gap_x;
        here.worst = loss_x > before.worst ? loss_x : before.worst;
        row[0] = here;
        for (Py_ssize_t j = 0; j < m; j++) {
            uint8_t y = b->at[j];
            int32_t score = scores[y];
            int64_t across = before.worth + score, up = row[j + 1].worth + gap_x, left = here.worth + costs.gap[y];
            int32_t loss, worst;
            /* Where ways are equally good, this order decides, as in align._path. */
            if (across >= up && across >= left) {
                here.worth = across;
                worst = before.worst;
                loss = own_x + costs.pair[y][y] - 2 * score;
            } else if (up >= left) {
                here.worth = up;
                worst = row[j + 1].worst;
                loss = loss_x;
            } else {
                here.worth = left;
                worst = here.worst;
                loss = gap_loss[j];
            }
            here.worst = loss > worst ? loss : worst;
            before = row[j + 1];
            row[j + 1] = here;
        }
        if (m > LONG_WORK / n && PyErr_CheckSignals() < 0) {
            failed = -1;
            break;
        }
    }
    found->worth = same + row[m].worth;
    found->worst = row[m].worst;
    if (row != own) {
        PyMem_Free(row);
        PyMem_Free(gap_loss);
    }
    return failed;
}

static int expect(Py_ssize_t given, Py_ssize_t wanted, const char *name) {
    if (given != wanted)
        PyErr_Format(PyExc_TypeError, "%s() takes %zd positional arguments, not %zd", name, wanted, given);
    return given == wanted;
}

/* Weigh two Python strings. */
static int weigh_strings(PyObject *a, PyObject *b, Cell *found) {
    Sounds one, two;
    if (!costs.ready && load() < 0)
        return -1;
    if (!PyUnicode_Check(a) || !PyUnicode_Check(b)) {
        PyErr_SetString(PyExc_TypeError, "expected two strings of sounds");
        return -1;
    }
    if (PyUnicode_Compare(b, a) < 0) {
        PyObject *other = a;
        a = b;
        b = other;
    }
    if (take(b, &two) < 0)
        return -1;
    if (take(a, &one) < 0) {
        drop(&two);
        return -1;
    }
    int failed = weigh_sounds(&one, &two, found);
    drop(&one);
    drop(&two);
    return failed;
}

static PyObject *bits(PyObject *self, PyObject *const *given, Py_ssize_t count) {
    Cell found;
    if (!expect(count, 2, "bits") || weigh_strings(given[0], given[1], &found) < 0)
        return NULL;
    return PyFloat_FromDouble((double)found.worth / HUNDRED);
}

static PyObject *weigh(PyObject *self, PyObject *const *given, Py_ssize_t count) {
    Cell found;
    if (!expect(count, 2, "weigh") || weigh_strings(given[0], given[1], &found) < 0)
        return NULL;
    return Py_BuildValue("dd", (double)found.worth / HUNDRED, (double)found.worst / (2 * HUNDRED));
}

static PyObject *most_bits(PyObject *self, PyObject *text) {
    Sounds sounds;
    if ((!costs.ready && load() < 0) || take(text, &sounds) < 0)
        return NULL;
    int64_t total = 0;
    for (Py_ssize_t i = 0; i < sounds.size; i++)
        total += costs.pair[sounds.at[i]][sounds.at[i]];
    drop(&sounds);
    return PyFloat_FromDouble((double)total / HUNDRED);
}

/* The plain edit distance of two strings of any letters, by rows; -1 where memory is short. */
static Py_ssize_t distance_by_rows(PyObject *a, PyObject *b) {
    Py_ssize_t n = PyUnicode_GET_LENGTH(a), m = PyUnicode_GET_LENGTH(b);
    Py_ssize_t *row = PyMem_New(Py_ssize_t, m + 1);
    if (!row) {
        PyErr_NoMemory();
        return -1;
    }
    for (Py_ssize_t j = 0; j <= m; j++)
        row[j] = j;
    for (Py_ssize_t i = 0; i < n; i++) {
        Py_UCS4 x = PyUnicode_READ_CHAR(a, i);
        Py_ssize_t before = row[0];
        row[0] = i + 1;
        for (Py_ssize_t j = 0; j < m; j++) {
            Py_ssize_t best = before + (x != PyUnicode_READ_CHAR(b, j));
            before = row[j + 1];
            if (before + 1 < best)
                best = before + 1;
            if (row[j] + 1 < best)
                best = row[j] + 1;
            row[j + 1] = best;
        }
        if (m > LONG_WORK / n && PyErr_CheckSignals() < 0) {
            PyMem_Free(row);
            return -1;
        }
    }
    Py_ssize_t found = row[m];
    PyMem_Free(row);
    return found;
}

/* Where each sound stands in a string of up to 64 sounds, a bit for each place. */
typedef struct {
    int size; /* -1 where the string is longer, or holds a letter that is no sound */
    uint64_t places[MOST_SOUNDS + 1];
} Places;

static void mark(PyObject *text, Places *into) {
    Py_ssize_t size = PyUnicode_GET_LENGTH(text);
    into->size = -1;
    if (size > 64)
        return;
    memset(into->places, 0, sizeof into->places);
    int kind = PyUnicode_KIND(text);
    const void *data = PyUnicode_DATA(text);
    for (Py_ssize_t i = 0; i < size; i++) {
        Py_UCS4 letter = PyUnicode_READ(kind, data, i);
        uint8_t number = letter < HIGHEST_SOUND ? costs.number[letter] : UNKNOWN;
        if (number == UNKNOWN)
            return;
        into->places[number] |= (uint64_t)1 << i;
    }
    into->size = (int)size;
}

/* The plain edit distance, all rows at once in the bits of a word (G. Myers 1999, in H. Hyyro's form of 2003). */
static Py_ssize_t distance(const Places *marked, PyObject *a, PyObject *b) {
    if (marked->size <= 0)
        return distance_by_rows(a, b);
    Py_ssize_t found = marked->size, m = PyUnicode_GET_LENGTH(b);
    int kind = PyUnicode_KIND(b);
    const void *data = PyUnicode_DATA(b);
    uint64_t more = ~(uint64_t)0, less = 0, last = (uint64_t)1 << (marked->size - 1);
    for (Py_ssize_t j = 0; j < m; j++) {
        Py_UCS4 letter = PyUnicode_READ(kind, data, j);
        uint8_t number = letter < HIGHEST_SOUND ? costs.number[letter] : UNKNOWN;
        uint64_t equal = number == UNKNOWN ? 0 : marked->places[number];
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

/* A pair of readings: their places, and their edit distance out of the longer one's length. */
typedef struct {
    Py_ssize_t i, j, distance, most;
} Way;

/* Keep the most alike ways in order; an equal one stands behind those that came before it. */
static int keep(Way *kept, int count, Way way) {
    int at = count;
    while (at && way.distance * kept[at - 1].most < kept[at - 1].distance * way.most)
        at--;
    if (at == MOST_ALIGNED)
        return count;
    if (count < MOST_ALIGNED)
        count++;
    for (int k = count - 1; k > at; k--)
        kept[k] = kept[k - 1];
    kept[at] = way;
    return count;
}

static int strings(PyObject *given, Py_ssize_t least) {
    if (!PyTuple_Check(given) || PyTuple_GET_SIZE(given) < least) {
        PyErr_SetString(PyExc_TypeError, "likeliest() takes tuples of strings, a broad form for each reading");
        return 0;
    }
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(given); i++)
        if (!PyUnicode_Check(PyTuple_GET_ITEM(given, i))) {
            PyErr_SetString(PyExc_TypeError, "likeliest() takes tuples of strings");
            return 0;
        }
    return 1;
}

static PyObject *likeliest(PyObject *self, PyObject *const *given, Py_ssize_t count, PyObject *names) {
    if (!expect(count, 4, "likeliest"))
        return NULL;
    if (!names || PyTuple_GET_SIZE(names) != 1 ||
        PyUnicode_CompareWithASCIIString(PyTuple_GET_ITEM(names, 0), "same") != 0) {
        PyErr_SetString(PyExc_TypeError, "likeliest() takes the one keyword argument 'same'");
        return NULL;
    }
    int same = PyObject_IsTrue(given[4]);
    PyObject *one = given[0], *wide_one = given[1], *two = given[2], *wide_two = given[3];
    if (same < 0 || !strings(wide_one, 0) || !strings(wide_two, 0) || !strings(one, PyTuple_GET_SIZE(wide_one)) ||
        !strings(two, PyTuple_GET_SIZE(wide_two)) || (!costs.ready && load() < 0))
        return NULL;
    Way kept[MOST_ALIGNED];
    int ways = 0;
    Places marked;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(wide_one); i++) {
        PyObject *wide = PyTuple_GET_ITEM(wide_one, i);
        Py_ssize_t size = PyUnicode_GET_LENGTH(wide);
        if (!same)
            mark(wide, &marked);
        for (Py_ssize_t j = 0; j < PyTuple_GET_SIZE(wide_two); j++) {
            PyObject *other = PyTuple_GET_ITEM(wide_two, j);
            Py_ssize_t length = PyUnicode_GET_LENGTH(other);
            Way way = {i, j, 0, length > size ? length : size};
            if (same) {
                if (length != size || PyUnicode_KIND(wide) != PyUnicode_KIND(other) ||
                    memcmp(PyUnicode_DATA(wide), PyUnicode_DATA(other), (size_t)size * PyUnicode_KIND(wide)) != 0)
                    continue;
            } else if ((way.distance = distance(&marked, wide, other)) < 0) {
                return NULL;
            }
            if (!way.most)
                way.most = 1;
            if (10 * (way.most - way.distance) >= LEAST_TENTHS * way.most)
                ways = keep(kept, ways, way);
        }
    }
    PyObject *found = PyList_New(ways);
    for (int k = 0; found && k < ways; k++) {
        Cell cell;
        PyObject *row = NULL;
        if (weigh_strings(PyTuple_GET_ITEM(one, kept[k].i), PyTuple_GET_ITEM(two, kept[k].j), &cell) == 0)
            row = Py_BuildValue("nndd", kept[k].i, kept[k].j, (double)cell.worth / HUNDRED,
                                (double)cell.worst / (2 * HUNDRED));
        if (!row)
            Py_CLEAR(found);
        else
            PyList_SET_ITEM(found, k, row);
    }
    return found;
}

static PyObject *supply(PyObject *self, PyObject *given) {
    Py_INCREF(given);
    Py_XSETREF(supplier, given);
    costs.ready = 0;
    Py_RETURN_NONE;
}

static PyObject *forget(PyObject *self, PyObject *none) {
    costs.ready = 0;
    Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"supply", supply, METH_O, "Say which function gives the costs, when they are first needed."},
    {"forget", forget, METH_NOARGS, "Have the costs fetched anew when they are next needed."},
    {"bits", (PyCFunction)(void (*)(void))bits, METH_FASTCALL,
     "Give the evidence, in bits, that two strings of sounds are one; symmetric."},
    {"weigh", (PyCFunction)(void (*)(void))weigh, METH_FASTCALL,
     "Give the bits of the best way to set two strings under each other, and the greatest loss of one column of it."},
    {"most_bits", most_bits, METH_O,
     "Give the evidence of a string of sounds against itself: the most that it can ever bring."},
    {"likeliest", (PyCFunction)(void (*)(void))likeliest, METH_FASTCALL | METH_KEYWORDS,
     "Align the few pairs of readings whose broad forms are most alike: their places, bits and greatest loss."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "_align", "The compiled twin of align.py.", -1, methods, NULL, NULL, NULL, NULL,
};

PyMODINIT_FUNC PyInit__align(void) {
    PyObject *module = PyModule_Create(&definition);
    if (module && PyModule_AddStringConstant(module, "SOURCE", ALLONYM_SOURCE) < 0)
        Py_CLEAR(module);
    return module;
}
