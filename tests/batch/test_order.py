import json
from datetime import UTC, date, datetime
from pathlib import Path

from summarizer.batch import order
from summarizer.batch.order import Cache, Order
from summarizer.datatypes import Budget, Options


def test_an_order_survives_json():
    options = Options(
        Budget(2.5, "minutes"),
        mmr_lambda=0.5,
        brackets=False,
        query="Who?",
        known=("One.", "Two."),
        since=datetime(2026, 11, 20, tzinfo=UTC),
    )
    for given in (Order(options, "folder/model", "cuda:1"), Order(Options())):
        assert order.read(json.loads(json.dumps(order.fields(given)))) == given


def test_a_cache_survives_json():
    for given in (Cache(Path("/some/folder"), date(2026, 11, 20), 5_000_000), None):
        assert order.read_cache(json.loads(json.dumps(order.cache_fields(given)))) == given
