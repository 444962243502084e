/* What speaks for two names as a whole, written as one word, as an acronym, or as they look? */

#include "compare.h"

/* comparison._measure: pair the words of two names, and sum up. `only` is the pair of the only words, where that is known;
   `pairs` gets the list of matched pairs, where wanted. */
int measure_sides(Memo *memo, const Side *a, const Side *b, const Pair *only, Measures *found, PyObject **pairs) {
    Work work;
    int failed = -1;
    if (work_begin(&work, a->size, b->size) < 0)
        return -1;
    if (only)
        work.pairs[0] = *only;
    else if (pair_sides(memo, a, b, &work) < 0)
        goto end;
    memset(found, 0, sizeof *found);
    found->count = take_pairs(&work, a, b);
    Py_ssize_t before = work.rests[0];
    found->against = contradictions(&work, a, b);
    if (PyErr_Occurred())
        goto end;
    found->clashes = (int)(before - work.rests[0]);
    int genders = other_gender(a, b, work.taken, found->count);
    if (genders < 0)
        goto end;
    if (genders) {
        found->against += know.other_gender_bits;
        found->clashes++;
    }
    int parents = other_parent(a, b);
    if (parents < 0)
        goto end;
    if (parents) {
        found->against += know.other_parent_bits;
        found->clashes++;
    }
    if (swapped_names(a, b, work.taken, found->count) || crosswise(a, b, work.taken, found->count)) {
        found->against += know.other_parent_bits;
        found->clashes++;
    }
    int syllables = other_syllables(a, b, work.taken, found->count);
    if (syllables < 0)
        goto end;
    if (syllables) {
        found->against += know.other_syllable_bits;
        found->clashes++;
    }
    omitted(&work, a, b, found);
    sum_up(a, b, work.taken, found->count, found);
    if (!found->count || work.rests[0] || work.rests[1] || found->against != 0)
        found->via = NEAR;
    if (pairs) {
        Py_XDECREF(*pairs);
        *pairs = PyTuple_New(found->count);
        for (Py_ssize_t k = 0; *pairs && k < found->count; k++) {
            PyObject *one = Py_BuildValue("(nn)", work.taken[k].i, work.taken[k].j);
            if (!one)
                Py_CLEAR(*pairs);
            else
                PyTuple_SET_ITEM(*pairs, k, one);
        }
        if (!*pairs)
            goto end;
    }
    failed = 0;
end:
    PyMem_Free(work.block);
    return failed;
}

/* comparison._agreement */
static double agreement(const Measures *one) {
    return (one->matched - one->against) / larger(1.0, one->possible + one->omitted / 2 + one->against);
}

/* How often each sound is heard in some words. */
typedef struct {
    int64_t of[MOST_SOUNDS], all;
} Counts;

static void count_in(Counts *counts, const Word *x, const Wide *wide) {
    for (uint32_t k = 0; k < wide->size; k++)
        counts->of[x->sounds[wide->at + k]]++;
    counts->all += wide->size;
}

static int share_sounds(const Counts *one, const Counts *two, double least) {
    int64_t shared = 0, longest = one->all > two->all ? one->all : two->all;
    for (int k = 0; k < MOST_SOUNDS; k++)
        shared += one->of[k] < two->of[k] ? one->of[k] : two->of[k];
    return (double)shared >= least * (double)(longest > 1 ? longest : 1);
}

/* comparison._may_join; -1 with an exception set */
static int may_join(const Names *names) {
    Counts usual[2] = {{{0}, 0}, {{0}, 0}};
    int spelled[2] = {1, 1};
    for (int s = 0; s < 2; s++)
        for (Py_ssize_t i = 0; i < names->side[s].size; i++) {
            const Word *x = names->side[s].word[i];
            if (spelled[s] == 1 && (spelled[s] = PySet_Contains(know.spelled_out, x->script)) < 0)
                return -1;
            if (x->ways)
                count_in(&usual[s], x, &x->wide[x->way[0].wide]);
        }
    double least = spelled[0] && spelled[1] ? know.least_spelled : know.least_shared;
    int may = share_sounds(&usual[0], &usual[1], least);
    for (int s = 0; s < 2 && !may; s++) {
        const Word *x = names->side[s].size == 1 && !spelled[s] ? names->side[s].word[0] : NULL;
        for (int k = 0; x && k < x->wides && !may; k++) {
            Counts counts = {{0}, 0};
            count_in(&counts, x, &x->wide[k]);
            may = share_sounds(&counts, &usual[1 - s], least);
        }
    }
    return may;
}

