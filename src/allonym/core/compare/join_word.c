/* What are several words, written as one? The twin of comparison.join. */

#include "compare.h"

/* comparison._sounds_under: the sounds of a part under an orthography, or else its usual ones. */
static const Read *sounds_under(const Word *x, PyObject *code) {
    for (int i = 0; i < x->reads; i++)
        if (x->read[i].code == code)
            return &x->read[i];
    return x->reads ? &x->read[0] : NULL;
}

/* comparison._join: write several parts as one word. */
Word *word_joined(Word *const *parts, Py_ssize_t count) {
    if (count == 1) {
        Py_INCREF(parts[0]);
        return parts[0];
    }
    Py_ssize_t most = 0;
    for (Py_ssize_t i = 0; i < count; i++)
        most += parts[i]->reads;
    PyObject *key = NULL, **codes = PyMem_Calloc((size_t)most + 1, sizeof(PyObject *));
    Buffer buffer = {NULL, 0, 0};
    Word *x = NULL;
    int number = 0;
    for (Py_ssize_t i = 0; codes && i < count; i++)
        for (int j = 0; j < parts[i]->reads; j++) {
            int known = 0;
            while (known < number && codes[known] != parts[i]->read[j].code)
                known++;
            if (known == number)
                codes[number++] = parts[i]->read[j].code;
        }
    PyObject *keys = PyTuple_New(count), *joined = PyTuple_New(count);
    if (!codes || !keys || !joined)
        goto end;
    for (Py_ssize_t i = 0; i < count; i++) {
        PyTuple_SET_ITEM(keys, i, Py_NewRef(parts[i]->key));
        PyTuple_SET_ITEM(joined, i, Py_NewRef(parts[i]));
    }
    /* Nobody asks how it is written. */
    if (!(key = PyUnicode_Join(empty_text, keys)) ||
        !(x = word_begin(key, key, parts[0]->script, Py_None, WORD, number)))
        goto end;
    x->parts = Py_NewRef(joined);
    for (int k = 0; k < number; k++) {
        size_t at = buffer.size;
        int failed = 0;
        for (Py_ssize_t i = 0; i < count && !failed; i++) {
            const Read *one = sounds_under(parts[i], codes[k]);
            if (!one || (failed = room_for(&buffer, one->size)))
                continue;
            memcpy(buffer.at + buffer.size, parts[i]->sounds + one->at, one->size);
            buffer.size += one->size;
        }
        if (failed)
            goto failed;
        if (buffer.size == at)
            continue;
        /* Of several orthographies that read it alike, the last has the place. */
        for (int i = 0; i < x->reads; i++)
            if (x->read[i].size == buffer.size - at && memcmp(buffer.at + x->read[i].at, buffer.at + at, buffer.size - at) == 0) {
                Py_DECREF(x->read[i].code);
                memmove(&x->read[i], &x->read[i + 1], (size_t)(x->reads - i - 1) * sizeof(Read));
                x->reads--;
                break;
            }
        add_reading(x, &buffer, at, codes[k]);
    }
    if (finish(x, &buffer) == 0)
        goto end;
    Py_CLEAR(x);
    goto end;
failed:
    PyMem_Free(buffer.at);
    Py_CLEAR(x);
end:
    Py_XDECREF(key);
    Py_XDECREF(keys);
    Py_XDECREF(joined);
    PyMem_Free(codes);
    return x;
}

/* Give a new reference to what a word is written like. */
PyObject *written(const Word *x) {
    if (!x->parts)
        return Py_NewRef(x->text);
    PyObject *all = PyTuple_New(PyTuple_GET_SIZE(x->parts)), *text = NULL;
    for (Py_ssize_t i = 0; all && i < PyTuple_GET_SIZE(all); i++)
        PyTuple_SET_ITEM(all, i, Py_NewRef(((Word *)PyTuple_GET_ITEM(x->parts, i))->text));
    if (all)
        text = PyUnicode_Join(empty_text, all);
    Py_XDECREF(all);
    return text;
}
