"""Numbers that a file holds as numbers, as text."""

from decimal import Decimal

EXACT_DIGITS = 15
"""So many digits of a decimal come back from a float as they went in."""


class Numeral(str):
    """The text of a number that a file holds as a number: with a point, without an exponent."""

    __slots__ = ()

    @classmethod
    def of_float(cls, value: float) -> "Numeral":
        """Return a float with the digits that it keeps of what it was written as.

        >>> Numeral.of_float(8.5), Numeral.of_float(1e-05), Numeral.of_float(2.0**53)
        ('8.5', '0.00001', '9007199254740992')
        """
        if value.is_integer():
            return cls(f"{value:.0f}")
        return cls(f"{Decimal(f'{value:.{EXACT_DIGITS}g}'):f}")
