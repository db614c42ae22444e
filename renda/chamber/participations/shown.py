"""What pages say of participations."""

from renda.chamber.participations import queries, rules
from renda.chamber.participations.models import Participation
from renda.network.deputies.models import Deputy


def thought_of(row: Participation) -> list[tuple[Deputy, list[str]]]:
    """Whom the office may name, in the order of the roster, each with the reasons to think of. One query."""
    towns, trades = rules.words_of(row.towns), rules.words_of(row.trades)
    return [
        (one, rules.reasons(towns=towns, trades=trades, lives=one.live_town, works=one.work_town,
                            knows=f"{one.occupation}{f'（{one.workplace}）' if one.workplace else ''}", times=one.times))  # type: ignore[attr-defined]
        for one in queries.to_name(row)
    ]  # fmt: skip
