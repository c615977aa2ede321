"""The people of the invented store, and what became of their orders."""

from tests.fakes.shopify.admin import Admin
from tests.fakes.shopify.records import (
    Record,
    address,
    bag,
    clock,
    comment,
    customer,
    edited,
    event,
    fulfilment,
    gid,
    happened,
    line,
    order,
    part_of,
    refund,
    returned,
    transaction,
)


def story() -> Admin:
    """Tell of Helena (split, refunded, noted), Georg (cancelled), Ida (a return), two guests."""
    helena = customer(1, "Helena Brandt", "Helena@Brandt.example", "+43 664 1882041")
    georg = customer(2, "Georg Brandt", "georg@brandt.example")
    ida = customer(3, "Ida Mayr", "ida@mayr.example", "+43 1 5551234") | {"note": "Rings first"}
    guest = customer(4, "Udo Klein", "udo@klein.example") | {"state": "DISABLED"}
    return Admin(
        [helena, georg, ida, guest],
        [split(helena), cancelled(georg), with_return(ida), collected(guest), tried_out(georg)],
    )


def split(owner: Record) -> Record:
    """Two parcels, one of them there; one pair of socks taken back, staff wrote on it."""
    goods = part_of("71", 1)
    money = transaction(4, "REFUND", "25.00", 70)
    later = transaction(5, "REFUND", "1.00", 75, status="PENDING")
    return order(
        7,
        owner,
        "189.90",
        updatedAt=clock(80),
        displayFulfillmentStatus="PARTIALLY_FULFILLED",
        displayFinancialStatus="PARTIALLY_REFUNDED",
        hasTimelineComment=True,
        edited=True,
        note="Ring twice, the bell is old",
        shippingAddress=address("Helena Brandt", "Graz", "+43 316 775544"),
        originalTotalPriceSet=bag("199.90"),
        discountCodes=["WOOL10"],
        totalDiscountsSet=bag("10.00"),
        lineItems=[
            line("70", "JACKET-M", 1, "149.90"),
            line("71", "SOCKS", 3, "17.55", now=1),
        ],
        transactions=[
            transaction(1, "AUTHORIZATION", "189.90", 8),
            transaction(
                2, "CAPTURE", "189.90", 9, parentTransaction={"id": gid("OrderTransaction", 1)}
            ),
            money,
            later,
        ],
        refunds=[refund(1, 70, [goods], [money, later])],
        fulfillments=[
            fulfilment(
                91,
                20,
                displayStatus="DELIVERED",
                deliveredAt=clock(60),
                fulfillmentLineItems=[part_of("70", 1)],
                events=[event(1, "IN_TRANSIT", 30, "Wien"), event(2, "DELIVERED", 60, "Graz")],
            ),
            fulfilment(92, 25, fulfillmentLineItems=[part_of("71", 1)]),
        ],
        events=[
            happened(1, "placed", 7, "Order was placed"),
            happened(2, "mail_sent", 8, 'Confirmation <a href="/x">sent</a> to Helena &amp; co'),
            comment(3, 40, "Customer called, wants it by Friday"),
        ],
        agreements=[edited(1, 12)],
    )


def cancelled(owner: Record) -> Record:
    """Called off before it was sent, the money never taken."""
    held = transaction(11, "AUTHORIZATION", "95.94", 8)
    return order(
        8,
        owner,
        "95.94",
        cancelledAt=clock(30),
        cancelReason="CUSTOMER",
        cancellation={"staffNote": "Bought it elsewhere"},
        closed=True,
        displayFinancialStatus="VOIDED",
        lineItems=[line("80", "WOOL", 1, "91.04", now=0)],
        transactions=[
            held,
            transaction(12, "VOID", "95.94", 30, parentTransaction={"id": held["id"]}),
        ],
        refunds=[refund(2, 30, [part_of("80", 1) | {"restockType": "CANCEL"}], [])],
    )


def with_return(owner: Record) -> Record:
    """Paid in another currency than the shop's; there, and half of it on its way back."""
    return order(
        9,
        owner,
        "49.90",
        closed=True,
        displayFulfillmentStatus="FULFILLED",
        returnStatus="IN_PROGRESS",
        totalPriceSet=bag("49.90", "EUR", ("47.10", "CHF")),
        presentmentCurrencyCode="CHF",
        lineItems=[line("90", "SHOE-42", 2, "22.50")],
        transactions=[transaction(21, "SALE", "49.90", 9)],
        fulfillments=[
            fulfilment(
                93,
                15,
                displayStatus="DELIVERED",
                deliveredAt=clock(50),
                fulfillmentLineItems=[part_of("90", 2)],
            )
        ],
        returns=[returned(1, "OPEN", 65, "00340434169999", part_of("90", 1))],
    )


def collected(owner: Record) -> Record:
    """Made and collected at a shop."""
    return order(
        10,
        owner,
        "12.00",
        sourceName="pos",
        retailLocation={"name": "Graz store"},
        shippingAddress=None,
        shippingLine={"title": "Pick up", "deliveryCategory": "pickup"},
        displayFulfillmentStatus="FULFILLED",
        transactions=[transaction(31, "SALE", "12.00", 10, formattedGateway="Cash")],
        fulfillments=[
            fulfilment(
                94,
                40,
                displayStatus="FULFILLED",
                trackingInfo=[],
                fulfillmentLineItems=[part_of("100", 1)],
            )
        ],
    )


def tried_out(owner: Record) -> Record:
    """Made by the owner of the shop to see whether it works."""
    return order(11, owner, test=True)
