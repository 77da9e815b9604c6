import pytest

from tests.briefing import days


@pytest.fixture
def quick():
    """See `days.quick_folder`."""
    with days.quick_folder() as folder:
        yield folder
