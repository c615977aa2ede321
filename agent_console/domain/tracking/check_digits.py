"""Check digits of tracking numbers: whether what stands at the end follows from what is before.

Every check takes a number without spaces, in capital letters, and looks at all of it.
"""

from itertools import cycle

S10_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)
LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
MOST_LETTER = len(LETTERS)


def ups(number: str) -> bool:
    """Check what follows 1Z, and UPS's waybills without their letter."""
    values = [int(one) if one.isdigit() else (ord(one) - 63) % 10 for one in number[:-1]]
    return str(-(sum(values[0::2]) + 2 * sum(values[1::2])) % 10) == number[-1]


def s10(number: str) -> bool:
    """Check the nine digits of a number of the world postal union."""
    digits = [int(one) for one in number]
    rest = 11 - sum(one * by for one, by in zip(digits, S10_WEIGHTS, strict=False)) % 11
    return {10: 0, 11: 5}.get(rest, rest) == digits[-1]


def gs1(number: str) -> bool:
    """Check digits by threes and ones from the right, as most of the trade does."""
    return str(_mod10(number[:-1])) == number[-1]


def gls(number: str) -> bool:
    """Check GLS's digits: as the trade's, less one."""
    return str((_mod10(number[:-1]) - 1) % 10) == number[-1]


def fedex(number: str) -> bool:
    """Check FedEx's digits, by one, three and seven from the right."""
    weights = cycle((1, 3, 7))
    told = sum(int(one) * by for one, by in zip(reversed(number[:-1]), weights, strict=False))
    return str(told % 11 % 10) == number[-1]


def mod7(number: str) -> bool:
    """Check what is left of the digits by seven, as DHL Express does."""
    return str(int(number[:-1]) % 7) == number[-1]


def luhn(number: str) -> bool:
    """Check digits as those of a credit card."""
    doubled = zip(reversed(number[:-1]), cycle((2, 1)), strict=False)
    told = sum(sum(divmod(int(one) * by, 10)) for one, by in doubled)
    return str(-told % 10) == number[-1]


def identcode(number: str) -> bool:
    """Check the twelve digits of a German parcel, by fours and nines."""
    told = sum(int(one) * by for one, by in zip(number[:-1], cycle((4, 9)), strict=False))
    return str(-told % 10) == number[-1]


def iso7064(number: str) -> bool:
    """Check digits that end in a digit or a letter, as DPD's do (ISO 7064, 37 and 36)."""
    carried = MOST_LETTER
    for one in number[:-1]:
        carried = (carried + LETTERS.index(one)) % MOST_LETTER or MOST_LETTER
        carried = carried * 2 % (MOST_LETTER + 1)
    return LETTERS[(MOST_LETTER + 1 - carried) % MOST_LETTER] == number[-1]


def _mod10(number: str) -> int:
    weights = cycle((3, 1))
    return -sum(int(one) * by for one, by in zip(reversed(number), weights, strict=False)) % 10
