"""How many examples a property is tried on: time limits are left out, since a busy machine is no mistake."""

from hypothesis import HealthCheck, settings


def examples(count: int) -> settings:
    return settings(max_examples=count, deadline=None, suppress_health_check=[HealthCheck.too_slow])
