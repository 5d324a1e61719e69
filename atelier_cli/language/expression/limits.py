"""The bounds that make every expression end: all in one place, all far above what a person writes."""

#: Code points in one expression.
MAX_TEXT = 16_384
#: Levels of nesting in the tree. The checker uses up to five Python frames a level, the closures three.
MAX_DEPTH = 100
#: Python frames the parser may use: some sixty levels of brackets. Python's own limit is a thousand for everybody.
MAX_FRAMES = 450
#: Problems reported for one expression; a text with more is not an expression.
MAX_PROBLEMS = 100
#: Nodes that the macros of one evaluation may visit between them: about a quarter of a second.
MAX_STEPS = 1_000_000
#: Code points in a string that an expression makes.
MAX_STRING = 1_048_576
#: Items in a list that an expression makes.
MAX_LIST = 100_000
#: Levels of nesting in two values that are compared.
MAX_VALUE_DEPTH = 64

MIN_INT = -(2**63)
MAX_INT = 2**63 - 1
