/* How much does one part of a name speak for another being the same? The twin of pairing.py. */

#include "compare.h"

/* Do two ways differ in the ending of a case or a gender alone? */
static int spoken_ending(const Word *x, const Way *one, const Word *y, const Way *two) {
    const Wide *wide_one = &x->wide[one->wide], *wide_two = &y->wide[two->wide];
    Letters a = sounds_of(x->sounds + wide_one->at, wide_one->size), b = sounds_of(y->sounds + wide_two->at, wide_two->size);
    return gendered(&know.genders, a, b) ? GENDER : inflected(a, b) ? CASE : NO_ENDING;
}

/* What two ways in different cases bring by their stem alone. */
static double stem_bits(const Word *x, const Way *one, const Word *y, const Way *two) {
    Py_ssize_t stem = common_start(sounds_of(x->sounds + one->at, one->size), sounds_of(y->sounds + two->at, two->size));
    return (double)own_bits(x->sounds + one->at, (size_t)stem) / HUNDRED - know.inflection_bits;
}

static PyObject *folded(Word *x) {
    if (!x->folded) {
        PyObject *found = PyObject_CallOneArg(know.han_fold, x->key);
        if (found && !PyUnicode_Check(found)) {
            PyErr_SetString(PyExc_TypeError, "expected folded letters");
            Py_CLEAR(found);
        }
        Py_XSETREF(x->folded, found);
    }
    return x->folded;
}

/* pairing._other_letters */
static Py_ssize_t other_letters(Word *x, Word *y) {
    PyObject *one = folded(x), *two = one ? folded(y) : NULL;
    return two ? distance_by_rows(letters_of(one), letters_of(two)) : -1;
}

/* Set the likeliest ways of two words beside each other, and keep the one that brings most. Ways that bring less than
   the least share are left as soon as that is sure, but not where they may be the one that counts: then 1 is given. */
static int best_way(const Word *x, const Word *y, const Chosen *chosen, int same, Py_ssize_t others, double least,
                    Pair *found) {
    double highest = -HUGE_VAL, left = -HUGE_VAL;
    *found = met(know.unlike_bits, -1.0, NEAR);
    for (int k = 0; k < chosen->count; k++) {
        const Way *one = &x->way[chosen->at[k].i], *two = &y->way[chosen->at[k].j];
        int ending = same ? NO_ENDING : spoken_ending(x, one, y, two), floor = INT32_MIN;
        double most = larger(smaller((double)one->own / HUNDRED, (double)two->own / HUNDRED), 1.0);
        if (least > 0 && !others && ending != CASE && know.gaps_cost)
            floor = (int)(least * most * HUNDRED) - 1;
        Aligned aligned;
        int below = weigh(x->sounds + one->at, one->size, y->sounds + two->at, two->size, floor, &aligned);
        if (below < 0)
            return -1;
        if (below) {
            left = larger(left, (double)floor / HUNDRED);
            continue;
        }
        double value = (double)aligned.worth / HUNDRED, worst = (double)aligned.worst / (2 * HUNDRED);
        /* pairing._with_ending */
        if (ending == CASE) {
            value = larger(value, stem_bits(x, one, y, two));
            worst = know.inflection_bits;
        }
        if (!(value > highest))
            continue;
        if (others) {
            value = value - know.other_letter_bits * (double)others;
            worst = larger(worst, know.other_letter_loss);
        }
        Pair here = {value, value / most, worst, same && !others ? SOUND : NEAR, ending, one->reading, two->reading, 0};
        *found = here;
        highest = value;
    }
    return left > -HUGE_VAL && highest > -HUGE_VAL && highest <= left;
}

/* pairing._sounding, where the words are in order and beside each other. Where they bring less than the least share, they
   may be called unlike. */
static int sounding_ordered(Word *x, Word *y, double least, Pair *found) {
    int within = x->script == y->script, same = sounds_same(x, y);
    Py_ssize_t others = 0;
    if (!same && within && x->reads && y->reads) {
        int ending = written_ending(x, y);
        if (ending < 0)
            return -1;
        if (ending) {
            double most = larger(smaller(x->weight, y->weight), 1.0), value = larger(most - know.inflection_bits, 0.0);
            Pair ends = {value, value / most, know.inflection_bits, NEAR, ending, 0, 0, 0};
            *found = ends;
            return 0;
        }
    }
    if (within && x->script == know.han && (others = other_letters(x, y)) < 0)
        return -1;
    Chosen chosen = {0};
    if (same)
        likeliest_same(x, y, &chosen);
    else if (likeliest_near(x, y, &chosen) < 0)
        return -1;
    int unsure = best_way(x, y, &chosen, same, others, least, found);
    return unsure > 0 ? best_way(x, y, &chosen, same, others, 0.0, found) : unsure;
}

