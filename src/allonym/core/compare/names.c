/* What speaks for and against two names naming one thing, word by word? The twin of comparison._measure. */

#include "compare.h"

/* rarity.get(key, 1.0) */
int rarity_of(const Names *names, const Word *x, double *found) {
    *found = 1.0;
    if (names->rarity) {
        PyObject *value = PyDict_GetItemWithError(names->rarity, x->key);
        if (value)
            *found = PyFloat_AsDouble(value);
        return PyErr_Occurred() ? -1 : 0;
    }
    for (int side = 0; side < 2; side++)
        for (Py_ssize_t i = 0; i < names->side[side].size; i++)
            if (PyUnicode_Compare(names->side[side].word[i]->key, x->key) == 0) {
                *found = names->rare[side][i];
                return 0;
            }
    return 0;
}

/* Most evidence first, then what stands in like places. */
static int better(const Taken *one, const Taken *two) {
    Py_ssize_t a = one->i < one->j ? one->j - one->i : one->i - one->j, b = two->i < two->j ? two->j - two->i : two->i - two->j;
    return one->pair->bits != two->pair->bits ? one->pair->bits > two->pair->bits
           : a != b                           ? a < b
           : one->i != two->i                 ? one->i < two->i
                                              : one->j < two->j;
}

static int taken_order(const void *one, const void *two) { return better(one, two) ? -1 : better(two, one) ? 1 : 0; }

static int taken_place(const void *one, const void *two) {
    Py_ssize_t a = ((const Taken *)one)->i, b = ((const Taken *)two)->i;
    return a < b ? -1 : a > b;
}

int work_begin(Work *work, Py_ssize_t n, Py_ssize_t m) {
    size_t all = (size_t)n * (size_t)m, both = (size_t)(n + m);
    size_t size = all * (sizeof(Pair) + sizeof(Taken)) + 2 * both * sizeof(Py_ssize_t) + both;
    work->block = size <= sizeof work->own ? NULL : PyMem_Malloc(size);
    if (size > sizeof work->own && !work->block) {
        PyErr_NoMemory();
        return -1;
    }
    char *at = work->block ? work->block : (char *)work->own;
    work->pairs = (Pair *)at;
    work->taken = (Taken *)(at += all * sizeof(Pair));
    work->rest[0] = (Py_ssize_t *)(at += all * sizeof(Taken));
    work->rest[1] = work->rest[0] + n;
    work->sorted[0] = work->rest[1] + m;
    work->sorted[1] = work->sorted[0] + n;
    work->used[0] = (uint8_t *)(work->sorted[1] + m);
    work->used[1] = work->used[0] + n;
    memset(work->used[0], 0, both);
    work->rests[0] = work->rests[1] = 0;
    return 0;
}

/* comparison._tells of a word whose rarity does not matter */
static double told_of(Word *x) { return know.telling[x->role] * evened(x); }

/* comparison._heaviest */
static int heavier(const Side *side, Py_ssize_t one, Py_ssize_t two) {
    double a = side->word[one]->weight * told_of(side->word[one]), b = side->word[two]->weight * told_of(side->word[two]);
    return a != b ? a > b : PyUnicode_Compare(side->word[one]->key, side->word[two]->key) < 0;
}

/* The kinds of parts that may contradict each other, one after the other. */
enum { NUMBERS, QUALIFIERS, OTHERS, LOOSE, KINDS };

static int contradicts(int kind, int role) {
    return kind == (role == NUMBER || role == SUFFIX ? NUMBERS
                    : role == QUALIFIER              ? QUALIFIERS
                    : know.loose[role]               ? LOOSE
                                                     : OTHERS);
}

