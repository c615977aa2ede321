"""The real sender of mails, killed and cheated: no customer reads the same twice."""

import json
import os
import random
import socket
from collections import Counter
from functools import partial
from pathlib import Path

import msgspec
import pytest

from agent_console.connectors.channels.email.manifest import send
from agent_console.domain.acting.message import Addressee, Letter
from tests.connectors.channels.email.mailboxes import given, of_box
from tests.faults.acting import post_office
from tests.faults.acting.abreast import abreast
from tests.faults.acting.scenario import Scenario, Verdict
from tests.peers.mail.mail import MailPeer

KILLS = int(os.environ.get("AGENT_CONSOLE_KILLS", "200")) // 8
FAULTS, SETTLE_S, LANES = 0.5, 1.6, 3


def ledger(port: int) -> Counter[str]:
    with socket.create_connection(("127.0.0.1", port), 5) as line:
        line.sendall(b"LEDGER\r\n")
        said = line.makefile("rb")
        said.readline()
        return Counter(json.loads(said.readline()))


def letter(number: int) -> str:
    told = Letter(Addressee("helena@brandt.example"), f"{number}", "late", "", "delay", "en")
    return msgspec.json.encode(told).decode()


@pytest.mark.timeout(600 + 6 * KILLS)
def test_kills_and_a_bad_mail_server_double_and_lose_nothing(mail: MailPeer, tmp_path: Path):
    lanes = [partial(killed, mail, tmp_path / f"{lane}", lane) for lane in range(LANES)]
    whole = sum(abreast(lanes), Verdict())
    assert whole.kills >= KILLS
    assert whole.ends["done"] > whole.ends["failed"]
    assert any(point.startswith("smtp: ") for point in whole.points)


def killed(mail: MailPeer, home: Path, lane: int) -> Verdict:
    """Kill in one scenario after the other, until the lane has its share."""
    rng, whole, number = random.Random(5 + lane), Verdict(), 0
    while whole.kills < KILLS / LANES:
        box = mail.fresh_box()
        with post_office.running(mail.lmtp, box.address, FAULTS, rng.randrange(1 << 30)) as port:
            told = of_box(box, smtp_host="127.0.0.1", smtp_port=str(port), smtp_security="none")
            scenario = Scenario(
                home / str(number),
                partial(send, given(told)),
                partial(ledger, port),
                letter,
                wishes=5,
                settle_s=SETTLE_S,
            )
            scenario.prepare()
            verdict = scenario.run(rng, most_kills=8)
        assert verdict.is_clean(), (lane, number, verdict)
        whole += verdict
        number += 1
    return whole
