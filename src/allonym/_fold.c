/* How is a name folded that is nothing but letters, spaces, hyphens, apostrophes, commas and full stops?

   The compiled twin of fold.fold for names of letters of one script, none of which becomes two. Whatever else a name
   holds, this answers None, and Python folds it. What a letter is, Python is asked once. */

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

/* Where the words of a name begin and end. */
typedef struct {
    uint16_t start[MOST_LETTERS], end[MOST_LETTERS];
    Py_ssize_t count;
} Words;

static PyObject *tuple_of(PyObject *text, const Words *found) {
    PyObject *words = PyTuple_New(found->count);
    for (Py_ssize_t i = 0; words && i < found->count; i++) {
        PyObject *word = PyUnicode_Substring(text, found->start[i], found->end[i]);
        if (!word)
            Py_CLEAR(words);
        else
            PyTuple_SET_ITEM(words, i, word);
    }
    return words;
}

/* The number of a letter's script; NONE for what is no plain letter, -1 where asking failed. */
static int script_of_letter(Py_UCS4 code) {
    if (code >= PLANE)
        return NONE;
    return script_of[code] == UNKNOWN && learn(code) < 0 ? -1 : script_of[code];
}

/* plain(text): its words and its key, or None */
static PyObject *plain(PyObject *self, PyObject *text) {
    if (!PyUnicode_Check(text)) {
        PyErr_Format(PyExc_TypeError, "expected a string, not %.80s", Py_TYPE(text)->tp_name);
        return NULL;
    }
    Words words;
    Py_UCS4 key[2 * MOST_LETTERS], highest = 0, before = ' ';
    Py_ssize_t size = PyUnicode_GET_LENGTH(text), length = 0;
    int kind = PyUnicode_KIND(text), script = UNKNOWN, ascii = 0, isolated = 0, inside = 0;
    const void *data = PyUnicode_DATA(text);
    words.count = 0;
    if (size > MOST_LETTERS)
        Py_RETURN_NONE;
    for (Py_ssize_t i = 0; i < size; i++) {
        Py_UCS4 code = PyUnicode_READ(kind, data, i), after = i + 1 < size ? PyUnicode_READ(kind, data, i + 1) : ' ';
        int own = script_of_letter(code), next = own == NONE ? script_of_letter(after) : NONE;
        if (own < 0 || next < 0)
            return NULL;
        if (own == NONE) {
            /* Spaces stand one by one, full stops not in abbreviations, apostrophes only between letters. */
            int part = code == ' ' ? before != ' ' && i + 1 < size : code == '.' ? next == NONE : code == '-' || code == ',';
            int joint = code == '\'' && inside && next != NONE;
            if (!part && !joint)
                Py_RETURN_NONE;
            if (joint)
                key[length++] = code;
            else if (inside)
                words.end[words.count++] = (uint16_t)i;
            inside = joint;
        } else {
            if (script != UNKNOWN && own != script)
                Py_RETURN_NONE;
            if (!inside) {
                if (words.count)
                    key[length++] = ' ';
                words.start[words.count] = (uint16_t)i;
            }
            script = own;
            inside = 1;
            key[length++] = folded_as[code];
            ascii |= code < 0x80;
            isolated |= code >= 0x80 && before < 0x80 && after < 0x80;
            if (code > highest)
                highest = code;
        }
        before = code;
    }
    if (inside)
        words.end[words.count++] = (uint16_t)size;
    /* UTF-8 that was read as Western European bytes has two such letters in a row, and Cyrillic no plain ones. */
    if (!words.count || (highest >= 0x80 && highest <= LAST_WESTERN && !(ascii && isolated)))
        Py_RETURN_NONE;
    PyObject *parted = tuple_of(text, &words);
    PyObject *folded = parted ? PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, key, length) : NULL;
    PyObject *answer = folded ? PyTuple_Pack(2, parted, folded) : NULL;
    Py_XDECREF(parted);
    Py_XDECREF(folded);
    return answer;
}

static PyObject *supply(PyObject *self, PyObject *given) {
    Py_INCREF(given);
    Py_XSETREF(teller, given);
    Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"plain", plain, METH_O, "Give the words and the key of a name of plain letters, None for any other."},
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
