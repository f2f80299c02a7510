/** Formats of labels by the id that a recipe names, in the order in which they are offered, with what a person calls them. */
export const labelFormatTitles: Readonly<Record<string, string>> = {
  'yolo-detect': 'YOLO detection',
  'yolo-segment': 'YOLO segmentation',
  'yolo-pose': 'YOLO pose',
  'yolo-obb': 'YOLO oriented boxes',
  coco: 'COCO',
  'coco-panoptic': 'COCO panoptic',
  voc: 'Pascal VOC',
  masks: 'Semantic masks',
  'labelme-xml': 'LabelMe XML',
  'labelme-json': 'LabelMe JSON',
  cvat: 'CVAT XML',
  kitti: 'KITTI',
  createml: 'Create ML',
  datumaro: 'Datumaro JSON',
  'label-studio': 'Label Studio JSON',
  via: 'VGG Image Annotator',
  cityscapes: 'Cityscapes polygons',
  'tensorflow-csv': 'TensorFlow CSV',
  'open-images': 'Open Images CSV',
  imagefolder: 'Hugging Face imagefolder',
  'class-folders': 'Class folders',
};

/** All that a recipe may name: `yolo` alone is its detection. */
export const labelFormatIds: readonly string[] = ['yolo', ...Object.keys(labelFormatTitles)];

/** A format's own id, for one by which it may be called too. */
export function ownLabelFormat(id: string): string {
  return id === 'yolo' ? 'yolo-detect' : id;
}
