import type { Json } from '../../core/dataset/json';
import { isRecord, whole } from '../text/json-values';
import { yamlOf } from '../text/yaml';
import { yamlText } from '../text/yaml-text';

/** What Ultralytics' `data.yaml` says of a dataset. */
export interface DataYaml {
  /** By the class's number. */
  readonly names: ReadonlyMap<number, string>;
  readonly pose: { readonly points: number; readonly values: 2 | 3 } | null;
  readonly flip: readonly number[] | null;
  /** Folders or lists of images, as written: by split. */
  readonly splits: ReadonlyMap<string, readonly string[]>;
  readonly value: Json;
}

/** @returns null for YAML that is no `data.yaml`: it names no classes. @throws YamlTrouble */
export function dataYamlOf(text: string): DataYaml | null {
  const value = yamlOf(text);
  if (!isRecord(value)) return null;
  const names = namesOf(value['names']);
  if (!names) return null;
  const splits = new Map<string, readonly string[]>();
  for (const split of ['train', 'val', 'test']) {
    const given = value[split];
    const list = Array.isArray(given) ? given : [given];
    const folders = list.filter((one): one is string => typeof one === 'string' && one !== '');
    if (folders.length > 0) splits.set(split, folders);
  }
  return { names, pose: poseOf(value['kpt_shape']), flip: flipOf(value['flip_idx']), splits, value: value as Json };
}

/** A list, or a map from numbers. */
function namesOf(value: unknown): Map<number, string> | null {
  if (Array.isArray(value)) return new Map(value.map((name, id) => [id, String(name)]));
  if (!isRecord(value)) return null;
  const entries = Object.entries(value).map(([id, name]): [number, string] => [Number(id), String(name)]);
  return entries.every(([id]) => Number.isSafeInteger(id) && id >= 0) ? new Map(entries) : null;
}

function poseOf(value: unknown): DataYaml['pose'] {
  if (!Array.isArray(value)) return null;
  const [points, values] = value as unknown[];
  return whole(points) && points <= 1000 && (values === 2 || values === 3) ? { points, values } : null;
}

function flipOf(value: unknown): readonly number[] | null {
  return Array.isArray(value) && value.every((one) => Number.isSafeInteger(one)) ? (value as number[]) : null;
}

export interface WrittenYaml {
  /** In the order of their numbers. */
  readonly names: readonly string[];
  readonly pose: DataYaml['pose'];
  readonly flip: readonly number[] | null;
  /** Folders of images from the file's own folder on: by split. */
  readonly splits: ReadonlyMap<string, readonly string[]>;
  /** Other keys, for the way back. */
  readonly rest: { readonly [key: string]: Json };
}

/** Without `path`: readers then look from the file's own folder on, wherever it was put. */
export function dataYamlText({ names, pose, flip, splits, rest }: WrittenYaml): string {
  const folders = Array.from(splits, ([split, list]): [string, Json] => [
    split,
    list.length === 1 ? (list[0] ?? '') : list,
  ]);
  const document = {
    ...rest,
    ...Object.fromEntries(folders),
    ...(pose && { kpt_shape: [pose.points, pose.values] }),
    ...(flip && { flip_idx: flip }),
    nc: names.length,
    names: new Map(names.entries()),
  };
  return yamlText(document);
}
