from renda.network.menus import rules
from renda.network.menus.states import Guidance


def test_every_refusal_has_a_way():
    assert set(rules.WHERE_TO_GO) == set(Guidance)
    assert all(way.why and way.to for way in rules.WHERE_TO_GO.values())


def test_fields_are_read_from_lines_each_once():
    assert rules.field_names(" 农技\n法律、农技，\n") == ["农技", "法律"]
    assert len(rules.field_names("\n".join(str(n) for n in range(99)))) == rules.MOST_FIELDS
