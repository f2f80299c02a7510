import type { LabelReport } from '../core/dataset/label-report';
import { reclassed, type ClassTable } from '../core/dataset/class-table';
import { LabelStore } from '../core/dataset/label-store';
import type { LabelSet, LabelTrouble } from '../core/dataset/label-set';
import type { SetMaskFill } from '../core/dataset/mask-fill';
import { noLabels, type ImageLabels, type Kept } from '../core/dataset/labels';
import { isOfMac, reportPath } from '../core/dataset/paths';
import type { Arrived } from '../core/dataset/travel';
import { findLabels, type FoundCounts } from '../labels/find';
import type { Loss, LossForecast } from '../core/dataset/label-losses';
import type { LabelFile, LabelFormat, ReadOptions, WriteInput, WrittenImage, WrittenImages } from '../labels/format';
import { formatOf, writtenByStem } from '../labels/formats';
import { FileWindows } from '../labels/file-window';
import { pathsOf } from '../labels/in-splits';
import { keptValue } from '../labels/recall';
import { writtenFiles } from '../labels/written-files';
import { classFacts } from './class-facts';
import { imagesAsRead } from './images-as-read';
import { LabelChecks } from './label-checks';
import { FrameSearch } from './label-frame';
import { LabelLook } from './label-look';
import { summaryOf } from './label-summary';
import { maskFillOf } from './mask-fill-of';
import { DropPool, type DropSpan } from './drop-pool';
import { bytesOf } from './joined-bytes';
import { dropCounts, dropsOf, foundOf } from './report-counts';
import { PutTogether } from './put-together';
import type { Stored } from './api';
import { OutputClasses } from './output-classes';
import { OutputFiles } from './output-files';
import type { ClassFacts, FoundLabels, KeptOutput, LabelQuestion, WrittenLabels } from './label-api';

/** As it is kept. */
type Unpacked = Omit<KeptOutput, 'arrived'> & { readonly arrived: Arrived | null };

/** One output whose labels are kept until its name is known. */
interface Output {
  readonly source: string;
  readonly width: number;
  readonly height: number;
  readonly moved: boolean;
  /** How many it has. */
  readonly many: number;
  readonly drops: DropSpan;
}

