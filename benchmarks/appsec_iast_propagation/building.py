"""A text that grows, of tainted and other parts. To be imported by bm.iast, so that ddtrace can rewrite it."""


def build(word, times):
    text = ""
    for _ in range(times):
        text += "_".join((word, "and", word))
        text += word
        text += " "
    return text
