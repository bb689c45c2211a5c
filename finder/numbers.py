"""Swedish phone numbers: full ones and short ones like 112, which are not E.164 numbers."""

import phonenumbers
from phonenumbers import shortnumberinfo

_SHORTEST_SHORT, _SHORTEST_FULL = 3, 7


def check_phone(value: str) -> None:
    """Raise ValueError unless `value` is a full number, as people write it: '021-39 00 00'."""
    try:
        number = phonenumbers.parse(value, "SE")
    except phonenumbers.NumberParseException as error:
        raise ValueError(f"'{value}' är inget telefonnummer; skriv som '021-39 00 00'") from error
    if not phonenumbers.is_valid_number(number):
        raise ValueError(f"'{value}' är inget möjligt svenskt nummer; ett kort som 112 har kind 'short_number'")


def check_short_number(value: str) -> None:
    """Raise ValueError unless `value` is a short number: '112', '1177', '90101', '116 111'."""
    plain = value.replace(" ", "")
    if not plain.isdigit() or not _SHORTEST_SHORT <= len(plain) < _SHORTEST_FULL or not _is_short(plain):
        raise ValueError(f"'{value}' är inget svenskt kortnummer; ett helt som '021-39 00 00' har kind 'phone'")


def _is_short(plain: str) -> bool:
    return shortnumberinfo.is_possible_short_number_for_region(phonenumbers.parse(plain, "SE"), "SE")


def check_sms(value: str) -> None:
    """Raise ValueError unless `value` can be sent a text message: a short or a full number."""
    (check_short_number if len(digits(value)) < _SHORTEST_FULL else check_phone)(value)


def digits(number: str) -> str:
    """Only the digits of a number, +46 as 0: '+46 21-39 00 00' and '021-39 00 00' are the same."""
    plain = "".join(char for char in number if char.isdigit() or char == "+")
    return "0" + plain[3:] if plain.startswith("+46") else plain.replace("+", "")


def dial(number: str) -> str:
    """What a `tel:` link needs: '+4621390000' for a full number, '112' for a short one."""
    plain = digits(number)
    return plain if len(plain) < _SHORTEST_FULL else "+46" + plain.removeprefix("0")
