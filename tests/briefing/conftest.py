import pytest

from summarizer import embed
from summarizer.datatypes import Encoder


@pytest.fixture(scope="session")
def real_encoder() -> Encoder:
    """The encoder of the program: what is near in meaning is not a matter of shared letters."""
    return embed.encoder()
