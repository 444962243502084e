/* What are the words of a name beside each other? The twin of what parts.parse does with the parts of all words. */

#include "compare.h"

/* Set a word of a name into another role; -1 on error. */
static int set_role(Listener *x, Words *all, int i, int role) {
    PyObject *other = word_as(x, all->word[i], role);
    if (!other)
        return -1;
    Py_SETREF(all->word[i], (Word *)other);
    return 0;
}

static int has_role(const Words *all, int role) {
    for (int i = 0; i < all->count; i++)
        if (all->word[i]->role == role)
            return 1;
    return 0;
}

/* What the words from a place on have in common: their keys or their texts, with spaces between; a new reference. */
static PyObject *joined(const Words *all, int from, int size, int texts) {
    PyObject *list = PyTuple_New(size), *space = PyUnicode_FromString(" ");
    for (int i = 0; list && i < size; i++)
        PyTuple_SET_ITEM(list, i, Py_NewRef(texts ? all->word[from + i]->text : all->word[from + i]->key));
    PyObject *found = list && space ? PyUnicode_Join(space, list) : NULL;
    Py_XDECREF(list);
    Py_XDECREF(space);
    return found;
}

/* Take words that are one form together for one: parts._joined_phrases; -1 on error. */
static int join_phrases(Listener *x, Words *all) {
    int kept = 0;
    for (int i = 0; i < all->count; i++)
        kept |= all->word[i]->begins;
    if (all->count < 2 || !kept)
        return 0;
    for (int at = 0; at < all->count; at++) {
        int size = all->word[at]->begins < all->count - at ? all->word[at]->begins : all->count - at;
        for (; size > 1; size--) {
            PyObject *key = joined(all, at, size, 0), *role = key ? PyDict_GetItemWithError(x->roles, key) : NULL;
            int found = !key ? -1 : role ? 1 : PyErr_Occurred() ? -1 : PyDict_Contains(x->numbers, key);
            PyObject *text = found > 0 ? joined(all, at, size, 1) : NULL;
            PyObject *made = text ? PyObject_CallFunctionObjArgs(x->phrase, text, key, role ? role : role_objects[WORD],
                                                                 all->word[at]->script, NULL)
                                  : NULL;
            Py_XDECREF(text);
            Py_XDECREF(key);
            if (found > 0 && (!made || !is_heard(x, made))) {
                Py_XDECREF(made);
                found = -1;
            }
            if (found < 0)
                return -1;
            if (!found)
                continue;
            for (int i = at; i < at + size; i++)
                Py_DECREF(all->word[i]);
            all->word[at] = (Word *)made;
            memmove(all->word + at + 1, all->word + at + size, sizeof(Word *) * (size_t)(all->count - at - size));
            all->count -= size - 1;
            break;
        }
    }
    return 0;
}

/* Would parts._noun make a noun of a word? -1 on error. */
static int is_adjectival(const Listener *x, const Word *word) {
    Py_ssize_t length = PyUnicode_GET_LENGTH(word->key);
    for (Py_ssize_t size = LONGEST_ADJECTIVE; size >= SHORTEST_ADJECTIVE; size--) {
        Py_ssize_t from = length > size ? length - size : 0;
        PyObject *end = PyUnicode_Substring(word->key, from, length);
        PyObject *stays = end ? PyDict_GetItemWithError(x->adjectives, end) : NULL;
        Py_XDECREF(end);
        if (PyErr_Occurred())
            return -1;
        if (stays && (!PyUnicode_Check(stays) || from + PyUnicode_GET_LENGTH(stays) >= SHORTEST_STEM))
            return 1;
    }
    return 0;
}

/* Does the name of a thing need a longer look, for its adjectives become nouns, or its letters numbers? See
   parts._as_of_a_thing; -1 on error. */
static int is_of_a_thing(const Listener *x, const Words *all) {
    int generic = has_role(all, GENERIC), topic = generic || has_role(all, KIND) || has_role(all, QUALIFIER), found = 0;
    for (int i = 0; generic && !found && i < all->count; i++)
        if (all->word[i]->role == WORD && ((i && all->word[i - 1]->role == GENERIC) ||
                                           (i + 1 < all->count && all->word[i + 1]->role == GENERIC)))
            found = is_adjectival(x, all->word[i]);
    for (int i = 1; (topic || x->side == THING) && !found && i < all->count; i++)
        found = (all->word[i]->counts & ROMAN) != 0;
    return found;
}

