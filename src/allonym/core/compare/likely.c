/* How likely are two names one, given the evidence? The twin of score.features and of score.likely. */

#include "compare.h"

static const char *const feature_names[FEATURES] = {
    "bias", "strength", "matched", "weak", "lost", "lost_bits", "lost_across", "across", "omitted", "omitted_bits",
    "omitted_beside", "omitted_inner", "against", "against_bits", "clashes", "alike", "alike_across", "alike_within", "unlike", "worst",
    "worst_within", "worst_beside", "worst_bad", "worst_joined", "column", "column_within", "column_hard", "swaps", "alone", "alone_near", "joined", "ends",
    "acronym", "slips", "slip_alone", "slip_common",
};

/* score.features */
static void features(const Scale *scale, const Measures *one, double *into) {
    double total = larger(one->possible + one->omitted + one->against, 1.0);
    double lost = larger(0.0, one->possible - one->matched), column = one->joined ? 0.0 : smaller(one->column, scale->most_column);
    int crossed = one->crossed, alone = one->words <= 1, beside = one->words > 1;
    into[BIAS] = 1.0;
    into[STRENGTH] = log2(1 + larger(0.0, one->matched));
    into[MATCHED] = smaller(one->matched, scale->most_matched) / 30;
    into[WEAK] = larger(0.0, 1 - one->matched / scale->weak);
    into[LOST] = lost / total;
    into[LOST_BITS] = smaller(lost, 60.0) / 10;
    into[LOST_ACROSS] = crossed ? lost / total : 0.0;
    into[ACROSS] = crossed;
    into[OMITTED] = one->omitted / total;
    into[OMITTED_BITS] = smaller(one->omitted, 60.0) / 10;
    into[OMITTED_BESIDE] = beside ? one->omitted / total : 0.0;
    into[OMITTED_INNER] = one->inner / total;
    into[AGAINST] = one->against / total;
    into[AGAINST_BITS] = smaller(one->against, 60.0) / 10;
    into[CLASHES] = one->clashes < 3 ? one->clashes : 3;
    into[ALIKE] = one->alike;
    into[ALIKE_ACROSS] = one->alike && crossed;
    into[ALIKE_WITHIN] = one->alike && beside;
    into[UNLIKE] = one->unlike < 3 ? one->unlike : 3;
    into[WORST] = one->worst;
    into[WORST_WITHIN] = crossed ? 0.0 : one->worst;
    into[WORST_BESIDE] = alone ? 0.0 : one->worst;
    into[WORST_BAD] = larger(0.0, one->worst - scale->bad);
    into[WORST_JOINED] = one->joined ? one->worst : 0.0;
    into[COLUMN] = column / 6;
    into[COLUMN_WITHIN] = crossed ? 0.0 : column / 6;
    into[COLUMN_HARD] = larger(0.0, column - scale->hard) / 6;
    into[SWAPS] = one->swaps < 2 ? one->swaps : 2;
    into[ALONE] = alone;
    into[ALONE_NEAR] = alone && !one->alike;
    into[JOINED] = one->joined;
    into[ENDS] = one->ends;
    into[ACRONYM] = one->acronym;
    into[SLIPS] = one->slips < 2 ? one->slips : 2;
    into[SLIP_ALONE] = alone && one->slips;
    into[SLIP_COMMON] = one->slip_common;
}

/* score._likely, and what is exact */
double likely(const Scale *scale, const Measures *one) {
    double found[FEATURES], logit = 0.0;
    if (one->via == SPELLING && !one->swaps && one->omitted == 0 && one->against == 0)
        return scale->sure;
    if (one->possible <= 0)
        return 0.0;
    features(scale, one, found);
    for (int k = 0; k < FEATURES; k++)
        logit += scale->weights[k] * found[k];
    return 1 / (1 + exp(-larger(-30.0, smaller(30.0, logit))));
}

/* Scale(names, weights, most_matched, most_column, weak, hard, bad, sure) */
static PyObject *scale_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
    PyObject *names, *weights;
    double limits[6];
    if (kwargs || !PyArg_ParseTuple(args, "O!O!dddddd", &PyTuple_Type, &names, &PyTuple_Type, &weights, &limits[0],
                                    &limits[1], &limits[2], &limits[3], &limits[4], &limits[5])) {
        if (!PyErr_Occurred())
            PyErr_SetString(PyExc_TypeError, "Scale() takes no keywords");
        return NULL;
    }
    int same = PyTuple_GET_SIZE(names) == FEATURES && PyTuple_GET_SIZE(weights) == FEATURES;
    for (Py_ssize_t k = 0; same && k < FEATURES; k++) {
        PyObject *name = PyTuple_GET_ITEM(names, k);
        same = PyUnicode_Check(name) && PyUnicode_CompareWithASCIIString(name, feature_names[k]) == 0;
    }
    if (!same) {
        PyErr_SetString(PyExc_ValueError, "the features are not those that the compiled core knows: build it anew");
        return NULL;
    }
    Scale *x = (Scale *)type->tp_alloc(type, 0);
    if (!x)
        return NULL;
    x->most_matched = limits[0];
    x->most_column = limits[1];
    x->weak = limits[2];
    x->hard = limits[3];
    x->bad = limits[4];
    x->sure = limits[5];
    for (Py_ssize_t k = 0; k < FEATURES; k++)
        x->weights[k] = PyFloat_AsDouble(PyTuple_GET_ITEM(weights, k));
    if (PyErr_Occurred())
        Py_CLEAR(x);
    return (PyObject *)x;
}

PyTypeObject ScaleType = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "allonym._compare.Scale",
    .tp_doc = "The weights of the features in one situation.",
    .tp_basicsize = sizeof(Scale),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_new = scale_new,
};
