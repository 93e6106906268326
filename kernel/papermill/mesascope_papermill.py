"""Lets papermill give parameters to Java notebooks of the Mesascope kernel.

papermill loads its engines on import; this one brings a translator for Java with it. The kernel checks the
values against the types that the cell tagged `parameters` declares.
"""

import json
import re

from papermill.engines import NBClientEngine
from papermill.models import Parameter
from papermill.translators import Translator, papermill_translators

DECLARATION = re.compile(r"^\s*(?:final\s+)?([\w.<>, ?]+(?:\[\])*)\s+(\w+)\s*=\s*(.*?);\s*(?://\s*(.*))?$")


class JavaTranslator(Translator):
    @classmethod
    def codify(cls, parameters, comment="Parameters"):
        return "%%parameters\n" + json.dumps(parameters, indent=1, ensure_ascii=False)

    @classmethod
    def inspect(cls, parameters_cell):
        found = map(DECLARATION.match, parameters_cell["source"].splitlines())
        return [
            Parameter(name=m[2], inferred_type_name=m[1], default=m[3], help=m[4] or "") for m in found if m
        ]


papermill_translators.register("mesascope", JavaTranslator)  # by the kernel's name: other Java kernels differ


class Engine(NBClientEngine):
    """papermill's own engine: it is the translator above that this package is for."""
