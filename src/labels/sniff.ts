import { areClassFolders } from './folders/class-folders';
import { isMetadata } from './folders/imagefolder-read';
import { isYaml } from './yolo/yolo-names';
import { listFiles } from './yolo/list-files';
import { dataYamlOf, type DataYaml } from './yolo/data-yaml';
import type { LabelFile } from './format';
import type { ImageIndex } from './image-index';
import { isKittiRow } from './kitti/kitti-read';
import { isDescriptions } from './tables/open-images-read';
import { isMaskTable } from './masks/mask-table';
import { csvClaims } from './sniff-csv';
import { jsonKind } from './sniff-json';
import { linesOf, textOf } from './text/text';
import { splitOf } from './splits';
import { meantKindOf, yoloKindOf } from './yolo/yolo-kind';
import type { YoloKind } from './yolo/yolo-rows';
import { YamlTrouble } from './text/yaml';

/** What a file may hold, by its name: most files of a dataset are images and are not looked into. */
export function mayHoldLabels(path: string): boolean {
  return /\.(?:txt|json|xml|ya?ml|names|data|png|jsonl|csv)$/i.test(path);
}

const headBytes = 65_536;
/** Fewer bytes hold no row of YOLO's: `0 0 0 1 1` is the shortest. */
const shortestRow = 9;
/** How many files of a folder are looked into: the rest is taken to be like them. */
const samples = 12;

/** Files by the id of the format that they hold. */
export type Claims = Map<string, LabelFile[]>;

/**
 * Looks into files, and says which are labels of what.
 * @param asked The format that they are said to be; `auto` where nobody said.
 */
export async function claimsOf(files: readonly LabelFile[], images: ImageIndex, asked: string): Promise<Claims> {
  const claims: Claims = new Map();
  const claim = (id: string, more: readonly LabelFile[]) => {
    const known = claims.get(id) ?? [];
    // A file at a time may come here a hundred thousand times.
    for (const file of more) known.push(file);
    claims.set(id, known);
  };
  const named = (pattern: RegExp) => files.filter(({ path }) => pattern.test(path));

  for (const file of named(/\.json$/i)) {
    const kind = await jsonKind(file);
    if (kind) claim(kind, [file]);
  }
  const xmls: LabelFile[] = [];
  for (const file of named(/\.xml$/i))
    if (await isCvat(file)) claim('cvat', [file]);
    else xmls.push(file);
  for (const group of byFolder(xmls))
    if (await some(group, isVoc)) claim('voc', group);
    else if (await some(group, isLabelme)) claim('labelme-xml', group);
  if (claims.has('voc')) claim('voc', named(/(?:^|\/)(?:ImageSets\/.*|labelmap)\.txt$/i));

  const yamls: LabelFile[] = [];
  for (const file of named(/\.ya?ml$/i)) if (await isDataYaml(file)) yamls.push(file);
  const known = await listFiles([...yamls, ...named(/\.(?:txt|data|names)$/i)], images);
  const isList = (file: LabelFile) => known.lists.has(file) || known.names.has(file);
  const rows = named(/\.txt$/i).filter((file) => !isList(file));
  // ImageSets are another format's.
  const lists = files.filter((file) => isList(file) && (!isOfSets(file) || known.pointed.lists.has(file)));
  const empty: LabelFile[] = [];
  const doubtful: { readonly id: string; readonly files: readonly LabelFile[] }[] = [];
  for (const group of bySet(rows)) {
    if (await some(group, isKitti)) {
      claim('kitti', group);
      continue;
    }
    const folders = [...new Set(group.map(({ path }) => folderOf(path)))];
    const near = [...yamls, ...lists].filter(({ path }) => folders.some((folder) => isAbove(folderOf(path), folder)));
    const { kind, isSure } = await kindOf(
      group,
      images,
      yamls.filter((file) => near.includes(file)),
      asked,
    );
    if (kind === 'empty') empty.push(...group.filter(isBlank));
    else if (kind && !isSure) doubtful.push({ id: `yolo-${kind}`, files: [...group, ...near] });
    else if (kind) claim(`yolo-${kind}`, [...group, ...near]);
  }
  // Rows of boxes alone may stand in the other kinds' files, too: whoever names one of them means these.
  const boxes = claims.get('yolo-detect');
  if (boxes && (asked === 'yolo-segment' || asked === 'yolo-pose') && !claims.has(asked)) {
    claims.delete('yolo-detect');
    claims.set(asked, boxes);
  }
  // Images without objects are of the kind of those with some.
  const yolo = [...claims.keys()].find((id) => id.startsWith('yolo-'));
  const rowless = /^(?:kitti|yolo-.*)$/.test(asked) ? asked : claims.has('kitti') ? 'kitti' : 'yolo-detect';
  if (empty.length > 0) claim(asked === 'kitti' ? asked : (yolo ?? rowless), empty);
  // So are rows without a class of those with one.
  if (yolo) doubtful.forEach(({ files: rows }) => claim(yolo, rows));
  // One that lies above none of the labels speaks of all that have none of their own.
  for (const [id, claimed] of claims)
    if (id.startsWith('yolo-')) {
      const isNamed = claimed.some((file) => isYaml(file.path) || known.names.has(file));
      const free = [...yamls, ...lists].filter((file) => ![...claims.values()].some((other) => other.includes(file)));
      const all = new Set([...claimed, ...(isNamed ? [] : free)]);
      for (const [list, { by }] of known.pointed.lists) if (by.some((file) => all.has(file))) all.add(list);
      claims.set(id, [...all]);
    }
  claimPngs(claims, named(/\.png$/i));
  const taken = new Set([...claims.values()].flat());
  const pngs = named(/\.png$/i).filter((file) => !taken.has(file));
  if (pngs.some(({ path }) => images.hasMasked(path))) {
    const folders = [...new Set(pngs.map(({ path }) => folderOf(path)))];
    const near = files.filter(
      ({ path }) =>
        (isMaskTable(path) || /(?:^|\/)(?:train|val|test)\.txt$/i.test(path)) &&
        folders.some((folder) => isAbove(folderOf(path), folder)),
    );
    claim('masks', [...pngs, ...near]);
  }
  const isAlone = claims.size === 0 && !(asked === 'auto' && areClassFolders(images));
  for (const [id, file] of await csvClaims(files, headOf, { asked, isAlone })) claim(id, [file]);
  if (claims.has('open-images'))
    claim(
      'open-images',
      files.filter(({ path }) => isDescriptions(path)),
    );
  const metadata = files.filter(({ path }) => isMetadata(path));
  if (metadata.length > 0) claim('imagefolder', metadata);
  if (asked === 'class-folders' || (claims.size === 0 && areClassFolders(images)))
    claims.set('class-folders', named(/(?:^|\/)(?:LOC_synset_mapping|synset_words)\.txt$/));
  // Where nothing else is found, it is told what is wrong with them.
  if (claims.size === 0) for (const { id, files: rows } of doubtful.slice(0, 1)) claim(id, rows);
  return claims;
}