/* comparison.contradictions: set what is left over on both sides against each other, heaviest first. */
double contradictions(Work *work, const Side *a, const Side *b) {
    const Side *side[2] = {a, b};
    Py_ssize_t left[2] = {0, 0}, *rest[2] = {work->sorted[0], work->sorted[1]};
    double against = 0.0;
    for (int kind = 0; kind < KINDS; kind++) {
        Py_ssize_t *some[2], count[2], both;
        for (int s = 0; s < 2; s++) {
            some[s] = rest[s] + left[s];
            count[s] = 0;
            for (Py_ssize_t k = 0; k < work->rests[s]; k++) {
                Py_ssize_t one = work->rest[s][k], at = count[s];
                if (!contradicts(kind, side[s]->word[one]->role))
                    continue;
                for (; at && heavier(side[s], one, some[s][at - 1]); at--)
                    some[s][at] = some[s][at - 1];
                some[s][at] = one;
                count[s]++;
            }
        }
        both = kind == LOOSE ? 0 : count[0] < count[1] ? count[0] : count[1];
        for (Py_ssize_t k = 0; k < both; k++) {
            Py_ssize_t i = some[0][k], j = some[1][k];
            double share = larger(0.0, work->pairs[i * b->size + j].share);
            double lost = larger(smaller(a->word[i]->weight, b->word[j]->weight) * (1 - share), know.least_against) *
                          smaller(told_of(a->word[i]), told_of(b->word[j]));
            int numbers = number_of_word(a->word[i]) && number_of_word(b->word[j]);
            against += kind == NUMBERS || numbers ? -know.other_number_bits : lost;
        }
        for (int s = 0; s < 2; s++) {
            memmove(some[s], some[s] + both, (size_t)(count[s] - both) * sizeof(Py_ssize_t));
            left[s] += count[s] - both;
        }
    }
    for (int s = 0; s < 2; s++) {
        memcpy(work->rest[s], rest[s], (size_t)left[s] * sizeof(Py_ssize_t));
        work->rests[s] = left[s];
    }
    return against;
}

/* Give the place behind a letter, and behind a g where it follows an n. */
static Py_ssize_t behind(Letters text, Py_ssize_t at) {
    return at + 1 + (letter(text, at) == 'n' && at + 1 < text.size && letter(text, at + 1) == 'g');
}

/* pinyin.differ_in_nasals, of two words that are not written the same */
static int differ_in_nasals(const Word *x, const Word *y) {
    Letters one = letters_of(x->key), two = letters_of(y->key);
    Py_ssize_t i = 0, j = 0;
    for (; i < one.size && j < two.size && letter(one, i) == letter(two, j); j = behind(two, j))
        i = behind(one, i);
    return i == one.size && j == two.size;
}

/* comparison.other_syllables; -1 with an exception set. Few names come so far that Python is asked. */
int other_syllables(const Side *a, const Side *b, const Taken *taken, Py_ssize_t count) {
    Py_ssize_t others = 0;
    if (count < 2 || count != a->size || count != b->size)
        return 0;
    for (Py_ssize_t k = 0; k < count; k++) {
        const Word *x = a->word[taken[k].i], *y = b->word[taken[k].j];
        if (x->key == y->key || PyUnicode_Compare(x->key, y->key) == 0)
            continue;
        if (!differ_in_nasals(x, y))
            return 0;
        others++;
    }
    if (!others)
        return 0;
    PyObject *keys[2] = {PyTuple_New(count), PyTuple_New(count)}, *said = NULL;
    for (Py_ssize_t k = 0; keys[0] && keys[1] && k < count; k++) {
        PyTuple_SET_ITEM(keys[0], k, Py_NewRef(a->word[taken[k].i]->key));
        PyTuple_SET_ITEM(keys[1], k, Py_NewRef(b->word[taken[k].j]->key));
    }
    if (keys[0] && keys[1])
        said = PyObject_CallFunctionObjArgs(know.are_other_syllables, keys[0], keys[1], NULL);
    int found = said ? PyObject_IsTrue(said) : -1;
    Py_XDECREF(said);
    Py_XDECREF(keys[0]);
    Py_XDECREF(keys[1]);
    return found;
}

static Py_ssize_t bond_of(const Side *side) {
    Py_ssize_t at = 0;
    while (at < side->size && !is_filial(side->word[at]))
        at++;
    return at;
}

static int names_somebody(const Word *x) { return x->role == WORD || x->role == PATRONYMIC || x->role == BYNAME; }

/* comparison.swapped_names */
int swapped_names(const Side *a, const Side *b, const Taken *taken, Py_ssize_t count) {
    Py_ssize_t bond_a = count ? bond_of(a) : a->size, bond_b = bond_a < a->size ? bond_of(b) : b->size;
    int to_left = 0, to_right = 0;
    if (bond_b == b->size)
        return 0;
    for (Py_ssize_t k = 0; k < count; k++) {
        if (!names_somebody(a->word[taken[k].i]) || !names_somebody(b->word[taken[k].j]))
            continue;
        to_right |= taken[k].i < bond_a && taken[k].j >= bond_b;
        to_left |= taken[k].i >= bond_a && taken[k].j < bond_b;
    }
    return to_left && to_right;
}

/* comparison.of_father */
static int of_father(const Word *x) {
    Letters key = letters_of(x->key);
    if (key.size <= know.whole_ending)
        return 0;
    Py_UCS4 last = letter(key, key.size - 1), before = letter(key, key.size - 2);
    return (last == 'v' || last == 0x432) &&
           (before == 'o' || before == 'e' || before == 0x43e || before == 0x435 || before == 0x454 || before == 0x451);
}

