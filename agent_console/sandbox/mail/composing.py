"""Letters made into mails, byte by byte the same in every run."""

from collections.abc import Callable, Mapping
from datetime import UTC
from email import message_from_string
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from html import escape
from pathlib import PurePath

from agent_console.sandbox.letters import SERVICE, Correspondent, Form, Letter
from agent_console.sandbox.mail.papers import PAPERS, paper
from agent_console.sandbox.mail.pictures import picture
from agent_console.sandbox.mail.quoting import PROGRAMS, quotation

HOST = "mail.ridgeline.example"
LOGO = "https://images.grant-daughters.example/signature.png"
"""A picture that a mail wants to load from somewhere; nobody should."""
KINDS = {".png": ("image", "png"), ".pdf": ("application", "pdf")}
USER_UNKNOWN = "550 5.1.1 <{address}>: Recipient address rejected: User unknown"
BOUNCED = """This is the mail system at host {host}.

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients. It's attached below.

<{address}>: host mx.{domain} said:
    {why} (in reply to RCPT TO command)
"""
REPORT = (
    """Reporting-MTA: dns; {host}
Arrival-Date: {date}
""",
    """Final-Recipient: rfc822; {address}
Original-Recipient: rfc822;{address}
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx.{domain}
Diagnostic-Code: smtp; {why}
""",
)


def compose(letter: Letter) -> bytes:
    """Make the mail."""
    return COMPOSERS[letter.form](letter).as_bytes()


def _plain(letter: Letter) -> EmailMessage:
    message = _headed(letter)
    _set_text(message, letter, letter.text.rstrip() + quotation(letter))
    for name in letter.files:
        main, sub = KINDS[PurePath(name).suffix]
        body = paper(name, letter) if name in PAPERS else picture(name)
        message.add_attachment(body, maintype=main, subtype=sub, filename=name)
    _set_boundaries(message, letter)
    return message


def _html(letter: Letter) -> EmailMessage:
    """Make a mail that exists in HTML only, as some programs send it."""
    message = _headed(letter)
    paragraphs = letter.text.strip().split("\n\n")
    body = "".join(f"<p>{escape(one).replace(chr(10), '<br>')}</p>\n" for one in paragraphs)
    style = "font-family:Calibri,sans-serif;font-size:11pt"
    message.set_content(
        f'<html><head><meta charset="utf-8"></head><body style="{style}">\n{body}'
        f'<img src="{LOGO}" width="120" height="40" alt=""></body></html>\n',
        subtype="html",
        cte="quoted-printable",
    )
    return message


def _automatic(letter: Letter) -> EmailMessage:
    message = _headed(letter)
    message["Auto-Submitted"] = "auto-replied"
    message["X-Auto-Response-Suppress"] = "All"
    _set_text(message, letter, letter.text)
    return message


def _notice(letter: Letter) -> EmailMessage:
    message = _headed(letter)
    message["Auto-Submitted"] = "auto-generated"
    _set_text(message, letter, letter.text)
    return message


def _bounce(letter: Letter) -> EmailMessage:
    """Make the report that a mail could not be delivered, as Postfix writes it."""
    failed = letter.answers
    if failed is None:
        raise ValueError(f"{letter.key} is about no mail")
    address = failed.to.address
    told = {
        "host": HOST,
        "address": address,
        "domain": address.partition("@")[2],
        "why": USER_UNKNOWN.format(address=address),
        "date": format_datetime(failed.at.astimezone(failed.zone or UTC)),
    }
    message = _headed(letter)
    message["Auto-Submitted"] = "auto-replied"
    message.set_content(BOUNCED.format(**told), cte="7bit")
    message.make_mixed()
    message.set_type("multipart/report")
    message.set_param("report-type", "delivery-status")
    report = EmailMessage(policy=SMTP)
    report["Content-Description"] = "Delivery report"
    report.set_type("message/delivery-status")
    report.set_payload([message_from_string(one.format(**told)) for one in REPORT])
    message.attach(report)
    original = EmailMessage(policy=SMTP)
    original["Content-Description"] = "Undelivered Message"
    original.set_content(_plain(failed))
    message.attach(original)
    _set_boundaries(message, letter)
    return message


def _headed(letter: Letter) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    at = letter.at.astimezone(letter.zone or UTC).replace(microsecond=0)
    if not letter.is_ours:
        host = f"mx.{letter.sender.address.partition('@')[2]}"
        path = "" if letter.form is Form.BOUNCE else letter.sender.address
        message["Return-Path"] = f"<{path}>"
        message["Received"] = (
            f"from {host} by {HOST} for <{SERVICE.address}>; {format_datetime(at)}"
        )
    message["Message-ID"] = letter.message_id
    message["Date"] = at
    message["From"] = _address(letter.sender)
    message["To"] = _address(letter.to)
    message["Subject"] = letter.subject
    if letter.answers is not None and letter.form is not Form.BOUNCE:
        message["In-Reply-To"] = letter.answers.message_id
        message["References"] = " ".join(letter.thread)
    header = PROGRAMS[letter.program].header
    if header is not None and letter.form in {Form.PLAIN, Form.HTML}:
        message[header[0]] = header[1]
    return message


def _address(who: Correspondent) -> Address:
    return Address(who.name, addr_spec=who.address)


def _set_text(message: EmailMessage, letter: Letter, text: str) -> None:
    encoding = "7bit" if letter.charset == "iso-2022-jp" else "quoted-printable"
    message.set_content(text.strip() + "\n", charset=letter.charset, cte=encoding)


def _set_boundaries(message: EmailMessage, letter: Letter) -> None:
    """Part the parts by a line that is the same in every run."""
    if message.is_multipart():
        message.set_boundary(f"=_{letter.message_id[1:17]}")


COMPOSERS: Mapping[Form, Callable[[Letter], EmailMessage]] = {
    Form.PLAIN: _plain,
    Form.HTML: _html,
    Form.AUTOMATIC: _automatic,
    Form.NOTICE: _notice,
    Form.BOUNCE: _bounce,
}
