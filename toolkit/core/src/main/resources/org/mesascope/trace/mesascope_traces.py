"""Writes traces that Mesascope reads. Copy this file beside your agent; it needs Python 3.8 alone.

    from mesascope_traces import TraceWriter

    with TraceWriter("traces.jsonl") as traces:
        with traces.trace("episode-0", version="checkpoint-3", seed=7) as trace:
            trace.step("at the fork", "left", menu={"left": {"cost": 1.0}, "right": {"cost": 2.5}})
            trace.step("at the door", "open", outcome="through")

The schema is traces.schema.json. The file appears under its name only when it is whole.
"""
import contextlib
import json
import math
import os


class TraceWriter:
    """A file of traces, one JSON object a line."""

    def __init__(self, path):
        self.path = os.fspath(path)
        self._ids = set()

    def __enter__(self):
        self._file = open(self.path + ".tmp", "w", encoding="utf-8", newline="\n")
        return self

    def __exit__(self, kind, error, traceback):
        self._file.close()
        if kind is None:
            os.replace(self.path + ".tmp", self.path)
        else:
            os.remove(self.path + ".tmp")

    @contextlib.contextmanager
    def trace(self, id, **metadata):
        """A trace, written when its block ends without an error. Metadata become texts."""
        id = str(id)
        if id in self._ids:
            raise ValueError(f"trace ids must be unique, but {id!r} comes twice")
        trace = Trace(id, {name: str(value) for name, value in metadata.items()})
        yield trace
        line = {"id": id, "metadata": trace.metadata, "steps": trace.steps}
        self._file.write(json.dumps(line, ensure_ascii=False, allow_nan=False) + "\n")
        self._ids.add(id)


class Trace:
    """The steps of one episode, conversation or person."""

    def __init__(self, id, metadata):
        self.id, self.metadata, self.steps = id, metadata, []

    def step(self, situation, choice, menu=None, outcome=None):
        """One decision. The menu is a list of names, or names with a dict of numbers each."""
        step = {"situation": str(situation)}
        if menu is not None:
            names = [str(name) for name in menu]
            rows = [dict(menu[name]) for name in menu] if isinstance(menu, dict) else [{}] * len(names)
            features = list(rows[0]) if rows else []
            if not names or len(set(names)) < len(names) or str(choice) not in names:
                raise ValueError(f"{choice!r} must be one of the distinct alternatives {names}")
            if any(set(row) != set(features) for row in rows):
                raise ValueError(f"every alternative needs the features {features}")
            values = [[float(row[feature]) for feature in features] for row in rows]
            if not all(math.isfinite(value) for row in values for value in row):
                raise ValueError(f"features must be finite numbers, got {values}")
            step["menu"] = {"alternatives": names, "features": features, "values": values}
        step["choice"] = str(choice)
        if outcome is not None:
            step["outcome"] = str(outcome)
        self.steps.append(step)
