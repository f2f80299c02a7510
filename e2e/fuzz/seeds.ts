import { strToU8, zipSync } from 'fflate';
import sharp, { type Sharp } from 'sharp';

/** A good file, of which damaged copies are made. Its extension says how the page takes it: a zip is opened. */
export interface Seed {
  readonly name: string;
  readonly bytes: Buffer;
  /** Of a labelled set: the files that a zip is made of, of which one that holds labels is damaged, not the zip. */
  readonly set?: Readonly<Record<string, Uint8Array>>;
}

const width = 40;
const height = 30;

/** Enough in it that no part of a file is a long run of one byte. */
function drawn(channels: 1 | 3 | 4 = 3): Sharp {
  const bytes = Buffer.alloc(width * height * channels);
  for (let at = 0; at < bytes.length; at++) bytes[at] = (at * 2654435761) >>> (24 - (at % 5));
  return sharp(bytes, { raw: { width, height, channels } });
}

/** Sets of one image and its label files. */
async function labelled(): Promise<Seed[]> {
  const box = { id: 1, image_id: 1, category_id: 1, bbox: [4, 3, 20, 15], area: 300, iscrowd: 0 };
  const coco = {
    images: [{ id: 1, file_name: 'a.jpg', width, height }],
    categories: [{ id: 1, name: 'cat' }],
    annotations: [box, { ...box, id: 2, segmentation: { size: [height, width], counts: [99, 40, 1061] } }],
  };
  const voc = `<annotation><filename>a.jpg</filename><size><width>${width}</width><height>${height}</height><depth>3</depth></size><object><name>cat</name><bndbox><xmin>4</xmin><ymin>3</ymin><xmax>24</xmax><ymax>18</ymax></bndbox></object></annotation>`; // prettier-ignore
  const jpeg = await drawn().jpeg().toBuffer();
  const zip = (name: string, image: string, texts: Readonly<Record<string, string>>): Seed => {
    const files = Object.fromEntries(Object.entries(texts).map(([path, text]) => [path, strToU8(text)]));
    const set = { ...files, [image]: jpeg };
    return { name, bytes: Buffer.from(zipSync(set)), set };
  };
  return [
    zip('yolo.zip', 'images/train/a.jpg', {
      'labels/train/a.txt': '0 0.35 0.35 0.5 0.5\n1 0.5 0.5 0.1 0.2\n',
      'data.yaml': 'train: images/train\nnames:\n  0: cat\n  1: dog\n',
    }),
    zip('coco.zip', 'train/a.jpg', { 'train/_annotations.coco.json': JSON.stringify(coco) }),
    zip('voc.zip', 'JPEGImages/a.jpg', { 'Annotations/a.xml': voc, 'ImageSets/Main/train.txt': 'a\n' }),
  ];
}

/** One line for each kind of file; what joins here is mutated with the others. */
const makers: Readonly<Record<string, () => Promise<Uint8Array> | Uint8Array>> = {
  'baseline.jpg': () => drawn().jpeg({ quality: 80 }).toBuffer(),
  'progressive.jpg': () => drawn().jpeg({ progressive: true, chromaSubsampling: '4:4:4' }).toBuffer(),
  'turned.jpg': () => drawn().withMetadata({ orientation: 6 }).jpeg().toBuffer(),
  'profile.jpg': () =>
    drawn()
      .withIccProfile('p3')
      .withExif({ IFD0: { Copyright: 'x' } })
      .jpeg()
      .toBuffer(),
  'grey.jpg': () => drawn(1).toColourspace('b-w').jpeg().toBuffer(),
  'cmyk.jpg': () => drawn().toColourspace('cmyk').jpeg().toBuffer(),
  'true.png': () => drawn(4).png().toBuffer(),
  'deep.png': () => drawn().toColourspace('rgb16').png().toBuffer(),
  'palette.png': () => drawn().png({ palette: true, colours: 16 }).toBuffer(),
  'interlaced.png': () => drawn().png({ progressive: true }).toBuffer(),
  'lossy.webp': () => drawn(4).webp({ quality: 60 }).toBuffer(),
  'lossless.webp': () => drawn().webp({ lossless: true }).toBuffer(),
  'one.gif': () => drawn().gif().toBuffer(),
  'lzw.tif': () => drawn().tiff({ compression: 'lzw' }).toBuffer(),
  'plain.tif': () => drawn(1).tiff({ compression: 'none' }).toBuffer(),
  'jpeg.tif': () => drawn().tiff({ compression: 'jpeg', tile: true, tileWidth: 16, tileHeight: 16 }).toBuffer(),
  'pixels.ppm': async () => Buffer.concat([strToU8(`P6\n${width} ${height}\n255\n`), await drawn().raw().toBuffer()]),
  'flat.hdr': () =>
    Buffer.concat([
      strToU8(`#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y ${height} +X ${width}\n`),
      Buffer.alloc(width * height * 4, 0x81),
    ]),
  'still.avif': () => drawn().avif({ effort: 0 }).toBuffer(),
  'stored.zip': async () => zipSync({ 'a/b.png': await drawn().png().toBuffer(), 'c.jpg': await drawn().jpeg().toBuffer() }, { level: 0 }), // prettier-ignore
  'deflated.zip': async () => zipSync({ 'x/y.ppm': await drawn(1).toFormat('png').toBuffer(), 'z.txt': strToU8('z'.repeat(999)) }), // prettier-ignore
};

export async function seeds(): Promise<Seed[]> {
  const plain = Object.entries(makers).map(async ([name, make]) => ({ name, bytes: Buffer.from(await make()) }));
  return [...(await Promise.all(plain)), ...(await labelled())];
}
