"""The list of customers, a page at a time; who keeps a page from being told goes aside alone."""

from agent_console.connectors.kit.reading import Node
from agent_console.connectors.stores.woocommerce.records import CUSTOMERS, Records
from agent_console.connectors.stores.woocommerce.rest import AT_A_TIME, BROKE, Listing, Params

PARTS = 10
"""Into so many a page is divided that cannot be told as a whole."""


async def listed(records: Records, asked: Params, seen: int, at_once: int = AT_A_TIME) -> Listing:
    """Return the customers that follow those seen; raises RemoteFailure if there are none to have.

    Of one that cannot be told comes its id, if that can be, and why.
    """
    wanted: Params = {**asked, "per_page": at_once, "offset": seen}
    try:
        return await records.rest.page(CUSTOMERS, wanted)
    except BROKE as failure:
        await records.is_there(failure, CUSTOMERS)
        if at_once == 1:
            return Listing(await records.alone(CUSTOMERS, wanted, failure))
    nodes, total, is_over = list[Node](), 0, False
    while not is_over and len(nodes) < at_once:
        part = await listed(records, asked, seen + len(nodes), max(1, at_once // PARTS))
        nodes += part.nodes
        total = part.total or total
        is_over = not part.nodes or (total > 0 and seen + len(nodes) >= total)
    return Listing(nodes, total)