/* pairing._sounding */
static int sounding(Word *x, Word *y, double least, Pair *found) {
    int turned = PyUnicode_Compare(y->key, x->key) < 0, failed = -1;
    Word *a = turned ? y : x, *b = turned ? x : y;
    if (a->script == b->script)
        failed = sounding_ordered(a, b, least, found);
    else {
        Word *one = beside(a, b->script), *two = one ? beside(b, a->script) : NULL;
        if (two)
            failed = sounding_ordered(one, two, least, found);
        Py_XDECREF(one);
        Py_XDECREF(two);
    }
    if (!failed && turned) {
        int reading = found->one;
        found->one = found->two;
        found->two = reading;
    }
    return failed;
}

/* pairing.one_year */
static int one_year(PyObject *x, PyObject *y) {
    int beyond = 0;
    long long one = PyLong_AsLongLongAndOverflow(x, &beyond);
    if (beyond || (one == -1 && PyErr_Occurred()))
        return beyond ? 0 : -1;
    long long two = PyLong_AsLongLongAndOverflow(y, &beyond);
    if (beyond || (two == -1 && PyErr_Occurred()))
        return beyond ? 0 : -1;
    long long small = one < two ? one : two, large = one < two ? two : one;
    return large >= know.first_year && large <= know.last_year && large % 100 == small;
}

/* pairing._counting */
static int counting(Word *x, Word *y, Pair *found) {
    PyObject *one = number_of_word(x), *two = number_of_word(y);
    *found = met(know.no_number_bits, -1.0, NEAR);
    if (!one || !two)
        return PyErr_Occurred() ? -1 : 0;
    int equal = PyObject_RichCompareBool(one, two, Py_EQ);
    if (equal < 0)
        return -1;
    int year = equal ? 0 : one_year(one, two);
    *found = equal || year > 0 ? met(smaller(x->weight, y->weight), 1.0, equal ? SOUND : NEAR)
                               : met(know.other_number_bits, -1.0, NEAR);
    return year < 0 ? -1 : 0;
}

/* Has a word this first sound or letter? `none` is that of an empty one. */
static int begins(const Word *x, Py_UCS4 wanted) {
    Letters key = letters_of(x->key);
    if ((key.size ? letter(key, 0) : UINT32_MAX) == wanted)
        return 1;
    for (int i = 0; i < x->reads; i++)
        if ((x->read[i].size ? know.sound[x->sounds[x->read[i].at]] : UINT32_MAX) == wanted)
            return 1;
    return 0;
}

/* pairing._initial */
static Pair initial(const Word *x, const Word *y) {
    Letters key = letters_of(x->key);
    int agree = begins(y, key.size ? letter(key, 0) : UINT32_MAX);
    for (int i = 0; i < x->reads && !agree; i++)
        agree = begins(y, x->read[i].size ? know.sound[x->sounds[x->read[i].at]] : UINT32_MAX);
    return agree ? met(know.initial_bits, 1.0, NEAR) : met(know.other_initial_bits, -1.0, NEAR);
}

/* Have the concepts of two words one in common? */
static int mean_same(Word *x, Word *y) {
    PyObject *one = sought(x, SOUGHT_CONCEPTS, know.concepts, &x->concepts);
    PyObject *two = one ? sought(y, SOUGHT_CONCEPTS, know.concepts, &y->concepts) : NULL;
    if (!two)
        return PyErr_Occurred() ? -1 : 0;
    PyObject *both = PyNumber_And(one, two);
    int found = both ? PyObject_IsTrue(both) : -1;
    Py_XDECREF(both);
    return found;
}

static double related_as(PyObject *how) {
    PyObject *value = how ? PyDict_GetItemWithError(know.related, how) : NULL;
    if (!value && !PyErr_Occurred())
        PyErr_SetString(PyExc_KeyError, "a relation of given names");
    return value ? PyFloat_AsDouble(value) : -1.0;
}

