/* What speaks for and against two names naming one thing, and how likely is it?

   The compiled twin of endings.py, pairing.py, comparison.py and weighing.py, and of the features and likelihoods of
   score.py, which explain what is done here, and against which tests hold every answer. Here is what Python asks; each file of
   `core/compare/` answers one question, and names the Python that it is the twin of. Sums of doubles are added in the order in which Python adds them, and logarithms come from the
   same C library, so that both agree to the last bit.

   Thresholds, tables and weights are Python's: comparison.py hands them over when they are first needed (`supply`). All
   state is guarded by the interpreter's lock, which nothing here releases but calls of Python.

   To add a feature: a line in score.features, and the same line at the same place in `features` of likely.c. */

#include "core/compare/compare.h"

#ifndef ALLONYM_SOURCE
#define ALLONYM_SOURCE ""
#endif

/* Turn the pairs of places of matched parts round, and sort them. */
static PyObject *turned_round(PyObject *pairs) {
    PyObject *list = PyList_New(PyTuple_GET_SIZE(pairs));
    for (Py_ssize_t k = 0; list && k < PyTuple_GET_SIZE(pairs); k++) {
        PyObject *one = PyTuple_GET_ITEM(pairs, k), *other = PyTuple_Pack(2, PyTuple_GET_ITEM(one, 1), PyTuple_GET_ITEM(one, 0));
        if (!other)
            Py_CLEAR(list);
        else
            PyList_SET_ITEM(list, k, other);
    }
    PyObject *found = list && PyList_Sort(list) == 0 ? PyList_AsTuple(list) : NULL;
    Py_XDECREF(list);
    return found;
}

static int two_names(PyObject *const *given, Py_ssize_t count, Py_ssize_t wanted, Listened *a, Listened *b) {
    if (count != wanted) {
        PyErr_Format(PyExc_TypeError, "expected %zd positional arguments, not %zd", wanted, count);
        return -1;
    }
    if (wanted > 2 && !PyDict_Check(given[2])) {
        PyErr_SetString(PyExc_TypeError, "rarity: expected a dict");
        return -1;
    }
    if (learn() < 0 || listened_to(given[0], a) < 0)
        return -1;
    if (listened_to(given[1], b) < 0) {
        listened_free(a);
        return -1;
    }
    return 0;
}

/* measure(a, b[, rarity]): comparison.measure */
static PyObject *measure(PyObject *self, PyObject *const *given, Py_ssize_t count) {
    Listened a, b;
    Measures found;
    PyObject *pairs = NULL, *made = NULL;
    if (two_names(given, count, count == 2 ? 2 : 3, &a, &b) < 0)
        return NULL;
    int turned = measure_names(&a, &b, count == 2 ? no_rarity : given[2], &found, &pairs);
    if (turned >= 0 && !found.count)
        Py_XSETREF(pairs, PyTuple_New(0));
    if (turned > 0 && pairs)
        Py_SETREF(pairs, turned_round(pairs));
    if (turned >= 0 && pairs)
        made = PyObject_CallFunction(know.measures, "ddddiiOOOOdOOdiiiOdidd", found.matched, found.possible, found.omitted,
                                     found.against, found.words, found.swaps, way_names[found.via],
                                     found.crossed ? Py_True : Py_False, pairs, found.alike ? Py_True : Py_False,
                                     found.worst, found.looks ? Py_True : Py_False, found.joined ? Py_True : Py_False,
                                     found.column, found.unlike, found.clashes, found.ends,
                                     found.acronym ? Py_True : Py_False, found.unusual, found.slips, found.slip_common,
                                     found.inner);
    Py_XDECREF(pairs);
    listened_free(&a);
    listened_free(&b);
    return made;
}

/* likely(a, b, rarity, scale): how likely two names are one, and how they meet. */
static PyObject *likely_names(PyObject *self, PyObject *const *given, Py_ssize_t count) {
    Listened a, b;
    Measures found;
    if (count == 4 && !PyObject_TypeCheck(given[3], &ScaleType)) {
        PyErr_SetString(PyExc_TypeError, "expected a Scale");
        return NULL;
    }
    if (two_names(given, count, 4, &a, &b) < 0)
        return NULL;
    int failed = measure_names(&a, &b, given[2], &found, NULL) < 0;
    listened_free(&a);
    listened_free(&b);
    return failed ? NULL : Py_BuildValue("(dO)", likely((Scale *)given[3], &found), way_names[found.via]);
}

/* Weighs the two parts of names that a function was given; -1 and an exception where they are none. */
static int pair_given(PyObject *const *given, Py_ssize_t count, Pair *found) {
    if (count != 2) {
        PyErr_SetString(PyExc_TypeError, "expected two parts of names");
        return -1;
    }
    Word *x = learn() < 0 ? NULL : word_of(given[0]), *y = x ? word_of(given[1]) : NULL;
    int failed = !y || pair_words(x, y, 0.0, found) < 0;
    Py_XDECREF(x);
    Py_XDECREF(y);
    return failed ? -1 : 0;
}

/* pair(x, y): pairing.pair, as a tuple: bits, share, via, the numbers of the readings, the ending, the worst column, whether
   it is a slip. */
