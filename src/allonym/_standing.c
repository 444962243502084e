/* How do entities stand among all that a name may mean?

   The compiled twin of standing.plainly_ranked, which explains what is done here; tests hold both to the same last bit. Numbers
   are added in the order in which Python adds them, logarithms come from the same C library, and it keeps nothing between
   calls.

   To add a number of evidence: a line in standing.py, its name at the same place in `told_names`, and what it is in `tell`. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <math.h>
#include <string.h>

#ifndef ALLONYM_SOURCE
#define ALLONYM_SOURCE ""
#endif

/* What stands in a standing.Known, in its order. */
enum {
    LIKELIHOOD, MET, ALIKE, SPELLED, OWN, HAN, UNUSUAL, CLASH, FILIAL, MATCHED, OMITTED, RENAMED, SWAPPED, ASKED, FOUND,
    DECLENSION, NUMBERED, ENDS, SHORTER, LONGER, STARTS_OTHERWISE, INITIAL, TYPE, FIELDS
};
static const char *const field_names[FIELDS] = {
    "likelihood", "met", "alike", "spelled", "own", "han", "unusual", "clash", "filial", "matched", "omitted", "renamed",
    "swapped", "asked", "found", "declension", "numbered", "ends", "shorter", "longer", "starts_otherwise", "initial",
    "type",
};
static PyObject *fields[FIELDS], *in_whole, *in_own;

/* In the order of standing.scored. */
static const char *const told_names[] = {
    "nameless", "nameless_matched", "other", "other_unlike", "other_likely", "other_gap", "unlike", "near", "near_unlike",
    "starts_otherwise", "unlike_han", "asked_abjad", "asked_han", "found_han", "found_kana", "found_hangul", "found_abugida",
    "unusual", "unusual_weak", "swapped_alike", "numbered_alike", "ends_nameless", "han_weak", "clash", "clash_filial",
    "clash_alike", "clash_nameless", "renamed", "omitted", "omitted_nameless", "shorter_weak", "longer_weak",
    "place", "place_omitted_nameless", "person_han",
};
#define TOLD ((int)(sizeof told_names / sizeof *told_names))
#define MOST_TOLD 64
#define CASES 3
#define ODDS 5
#define BENDS 2

/* The numbers of standing.py, and the weights that were learned: what `packed` has, end to end. */
typedef struct {
    double likely_anyway, most_gap, like_spelled, crowd, fewest_names, weak, weak_in_han, nameless, named, sure, below_sure;
    double odds[ODDS + 1], gap[BENDS + 1], beyond[BENDS + 1];
    double cases[CASES], bias, on_odds[ODDS], on_gap[BENDS], on_beyond[BENDS], on_names, on_crowd;
} Scale;

/* A standing.Known, and what it comes to. */
typedef struct {
    double likelihood, spelled, own, unusual, matched, omitted, logit, lift, odds, told[MOST_TOLD];
    int met, alike, nameless, han, clash, filial, renamed, swapped, declined, whole, own_case, numbered, ends, shorter, longer,
        starts_otherwise, initial;
    char asked, found, type;
    Py_ssize_t rank;
} Known;

static double smaller(double a, double b) { return b < a ? b : a; }

static double larger(double a, double b) { return b > a ? b : a; }

/* score.logit_of */
static double logit_of(double probability) {
    double bounded = smaller(1 - 1e-13, larger(1e-13, probability));
    return log(bounded / (1 - bounded));
}

static int number_in(PyObject *known, PyObject *field, double *into) {
    PyObject *value = PyObject_GetAttr(known, field);
    *into = value ? PyFloat_AsDouble(value) : 0.0;
    Py_XDECREF(value);
    return PyErr_Occurred() ? -1 : 0;
}

static int truth_in(PyObject *known, PyObject *field, int *into) {
    PyObject *value = PyObject_GetAttr(known, field);
    *into = value ? PyObject_IsTrue(value) : -1;
    Py_XDECREF(value);
    return *into < 0 ? -1 : 0;
}