/* pairing._related */
static double related(Word *x, Word *y) {
    double found = 0.0;
    Py_ssize_t at = 0;
    PyObject *group, *how, *groups = sought(x, SOUGHT_GIVEN, know.given_names, &x->given);
    PyObject *others = groups ? sought(y, SOUGHT_GIVEN, know.given_names, &y->given) : NULL;
    if (!others)
        return PyErr_Occurred() ? -1.0 : 0.0;
    if (!PyDict_Check(groups) || !PyDict_Check(others)) {
        PyErr_SetString(PyExc_TypeError, "given_names: expected dicts");
        return -1.0;
    }
    while (PyDict_Next(groups, &at, &group, &how)) {
        PyObject *other = PyDict_GetItemWithError(others, group);
        if (other)
            found = larger(found, smaller(related_as(how), related_as(other)));
        if (PyErr_Occurred())
            return -1.0;
    }
    return found;
}

static int begins_with(PyObject *text, PyObject *start) {
    Letters a = letters_of(text), b = letters_of(start);
    return common_start(a, b) == b.size;
}

/* pairing.distinct_names */
static int distinct_names(Word *x, Word *y) {
    Py_ssize_t at = 0;
    PyObject *group, *how, *groups = sought(x, SOUGHT_GIVEN, know.given_names, &x->given);
    PyObject *others = groups ? sought(y, SOUGHT_GIVEN, know.given_names, &y->given) : NULL;
    if (!others)
        return PyErr_Occurred() ? -1 : 0;
    while (PyDict_Next(groups, &at, &group, &how)) {
        int shared = PyDict_Contains(others, group);
        if (shared)
            return shared < 0 ? -1 : 0;
    }
    return 1;
}

/* Is a role that of what a place or a body is, and which of several? */
static int is_kind(int role) { return role == GENERIC || role == KIND || role == QUALIFIER || role == TOPIC; }

/* pairing.distinct_kinds */
static int distinct_kinds(Word *x, Word *y) {
    if (x->script != y->script || !is_kind(x->role) || !is_kind(y->role))
        return 0;
    Letters a = letters_of(x->key), b = letters_of(y->key);
    if (common_start(a, b) >= (a.size < b.size ? a.size : b.size) - 1)
        return 0;
    int same = mean_same(x, y);
    return same ? (same < 0 ? -1 : 0) : x->concepts && y->concepts;
}

/* Does one slip of the hand make one text of another: a letter more, less or other, or two changed places? */
int one_slip(Letters a, Letters b) {
    if (a.size < b.size) {
        Letters other = a;
        a = b;
        b = other;
    }
    if (a.size - b.size > 1)
        return 0;
    Py_ssize_t start = common_start(a, b), end = 0, left = b.size - start;
    while (end < left && letter(a, a.size - 1 - end) == letter(b, b.size - 1 - end))
        end++;
    if (a.size != b.size)
        return end == left;
    return left - end == 1 || (left - end == 2 && letter(a, start) == letter(b, start + 1) &&
                               letter(a, start + 1) == letter(b, start));
}

/* slip.slipped, of texts that differ */
static int slipped(Letters a, Letters b) {
    return (a.size > b.size ? a.size : b.size) >= know.shortest_slipped && one_slip(a, b);
}

/* pairing.may_slip; -1 on error */
static int may_slip(Word *x, Word *y) {
    if (x->script != y->script || x->script == know.han || !x->reads || !y->reads || !(know.slipping[x->role] || know.slipping[y->role]) ||
        x->role == SUFFIX || y->role == SUFFIX || !slipped(letters_of(x->key), letters_of(y->key)))
        return 0;
    int distinct = distinct_names(x, y);
    return distinct < 0 ? -1 : !distinct;
}

/* pairing._slip */
static void slip(const Word *x, const Word *y, Pair *found) {
    Py_ssize_t one = PyUnicode_GET_LENGTH(x->key), two = PyUnicode_GET_LENGTH(y->key);
    double share = 1.0 - 1.0 / (double)(one > two ? one : two);
    if (found->share >= share && found->worst <= know.slip_column)
        return;
    found->bits = larger(found->bits, share * smaller(x->weight, y->weight));
    found->share = larger(found->share, share);
    found->worst = know.slip_column;
    found->slip = 1;
    found->one = found->two = -1;
}

