"""Writes plain data as YAML, the same bytes for the same data: short mappings on one line, text blocks as blocks."""

import re
from typing import Any

import yaml

#: A mapping or list goes on one line when it is no longer than this, and only holds what does.
_WIDTH = 96
#: What keeps a text of several lines from being written as a block.
_NO_BLOCK = re.compile(r"[^\S\n]\n|^\s|\n\n\Z|[^\n]\Z|[\x00-\x08\x0b-\x1f\x7f\ufeff\t]")
#: Line ends to libyaml, but not to YAML 1.2: they are only safe escaped.
_SEPARATOR = re.compile("[\x85\u2028\u2029]")
_STRING, _MAPPING, _LIST = "tag:yaml.org,2002:str", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"


class _Dumper(yaml.CSafeDumper):
    """Quotes every text that some version of YAML would read as something else."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002  # the base class's signature
        return True


for _tag, _pattern, _first in (
    ("tag:yaml.org,2002:int", r"^(?:0o[0-7]+|0x[0-9a-fA-F]+|[-+]?[0-9]+)$", "-+0123456789"),
    ("tag:yaml.org,2002:float", r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$", "-+.0123456789"),
):
    _Dumper.add_implicit_resolver(_tag, re.compile(_pattern), list(_first))


def emit(data: Any) -> str:
    """The YAML text of plain data; it ends with a line break, and reads back as equal data."""
    return str(yaml.serialize(_node(data, 0), Dumper=_Dumper, allow_unicode=True, width=120))


def _node(value: Any, depth: int) -> yaml.Node:
    if isinstance(value, dict):
        pairs = [(_scalar(key), _node(inner, depth + 1)) for key, inner in value.items()]
        flat = depth > 1 and all(_is_flat(inner) for _, inner in pairs)
        node = yaml.MappingNode(_MAPPING, pairs, flow_style=False)
        node.flow_style = (flat and _length(node) <= _WIDTH) or not value
        return node
    if isinstance(value, list | tuple):
        items = [_node(inner, depth + 1) for inner in value]
        listed = yaml.SequenceNode(_LIST, items, flow_style=False)
        plain = all(isinstance(item, yaml.ScalarNode) or depth > 3 for item in items)
        listed.flow_style = (plain and all(map(_is_flat, items)) and _length(listed) <= _WIDTH) or not value
        return listed
    return _scalar(value)


def _scalar(value: Any) -> yaml.Node:
    if isinstance(value, str):
        style = '"' if _SEPARATOR.search(value) else "|" if "\n" in value and not _NO_BLOCK.search(value) else None
        return yaml.ScalarNode(_STRING, value, style=style)
    return _REPRESENT(value)


#: The node of a scalar that is no text.
_REPRESENT = yaml.representer.SafeRepresenter().represent_data


def _is_flat(node: yaml.Node) -> bool:
    if isinstance(node, yaml.ScalarNode):
        return node.style != "|" and "\n" not in node.value
    return isinstance(node, yaml.CollectionNode) and bool(node.flow_style)


def _length(node: yaml.Node) -> int:
    """About how long the node is on one line."""
    if isinstance(node, yaml.ScalarNode):
        return len(node.value) + 2
    if isinstance(node, yaml.MappingNode):
        return sum(_length(key) + _length(value) + 2 for key, value in node.value) + 2
    return sum(_length(item) + 2 for item in node.value) + 2