/* Join the words of a side: two neighbours from a place on, or all of them in either order. */
static Word *joined_of(const Names *names, int s, Py_ssize_t at) {
    const Side *side = &names->side[s];
    Word **kept = names->joins[s] ? &names->joins[s][at] : NULL, *turned[2];
    if (kept && *kept)
        return (Word *)Py_NewRef(*kept);
    if (at == TURNED) {
        turned[0] = side->word[1];
        turned[1] = side->word[0];
    }
    Word *found = at == TURNED ? word_joined(turned, 2) : at == WHOLE ? word_joined(side->word, side->size)
                                                                      : word_joined(side->word + at, 2);
    if (kept && found)
        Py_XSETREF(*kept, (Word *)Py_NewRef(found));
    return found;
}

/* Compare two names that were written otherwise, and keep what is better. */
static int try_joined(Joining *joining, const Side *a, const Side *b, const Pair *only) {
    Measures other;
    if (measure_sides(joining->memo, a, b, only, &other, NULL) < 0)
        return -1;
    double share = other.crossed ? know.joined_share_across : know.joined_share;
    if (agreement(&other) > agreement(joining->best) && other.matched >= share * other.possible) {
        *joining->best = other;
        joining->best->joined = 1;
        joining->best->count = 0;
    }
    return 0;
}

/* Compare two names of one word each. Where these share less than what is asked for, they contradict each other, and two
   names that only do that agree less than any others: so it is enough to know that they share less. */
static int try_whole(Joining *joining, Word *x, Word *y) {
    double told[2];
    Side a = {&x, &told[0], 1}, b = {&y, &told[1], 1};
    Pair only;
    if (tells(joining->names, x, &told[0]) < 0 || tells(joining->names, y, &told[1]) < 0)
        return -1;
    double least = x->script == y->script ? know.joined_share : know.joined_share_across;
    if (x->role != WORD || y->role != WORD || know.least_against * smaller(told[0], told[1]) < 1.0)
        least = 0.0;
    if (pair_words(x, y, least, &only) < 0)
        return -1;
    /* Less by so much that no rounding makes up for it. */
    return least > 0 && only.share < least - 1e-9 ? 0 : try_joined(joining, &a, &b, &only);
}

/* Is a word written as neighbours are, one behind the other? */
static int is_written(PyObject *whole, Word *const *words, Py_ssize_t count) {
    Letters all = letters_of(whole);
    Py_ssize_t at = 0;
    for (Py_ssize_t k = 0; k < count; k++) {
        Letters part = letters_of(words[k]->key);
        for (Py_ssize_t i = 0; i < part.size; i++, at++)
            if (at == all.size || letter(all, at) != letter(part, i))
                return 0;
    }
    return at == all.size;
}

/* Is any word of the other side written as the neighbours from a place on are? comparison._is_written */
static int any_written(const Side *side, Py_ssize_t at, Py_ssize_t count, const Side *other) {
    for (Py_ssize_t i = 0; i < other->size; i++)
        if (is_written(other->word[i]->key, side->word + at, count))
            return 1;
    return 0;
}

/* Write so many neighbours of the longer name, from a place on, as one word, and compare the names. */
static int try_neighbours(Joining *joining, int longer, Py_ssize_t at, Py_ssize_t count) {
    const Side *side = joining->names->side;
    Word *words[16], *others[16];
    double told[16], told_others[16];
    Word *joined = count == 2 ? joined_of(joining->names, longer, at) : word_joined(side[longer].word + at, count);
    if (!joined)
        return -1;
    Side one = {words, told, 0}, other = {others, told_others, side[!longer].size};
    for (Py_ssize_t i = 0; i < side[longer].size; i += i == at ? count : 1)
        words[one.size++] = i == at ? joined : side[longer].word[i];
    memcpy(others, side[!longer].word, (size_t)other.size * sizeof(Word *));
    int failed = 0;
    for (Py_ssize_t k = 0; !failed && k < one.size; k++)
        failed = tells(joining->names, words[k], &told[k]);
    for (Py_ssize_t k = 0; !failed && k < other.size; k++)
        failed = tells(joining->names, others[k], &told_others[k]);
    if (!failed)
        failed = longer ? try_joined(joining, &other, &one, NULL) : try_joined(joining, &one, &other, NULL);
    Py_DECREF(joined);
    return failed ? -1 : 0;
}

