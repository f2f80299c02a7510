"""Reads label files as a trainer does: by Python's own json, csv and xml, by PIL, and by nothing of ours.

read_labels.py ROOT    ROOT holds a folder for each case, named by its format: `FORMAT+…`.

Prints JSON: by case, a list of {"image", "class", "kind", "numbers"}. Coordinates are in pixels; a mask is its bounds, half
open, and its area. Images are 40 x 30 pixels. Exits with 3 where PIL is missing.
"""

import csv
import glob
import json
import os
import sys
import xml.etree.ElementTree as xml

try:
    from PIL import Image
except ImportError:
    sys.exit(3)

WIDTH, HEIGHT = 40, 30


def found(image, name, kind, numbers):
    return {"image": image, "class": name, "kind": kind, "numbers": [float(one) for one in numbers]}


def mask_of(values, wanted):
    at = [(i % WIDTH, i // WIDTH) for i, value in enumerate(values) if value == wanted]
    xs, ys = [x for x, _ in at], [y for _, y in at]
    return [min(xs), min(ys), max(xs) + 1, max(ys) + 1, len(at)]


def scaled(values):
    return [float(one) * (WIDTH if i % 2 == 0 else HEIGHT) for i, one in enumerate(values)]


def box(x, y, width, height):
    return [x, y, x + width, y + height]


def one(pattern):
    (path,) = glob.glob(pattern, recursive=True)
    return path


def yaml_of(path):
    """Ultralytics' data.yaml in the shape that YAML 1.2 gives it: by PyYAML where it is, else line by line."""
    try:
        import yaml

        with open(path, encoding="utf-8") as file:
            return yaml.safe_load(file)
    except ImportError:
        told, names = {}, {}
        with open(path, encoding="utf-8") as file:
            for line in file:
                key, _, value = line.partition(":")
                if line.startswith("  ") and value:
                    names[int(key)] = value.strip()
                elif value.strip():
                    told[key] = value.strip()
        return {**told, "names": names}


def listed(place):
    """Images of a folder, or of a list, as Ultralytics' get_img_files: ./ is the list's own folder."""
    if os.path.isdir(place):
        return [os.path.join(place, name) for name in os.listdir(place)]
    with open(place, encoding="utf-8") as file:
        lines = file.read().strip().splitlines()
    return [line.replace("./", os.path.dirname(place) + os.sep) if line.startswith("./") else line for line in lines]


def yolo(root, kind):
    data = yaml_of(os.path.join(root, "data.yaml"))
    assert int(data["nc"]) == len(data["names"])
    rows = []
    for path in sorted(listed(os.path.join(root, data["train"]))):
        folder, name = os.path.split(path)
        labels = os.path.join(folder.replace("images", "labels"), os.path.splitext(name)[0] + ".txt")
        image = os.path.relpath(path, root)
        with open(labels, encoding="utf-8") as file:
            for line in filter(None, file.read().split("\n")):
                number, *values = line.split(" ")
                label = data["names"][int(number)]
                if kind == "segment" and len(values) > 4:
                    rows.append(found(image, label, "polygon", scaled(values)))
                elif kind == "obb":
                    assert len(values) == 8
                    rows.append(found(image, label, "oriented", scaled(values)))
                else:
                    x, y, width, height = scaled(values[:4])
                    rows.append(found(image, label, "box", box(x - width / 2, y - height / 2, width, height)))
                    if kind == "pose" and values[4:]:
                        many, each = data["kpt_shape"]
                        assert (len(values) - 4, each) == (many * each, 3)
                        points = [values[4 + i + n] for i in range(0, many * each, each) for n in (0, 1)]
                        rows.append(found(image, label, "keypoints", scaled(points)))
    return rows


def coco(root):
    path = one(f"{root}/annotations/*_*.json")
    with open(path, encoding="utf-8") as file:
        data = json.load(file)
    has_points = any("keypoints" in each for each in data["annotations"])
    assert os.path.basename(path).startswith("person_keypoints_" if has_points else "instances_")
    names = {each["id"]: each["name"] for each in data["categories"]}
    images = {each["id"]: each for each in data["images"]}
    rows = []
    for label in data["annotations"]:
        image, name = images[label["image_id"]], names[label["category_id"]]
        assert (image["width"], image["height"]) == (WIDTH, HEIGHT)
        shape = label["segmentation"]
        if isinstance(shape, dict):
            # Runs go down columns, off and on in turn.
            height, width = shape["size"]
            down = [on % 2 for on, run in enumerate(shape["counts"]) for _ in range(run)]
            assert len(down) == width * height
            across = [down[x * height + y] for y in range(height) for x in range(width)]
            rows.append(found(image["file_name"], name, "mask", mask_of(across, 1)))
            assert label["area"] == sum(down)
        for ring in shape if isinstance(shape, list) else []:
            rows.append(found(image["file_name"], name, "polygon", ring))
            pairs = list(zip(ring[::2], ring[1::2]))
            turns = zip(pairs, pairs[1:] + pairs[:1])
            assert abs(abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in turns)) / 2 - label["area"]) < 1e-6
        if "keypoints" in label:
            rows.append(found(image["file_name"], name, "keypoints", [k for i, k in enumerate(label["keypoints"]) if i % 3 < 2]))
        rows.append(found(image["file_name"], name, "box", box(*label["bbox"])))
    return rows


