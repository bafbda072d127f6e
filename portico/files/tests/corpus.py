"""Files as people and attackers send them, made on the spot: each with what becomes of it (security.md UP-01)."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image, PngImagePlugin

MB = 1024 * 1024
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
HTML = b"<!doctype html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
EXE = b"MZ\x90\x00\x03" + b"\0" * 100 + b"This program cannot be run in DOS mode"
AT_ONCE, LATER, READY = "refused at once", "refused after a look", "ready"


@dataclass(frozen=True)
class Sample:
    """`kept_as`: the name it is shown under. `gone`: bytes that must not be in what is kept."""

    name: str
    content: bytes
    verdict: str
    reason: str = ""
    kept_as: str = ""
    gone: bytes = b""


def picture(form: str = "JPEG", size: tuple[int, int] = (60, 40), **more: object) -> bytes:
    out = io.BytesIO()
    drawn = Image.new("RGB", size, (190, 120, 90))
    drawn.paste((20, 90, 90), (0, 0, size[0] // 2, size[1] // 2))
    drawn.save(out, form, **more)
    return out.getvalue()


def moving(form: str) -> bytes:
    out = io.BytesIO()
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue", "green")]
    frames[0].save(out, form, save_all=True, append_images=frames[1:])
    return out.getvalue()


def pdf(*parts: bytes, trailer: bytes = b"", pad_to: int = 0) -> bytes:
    """A whole PDF of one empty page, with further objects; as long as asked."""
    body = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
    objects = (b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
               b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] >>", *parts)  # fmt: skip
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    if pad_to:
        body += b"% " + b"x" * (pad_to - len(body) - 3 - 200) + b"\n"
    table = len(body)
    body += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    body += b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"startxref\n%d\n%%%%EOF\n" % table
    body += b"trailer\n<< /Size %d /Root 1 0 R %s>>\n" % (len(places) + 1, trailer)
    if pad_to:
        body += b"%" + b"y" * (pad_to - len(body) - len(end) - 2) + b"\n"
    return body + end


def packed(inside: bytes, *, kind: bytes = b"/ObjStm") -> bytes:
    data = zlib.compress(inside)
    return b"<< /Type %s /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (
        kind, len(data), data,
    )  # fmt: skip


def archive(name: str, content: bytes, comment: bytes = b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        box.writestr(name, content)
        box.comment = comment
    return out.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def huge_png(side: int = 50_000) -> bytes:
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 99))
        + chunk(b"IEND", b"")
    )


def two_headed_png() -> bytes:
    """A small head to be believed, then the real one."""
    small = picture("PNG")
    head = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    return small[:33] + chunk(b"IHDR", head) + small[33:]


def huge_jpeg() -> bytes:
    content = bytearray(picture())
    at = content.index(b"\xff\xc0")
    content[at + 5 : at + 9] = struct.pack(">HH", 60_000, 60_000)
    return bytes(content)


def spoilt_png() -> bytes:
    content = bytearray(picture("PNG"))
    content[content.index(b"IDAT") + 8] ^= 0xFF
    return bytes(content)


def worded_png() -> bytes:
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", "<?php system($_GET[0]); ?>")
    return picture("PNG", pnginfo=words)


def samples() -> Iterator[Sample]:
    yield from _plain()
    yield from _disguised()
    yield from _named()
    yield from _pictures()
    yield from _pdfs()


def _plain() -> Iterator[Sample]:
    yield Sample("photo.jpg", picture(), READY, kept_as="photo.jpg")
    yield Sample("SCAN.PNG", picture("PNG"), READY, kept_as="SCAN.png")
    yield Sample("letter.pdf", pdf(), READY, kept_as="letter.pdf")
    yield Sample("exactly 10 MB.pdf", pdf(pad_to=10 * MB), READY)
    yield Sample("one byte more.pdf", pdf(pad_to=10 * MB + 1), AT_ONCE, "too-big")
    yield Sample("nothing.jpg", b"", AT_ONCE, "empty")


def _disguised() -> Iterator[Sample]:
    docm = archive("word/vbaProject.bin", b"\xd0\xcf\x11\xe0")
    for name, content in (
        ("dance.gif", moving("GIF")), ("gif as.jpg", moving("GIF")), ("png as.jpg", picture("PNG")),
        ("webp as.jpg", picture("WEBP")), ("drawing.svg", SVG), ("svg as.png", SVG), ("page.html", HTML),
        ("html as.pdf", HTML), ("html behind a head.pdf", b"%PDF-1.4\n" + HTML + pdf()),
        ("head behind junk.pdf", b"junk\n" + pdf()), ("macro.docm", docm), ("docm as.pdf", docm),
        ("box.zip", archive("a", b"a")), ("zip bomb.zip", archive("zeros", b"\0" * 20 * MB)),
        ("program.exe", EXE), ("exe as.jpg", EXE), ("eicar.com", EICAR), ("eicar as.jpg", EICAR),
        ("eicar as.pdf", EICAR), ("iphone.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"),
    ):  # fmt: skip
        yield Sample(name, content, AT_ONCE, "kind")


def _named() -> Iterator[Sample]:
    yield Sample("photo.jpg.exe", picture(), AT_ONCE, "kind")
    yield Sample("photo.exe.jpg", picture(), READY, kept_as="photo_exe.jpg")
    yield Sample("photo\u202egpj.exe", picture(), AT_ONCE, "kind")
    yield Sample("ann\u202egnp.jpg", picture(), READY, kept_as="anngnp.jpg")
    yield Sample("../../../etc/passwd.jpg", picture(), READY, kept_as="passwd.jpg")
    yield Sample("..\\..\\boot.png", picture("PNG"), READY, kept_as="boot.png")
    yield Sample("a.exe\0.jpg", picture(), READY, kept_as="a_exe.jpg")
    yield Sample("a.jpg\0.exe", picture(), AT_ONCE, "kind")
    yield Sample("no ending", picture(), AT_ONCE, "kind")
    yield Sample(".jpg", picture(), AT_ONCE, "kind")
    yield Sample(f"{'long ' * 60}.jpg", picture(), READY)
    yield Sample('<img src=x onerror="a()">.jpg', picture(), READY, kept_as="img src_x onerror_a().jpg")


def _pictures() -> Iterator[Sample]:
    yield Sample("50k x 50k.png", huge_png(), LATER, "too-many-pixels")
    yield Sample("two heads.png", two_headed_png(), LATER, "too-many-pixels")
    yield Sample("60k x 60k.jpg", huge_jpeg(), LATER, "too-many-pixels")
    yield Sample("cut short.jpg", picture(size=(600, 400))[:-900], LATER, "damaged")
    yield Sample("cut short.png", picture("PNG")[:60], LATER, "damaged")
    yield Sample("spoilt.png", spoilt_png(), LATER, "damaged")
    yield Sample("only a start.jpg", b"\xff\xd8\xff\xe0" + b"\0" * 40, LATER, "damaged")
    yield Sample("moves.png", moving("PNG"), LATER, "moves")
    yield Sample("jpg and zip.jpg", picture() + archive("a.js", b"run()"), READY, gone=b"a.js")
    yield Sample("jpg and html.jpg", picture(comment=HTML), READY, gone=b"<script>")
    yield Sample("png and php.png", worded_png(), READY, gone=b"php")
    yield Sample("png and exe.png", picture("PNG") + EXE, READY, gone=b"DOS mode")


def _pdfs() -> Iterator[Sample]:
    script = b"<< /S /JavaScript /JS (app.alert(1)) >>"
    for name, content, reason in (
        ("script.pdf", pdf(script), "runs"),
        ("spelt script.pdf", pdf(b"<< /S /J#61v#61Script >>"), "runs"),
        ("short script.pdf", pdf(b"<< /J#53 4 0 R >>"), "runs"),
        ("packed script.pdf", pdf(packed(b"9 0 " + script)), "runs"),
        ("packed oddly.pdf", pdf(packed(b"9 0 x").replace(b"/Flate", b"[/ASCIIHexDecode /Flate")), "damaged"),
        ("spelt packing.pdf", pdf(packed(b"9 0 " + script, kind=b"/Obj#53tm")), "runs"),
        ("launch.pdf", pdf(b"<< /S /Launch /F (cmd.exe) >>"), "runs"),
        ("form that sends.pdf", pdf(b"<< /S /SubmitForm /F (http://x) >>"), "runs"),
        ("file inside.pdf", pdf(b"<< /Type /EmbeddedFile /Length 0 >>"), "holds-files"),
        ("password.pdf", pdf(trailer=b"/Encrypt 4 0 R "), "locked"),
        ("cut short.pdf", pdf()[:200], "damaged"),
        ("zip behind.pdf", pdf() + archive("a", b"a"), "damaged"),
        ("zip that ends as pdf.pdf", pdf() + archive("a", b"a", b"startxref\n9\n%%EOF"), "holds-files"),
        ("bomb.pdf", pdf(packed(b"9 0 " + b"\0" * 70 * MB)), "damaged"),
    ):  # fmt: skip
        yield Sample(name, content, LATER, reason)
    yield Sample("packed as usual.pdf", pdf(packed(b"9 0 << /Type /Font >>")), READY)
    yield Sample("JS by chance.pdf", pdf(b"<< /Length 5 >>\nstream\nx/JS \nendstream"), READY)
