/* How is a word of Han letters read letter by letter in Japanese?

   The compiled twin of han.plainly_by_letters, which explains what is done here. It keeps nothing between calls. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>
#include <string.h>

#ifndef ALLONYM_SOURCE
#define ALLONYM_SOURCE ""
#endif

/* Whatever is more than this is left to Python. */
#define MOST_WAYS 32
#define LONGEST 64
#define STOP 0x3063 /* the small tsu of a short stop */

/* A way to write the letters so far: its cost, its kana, and the mark of the last reading. */
typedef struct {
    double cost;
    int mark, size;
    uint16_t text[LONGEST];
} Way;

/* A letter's reading. */
typedef struct {
    double cost;
    int mark, size;
    int kind;
    const void *data;
} Reading;

/* The marks of readings, in the order in which Python sorts them. */
static const char *const marks[3] = {"", "c", "j"};

static int mark_of(PyObject *text) {
    for (int k = 0; k < 3; k++)
        if (PyUnicode_CompareWithASCIIString(text, marks[k]) == 0)
            return k;
    return -1;
}

static Py_UCS4 kana_of(const Reading *reading, int at) { return PyUnicode_READ(reading->kind, reading->data, at); }

/* Read (cost, kana, mark); 1 where it is more than is done here, -1 with an error set. */
static int read_one(PyObject *given, Reading *into) {
    if (!PyTuple_Check(given) || PyTuple_GET_SIZE(given) != 3 || !PyFloat_Check(PyTuple_GET_ITEM(given, 0)) ||
        !PyUnicode_Check(PyTuple_GET_ITEM(given, 1)) || !PyUnicode_Check(PyTuple_GET_ITEM(given, 2))) {
        PyErr_SetString(PyExc_TypeError, "a reading is a cost, kana and a mark");
        return -1;
    }
    PyObject *text = PyTuple_GET_ITEM(given, 1);
    into->cost = PyFloat_AS_DOUBLE(PyTuple_GET_ITEM(given, 0));
    into->mark = mark_of(PyTuple_GET_ITEM(given, 2));
    into->kind = PyUnicode_KIND(text);
    into->data = PyUnicode_DATA(text);
    Py_ssize_t size = PyUnicode_GET_LENGTH(text);
    into->size = size <= LONGEST ? (int)size : LONGEST + 1;
    return into->mark < 0 || !size || size > LONGEST || into->kind == PyUnicode_4BYTE_KIND;
}

static int precedes(const Way *one, const Way *two) {
    if (one->cost != two->cost)
        return one->cost < two->cost;
    for (int k = 0; k < one->size && k < two->size; k++)
        if (one->text[k] != two->text[k])
            return one->text[k] < two->text[k];
    return one->size != two->size ? one->size < two->size : one->mark < two->mark;
}

/* Keep a way among the cheapest ones, which are in order. */
static void keep(Way *ways, int *count, int most, const Way *one) {
    int at = *count;
    while (at && precedes(one, &ways[at - 1]))
        at--;
    if (at == most)
        return;
    if (*count < most)
        ++*count;
    memmove(&ways[at + 1], &ways[at], (size_t)(*count - 1 - at) * sizeof(Way));
    ways[at] = *one;
}

