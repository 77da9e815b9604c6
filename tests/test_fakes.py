import socket

import numpy as np
import pytest

from tests.fakes import HashEncoder, OtherEncoder


def test_the_fake_encoder_gives_unit_rows_and_zero_rows_for_nothing():
    vectors = HashEncoder().encode(["The dam broke.", "", "dam the BROKE"])
    assert vectors.dtype == np.float32
    assert vectors.shape == (3, 64)
    assert np.allclose(np.linalg.norm(vectors, axis=1), [1, 0, 1])
    assert np.array_equal(vectors[0], vectors[2])


def test_the_fake_encoder_gives_a_text_the_same_vector_in_any_company():
    encoder = HashEncoder()
    alone = encoder.encode(["The bridge is closed."])
    assert np.array_equal(encoder.encode(["A dam.", "The bridge is closed."])[1], alone[0])


def test_the_other_fake_has_the_same_distances_and_none_to_the_first():
    texts = ["The dam broke.", "The dam is closed."]
    one, other = HashEncoder().encode(texts), OtherEncoder().encode(texts)
    assert np.allclose(one @ one.T, other @ other.T)
    assert (one @ other.T).max() < 0.3 < (one @ one.T).min()


@pytest.mark.parametrize(
    ("family", "address"),
    [
        (socket.AF_INET, ("192.0.2.1", 80)),
        (socket.AF_INET, ("127.0.0.1", 9)),
        (socket.AF_INET6, ("::1", 9)),
    ],
)
def test_no_test_can_open_a_connection(family, address):
    with socket.socket(family) as line, pytest.raises(pytest.fail.Exception):
        line.connect(address)


def test_no_test_can_look_a_host_up():
    with pytest.raises(pytest.fail.Exception):
        socket.getaddrinfo("example.org", 80)


@pytest.mark.usefixtures("loopback")
def test_with_loopback_this_machine_can_be_reached_and_no_other():
    with socket.create_server(("127.0.0.1", 0)) as server:
        with socket.create_connection(server.getsockname(), timeout=5) as line:
            assert line.getpeername() == server.getsockname()
        with socket.socket() as line, pytest.raises(pytest.fail.Exception):
            line.connect(("192.0.2.1", 80))
