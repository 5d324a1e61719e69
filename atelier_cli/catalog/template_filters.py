"""The filters and tests of Jinja that the words of a notification may use: those that its sandbox lets through."""

FILTERS = frozenset(
    ("abs", "attr", "batch", "capitalize", "count", "d", "default", "dictsort", "e", "escape", "filesizeformat",
     "first", "float", "forceescape", "groupby", "int", "items", "join", "last", "length", "list", "lower",
     "map", "max", "min", "random", "reject", "rejectattr", "replace", "reverse", "round", "safe", "select",
     "selectattr", "slice", "sort", "string", "striptags", "sum", "title", "tojson", "trim", "truncate",
     "unique", "upper", "urlencode", "urlize", "wordcount", "xmlattr")
)  # fmt: skip
TESTS = frozenset(
    ("boolean", "callable", "defined", "divisibleby", "eq", "equalto", "escaped", "even", "false", "filter", "float",
     "ge", "greaterthan", "gt", "in", "integer", "iterable", "le", "lessthan", "lower", "lt", "mapping", "ne", "none",
     "number", "odd", "sameas", "sequence", "string", "test", "true", "undefined", "upper")
)  # fmt: skip
