import { describe, expect, it } from 'vitest';
import { findLabels } from './find';
import { usualOptions, type LabelFile } from './format';
import { fileOf, writtenAs } from './testing/memory';

const size = () => ({ width: 100, height: 50 });

async function read(files: readonly LabelFile[], images: readonly string[]) {
  const found = await findLabels({ files, images, read: 'auto', options: usualOptions });
  if (found.kind !== 'found') throw new Error(`Expected labels, received ${JSON.stringify(found)}`);
  return found;
}

describe('TensorFlow’s CSV', () => {
  // In the columns of github.com/datitran/raccoon_dataset/blob/master/data/raccoon_labels.csv, which its xml_to_csv.py writes.
  const head = 'filename,width,height,class,xmin,ymin,xmax,ymax';
  const rows = [
    'badger-1.jpg,100,50,badger,8,8,52,40',
    'badger-2.jpg,100,50,"fox, red",1.5,2,30,45',
    'badger-2.jpg,100,50,badger,60,5,99,49',
  ];
  const csv = `${[head, ...rows].join('\n')}\n`;
  const images = ['d/train/badger-1.jpg', 'd/train/badger-2.jpg'];

  it('is found by its head, and comes back byte for byte', async () => {
    const files = [fileOf('d/train/_annotations.csv', csv)];
    const { set, format, counts } = await read(files, images);
    expect([format.id, counts]).toMatchObject(['tensorflow-csv', { labels: 3, images: 2, troubles: 0 }]);
    expect(set.store.get(images[1]!)).toMatchObject({ split: 'train', stated: { width: 100, height: 50 } });
    expect(set.classes.map(({ name }) => name)).toEqual(['badger', 'fox, red']);
    const again = await writtenAs(format, set, files, size);
    expect([again.files.get('d/train/_annotations.csv'), again.losses.size]).toEqual([csv, 0]);
  });

  it.each(['\r\n', '\n', '\r'])('is read with spaces around cells and lines that end with %j', async (end) => {
    const text = `\uFEFF${[head, 'train\\\\badger-1.jpg , 100,50.0,badger ,8,8,52, 40 '].join(end)}${end}`;
    const { set, counts } = await read([fileOf('d/labels.csv', text)], images);
    expect(counts).toMatchObject({ labels: 1, troubles: 0 });
    expect(set.classes.map(({ name }) => name)).toEqual(['badger']);
  });

  it('names the line of a row that is short, of one without a number, and of an image that is not there', async () => {
    const bad = [
      head,
      'badger-1.jpg,100',
      'badger-1.jpg,100,50,badger,a,2,3,4',
      'gone.jpg,1,1,badger,1,2,3,4',
      '',
    ].join('\r\n');
    const { set } = await read([fileOf('d/train/labels.csv', bad)], images);
    expect(set.troubles).toMatchObject([
      { code: 'wrong-count', where: 'line 2', detail: 'Expected 8 cells, received 2.' },
      { code: 'bad-value', where: 'line 3', detail: 'Expected xmin to be a number, received "a".' },
      { code: 'unknown-image', where: 'line 4', detail: 'Expected an image "gone.jpg" among the files.' },
    ]);
  });
});

