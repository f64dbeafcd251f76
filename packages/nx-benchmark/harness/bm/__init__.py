"""Scenarios for benchmarking a Python library: see `Scenario`."""

from ._scenario import Scenario

__all__ = ["Scenario"]
