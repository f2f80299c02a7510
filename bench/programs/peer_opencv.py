"""OpenCV as a peer. INTER_AREA is what its documentation prefers for shrinking; its threads are off inside processes.

The setting `IMREAD_REDUCED_COLOR` reads with its _2, _4 or _8: the most that leaves no side shorter than it is wanted.
"""

import peer

try:
    import cv2
    import numpy
except ImportError:
    peer.missing("OpenCV is not installed (Debian: python3-opencv)")
    raise SystemExit

cv2.setNumThreads(0)

JPEG = [cv2.IMWRITE_JPEG_QUALITY, 80, cv2.IMWRITE_JPEG_OPTIMIZE, 1]
FORMATS = {
    "camera-jpeg": (".jpg", JPEG),
    "camera-progressive": (".jpg", JPEG),
    "coco-letterbox": (".jpg", JPEG),
    "png-alpha": (".png", []),
    "webp": (".webp", [cv2.IMWRITE_WEBP_QUALITY, 80]),
    "augment-10": (".jpg", JPEG),
}
REDUCED = {1: cv2.IMREAD_COLOR, 2: cv2.IMREAD_REDUCED_COLOR_2, 4: cv2.IMREAD_REDUCED_COLOR_4, 8: cv2.IMREAD_REDUCED_COLOR_8}


def work(task, data, item, setting):
    placed = item.get("placed")
    inner = (placed["width"], placed["height"]) if placed else (item["width"], item["height"])
    by = 1
    if setting == "IMREAD_REDUCED_COLOR":
        # A copy's window is a part of the picture; of the whole, the longer side stands for both: it may lie on its side.
        windows = [(copy["window"]["width"], copy["window"]["height"]) for copy in item.get("copies", [])]
        scales = [max(inner[0] / wide, inner[1] / high) for wide, high in windows] or [max(inner) / max(sides_of(data))]
        by = max(one for one in REDUCED if max(scales) * one <= 1 or one == 1)
    flags = cv2.IMREAD_UNCHANGED if task == "png-alpha" else REDUCED[by]
    image = cv2.imdecode(numpy.frombuffer(data, numpy.uint8), flags)
    if "copies" in item:
        return [encoded(task, copied(image, copy, inner, by)) for copy in item["copies"]]
    if (image.shape[1], image.shape[0]) != inner:
        image = scaled(image, inner)
    if placed:
        below = item["height"] - placed["top"] - placed["height"]
        right = item["width"] - placed["left"] - placed["width"]
        sides = (placed["top"], below, placed["left"], right)
        image = cv2.copyMakeBorder(image, *sides, cv2.BORDER_CONSTANT, value=(0x72, 0x72, 0x72))
    return [encoded(task, image)]


def sides_of(data):
    """Of a JPEG's frame (ITU-T T.81, B.2.2)."""
    at = 2
    while not (0xC0 <= data[at + 1] <= 0xCF and data[at + 1] not in (0xC4, 0xC8, 0xCC)):
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return int.from_bytes(data[at + 7 : at + 9], "big"), int.from_bytes(data[at + 5 : at + 7], "big")


def scaled(image, size):
    if image.ndim < 3 or image.shape[2] < 4:
        return cv2.resize(image, size, interpolation=cv2.INTER_AREA)
    # Colour under transparent pixels would bleed into the edges; the others premultiply too.
    alpha = image[:, :, 3:4].astype(numpy.float32) / 255
    colour = cv2.resize(image[:, :, :3] * alpha, size, interpolation=cv2.INTER_AREA)
    alpha = cv2.resize(alpha, size, interpolation=cv2.INTER_AREA)[:, :, None]
    colour = colour / numpy.maximum(alpha, 1e-6)
    return numpy.rint(numpy.concatenate([colour, alpha * 255], axis=2)).clip(0, 255).astype(numpy.uint8)


def encoded(task, image):
    extension, options = FORMATS[task]
    done, out = cv2.imencode(extension, image, options)
    if not done:
        raise RuntimeError("it could not be encoded")
    return out.tobytes()


def copied(image, copy, size, by):
    """A window of a picture that was read `by` times smaller."""
    window = copy["window"]
    left, top = round(window["left"] / by), round(window["top"] / by)
    right, bottom = round((window["left"] + window["width"]) / by), round((window["top"] + window["height"]) / by)
    image = cv2.resize(image[top:bottom, left:right], size, interpolation=cv2.INTER_AREA)
    if copy["isMirrored"]:
        image = cv2.flip(image, 1)
    return cv2.convertScaleAbs(image, alpha=copy["brightness"])


peer.Peer("opencv", cv2.__version__, work).serve()
