/* How is a word read by those who write names of another script? The twin of name.beside. */

#include "compare.h"

/* Read a word under some orthographies, besides its own readings; None where these are all known. */
static PyObject *read_beside(const Word *x, PyObject *codes) {
    PyObject *text = written(x), *both = text ? PyObject_CallFunctionObjArgs(know.ways, text, codes, NULL) : NULL;
    size_t own = x->reads ? x->read[x->reads - 1].at + x->read[x->reads - 1].size : 0;
    Buffer buffer = {NULL, 0, 0};
    Readings readings = {NULL, 0};
    Word *found = NULL;
    int more = 0;
    Py_XDECREF(text);
    if (!both)
        return NULL;
    if (!PyTuple_Check(both) || PyTuple_GET_SIZE(both) != 2) {
        PyErr_SetString(PyExc_TypeError, "ways: expected readings and orthographies");
        goto end;
    }
    if (room_for(&buffer, own + 1) < 0)
        goto end;
    memcpy(buffer.at, x->sounds, own);
    buffer.size = own;
    if (take_said(PyTuple_GET_ITEM(both, 0), PyTuple_GET_ITEM(both, 1), &buffer, &readings) < 0)
        goto end;
    for (int i = 0; i < readings.count; i++) {
        const Read *one = &readings.all[i];
        int is_new = 1;
        for (int k = 0; k < x->reads && is_new; k++)
            is_new = x->read[k].size != one->size || memcmp(buffer.at + x->read[k].at, buffer.at + one->at, one->size) != 0;
        if (is_new)
            readings.all[more++] = *one;
    }
    found = more ? word_begin(x->text, x->key, x->script, x->number, x->role, x->reads + more) : NULL;
    if (!found)
        goto end;
    size_t end = buffer.size;
    for (int k = 0; k < x->reads + more; k++) {
        const Read *one = k < x->reads ? &x->read[k] : &readings.all[k - x->reads];
        buffer.size = one->at + one->size;
        add_reading(found, &buffer, one->at, one->code);
    }
    buffer.size = end;
    if (finish(found, &buffer) < 0)
        Py_CLEAR(found);
    /* The buffer is the word's. */
    buffer.at = NULL;
end:
    PyMem_Free(buffer.at);
    PyMem_Free(readings.all);
    Py_DECREF(both);
    return found || PyErr_Occurred() ? (PyObject *)found : Py_NewRef(Py_None);
}

/* name.beside: a word as those read it who write names of a script in its letters; the word itself where there are no
   such habits. Gives a new reference. */
Word *beside(Word *x, PyObject *script) {
    PyObject *habits = x->reads ? PyDict_GetItemWithError(know.habits, script) : NULL;
    PyObject *codes = habits && PyDict_Check(habits) ? PyDict_GetItemWithError(habits, x->script) : NULL;
    if (!codes)
        return PyErr_Occurred() ? NULL : (Word *)Py_NewRef(x);
    PyObject *known = x->beside ? PyDict_GetItemWithError(x->beside, script) : NULL;
    if (known)
        Py_INCREF(known);
    else if (PyErr_Occurred() || !(known = read_beside(x, codes)) || (!x->beside && !(x->beside = PyDict_New())) ||
             PyDict_SetItem(x->beside, script, known) < 0) {
        Py_XDECREF(known);
        return NULL;
    }
    if (known == Py_None) {
        Py_DECREF(known);
        return (Word *)Py_NewRef(x);
    }
    return (Word *)known;
}
