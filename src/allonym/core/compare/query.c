/* How likely is each of many candidates the name that was asked for? The twin of weighing.PlainQuery. */

#include "compare.h"

/* A name that many are compared with: its words, how much each tells, and what was found of them before. */
typedef struct {
    PyObject_HEAD
    Listened name;
    double *rare, *told; /* for each word, how rare it is and how much it tells */
    Word *joins[JOINS];
    Memo memo;
    Scale *scale;
} Query;

static void query_free(Query *x) {
    PyObject_GC_UnTrack(x);
    for (int i = 0; i < JOINS; i++)
        Py_XDECREF(x->joins[i]);
    memo_free(&x->memo);
    if (x->name.word)
        listened_free(&x->name);
    PyMem_Free(x->rare);
    Py_XDECREF(x->scale);
    Py_TYPE(x)->tp_free(x);
}

static int query_traverse(Query *x, visitproc visit, void *arg) {
    for (int i = 0; i < JOINS; i++)
        Py_VISIT(x->joins[i]);
    for (size_t i = 0; i < x->memo.room; i++) {
        Py_VISIT(x->memo.all[i].x);
        Py_VISIT(x->memo.all[i].y);
    }
    for (Py_ssize_t i = 0; x->name.word && i < x->name.size; i++)
        Py_VISIT(x->name.word[i]);
    return 0;
}

/* Take how rare words are, and work out how much they tell. */
static int take_rare(PyObject *given, Word *const *word, Py_ssize_t size, double *rare, double *told) {
    if (!PyTuple_Check(given) || PyTuple_GET_SIZE(given) != size) {
        PyErr_SetString(PyExc_TypeError, "expected a tuple of how rare each word is");
        return -1;
    }
    for (Py_ssize_t i = 0; i < size; i++) {
        rare[i] = PyFloat_AsDouble(PyTuple_GET_ITEM(given, i));
        told[i] = know.telling[word[i]->role] * rare[i] * evened(word[i]);
    }
    return PyErr_Occurred() ? -1 : 0;
}

/* Query(name, rare, scale) */
static PyObject *query_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
    PyObject *name, *rare, *scale;
    if (kwargs || !PyArg_ParseTuple(args, "OOO!", &name, &rare, &ScaleType, &scale)) {
        if (!PyErr_Occurred())
            PyErr_SetString(PyExc_TypeError, "Query() takes no keywords");
        return NULL;
    }
    Query *x = learn() < 0 ? NULL : (Query *)type->tp_alloc(type, 0);
    if (!x)
        return NULL;
    x->scale = (Scale *)Py_NewRef(scale);
    if (listened_to(name, &x->name) < 0) {
        memset(&x->name, 0, sizeof x->name);
        Py_DECREF(x);
        return NULL;
    }
    x->rare = PyMem_Calloc((size_t)x->name.size * 2 + 1, sizeof(double));
    x->told = x->rare + x->name.size;
    if (!x->rare || take_rare(rare, x->name.word, x->name.size, x->rare, x->told) < 0) {
        if (!PyErr_Occurred())
            PyErr_NoMemory();
        Py_DECREF(x);
        return NULL;
    }
    return (PyObject *)x;
}

/* Compare the name with another; the other's words and how rare they are come as two tuples. */
static int query_measure(Query *x, PyObject *text, PyObject *key, PyObject *words, PyObject *rare, Measures *found) {
    Listened other;
    double own[32], *rares = own;
    memset(&other, 0, sizeof other);
    other.word = other.own;
    Py_ssize_t size = PyTuple_GET_SIZE(words);
    int failed = -1;
    if (size > 16 && (!(other.word = PyMem_Calloc((size_t)size, sizeof(Word *))) || !(rares = PyMem_New(double, 2 * size)))) {
        PyErr_NoMemory();
        goto end;
    }
    for (; other.size < size; other.size++)
        if (!(other.word[other.size] = word_of(PyTuple_GET_ITEM(words, other.size))))
            goto end;
    if (take_rare(rare, other.word, size, rares, rares + size) < 0)
        goto end;
    int order = PyUnicode_Compare(key, x->name.key), turned = order ? order < 0 : PyUnicode_Compare(text, x->name.text) < 0;
    Side mine = {x->name.word, x->told, x->name.size}, its = {other.word, rares + size, size};
    Names names = {{turned ? text : x->name.text, turned ? x->name.text : text},
                   {turned ? key : x->name.key, turned ? x->name.key : key},
                   {turned ? its : mine, turned ? mine : its},
                   NULL,
                   {turned ? rares : x->rare, turned ? x->rare : rares},
                   {turned ? NULL : x->joins, turned ? x->joins : NULL}};
    failed = measure_ordered(&x->memo, &names, found, NULL);
end:
    if (rares != own)
        PyMem_Free(rares);
    if (other.word)
        listened_free(&other);
    return failed;
}

/* weigh(text, key, words, rare): weighing.PlainQuery.weigh: how likely, how they met, whether nothing is left over or
   contradicts, whether all matched words sound alike, whether spaces were lost for it, whether one slip of the hand is all
   that tells them apart, whether words contradict, the share of the readings that are not the usual ones, how many bits
   agree, which share of the evidence is left out, whether words stand in another order, and whether they differ in an ending. */
static PyObject *query_weigh(Query *x, PyObject *const *given, Py_ssize_t count) {
    Measures found;
    if (count != 4 || !PyUnicode_Check(given[0]) || !PyUnicode_Check(given[1]) || !PyTuple_Check(given[2])) {
        PyErr_SetString(PyExc_TypeError, "weigh() takes two texts and two tuples");
        return NULL;
    }
    if (learn() < 0 || query_measure(x, given[0], given[1], given[2], given[3], &found) < 0)
        return NULL;
    int whole = found.omitted == 0 && found.against == 0;
    int one_slip = found.slips == 1 && found.unlike == 1;
    double total = larger(found.possible + found.omitted + found.against, 1.0);
    return Py_BuildValue("(dOOOOOOdddOO)", likely(x->scale, &found), way_names[found.via], whole ? Py_True : Py_False,
                         found.alike ? Py_True : Py_False, found.joined ? Py_True : Py_False, one_slip ? Py_True : Py_False,
                         found.clashes ? Py_True : Py_False, found.unusual, found.matched, found.omitted / total,
                         found.swaps ? Py_True : Py_False, found.ends ? Py_True : Py_False);
}

static PyMethodDef query_methods[] = {
    {"weigh", (PyCFunction)(void (*)(void))query_weigh, METH_FASTCALL, "Say how likely a candidate is the one that was asked for."},
    {NULL, NULL, 0, NULL},
};

PyTypeObject QueryType = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "allonym._compare.Query",
    .tp_doc = "A name that many are compared with: the compiled twin of weighing.PlainQuery.",
    .tp_basicsize = sizeof(Query),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_new = query_new,
    .tp_traverse = (traverseproc)query_traverse,
    .tp_dealloc = (destructor)query_free,
    .tp_methods = query_methods,
};
