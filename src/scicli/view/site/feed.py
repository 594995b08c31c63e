"""The feed and the map of a site: entries with findings, and the addresses of its pages."""

import uuid
from collections.abc import Iterable
from datetime import date
from html import escape
from xml.etree import ElementTree

import scicli
from scicli.analysis.wording import edition_name
from scicli.index.editions import Label
from scicli.index.index import Index
from scicli.view.screen import printable
from scicli.view.site.addresses import Addresses

_ATOM = "http://www.w3.org/2005/Atom"
_MOST = 20  # editions in a feed
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def feed(index: Index, addresses: Addresses, base: str) -> bytes:
    """Return a feed with an entry for each of the latest editions, the last one first (RFC 4287).

    Each entry needs a date, so that an edition without one has none; one edition at least has a
    date. `base` is the address of the site, or "", and then links are relative.
    """
    dates = {label: _moment(index.published(label)) for label in index.catalog.editions}
    dated = [(label, moment) for label, moment in reversed(dates.items()) if moment][:_MOST]
    root = ElementTree.Element("feed", {"xmlns": _ATOM})
    title = index.catalog.terms.title
    _add(root, "id", _identifier(title, base))
    _add(root, "title", title)
    _add(root, "updated", max(moment for _, moment in dated))
    _add(ElementTree.SubElement(root, "author"), "name", title)
    if base:
        ElementTree.SubElement(root, "link", {"rel": "self", "href": f"{base}feed.xml"})
    for label, moment in dated:
        entry = ElementTree.SubElement(root, "entry")
        _add(entry, "id", _identifier(f"{title}\n{label}", base))
        _add(entry, "title", edition_name(index, label))
        _add(entry, "updated", moment)
        ElementTree.SubElement(entry, "link", {"href": base + addresses.editions[label]})
        _add(entry, "content", _sentences(index, label)).set("type", "html")
    return _written(root)


def sitemap(paths: Iterable[str], base: str) -> bytes:
    """Return a map of pages, whose addresses are whole, as the protocol demands."""
    root = ElementTree.Element("urlset", {"xmlns": _SITEMAP})
    for path in paths:
        _add(ElementTree.SubElement(root, "url"), "loc", base + path)
    return _written(root)


def _sentences(index: Index, label: Label) -> str:
    sentences = scicli.findings(index, edition=label).frame["statement"].drop_duplicates()
    return "".join(["<ol>", *(f"<li>{escape(printable(one))}</li>" for one in sentences), "</ol>"])


def _moment(published: str | None) -> str:
    """Return the first moment of the day, or the month, of a date, or "" for none."""
    if published is None:
        return ""
    year, month, *day = map(int, published.split("-"))
    return f"{date(year, month, *(day or [1])).isoformat()}T00:00:00Z"


def _identifier(name: str, base: str) -> str:
    """Return an identifier that is always the same for the same name at the same address."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{base}\n{name}").urn


def _add(parent: ElementTree.Element, tag: str, text: str) -> ElementTree.Element:
    made = ElementTree.SubElement(parent, tag)
    made.text = printable(text)
    return made


def _written(root: ElementTree.Element) -> bytes:
    ElementTree.indent(root, "")
    made: bytes = ElementTree.tostring(root, "utf-8", xml_declaration=True)
    return made + b"\n"
