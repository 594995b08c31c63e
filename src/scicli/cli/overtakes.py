"""The command `overtakes`."""

from scicli.cli import options
from scicli.files.categories import OVERALL


def overtakes(
    city: options.City,
    from_edition: options.From = None,
    to_edition: options.To = None,
    category: options.Category = OVERALL,
    data: options.Data = None,
    format_: options.OutputFormat = None,
    output: options.Output = None,
    quiet: options.Quiet = False,
    sources: options.Sources = False,
) -> None:
    """List whom a city passed, and who passed it.

    Example: scicli overtakes Busan --to 6
    """
    from scicli.cli.asking import asked

    question = asked(data, format_, output, quiet=quiet, sources=sources)
    named = question.named
    name = named.city(city)
    start, end = named.span(from_edition, to_edition)
    key = named.category(category)

    from scicli.analysis.overtakes import overtakes as answer

    question.answer(
        lambda index: answer(index, name, from_edition=start, to_edition=end, category=key)
    )
