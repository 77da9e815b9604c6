import json
from datetime import UTC, datetime

from summarizer.batch import order
from summarizer.batch.order import Order
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
    for given in (Order(options, "folder/model"), Order(Options())):
        assert order.read(json.loads(json.dumps(order.fields(given)))) == given
