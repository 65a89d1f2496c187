"""How a name is taken apart so that it is found: functions of the database, so that stored and typed names pass the same ones.

Folded: compatibility forms, no accents or vowel points, lower case, letters with strokes as their plain neighbours. Words:
the parts of a name, and what was written together also as one word. Spellings: a word and it with any one letter left out;
two words that share a spelling are one typing mistake apart. Every name is qualified, so that a restored copy works too.
"""

MARKS = r"[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]"
SEPARATORS = (
    r"[\s\u0001-/:-@\[-`{-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u02b9-\u02bf\u05be\u05f3\u05f4\u060c\u061b"
    r"\u2000-\u206f\u3000-\u3002\u30fb\uff00-\uff0f]+"
)
WRITTEN_WITHOUT_SPACES = r"^[\u1100-\u11ff\u2e80-\u9fff\uf900-\ufaff]+$"
LONGEST_WORD = 60  # lexemes have a limit, and no one types so far
LONGEST_SPELLING = 8  # letters of a word among which a mistake is forgiven
SHORTEST_SPELLING = 3

FOLDED = rf"""
CREATE FUNCTION public.patients_folded(raw text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT replace(replace(replace(replace(translate(
        lower(regexp_replace(normalize(raw, NFKD), '{MARKS}', '', 'g')),
        'øđðłħŧıςىیةک', 'oddlhtiσييهك'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th')
$$
"""

WORDS = rf"""
CREATE FUNCTION public.patients_words(raw text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(array_agg(DISTINCT left(word, {LONGEST_WORD})) FILTER (WHERE word <> ''), '{{}}') FROM (
        SELECT regexp_split_to_table(public.patients_folded(raw), '{SEPARATORS}') AS word
        UNION ALL
        SELECT regexp_replace(chunk, '{SEPARATORS}', '', 'g')
        FROM regexp_split_to_table(public.patients_folded(raw), '\s+') AS chunk
    ) AS words
$$
"""

SPELLINGS = f"""
CREATE FUNCTION public.patients_spellings(raw text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    WITH words AS MATERIALIZED (
        SELECT left(word, {LONGEST_SPELLING}) AS word FROM unnest(public.patients_words(raw)) AS word
        WHERE length(word) >= {SHORTEST_SPELLING}
    )
    SELECT coalesce(array_agg(DISTINCT spelling), '{{}}') FROM (
        SELECT word AS spelling FROM words
        UNION ALL
        SELECT left(word, at - 1) || substr(word, at + 1) FROM words, generate_series(1, length(word)) AS at
        WHERE length(word) > {SHORTEST_SPELLING}
    ) AS spellings
$$
"""

# Family and given names also as one word each and together in both orders; of names without spaces also every ending.
SEARCHED = rf"""
CREATE FUNCTION public.patients_searched(family text, given text, preferred text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    WITH words AS MATERIALIZED (
        SELECT unnest(public.patients_words(family || ' ' || given || ' ' || preferred)) AS word
        UNION
        SELECT left(regexp_replace(public.patients_folded(together), '{SEPARATORS}', '', 'g'), {LONGEST_WORD})
        FROM unnest(ARRAY[family || given, given || family, family, given]) AS together
    )
    SELECT array_to_tsvector(coalesce(array_agg(DISTINCT word), '{{}}')) FROM (
        SELECT word FROM words WHERE word <> ''
        UNION ALL
        SELECT substr(word, at) FROM words, generate_series(2, length(word)) AS at WHERE word ~ '{WRITTEN_WITHOUT_SPACES}'
    ) AS all_words
$$
"""

# What was typed, as a query: each chunk as one word or in all its parts. `ending` is ':*' for beginnings, '' for whole words.
QUERY = rf"""
CREATE FUNCTION public.patients_query(typed text, ending text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT string_agg('(' || one || coalesce(' | (' || parts || ')', '') || ')', ' & ')::tsquery FROM (
        SELECT '''' || left(joined, {LONGEST_WORD}) || '''' || ending AS one, (
            SELECT string_agg('''' || left(part, {LONGEST_WORD}) || '''' || ending, ' & ')
            FROM regexp_split_to_table(chunk, '{SEPARATORS}') AS part WHERE part NOT IN ('', joined)
        ) AS parts
        FROM regexp_split_to_table(public.patients_folded(typed), '\s+') AS chunk,
            LATERAL (SELECT regexp_replace(chunk, '{SEPARATORS}', '', 'g') AS joined) AS j
        WHERE joined <> ''
    ) AS chunks
$$
"""

DIGITS = """
CREATE FUNCTION public.patients_digits(e164 text, typed text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT regexp_replace(coalesce(nullif(e164, ''), typed), '[^0-9]', '', 'g')
$$
"""

ALL_SPELLINGS = """
CREATE FUNCTION public.patients_all_spellings(family text, given text, preferred text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT public.patients_spellings(family || ' ' || given || ' ' || preferred)
$$
"""

SORT_NAME = """
CREATE FUNCTION public.patients_sort_name(family text, given text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT left(trim(public.patients_folded(family || ' ' || given)), 200)
$$
"""

RECORD_NUMBERS = "CREATE SEQUENCE public.patients_record_number"
NEXT_RECORD_NUMBER = """
CREATE FUNCTION public.patients_next_record_number() RETURNS text LANGUAGE sql VOLATILE AS $$
    SELECT 'C-' || CASE WHEN n < 1000000 THEN lpad(n::text, 6, '0') ELSE n::text END
    FROM nextval('public.patients_record_number') AS n
$$
"""

CREATE = (
    *(FOLDED, WORDS, SPELLINGS, ALL_SPELLINGS, SEARCHED, SORT_NAME, QUERY, DIGITS),
    *(RECORD_NUMBERS, NEXT_RECORD_NUMBER),
)
DROP = (
    "DROP FUNCTION public.patients_next_record_number()",
    "DROP SEQUENCE public.patients_record_number",
    "DROP FUNCTION public.patients_digits(text, text)",
    "DROP FUNCTION public.patients_query(text, text)",
    "DROP FUNCTION public.patients_sort_name(text, text)",
    "DROP FUNCTION public.patients_searched(text, text, text)",
    "DROP FUNCTION public.patients_all_spellings(text, text, text)",
    "DROP FUNCTION public.patients_spellings(text)",
    "DROP FUNCTION public.patients_words(text)",
    "DROP FUNCTION public.patients_folded(text)",
)