/* Write neighbours of the longer name as one word, any two and then three around an article; `written` says to do so only
   where the other name does. comparison._neighbours */
static int join_neighbours(Joining *joining, int written) {
    const Side *side = joining->names->side;
    int longer = side[1].size > side[0].size;
    const Side *long_side = &side[longer];
    for (Py_ssize_t count = 2; count <= 3; count++)
        for (Py_ssize_t at = 0; at + count <= long_side->size; at++) {
            if (count == 3 && !(stands_alone(long_side->word[at + 1]) && is_spoken_into(long_side->word[at + 1], long_side->word[at + 2])))
                continue;
            if (written && !any_written(long_side, at, count, &side[!longer]))
                continue;
            if (try_neighbours(joining, longer, at, count) < 0)
                return -1;
        }
    return 0;
}

/* comparison.may_turn */
static int may_turn(const Side *side) {
    return side->size == 2 && side->word[0]->role != PARTICLE && side->word[1]->role != PARTICLE;
}

/* Write all words of both names as one, those of a name of two words also the other way round. */
static int join_all(Joining *joining) {
    const Side *side = joining->names->side;
    Word *whole[2] = {joined_of(joining->names, 0, WHOLE), joined_of(joining->names, 1, WHOLE)};
    int failed = !whole[0] || !whole[1] || try_whole(joining, whole[0], whole[1]) < 0;
    for (int s = 0; !failed && s < 2; s++) {
        if (!may_turn(&side[s]))
            continue;
        Word *turned = joined_of(joining->names, s, TURNED);
        failed = !turned || (s ? try_whole(joining, whole[0], turned) : try_whole(joining, turned, whole[1])) < 0;
        Py_XDECREF(turned);
    }
    Py_XDECREF(whole[0]);
    Py_XDECREF(whole[1]);
    return failed ? -1 : 0;
}

/* Try the ways to lose spaces: comparison._joinings, in its order. */
int join_names(Joining *joining) {
    const Side *side = joining->names->side;
    for (int s = 0; s < 2; s++)
        for (Py_ssize_t i = 0; i < side[s].size; i++)
            if (side[s].word[i]->role == NUMBER)
                return 0;
    if (side[0].size == side[1].size)
        return 0;
    if ((side[0].size > side[1].size ? side[0].size : side[1].size) > know.most_joined)
        return join_neighbours(joining, 1);
    int may = may_join(joining->names);
    if (may <= 0)
        return may;
    return join_neighbours(joining, 0) < 0 ? -1 : join_all(joining);
}

static int is_upper(PyObject *text) {
    PyObject *said = PyObject_CallMethod(text, "isupper", NULL);
    int found = said ? PyObject_IsTrue(said) : -1;
    Py_XDECREF(said);
    return found;
}

static Py_ssize_t count_words(Letters text) {
    Py_ssize_t found = 0;
    for (Py_ssize_t k = 0; k < text.size; k++)
        found += !Py_UNICODE_ISSPACE(letter(text, k)) && (!k || Py_UNICODE_ISSPACE(letter(text, k - 1)));
    return found;
}

/* Is the next word of a text a small one? Leaves the place behind it. */
static int next_is_small(Letters text, Py_ssize_t *at) {
    int small = 1;
    while (*at < text.size && Py_UNICODE_ISSPACE(letter(text, *at)))
        ++*at;
    Py_ssize_t first = *at;
    for (; *at < text.size && !Py_UNICODE_ISSPACE(letter(text, *at)); ++*at)
        small = small && Py_UNICODE_ISLOWER(letter(text, *at));
    return small && *at - first <= know.small_word;
}

