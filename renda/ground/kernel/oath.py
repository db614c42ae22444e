"""The oath to the Constitution: its words and how it is taken. Source: DOMAIN R-OA-1, R-OA-2"""

from renda.ground.kernel.law import Source

DECISION = Source(
    "全国人民代表大会常务委员会关于实行宪法宣誓制度的决定",
    "",
    2018,
    says="选举、任命的国家工作人员就职时公开宣誓。单独宣誓左手抚按宪法，右手举拳；集体宣誓由一人领誓。场所悬挂国旗或者国徽，奏唱国歌。",
)
WORDS = (
    "我宣誓：忠于中华人民共和国宪法，维护宪法权威，履行法定职责，忠于祖国、忠于人民，恪尽职守、廉洁奉公，接受人民监督，"
    "为建设富强民主文明和谐美丽的社会主义现代化强国努力奋斗！"
)
ALONE = "宣誓人左手抚按《中华人民共和国宪法》，右手举拳，诵读誓词。"
TOGETHER = "领誓人左手抚按《中华人民共和国宪法》，右手举拳，领诵誓词；其他宣誓人整齐排列，右手举拳，跟诵誓词。"
