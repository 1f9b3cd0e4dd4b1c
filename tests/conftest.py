"""How the property tests run: as chance has it by hand, always the same in CI, and never against the clock."""

import os

from hypothesis import HealthCheck, settings

settings.register_profile("by-hand", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", parent=settings.get_profile("by-hand"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "by-hand")
