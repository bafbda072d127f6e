"""What may stay of the HTML inside an imported document: words and their structure, nothing that runs or loads.

Source: security checklist IN-02; the allowlist is what clinical notes use.
"""

import nh3

TAGS = {
    "p", "br", "hr", "div", "span", "b", "strong", "i", "em", "u", "sub", "sup", "ul", "ol", "li", "dl", "dt", "dd",
    "table", "thead", "tbody", "tr", "th", "td", "caption", "h3", "h4", "h5", "h6", "blockquote", "pre",
}  # fmt: skip
_HEADINGS = (("<h1", "<h3"), ("</h1>", "</h3>"), ("<h2", "<h3"), ("</h2>", "</h3>"))


def cleaned(text: str) -> str:
    """Safe HTML. The page has its own first headings, so the document's begin at the third level."""
    for before, after in _HEADINGS:
        text = text.replace(before, after).replace(before.upper(), after)
    return nh3.clean(
        text, tags=TAGS, attributes={"td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan", "scope"}}
    )
