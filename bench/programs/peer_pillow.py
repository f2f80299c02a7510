"""Pillow as a peer: the same kernel as the others', baseline JPEG at quality 80, 4:2:0, optimised tables."""

import io

import peer

try:
    from PIL import Image, ImageOps, __version__
except ImportError:
    peer.missing("Pillow is not installed (Debian: python3-pil)")
    raise SystemExit

FORMATS = {
    "camera-jpeg": "JPEG",
    "camera-progressive": "JPEG",
    "coco-letterbox": "JPEG",
    "png-alpha": "PNG",
    "webp": "WEBP",
}
OPTIONS = {
    "JPEG": {"quality": 80, "subsampling": "4:2:0", "optimize": True},
    "PNG": {},
    "WEBP": {"quality": 80},
}
GREY = (0x72, 0x72, 0x72)


def work(task, data, item, setting):
    image = Image.open(io.BytesIO(data))
    size = (item["width"], item["height"])
    placed = item.get("placed")
    inner = (placed["width"], placed["height"]) if placed else size
    if setting == "draft":
        # Sides are those of the stored image, which may lie on its side.
        longer = max(inner)
        scale = longer / max(image.size)
        image.draft("RGB", (round(image.size[0] * scale), round(image.size[1] * scale)))
    image = ImageOps.exif_transpose(image)
    if image.size != inner:
        image = image.resize(inner, Image.Resampling.LANCZOS)
    if placed:
        whole = Image.new("RGB", size, GREY)
        whole.paste(image, (placed["left"], placed["top"]))
        image = whole
    out = io.BytesIO()
    kind = FORMATS[task]
    image.save(out, kind, **OPTIONS[kind])
    return [out.getvalue()]


peer.Peer("pillow", __version__, work).serve()
