"""Code as applications have it: many operations on texts, each of which IAST has to rewrite."""

import os
import re

_WORD = re.compile(r"\w+")
_ENDINGS = {"question": "?", "answer": "."}


def greeting(name, greeting="Hello"):
    return greeting + ", " + name.strip().title() + "!"


def sentence(words, kind="answer"):
    text = " ".join(word.lower() for word in words)
    return text[0].upper() + text[1:] + _ENDINGS.get(kind, ".")


def shortened(text, length=80):
    if len(text) <= length:
        return text
    return text[: length - 1].rstrip() + "…"


def slug(title):
    return "-".join(_WORD.findall(title.casefold())).encode("ascii", "ignore").decode()


def path_of(folder, title, extension="txt"):
    return os.path.join(folder, f"{slug(title)}.{extension}")


def row(cells, width=20):
    return "|".join(str(cell).ljust(width)[:width] for cell in cells)


def table(rows):
    lines = [row(cells) for cells in rows]
    return "\n".join(lines)


def parsed(line):
    key, _, value = line.partition("=")
    return key.strip(), value.strip().replace('"', "")


def settings(text):
    found = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            key, value = parsed(line)
            found[key] = value
    return found


class Report:
    def __init__(self, title, author):
        self.title = title
        self.author = author
        self.lines = []

    def add(self, text, *values, **named):
        self.lines.append(text.format(*values, **named))

    def add_quotation(self, text, source):
        self.add("“{text}” ({source})", text=shortened(text), source=source)

    def __str__(self):
        head = "%s by %s" % (self.title, self.author)
        return head + "\n" + "=" * len(head) + "\n" + "\n".join(self.lines)