describe('Open Images', () => {
  // In the tables of storage.googleapis.com/openimages/web/download_v7.html, "Data formats".
  const head =
    'ImageID,Source,LabelName,Confidence,XMin,XMax,YMin,YMax,IsOccluded,IsTruncated,IsGroupOf,IsDepiction,IsInside,XClick1X,XClick2X,XClick3X,XClick4X,XClick1Y,XClick2Y,XClick3Y,XClick4Y';
  const rows = [
    '00a1,xclick,/m/0aa,1,0.012500,0.195312,0.148438,0.587500,0,1,1,0,0,0.148438,0.0125,0.059375,0.195312,0.148438,0.357812,0.5875,0.325',
    '00a1,activemil,/m/0bb,1,0.25,0.5,0.5,1,-1,-1,-1,-1,-1,,,,,,,,',
    '00b2,xclick,/m/0bb,1,0,1,0,1,1,0,0,1,0,0,0,0,0,0,0,0,0',
  ];
  const csv = `${[head, ...rows].join('\n')}\n`;
  const files = [
    fileOf('oi/annotations/train-annotations-bbox.csv', csv),
    fileOf(
      'oi/annotations/train-annotations-human-imagelabels-boxable.csv',
      'ImageID,Source,LabelName,Confidence\n00a1,verification,/m/0aa,1\n00a1,verification,/m/0bb,0\n',
    ),
    fileOf('oi/annotations/class-descriptions-boxable.csv', '/m/0aa,Kettle\n/m/0bb,Toad\n'),
  ];
  const images = ['oi/train/00a1.jpg', 'oi/train/00b2.jpg', 'oi/validation/00a1.jpg'];

  it('is found by its heads: boxes, names, and classes of whole images', async () => {
    const { set, format, counts } = await read(files, images);
    expect([format.id, counts]).toMatchObject(['open-images', { labels: 3, images: 2, withoutLabels: 1, troubles: 0 }]);
    const { unit, split, classes, labels } = set.store.get('oi/train/00a1.jpg')!;
    expect([unit, split, classes.map((index) => set.classes[index]!.name)]).toEqual(['fraction', 'train', ['Kettle']]);
    expect(labels.map((one) => [set.classes[one.class]!.name, ...one.flags])).toEqual([
      ['Kettle', 'crowd', 'truncated'],
      ['Toad'],
    ]);
    expect([...set.store.get('oi/train/00b2.jpg')!.labels[0]!.attributes!]).toEqual([['IsDepiction', true]]);
  });

  it('comes back byte for byte', async () => {
    const { set, format } = await read(files, images);
    const again = await writtenAs(format, set, files, size);
    expect(again.files.get('annotations/train-annotations-bbox.csv')).toBe(csv);
    expect(again.files.get('annotations/class-descriptions-boxable.csv')).toBe('/m/0aa,Kettle\n/m/0bb,Toad\n');
    expect(again.losses.size).toBe(0);
  });
});

describe('a table whose head is damaged', () => {
  const tensorflow = 'filename,width,height,class,xmin,ymin,xmax,ymax';
  const boxes = 'ImageID,LabelName,XMin,XMax,YMin,YMax';
  const via = 'filename,region_shape_attributes';
  const image = 'd/a.jpg';
  const readAs = (format: string, files: Readonly<Record<string, string>>) =>
    findLabels({
      files: Object.entries(files).map(([path, text]) => fileOf(path, text)),
      images: [image],
      read: format,
      options: usualOptions,
    });

  it.each([
    ['tensorflow-csv', 'filename,width,height,class,xmin,ymin,xmax', tensorflow],
    ['tensorflow-csv', 'filename;width;height', tensorflow],
    ['tensorflow-csv', 'a.jpg,100,50,cat,1,2,3,4', tensorflow],
    ['open-images', 'ImageID,LabelName,XMin,XMax,YMin', boxes],
    ['open-images', 'ImageID,Name,Confidence', 'ImageID,LabelName,Confidence'],
    ['open-images', 'id,label', boxes],
    ['via', 'filename,file_size,region_shape', via],
    ['via', 'file,region_shape_attributes,region_attributes', via],
  ])('is told with its file, what %s expects and what came: %s', async (format, head, expected) => {
    const found = await readAs(format, { 'd/labels.csv': `${head}\na.jpg,1,2\n` });
    const columns = expected.replaceAll(',', ', ');
    const received = JSON.stringify(head.length > 40 ? `${head.slice(0, 40)}…` : head);
    const detail = `Expected a first line with the columns ${columns}, received ${received}.`;
    expect(found).toMatchObject({
      kind: 'found',
      format: { id: format },
      set: { troubles: [{ code: 'missing-value', file: 'd/labels.csv', where: 'line 1', detail }] },
    });
  });

  it('is told beside a good one without being asked for, and is nobody’s beside another format', async () => {
    const good = `${tensorflow}\na.jpg,100,50,cat,1,2,30,40\n`;
    const bad = 'filename,width,height,class,xmin,ymin,xmax\n';
    const found = await readAs('auto', { 'd/a.csv': good, 'd/b.csv': bad, 'd/c.csv': 'name,price\n' });
    expect(found).toMatchObject({
      kind: 'found',
      counts: { files: 2, labels: 1 },
      set: { troubles: [{ file: 'd/b.csv' }] },
    });
    expect(await readAs('auto', { 'd/b.csv': 'name,price\n' })).toMatchObject({ kind: 'none', trouble: null });
    const yolo = { 'd/a.txt': '0 0.5 0.5 0.1 0.1\n', 'd/c.csv': 'name,price\n' };
    expect(await readAs('via', yolo)).toMatchObject({ kind: 'refused', formats: ['yolo-detect'] });
  });

  it('is told where nobody asked and there is nothing else, but not beside folders of classes', async () => {
    const bad = 'filename;width;height;class;xmin;ymin;xmax\na.jpg;100;50;cat;1;2;30\n';
    const detail =
      'Expected a first line with the columns filename, width, height, class, xmin, ymin, xmax, ymax, received "filename;width;height;class;xmin;ymin;xm…".';
    const found = await readAs('auto', { 'd/b.csv': bad });
    expect(found).toMatchObject({
      kind: 'found',
      set: { troubles: [{ code: 'missing-value', file: 'd/b.csv', detail }] },
    });
    const images = ['d/train/cat/a.jpg', 'd/train/dog/b.jpg'];
    const folders = await findLabels({ files: [fileOf('d/b.csv', bad)], images, read: 'auto', options: usualOptions });
    expect(folders).toMatchObject({ kind: 'found', format: { id: 'class-folders' } });
  });
});

