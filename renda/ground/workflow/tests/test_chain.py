from datetime import UTC, datetime
from hashlib import sha256
from types import SimpleNamespace
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from renda.ground.workflow import chain

STEP = {
    "county_id": 1, "kind": "opinion", "matter_id": UUID(int=7), "seq": 1, "step": "leave", "from_state": "",
    "to_state": "collected", "at": datetime(2026, 5, 18, 8, 5, tzinfo=UTC), "user_id": 0, "post_id": 0, "acted_as": "群众",
    "changed": {"station_id": 3}, "seen_by": "parties", "private_digest": "", "once": None, "prev_hash": "",
}  # fmt: skip


def test_a_hash_does_not_depend_on_the_time_zone_a_database_answers_in():
    here = {**STEP, "at": STEP["at"].astimezone(ZoneInfo("Asia/Shanghai"))}
    assert chain.step_hash(SimpleNamespace(**here)) == chain.step_hash(SimpleNamespace(**STEP))


@pytest.mark.parametrize("name", chain.CHAINED)
def test_a_hash_covers_every_field(name):
    changed = {**STEP, name: "otherwise"}
    assert chain.step_hash(SimpleNamespace(**changed)) != chain.step_hash(SimpleNamespace(**STEP))


def test_the_private_digest_needs_its_salt():
    assert chain.private_digest("a", "note", "") != chain.private_digest("b", "note", "")


@pytest.mark.parametrize("count", [1, 2, 3, 5, 8])
def test_a_merkle_root_changes_with_any_leaf_and_with_their_order(count):
    leaves = [sha256(bytes([i])).hexdigest() for i in range(count)]
    root = chain.merkle_root(leaves)
    for i in range(count):
        other = [*leaves[:i], sha256(b"x").hexdigest(), *leaves[i + 1 :]]
        assert chain.merkle_root(other) != root
    if count > 1:
        assert chain.merkle_root(leaves[::-1]) != root


def test_a_doubled_last_leaf_is_another_tree():
    leaves = [sha256(bytes([i])).hexdigest() for i in range(3)]
    assert chain.merkle_root(leaves) != chain.merkle_root([*leaves, leaves[-1]])