static PyObject *pair(PyObject *self, PyObject *const *given, Py_ssize_t count) {
    Pair found;
    return pair_given(given, count, &found) < 0
               ? NULL
               : Py_BuildValue("(ddOiiOdO)", found.bits, found.share, way_names[found.via], found.one, found.two,
                               ending_names[found.ending], found.worst, found.slip ? Py_True : Py_False);
}

/* heard(part, spoken, codes): name.heard, as a word */
static PyObject *heard(PyObject *self, PyObject *const *given, Py_ssize_t count) {
    if (count != 3) {
        PyErr_SetString(PyExc_TypeError, "heard() takes a part, its readings and their orthographies");
        return NULL;
    }
    if (learn_hearing() < 0)
        return NULL;
    PyObject *text = text_of(given[0], IN_TEXT), *key = NULL, *script = NULL, *role = NULL, *number = NULL;
    Word *x = NULL;
    int which;
    if (!text || !(key = text_of(given[0], IN_KEY)) || !(script = text_of(given[0], IN_SCRIPT)) ||
        !(role = text_of(given[0], IN_ROLE)) || !(number = PyObject_GetAttr(given[0], field_name[IN_NUMBER])) ||
        (which = role_of(role)) < 0)
        goto end;
    if (number != Py_None && !PyLong_Check(number))
        PyErr_SetString(PyExc_TypeError, "expected a number or None");
    else if ((x = word_said(text, key, script, number, which, given[1], given[2])))
        x->part = Py_NewRef(given[0]);
end:
    Py_XDECREF(text);
    Py_XDECREF(key);
    Py_XDECREF(script);
    Py_XDECREF(role);
    Py_XDECREF(number);
    return (PyObject *)x;
}

/* share(x, y): which share of the evidence that two words could bring they bring. */
static PyObject *share(PyObject *self, PyObject *const *given, Py_ssize_t count) {
    Pair found;
    return pair_given(given, count, &found) < 0 ? NULL : PyFloat_FromDouble(found.share);
}

static PyObject *supply_hearing(PyObject *self, PyObject *given) {
    Py_INCREF(given);
    Py_XSETREF(heard_supplier, given);
    know.heard_ready = 0;
    Py_RETURN_NONE;
}

static PyObject *supply(PyObject *self, PyObject *given) {
    Py_INCREF(given);
    Py_XSETREF(supplier, given);
    know.ready = 0;
    Py_RETURN_NONE;
}

static PyObject *forget(PyObject *self, PyObject *none) {
    know.heard_ready = know.ready = 0;
    Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"supply", supply, METH_O, "Say which function gives what is known, when it is first needed."},
    {"supply_hearing", supply_hearing, METH_O, "Say which function gives what it takes to hear words."},
    {"forget", forget, METH_NOARGS, "Have what is known fetched anew when it is next needed."},
    {"pair", (PyCFunction)(void (*)(void))pair, METH_FASTCALL, "Weigh one part of a name against another."},
    {"share", (PyCFunction)(void (*)(void))share, METH_FASTCALL, "Say which share of the possible evidence two words bring."},
    {"heard", (PyCFunction)(void (*)(void))heard, METH_FASTCALL, "Make a word of a part, its readings and their orthographies."},
    {"measure", (PyCFunction)(void (*)(void))measure, METH_FASTCALL, "Weigh two names; symmetric."},
    {"likely", (PyCFunction)(void (*)(void))likely_names, METH_FASTCALL,
     "Say how likely two names are one, and how they meet."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "_compare", "The compiled twin of pairing.py and comparison.py.", -1, methods, NULL, NULL,
    NULL, NULL,
};

PyMODINIT_FUNC PyInit__compare(void) {
    static const char *const ways[3] = {"spelling", "sound", "near"}, *const endings[3] = {"", "case", "gender"};
    if (PyType_Ready(&WordType) < 0 || PyType_Ready(&ScaleType) < 0 || PyType_Ready(&QueryType) < 0 ||
        PyType_Ready(&ListenerType) < 0)
        return NULL;
    for (int k = 0; k < 3; k++)
        if (!(way_names[k] = PyUnicode_InternFromString(ways[k])) || !(ending_names[k] = PyUnicode_InternFromString(endings[k])))
            return NULL;
    empty_text = PyUnicode_InternFromString("");
    for (int k = 0; k < FIELDS; k++)
        if (!(field_name[k] = PyUnicode_InternFromString(fields[k])))
            return NULL;
    for (int k = 0; k < ROLES; k++)
        if (!(role_objects[k] = PyUnicode_InternFromString(role_names[k])))
            return NULL;
    no_rarity = PyDict_New();
    no_flags = PyTuple_New(0);
    latin = PyUnicode_InternFromString("Latn");
    PyObject *module = empty_text && no_rarity && no_flags && latin ? PyModule_Create(&definition) : NULL;
    if (!module)
        return NULL;
    Py_INCREF(&ScaleType);
    if (PyModule_AddObjectRef(module, "Word", (PyObject *)&WordType) < 0 ||
        PyModule_AddObjectRef(module, "Query", (PyObject *)&QueryType) < 0 ||
        PyModule_AddObjectRef(module, "Listener", (PyObject *)&ListenerType) < 0 ||
        PyModule_AddObject(module, "Scale", (PyObject *)&ScaleType) < 0 ||
        PyModule_AddStringConstant(module, "SOURCE", ALLONYM_SOURCE) < 0)
        Py_CLEAR(module);
    return module;
}
