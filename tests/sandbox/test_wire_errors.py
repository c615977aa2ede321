"""Errors as a real Vendure 3.7.3 was seen to word them, and a store that misbehaves on demand."""

import httpx
import pytest

FORBIDDEN = {
    "message": "You are not currently authorized to perform this action",
    "locations": [{"line": 1, "column": 2}],
    "path": ["orders"],
    "extensions": {"code": "FORBIDDEN"},
}


def refused(code, message, column):
    return {
        "errors": [
            {
                "message": message,
                "locations": [{"line": 1, "column": column}],
                "extensions": {"http": {"status": 400, "headers": {}}, "code": code},
            }
        ]
    }


def test_a_wrong_password_is_an_answer(stranger):
    answer = stranger.sign_in("guess")
    assert answer.status_code == 200
    assert "vendure-auth-token" not in answer.headers
    assert answer.json()["data"]["login"] == {
        "__typename": "InvalidCredentialsError",
        "errorCode": "INVALID_CREDENTIALS_ERROR",
        "message": "The provided credentials are invalid",
    }


def test_without_a_token_everything_is_forbidden(stranger):
    assert stranger.post("{orders{totalItems}}").json() == {"errors": [FORBIDDEN], "data": None}
    assert stranger.post("{me{id}}").json()["data"] == {"me": None}


def test_a_token_is_void_after_logout(shop):
    shop.ask("mutation { logout { success } }")
    assert shop.post("{orders{totalItems}}").json()["errors"] == [FORBIDDEN]


def test_more_than_a_hundred_is_refused(shop):
    answer = shop.post("{ orders(options:{take:101}) { totalItems } }")
    assert answer.status_code == 200
    assert answer.json() == {
        "errors": [
            {
                "message": "Cannot take more than 100 results from a list query",
                "locations": [{"line": 1, "column": 3}],
                "path": ["orders"],
                "extensions": {"code": "USER_INPUT_ERROR"},
            }
        ],
        "data": None,
    }


@pytest.mark.parametrize(
    ("text", "code", "message", "column"),
    [
        ("{ orders { ", "GRAPHQL_PARSE_FAILED", "Syntax Error: Expected Name, found <EOF>.", 12),
        (
            "{ orders { nope } }",
            "GRAPHQL_VALIDATION_FAILED",
            'Cannot query field "nope" on type "OrderList".',
            12,
        ),
    ],
)
def test_a_wrong_question_says_where(shop, text, code, message, column):
    answer = shop.post(text)
    assert answer.status_code == 400
    assert answer.json() == refused(code, message, column)


def test_a_wrong_moment_is_bad_input(shop):
    text = "query($o: OrderListOptions) { orders(options: $o) { totalItems } }"
    answer = shop.post(text, o={"filter": {"updatedAt": {"after": "nonsense"}}}).json()
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["BAD_USER_INPUT"]
    assert "data" not in answer


def test_a_body_that_is_no_question_is_refused(stranger):
    headers = {"Content-Type": "application/json"}
    broken = stranger.http.post("/admin-api", content=b"{bad", headers=headers)
    assert (broken.status_code, broken.json()["path"]) == (400, "/admin-api")
    for body in ({}, {"variables": {}}, [{"query": "{me{id}}"}]):
        answer = stranger.http.post("/admin-api", json=body)
        assert answer.status_code == 400
        assert answer.json()["errors"][0]["extensions"]["code"] == "BAD_REQUEST"


def test_only_loopback_can_reach_the_store(stranger):
    assert stranger.server.server_address[0] == "127.0.0.1"


def test_unauthorised_mode_lets_nobody_in(shop):
    shop.behave("unauthorised")
    assert shop.post("{orders{totalItems}}").json()["errors"] == [FORBIDDEN]
    login = shop.sign_in().json()["data"]["login"]
    assert login["errorCode"] == "INVALID_CREDENTIALS_ERROR"
    shop.behave("ok")
    assert shop.ask("{orders{totalItems}}")


def test_html_mode_answers_with_a_page(shop):
    shop.behave("html")
    answer = shop.post("{orders{totalItems}}")
    assert answer.headers["Content-Type"].startswith("text/html")


def test_slow_mode_answers_late_but_answers(shop):
    shop.behave("slow")
    answer = shop.post("{orders{totalItems}}")
    assert answer.elapsed.total_seconds() >= 0.4
    assert answer.json()["data"]["orders"]["totalItems"] >= 900


def test_down_mode_hangs_up_without_a_word(shop):
    shop.behave("down")
    with pytest.raises(httpx.RemoteProtocolError):
        shop.post("{orders{totalItems}}")
    assert shop.behave("ok").json()["mode"] == "ok"


def test_an_unknown_mode_is_refused_by_name(stranger):
    answer = stranger.behave("lazy")
    assert answer.status_code == 400
    assert "unauthorised" in answer.json()["error"]
