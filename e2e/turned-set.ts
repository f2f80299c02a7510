import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { temporaryFolder } from './visit';

/** Three photographs that EXIF turns clockwise, labelled by a tool that ignored it; one label of `c` has no area. */
export async function turnedSet(): Promise<string> {
  const set = join(temporaryFolder(), 'set');
  mkdirSync(join(set, 'Annotations'), { recursive: true });
  mkdirSync(join(set, 'JPEGImages'));
  for (const stem of ['a', 'b', 'c']) {
    const grey = sharp({ create: { width: 40, height: 20, channels: 3, background: '#888' } });
    await grey
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toFile(join(set, 'JPEGImages', `${stem}.jpg`));
    const right = stem === 'c' ? 2 : 38;
    const box = `<bndbox><xmin>2</xmin><ymin>4</ymin><xmax>${right}</xmax><ymax>8</ymax></bndbox>`;
    writeFileSync(
      join(set, 'Annotations', `${stem}.xml`),
      `<annotation><filename>${stem}.jpg</filename><size><width>40</width><height>20</height><depth>3</depth></size><object><name>cat</name><difficult>1</difficult>${box}</object></annotation>`,
    );
  }
  return set;
}
