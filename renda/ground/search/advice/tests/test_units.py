import pytest

from renda.ground.search.advice.units import bodies


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("桃源市人力资源和社会保障局", "市人社局"),
        ("桃源市公安局交通警察支队", "市交警支队"),
        ("青石县人民政府办公室", "青石县政府办"),
        ("市信息办", "市政府信息化办公室"),
        ("桃源市卫生健康委员会", "桃源市卫生局"),
        ("桃源市观光索道公司", "桃源市观光所道公司"),
    ],
)
def test_spellings_of_one_body_come_together(one, other):
    found = bodies([one, other, "桃源市教育局", "桃源市民政局", "桃源市商务局"])
    assert found[one] == found[other]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("青石县教育局", "桃源市教育局"),
        ("桃源市民政局", "桃源市司法局"),
        ("桃源市公安局", "桃源市公安局交警支队"),
        ("青石县柳林镇人民政府", "青石县人民政府"),
    ],
)
def test_bodies_of_another_place_or_duty_stay_apart(one, other):
    found = bodies([one, other])
    assert found[one] != found[other]


def test_of_several_bodies_the_first_one_answers():
    assert bodies(["桃源市教育局", "市教育局 市交警支队"])["市教育局 市交警支队"] == "桃源市·教育局"
