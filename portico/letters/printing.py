"""A letter as a PDF. The page is ours and asks nothing of the network or the disk: it has no picture and no link."""

from zoneinfo import ZoneInfo

from django.template.loader import render_to_string
from django.utils.translation import override

from portico.core.presenters import day_words
from portico.letters.models import Letter
from portico.letters.presenters import signature

PAGE = """
@page {
  size: letter;
  margin: 2.2cm 2.4cm;
  @bottom-center { content: counter(page) " / " counter(pages); color: #555; font-size: 9pt; }
}
body { font: 11.5pt/1.5 "Source Sans 3", "Liberation Sans", sans-serif; color: #111; }
header { margin-bottom: 1.4cm; padding-bottom: 0.4cm; border-bottom: 1px solid #999; }
h1 { margin: 0 0 0.6cm; font-size: 15pt; line-height: 1.25; }
p { margin: 0 0 0.35cm; }
.body { white-space: pre-wrap; overflow-wrap: anywhere; }
.signed { margin-top: 1.4cm; break-inside: avoid; }
"""


def page(letter: Letter, *, practice: str) -> str:
    """What is printed, in the language of the letter."""
    site = letter.patient.site
    with override(letter.language):
        context = {
            "letter": letter, "practice": practice, "site": site, "signature": signature(letter),
            "when": day_words(letter.issued_at.astimezone(ZoneInfo(site.zone)).date()) if letter.issued_at else "",
        }  # fmt: skip
        return render_to_string("letters/print/letter.html", context)


def pdf(html: str) -> bytes | str:
    """The file, or in a word why there is none (presenters.PDF_FAULTS)."""
    try:
        from weasyprint import CSS, HTML
        from weasyprint.urls import URLFetcher
    except (ImportError, OSError):  # Pango is a library of the system
        return "no-printer"
    # Of no protocol: what stands in a letter was typed by people.
    nothing = URLFetcher(allowed_protocols=())
    return bytes(HTML(string=html, url_fetcher=nothing).write_pdf(stylesheets=[CSS(string=PAGE)]))
