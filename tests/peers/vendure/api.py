"""One GraphQL endpoint of the store with its own session."""

from typing import Any

import httpx

Answer = dict[str, Any]
ERROR = "... on ErrorResult { errorCode message }"


class StoreError(RuntimeError):
    """The store said no."""


class Api:
    """Sends one operation after the other; any error answer is an exception."""

    def __init__(self, base: str, path: str) -> None:
        self._http = httpx.Client(base_url=base, timeout=60, trust_env=False)
        self._path = path

    def __call__(self, query: str, **variables: object) -> Answer:
        """Return the data of the answer; ERROR in the query stands for its error fields."""
        sent = {"query": query.replace("ERROR", ERROR), "variables": variables}
        answer = self._http.post(self._path, json=sent)
        if token := answer.headers.get("vendure-auth-token"):
            self._http.headers["Authorization"] = f"Bearer {token}"
        body: Answer = answer.json()
        if body.get("errors"):
            raise StoreError(f"{body['errors']}\n{query}")
        data: Answer = body["data"]
        for name, value in data.items():
            if isinstance(value, dict) and value.get("errorCode"):
                raise StoreError(f"{name}: {value}")
        return data

    def close(self) -> None:
        """Hang up."""
        self._http.close()
