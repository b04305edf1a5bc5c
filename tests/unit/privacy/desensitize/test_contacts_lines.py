"""How people are reached, as notes, letters and chats write it."""

from __future__ import annotations

import re

import pytest

from privacy.desensitize.detectors.contacts import DETECTORS
from privacy.desensitize.recognizer import Recognizer

RECOGNIZER = Recognizer(DETECTORS)
MARK = re.compile(r"\{([a-z_]+):(.*?)\}")


def found(text: str) -> list[tuple[str, str]]:
    return [(f.kind.value, text[f.start : f.end]) for f in RECOGNIZER.find(text)]


def marked(line: str) -> tuple[str, list[tuple[str, str]]]:
    """A text without its marks, "{kind:value}", and what was marked."""
    return MARK.sub(r"\2", line), MARK.findall(line)


ENGLISH = """
Please email {email:j.o'brien+ward7@st-marys.nhs.uk} or call {phone:020 7946 0958}.
Contact: {email:MARY_JONES@EXAMPLE.COM}; fax {phone:(415) 555-0132}
my email is {email:tom.baker@mail.example.org}, mob {phone:07700900456}
Reach me at {phone:+1-202-555-0173} or {phone:+44 7700 900 123}.
Tel: {phone:0161 496 0345 ext 22}
You can ring the ward on {phone:01632 960 001}.
Phone: {phone:2125550199}
phone number {phone:555-0147}
cell {phone:(646)555-0188}
his number is {phone:917.555.0133}
Call us on {phone:0800 496 0001}
Work: {phone:212 555 0177} Home: {phone:212 555 0178}
ph# {phone:6465550123}
extension {phone:4471}
Ext. {phone:5512}
contact number: {phone:+353 1 555 0123}
Mobile No. {phone:07700-900-777}
(H) {phone:718-555-0190} (W) {phone:718-555-0191}
Tel. no.: {phone:+44(0)1632 960 983}
see {url:https://portal.clinic.example/patients/1234?id=9#top} for results
visit {url:www.johnsmith-plumbing.example.co.uk}.
profile {url:http://facebook.com/mary.jones.12}
facebook page {url:facebook.com/mary.jones}
ftp {url:ftp://files.example.net/private/x.zip}
login from {ip_address:203.0.113.42} at 10:15
IP address: {ip_address:10.0.0.1}
IP {ip_address:2001:0db8:85a3:0000:0000:8a2e:0370:7334}
host {ip_address:fe80::1ff:fe23:4567:890a}
MAC address {mac_address:00:1B:44:11:3A:B7}
mac {mac_address:00-1b-44-11-3a-b7}
device MAC {mac_address:001B44113AB7}
my WhatsApp is {phone:+447700900321}
Twitter handle {messenger:@dr_mary_j}
Instagram: {messenger:mary.jones.88}
skype id {messenger:live:mary.jones}
Telegram {messenger:@tbaker99}
Snapchat username: {messenger:tombaker_7}
Facebook: {messenger:mary.jones.92}
Discord {messenger:tomb#4821}
GP tel {phone:01223 496 0112}, fax {phone:01223 496 0113}
She can be reached on {phone:07700 900 188} or via her daughter on {phone:07700 900199}.
Next of kin: husband, {phone:(617) 555-0145} (cell), {phone:617-555-0146} (home)
Dr X, GMC no. 4482913, bleep 2214
You can also WhatsApp me: {phone:+1 917 555 0111}
my insta is {messenger:@lucy_in_the_sky} and snapchat {messenger:lucyb99}
skype: {messenger:lucy.barnes}
Twitter: {messenger:@lbarnes}
From IP {ip_address:82.14.201.7} on 2021-03-02 14:02:11 UTC
logged in from {ip_address:2a02:c7f:8e1a:5500::1}
MAC {mac_address:3C:22:FB:9A:01:7E}, hostname LAPTOP-44
Cc: {email:x.y@trust.nhs.example}; {email:admin+a1@example.com}
From: X <{email:lucy@example.com}>
See {url:http://example.com/~lucy/} or {url:https://www.example.org/p/44821?tok=a1b2}
Hi, this is Tom, my number's {phone:07911 123456}, thanks
call me: {phone:(020) 7946 0991}
Please ring {phone:0131 496 0777} before noon
Home phone: {phone:5035550142}
Tel: {phone:(01632) 960123}
Telephone {phone:01632 960 123} / {phone:01632 960 124}
fax no {phone:+44 20 7946 0445}
Work ({phone:312-555-0164})
Sent from {email:jo_smith99@example.net} at 09:12
Patient e-mail: {email:JO.SMITH@EXAMPLE.NET}
https link {url:https://example.org/reset?token=ab12cd34}
MAC {mac_address:44:21:88:00:1a:bc}
IP {ip_address:44.21.88.1}
"""

