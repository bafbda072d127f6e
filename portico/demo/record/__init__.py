"""Fictitious records for the demo and the tests, written as FHIR R4 files."""

from portico.demo.record.bundle import Summary, charts, generate

__all__ = ["Summary", "charts", "generate"]
