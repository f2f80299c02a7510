import type { GoodSet } from './good-set';

/** Of formats that tools to draw labels save. */
export const setsOfTools: readonly GoodSet[] = [
  {
    id: 'labelme-xml',
    files: ['a', 'b'].map((stem) => [
      `d/images/${stem}.xml`,
      `<annotation><filename>${stem}.jpg</filename><object><name>cat</name><deleted>0</deleted><polygon><pt><x>1</x><y>2</y></pt><pt><x>9</x><y>2</y></pt><pt><x>9</x><y>8</y></pt></polygon></object><imagesize><nrows>80</nrows><ncols>100</ncols></imagesize></annotation>`,
    ]),
  },
  {
    id: 'labelme-json',
    files: ['a', 'b'].map((stem) => [
      `d/images/${stem}.json`,
      JSON.stringify({
        version: '5.0.0',
        flags: { day: true },
        shapes: [
          { label: 'cat', points: [[1, 2], [9, 2], [9, 8]], group_id: 1, shape_type: 'polygon', flags: {} }, // prettier-ignore
          { label: 'dog', points: [[1, 2], [9, 8]], group_id: null, shape_type: 'rectangle', flags: {} }, // prettier-ignore
        ],
        imagePath: `${stem}.jpg`,
        imageData: null,
        imageHeight: 80,
        imageWidth: 100,
      }),
    ]),
  },
  {
    id: 'cvat',
    files: [
      [
        'd/annotations.xml',
        '<?xml version="1.0" encoding="utf-8"?><annotations><version>1.1</version><meta><task><labels><label><name>cat</name></label></labels></task></meta><image id="0" name="a.jpg" width="100" height="80"><box label="cat" occluded="0" xtl="1" ytl="2" xbr="30" ybr="40"></box><polygon label="cat" points="1,2;31,2;31,42"/></image><image id="1" name="b.jpg" width="100" height="80"><mask label="cat" rle="2, 3, 1" left="4" top="5" width="3" height="2"/></image></annotations>',
      ],
    ],
  },
  {
    id: 'datumaro',
    files: [
      [
        'd/annotations/train.json',
        JSON.stringify({
          categories: { label: { labels: [{ name: 'cat', parent: '', attributes: [] }], attributes: [] } },
          items: ['a', 'b'].map((id) => ({
            id,
            annotations: [
              { id: 1, type: 'bbox', attributes: {}, group: 0, label_id: 0, z_order: 0, bbox: [1, 2, 3, 4] },
              {
                id: 2,
                type: 'points',
                attributes: {},
                group: 0,
                label_id: 0,
                points: [1, 2, 3, 4],
                visibility: [2, 1],
              },
              { id: 3, type: 'mask', attributes: {}, group: 0, label_id: 0, rle: { counts: '123', size: [2, 3] } },
            ],
            image: { path: `${id}.jpg`, size: [80, 100] },
          })),
        }),
      ],
    ],
  },
  {
    id: 'via',
    files: [
      [
        'd/images/via_region_data.json',
        JSON.stringify(
          Object.fromEntries(
            ['a', 'b'].map((stem) => [
              `${stem}.jpg12`,
              {
                filename: `${stem}.jpg`,
                size: 12,
                regions: [
                  {
                    shape_attributes: { name: 'rect', x: 1, y: 2, width: 3, height: 4 },
                    region_attributes: { label: 'cat' },
                  },
                  {
                    shape_attributes: { name: 'polygon', all_points_x: [1, 9, 9], all_points_y: [1, 1, 9] },
                    region_attributes: { label: 'dog' },
                  },
                ],
                file_attributes: {},
              },
            ]),
          ),
        ),
      ],
    ],
  },
  {
    id: 'label-studio',
    files: [
      [
        'd/label-studio.json',
        JSON.stringify(
          ['a', 'b'].map((stem, id) => ({
            id,
            data: { image: `/data/upload/1/${stem}.jpg` },
            annotations: [
              {
                result: [
                  {
                    id: 'r1',
                    type: 'rectanglelabels',
                    original_width: 100,
                    original_height: 80,
                    value: { x: 1, y: 2, width: 30, height: 40, rotation: 9, rectanglelabels: ['cat'] },
                  },
                  {
                    id: 'r2',
                    type: 'polygonlabels',
                    value: { points: [[1, 2], [9, 2], [9, 8]], polygonlabels: ['dog'] }, // prettier-ignore
                  },
                ],
              },
            ],
          })),
        ),
      ],
    ],
  },
  {
    id: 'via-csv',
    read: 'via',
    files: [
      [
        'd/images/via_region_data.csv',
        'filename,file_size,file_attributes,region_count,region_id,region_shape_attributes,region_attributes\n' +
          ['a', 'b']
            .map(
              (stem) =>
                `${stem}.jpg,9,"{}",1,0,"{""name"":""rect"",""x"":1,""y"":2,""width"":3,""height"":4}","{""class"":""cat""}"\n`,
            )
            .join(''),
      ],
    ],
  },
];
