"""The forms of the rows that each command answers: their fields, order and meaning."""

from collections.abc import Mapping

from scicli.analysis import (
    breakdown,
    changes,
    compare,
    gap,
    leaders,
    listings,
    movers,
    overtakes,
    panel,
    ranking,
    records,
    trend,
    trend_table,
    versions,
)
from scicli.claims import findings, release, verify
from scicli.claims.claim import Unjudged
from scicli.claims.verdict import Verdict
from scicli.view.definitions import KIND
from scicli.view.row_types import (
    EDITION,
    NUMBER,
    PLACE,
    TEXT,
    WHOLE,
    Definition,
    Form,
    defined,
    one_of,
    or_null,
)

_MOVED = defined((or_null(WHOLE), {
    "gain":
        "The places gained from from_edition to to_edition, at least; positive is up. Null if a"
        " rank is not held, or nothing bounds it.",
    "gain_max": "The places gained between the two, at most; null as in gain.",
}))  # fmt: skip
_RIVAL = Definition(
    or_null(PLACE),
    "For each city asked, in this order: the best place of its rank under its name, and the worst"
    " under its name and _max; city: stands before a name that is also that of a field. Null if no"
    " rank is held, or it has no end.",
)
_EDITION = Definition(
    or_null(NUMBER),
    "For each edition, in order: the best place of the rank, or with --rating the rating, under its"
    " label; where a rank is no single place, the worst under the label and _max; edition: stands"
    " before a label that is also that of a field. Null if it is not held, or has no end.",
)
_OF_TEXT = one_of((*Verdict, *Unjudged))
_CLAIMED = (or_null(TEXT), {
    "city": "The city that the claim is about; null if about none.",
    "region": "The region that the claim is about; null if about none.",
    "country": "The country that the claim is about; null if about none.",
})  # fmt: skip
_READ = defined(_CLAIMED, (or_null(KIND), {
    "kind": "The kind of claims, as 'scicli verify --kinds' lists them; null if none was read.",
}), (or_null(TEXT), {
    "category": "The category; null if no claim was read.",
    "top": "The top that it is about, as a text; null if about none.",
    "from": "The edition that it compares from, as a text; null if it compares none.",
    "to": "The edition that it is about, as a text; null if no claim was read.",
    "value": "The number that it states, as a text; null if it states none.",
    "reason": "The figures that the verdict rests on; null if no claim was read.",
}), (TEXT, {"statement": "The words of the text."}), (_OF_TEXT, {
    "verdict":
        "Supported only if the figures prove the claim, contradicted only if they disprove it,"
        " unknown if neither; not read or no claim if there is none to judge.",
}))  # fmt: skip


def _movers(verb: str) -> Form:
    order = "the furthest first, then by the better new rank, then by name"
    rows = f"A row for each city that certainly {verb}: {order}."
    return Form(movers.RATED_FIELDS, rows, added=("rating_gain",), own=_MOVED)