/* comparison._reached: go on with an acronym by a part. */
static uint32_t go_on(uint32_t reached, Letters wanted, const Word *part) {
    Letters words = letters_of(part->key), written = letters_of(part->text);
    int loose = know.loose[part->role], told = count_words(words) == count_words(written);
    Py_ssize_t at = 0;
    for (Py_ssize_t k = 0; k < words.size; k++) {
        if (Py_UNICODE_ISSPACE(letter(words, k)) || (k && !Py_UNICODE_ISSPACE(letter(words, k - 1))))
            continue;
        int may_miss = (told && next_is_small(written, &at)) || loose;
        uint32_t longer = may_miss ? reached : 0;
        for (Py_ssize_t place = 0; place < wanted.size; place++)
            if (reached >> place & 1 && letter(wanted, place) == letter(words, k))
                longer |= (uint32_t)2 << place;
        reached = longer;
    }
    return reached;
}

/* Is a key made of the first letters of words? 2 where it stands beside them itself. See comparison.acronym and comparison.heads. */
static int first_letters(PyObject *key, const Side *full) {
    Letters wanted = letters_of(key);
    uint32_t reached = 1;
    int telling = 0, both = 0;
    for (Py_ssize_t i = 0; i < full->size; i++)
        telling += !know.untelling[full->word[i]->role];
    for (Py_ssize_t i = 0; reached && i < full->size; i++) {
        /* Beside one word alone a legal form lends no letter. */
        if (full->word[i]->role == LEGAL && telling < know.shortest_acronym)
            continue;
        if (!PyUnicode_Compare(full->word[i]->key, key)) {
            both = 1;
            continue;
        }
        reached = go_on(reached, wanted, full->word[i]);
    }
    return reached >> wanted.size & 1 ? 1 + both : 0;
}

/* Is some word of these one that bodies are called by? */
static int of_a_body(const Side *side) {
    for (Py_ssize_t i = 0; i < side->size; i++)
        if (know.bodies[side->word[i]->role])
            return 1;
    return 0;
}

/* comparison.acronym */
Py_ssize_t acronym(const Side *brief, const Side *full, PyObject *full_text) {
    const Word *only = NULL;
    for (Py_ssize_t i = 0; i < brief->size; i++)
        if (!know.loose[brief->word[i]->role]) {
            if (only)
                return 0;
            only = brief->word[i];
        }
    if (!only || full->size < know.shortest_acronym)
        return 0;
    Py_ssize_t size = PyUnicode_GET_LENGTH(only->key), letters = 0;
    if (size >= know.shortest_acronym && size <= know.longest_acronym)
        letters = size * first_letters(only->key, full);
    if (!letters)
        return 0;
    int upper = is_upper(only->text), full_upper = upper > 0 && !of_a_body(full) ? is_upper(full_text) : 0;
    return upper < 0 || full_upper < 0 ? -1 : upper && !full_upper ? letters : 0;
}

/* comparison.may_stand_for_words; `into` gets the letters of the key without spaces, LONGEST_ACRONYM at most. */
static Py_ssize_t standing_for(const Word *x, Py_UCS4 *into) {
    Letters key = letters_of(x->key), text = letters_of(x->text);
    Py_ssize_t size = 0;
    if (!know.standing_for[x->role])
        return 0;
    for (Py_ssize_t k = 0; k < text.size; k++)
        if (letter(text, k) != ' ' && !Py_UNICODE_ISUPPER(letter(text, k)))
            return 0;
    for (Py_ssize_t k = 0; k < key.size; k++) {
        if (letter(key, k) == ' ')
            continue;
        if (size == know.longest_acronym || size == MOST_WANTED)
            return 0;
        into[size++] = letter(key, k);
    }
    return size < know.shortest_acronym ? 0 : size;
}

/* Give the place behind the neighbours from a place on whose first letters are an acronym, or 0: comparison._runs. */
static Py_ssize_t run_from(const Side *full, Py_ssize_t start, Letters wanted) {
    Letters first = letters_of(full->word[start]->key);
    uint32_t reached = first.size && letter(first, 0) == letter(wanted, 0);
    for (Py_ssize_t end = start; reached && end < full->size; end++) {
        if (full->word[end]->role == NUMBER)
            return 0;
        reached = go_on(reached, wanted, full->word[end]);
        if (end > start && reached >> wanted.size & 1)
            return end + 1;
    }
    return 0;
}