/* Which kind of script, or of entity, is it? A letter for each that counts, 0 for all others. */
static int kind_in(PyObject *known, PyObject *field, char *into) {
    static const char *const kinds[] = {"abjad", "han", "kana", "hangul", "abugida", "place", "person"}, letters[] = "jhkluPp";
    PyObject *value = PyObject_GetAttr(known, field);
    *into = 0;
    if (value && !PyUnicode_Check(value))
        PyErr_SetString(PyExc_TypeError, "a kind is a string");
    for (int k = 0; value && PyUnicode_Check(value) && letters[k]; k++)
        if (PyUnicode_CompareWithASCIIString(value, kinds[k]) == 0)
            *into = letters[k];
    Py_XDECREF(value);
    return PyErr_Occurred() ? -1 : 0;
}

static int declension_in(PyObject *known, Known *x) {
    PyObject *value = PyObject_GetAttr(known, fields[DECLENSION]);
    if (!value)
        return -1;
    x->declined = value != Py_None;
    x->whole = x->own_case = 0;
    int failed = x->declined && (truth_in(value, in_whole, &x->whole) < 0 || truth_in(value, in_own, &x->own_case) < 0);
    Py_DECREF(value);
    return failed ? -1 : 0;
}

static int spelled_in(PyObject *known, Known *x) {
    PyObject *value = PyObject_GetAttr(known, fields[SPELLED]);
    if (!value)
        return -1;
    x->nameless = value == Py_None;
    x->spelled = x->nameless ? 0.0 : PyFloat_AsDouble(value);
    Py_DECREF(value);
    return PyErr_Occurred() ? -1 : 0;
}

static int read_known(PyObject *known, Known *x) {
    struct {
        int field;
        double *into;
    } numbers[] = {{LIKELIHOOD, &x->likelihood}, {OWN, &x->own}, {UNUSUAL, &x->unusual}, {MATCHED, &x->matched}, {OMITTED, &x->omitted}};
    struct {
        int field, *into;
    } truths[] = {{MET, &x->met}, {ALIKE, &x->alike}, {HAN, &x->han}, {CLASH, &x->clash}, {FILIAL, &x->filial},
                  {RENAMED, &x->renamed}, {SWAPPED, &x->swapped}, {NUMBERED, &x->numbered}, {ENDS, &x->ends},
                  {SHORTER, &x->shorter}, {LONGER, &x->longer}, {STARTS_OTHERWISE, &x->starts_otherwise}, {INITIAL, &x->initial}};
    for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++)
        if (number_in(known, fields[numbers[k].field], numbers[k].into) < 0)
            return -1;
    for (size_t k = 0; k < sizeof truths / sizeof *truths; k++)
        if (truth_in(known, fields[truths[k].field], truths[k].into) < 0)
            return -1;
    return spelled_in(known, x) < 0 || declension_in(known, x) < 0 || kind_in(known, fields[ASKED], &x->asked) < 0 ||
                   kind_in(known, fields[FOUND], &x->found) < 0 || kind_in(known, fields[TYPE], &x->type) < 0
               ? -1
               : 0;
}

/* standing.scored */
static void tell(const Scale *scale, Known *x) {
    double unlike = 2 * larger(0.0, scale->like_spelled - x->spelled), weak = larger(0.0, 1.0 - x->matched / scale->weak);
    double low = scale->nameless, high = scale->named, *into = x->told;
    int other = !(x->met || x->nameless), across = !x->met;
    *into++ = x->nameless;
    *into++ = x->nameless ? (smaller(larger(x->matched, low), high) - low) / (high - low) : 0.0;
    *into++ = other;
    *into++ = other ? unlike : 0.0;
    *into++ = other ? larger(0.0, x->logit - 2.0) : 0.0;
    *into++ = other ? smaller(scale->most_gap, larger(0.0, x->logit - logit_of(x->own))) : 0.0;
    *into++ = x->met ? unlike : 0.0;
    *into++ = x->met && !x->alike;
    *into++ = x->alike || x->nameless || x->initial ? 0.0 : unlike;
    *into++ = x->met && x->starts_otherwise;
    *into++ = x->han && !x->nameless ? 1.0 - x->spelled : 0.0;
    *into++ = across && x->asked == 'j';
    *into++ = across && x->asked == 'h';
    *into++ = across && x->found == 'h';
    *into++ = across && x->found == 'k';
    *into++ = across && x->found == 'l';
    *into++ = across && x->found == 'u';
    *into++ = x->unusual;
    *into++ = x->unusual * weak;
    *into++ = x->swapped && x->alike;
    *into++ = x->numbered && x->alike;
    *into++ = x->ends && x->nameless;
    *into++ = x->found == 'h' ? larger(0.0, 1.0 - x->matched / scale->weak_in_han) : 0.0;
    *into++ = x->clash;
    *into++ = x->clash && x->filial;
    *into++ = x->clash && x->alike;
    *into++ = x->clash && x->nameless;
    *into++ = x->renamed;
    *into++ = x->omitted;
    *into++ = x->nameless ? x->omitted : 0.0;
    *into++ = x->shorter ? weak : 0.0;
    *into++ = x->longer ? weak : 0.0;
    *into++ = x->type == 'P';
    *into++ = x->type == 'P' && x->nameless ? x->omitted : 0.0;
    *into++ = x->type == 'p' && across && x->asked == 'h';
}

