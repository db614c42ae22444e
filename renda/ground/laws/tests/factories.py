"""A law that exists in tests only, in the same markdown as real ones, in two versions."""

from renda.ground.laws.services import load_law

TITLE = "中华人民共和国演练法"
OLD = f"""# {TITLE}

2010年3月1日 演练大会第一次会议通过

<!-- INFO END -->

## 第一章　总　则

第一条 为了演练，制定本法。

第二条 演练应当每年举行一次。

有下列情形之一的，可以不举行：

（一）下雨的；

（二）刮风的。

## 第二章 演练的组织和

准备工作

### 第一节 组织

第三条 演练由组织者负责，应当在三个月内总结。

第四条 本法自2010年5月1日起施行。
"""
NEW = f"""# {TITLE}

2010年3月1日 演练大会第一次会议通过

2020年6月1日 演练大会第二次会议《关于修改

〈{TITLE}〉的决定》第一次修正）

<!-- INFO END -->

{TITLE}

## 第一章 总则

第一条 为了演练，制定本法。

第二条 演练应当坚持节俭的原则。

第二条之一 演练应当每年举行两次。

有下列情形之一的，可以不举行：

（一）下雨的；

（二）刮风的。

## 第二章 演练的组织和准备工作

第三条 演练由组织者负责，应当在六个月内书面总结。

第四条 本法自2010年5月1日起施行。
"""


def loaded() -> None:
    """Both versions."""
    load_law(OLD.encode(), file_name="演练法-2010.md")
    load_law(NEW.encode(), file_name="演练法-2020.md")
