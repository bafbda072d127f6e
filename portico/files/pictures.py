"""Redraw a picture: what is drawn stays, everything else that the file carried is gone.

Only the decoder of the kind that was found is tried, and never on more than the agreed number of pixels.
"""

import io
import warnings

from PIL import Image, ImageCms, ImageOps

from portico.files.rules.kind import Kind, fits_in_memory, pixels
from portico.files.rules.limits import Reason

_QUALITY = 90
_PLAIN = {Kind.JPEG: {"L", "RGB"}, Kind.PNG: {"1", "L", "LA", "RGB", "RGBA", "I;16"}}
_AS = {Kind.JPEG: "JPEG", Kind.PNG: "PNG"}


def redrawn(content: bytes, kind: Kind) -> bytes | Reason:
    """The same picture, upright and without anything else; or why it can't be taken."""
    size = pixels(content, kind)
    if size is None:
        return Reason.DAMAGED
    if not fits_in_memory(size):
        return Reason.TOO_MANY_PIXELS
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about odd metadata, which we drop
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _redrawn(content, kind)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        return Reason.TOO_MANY_PIXELS
    except Exception:  # a decoder meets broken input in many ways; all of them mean the same
        return Reason.DAMAGED


def _redrawn(content: bytes, kind: Kind) -> bytes | Reason:
    with Image.open(io.BytesIO(content), formats=[_AS[kind]]) as picture:
        if not fits_in_memory(picture.size):  # a second head inside may say otherwise than the first
            return Reason.TOO_MANY_PIXELS
        # Phones store a small second picture beside the photo (MPO): the photo is the first, and is taken.
        if kind is Kind.PNG and getattr(picture, "is_animated", False):
            return Reason.MOVES
        picture.load()
        upright = ImageOps.exif_transpose(picture)
        plain = _usual_colours(upright, kind)
    plain.info.clear()
    out = io.BytesIO()
    if kind is Kind.JPEG:
        plain.save(out, "JPEG", quality=_QUALITY)
    else:
        plain.save(out, "PNG")
    return out.getvalue()


def _usual_colours(picture: Image.Image, kind: Kind) -> Image.Image:
    """In the colours that every screen understands: a profile of its own is worked in, then dropped."""
    picture = _profile_worked_in(picture)
    if kind is Kind.PNG and ("transparency" in picture.info or picture.mode == "PA"):
        return picture.convert("RGBA")
    return picture.copy() if picture.mode in _PLAIN[kind] else picture.convert("RGB")


def _profile_worked_in(picture: Image.Image) -> Image.Image:
    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in {"RGB", "RGBA", "CMYK"}:
        return picture
    try:
        source, target = ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB")
        mode = "RGBA" if picture.mode == "RGBA" else "RGB"
        return ImageCms.profileToProfile(picture, source, target, outputMode=mode) or picture
    except (ImageCms.PyCMSError, OSError):
        return picture  # a profile that can't be read: the colours as they are