async function kindOf(
  group: readonly LabelFile[],
  images: ImageIndex,
  yamls: readonly LabelFile[],
  asked: string,
): Promise<{ readonly kind: YoloKind | 'empty' | null; readonly isSure: boolean }> {
  const sure = (kind: YoloKind | 'empty' | null) => ({ kind, isSure: true });
  const paired = group.filter(({ path }) => images.hasStem(path));
  const isNamed = group.some(({ path }) => /(?:^|\/)(?:labels|obj_train_data)\//i.test(path));
  if (paired.length === 0 && !isNamed) return sure(null);
  const sampled: string[] = [];
  const own = paired.length > 0 ? paired : group;
  const looked = own.filter((file) => !isBlank(file));
  const step = Math.max(1, Math.floor(looked.length / samples));
  for (let at = 0; at < looked.length && sampled.length < 2000; at += step) {
    const file = looked[at];
    if (file) sampled.push(...linesOf(await headOf(file)).map(({ line }) => line));
  }
  const [yaml] = yamls;
  const told = yaml ? yamlIn(textOf(await yaml.read())) : null;
  const pose = told === 'broken' ? null : (told?.pose ?? null);
  if (sampled.length === 0) return sure(looked.length === 0 ? 'empty' : null);
  const kind = yoloKindOf(sampled, pose, isNamed);
  // Whoever names the format knows better than a look at broken rows.
  const said = asked.replace(/^yolo-/, '');
  // Rows of four corners alone are polygons as well.
  if (kind === 'obb' && said === 'segment') return sure(said);
  if (kind !== null) return sure(kind);
  if (isKind(said)) return sure(said);
  return { kind: meantKindOf(sampled, pose), isSure: false };
}

function isOfSets({ path }: LabelFile): boolean {
  return /(?:^|\/)ImageSets\//i.test(path);
}

function isBlank({ bytes }: LabelFile): boolean {
  return bytes < shortestRow;
}

/** PNGs that belong to a format of more than pixels. */
function claimPngs(claims: Claims, pngs: readonly LabelFile[]): void {
  const give = (id: string, own: (path: string) => boolean) => {
    const claimed = claims.get(id);
    if (claimed) claims.set(id, [...claimed, ...pngs.filter(({ path }) => own(path))]);
  };
  const lists = claims.get('coco-panoptic')?.map(({ path }) => path) ?? [];
  // In the folder of the list's own name, or in any that says so.
  give(
    'coco-panoptic',
    (path) =>
      lists.some((list) => path.startsWith(list.replace(/\.json$/i, '/'))) || /panoptic[^/]*\/[^/]*$/i.test(path),
  );
  give('labelme-xml', (path) => /(?:^|\/)(?:Masks|Scribbles)\/[^/]*$/i.test(path));
  give('voc', (path) => /(?:^|\/)Segmentation(?:Class|Object)[^/]*\//i.test(path));
}

/** The first bytes of a file, to the end of a line where it is cut. */
async function headOf(file: LabelFile): Promise<string> {
  const text = textOf(await file.read(0, Math.min(file.bytes, headBytes)));
  return file.bytes > headBytes ? text.slice(0, Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1) : text;
}

async function isVoc(file: LabelFile): Promise<boolean> {
  const head = textOf(await file.read(0, Math.min(file.bytes, headBytes)));
  return (
    /<annotation[\s>]/.test(head) && !/<imagesize>|<polygon>/.test(head) && /<(?:bndbox|size|filename)>/.test(head)
  );
}

async function isCvat(file: LabelFile): Promise<boolean> {
  const head = textOf(await file.read(0, Math.min(file.bytes, headBytes)));
  return /<annotations[\s>]/.test(head) && /<(?:image|meta|track)[\s>]/.test(head);
}

async function isKitti(file: LabelFile): Promise<boolean> {
  return linesOf(await headOf(file)).some(({ line }) => isKittiRow(line));
}

async function isLabelme(file: LabelFile): Promise<boolean> {
  const head = textOf(await file.read(0, Math.min(file.bytes, headBytes)));
  return /<annotation[\s>]/.test(head) && /<imagesize>|<polygon>|<segm>/.test(head);
}

async function isDataYaml(file: LabelFile): Promise<boolean> {
  if (file.bytes > 10_000_000) return false;
  const text = textOf(await file.read());
  const told = yamlIn(text);
  // Broken YAML of another program is nothing to tell of; of ours it is told when it is read.
  return told === 'broken' ? /^names\s*:/m.test(text) : told !== null;
}

function yamlIn(text: string): DataYaml | 'broken' | null {
  try {
    return dataYamlOf(text);
  } catch (error) {
    if (error instanceof YamlTrouble) return 'broken';
    throw error;
  }
}

async function some(group: readonly LabelFile[], is: (file: LabelFile) => Promise<boolean>): Promise<boolean> {
  for (const file of group.slice(0, samples)) if (await is(file)) return true;
  return false;
}

function isKind(kind: string): kind is YoloKind {
  return ['detect', 'segment', 'pose', 'obb'].includes(kind);
}

/** Files whose folders differ by a split's name alone are of one set. */
function bySet(files: readonly LabelFile[]): LabelFile[][] {
  const sets = new Map<string, LabelFile[]>();
  for (const group of byFolder(files)) {
    const parts = folderOf(group[0]?.path ?? '').split('/');
    const key = parts.filter((part) => splitOf(part) === null).join('/');
    sets.set(key, [...(sets.get(key) ?? []), ...group]);
  }
  return [...sets.values()];
}

function byFolder(files: readonly LabelFile[]): LabelFile[][] {
  const groups = new Map<string, LabelFile[]>();
  for (const file of files) {
    const folder = folderOf(file.path);
    const group = groups.get(folder);
    if (group) group.push(file);
    else groups.set(folder, [file]);
  }
  return [...groups.values()];
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function isAbove(folder: string, below: string): boolean {
  return folder === '' || below === folder || below.startsWith(`${folder}/`);
}
