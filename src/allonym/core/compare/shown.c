/* What does Python see of a word? The attributes of name.Heard. */

#include "compare.h"

static PyObject *text_of_sounds(const uint8_t *sounds, Py_ssize_t size) {
    Py_UCS4 own[SHORT] = {0}, *letters = size <= SHORT ? own : PyMem_New(Py_UCS4, size);
    if (!letters)
        return PyErr_NoMemory();
    for (Py_ssize_t i = 0; i < size; i++)
        letters[i] = know.sound[sounds[i]];
    PyObject *found = PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, letters, size);
    if (letters != own)
        PyMem_Free(letters);
    return found;
}

/* The record of a word's part, made when it is first asked for. */
static PyObject *word_part(Word *x, void *none) {
    if (!x->part) {
        if (learn_hearing() < 0)
            return NULL;
        PyObject *text = written(x);
        PyObject *made = text ? PyObject_CallFunctionObjArgs(know.part, text, x->key, role_objects[x->role], x->script,
                                                             x->number, NULL)
                              : NULL;
        Py_XDECREF(text);
        /* Another thread may have made it meanwhile. */
        if (!made || x->part)
            Py_XDECREF(made);
        else
            x->part = made;
        if (!x->part)
            return NULL;
    }
    return Py_NewRef(x->part);
}

/* What an attribute is made of. */
enum { OF_SPOKEN, OF_CODES, OF_READINGS, OF_SOUNDS, OF_WIDE, OF_WHICH };

static PyObject *one_of(const Word *x, int what, int at) {
    const Read *read = what <= OF_READINGS ? &x->read[at] : NULL;
    const Way *way = read ? NULL : &x->way[at];
    const Wide *wide = way ? &x->wide[way->wide] : NULL;
    switch (what) {
    case OF_SPOKEN:
        return text_of_sounds(x->sounds + read->at, read->size);
    case OF_CODES:
        return Py_NewRef(read->code);
    case OF_READINGS: {
        PyObject *sounds = text_of_sounds(x->sounds + read->at, read->size);
        PyObject *made = sounds ? PyObject_CallFunctionObjArgs(know.reading, sounds, read->code, NULL) : NULL;
        Py_XDECREF(sounds);
        return made;
    }
    case OF_SOUNDS:
        return text_of_sounds(x->sounds + way->at, way->size);
    case OF_WIDE:
        return text_of_sounds(x->sounds + wide->at, wide->size);
    default:
        return PyLong_FromLong(way->reading);
    }
}

static PyObject *word_tuple(Word *x, void *what) {
    int wanted = (int)(intptr_t)what, count = wanted <= OF_READINGS ? x->reads : x->ways;
    PyObject *found = learn_hearing() < 0 ? NULL : PyTuple_New(count);
    for (int i = 0; found && i < count; i++) {
        PyObject *one = one_of(x, wanted, i);
        if (!one)
            Py_CLEAR(found);
        else
            PyTuple_SET_ITEM(found, i, one);
    }
    return found;
}

static PyObject *word_broad(Word *x, void *none) {
    PyObject *all = word_tuple(x, (void *)(intptr_t)OF_WIDE), *found = all ? PyFrozenSet_New(all) : NULL;
    Py_XDECREF(all);
    return found;
}

static PyObject *word_weight(Word *x, void *none) { return PyFloat_FromDouble(x->weight); }

static PyObject *word_repr(Word *x) { return PyUnicode_FromFormat("Word(%R, %R)", x->key, role_objects[x->role]); }

static PyGetSetDef word_attributes[] = {
    {"part", (getter)word_part, NULL, "The part that was heard.", NULL},
    {"spoken", (getter)word_tuple, NULL, "Its readings, the usual one first.", (void *)(intptr_t)OF_SPOKEN},
    {"codes", (getter)word_tuple, NULL, "The orthographies that find them.", (void *)(intptr_t)OF_CODES},
    {"readings", (getter)word_tuple, NULL, "The records of its readings.", (void *)(intptr_t)OF_READINGS},
    {"sounds", (getter)word_tuple, NULL, "Its readings in each way that they may be meant.", (void *)(intptr_t)OF_SOUNDS},
    {"wide", (getter)word_tuple, NULL, "The same, without what writers leave open.", (void *)(intptr_t)OF_WIDE},
    {"which", (getter)word_tuple, NULL, "The number of the reading of each.", (void *)(intptr_t)OF_WHICH},
    {"broad", (getter)word_broad, NULL, "All that it may sound like without what writers leave open.", NULL},
    {"weight", (getter)word_weight, NULL, "The most evidence, in bits, that it can bring.", NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

PyTypeObject WordType = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "allonym._compare.Word",
    .tp_doc = "A part of a name, ready to be compared: the compiled form of name.Heard.",
    .tp_basicsize = sizeof(Word),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = (destructor)word_free,
    .tp_new = word_new,
    .tp_getset = word_attributes,
    .tp_repr = (reprfunc)word_repr,
};
