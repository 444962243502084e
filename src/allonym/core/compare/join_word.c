/* What are several words, written as one? The twin of comparison.join. */

#include "compare.h"

/* comparison._sounds_under: the sounds of a part under an orthography, or else its usual ones. */
static const Read *sounds_under(const Word *x, PyObject *code) {
    for (int i = 0; i < x->reads; i++)
        if (x->read[i].code == code)
            return &x->read[i];
    return x->reads ? &x->read[0] : NULL;
}

/* article.is_spoken_into */
int is_spoken_into(const Word *article, const Word *word) {
    Letters key = letters_of(article->key), next = letters_of(word->key);
    if (article->role != PARTICLE || key.size < know.article_length || !next.size)
        return 0;
    if (key.size > know.article_length && PyUnicode_Tailmatch(article->key, know.servant, 0, key.size, -1) != 1)
        return 0;
    Py_UCS4 last = letter(key, key.size - 1), first = letter(next, 0);
    return in_text(know.article_vowels, letter(key, key.size - 2)) && in_text(know.sun_letters, first) &&
           (last == first || in_text(know.article_letter, last));
}

/* article.stands_alone */
int stands_alone(const Word *article) { return PyUnicode_GET_LENGTH(article->key) == know.article_length; }

/* Does an article end in the letter that it has before all other letters? */
static int ends_full(const Word *article) {
    Letters key = letters_of(article->key);
    return key.size && in_text(know.article_letter, letter(key, key.size - 1));
}

/* How the article of joined words is said. */
enum { WRITTEN, SAID, IN_FULL };

/* article.said and article.in_full: put the sounds of an article into the buffer; -1 with an exception set. */
static int put_article(Buffer *buffer, int how, const Word *article, const Read *one, const Word *word, const Read *next) {
    const uint8_t *from = article->sounds + one->at;
    size_t size = one->size;
    int alike = size > 1 && (ends_full(article) || (next && next->size && word->sounds[next->at] == from[size - 1]));
    if (room_for(buffer, size))
        return -1;
    memcpy(buffer->at + buffer->size, from, size);
    buffer->size += size - (alike && how == SAID);
    if (alike && how == IN_FULL)
        buffer->at[buffer->size - 1] = number_of(PyUnicode_READ_CHAR(know.article_letter, 0));
    return 0;
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
    /* What is said comes behind what is written, and al-Din behind ad-Din. */
    int ways = 1 + WRITTEN;
    for (Py_ssize_t i = 0; i + 1 < count && ways <= IN_FULL; i++)
        if (is_spoken_into(parts[i], parts[i + 1]))
            ways = 1 + (ends_full(parts[i]) ? SAID : IN_FULL);
    PyObject *keys = PyTuple_New(count), *joined = PyTuple_New(count);
    if (!codes || !keys || !joined)
        goto end;
    for (Py_ssize_t i = 0; i < count; i++) {
        PyTuple_SET_ITEM(keys, i, Py_NewRef(parts[i]->key));
        PyTuple_SET_ITEM(joined, i, Py_NewRef(parts[i]));
    }
    /* Nobody asks how it is written. */
    if (!(key = PyUnicode_Join(empty_text, keys)) ||
        !(x = word_begin(key, key, parts[0]->script, Py_None, WORD, number * ways)))
        goto end;
    x->parts = Py_NewRef(joined);
    for (int k = 0; k < number * ways; k++) {
        size_t at = buffer.size;
        int failed = 0;
        for (Py_ssize_t i = 0; i < count && !failed; i++) {
            const Read *one = sounds_under(parts[i], codes[k % number]);
            if (!one)
                continue;
            if (k >= number && i + 1 < count && is_spoken_into(parts[i], parts[i + 1])) {
                const Read *next = sounds_under(parts[i + 1], codes[k % number]);
                failed = put_article(&buffer, k / number, parts[i], one, parts[i + 1], next);
            } else if (!(failed = room_for(&buffer, one->size))) {
                memcpy(buffer.at + buffer.size, parts[i]->sounds + one->at, one->size);
                buffer.size += one->size;
            }
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
        add_reading(x, &buffer, at, codes[k % number]);
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
