"""The printed opinion form (群众意见表): what a resident without a phone fills in at a station."""

from renda.ground.scans.declare import DIGITS, Box, PrintedForm

OPINION_FORM = PrintedForm(
    name="opinion",
    version=1,
    title="群众意见表",
    guide=(
        "请用黑色或蓝色的笔，一个字一个字写清楚，写在框里。",
        "姓名、电话可以不写；写了，有进展好告诉您。",
        "请不要写国家秘密、工作秘密。",
        "填好交给站里的联络员，他会把回执编号给您。",
        "会用手机的，扫右边的码也能交。",
    ),
    boxes=(
        Box("name", "怎么称呼", 45, 70, 55, 15),
        Box("phone", "手机号", 120, 70, 75, 15, kind=DIGITS),
        Box("place", "在哪里", 45, 90, 150, 15),
        Box("about", "什么事", 45, 110, 150, 15),
        Box("text", "怎么回事，希望怎么办", 15, 138, 180, 126, lines=9),
    ),
    foot="联络员核对后录入平台，原件由家站保存。",
)
FORMS = (OPINION_FORM,)
SUBJECT = "opinion"