/* How long is the longest patronymic ending of a key? 0 for none. */
Py_ssize_t fatherly_end(PyObject *endings, PyObject *key) {
    Letters all = letters_of(key);
    Py_UCS4 last = all.size ? letter(all, all.size - 1) : 0;
    Py_ssize_t longest = 0, size = PyTuple_GET_SIZE(endings);
    for (Py_ssize_t i = 0; i < size; i++) {
        PyObject *ending = PyTuple_GET_ITEM(endings, i);
        Py_ssize_t k = 0, length = PyUnicode_GET_LENGTH(ending);
        if (length <= longest || length > all.size || PyUnicode_READ_CHAR(ending, length - 1) != last)
            continue;
        for (Letters end = letters_of(ending); k < length && letter(all, all.size - 1 - k) == letter(end, length - 1 - k);)
            k++;
        longest = k == length ? k : longest;
    }
    return longest;
}

static Py_ssize_t apart(Py_ssize_t one, Py_ssize_t two) { return one < two ? two - one : one - two; }

/* pairing.is_father */
static int is_father(const Word *child, const Word *parent) {
    if (child->role != PATRONYMIC || (parent->role != WORD && parent->role != BYNAME) ||
        fatherly_end(know.patronymics, parent->key))
        return 0;
    Py_ssize_t ending = fatherly_end(know.patronymics, child->key), size = PyUnicode_GET_LENGTH(parent->key),
               whole = PyUnicode_GET_LENGTH(child->key);
    return ending && apart(size, whole - ending) < apart(size, whole);
}

/* pairing.pair; words that bring less than the least share may be called unlike. */
int pair_words(Word *x, Word *y, double least, Pair *found) {
    if (same_key(x, y)) {
        *found = met(x->weight, 1.0, SPELLING);
        return 0;
    }
    if (x->role == NUMBER || y->role == NUMBER || (value_of(x) && value_of(y)))
        return counting(x, y, found);
    if (x->role == INITIAL || y->role == INITIAL) {
        *found = initial(x, y);
        return 0;
    }
    if (know.meant[x->role] && know.meant[y->role] && !sounds_same(x, y)) {
        int same = mean_same(x, y);
        if (same) {
            double most = x->role == TOPIC && y->role == TOPIC ? know.topic_bits : know.translated_bits;
            *found = met(smaller(smaller(most, x->weight), y->weight), 1.0, NEAR);
            return same < 0 ? -1 : 0;
        }
    }
    if (x->role == SUFFIX && y->role == SUFFIX && !sounds_same(x, y)) {
        *found = met(know.unlike_bits, -1.0, NEAR);
        return 0;
    }
    double close = related(x, y);
    int slips = close == 0 ? may_slip(x, y) : 0;
    /* What a slip takes from the sounds is asked for, however much it is. */
    if (close < 0 || slips < 0 || sounding(x, y, close > 0 || slips ? 0.0 : least, found) < 0)
        return -1;
    if (close == 0 && found->via == NEAR && found->share >= know.same_word && (is_father(x, y) || is_father(y, x))) {
        found->share = know.other_name;
        found->ending = NO_ENDING;
        return 0;
    }
    if (close == 0 && found->via == NEAR && found->share >= know.same_word) {
        int distinct = distinct_names(x, y), whole = begins_with(x->key, y->key) || begins_with(y->key, x->key);
        if (distinct > 0 && (found->ending == NO_ENDING || !whole)) {
            found->share = know.other_name;
            found->ending = NO_ENDING;
        }
        if (distinct)
            return distinct < 0 ? -1 : 0;
    }
    if (close == 0 && found->via == NEAR && found->share >= know.same_word && found->ending == NO_ENDING) {
        int distinct = distinct_kinds(x, y);
        if (distinct) {
            found->share = know.other_name;
            return distinct < 0 ? -1 : 0;
        }
    }
    if (slips && found->via == NEAR && found->ending == NO_ENDING)
        slip(x, y, found);
    if (close > 0 && found->share < close) {
        Pair sounding = *found;
        *found = met(larger(smaller(x->weight, y->weight) * close, found->bits), larger(close, know.same_word), NEAR);
        if (sounding.share >= know.same_word) {
            found->one = sounding.one;
            found->two = sounding.two;
        }
    }
    return 0;
}
