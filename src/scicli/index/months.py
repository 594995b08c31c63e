"""The names of months in the languages in which cities have aliases."""

from functools import cache

from scicli.index.names import fold

_NAMES = (
    "January February March April May June July August September October November December",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "Jänner Februar März April Mai Juni Juli August September Oktober November Dezember",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "januari februari maart april mei juni juli augustus september oktober november december",
    "januar februar marts april maj juni juli august september oktober november december",
    "januari februari mars april maj juni juli augusti september oktober november december",
    "styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad"
    " grudzień",
    "leden únor březen duben květen červen červenec srpen září říjen listopad prosinec",
    "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "január február március április május június július augusztus szeptember október november"
    " december",
    "jaanuar veebruar märts aprill mai juuni juuli august september oktoober november detsember",
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר",
    "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม",
)
_OTHERS = {"mrz": 3}


def month_named(word: str) -> int | None:
    """Return the number of the month that a name or the beginning of one means, or None.

    >>> month_named("Aug"), month_named("Dezember"), month_named("Mrz"), month_named("jui")
    (8, 12, 3, None)
    """
    wanted = fold(word)
    begins = [numbers for name, numbers in _whole().items() if name.startswith(wanted)]
    found = _whole().get(wanted) or set().union(*begins)
    return next(iter(found)) if len(found) == 1 else None


@cache
def _whole() -> dict[str, set[int]]:
    """Return the months that each whole name means; some mean two in two languages."""
    found = {name: {number} for name, number in _OTHERS.items()}
    for names in _NAMES:
        for number, name in enumerate(names.split(), 1):
            found.setdefault(fold(name), set()).add(number)
    return found
