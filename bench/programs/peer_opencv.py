"""OpenCV as a peer. INTER_AREA is what its documentation prefers for shrinking; its threads are off inside processes."""

import random

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
COPIES = 10
SIDE = 224


def work(task, data, item, setting):
    flags = cv2.IMREAD_UNCHANGED if task == "png-alpha" else cv2.IMREAD_COLOR
    image = cv2.imdecode(numpy.frombuffer(data, numpy.uint8), flags)
    if task == "augment-10":
        return augmented(image, len(data))
    placed = item.get("placed")
    inner = (placed["width"], placed["height"]) if placed else (item["width"], item["height"])
    if (image.shape[1], image.shape[0]) != inner:
        image = scaled(image, inner)
    if placed:
        below = item["height"] - placed["top"] - placed["height"]
        right = item["width"] - placed["left"] - placed["width"]
        sides = (placed["top"], below, placed["left"], right)
        image = cv2.copyMakeBorder(image, *sides, cv2.BORDER_CONSTANT, value=(0x72, 0x72, 0x72))
    return [encoded(task, image)]


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


def augmented(image, seed):
    """Ten copies, decoded once: a share of the area from 0.5 to 1, a ratio of sides from 3:4 to 4:3."""
    draw = random.Random(seed)
    height, width = image.shape[:2]
    outputs = []
    for _ in range(COPIES):
        area = width * height * draw.uniform(0.5, 1)
        ratio = draw.uniform(3 / 4, 4 / 3)
        wide = max(1, min(width, round((area * ratio) ** 0.5)))
        high = max(1, min(height, round((area / ratio) ** 0.5)))
        left, top = draw.randint(0, width - wide), draw.randint(0, height - high)
        crop = image[top : top + high, left : left + wide]
        copy = cv2.resize(crop, (SIDE, SIDE), interpolation=cv2.INTER_AREA)
        if draw.random() < 0.5:
            copy = cv2.flip(copy, 1)
        copy = cv2.convertScaleAbs(copy, alpha=draw.uniform(0.8, 1.2))
        outputs.append(encoded("augment-10", copy))
    return outputs


peer.Peer("opencv", cv2.__version__, work).serve()
