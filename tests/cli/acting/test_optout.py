"""Who opted out is not written to, whatever was under way."""

import pytest

from tests.cli.acting.conftest import Post
from tests.cli.acting.test_message import arrived


def test_an_opted_out_address_cannot_be_written_to_until_it_may_again(post: Post, at_once):
    post.know()
    address = post.customer.address
    told = post.program.json("optout", address.upper(), "--reason", "asked on the phone")
    assert told["consent"]["wish"] == "no_mail"
    assert told["consent"]["address"] == address
    assert post.program.json("customer", "A-7")["consents"] == [told["consent"]]
    refused = post.program.json("message", "A-7", "--template", "delay", expect=7)["error"]
    assert refused["kind"] == "refused"
    assert "asked on the phone" in refused["reasons"][0]
    preview = post.program.json("message", "A-7", "--template", "delay", "--preview", expect=7)
    assert preview["refused"] == refused["reasons"]
    assert post.outbox() == []
    back = post.program.json("optout", address, "--remove", "--reason", "wants the invoice")
    assert [one["wish"] for one in back["history"]] == ["no_mail", "mail"]
    post.program.json("message", "A-7", "--template", "delay")
    assert [one["state"] for one in post.run()] == ["done"]
    assert len(arrived(post)) == 1


def test_an_opt_out_during_the_countdown_keeps_the_message_here(post: Post, at_once):
    post.know()
    made = post.program.json("message", "A-7", "--template", "delay")
    post.program.json("optout", post.customer.address, "--reason", "wrote STOP")
    [held] = post.run()
    assert held["state"] == "draft"
    assert "wrote STOP" in held["outcome"]
    post.program.json("outbox", "release", made["key"])
    [held] = post.run()
    assert held["state"] == "draft"
    assert "wrote STOP" in held["outcome"]
    assert post.received() == []


@pytest.mark.parametrize(
    ("words", "said"),
    [(("nobody", "--reason", "x"), "no e-mail address"), (("a@b.test", "--reason", " "), "why")],
)
def test_an_opt_out_names_an_address_and_a_reason(post: Post, words, said):
    post.know()
    error = post.program.json("optout", *words, expect=2)["error"]
    assert said in error["message"]
