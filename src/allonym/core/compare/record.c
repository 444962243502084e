/* How is a word read from its record in a gazetteer? The twin of weighing.plainly_read. */

#include "compare.h"

/* A piece of a text: from one place to another. */
typedef struct {
    Py_ssize_t from, to;
} Span;

/* Where a piece ends: at the next separator, or with the text. Pieces are of a few letters. */
static Py_ssize_t span_end(PyObject *text, Py_ssize_t from, Py_ssize_t to, PyObject *separator) {
    Letters all = letters_of(text);
    Py_UCS4 wanted = PyUnicode_READ_CHAR(separator, 0);
    while (from < to && letter(all, from) != wanted)
        from++;
    return from;
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
PyObject *word_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
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
