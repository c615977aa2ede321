"""One message from the command line to the customer's mailbox, by a real mail server."""

import smtplib
import time
from email.message import EmailMessage

import pytest

from agent_console.storage.opening import Place, open_store
from tests.cli.acting.conftest import NUMBER, Post
from tests.cli.acting.counter import counter_of
from tests.connectors.channels.email.mailboxes import letter
from tests.contracts.waiting_contract import StoredHall
from tests.fakes.program import KEY


def arrived(post: Post, many: int = 1) -> list[EmailMessage]:
    """Wait until so many mails lie in the customer's mailbox."""
    until = time.monotonic() + 10
    while len(found := post.received()) < many and time.monotonic() < until:
        time.sleep(0.1)  # noqa: TID251 - a real server delivers
    return found


def test_a_delay_is_told_once_and_stands_on_the_timeline(post: Post, at_once):
    post.know()
    made = post.program.json("message", post.customer.address, "--template", "delay")
    assert made["state"] == "pending"
    assert made["message"]["order"] == "A-7"
    [intent] = post.run()
    assert (intent["key"], intent["state"]) == (made["key"], "done")
    assert intent["attempts"] == 1
    [mail] = arrived(post)
    assert mail["Message-ID"].startswith(f"<{made['key']}@")
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["To"].addresses[0].addr_spec == post.customer.address
    words = mail.get_body(("plain",)).get_content()
    assert "Thursday, 26 November" in words
    assert NUMBER in words
    entries = post.program.json("timeline", post.customer.address, "--kind", "message")["entries"]
    [told] = [one for one in entries if one["direction"] == "outbound"]
    assert (told["title"], told["order"]) == (mail["Subject"], "A-7")


def test_the_copy_to_ourselves_is_the_same_entry(post: Post, at_once):
    post.know()
    post.program.json("message", post.customer.address, "--template", "delay")
    post.run()
    arrived(post)
    post.program.json("sync", "--once", "--connection", "support")
    entries = post.program.json("timeline", post.customer.address, "--kind", "message")["entries"]
    assert len(entries) == 1


def test_before_its_countdown_is_over_it_is_left_alone_and_can_be_taken_back(post: Post):
    post.know()
    made = post.program.json("message", post.customer.address, "--template", "delay")
    [waiting] = post.run()
    assert waiting["state"] == "pending"
    post.program.json("outbox", "cancel", made["key"])
    assert [one["state"] for one in post.run()] == ["cancelled"]
    assert post.received() == []
    again = post.program.json("outbox", "cancel", made["key"], expect=7)
    assert again["cancel_done"] is False


def test_the_same_is_not_told_twice_and_says_who_told_it(post: Post, at_once):
    post.know()
    post.program.json("message", post.customer.address, "--template", "delay")
    post.run()
    told = post.program.json("message", "A-7", "--template", "delay", expect=7)["error"]
    assert told["kind"] == "refused"
    assert "has told this customer the same already" in told["reasons"][0]
    assert len(post.outbox()) == 1


def test_what_changed_since_the_preview_keeps_it_back_until_somebody_releases_it(
    post: Post, at_once
):
    post.know()
    made = post.program.json("message", post.customer.address, "--template", "delay")
    post.know(estimated="2026-11-28")
    [held] = post.run()
    assert held["state"] == "draft"
    assert "2026-11-28, not 2026-11-26" in held["outcome"]
    assert post.received() == []
    post.program.json("outbox", "release", made["key"])
    assert [one["state"] for one in post.run()] == ["done"]
    assert len(arrived(post)) == 1


def test_an_answer_threads_on_the_mail_it_answers(post: Post, at_once):
    asked = letter(9, sender=post.customer.address, Subject="Where is my tent?")
    post.own.deliver([asked])
    post.program.json("sync", "--once")
    words = "It arrives tomorrow.\n.\nKind regards"
    post.program.json("message", post.customer.address, "--template", "reply", "--text", words)
    post.run()
    [mail] = arrived(post)
    assert mail["Subject"] == "Re: Where is my tent?"
    assert mail["In-Reply-To"] == "<9@letters>"
    assert mail["Auto-Submitted"] is None
    assert words.replace("\n", "\r\n") in mail.get_body(("plain",)).get_content().replace(
        "\r\n", "\n"
    ).replace("\n", "\r\n")


def test_a_preview_sends_nothing_and_german_is_german(post: Post):
    post.know()
    told = post.program.json(
        *("message", "A-7", "--template", "delay", "--language", "de", "--preview")
    )
    assert "Donnerstag, 26. November" in told["preview"]["text"]
    assert told["refused"] == []
    assert post.outbox() == []


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("--template", "delivered_check"), "No parcel is known to be delivered."),
        (("--template", "nothing"), "There is no template 'nothing'"),
        (("--template", "delay", "--language", "fi"), "not written in 'fi'"),
        (("--template", "reply"), "Write your own words first."),
        (
            ("--template", "reply", "--text", "x" * 1_000_000),
            "Your words have 1,000,000 characters; at most 20,000 can be sent.",
        ),
    ],
)
def test_what_cannot_be_written_is_refused_with_its_reasons(post: Post, words, reason):
    post.know()
    told = post.program.json("message", "A-7", *words, expect=7)["error"]
    assert any(reason in one for one in told["reasons"]), told
    assert post.outbox() == []