/* Let a name without any word of its own be told by what it has: parts._telling. 1 where it needs a longer look, -1 on error. */
static int tell(Listener *x, Words *all) {
    if (has_role(all, WORD))
        return 0;
    int topics = 0;
    for (int i = 0; i < all->count; i++) {
        int role = all->word[i]->role;
        if (role == KIND || role == GENERIC || role == QUALIFIER) {
            topics = 1;
            if (set_role(x, all, i, TOPIC) < 0)
                return -1;
        }
    }
    return !topics && !has_role(all, NUMBER);
}

/* Has a text a letter of one case? `small` says of which: any small one, or else capitals alone. */
static int has_case(PyObject *text, int small) {
    Letters all = letters_of(text);
    int found = 0;
    for (Py_ssize_t i = 0; i < all.size; i++) {
        if (Py_UNICODE_ISLOWER(letter(all, i)))
            return small;
        found |= Py_UNICODE_ISUPPER(letter(all, i));
    }
    return !small && found;
}

/* Give another role to what cannot have its usual one where it stands: parts._at_the_ends; 1 where it needs a longer look,
   -1 on error. */
static int settle_ends(Listener *x, Words *all) {
    int last = all->count - 1;
    if (last > 0 && all->word[last]->role == TITLE) {
        PyObject *told = PyObject_CallOneArg(x->ages, all->word[last]->key);
        int aged = told ? PyObject_IsTrue(told) : -1;
        Py_XDECREF(told);
        if (aged < 0 || (aged && set_role(x, all, last, SUFFIX) < 0))
            return -1;
    }
    /* It may be a legal form: at the end, or first in capitals. */
    if (last > 0 && x->side != PERSON &&
        (all->word[last]->role == PARTICLE || (all->word[0]->role == PARTICLE && has_case(all->word[0]->text, 0))))
        return 1;
    if (all->word[last]->role == PARTICLE && set_role(x, all, last, WORD) < 0)
        return -1;
    int role = PyUnicode_GET_LENGTH(all->word[0]->key) == 1 ? all->word[0]->role : WORD;
    if (role == GENERIC || role == LEGAL)
        return set_role(x, all, 0, WORD);
    return last > 0 && role == PARTICLE ? set_role(x, all, 0, INITIAL) : 0;
}

/* Is a word a name, or may it be one of others? */
static int is_name(const Word *word) { return word->role == WORD || word->role == BYNAME; }

/* Take titles behind a name for names, where others are called so, and find the fathers of a full name: parts._bynames and
   parts._fathers; -1 on error. */
static int name_fathers(Listener *x, Words *all) {
    int words = 0, first = 0, last = 0, fathers[MOST_QUICK] = {0};
    for (int i = 1; i < all->count; i++)
        if (all->word[i]->role == TITLE && all->word[i]->counts & BY && all->word[i - 1]->role == PARTICLE &&
            all->word[i - 1]->counts & SERVES && set_role(x, all, i, BYNAME) < 0)
            return -1;
    while (first < all->count && !is_name(all->word[first]) && all->word[first]->role != INITIAL)
        first++;
    for (int i = first + 1; i < all->count; i++)
        if ((all->word[i]->role == TITLE || all->word[i]->role == PARTICLE) && all->word[i]->counts & BY &&
            set_role(x, all, i, BYNAME) < 0)
            return -1;
    for (int i = 0; i < all->count; i++)
        if (is_name(all->word[i])) {
            words++;
            last = i;
        }
    for (int i = 0, before = 0; words >= FULL_NAME && i < all->count; i++)
        if (is_name(all->word[i]) && before++)
            fathers[i] = (all->word[i]->role == WORD && all->word[i]->fatherly) ||
                         (i < last && (all->word[i - 1]->counts & OF_CHILD || all->word[i + 1]->counts & OF_PARENT));
    for (int i = 0; i < all->count; i++)
        if (fathers[i] && set_role(x, all, i, PATRONYMIC) < 0)
            return -1;
    return 0;
}

/* Does a full stop stand behind a letter of a text? */
static int is_dotted(PyObject *text, Py_UCS4 wanted) {
    Letters all = letters_of(text);
    for (Py_ssize_t i = 0; i + 1 < all.size; i++)
        if (letter(all, i) == wanted && letter(all, i + 1) == '.')
            return 1;
    return 0;
}

/* Take capitals that join no names for initials: parts._initials. 1 where it needs a longer look, since a word may be made
   of several; -1 on error. `text` is the folded name. */