/* Give a side without the words from a place up to another. */
static Side side_without(const Side *side, Py_ssize_t from, Py_ssize_t to, Word **words, double *told) {
    Side left = {words, told, 0};
    for (Py_ssize_t i = 0; i < side->size; i++)
        if (i < from || i >= to) {
            words[left.size] = side->word[i];
            told[left.size++] = side->tells[i];
        }
    return left;
}

/* Compare what is left of two names without an acronym and its words: comparison._with_letters. */
static int try_letters(Joining *joining, const Side *a, const Side *b, Py_ssize_t letters) {
    Measures rest;
    if (measure_sides(joining->memo, a, b, NULL, &rest, NULL) < 0)
        return -1;
    double share = rest.crossed ? know.joined_share_across : know.joined_share, weight = know.letter_bits * (double)letters;
    if (!rest.count || rest.against != 0 || rest.matched < share * rest.possible)
        return 0;
    rest.matched += weight;
    rest.possible += weight;
    rest.words++;
    rest.via = NEAR;
    rest.alike = 0;
    rest.acronym = 1;
    rest.count = 0;
    if (agreement(&rest) > agreement(joining->best))
        *joining->best = rest;
    return 0;
}

/* Let an acronym stand for neighbours in the longer name, where the rest agrees: comparison._briefly. */
int stand_for_words(Joining *joining) {
    const Side *side = joining->names->side;
    int longer = side[1].size > side[0].size, upper = -1;
    const Side *brief = &side[!longer], *full = &side[longer];
    Py_UCS4 letters[MOST_WANTED];
    Word *words[2][16];
    double told[2][16];
    if (brief->size == full->size || brief->size == 1)
        return 0;
    for (Py_ssize_t at = 0; at < brief->size; at++) {
        Letters wanted = {PyUnicode_4BYTE_KIND, letters, standing_for(brief->word[at], letters)};
        for (Py_ssize_t start = 0; wanted.size && start + 1 < full->size; start++) {
            Py_ssize_t end = run_from(full, start, wanted);
            if (!end)
                continue;
            if (upper < 0 && (upper = is_upper(joining->names->text[!longer])) < 0)
                return -1;
            if (upper)
                return 0;
            Side rest = side_without(brief, at, at + 1, words[0], told[0]);
            Side others = side_without(full, start, end, words[1], told[1]);
            if ((longer ? try_letters(joining, &rest, &others, wanted.size) : try_letters(joining, &others, &rest, wanted.size)) < 0)
                return -1;
        }
    }
    return 0;
}

/* A text as it looks, letter by letter: fold.picture. */
typedef struct {
    Letters text, drawn;
    Py_ssize_t at, in;
    Py_UCS4 plain;
} Picture;

/* Give the next letter of a picture, UINT32_MAX at its end or where an error is set. */
static Py_UCS4 next_drawn(Picture *picture) {
    while (picture->in == picture->drawn.size) {
        if (picture->at == picture->text.size)
            return UINT32_MAX;
        picture->plain = letter(picture->text, picture->at++);
        PyObject *code = PyLong_FromUnsignedLong(picture->plain);
        PyObject *drawn = code ? PyDict_GetItemWithError(know.look_alikes, code) : NULL;
        Py_XDECREF(code);
        if (drawn && !PyUnicode_Check(drawn))
            PyErr_SetString(PyExc_TypeError, "look_alikes: expected texts");
        if (PyErr_Occurred())
            return UINT32_MAX;
        picture->in = 0;
        if (drawn)
            picture->drawn = letters_of(drawn);
        else {
            picture->drawn.kind = PyUnicode_4BYTE_KIND;
            picture->drawn.data = &picture->plain;
            picture->drawn.size = 1;
        }
    }
    return letter(picture->drawn, picture->in++);
}

/* Do two texts look the same? -1 on error. */
int look_same(PyObject *a, PyObject *b) {
    Picture one = {letters_of(a), {0}, 0, 0, 0}, two = {letters_of(b), {0}, 0, 0, 0};
    /* What is written the same is drawn the same. */
    one.at = two.at = common_start(one.text, two.text);
    for (;;) {
        Py_UCS4 left = next_drawn(&one), right = PyErr_Occurred() ? UINT32_MAX : next_drawn(&two);
        if (PyErr_Occurred())
            return -1;
        if (left != right)
            return 0;
        if (left == UINT32_MAX)
            return 1;
    }
}
