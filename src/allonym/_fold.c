/* How is a name folded that is nothing but letters and spaces?

   The compiled twin of fold._plainly_folded, for most of what that folds: letters of one script, none of which becomes
   two. Whatever else a name holds, this answers None, and Python folds it. What a letter is, Python is asked once. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>

#ifndef ALLONYM_SOURCE
#define ALLONYM_SOURCE ""
#endif

#define PLANE 0x10000
#define MOST_LETTERS 1024 /* as in fold.py */
#define LAST_WESTERN 0x192 /* the last letter of code page 1252 */
/* What is not known yet, and what is no plain letter; other numbers are scripts. */
#define UNKNOWN 0
#define NONE 1

static PyObject *teller = NULL;
static uint16_t script_of[PLANE];
static uint16_t folded_as[PLANE];

/* Ask Python for the script and the small form of a letter; -1 where that failed. */
static int learn(Py_UCS4 code) {
    PyObject *letter = PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, &code, 1);
    PyObject *told = letter && teller ? PyObject_CallOneArg(teller, letter) : NULL;
    Py_XDECREF(letter);
    int script;
    PyObject *folded;
    if (!told) {
        if (!PyErr_Occurred())
            PyErr_SetString(PyExc_RuntimeError, "allonym.fold has not been imported");
        return -1;
    }
    int failed = !PyArg_ParseTuple(told, "iU", &script, &folded) ? -1 : 0;
    if (!failed) {
        int plain = script > 0 && script < PLANE - 1 && PyUnicode_GET_LENGTH(folded) == 1 &&
                    PyUnicode_READ_CHAR(folded, 0) < PLANE;
        /* The small form is there before anybody can see that the letter is known. */
        folded_as[code] = plain ? (uint16_t)PyUnicode_READ_CHAR(folded, 0) : 0;
        script_of[code] = (uint16_t)(plain ? NONE + script : NONE);
    }
    Py_DECREF(told);
    return failed;
}

static PyObject *words_of(PyObject *text, Py_ssize_t spaces) {
    PyObject *words = PyTuple_New(spaces + 1);
    Py_ssize_t size = PyUnicode_GET_LENGTH(text), start = 0;
    for (Py_ssize_t i = 0; words && i <= spaces; i++) {
        Py_ssize_t end = spaces ? PyUnicode_FindChar(text, ' ', start, size, 1) : -1;
        PyObject *word = end == -2 ? NULL : PyUnicode_Substring(text, start, end < 0 ? size : end);
        if (!word)
            Py_CLEAR(words);
        else
            PyTuple_SET_ITEM(words, i, word);
        start = end + 1;
    }
    return words;
}

/* plain(text): its words and its key, or None */
static PyObject *plain(PyObject *self, PyObject *text) {
    if (!PyUnicode_Check(text)) {
        PyErr_Format(PyExc_TypeError, "expected a string, not %.80s", Py_TYPE(text)->tp_name);
        return NULL;
    }
    Py_UCS4 key[MOST_LETTERS], highest = 0;
    Py_ssize_t size = PyUnicode_GET_LENGTH(text), spaces = 0;
    int kind = PyUnicode_KIND(text), script = UNKNOWN, ascii = 0, isolated = 0;
    const void *data = PyUnicode_DATA(text);
    if (!size || size > MOST_LETTERS)
        Py_RETURN_NONE;
    Py_UCS4 before = ' ';
    for (Py_ssize_t i = 0; i < size; i++) {
        Py_UCS4 code = PyUnicode_READ(kind, data, i);
        if (code == ' ') {
            if (before == ' ' || i + 1 == size)
                Py_RETURN_NONE;
            spaces++;
            key[i] = ' ';
        } else {
            if (code >= PLANE)
                Py_RETURN_NONE;
            if (script_of[code] == UNKNOWN && learn(code) < 0)
                return NULL;
            if (script_of[code] == NONE || (script != UNKNOWN && script_of[code] != script))
                Py_RETURN_NONE;
            script = script_of[code];
            key[i] = folded_as[code];
            ascii |= code < 0x80;
            isolated |= code >= 0x80 && before < 0x80 && (i + 1 == size || PyUnicode_READ(kind, data, i + 1) < 0x80);
            if (code > highest)
                highest = code;
        }
        before = code;
    }
    /* UTF-8 that was read as Western European bytes has two such letters in a row, and Cyrillic no plain ones. */
    if (highest >= 0x80 && highest <= LAST_WESTERN && !(ascii && isolated))
        Py_RETURN_NONE;
    PyObject *words = words_of(text, spaces);
    PyObject *folded = words ? PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, key, size) : NULL;
    PyObject *answer = folded ? PyTuple_Pack(2, words, folded) : NULL;
    Py_XDECREF(words);
    Py_XDECREF(folded);
    return answer;
}

static PyObject *supply(PyObject *self, PyObject *given) {
    Py_INCREF(given);
    Py_XSETREF(teller, given);
    Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"plain", plain, METH_O, "Give the words and the key of a name of nothing but plain letters, None for any other."},
    {"supply", supply, METH_O, "Say which function tells the script and the small form of a plain letter."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "_fold", "The compiled twin of fold.py.", -1, methods, NULL, NULL, NULL, NULL,
};

PyMODINIT_FUNC PyInit__fold(void) {
    PyObject *module = PyModule_Create(&definition);
    if (module && PyModule_AddStringConstant(module, "SOURCE", ALLONYM_SOURCE) < 0)
        Py_CLEAR(module);
    return module;
}
