"""What the checks say is explained as in a test."""

import pytest

pytest.register_assert_rewrite("tests.hostile.checks")