CHINESE = """
电子邮箱：{email:zhangsan@example.com}
邮箱{email:li.si_88@mail.example.cn}，请查收
发到{email:1234567@qq.com}即可
电话：{phone:13800138000}
联系电话{phone:138-0013-8000}
手机号{phone:138 0013 8000}
手机号码为{phone:13912345678}
致电{phone:021-6234 5678}
家属电话：{phone:（010）62345678}
办公电话{phone:0571-87654321-802}
{phone:0755-12345678转123}
客服热线{phone:400-123-4567}
座机：{phone:8765 4321}
联系人张三{phone:13712345678}
（{phone:15012345678}）
手机：{phone:+86 13812345678}
{phone:+86-10-12345678}
{phone:86-13812345678}
短号{phone:6123}
分机{phone:8012}
传真：{phone:010-12345679}
微信{messenger:wxid_a1b2c3d4}
微信号：{messenger:zhangsan1988}
微信号是{messenger:lisi-66}
加我微信{messenger:abc12345}
vx：{messenger:hello_2020}
V信 {messenger:dd8899}
QQ：{messenger:123456789}
QQ号{messenger:87654321}
qq{messenger:445566778}
Q Q:{messenger:445566778}
QQ群号：{messenger:556677889}
支付宝账号：{messenger:zhang_3}
微博：{messenger:@小张爱吃鱼}
抖音号：{messenger:dy88213}
小红书号 {messenger:94812341}
钉钉号{messenger:dt_99123}
网址：{url:https://www.example.com/user/1234}
登录{url:http://his.example.cn/p?id=3}查询
IP地址：{ip_address:192.168.1.23}
IP为{ip_address:10.1.2.3}
MAC地址：{mac_address:AA-BB-CC-11-22-33}
联系电话：{phone:13912345678}（儿子）
家庭电话:{phone:0571-88213004}
紧急联系人电话 {phone:18612345678}
本人手机{phone:186-1234-5678}，微信同号
打我电话{phone:15812345678}
电话是{phone:010 6212 3456}
电话 {phone:(0755)8888-1234}
{phone:13912345678}/{phone:13812345678}
我的微信是{messenger:lucy_zh88}
微信：{messenger:Lucy-2020}，QQ：{messenger:44821930}
加qq {messenger:448219301}聊
vx:{messenger:lucy8821}
抖音：{messenger:lucy8821}
邮箱：{email:lucy_88@163.com}
E-mail:{email:zhangsan.li@hospital.example.cn}
请发邮件至{email:ab-c@example.com.cn}。
IP:{ip_address:112.10.44.82}
登录IP {ip_address:112.10.44.82}
mac:{mac_address:3c22fb9a017e}
官网{url:www.example-hosp.cn/yy}
链接：{url:https://example.cn/a?b=1}
我的号码是{phone:17712345678}，麻烦回电
电话号码{phone:0512-66778899}
Tel:{phone:86-21-66778899}
电话/传真：{phone:021-66778899}
联系方式：{phone:13312345678}
家属手机 {phone:13312345678}
{phone:133 1234 5678}（王女士）
客服{phone:400-669-1234}
固定电话：{phone:66778899}
微信id：{messenger:Sunny_77}
加微信{messenger:sunny7788}
wx {messenger:sunny7788}
我QQ是{messenger:2233445566}
钉钉：{messenger:sunny77}
邮箱：{email:sunny.77@example.cn}，
邮件{email:sunny77@qq.com}
网址：{url:http://example.cn/u/77}
IP地址 {ip_address:44.21.88.1}
"""


@pytest.mark.parametrize("line", (ENGLISH + CHINESE).strip().splitlines())
def test_found_with_their_bounds(line: str) -> None:
    text, values = marked(line)
    assert found(text) == values