/* comparison.crosswise */
int crosswise(const Side *a, const Side *b, const Taken *taken, Py_ssize_t count) {
    int64_t most = 0, least = 0;
    int beside = 0, fathers = 0;
    for (Py_ssize_t k = 0; k < count; k++) {
        const Word *x = a->word[taken[k].i], *y = b->word[taken[k].j];
        beside |= taken[k].pair->ending == NO_ENDING && x->role == WORD && y->role == WORD;
        if (taken[k].pair->ending != CASE)
            continue;
        fathers |= of_father(x) != of_father(y);
        if (!x->wides || !y->wides)
            continue;
        int64_t longer = (int64_t)x->wide[0].size - (int64_t)y->wide[0].size;
        most = longer > most ? longer : most;
        least = longer < least ? longer : least;
    }
    return (beside && fathers) || (most > 0 && least < 0 && (most >= know.whole_ending || -least >= know.whole_ending));
}

/* Pair the parts so that the evidence is greatest, greedily; gives how many pairs were taken, in order. */
Py_ssize_t take_pairs(Work *work, const Side *a, const Side *b) {
    Py_ssize_t some = 0, count = 0;
    for (Py_ssize_t i = 0; i < a->size; i++)
        for (Py_ssize_t j = 0; j < b->size; j++) {
            const Pair *one = &work->pairs[i * b->size + j];
            if (one->share >= know.same_word) {
                Taken taken = {i, j, one};
                work->taken[some++] = taken;
            }
        }
    qsort(work->taken, (size_t)some, sizeof(Taken), taken_order);
    for (Py_ssize_t k = 0; k < some; k++) {
        Taken one = work->taken[k];
        if (work->used[0][one.i] || work->used[1][one.j])
            continue;
        work->used[0][one.i] = work->used[1][one.j] = 1;
        work->taken[count++] = one;
    }
    qsort(work->taken, (size_t)count, sizeof(Taken), taken_place);
    for (int s = 0; s < 2; s++)
        for (Py_ssize_t i = 0; i < (s ? b : a)->size; i++)
            if (!work->used[s][i])
                work->rest[s][work->rests[s]++] = i;
    return count;
}

/* Sum up what one name omits, and find the heaviest part that is omitted between words that match: see comparison.left_over. */
void omitted(const Work *work, const Side *a, const Side *b, Measures *found) {
    Py_ssize_t first[2] = {PY_SSIZE_T_MAX, PY_SSIZE_T_MAX}, last[2] = {0, 0};
    for (Py_ssize_t k = 0; k < found->count; k++) {
        Py_ssize_t at[2] = {work->taken[k].i, work->taken[k].j};
        if (know.loose[a->word[at[0]]->role] || know.loose[b->word[at[1]]->role])
            continue;
        for (int s = 0; s < 2; s++) {
            first[s] = at[s] < first[s] ? at[s] : first[s];
            last[s] = at[s] > last[s] ? at[s] : last[s];
        }
    }
    found->omitted = found->inner = 0.0;
    for (int s = 0; s < 2; s++)
        for (Py_ssize_t k = 0; k < work->rests[s]; k++) {
            Py_ssize_t at = work->rest[s][k];
            Word *x = (s ? b : a)->word[at];
            double weight = x->weight * told_of(x) * know.left_out[x->role];
            found->omitted += weight;
            if (first[s] < at && at < last[s])
                found->inner = larger(found->inner, weight);
        }
}

static int is_proper(int role) { return role == WORD || role == TOPIC || role == BYNAME; }

static int is_naming(int role) { return is_proper(role) || role == KIND || role == GENERIC || role == QUALIFIER; }

/* comparison.proper */
static int proper(int one, int two) {
    return (is_proper(one) && is_proper(two)) || (is_naming(one) && is_naming(two) && (one == TOPIC || two == TOPIC));
}

/* comparison._strange: is a word heard otherwise than usual, as no habit of the other's script has it? */
static int strange(const Word *x, int reading) { return reading > 0 && reading < x->reads; }

