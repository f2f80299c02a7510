import { planeBytes } from '../shapes/png-plane';
import type { GoodSet } from './good-set';

const plane = { size: { width: 4, height: 2 }, kind: 'index', values: Uint32Array.of(0, 1, 2, 0, 1, 1, 0, 0) } as const;

/** The same with segments as panoptic PNGs number them: the red channel first. */
const segments = { ...plane, kind: 'colour', values: plane.values.map((value) => value << 16) } as const;

/** Of formats that trainers and benchmarks read. */
export const setsOfTrainers: readonly GoodSet[] = [
  {
    id: 'yolo-detect',
    files: [
      ['d/labels/a.txt', '0 0.5 0.5 0.25 0.25\n1 0.1 0.2 0.1 0.1\n'],
      ['d/labels/b.txt', '1 0.5 0.5 0.25 0.25\n'],
      ['d/data.yaml', 'train: images\nnames:\n  0: cat\n  1: dog\n'],
    ],
  },
  {
    id: 'yolo-segment',
    files: [
      ['d/labels/a.txt', '0 0.1 0.1 0.4 0.1 0.4 0.5\n'],
      ['d/labels/b.txt', '1 0.1 0.1 0.4 0.1 0.4 0.5 0.3 0.9\n'],
      ['d/data.yaml', 'names: [cat, dog]\n'],
    ],
  },
  {
    id: 'yolo-pose',
    files: [
      ['d/labels/a.txt', '0 0.5 0.5 0.25 0.25 0.45 0.45 2 0.55 0.55 1\n'],
      ['d/labels/b.txt', '1 0.5 0.5 0.25 0.25 0.45 0.45 2 0 0 0\n'],
      ['d/data.yaml', 'kpt_shape: [2, 3]\nflip_idx: [1, 0]\nnames: [cat, dog]\n'],
    ],
  },
  {
    id: 'yolo-obb',
    files: [
      ['d/labels/a.txt', '0 0.2 0.1 0.4 0.3 0.3 0.4 0.1 0.2\n'],
      ['d/labels/b.txt', '1 0.2 0.1 0.4 0.3 0.3 0.4 0.1 0.2\n'],
      ['d/data.yaml', 'names: [cat, dog]\n'],
    ],
  },
  {
    id: 'coco-panoptic',
    files: [
      [
        'd/annotations/panoptic_train.json',
        JSON.stringify({
          images: ['a', 'b'].map((stem, id) => ({ id, file_name: `${stem}.jpg`, width: 4, height: 2 })),
          categories: [
            { id: 1, name: 'cat', isthing: 1, supercategory: 'animal', color: [1, 2, 3] },
            { id: 7, name: 'road', isthing: 0, supercategory: 'ground', color: [4, 5, 6] },
          ],
          annotations: ['a', 'b'].map((stem, id) => ({
            image_id: id,
            file_name: `${stem}.png`,
            segments_info: [
              { id: 1, category_id: 1, area: 3, bbox: [1, 0, 3, 2], iscrowd: 0 },
              { id: 2, category_id: 7, area: 1, bbox: [2, 0, 1, 1], iscrowd: 0 },
            ],
          })),
        }),
      ],
      ...['a', 'b'].map((stem) => [`d/annotations/panoptic_train/${stem}.png`, planeBytes(segments)] as const),
    ],
  },
  {
    id: 'coco',
    files: [
      [
        'd/annotations.json',
        JSON.stringify({
          info: { year: 2020 },
          images: [
            { id: 1, file_name: 'a.jpg', width: 100, height: 80 },
            { id: 2, file_name: 'b.jpg', width: 100, height: 80 },
          ],
          categories: [{ id: 1, name: 'cat', keypoints: ['left_eye', 'right_eye'], skeleton: [[1, 2]] }],
          annotations: [
            {
              id: 1,
              image_id: 1,
              category_id: 1,
              bbox: [1, 2, 30, 40],
              segmentation: [[1, 2, 31, 2, 31, 42]],
              area: 600,
            },
            { id: 2, image_id: 2, category_id: 1, segmentation: { size: [2, 3], counts: [1, 2, 3] }, iscrowd: 1 },
            { id: 3, image_id: 2, category_id: 1, bbox: [1, 2, 3, 4], keypoints: [1, 2, 2, 3, 4, 1], num_keypoints: 2 },
          ],
        }),
      ],
    ],
  },
  {
    id: 'voc',
    files: ['a', 'b'].map((stem) => [
      `d/Annotations/${stem}.xml`,
      `<annotation><filename>${stem}.jpg</filename><size><width>100</width><height>80</height><depth>3</depth></size><object><name>cat</name><difficult>1</difficult><bndbox><xmin>1</xmin><ymin>2</ymin><xmax>30</xmax><ymax>40</ymax></bndbox></object></annotation>`,
    ]),
  },
  {
    id: 'kitti',
    files: ['a', 'b'].map((stem) => [
      `d/labels/${stem}.txt`,
      'Car 0.00 1 1.85 38.7 18.1 42.6 20.3 1.67 1.87 3.69 -16.5 2.39 58.4 1.57\nDontCare -1 -1 -10 50 16 59 19 -1 -1 -1 -1000 -1000 -1000 -10\n',
    ]),
  },
  {
    id: 'createml',
    files: [
      [
        'd/images/_annotations.createml.json',
        JSON.stringify(
          ['a', 'b'].map((stem) => ({
            image: `${stem}.jpg`,
            annotations: [{ label: 'cat', coordinates: { x: 12, y: 20, width: 8, height: 6 } }],
          })),
        ),
      ],
    ],
  },
  {
    id: 'tensorflow-csv',
    files: [
      [
        'd/images/_annotations.csv',
        'filename,width,height,class,xmin,ymin,xmax,ymax\na.jpg,100,80,cat,1,2,30,40\nb.jpg,100,80,dog,1.5,2,30,40\n',
      ],
    ],
  },
  {
    id: 'open-images',
    files: [
      [
        'd/train-annotations-bbox.csv',
        'ImageID,Source,LabelName,Confidence,XMin,XMax,YMin,YMax,IsOccluded,IsTruncated,IsGroupOf,IsDepiction,IsInside\na,xclick,/m/0a,1,0.1,0.2,0.3,0.4,0,1,0,0,0\nb,xclick,/m/0a,1,0.1,0.2,0.3,0.4,0,1,0,0,0\n',
      ],
    ],
  },
  {
    id: 'cityscapes',
    files: ['a', 'b'].map((stem) => [
      `d/labels/${stem}_gtFine_polygons.json`,
      JSON.stringify({
        imgHeight: 80,
        imgWidth: 100,
        objects: [
          { label: 'cargroup', polygon: [[1, 2], [9, 2], [9, 8]] }, // prettier-ignore
          { label: 'road', polygon: [[1, 2], [9, 2], [9, 8]], deleted: 0 }, // prettier-ignore
        ],
      }),
    ]),
  },
  {
    id: 'imagefolder',
    files: [
      [
        'd/images/metadata.jsonl',
        '{"file_name": "a.jpg", "objects": {"bbox": [[1, 2, 3, 4]], "categories": [0]}}\n{"file_name": "b.jpg", "label": "cat"}\n',
      ],
    ],
  },
  {
    id: 'masks',
    files: ['a', 'b'].map((stem) => [`d/masks/${stem}.png`, planeBytes(plane)]),
  },
  {
    id: 'darknet',
    read: 'yolo-detect',
    files: [
      ['d/images/a.txt', '0 0.5 0.5 0.25 0.25\n1 0.1 0.2 0.1 0.1\n'],
      ['d/images/b.txt', '1 0.5 0.5 0.25 0.25\n'],
      ['d/obj.data', 'classes = 2\ntrain = train.txt\nnames = obj.names\nbackup = backup/\n'],
      ['d/obj.names', 'cat\ndog\n'],
      ['d/train.txt', 'images/a.jpg\nimages/b.jpg\n'],
    ],
  },
  {
    id: 'metadata-csv',
    read: 'imagefolder',
    files: [['d/images/metadata.csv', 'file_name,label\na.jpg,cat\nb.jpg,dog\n']],
  },
];
