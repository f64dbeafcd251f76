"""What the IAST scenarios share: a request whose data ddtrace follows through the code that it has rewritten.

ddtrace rewrites modules when they are imported, so the code to be measured is a module of its own, imported within
`request()`. In ddtrace 4 a request has only private names, since the web frameworks start it; they are in this file.
"""

import contextlib
import importlib

from bm import tracing

# By default IAST looks at three requests in ten; here each is to be like the other.
SETTINGS = {"DD_IAST_ENABLED": True, "DD_IAST_REQUEST_SAMPLING": 100}


@contextlib.contextmanager
def request(enabled):
    """The time of one request. Yields a function that marks a value as come with it (IAST says: taints it).

    With `enabled` false ddtrace is not even imported, and values stay as they are.
    """
    if not enabled:
        yield lambda value: value
        return

    tracing.instrument("ddtrace.auto", **SETTINGS)
    from ddtrace.appsec._iast import _iast_request_context_base as context
    from ddtrace.appsec._iast._taint_tracking import OriginType
    from ddtrace.appsec._iast._taint_tracking._taint_objects import taint_pyobject

    def taint(value):
        return taint_pyobject(value, source_name="q", source_value=value, source_origin=OriginType.PARAMETER)

    context._iast_start_request()
    try:
        yield taint
    finally:
        context._iast_finish_request()


def import_code(name, enabled):
    """Imports the module to be measured; an error if ddtrace should have rewritten it and has not."""
    module = importlib.import_module(name)
    if enabled != hasattr(module, "_ddtrace_aspects"):
        raise RuntimeError(f"the module {name} is {'not ' if enabled else ''}rewritten by ddtrace")
    return module


def operations(name, operation, enabled):
    """What a scenario yields from: one function of a module, called with a value that came with a request.

    The module has the value as a text, TEXT; the function's annotation says whether it takes that or its bytes.
    """
    with request(enabled) as taint:
        module = import_code(name, enabled)
        operate = getattr(module, operation)
        wanted = operate.__annotations__["value"]
        value = taint(module.TEXT if wanted is str else wanted(module.TEXT.encode()))

        def call(loops):
            for _ in range(loops):
                operate(value)

        yield call