static double worth(const double *numbers, const double *weights, int count) {
    double total = 0.0;
    for (int k = 0; k < count; k++)
        if (numbers[k] != 0.0)
            total += weights[k] * numbers[k];
    return total;
}

/* standing.lift */
static double lift(const Scale *scale, const Known *x) {
    double far = larger(0.0, scale->likely_anyway - x->logit);
    double cases[CASES] = {x->whole ? far : 0.0, x->whole && x->own_case ? far : 0.0, !x->whole};
    return x->declined ? worth(cases, scale->cases, CASES) : 0.0;
}

/* Add what the stretches of a line that bends weigh. */
static double along(double total, double value, const double *ends, const double *weights, int count) {
    for (int k = 0; k < count; k++)
        if (value > ends[k] && smaller(value, ends[k + 1]) - ends[k] != 0.0)
            total += weights[k] * (smaller(value, ends[k + 1]) - ends[k]);
    return total;
}

/* standing.context, weighed */
static double around(const Scale *scale, const Known *x, double lead, Py_ssize_t crowd, double names) {
    double total = 0.0 + scale->bias * 1.0, bits = log2(larger(scale->fewest_names, names)), others = log2((double)(1 + crowd));
    total = along(total, x->logit + x->lift, scale->odds, scale->on_odds, ODDS);
    total = along(total, lead, scale->gap, scale->on_gap, BENDS);
    total = along(total, x->matched - bits, scale->beyond, scale->on_beyond, BENDS);
    if (bits != 0.0)
        total += scale->on_names * bits;
    if (others != 0.0)
        total += scale->on_crowd * others;
    return total;
}

/* Order entities by their log odds, highest first; equals keep their order. */
static void in_order(Known *known, Known **order, Py_ssize_t count) {
    for (Py_ssize_t k = 0; k < count; k++) {
        Py_ssize_t at = k;
        for (; at && order[at - 1]->odds < known[k].odds; at--)
            order[at] = order[at - 1];
        order[at] = known + k;
    }
}

/* ranked_standings(known, likelihoods, names, scale, witnesses, standing): standing.plainly_ranked; the last three are doubles, end
   to end: the numbers of a Scale, and what each of `told_names` weighs in the log odds and in the score. */
