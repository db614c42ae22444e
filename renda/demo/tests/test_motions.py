"""The five motions of the demo county come to five different ends, and loading again changes nothing."""

from renda.demo.motions import MotionYear
from renda.voice.motions.models import Deadline, Motion
from renda.voice.motions.tests.factories import more_deputies


def test_five_motions_each_come_another_way(cast):
    more_deputies(cast, 16)
    for _ in range(2):
        MotionYear(cast.county, cast).load(lambda done, of: None)
    assert sorted(Motion.objects.values_list("state", flat=True)) == [
        "converted", "cosigning", "reported", "voted", "with_unit"
    ]  # fmt: skip
    assert Motion.objects.published().get().vote == "passed"
    assert Deadline.objects.get().paper == "主席团第一次会议"
