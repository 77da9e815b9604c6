"""Every question to the state file and every change of it, as SQL; the tables are in `schema`."""

FEEDS = (
    "SELECT address, etag, modified, moved, failures, failing_since, last_success, newest, warned,"
    " last_reason FROM feeds"
)
KEEP_FEED = (
    "INSERT OR REPLACE INTO feeds (address, etag, modified, moved, failures, failing_since,"
    " last_success, newest, warned, last_reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)

KNOWN = "SELECT number, listed FROM articles WHERE key = ? OR id = ?"
LISTED = "UPDATE articles SET listed = ? WHERE number = ?"
NEW_ARTICLE = (
    "INSERT INTO articles (id, key, source, first_seen, rank, section, weight, listed)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING number"
)
NEW_TEXT = "INSERT INTO texts (number, article) VALUES (?, ?)"
PENDING = (
    "SELECT article, source, first_seen, rank, section, weight"
    " FROM articles JOIN texts USING (number)"
    " WHERE day IS NULL AND (first_seen <= ? OR first_seen > ?) ORDER BY first_seen, number"
)

MADE = "SELECT day, since, until, json, words, stories FROM briefings"
LAST = (
    f"{MADE} ORDER BY until > ?, CASE WHEN until > ? THEN until END, until DESC, number DESC"
    " LIMIT 1"
)
NEW_BRIEFING = (
    "INSERT INTO briefings (day, since, until, json, words, stories) VALUES (?, ?, ?, ?, ?, ?)"
)
LOOKED_AT = "UPDATE articles SET day = ? WHERE id = ? AND day IS NULL"
FORGET = (
    "UPDATE articles SET day = NULL WHERE day = ?",
    "DELETE FROM told WHERE day = ?",
    "DELETE FROM outbox WHERE day = ?",
    "DELETE FROM briefings WHERE day = ?",
)

TOLD = (
    "SELECT day, story, centroid, first_day, encoder FROM told WHERE day >= ? ORDER BY day, number"
)
NEW_TOLD = "INSERT INTO told (day, story, centroid, first_day, encoder) VALUES (?, ?, ?, ?, ?)"

OUTBOX = (
    "SELECT message_id, sender, recipients, message, state, day FROM outbox"
    " WHERE state <> 'sent' ORDER BY attempts, number"
)
NEW_MAIL = (
    "INSERT OR REPLACE INTO outbox (message_id, sender, recipients, message, state, day)"
    " VALUES (?, ?, ?, ?, ?, ?)"
)
SENDING = (
    "UPDATE outbox SET state = 'sending', attempts = attempts + 1"
    " WHERE message_id = ? AND state <> 'sent'"
)
SENT = "UPDATE outbox SET state = 'sent', sent = ? WHERE message_id = ?"

OLDEST_KEPT = "SELECT min(day) FROM (SELECT day FROM briefings ORDER BY number DESC LIMIT ?)"
PRUNE = {
    "texts": "DELETE FROM texts WHERE number IN (SELECT number FROM articles WHERE day < ?)",
    # What a source listed when it was last read may be there still: a feed that has not changed
    # sends no list. Forgotten, it would be new again with the next item.
    "articles": "DELETE FROM articles WHERE number IN (SELECT number FROM articles"
    " JOIN (SELECT source, max(listed) AS latest FROM articles GROUP BY source) USING (source)"
    " WHERE day < ? AND listed < ? AND listed < latest)",
    "told": "DELETE FROM told WHERE day < ?",
    "briefings": "DELETE FROM briefings WHERE day < ?",
    "mails": "DELETE FROM outbox WHERE state = 'sent' AND coalesce(day, substr(sent, 1, 10)) < ?",
}
