"""Random walks over a year's money."""

from renda.ground.workflow.testing import walk
from renda.network.funds.workflow import FUND


def test_walks_of_a_fund(cast):
    names = ("office", "township", "chair", "liaison", "deputy", "resident")
    actors = {**{name: getattr(cast, name) for name in names}, "other": cast.other_office}
    walk(FUND, lambda: Planned.fresh(cast), actors, examples=6)


class Planned:
    """A plan of another year each time: a year is planned once."""

    year = 2000

    @classmethod
    def fresh(cls, cast):
        from renda.ground.kernel.clock import today
        from renda.network.funds import services

        cls.year += 1
        return services.plan_fund(actor=cast.office, year=cls.year, counted_on=today())
