"""A picture that is kept shows what it showed, upright, and tells nothing else."""

import io

import pytest
from PIL import Image, ImageCms

from portico.files.pictures import redrawn
from portico.files.rules.kind import PIXELS, Kind, fits_in_memory
from portico.files.rules.limits import Reason
from portico.files.tests.corpus import picture

PLACE = 0x8825  # where the picture was taken
ORIENTATION, MAKER, DATE = 0x0112, 0x010F, 0x0132


def photo(orientation: int = 1) -> bytes:
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKER], exif[DATE] = orientation, "Rosas phone", "2026:11:20 10:00:00"
    exif.get_ifd(PLACE)[1] = "N"
    exif.get_ifd(PLACE)[2] = (43.0, 4.0, 23.0)
    return picture(exif=exif.tobytes(), comment=b"for Dr Lee", dpi=(300, 300))


def shown(content: bytes | Reason) -> Image.Image:
    assert isinstance(content, bytes)
    return Image.open(io.BytesIO(content))


def test_where_when_and_with_what_a_photo_was_taken_is_gone() -> None:
    assert dict(shown(photo()).getexif())
    kept = redrawn(photo(), Kind.JPEG)
    assert isinstance(kept, bytes)
    assert not dict(shown(kept).getexif())
    assert not {"exif", "comment", "icc_profile", "xmp"} & set(shown(kept).info)
    assert b"Rosas phone" in photo()
    assert b"Rosas phone" not in kept
    assert b"for Dr Lee" not in kept


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_a_photo_that_was_held_sideways_stands_upright(orientation: int) -> None:
    """The dark quarter is at the top left of what the camera wrote; after turning it is where the viewer saw it."""
    corner = {1: (2, 2), 3: (57, 37), 6: (37, 2), 8: (2, 57)}[orientation]
    kept = shown(redrawn(photo(orientation), Kind.JPEG))
    assert kept.size == ((60, 40) if orientation in {1, 3} else (40, 60))
    red, green, _blue = kept.convert("RGB").getpixel(corner)  # type: ignore[misc]  # a pixel of three colours
    assert red < 60
    assert green > 60


def test_a_png_keeps_what_is_see_through() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (4, 4), (10, 20, 30, 0)).quantize().save(out, "PNG")
    assert shown(redrawn(out.getvalue(), Kind.PNG)).convert("RGBA").getpixel((0, 0))[3] == 0  # type: ignore[index]


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_usual_png_is_taken(mode: str) -> None:
    out = io.BytesIO()
    Image.new(mode, (9, 9)).save(out, "PNG")
    assert shown(redrawn(out.getvalue(), Kind.PNG)).size == (9, 9)


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
def test_every_usual_jpeg_is_taken(mode: str) -> None:
    out = io.BytesIO()
    Image.new(mode, (9, 9)).save(out, "JPEG")
    assert shown(redrawn(out.getvalue(), Kind.JPEG)).mode in {"L", "RGB"}


def test_a_colour_profile_is_worked_in_and_dropped() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    kept = shown(redrawn(picture(icc_profile=profile), Kind.JPEG))
    assert "icc_profile" not in kept.info
    assert kept.size == (60, 40)


def test_a_broken_colour_profile_spoils_nothing() -> None:
    assert shown(redrawn(picture(icc_profile=b"no profile"), Kind.JPEG)).size == (60, 40)


def test_a_phones_second_picture_is_left_behind() -> None:
    out = io.BytesIO()
    first, second = Image.new("RGB", (60, 40), "red"), Image.new("RGB", (30, 20), "blue")
    first.save(out, "MPO", save_all=True, append_images=[second])
    kept = shown(redrawn(out.getvalue(), Kind.JPEG))
    assert (kept.format, kept.size, getattr(kept, "n_frames", 1)) == ("JPEG", (60, 40), 1)


@pytest.mark.parametrize(
    ("size", "fits"),
    [((8000, 6000), True), ((PIXELS // 5000, 5000), True), ((10_001, 5000), False), ((0, 5), False),
     ((1, 40_000), False)],
)  # fmt: skip
def test_no_more_is_drawn_than_the_agreed_number_of_pixels(size: tuple[int, int], fits: bool) -> None:
    assert fits_in_memory(size) is fits
