"""What the fields of answers hold, and what that means."""

from collections.abc import Mapping

from scicli.analysis.answer import Strength
from scicli.analysis.changes import CHANGES
from scicli.analysis.versions import TABLES
from scicli.claims.verdict import Verdict
from scicli.claims.verify import KINDS
from scicli.files.faults import Severity
from scicli.view.row_types import (
    COUNT,
    EDITION,
    NUMBER,
    PERCENT,
    PLACE,
    TEXT,
    TEXTS,
    WHOLE,
    Definition,
    defined,
    one_of,
    or_null,
)

KIND = one_of(KINDS)

DEFINITIONS: Mapping[str, Definition] = defined(
    (EDITION, {
        "edition":
            "The edition: a number if every label of the data is a whole number, else a text.",
        "from_edition": "The edition that is compared from.",
        "to_edition": "The edition that is compared to.",
        "as_of": "The last edition that was looked at.",
        "to": "The edition that the claim is about, or that is compared to.",
    }),
    (or_null(EDITION), {
        "best_edition": "The first edition with the best rank; null if none is held.",
        "first_edition": "The first edition in which an overall rank is held; null if none is.",
        "latest_edition": "The latest edition in which an overall rank is held; null if none is.",
        "since": "The first of the editions in a row in which it stood there; null without a city.",
        "from": "The edition that the claim compares from; null if it compares none.",
    }),
    (PLACE, {
        "city_from": "The best place of the city in from_edition.",
        "city_to": "The best place of the city in to_edition.",
        "other_from": "The best place of the other city in from_edition.",
        "other_to": "The best place of the other city in to_edition.",
    }),
    (or_null(PLACE), {
        "rank": "The best place of the rank, 1 for the first; null if no rank is held.",
        "rank_max": "The worst place of the rank; null if none is held, or it has no end.",
        "previous_rank": "The best place in the edition just before; null if no rank is held.",
        "previous_rank_max":
            "The worst place in the edition just before; null if none is held, or it has no end.",
        "from_rank": "The best place in from_edition; null if no rank is held.",
        "from_rank_max": "The worst place in from_edition; null if none is held, or it has no end.",
        "to_rank": "The best place in to_edition; null if no rank is held.",
        "to_rank_max": "The worst place in to_edition; null if none is held, or it has no end.",
        "best_rank": "The best place of the best rank so far; null if no rank is held.",
        "best_rank_max": "The worst place of that rank; null if none is held, or it has no end.",
        "latest_rank": "The best place in latest_edition; null if no rank is held.",
        "latest_rank_max":
            "The worst place in latest_edition; null if none is held, or it has no end.",
        "other_rank": "The best place of the goal; null if it is not held.",
        "other_rank_max": "The worst place of the goal; null if it is not held, or has no end.",
        "place": "The best place of the rank; null without a city.",
        "place_max": "The worst place of the rank; null without a city.",
        "place_within":
            "With --within: the best place among the cities of the same region or country; null if"
            " its rank is not held, or its region or country is not known.",
        "place_within_max": "With --within: the worst such place; null also if it has no end.",
        "editions_in_row": "How many editions in a row it has stood there; null without a city.",
        "ranked": "How many the edition ranks; null if that is not known.",
        "cities_ranked": "How many cities the edition ranks; null if that is not known.",
        "top": "The place, or the last place of the top, that it is about; null if about none.",
        "line": "The line, from 1; null if the problem is in the whole file.",
        "was_line": "The line of the old row, from 1; null if there is no old row.",
        "now_line": "The line of the new row, from 1; null if there is no new row.",
    }),
    (COUNT, {
        "ranks_held": "How many overall ranks are held.",
        "complete_to": "The place down to which no overall rank is missing; 0 if the first is.",
        "categories_held": "How many categories have a rank, overall included.",
        "others": "How many other cities, or editions, may have as much or more.",
    }),
    (or_null(COUNT), {
        "gap": "The certain places from the leader to the next city; null if one is missing.",
        "cities_researched": "How many cities the publisher looked at; null if it does not say.",
        "instrumental_factors": "How many factors it used; null if it does not say.",
        "assessments": "How many assessments it used; null if it does not say.",
        "respondents": "How many people answered it; null if it does not say.",
        "rose_10_or_more": "How many cities it says rose 10 or more places; null if it does not.",
        "fell_10_or_more": "How many cities it says fell 10 or more places; null if it does not.",
        "before":
            "The best place in from_edition; of 'in top', how many cities of the region stood in"
            " it; null if the change has neither.",
        "before_max": "The worst place in from_edition; null if none is held, or it has no end.",
        "after": "The same as before, in to_edition.",
        "after_max": "The same as before_max, in to_edition.",
    }),
    (or_null(WHOLE), {
        "gain":
            "The places gained since the edition before, at least; positive is up. Null if a rank"
            " is not held, or nothing bounds it.",
        "gain_max": "The places gained since the edition before, at most; null as in gain.",
        "against_overall":
            "The places by which it is better than overall, negative if worse; null unless both"
            " ranks are exact.",
        "places":
            "The places to gain, at least; negative if the city is ahead. Null if a rank is not"
            " held, or nothing bounds it.",
        "places_max": "The places to gain, at most; null as in places.",
    }),
    (NUMBER, {
        "rating_gain": "With --by rating: the points gained, the new rating less the old one.",
    }),
    (or_null(NUMBER), {
        "rating": "The rating, in the publisher's points; null if it is not held.",
        "from_rating": "The rating in from_edition, in points; null if it is not held.",
        "to_rating": "The rating in to_edition, in points; null if it is not held.",
        "points": "The rating of the goal less that of the city, in points; null if not held.",
        "average_rating_change_pct":
            "By how many per cent ratings changed on average, as the publisher says; null if it"
            " does not say.",
        "value": "The number that it states; null if it states none.",
        "value_max": "The most that it may be; of a best place, the best. Null if unbounded.",
        "record_max": "The most that anybody may have; as in value_max.",
    }),
    (or_null(PERCENT), {
        "percentile":
            "The share of the others that are not ahead, in per cent, at least: 100 (N - rank) /"
            " (N - 1); null if N or the rank is not known.",
        "percentile_max": "The same, at most.",
    }),
    (TEXT, {
        "category": "The category, as the data call it; overall is the whole table.",
        "city": "The city.",
        "ranking": "The name of the ranking.",
        "record": "The record, in words.",
        "claim": "The number of the sentence, such as 3, with that of the claim in it: 3.1.",
        "statement": "The sentence.",
        "reason": "The figures that the verdict rests on, in a sentence.",
        "meaning": "What a claim of this kind says.",
        "example": "The fields of a claim of this kind.",
        "file": "The file.",
        "problem": "What is wrong, and what to do about it.",
    }),
    (or_null(TEXT), {
        "published": "When the edition was published, YYYY-MM-DD or YYYY-MM; null if not known.",
        "country": "The country of the city; null if it is not known.",
        "region": "The region of the city; null if it is not known.",
        "iso2": "The two letters of its country in ISO 3166; null if they are not known.",
        "aliases": "Its other names, joined by semicolons; null if there is none.",
        "basis": "How the figure came to be known, as the data say; null if they do not.",
        "other": "The other city; null if there is none.",
        "leader":
            "The city that is certainly ahead of all others asked; level if all hold one place;"
            " null if nobody is.",
        "area": "The region or country that holds it; null if none does.",
        "previous_edition": "The edition just before; null if there is none.",
        "source": "The key of the source; null if none is named.",
        "publisher": "Who published the source; null if it is not described.",
        "title": "The title of the source; null if it is not described.",
        "url": "The address of the source; null if it is not described.",
        "column": "The column; null if the problem is in the whole line.",
        "was": "The old text; null if it was blank, or a whole row is meant.",
        "now": "The new text; null if it is blank, or a whole row is meant.",
        "was_file": "The file of the old row; null if there is no old row.",
        "now_file": "The file of the new row; null if there is no new row.",
    }),
    (TEXTS, {
        "sources": "The keys of the sources that the row rests on.",
        "between": "The cities that certainly stand between the two.",
    }),
    (one_of(Verdict), {
        "verdict":
            "Supported only if the figures prove the claim, contradicted only if they disprove it,"
            " else unknown.",
    }),
    (one_of(Severity), {
        "severity": "How bad it is: an error stops a load, a warning does not.",
    }),
    (one_of(TABLES), {"table": "The table that the row is of."}),
    (one_of(CHANGES), {
        "change":
            "What changed: 'moved 1-4' is how many cities moved so many places, tau_b is how alike"
            " both orders are, from -1 to 1.",
    }),
    (KIND, {"kind": "The kind of claims, as 'scicli verify --kinds' lists them."}),
    (or_null(one_of(["up", "down", "level", "entered"])), {
        "movement":
            "How the rank moved since the edition before; entered only if the table before is"
            " complete; null if not certain.",
    }),
    (one_of(["overtook", "overtaken"]), {
        "direction": "Whether the city overtook the other one, or was overtaken by it.",
    }),
    (or_null(one_of(Strength)), {
        "mark":
            "A strength is certainly 3rd or better, or 5 places better than overall; a weakness is"
            " certainly 5 places worse, or last in a complete table, which is never a strength;"
            " else null.",
    }),
)  # fmt: skip
"""What each field holds and means, unless a form of an answer says otherwise."""