describe('tables as spreadsheets write them', () => {
  const images = ['d/train/a.jpg', 'd/train/b.jpg'];
  const cat = '"big\n""cat"", grey; old"';
  /** With semicolons between cells, and what is told of a row that is wrong. */
  const tables = [
    {
      id: 'tensorflow-csv',
      files: {
        'd/labels.csv': `filename;width;height;class;xmin;ymin;xmax;ymax\na.jpg;100;50;${cat};1;2;30;40\nb.jpg;9;9;dog;1;2;3o;4\n`,
      },
      told: 'line 4: Expected xmax to be a number, received "3o".',
    },
    {
      id: 'open-images',
      files: {
        'd/train-annotations-bbox.csv':
          'ImageID;Source;LabelName;Confidence;XMin;XMax;YMin;YMax\na;x;/m/1;1;0.1;0.5;0.1;0.5\nb;x;/m/2;1;O.1;0.5;0.1;0.5\n',
        'd/class-descriptions-boxable.csv': `/m/1;${cat}\n/m/2;dog, or wolf\n`,
      },
      told: 'line 3: Expected XMin to be a number, received "O.1".',
    },
    {
      id: 'imagefolder',
      files: { 'd/train/metadata.csv': `file_name;label;text\na.jpg;${cat};x\nb.jpg;dog;x;y\n` },
      told: 'line 4: Expected 3 cells, received 4.',
    },
  ];
  const marks = { semicolons: ';', tabs: '\t', commas: ',' };

  it.each(tables.flatMap((table) => Object.entries(marks).map(([title, mark]) => ({ ...table, title, mark }))))(
    'in $id are found with $title between cells, a mark before, CRLF and a line’s end in quotes',
    async ({ id, files, mark, told }) => {
      const written = Object.entries(files).map(([path, rows]) => {
        // What is in quotes stays, and a comma in a cell without would be one between cells.
        const text = rows.replaceAll(/"(?:[^"]|"")*"|;|\w+,[ \w]+/g, (part) =>
          part === ';' ? mark : mark === ',' && !part.startsWith('"') ? `"${part}"` : part,
        );
        return fileOf(path, `\uFEFF${text.replaceAll('\n', '\r\n')}`);
      });
      const { set, format } = await read(written, images);
      const { classes = [], labels = [] } = set.store.get(images[0]!) ?? {};
      const [name] = [...classes, ...labels.map((label) => label.class)].map((index) => set.classes[index]!.name);
      expect([format.id, name]).toEqual([id, 'big\r\n"cat", grey; old']);
      expect(set.troubles.map(({ where, detail }) => `${where}: ${detail}`)).toEqual([told]);
    },
  );

  const decimal = {
    'tensorflow-csv': [
      'd/train/_annotations.csv',
      'filename;width;height;class;xmin;ymin;xmax;ymax\na.jpg;100,0;50;"fox, red";1,5;,5;30,25;4e1\n',
      'filename,width,height,class,xmin,ymin,xmax,ymax\na.jpg,100,50,"fox, red",1.5,.5,30.25,4e1\n',
    ],
    'open-images': [
      'annotations/train-annotations-bbox.csv',
      'ImageID;Source;LabelName;Confidence;XMin;XMax;YMin;YMax;XClick1X;Note\na;x;cat;0,75;0,015;0,3025;0,01;0,8;0,5;1,5\n',
      'a,x,cat,0.75,0.015,0.3025,0.01,0.8,,,,,,0.5,"1,5"\n',
    ],
  } as const;

  it.each(
    Object.entries(decimal).flatMap(([id, [path, text, again]]) =>
      [';', '\t'].map((mark) => ({ id, path, text, again, mark })),
    ),
  )('in $id with decimal commas and $mark between cells are read, and written with points', async (one) => {
    const file = fileOf(one.path, one.text.replaceAll(';', one.mark));
    const { set, format } = await read([file], images);
    expect([format.id, set.troubles]).toEqual([one.id, []]);
    const { unit, labels } = set.store.get(images[0]!)!;
    const [box] = labels[0]!.shapes;
    const side = unit === 'px' ? { width: 1, height: 1 } : size();
    const sides =
      box?.kind === 'box' ? [...box.at].map((at, index) => at * (index % 2 ? side.height : side.width)) : [];
    expect(sides).toEqual([1.5, 0.5, 30.25, 40]);
    const { files } = await writtenAs(format, set, [file], size);
    expect(files.get(one.path)).toContain(one.again);
  });

  const head = 'filename,width,height,class,xmin,ymin,xmax,ymax';
  it.each([
    ['commas', ',', 'a.jpg|100|50|cat|"1,5"|2|30|40', '1,5'],
    ['tabs, where it may part thousands', '\t', 'a.jpg|2,000|50|cat|1,024|2|1,300|40', '1,024'],
  ])('with a comma in a number are refused between %s', async (_, mark, row, received) => {
    const text = `${head}\n${row}\n`.replaceAll(/[|]/g, mark).replace(head, head.replaceAll(',', mark));
    const { set } = await read([fileOf('d/labels.csv', text)], images);
    expect(set.troubles.map(({ detail }) => detail)).toEqual([`Expected xmin to be a number, received "${received}".`]);
  });

  it.each([
    ['semicolons', ';', '3'],
    ['tabs, where another number has a decimal comma', '\t', '3,5'],
  ])('with three digits behind the comma are read between %s', async (_, mark, side) => {
    const text = `${head.replaceAll(',', mark)}\n${['a.jpg', '100', '50', 'cat', '1,125', side, '30', '40'].join(mark)}\n`;
    const { set } = await read([fileOf('d/labels.csv', text)], images);
    const [box] = set.store.get(images[0]!)!.labels[0]!.shapes;
    expect(box).toMatchObject({ at: Float64Array.of(1.125, Number(side.replace(',', '.')), 30, 40) });
  });

  it('of metadata without names of files is told once', async () => {
    const { set } = await read([fileOf('d/train/metadata.csv', 'file|label\na.jpg|cat\nb.jpg|dog\n')], images);
    const detail = 'Expected a first line with the column file_name, received "file|label".';
    expect(set.troubles).toEqual([{ code: 'missing-value', file: 'd/train/metadata.csv', where: 'line 1', detail }]);
  });

  it('of lines that end with CR are found however many they are', async () => {
    const rows = [
      'filename,width,height,class,xmin,ymin,xmax,ymax',
      ...Array<string>(3000).fill('a.jpg,100,50,cat,1,2,30,40'),
    ];
    const { counts } = await read([fileOf('d/labels.csv', `${rows.join('\r')}\r`)], images);
    expect(counts.labels).toBe(3000);
  });
});
