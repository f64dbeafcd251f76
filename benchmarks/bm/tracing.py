"""What the ddtrace scenarios share: a tracer that works as in production, and from which nothing leaves the process.

ddtrace reads its settings when it is first imported. So a scenario imports it inside of `run()`, after `configure()`,
and says what it wants with the environment variables that ddtrace documents. Where ddtrace 4 (written against 4.9 to
4.16) has nothing public for a need, the private name is in this file, with the reason.
"""

import importlib
import logging
import os
import sys

_SILENT = {
    # There is no such socket: should anything be sent after all, it fails at once instead of reaching an agent.
    "DD_TRACE_AGENT_URL": "unix:///nonexistent/agent.sock",
    # Telemetry is ddtrace counting itself, in a thread of its own.
    "DD_INSTRUMENTATION_TELEMETRY_ENABLED": False,
    # A config that turns telemetry on measures the counting; the sending is put off until after the measurement.
    "DD_TELEMETRY_HEARTBEAT_INTERVAL": 24 * 60 * 60,
    # ddtrace asks the agent for settings every few seconds, in a thread of its own.
    "DD_REMOTE_CONFIGURATION_ENABLED": False,
    # ddtrace logs what it cannot read, and would print it.
    "DD_TRACE_LOG_STREAM_HANDLER": False,
}

# Without any handler, the logging module would print a warning itself.
_UNPRINTED = logging.NullHandler()


def configure(**settings):
    """Sets ddtrace's environment variables; None leaves one at its default. To be called before the first import."""
    wanted = {name: str(value) for name, value in {**_SILENT, **settings}.items() if value is not None}
    if "ddtrace" in sys.modules and not wanted.items() <= os.environ.items():
        raise RuntimeError(f"ddtrace is imported already, so it would not see these settings: {wanted}")
    os.environ.update(wanted)
    logging.getLogger("ddtrace").addHandler(_UNPRINTED)


def tracer(**settings):
    """The tracer of this process, with these settings, that drops each finished trace instead of writing it."""
    configure(**settings)
    return _tracer_that_drops()


def instrument(entrance, **settings):
    """Lets ddtrace into this process as an application does before it imports anything else; traces are dropped.

    `entrance` is the module that does it, "ddtrace.auto" or "ddtrace.profiling.auto"; with "" nothing happens.
    """
    configure(**settings)
    if entrance:
        importlib.import_module(entrance)
        _tracer_that_drops()


def _tracer_that_drops():
    # The public way to drop a trace, a filter given to `tracer.configure(trace_processors=...)`, comes before sampling
    # and tagging, so it would leave out much of what finishing a span costs. The writer is the end of that path.
    from ddtrace.trace import tracer

    tracer._span_aggregator.writer.write = _drop
    return tracer


def _drop(spans):
    pass


def forget_unfinished_spans(tracer):
    """The tracer keeps a span until its trace is finished, and says so on exit; it has no public way to give one up."""
    tracer._span_aggregator._traces.clear()


def add_event(span, name, attributes):
    """The public method for span events is in ddtrace's OpenTelemetry API alone, and ends in this one."""
    span._add_event(name, attributes)