/* Lengthen all ways by a letter's readings; 1 where that is more than is done here, -1 with an error set. */
static int lengthen(const Way *ways, int count, PyObject *readings, int last, double agree[3][3], PyObject *stopped, Way *longer,
                    int *found, int most) {
    *found = 0;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(readings); i++) {
        Reading one;
        int unfit = read_one(PyTuple_GET_ITEM(readings, i), &one);
        if (unfit)
            return unfit;
        /* A short stop stands inside a word, before a voiceless sound. */
        if (last && kana_of(&one, one.size - 1) == STOP)
            continue;
        int voiceless = PyUnicode_FindChar(stopped, kana_of(&one, 0), 0, PyUnicode_GET_LENGTH(stopped), 1) >= 0;
        for (int k = 0; k < count; k++) {
            const Way *way = &ways[k];
            if (way->size && way->text[way->size - 1] == STOP && !voiceless)
                continue;
            Way made;
            made.cost = way->cost + one.cost + agree[way->mark][one.mark];
            if (*found == most && made.cost > longer[most - 1].cost)
                continue;
            if (way->size + one.size > LONGEST)
                return 1;
            made.mark = one.mark;
            made.size = way->size + one.size;
            memcpy(made.text, way->text, (size_t)way->size * sizeof(uint16_t));
            for (int at = 0; at < one.size; at++)
                made.text[way->size + at] = (uint16_t)kana_of(&one, at);
            keep(longer, found, most, &made);
        }
    }
    return 0;
}

/* Read {both marks: what it costs that readings so marked stand together}. */
static int read_agreement(PyObject *given, double into[3][3]) {
    for (int one = 0; one < 3; one++)
        for (int two = 0; two < 3; two++) {
            PyObject *key = PyUnicode_FromFormat("%s%s", marks[one], marks[two]);
            PyObject *value = key ? PyDict_GetItemWithError(given, key) : NULL;
            Py_XDECREF(key);
            into[one][two] = value ? PyFloat_AsDouble(value) : 0.0;
            if (PyErr_Occurred())
                return -1;
        }
    return 0;
}

/* by_letters(readings, agreement, cost, most, stopped): han.plainly_by_letters, or None where it is to be asked */
static PyObject *by_letters(PyObject *self, PyObject *args) {
    PyObject *readings, *agreement, *stopped;
    double cost, agree[3][3];
    int most, count = 1, unfit = 0;
    if (!PyArg_ParseTuple(args, "O!O!diU", &PyTuple_Type, &readings, &PyDict_Type, &agreement, &cost, &most, &stopped) ||
        read_agreement(agreement, agree) < 0)
        return NULL;
    if (most < 1 || most > MOST_WAYS)
        Py_RETURN_NONE;
    Way both[2][MOST_WAYS], *ways = both[0], *longer = both[1];
    ways[0].cost = cost;
    ways[0].mark = ways[0].size = 0;
    for (Py_ssize_t at = 0; !unfit && at < PyTuple_GET_SIZE(readings); at++) {
        PyObject *own = PyTuple_GET_ITEM(readings, at);
        int found = 0;
        if (!PyTuple_Check(own)) {
            PyErr_SetString(PyExc_TypeError, "the readings of a letter are a tuple");
            return NULL;
        }
        unfit = lengthen(ways, count, own, at + 1 == PyTuple_GET_SIZE(readings), agree, stopped, longer, &found, most);
        Way *before = ways;
        ways = longer;
        longer = before;
        count = found;
    }
    if (unfit)
        return unfit < 0 ? NULL : Py_NewRef(Py_None);
    PyObject *answer = PyList_New(count);
    for (int k = 0; answer && k < count; k++) {
        PyObject *text = PyUnicode_FromKindAndData(PyUnicode_2BYTE_KIND, ways[k].text, ways[k].size);
        PyObject *row = text ? Py_BuildValue("(dN)", ways[k].cost, text) : NULL;
        if (!row)
            Py_CLEAR(answer);
        else
            PyList_SET_ITEM(answer, k, row);
    }
    return answer;
}

static PyMethodDef methods[] = {
    {"by_letters", by_letters, METH_VARARGS, "Give the cheapest ways to read letters one after the other, None where there is too much."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "_han", "The compiled twin of han.plainly_by_letters.", -1, methods, NULL, NULL, NULL, NULL,
};

PyMODINIT_FUNC PyInit__han(void) {
    PyObject *module = PyModule_Create(&definition);
    if (module && PyModule_AddStringConstant(module, "SOURCE", ALLONYM_SOURCE) < 0)
        Py_CLEAR(module);
    return module;
}
