"""What other languages call the operators and the nestings: words that mean nothing here, with those that do."""

from collections.abc import Mapping

_WORDS = {
    "eq": "= == === is equals equal equal_to equals_to same_as",
    "ne": "!= <> !== is_not isnt not_equal not_equals not_equal_to neq not_eq differs",
    "gt": "> greater greater_than more_than above after",
    "gte": ">= ge min at_least greater_or_equal greater_equal greater_than_or_equal greater_than_or_equals on_or_after",
    "lt": "< less less_than fewer_than below before",
    "lte": "<= le max at_most less_or_equal less_equal less_than_or_equal less_than_or_equals on_or_before",
    "in": "is_in one_of is_one_of any_of element_of",
    "not_in": "nin is_not_in none_of not_one_of",
    "between": "range in_range is_between",
    "within": "inside",
    "age_between": "age",
    "is_null": "null isnull is_none none_given missing absent not_exists not_set unset",
    "is_not_null": "not_null isnotnull exists present is_set given",
    "is_empty": "empty isempty blank is_blank",
    "is_not_empty": "not_empty isnotempty not_blank filled",
    "contains": "contain has_text icontains includes_text substring",
    "not_contains": "does_not_contain excludes",
    "starts_with": "startsWith startswith begins_with prefix",
    "ends_with": "endsWith endswith suffix",
    "matches": "=~ match regex regexp re matches_regex like",
    "includes": "has has_item contains_item",
    "includes_any": "contains_any intersects overlaps any_in",
    "includes_all": "contains_all has_all superset_of all_in",
    "has_role": "role in_role is_role",
    "in_group": "group has_group member_of",
    "changed": "has_changed is_changed modified",
    "changed_to": "becomes became",
    "all": "and && all_of every",
    "any": "or || some",
    "none": "nor neither",
    "not": "!",
}
SYNONYMS: Mapping[str, str] = {synonym: word for word, synonyms in _WORDS.items() for synonym in synonyms.split()}
