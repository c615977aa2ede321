"""What a customer does in the shop."""

from contextlib import closing

from tests.peers.vendure.api import Api
from tests.peers.vendure.staff import SHOPPER_PASSWORD, contact
from tests.peers.vendure.story import Person


def place(
    base: str,
    person: Person,
    lines: dict[str, int],
    *,
    guest: bool = False,
    express: bool = False,
) -> str:
    """Buy and pay; `lines` is quantity by variant id; return the order's id."""
    with closing(Api(base, "/shop-api")) as shop:
        if not guest:
            shop(
                "mutation($u: String!, $p: String!) { login(username: $u, password: $p) "
                "{ __typename ERROR } }",
                u=person.email,
                p=SHOPPER_PASSWORD,
            )
        for variant, count in lines.items():
            shop(
                "mutation($v: ID!, $q: Int!) { addItemToOrder(productVariantId: $v, quantity: $q) "
                "{ __typename ERROR } }",
                v=variant,
                q=count,
            )
        if guest:
            shop(
                "mutation($i: CreateCustomerInput!) { setCustomerForOrder(input: $i) "
                "{ __typename ERROR } }",
                i=contact(person),
            )
        return check_out(shop, person, express=express)


def check_out(shop: Api, person: Person, *, express: bool) -> str:
    """Give the address, choose the shipping, pay, and return the order's id."""
    shop(
        "mutation($i: CreateAddressInput!) { setOrderShippingAddress(input: $i) "
        "{ __typename ERROR } }",
        i={
            "fullName": f"{person.first} {person.last}",
            "streetLine1": "1 Test Street",
            "city": "Testville",
            "postalCode": "1010",
            "countryCode": person.country,
            "phoneNumber": person.phone,
        },
    )
    methods = shop("{ eligibleShippingMethods { id name } }")["eligibleShippingMethods"]
    method = next(m["id"] for m in methods if ("Express" in m["name"]) == express)
    shop(
        "mutation($m: [ID!]!) { setOrderShippingMethod(shippingMethodId: $m) "
        "{ __typename ERROR } }",
        m=[method],
    )
    shop('mutation { transitionOrderToState(state: "ArrangingPayment") { __typename ERROR } }')
    paid = shop(
        'mutation { addPaymentToOrder(input: { method: "dummy", metadata: {} }) '
        "{ __typename ... on Order { id } ERROR } }"
    )
    return str(paid["addPaymentToOrder"]["id"])
