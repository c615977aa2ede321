"""Errors as EasyPost words them."""

from dataclasses import dataclass

Record = dict[str, object]


class RefusedError(Exception):
    """EasyPost will not do it; `refusal` is what it says."""

    def __init__(self, refusal: "Refusal") -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


@dataclass(frozen=True, slots=True)
class Refusal:
    """One kind of error: status, code, message, and the field it is about."""

    status: int
    code: str
    message: str
    field: str | None = None
    why: str = ""

    def body(self) -> Record:
        """Write it as EasyPost does."""
        errors = [] if self.field is None else [{"field": self.field, "message": self.why}]
        return {"error": {"code": self.code, "message": self.message, "errors": errors}}


WRONG_KEY = Refusal(
    401,
    "APIKEY.INACTIVE",
    "This api key is no longer active. Please use a different api key or reactivate this key.",
)
NOT_FOUND = Refusal(404, "NOT_FOUND", "The requested resource could not be found.")
TOO_LARGE = Refusal(413, "REQUEST.TOO_LARGE", "The request entity is too large.")
TOO_MANY = Refusal(429, "RATE_LIMITED", "Too many requests, please slow down.")
NO_JSON = Refusal(400, "BAD_REQUEST", "The request could not be understood by the server.")
NO_TRACKER = Refusal(
    422, "PARAMETER.REQUIRED", "Missing required parameter.", "tracker", "cannot be blank"
)
NO_NUMBER = Refusal(
    422, "PARAMETER.REQUIRED", "Missing required parameter.", "tracking_code", "cannot be blank"
)
NO_CARRIER = Refusal(
    422, "TRACKER.CREATE.ERROR", "Unable to detect the carrier of this tracking code."
)
STRANGE_CARRIER = Refusal(
    422,
    "TRACKER.CREATE.ERROR",
    "The carrier is not supported for tracking.",
    "carrier",
    "is invalid",
)
BOTH_ENDS = Refusal(
    422,
    "PARAMETER.INVALID",
    "Only one of before_id and after_id may be given.",
    "after_id",
    "is invalid",
)
STRANGE_TIME = Refusal(
    422, "PARAMETER.INVALID", "The datetime is invalid.", "start_datetime", "is invalid"
)
STRANGE_SIZE = Refusal(
    422, "PARAMETER.INVALID", "The page size is invalid.", "page_size", "is invalid"
)

NO_SHIPMENT = Refusal(
    422, "PARAMETER.REQUIRED", "Missing required parameter.", "shipment", "cannot be blank"
)
NO_PARCEL = Refusal(
    422, "PARAMETER.REQUIRED", "Missing required parameter.", "parcel", "cannot be blank"
)
NO_WEIGHT = Refusal(
    422, "PARCEL.PARAMETERS.INVALID", "The parcel is invalid.", "weight", "must be greater than 0"
)
NO_RATE = Refusal(
    422, "SHIPMENT.MISSING_RATE", "The rate could not be found.", "rate", "is invalid"
)
POSTAGE_EXISTS = Refusal(
    422, "SHIPMENT.POSTAGE.EXISTS", "Postage already exists for this shipment."
)
NO_POSTAGE = Refusal(422, "SHIPMENT.POSTAGE.REQUIRED", "Postage is required for this shipment.")
STRANGE_FORMAT = Refusal(
    422,
    "SHIPMENT.POSTAGE.INVALID_FORMAT",
    "The label format is invalid.",
    "file_format",
    "is invalid",
)
NO_REFUND = Refusal(
    422,
    "SHIPMENT.REFUND.UNAVAILABLE",
    "Unable to request refund. The refund was requested already.",
)


def no_address(field: str) -> Refusal:
    """Say which part of an address is missing."""
    message = "Missing required parameter."
    return Refusal(422, "PARAMETER.REQUIRED", message, field, "cannot be blank")