def test_offline_it_waits_and_leaves_later(post: Post, at_once, monkeypatch):
    post.know()
    config = post.program.config()
    (post.program.home / "config.toml").write_text(
        config.replace(f"smtp_port = {post.own.peer.smtp}", "smtp_port = 9"), encoding="utf-8"
    )
    post.program.json("message", "A-7", "--template", "delay")
    [waiting] = post.run()
    assert waiting["state"] == "pending"
    assert "outgoing mail" in waiting["outcome"]
    (post.program.home / "config.toml").write_text(config, encoding="utf-8")
    monkeypatch.setattr("agent_console.sync.dispatch.SOONEST", 0)
    until = time.monotonic() + 15
    while post.run()[0]["state"] == "pending" and time.monotonic() < until:
        time.sleep(0.5)  # noqa: TID251 - it waits for its turn
    assert [one["state"] for one in post.outbox()] == ["done"]
    assert len(arrived(post)) == 1


def test_an_answer_lost_after_the_last_dot_is_found_in_our_own_mailbox(
    post: Post, at_once, monkeypatch
):
    post.know()
    real = smtplib.SMTP.getreply

    def deaf(line: smtplib.SMTP) -> tuple[int, bytes]:
        code, said = real(line)
        if said.startswith(b"2.0.0 Ok: queued"):
            raise smtplib.SMTPServerDisconnected("the cable is pulled")
        return code, said

    monkeypatch.setattr(smtplib.SMTP, "getreply", deaf)
    (post.program.home / "config.toml").write_text(
        post.program.config() + "settle_seconds = 4\n", encoding="utf-8"
    )
    post.program.json("message", "A-7", "--template", "delay")
    [unclear] = post.run()
    assert unclear["state"] == "unknown"
    arrived(post)
    until = time.monotonic() + 10
    while (state := post.run()[0]["state"]) == "unknown" and time.monotonic() < until:
        time.sleep(0.3)  # noqa: TID251 - a look has its time
    assert state == "done"
    assert len(post.received()) == 1
    entries = post.program.json("timeline", "A-7", "--kind", "message")["entries"]
    assert [one["direction"] for one in entries] == ["outbound"]


def test_own_words_are_never_dropped(post: Post):
    post.know()
    words = ("--template", "delay", "--text", "my words")
    told = post.program.json("message", "A-7", *words, expect=2)["error"]
    assert "--text goes with --template reply" in told["message"]


def test_without_a_label_there_is_none_to_send(post: Post):
    post.know()
    told = post.program.json("message", "A-7", "--template", "return_label", expect=7)["error"]
    assert "There is no return label to send" in told["message"]


def test_a_message_waits_in_words_for_a_connection_that_is_off(post: Post):
    post.know()
    post.program.json("message", "A-7", "--template", "delay")
    config = post.program.home / "config.toml"
    off = config.read_text().replace("[[connections]]", "[[connections]]\nenabled = false")
    config.write_text(off)
    told = post.program.json("outbox", "run", "--once", expect=7)
    [intent] = told["intents"]
    assert intent["state"] == "pending"
    assert "is not switched on" in intent["outcome"]
    checks = post.program.json("doctor", expect=1)["checks"]
    [lost] = [one for one in checks if one["name"] == "outbox of support"]
    assert (lost["ok"], lost["message"]) == (
        False,
        "1 intents wait for support, which is not switched on",
    )


@pytest.mark.usefixtures("at_once")
def test_a_notice_answers_nobody(post: Post):
    post.know()
    store = open_store(Place(post.program.home), KEY)
    StoredHall(store).ask(post.customer.address, 10)
    store.close()
    [before] = post.program.json("waiting")["contacts"]
    post.program.json("message", "A-7", "--template", "delay")
    assert [one["state"] for one in post.run()] == ["done"]
    [after] = post.program.json("waiting")["contacts"]
    assert (before["state"], after["state"]) == ("open", "open")


@pytest.mark.usefixtures("at_once")
def test_a_label_that_was_bought_is_sent_by_its_template(
    post: Post, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("AGENT_CONSOLE_SECRET_EASYPOST_API_KEY", "EZAKloopbackonly")
    with counter_of(post.program) as counter:
        counter.address = post.customer.address
        counter.know()
        key = counter.ask()["key"]
        counter.run()
        assert counter.show(key)["label"] is not None
        told = post.program.json("message", post.customer.address, "--template", "return_label")
        assert key.upper() in told["message"]["text"]
        counter.run()
    [mail] = arrived(post)
    assert [one.get_filename() for one in mail.iter_attachments()] == ["return-label-A-7.pdf"]
