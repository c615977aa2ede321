"""What EasyPost tells of labels without selling any: prices, and the files of those bought."""

from agent_console.connectors.carriers.easypost.labels.account import PATH, Account
from agent_console.connectors.carriers.easypost.labels.papers import recognised
from agent_console.connectors.carriers.easypost.labels.parcels import asked_for
from agent_console.connectors.carriers.easypost.labels.shipments import file_of, quote_of
from agent_console.connectors.kit.downloads import Downloads
from agent_console.connectors.kit.reading import UnreadableError
from agent_console.domain.acting.label import Label, LabelFile, Quote
from agent_console.ports.acting.labels import Parcel
from agent_console.ports.failures import Refused, TryLater


class EasyPostLabels:
    """Tells prices and fetches files (port LabelSeller)."""

    def __init__(self, account: Account, downloads: Downloads) -> None:
        self._account = account
        self._downloads = downloads

    async def close(self) -> None:
        """Close the connection."""
        await self._account.close()

    async def quote(self, parcel: Parcel) -> Quote:
        """Make a shipment, which is free, and return its rates; raises RemoteFailure."""
        node = self._account.opened(await self._account.do(PATH, asked_for(parcel)))
        if node["is_return"].value is not True:
            raise Refused(f"{self._account.name} did not take it for a parcel that comes back")
        try:
            return quote_of(node)
        except UnreadableError as error:
            raise Refused(f"{self._account.name} sent prices nobody can read: {error}") from error

    async def file(self, label: Label) -> LabelFile:
        """Fetch the file of a label; raises RemoteFailure.

        Where no address was told with the purchase, it is asked for now.
        """
        url = label.url or await self._told_later(label)
        return recognised(await self._downloads.fetch(url))

    async def _told_later(self, label: Label) -> str:
        url = file_of(await self._account.shipment(label.shipment), label.format)
        if not url:
            raise TryLater(f"{self._account.name} has no file of the label yet")
        return url
