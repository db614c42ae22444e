import base64
import hashlib
import hmac
import json

import pytest

from renda.ground.kernel.keys import uuid7
from renda.ground.notices import channels
from renda.ground.notices.channels import Letter, Refused, TryLater
from renda.ground.notices.testing import Gateway


@pytest.fixture
def letter():
    return Letter(uuid7(), "13812345678", "交给您办：更新供水主管", "请签收。\n\n办不了就退回。")


@pytest.fixture
def mail(letter):
    return Letter(letter.key, "clerk@example.cn", letter.title, letter.body)


def test_a_mail_arrives_with_its_key_as_message_id(ways, mails, mail):
    ways(email=mails.url + "?from=renda@gaoxian.example.cn")
    channels.send("email", mail)
    (text,) = mails.mails
    assert f"Message-ID: <{mail.key}@gaoxian.example.cn>" in text
    assert "To: clerk@example.cn" in text
    assert base64.b64encode("请签收。".encode()).decode()[:8] in text


def test_an_address_the_server_does_not_know_is_refused_for_good(ways, mails, mail):
    ways(email=mails.url)
    mails.refused = {"clerk@example.cn"}
    with pytest.raises(Refused):
        channels.send("email", mail)


def test_a_busy_or_absent_mail_server_is_tried_later(ways, mails, mail):
    ways(email=mails.url)
    mails.busy = 1
    with pytest.raises(TryLater):
        channels.send("email", mail)
    channels.send("email", mail)
    ways(email="smtp://127.0.0.1:1")
    with pytest.raises(TryLater):
        channels.send("email", mail)


def test_a_mail_to_no_address_is_refused(ways, mails):
    ways(email=mails.url)
    with pytest.raises(Refused):
        channels.send("email", Letter(uuid7(), "a\nb@example.cn", "题"))


def test_a_group_reads_title_and_link(ways, gateway):
    gateway.answer = {"errcode": 0, "errmsg": "ok"}
    ways(chat=gateway.url + "/cgi-bin/webhook/send?key=k1")
    channels.send("chat", Letter(uuid7(), "", "有新的建议", "/suggestions/1/"))
    (call,) = gateway.calls
    assert call.body == {"msgtype": "text", "text": {"content": "有新的建议\n/suggestions/1/"}}
    assert call.query == {"key": "k1"}


def test_a_hook_with_an_access_token_is_signed(ways, gateway):
    ways(chat=gateway.url + "/robot/send?access_token=t1")
    channels.send("chat", Letter(uuid7(), "", "有新的建议"))
    query = gateway.calls[0].query
    signed = hmac.new(b"trial key", f"{query['timestamp']}\ntrial key".encode(), hashlib.sha256).digest()
    assert query["sign"] == base64.b64encode(signed).decode()


@pytest.mark.parametrize(("code", "trouble"), [(45009, TryLater), (93000, Refused)])
def test_a_group_platform_says_whether_to_try_again(ways, gateway, code, trouble):
    gateway.answer = {"errcode": code}
    ways(chat=gateway.url)
    with pytest.raises(trouble):
        channels.send("chat", Letter(uuid7(), "", "有新的建议"))


def test_a_call_to_the_cloud_service_is_signed_as_its_manual_says(ways, letter):
    with Gateway({"Code": "OK"}) as cloud:
        ways(sms=f"aliyun://key1@127.0.0.1:{cloud.port}/?sign=高县人大&template=SMS_1&scheme=http")
        channels.send("sms", letter)
        (call,) = cloud.calls[:1] or [None]
    assert call.query["PhoneNumbers"] == letter.address
    assert json.loads(call.query["TemplateParam"]) == {"text": letter.body}
    assert call.headers["authorization"] == expected_mark(call)


def expected_mark(call):
    """The signature computed anew from what arrived, after the manual's steps."""
    words = call.headers["authorization"]
    names = words.split("SignedHeaders=")[1].split(",")[0].split(";")
    lines = "".join(f"{name}:{call.headers[name]}\n" for name in names)
    asked = "\n".join(["POST", call.path, call.raw_query, lines, ";".join(names), hashlib.sha256(b"").hexdigest()])
    to_sign = "ACS3-HMAC-SHA256\n" + hashlib.sha256(asked.encode()).hexdigest()
    mark = hmac.new(b"trial key", to_sign.encode(), hashlib.sha256).hexdigest()
    return f"ACS3-HMAC-SHA256 Credential=key1,SignedHeaders={';'.join(names)},Signature={mark}"


@pytest.mark.parametrize(("code", "trouble"), [("Throttling.User", TryLater), ("isv.MOBILE_NUMBER_ILLEGAL", Refused)])
def test_the_cloud_service_says_whether_to_try_again(ways, letter, code, trouble):
    with Gateway({"Code": code}) as cloud:
        ways(sms=f"aliyun://key1@127.0.0.1:{cloud.port}/?sign=a&template=b&scheme=http")
        with pytest.raises(trouble):
            channels.send("sms", letter)


def test_a_trial_installation_writes_to_a_file_of_its_own(ways, letter, tmp_path):
    path = tmp_path / "sms.jsonl"
    ways(sms=f"file:{path}")
    channels.send("sms", letter)
    assert json.loads(path.read_text())["to"] == letter.address
    assert path.stat().st_mode & 0o077 == 0
    ways(sms=f"file:{tmp_path}")
    with pytest.raises(TryLater):
        channels.send("sms", letter)


def test_the_console_shows_the_letter(ways, letter, caplog):
    ways(sms="console:")
    with caplog.at_level("WARNING"):
        channels.send("sms", letter)
    assert "请签收" in caplog.text


def test_an_address_of_no_known_kind_is_refused(ways, letter):
    ways(sms="carrier-pigeon://loft")
    with pytest.raises(Refused):
        channels.send("sms", letter)