static int take_initials(Listener *x, Words *all, PyObject *text) {
    int small = 0;
    for (int i = 0; i < all->count; i++)
        small |= has_case(all->word[i]->text, 1);
    for (int i = 0; small && i < all->count; i++) {
        const Word *word = all->word[i];
        Py_ssize_t size = PyUnicode_GET_LENGTH(word->key);
        if (i && size == 1 && word->role == PARTICLE && has_case(word->text, 0)) {
            Letters own = letters_of(word->text);
            if (own.size != 1)
                return 1;
            if (((x->side == PERSON && i + 1 < all->count) || is_dotted(text, letter(own, 0))) && set_role(x, all, i, INITIAL) < 0)
                return -1;
        } else if (x->side == PERSON && (word->role == WORD || (!i && (word->role == TITLE || word->role == SUFFIX))) && size >= FEWEST_INITIALS &&
                   size <= MOST_INITIALS && has_case(word->text, 0))
            return 1;
    }
    /* Whether an abbreviation with full stops is initials hangs on all other words: parts._dotted. */
    for (int i = 0; x->side == ANYTHING && i < all->count; i++) {
        Py_ssize_t size = PyUnicode_GET_LENGTH(all->word[i]->key);
        if (all->word[i]->role == WORD && size >= MOST_INITIALS && size <= MOST_DOTTED && has_case(all->word[i]->text, 0) && in_text(text, '.'))
            return 1;
    }
    return 0;
}

/* May a full stop make a word the beginning of a given name? See parts.may_be_shortened. */
static int may_be_shortened(const Word *word) {
    Py_ssize_t size = PyUnicode_GET_LENGTH(word->key);
    return word->role == WORD && size >= FEWEST_SHORTENED && size <= MOST_SHORTENED && has_case(word->text, 1);
}

/* Does a full stop stand behind a word of a text? -1 on error. */
static int has_stop(PyObject *text, PyObject *word) {
    Py_ssize_t size = PyUnicode_GET_LENGTH(text), at = -1;
    do
        at = PyUnicode_Find(text, word, at + 1, size, 1);
    while (at >= 0 && (at + PyUnicode_GET_LENGTH(word) == size || PyUnicode_READ_CHAR(text, at + PyUnicode_GET_LENGTH(word)) != '.'));
    return at == -2 ? -1 : at >= 0;
}

/* May there be a title or a given name that is shortened, the number of a hull in brackets, or a beginning with a hyphen? See
   parts._abbreviated, parts._hull and parts._whole; -1 on error. */
static int is_stopped(const Listener *x, const Words *all, PyObject *text) {
    /* A letter in brackets may be a form of companies: parts._at_the_ends. */
    int found = x->side != PERSON && (has_role(all, NUMBER) || PyUnicode_GET_LENGTH(all->word[0]->key) == 1) && in_text(text, '(');
    for (int i = 0; !found && x->side != PERSON && i + 1 < all->count; i++)
        found = PyUnicode_CompareWithASCIIString(all->word[i]->key, "co") == 0 && in_text(text, '-');
    for (int i = 0; !found && x->side != THING && i < all->count && in_text(text, '.'); i++)
        if (all->word[i]->counts & STOPPED || may_be_shortened(all->word[i]))
            found = PyUnicode_GET_LENGTH(all->word[i]->key) == 1 || has_stop(text, all->word[i]->text);
    return found;
}

/* Does somebody's name of birth stand behind the name? See parts._born. */
static int has_birth(const Words *all) {
    int found = 0;
    for (int i = 1; !found && i < all->count; i++)
        found = all->word[i]->role == TITLE && all->word[i]->counts & BIRTH;
    return found;
}

/* Settle what the words of a name are beside each other: parts.parse. 1 where that needs a longer look, -1 on error. `text`
   is the folded name, NULL where it is plain and has no digits. */
int settle(Listener *x, Words *all, PyObject *text, PyObject *folded) {
    for (int i = 0; i + 1 < all->count; i++) {
        if (all->word[i]->counts & TEN && all->word[i + 1]->counts & UNIT)
            return 1;
        /* Behind a number and a hyphen may stand the end of an ordinal. */
        if (all->word[i]->role == NUMBER && (!text || in_text(text, '-')))
            return 1;
    }
    int stopped = all->count ? is_stopped(x, all, folded) : 1;
    if (stopped)
        return stopped;
    int initials = x->side == THING ? 0 : take_initials(x, all, folded);
    if (initials)
        return initials;
    for (int i = 0; x->side != PERSON && i < all->count; i++)
        if (all->word[i]->counts & SLIPPED)
            return 1;
    if (join_phrases(x, all) < 0)
        return -1;
    int longer = x->side != THING && has_birth(all);
    longer = longer || x->side == PERSON ? longer : is_of_a_thing(x, all);
    longer = longer ? longer : tell(x, all);
    longer = longer ? longer : settle_ends(x, all);
    return longer || x->side == THING ? longer : name_fathers(x, all);
}