/** The labels of a dataset: found, kept, handed out by image, and written when the images have their names. */
export class Labels {
  #set: LabelSet | null = null;
  /** The same as it was read, before classes were changed. */
  #found: LabelSet | null = null;
  /** By name as it was read: labels of classes that the recipe drops. */
  #classDrops: ReadonlyMap<string, number> = new Map();
  /** Names in the class table that no class has. */
  #missing: readonly string[] = [];
  #read: LabelFormat | null = null;
  #counts: FoundCounts | null = null;
  #refused: string | null = null;
  /** That there are none of the format that was asked for. */
  #none: LabelTrouble | null = null;
  /** Paths of images that no label file speaks of. */
  #unlabelled: readonly string[] = [];
  #files: readonly LabelFile[] = [];
  #options: ReadOptions = { vocOneBased: false };
  /** Of the outputs, by id. */
  #store = new LabelStore('');
  readonly #outputClasses = new OutputClasses();
  readonly #outputFiles = new OutputFiles();
  readonly #drops = new DropPool();
  readonly #outputs = new Map<string, Output>();
  /** Ids by path, in the order of their names; a path named again means the new one. */
  readonly #paths = new Map<string, string>();
  /** What is wrong with the labels of items. */
  readonly checks = new LabelChecks((index) => this.#nameOf(index));
  /** What is told before a run of what was found last. */
  readonly look = new LabelLook(() => this.#set);
  #frame = new FrameSearch(null);

  async find(files: readonly LabelFile[], { images, read, vocOneBased }: LabelQuestion): Promise<FoundLabels> {
    this.#options = { vocOneBased };
    const found = await findLabels({ files, images, read, options: this.#options });
    this.#set = found.kind === 'found' ? found.set : null;
    this.#read = found.kind === 'found' ? found.format : null;
    this.#counts = found.kind === 'found' ? found.counts : null;
    this.#refused = found.kind === 'refused' ? found.sentence : null;
    this.#none = found.kind === 'none' ? found.trouble : null;
    const own = new Set([...(this.#set?.files ?? []), ...found.unread]);
    const isBare = (path: string) => !this.#set?.store.has(path) && !own.has(path) && !isOfMac(path);
    this.#unlabelled = this.#set ? images.filter(isBare) : [];
    this.#files = files;
    this.#frame = new FrameSearch(this.#set);
    this.look.clear();
    if (this.#outputs.size === 0) this.#store = new LabelStore(this.#set?.format ?? '');
    this.#found = this.#set;
    this.#classDrops = new Map();
    this.#missing = [];
    const summary = found.kind === 'found' ? summaryOf(found.format, found.set, found.counts) : null;
    const byStem = writtenByStem(this.#read);
    const formats = found.kind === 'refused' ? found.formats : [];
    const told = { kind: found.kind, refused: this.#refused, formats, unread: found.unread, byStem, summary };
    return { ...told, files: this.#set?.files ?? [], ...classFacts(this.#set) };
  }

  /** Makes the classes of what was found those of the table; an empty one leaves them as they were read. */
  reclass(table: ClassTable): ClassFacts {
    const found = this.#found;
    if (!found) return classFacts(this.#set);
    if (table.classes.length === 0 && table.otherClasses === 'keep') {
      found.store.asAdded();
      this.#classDrops = new Map();
      this.#missing = [];
      this.#set = found;
      return classFacts(this.#set);
    }
    const { classes, map, missing } = reclassed(found.classes, table);
    const unnamed = (found.unnamed ?? []).flatMap((index) => map[index] ?? []);
    this.#classDrops = new Map(
      Array.from(found.store.reclass(map), ([index, count]) => [found.classes[index]?.name ?? String(index), count]),
    );
    this.#missing = missing;
    this.#set = { ...found, classes, unnamed };
    return classFacts(this.#set);
  }

  /** The class of this name, made where there is none: 255 is its number, where that is free, as mask sets have it. */
  maskFill(name: string): SetMaskFill | null {
    const set = this.#set;
    if (!set) return null;
    const { fill, classes } = maskFillOf(set, name);
    this.#set = { ...set, classes };
    return fill;
  }

  /** Finds the frame that they were drawn in, for the set that was found last. */
  get frame(): FrameSearch {
    return this.#frame;
  }

  /** Null for an image without labels, which is told from one that a label file calls empty. */
  of(path: string): ImageLabels | null {
    return this.#set?.store.get(path) ?? null;
  }

  keep({ id, source, width, height, arrived }: Unpacked): void {
    const { labels, drops } = arrived ?? nothing;
    const numberOf = this.#outputClasses.numbersOf(this.#set?.classes ?? []);
    const span = this.#drops.add(drops, (index) => this.#nameOf(index));
    // Kept once more, as after another try, it is what came last.
    this.#outputs.set(id, { source, width, height, moved: labels.moved, many: labels.labels.length, drops: span });
    const keptOf = (kept: Kept | null) => this.#outputFiles.kept(kept, (file) => this.#file(this.#set?.files[file]));
    this.#store.reopen(id, { ...labels, kept: keptOf(labels.kept) });
    for (const label of labels.labels)
      this.#store.add(id, label, { class: numberOf(label.class), kept: keptOf(label.kept) });
    for (const index of labels.classes) this.#store.addClass(id, numberOf(index));
  }

  /** @param named Ids and paths of outputs that have their names now, in order. @param put Stores files of labels. */
  async write(
    named: readonly (readonly [id: string, path: string])[],
    write: string,
    put: (files: readonly Stored[]) => void,
  ): Promise<WrittenLabels> {
    for (const [id, path] of named) this.#paths.set(path, id);
    const set = this.#set;
    const format = write === 'same' ? this.#read : formatOf(write);
    if (!set || !format?.write) return { files: [], report: this.#report(null, [], new Map()) };
    const { classes, places } = this.#outputClasses.among(set.classes);
    this.#store.reclass(places);
    const losses = new Map<Loss, number>();
    const files: { readonly id: string; readonly path: string; readonly bytes: number }[] = [];
    const together = new PutTogether(put);
    const written = writtenFiles(
      format.write,
      this.#writing({ ...set, classes }, this.#images(), losses, (file) => this.#outputFiles.at(file)),
      [...this.#paths.keys(), reportPath],
    );
    for await (const { path, pieces } of written) {
      const bytes = await bytesOf(pieces);
      const id = `labels/${files.length}`;
      files.push({ id, path, bytes: bytes.byteLength });
      together.add({ id, bytes });
    }
    together.end();
    return { files, report: this.#report(format, files, losses) };
  }

  /** Forgets the outputs; what was found stands. */
  clear(): void {
    this.#store = new LabelStore(this.#set?.format ?? '');
    this.#outputs.clear();
    this.#outputClasses.clear();
    this.#outputFiles.clear();
    this.#drops.clear();
    this.#paths.clear();
    this.checks.clear();
  }

  /**
   * What a format would lose of the labels as they were read: they are written, and thrown away.
   * @param write As the recipe's `labels.write`. @returns null where there are no labels, or none would be written.
   */
  async lossesOf(write: string): Promise<LossForecast | null> {
    const set = this.#set;
    const format = write === 'same' ? this.#read : formatOf(write);
    if (!set || !format?.write) return null;
    const losses = new Map<Loss, number>();
    const options = { stemsApart: format.byStem ?? false, unlabelled: this.#unlabelled };
    const { images, all } = imagesAsRead(set, options);
    const fileOf = (file: number) => this.#file(set.files[file]);
    const taken = [...pathsOf(images), reportPath];
    const written = writtenFiles(format.write, this.#writing(set, images, losses, fileOf), taken);
    for await (const { pieces } of written) for await (const _ of pieces) continue; // Losses are told while pieces are made.
    const list = Array.from(losses, ([code, count]) => ({ code, count }));
    return {
      format: format.title,
      looked: images.length,
      images: all,
      losses: list.toSorted((one, other) => other.count - one.count),
    };
  }

  /** @param fileOf What images keep bytes of, by its number among them. */
  #writing(
    set: LabelSet,
    images: WrittenImages,
    losses: Map<Loss, number>,
    fileOf: (number: number) => LabelFile | null,
  ): WriteInput {
    const windows = new FileWindows();
    const near = (number: number) => {
      const file = fileOf(number);
      return file && windows.of(file);
    };
    return {
      classes: set.classes,
      info: set.info,
      licences: set.licences,
      kept: set.kept,
      images,
      recall: (kept, id) => keptValue(kept, id, near),
      options: this.#options,
      lost: (loss) => losses.set(loss, (losses.get(loss) ?? 0) + 1),
    };
  }

  #images(): WrittenImages {
    const all = [...this.#paths].filter(([, id]) => this.#outputs.has(id));
    const named = (index: number) => {
      const one = all[index];
      if (!one) throw new RangeError(`Expected an image of ${all.length}, received ${index}.`);
      return one;
    };
    return { length: all.length, at: (index) => this.#image(named(index)), pathAt: (index) => named(index)[0] };
  }

  #image([path, id]: readonly [string, string]): WrittenImage {
    const output = this.#outputs.get(id);
    const labels = this.#store.get(id);
    if (!output || !labels) throw new RangeError(`Expected an image of the output, received "${path}".`);
    const { moved, source, width, height } = output;
    return { path, source, width, height, labels: { ...labels, moved } };
  }

  #nameOf(index: number): string {
    return this.#set?.classes[index]?.name ?? String(index);
  }

  #file(path: string | undefined): LabelFile | null {
    return this.#files.find((file) => file.path === path) ?? null;
  }

  #report(
    format: LabelFormat | null,
    files: readonly unknown[],
    losses: ReadonlyMap<Loss, number>,
  ): LabelReport | null {
    const set = this.#set;
    if (!set && this.#refused === null && !this.#none) return null;
    const { classes } = this.#outputClasses.among(set?.classes ?? []);
    const outputs = [...new Set(this.#paths.values())].flatMap((id) => this.#outputs.get(id) ?? []);
    const left = outputs.map(({ source, drops }) => ({ source, drops: this.#drops.of(drops) }));
    const many = outputs.reduce((sum, output) => sum + output.many, 0);
    return {
      read: this.#read?.id ?? null,
      written: format?.id ?? null,
      refused: this.#refused,
      classes: classes.map(({ name }) => name),
      found: foundOf(this.#counts),
      outputs: { labels: many, images: outputs.length, files: files.length },
      drops: [...dropCounts(left), ...dropsOf('class', this.#classDrops), ...dropsOf('wrong', this.checks.drops())],
      ...(this.#missing.length > 0 && { missingClasses: [...this.#missing] }),
      ...(this.#frame.finding && { frame: this.#frame.finding }),
      ...(set && this.checks.report(set)),
      losses: Array.from(losses, ([code, count]) => ({ code, count })),
      troubles: [...(set?.troubles ?? []), ...(this.#none ? [this.#none] : [])],
    };
  }
}

const nothing: Arrived = { labels: noLabels, drops: [] };
