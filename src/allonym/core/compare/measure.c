/* What speaks for and against two names naming one thing? The twin of comparison.plainly_measured. */

#include "compare.h"

/* comparison.measure, where the names are in order; `pairs` gets the list of matched pairs, where wanted. */
int measure_ordered(Memo *memo, const Names *names, Measures *found, PyObject **pairs) {
    const Side *a = &names->side[0], *b = &names->side[1];
    if (measure_sides(memo, a, b, NULL, found, pairs) < 0)
        return -1;
    Py_ssize_t least = a->size < b->size ? a->size : b->size, most = a->size < b->size ? b->size : a->size;
    if (!least)
        return 0;
    int parted = found->count < least || (found->via == NEAR && a->size != b->size && !found->alike);
    if (parted && most > 1 && most <= know.most_written) {
        Joining joining = {names, memo, found};
        if (join_names(&joining) < 0 || stand_for_words(&joining) < 0)
            return -1;
    }
    Py_ssize_t letters = acronym(a, b, names->text[1]);
    if (!letters)
        letters = acronym(b, a, names->text[0]);
    if (letters < 0)
        return -1;
    if (letters) {
        memset(found, 0, sizeof *found);
        found->matched = found->possible = know.letter_bits * (double)letters;
        found->words = 1;
        found->via = NEAR;
        found->acronym = 1;
    }
    int looks = PyUnicode_Compare(names->key[0], names->key[1]) ? look_same(names->key[0], names->key[1]) : 0;
    if (looks > 0) {
        found->matched = found->possible;
        found->omitted = found->inner = found->against = 0.0;
        found->swaps = 0;
        found->via = NEAR;
        found->looks = 1;
    }
    return looks < 0 ? -1 : 0;
}

void listened_free(Listened *x) {
    for (Py_ssize_t i = 0; i < x->size; i++)
        Py_XDECREF(x->word[i]);
    if (x->word != x->own)
        PyMem_Free(x->word);
    Py_XDECREF(x->text);
    Py_XDECREF(x->key);
}

int listened_to(PyObject *name, Listened *x) {
    memset(x, 0, sizeof *x);
    x->word = x->own;
    PyObject *parts = PyObject_GetAttr(name, field_name[IN_PARTS]);
    if (!parts || !(x->text = text_of(name, IN_TEXT)) || !(x->key = text_of(name, IN_KEY)))
        goto failed;
    if (!PyTuple_Check(parts)) {
        PyErr_SetString(PyExc_TypeError, "parts: expected a tuple");
        goto failed;
    }
    Py_ssize_t size = PyTuple_GET_SIZE(parts);
    if (size > 16 && !(x->word = PyMem_Calloc((size_t)size, sizeof(Word *)))) {
        x->word = x->own;
        PyErr_NoMemory();
        goto failed;
    }
    for (; x->size < size; x->size++)
        if (!(x->word[x->size] = word_of(PyTuple_GET_ITEM(parts, x->size))))
            goto failed;
    Py_DECREF(parts);
    return 0;
failed:
    Py_XDECREF(parts);
    listened_free(x);
    return -1;
}

/* Compare two names; symmetric, since both directions are compared in one order. Says which direction that was. */
int measure_names(const Listened *a, const Listened *b, PyObject *rarity, Measures *found, PyObject **pairs) {
    int order = PyUnicode_Compare(b->key, a->key), turned = order ? order < 0 : PyUnicode_Compare(b->text, a->text) < 0;
    const Listened *one = turned ? b : a, *two = turned ? a : b;
    double own[32], *told = own;
    Py_ssize_t all = one->size + two->size;
    if (all > 32 && !(told = PyMem_New(double, all))) {
        PyErr_NoMemory();
        return -1;
    }
    Names names = {{one->text, two->text},
                   {one->key, two->key},
                   {{one->word, told, one->size}, {two->word, told + one->size, two->size}},
                   rarity,
                   {NULL, NULL},
                   {NULL, NULL}};
    int failed = 0;
    for (Py_ssize_t i = 0; !failed && i < all; i++)
        failed = tells(&names, i < one->size ? one->word[i] : two->word[i - one->size], &told[i]);
    if (!failed)
        failed = measure_ordered(NULL, &names, found, pairs);
    if (told != own)
        PyMem_Free(told);
    return failed ? -1 : turned;
}
