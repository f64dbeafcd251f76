"""Operations on texts and bytes. To be imported by bm.iast, so that ddtrace can rewrite it."""

import io

TEXT = "  Some text of %s  "

_TRANSLATION = str.maketrans("aeiou", "AEIOU")


def add(value: str):
    return value + " and more"


def add_inplace(value: str):
    value += " and more"
    return value


def bytearray_(value: bytes):
    return bytearray(value)


def bytearray_extend(value: bytearray):
    extended = bytearray(b"more and ")
    extended.extend(value)
    return extended


def bytes_(value: str):
    return bytes(value, "utf-8")


def bytesio(value: bytes):
    return io.BytesIO(value)


def capitalize(value: str):
    return value.capitalize()


def casefold(value: str):
    return value.casefold()


def decode(value: bytes):
    return value.decode()


def encode(value: str):
    return value.encode()


def format_(value: str):
    return "more and {}".format(value)


def format_map(value: str):
    return "more and {value}".format_map({"value": value})


def index(value: str):
    return value[3]


def join(value: str):
    return ", ".join((value, "more", value))


def ljust(value: str):
    return value.ljust(40)


def lower(value: str):
    return value.lower()


def lstrip(value: str):
    return value.lstrip()


def modulo(value: str):
    return value % "more"


def modulo_for_bytes(value: bytes):
    return value % b"more"


def modulo_for_bytes_bytearray(value: bytes):
    return value % bytearray(b"more")


def modulo_for_bytearray_bytearray(value: bytearray):
    return value % bytearray(b"more")


def replace(value: str):
    return value.replace("e", "--")


def repr_(value: str):
    # A call of repr() itself stays as it is.
    return f"{value!r}"


def rstrip(value: str):
    return value.rstrip()


def slice_(value: str):
    return value[2:9]


def stringio(value: str):
    return io.StringIO(value)


def strip(value: str):
    return value.strip()


def swapcase(value: str):
    return value.swapcase()


def title(value: str):
    return value.title()


def translate(value: str):
    return value.translate(_TRANSLATION)


def upper(value: str):
    return value.upper()