def panoptic(root):
    with open(one(f"{root}/annotations/panoptic_*.json"), encoding="utf-8") as file:
        data = json.load(file)
    names = {each["id"]: each["name"] for each in data["categories"]}
    images = {each["id"]: each["file_name"] for each in data["images"]}
    rows = []
    for label in data["annotations"]:
        folder = one(f"{root}/annotations/panoptic_*/")
        picture = Image.open(os.path.join(folder, label["file_name"])).convert("RGB")
        values = [r + 256 * g + 65536 * b for r, g, b in picture.getdata()]
        for segment in label["segments_info"]:
            mask = mask_of(values, segment["id"])
            assert segment["area"] == mask[4] and box(*segment["bbox"]) == mask[:4]
            rows.append(found(images[label["image_id"]], names[segment["category_id"]], "mask", mask))
    return rows


def voc(root):
    rows = []
    for path in glob.glob(f"{root}/**/Annotations/*.xml", recursive=True):
        tree = xml.parse(path).getroot()
        above = os.path.dirname(os.path.dirname(path))
        stem = os.path.splitext(os.path.basename(path))[0]
        image = os.path.relpath(os.path.join(above, tree.findtext("folder"), tree.findtext("filename")), root)
        assert [int(tree.findtext(f"size/{side}")) for side in ("width", "height", "depth")] == [WIDTH, HEIGHT, 3]
        for number, thing in enumerate(tree.findall("object"), 1):
            edges = [float(thing.findtext(f"bndbox/{edge}")) for edge in ("xmin", "ymin", "xmax", "ymax")]
            rows.append(found(image, thing.findtext("name"), "box", edges))
            if tree.findtext("segmented") == "1":
                objects = Image.open(os.path.join(above, "SegmentationObject", f"{stem}.png"))
                assert objects.mode == "P"
                rows.append(found(image, thing.findtext("name"), "mask", mask_of(objects.getdata(), number)))
        with open(os.path.join(above, "ImageSets", "Main", "train.txt"), encoding="utf-8") as file:
            assert file.read().split() == [stem]
    return rows


def masks(root):
    with open(os.path.join(root, "dataset_meta.json"), encoding="utf-8") as file:
        names = json.load(file)["label_map"]
    picture = Image.open(one(f"{root}/**/masks/*.png"))
    assert picture.mode in ("P", "L")
    values = list(picture.getdata())
    used = sorted(set(values) - {0})
    return [found("d/images/a.jpg", names[str(value)], "mask", mask_of(values, value)) for value in used]


def imagefolder(root):
    path = one(f"{root}/**/metadata.*")
    folder = os.path.dirname(path)
    with open(path, encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file)) if path.endswith("csv") else [json.loads(line) for line in file]
    rows = []
    for line in lines:
        image = os.path.join(os.path.relpath(folder, root), line["file_name"])
        if line.get("label"):
            rows.append(found(image, line["label"], "class", []))
        things = line.get("objects") or {"bbox": [], "categories": []}
        for name, at in zip(things["categories"], things["bbox"], strict=True):
            rows.append(found(image, name, "box", box(*at)))
    return rows


READERS = {
    "yolo-detect": lambda root: yolo(root, "detect"),
    "yolo-segment": lambda root: yolo(root, "segment"),
    "yolo-pose": lambda root: yolo(root, "pose"),
    "yolo-obb": lambda root: yolo(root, "obb"),
    "coco": coco,
    "coco-panoptic": panoptic,
    "voc": voc,
    "masks": masks,
    "imagefolder": imagefolder,
}

cases = sorted(os.listdir(sys.argv[1]))
print(json.dumps({case: READERS[case.rsplit("+", 1)[0]](os.path.join(sys.argv[1], case)) for case in cases}))