static PyObject *ranked_standings(PyObject *self, PyObject *args) {
    PyObject *given, *of_all, *order = NULL, *scores = NULL, *answer = NULL;
    Py_buffer packed, witnesses, standing;
    double names, *logits = NULL;
    Known *known = NULL, **ranked = NULL;
    if (!PyArg_ParseTuple(args, "O!O!dy*y*y*", &PyList_Type, &given, &PyList_Type, &of_all, &names, &packed, &witnesses, &standing))
        return NULL;
    Scale scale;
    Py_ssize_t count = PyList_GET_SIZE(given), all = PyList_GET_SIZE(of_all), crowded = 0;
    double for_odds[MOST_TOLD], for_score[MOST_TOLD];
    if (packed.len != sizeof scale || witnesses.len != TOLD * (Py_ssize_t)sizeof(double) || standing.len != witnesses.len) {
        PyErr_SetString(PyExc_ValueError, "the weights are not those that the compiled core knows: build it anew");
        goto end;
    }
    memcpy(&scale, packed.buf, sizeof scale);
    memcpy(for_odds, witnesses.buf, (size_t)witnesses.len);
    memcpy(for_score, standing.buf, (size_t)standing.len);
    known = PyMem_Calloc((size_t)count + 1, sizeof *known);
    ranked = PyMem_Calloc((size_t)count + 1, sizeof *ranked);
    logits = PyMem_Calloc((size_t)all + 1, sizeof *logits);
    if (!known || !ranked || !logits) {
        PyErr_NoMemory();
        goto end;
    }
    for (Py_ssize_t k = 0; k < all; k++) {
        double one = PyFloat_AsDouble(PyList_GET_ITEM(of_all, k));
        if (one == -1.0 && PyErr_Occurred())
            goto end;
        if (one > 0)
            logits[crowded++] = logit_of(one);
    }
    for (Py_ssize_t k = 0; k < count; k++) {
        Known *x = known + k;
        /* A list of the caller's may change while an attribute is asked for. */
        PyObject *one = k < PyList_GET_SIZE(given) ? Py_NewRef(PyList_GET_ITEM(given, k)) : NULL;
        int failed = !one || read_known(one, x) < 0;
        Py_XDECREF(one);
        if (failed) {
            if (!PyErr_Occurred())
                PyErr_SetString(PyExc_ValueError, "the list changed while it was read");
            goto end;
        }
        x->rank = k;
        x->logit = logit_of(x->likelihood);
        tell(&scale, x);
        x->lift = lift(&scale, x);
        x->odds = 0.0 < x->likelihood && x->likelihood < scale.sure ? x->logit + x->lift + worth(x->told, for_odds, TOLD) : x->logit;
    }
    in_order(known, ranked, count);
    order = PyList_New(count);
    scores = PyList_New(count);
    double before = 0.0;
    for (Py_ssize_t k = 0; order && scores && k < count; k++) {
        const Known *x = ranked[k];
        double score = x->likelihood, lead = count < 2 ? scale.most_gap : x->odds - ranked[k == 0]->odds;
        if (0.0 < score && score < scale.sure) {
            Py_ssize_t near = 0;
            for (Py_ssize_t one = 0; one < crowded; one++)
                near += logits[one] > x->logit - scale.crowd;
            double logit = around(&scale, x, lead, near, names) + worth(x->told, for_score, TOLD);
            score = smaller(scale.below_sure, 1 / (1 + exp(-larger(-30.0, smaller(30.0, logit)))));
        }
        before = score = k ? smaller(score, before) : score;
        PyObject *at = PyLong_FromSsize_t(x->rank), *sure = PyFloat_FromDouble(score);
        if (!at || !sure) {
            Py_XDECREF(at);
            Py_XDECREF(sure);
            goto end;
        }
        PyList_SET_ITEM(order, k, at);
        PyList_SET_ITEM(scores, k, sure);
    }
    if (order && scores)
        answer = PyTuple_Pack(2, order, scores);
end:
    Py_XDECREF(order);
    Py_XDECREF(scores);
    PyMem_Free(known);
    PyMem_Free(ranked);
    PyMem_Free(logits);
    PyBuffer_Release(&packed);
    PyBuffer_Release(&witnesses);
    PyBuffer_Release(&standing);
    return answer;
}

static PyMethodDef methods[] = {
    {"ranked_standings", ranked_standings, METH_VARARGS, "Give the places of entities as they are ranked, and the probability of each."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "_standing", "The compiled twin of standing.plainly_ranked.", -1, methods, NULL, NULL, NULL, NULL,
};

/* The names of what is told, so that Python sees whether both mean the same. */
static PyObject *names_told(void) {
    PyObject *found = PyTuple_New(TOLD);
    for (int k = 0; found && k < TOLD; k++) {
        PyObject *name = PyUnicode_InternFromString(told_names[k]);
        if (!name)
            Py_CLEAR(found);
        else
            PyTuple_SET_ITEM(found, k, name);
    }
    return found;
}

PyMODINIT_FUNC PyInit__standing(void) {
    for (int k = 0; k < FIELDS; k++)
        if (!(fields[k] = PyUnicode_InternFromString(field_names[k])))
            return NULL;
    if (!(in_whole = PyUnicode_InternFromString("whole")) || !(in_own = PyUnicode_InternFromString("own")))
        return NULL;
    PyObject *module = PyModule_Create(&definition), *told = module ? names_told() : NULL;
    if (module && (!told || PyModule_AddObjectRef(module, "TOLD", told) < 0 ||
                   PyModule_AddStringConstant(module, "SOURCE", ALLONYM_SOURCE) < 0))
        Py_CLEAR(module);
    Py_XDECREF(told);
    return module;
}