/* What the matched pairs say, one after the other. */
void sum_up(const Side *a, const Side *b, const Taken *taken, Py_ssize_t count, Measures *found) {
    double least = 1.0;
    int any = 0, endings = 0, strangely = 0;
    found->alike = count > 0;
    for (Py_ssize_t k = 0; k < count; k++) {
        Py_ssize_t i = taken[k].i, j = taken[k].j;
        const Pair *one = taken[k].pair;
        int one_role = a->word[i]->role, two_role = b->word[j]->role, near = one->via == NEAR;
        int words = proper(one_role, two_role);
        double told = smaller(a->tells[i], b->tells[j]);
        found->matched += one->bits * told;
        found->possible += one->bits / one->share * told;
        found->swaps += k && j < taken[k - 1].j;
        found->words += words;
        found->unlike += near && words;
        found->crossed |= a->word[i]->script != b->word[j]->script;
        found->alike &= !(near && (is_proper(one_role) || is_proper(two_role)));
        strangely += strange(a->word[i], one->one) + strange(b->word[j], one->two);
        if (near && one->worst > found->column)
            found->column = one->worst;
        if (words && (!any++ || one->share < least))
            least = one->share;
        if (one->slip) {
            found->slips++;
            found->slip_common = larger(found->slip_common, 1.0 - larger(a->tells[i] / told_of(a->word[i]), b->tells[j] / told_of(b->word[j])));
        }
        endings |= one->ending == CASE ? 1 : one->ending == GENDER ? 2 : 0;
        if (one->via > found->via)
            found->via = one->via;
    }
    found->worst = 1.0 - (any ? least : count ? 1.0 : 0.0);
    found->ends = (endings & 1) + (endings >> 1);
    found->unusual = count ? (double)strangely / (double)(2 * count) : 0.0;
}

/* comparison.one_of_each; -1 with an exception set */
static int one_of_each(PyObject *one, PyObject *two) {
    for (int turned = 0; turned < 2; turned++) {
        int man = PySet_Contains(know.men, turned ? two : one), woman = man;
        if (man > 0)
            woman = PySet_Contains(know.women, turned ? one : two);
        if (woman)
            return woman;
    }
    return 0;
}

/* comparison.has_cases */
static int has_cases(const Word *x) {
    Py_ssize_t size = PyUnicode_GET_LENGTH(x->key);
    return x->role == WORD && (!size || PyUnicode_FindChar(know.caseless, PyUnicode_READ_CHAR(x->key, size - 1), 0,
                                                           PyUnicode_GET_LENGTH(know.caseless), 1) < 0);
}

/* comparison.other_gender; -1 with an exception set */
int other_gender(const Side *a, const Side *b, const Taken *taken, Py_ssize_t count) {
    int gender = 0, inflected = 0, near = 0, beside = 0;
    for (Py_ssize_t k = 0; k < count; k++) {
        if (know.of_things[a->word[taken[k].i]->role] || know.of_things[b->word[taken[k].j]->role])
            return 0;
        gender |= taken[k].pair->ending == GENDER;
        inflected |= taken[k].pair->ending == CASE;
    }
    if (count < 2 || (gender && !inflected))
        return count > 1;
    for (Py_ssize_t k = 0; k < count; k++) {
        const Word *x = a->word[taken[k].i], *y = b->word[taken[k].j];
        const Pair *one = taken[k].pair;
        int each = one->via == NEAR || x->script == y->script ? one_of_each(x->key, y->key) : 0;
        if (each < 0)
            return -1;
        near |= each;
        beside |= !each && one->ending == NO_ENDING && has_cases(x) && has_cases(y);
    }
    return near && beside;
}

/* comparison.other_parent; -1 with an exception set */
int other_parent(const Side *a, const Side *b) {
    int parents[2] = {0, 0};
    for (int s = 0; s < 2 && (!s || parents[0]); s++)
        for (Py_ssize_t i = 0; i < (s ? b : a)->size; i++) {
            const Word *x = (s ? b : a)->word[i];
            if (x->role != TITLE)
                continue;
            int father = PySet_Contains(know.fathers, x->key), mother = PySet_Contains(know.mothers, x->key);
            if (father < 0 || mother < 0)
                return -1;
            parents[s] |= father | mother << 1;
        }
    return parents[0] && parents[1] && !(parents[0] & parents[1]);
}

void memo_free(Memo *memo) {
    for (size_t i = 0; i < memo->room; i++) {
        Py_XDECREF(memo->all[i].x);
        Py_XDECREF(memo->all[i].y);
    }
    PyMem_Free(memo->all);
    memset(memo, 0, sizeof *memo);
}

static Known *memo_place(const Memo *memo, const Word *x, const Word *y) {
    uint64_t at = ((uint64_t)(uintptr_t)x * 0x9e3779b97f4a7c15u) ^ ((uint64_t)(uintptr_t)y * 0xc2b2ae3d27d4eb4fu);
    for (at ^= at >> 29;; at++) {
        Known *known = &memo->all[at & (memo->room - 1)];
        if (!known->x || (known->x == x && known->y == y))
            return known;
    }
}

