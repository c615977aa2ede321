"""How far our forecasts can be trusted, in words."""

from agent_console.domain.forecasting.calibration import Calibration
from agent_console.domain.tracking.forecast import FEWEST


def how_true(found: Calibration) -> str:
    """Say how many parcels came by the day given for nine of ten, and how sharp that was."""
    if found.parcels < FEWEST:
        return f"{found.parcels} parcels with a forecast have come; {FEWEST} are needed to judge it"
    came = f"of {found.parcels} parcels with a forecast, {found.share():.0%} came by the later day"
    told = [
        f"{came} given (85 to 95 % is right)",
        _error(found.below_median, "taking the usual time of the route"),
        _error(found.below_estimate, "the carrier's estimate"),
    ]
    return "; ".join(filter(None, told))


def _error(below: float | None, other: str) -> str:
    if below is None:
        return ""
    return f"the error is {abs(below):.0%} {'below' if below >= 0 else 'above'} that of {other}"