FORMS: Mapping[str, tuple[Form, ...]] = {
    "rank": (Form(
        ranking.WITHIN_FIELDS,
        "A row for each city of the table, by best place, worst place and name; cities whose rank"
        " is not held come last.",
        added=("place_within", "place_within_max"),
    ),),
    "climbers": (_movers("rose"),),
    "fallers": (_movers("fell"),),
    "breakdown": (Form(
        breakdown.FIELDS,
        "A row for each category of each city, held or not: cities as asked, categories in the"
        " order of the data.",
        "With a city",
    ), Form(
        breakdown.LEADER_FIELDS,
        "A row for each category in the order of the data, or one for each city that shares place"
        " 1, by name.",
        "Without a city",
        own=defined(
            (or_null(PLACE), {"rank": "1; null if place 1 is not held."}),
            (or_null(TEXT), {"city": "The city that leads; null if place 1 is not held."}),
        ),
    )),
    "compare": (Form(
        compare.FIELDS,
        "A row for each edition in which two of the cities are held, or one certainly leads; then"
        " one for each other category of the latest edition that holds one for two of them.",
        named=_RIVAL,
    ),),
    "trend": (Form(
        trend.FIELDS,
        "A row for each edition and city with a figure, by edition, then in the order of --sort.",
        "Without --wide",
    ), Form(
        trend_table.WIDE_FIELDS,
        "A row for each city with a figure, in the order of --sort.",
        "With --wide",
        named=_EDITION,
    )),
    "gap": (Form(
        gap.FIELDS,
        "A row for each edition in which the city and its goal are held, and for the edition asked,"
        " by edition.",
        own=defined((or_null(TEXT), {
            "other": "The city at the goal, or several joined by semicolons; null if unknown.",
        })),
    ),),
    "leaders": (Form(
        leaders.FIELDS,
        "A row for each city that certainly stood in the top, by edition, best place, worst place"
        " and name; and for each edition of which none is known.",
        own=defined((or_null(TEXT), {"city": "The city; null if none is known."})),
    ),),
    "records": (Form(
        records.FIELDS,
        "A row for each record and each city that holds it: records of histories, then of single"
        " editions.",
        own=defined((or_null(TEXT), {"city": "Who holds it; null if no city does."}), (NUMBER, {
            "value": "What is proved: at least so much, of a best place at least so good.",
        }), (EDITION, {
            "from_edition": "The first edition that the record spans.",
            "to_edition": "The last edition that the record spans.",
        })),
    ),),
    "changes": (Form(
        changes.FIELDS,
        "A row for each fact, in the order of what changed.",
        "Of two editions",
        own=defined((or_null(TEXT), {
            "city": "The city; null if it is about none.",
            "area":
                "Of 'in top' the region, of 'record' its title, of 'leader' who led before; else"
                " null.",
        }), (or_null(NUMBER), {
            "value":
                "The places gained, how many cities moved so far, tau-b or the value of the record,"
                " at least; null if there is none.",
            "value_max": "The same, at most; null if there is none.",
        })),
    ), Form(
        versions.FIELDS,
        "A row for each change, by table, then in the order of the rows of the new and of the old"
        " version.",
        "With --was",
        own=defined((one_of(versions.CHANGES), {"change": "What happened."}), (or_null(TEXT), {
            "edition": "The edition of the row, as a text; null if it has none.",
            "category": "The category of the row; null if it has none.",
            "city": "The city of the row, or the key of a source; null if it has none.",
            "column": "The column that was altered or renamed; null if a whole row was not.",
        })),
    )),
    "panel": (Form(
        panel.FIELDS,
        "A row for each ranking that holds a rank of the city, in the order of --data.",
        own=defined((TEXT, {
            "edition": "The latest edition that holds a rank of it, as a text.",
            "city": "The city, as it is called there.",
        }), (PLACE, {"rank": "The best place of the rank."})),
    ),),
    "overtakes": (Form(
        overtakes.FIELDS,
        "A row for each overtaking: first the cities overtaken, then those that overtook, each by"
        " new rank and name.",
        own=defined((TEXT, {"other": "The other city."})),
    ),),
    "findings": (Form(
        findings.FIELDS,
        "A row for each claim of each sentence, the strongest sentence first.",
        own=defined(_CLAIMED, (or_null(TEXT), {
            "basis": "The cities or editions that the sentence covers; null if it needs none.",
            "source": "The keys of its sources, joined by semicolons; null if there is none.",
        })),
    ),),
    "verify": (Form(
        verify.FIELDS,
        "A row for each claim, in the order of the file.",
        "Of claims",
        own=defined((or_null(TEXT), {
            "claim": "The name of the claim; null if it has none.",
            "statement": "The sentence that the claim brings; null if it brings none.",
        })),
    ), Form(
        release.FIELDS,
        "A row for each claim, in the order of the text; and for each piece that could not be read,"
        " and each sentence that makes no claim.",
        "Of a text",
        own=_READ,
    ), Form(verify.KIND_FIELDS, "A row for each kind of claims.", "With --kinds")),
    "editions": (Form(listings.EDITION_FIELDS, "A row for each edition, the first one first."),),
    "cities": (Form(listings.CITY_FIELDS, "A row for each city, by name."),),
    "sources": (Form(
        listings.SOURCE_FIELDS,
        "A row for each source of each figure, by edition, category, place and name of the city;"
        " and for each figure that names no source.",
        own=defined((or_null(TEXT), {
            "published": "When the source was published; null if it is not described.",
        })),
    ),),
    "check": (Form(
        listings.FAULT_FIELDS,
        "A row for each problem, by file and line.",
        own=defined((or_null(TEXT), {"value": "The text that was found; null if there is none."})),
    ),),
}  # fmt: skip
"""The forms of the rows of each command that answers with rows."""
