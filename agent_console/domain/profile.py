"""People: profiles are what one source knows, customers are profiles joined by links."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NewType

ProfileId = NewType("ProfileId", int)
LinkId = NewType("LinkId", int)
HouseholdId = NewType("HouseholdId", int)
DismissalId = NewType("DismissalId", int)
VerificationId = NewType("VerificationId", int)

SYSTEM = "system"
"""The actor of rules that join by themselves."""


@dataclass(frozen=True, slots=True)
class Statement:
    """Who says so, when, and why."""

    who: str
    when: datetime
    why: str


@dataclass(frozen=True, slots=True)
class Link:
    """Two profiles said to be one person: by whom, when and why."""

    id: LinkId
    a: ProfileId
    b: ProfileId
    who: str
    when: datetime
    why: str


@dataclass(frozen=True, slots=True)
class Household:
    """Two people who live together and stay two: by whom that was said, when and why."""

    id: HouseholdId
    a: ProfileId
    b: ProfileId
    who: str
    when: datetime
    why: str


@dataclass(frozen=True, slots=True)
class Dismissal:
    """Two profiles said to be two people, and the evidence for one that was known by then."""

    id: DismissalId
    a: ProfileId
    b: ProfileId
    who: str
    when: datetime
    evidence: frozenset[str]


@dataclass(frozen=True, slots=True)
class Verification:
    """Somebody proved to be the customer: by which order and what else, to whom and when."""

    id: VerificationId
    profile: ProfileId
    order: str
    means: str
    who: str
    when: datetime


def customers(
    profiles: Iterable[ProfileId], links: Iterable[tuple[ProfileId, ProfileId]]
) -> Mapping[ProfileId, ProfileId]:
    """Map each profile to its customer: the oldest profile it is joined with, by whatever way."""
    oldest = {profile: profile for profile in profiles}

    def root(profile: ProfileId) -> ProfileId:
        while oldest[profile] != profile:
            profile = oldest[profile]
        return profile

    for a, b in links:
        first, second = sorted((root(a), root(b)))
        oldest[second] = first
    return {profile: root(profile) for profile in oldest}