static int memo_grow(Memo *memo) {
    Memo wider = {PyMem_Calloc(memo->room ? 4 * memo->room : 64, sizeof(Known)), memo->room ? 4 * memo->room : 64, memo->used};
    if (!wider.all) {
        PyErr_NoMemory();
        return -1;
    }
    for (size_t i = 0; i < memo->room; i++)
        if (memo->all[i].x)
            *memo_place(&wider, memo->all[i].x, memo->all[i].y) = memo->all[i];
    PyMem_Free(memo->all);
    *memo = wider;
    return 0;
}

static int is_joined(const Word *x) { return x->parts != NULL; }

/* pairing.pair, from what is known or anew */
static int pair_known(Memo *memo, Word *x, Word *y, Pair *found) {
    /* What was joined of a candidate's words does not come again. */
    if (!memo || is_joined(x) || is_joined(y))
        return pair_words(x, y, 0.0, found);
    if (2 * (memo->used + 1) > memo->room && memo_grow(memo) < 0)
        return -1;
    Known *known = memo_place(memo, x, y);
    if (!known->x) {
        if (pair_words(x, y, 0.0, found) < 0)
            return -1;
        /* Python code may have run meanwhile, and the table may be another. */
        if (2 * (memo->used + 1) > memo->room && memo_grow(memo) < 0)
            return -1;
        known = memo_place(memo, x, y);
        if (!known->x) {
            known->x = (Word *)Py_NewRef(x);
            known->y = (Word *)Py_NewRef(y);
            known->pair = *found;
            memo->used++;
        }
    }
    *found = known->pair;
    return 0;
}

/* Are two words told by their sounds and letters alone, and do these differ? */
static int differ(Word *x, Word *y) {
    return x->script == y->script && x->role != NUMBER && y->role != NUMBER && x->role != INITIAL && y->role != INITIAL &&
           !(know.meant[x->role] && know.meant[y->role]) && !same_key(x, y) && !sounds_same(x, y) && !(value_of(x) && value_of(y));
}

/* What a word of other sounds can bring at most beside this one, in hundredths of a bit: less than a way brings itself, unless
   a sound of it is a giving one. */
static int32_t most_beside(Word *x) {
    if (x->most != INT32_MAX)
        return x->most;
    int32_t most = INT32_MIN;
    for (int i = 0; i < x->ways; i++) {
        const Way *way = &x->way[i];
        int32_t gain = 0, giving = 0;
        for (uint32_t k = 0; k < way->size; k++) {
            gain += know.gain[x->sounds[way->at + k]];
            giving |= know.giving[x->sounds[way->at + k]];
        }
        gain = giving ? gain : way->own - 1;
        most = gain > most ? gain : most;
    }
    return x->most = most;
}

/* Is it sure that two words that are written the same are taken for each other, since each of the others brings less beside
   either of them? */
static int sure_of(const Side *a, Py_ssize_t i, const Side *b, Py_ssize_t j) {
    Word *x = a->word[i], *y = b->word[j];
    if (!know.gaps_lose || !know.related_less || !(x->weight > 0 && x->weight == y->weight) ||
        !((double)most_beside(x) / HUNDRED < x->weight && (double)most_beside(y) / HUNDRED < x->weight))
        return 0;
    for (Py_ssize_t k = 0; k < b->size; k++)
        if (k != j && !differ(a->word[i], b->word[k]))
            return 0;
    for (Py_ssize_t k = 0; k < a->size; k++)
        if (k != i && !differ(a->word[k], b->word[j]))
            return 0;
    return 1;
}

/* Pair all words of two names; those beside words that are sure to be taken for another are left out. */
int pair_sides(Memo *memo, const Side *a, const Side *b, Work *work) {
    if (a->size > 1 || b->size > 1)
        for (Py_ssize_t i = 0; i < a->size; i++)
            for (Py_ssize_t j = 0; j < b->size; j++)
                if (!work->used[0][i] && !work->used[1][j] && same_key(a->word[i], b->word[j]))
                    work->used[0][i] = work->used[1][j] = (uint8_t)sure_of(a, i, b, j);
    for (Py_ssize_t i = 0; i < a->size; i++)
        for (Py_ssize_t j = 0; j < b->size; j++) {
            Pair *found = &work->pairs[i * b->size + j];
            if ((work->used[0][i] || work->used[1][j]) && !same_key(a->word[i], b->word[j]))
                *found = met(know.unlike_bits, -1.0, NEAR);
            else if (pair_known(memo, a->word[i], b->word[j], found) < 0)
                return -1;
        }
    memset(work->used[0], 0, (size_t)(a->size + b->size));
    return 0;
}
