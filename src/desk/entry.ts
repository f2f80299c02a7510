import * as Comlink from 'comlink';
import { zipStream } from '../formats/zip-writer';
import type { DeskTasks, Member } from './api';
import { openStore, type Store } from './store';
import { letGo } from '../pool/let-go';
import { readHeader } from '../core/header/read';
import { buffersOf, packTogether, unpackLabels } from '../core/dataset/packed-labels';
import type { LabelFile } from '../labels/format';
import type { Head, LabelSource } from './label-api';
import { joined } from './joined-bytes';
import { Labels } from './labels';
import { readAhead } from './read-ahead';

/** What one answer to `next` holds, about: a message costs the same at any size. */
const pieceBytes = 1_000_000;
/** Of a file: most headers end there. */
const mostHeadBytes = 65_536;
/** Files whose beginnings are read at a time: half the time of one after another, and more at a time take longer. */
const headsAtOnce = 8;

let store: Store | null = null;
const labels = new Labels();
const archives = new Map<number, ReadableStreamDefaultReader<Uint8Array>>();
let count = 0;

const tasks: DeskTasks = {
  async open(storeId, place) {
    const { store: own, lock } = await openStore(storeId, place);
    store = own;
    return { ...own.state(), lock };
  },
  async put(id, bytes) {
    try {
      opened().put([{ id, bytes: new Uint8Array(bytes) }]);
      return null;
    } catch (error) {
      return { code: 'write-failed', message: `The result could not be stored: ${reason(error as Error)}.` };
    } finally {
      letGo(bytes);
    }
  },
  async get(id) {
    const bytes = await opened().get(id);
    return Comlink.transfer(bytes, [bytes]);
  },
  async clear() {
    labels.clear();
    opened().clear();
  },
  async state() {
    return opened().state();
  },
  findLabels: (sources, question) => labels.find(readAhead(sources.map(labelFile)), question),
  async reclass(table) {
    return labels.reclass(table);
  },
  async maskFill(name) {
    return labels.maskFill(name);
  },
  async frameWitnesses() {
    return labels.frame.witnesses();
  },
  async hearFrames(heads) {
    return (await readHeads(heads)).flatMap(({ path, bytes }) => {
      labels.look.hear(path, bytes);
      return labels.frame.hear(path, bytes) ? [path] : [];
    });
  },
  async foundFrame() {
    return labels.frame.found();
  },
  async headsWanted() {
    return labels.look.wanted();
  },
  async hearHeads(heads) {
    for (const { path, bytes } of await readHeads(heads)) labels.look.hear(path, bytes);
  },
  lookedLabels: (frame) => labels.look.told(frame),
  async wrongImages(code, when) {
    return (when === 'run' ? labels.checks : labels.look.checks)?.images(code) ?? [];
  },
  labelLosses: (write) => labels.lossesOf(write),
  async labelsOf(paths) {
    const packed = packTogether(paths.map((path) => labels.of(path)));
    return Comlink.transfer(packed, buffersOf(packed));
  },
  async checkedLabels(path, wrong, isDropped) {
    labels.checks.add(path, wrong, isDropped);
  },
  async keepLabels(outputs) {
    for (const { arrived, ...output } of outputs)
      labels.keep({ ...output, arrived: arrived && { ...arrived, labels: unpackLabels(arrived.labels) } });
  },
  writeLabels: (named, write) => labels.write(named, write, (files) => opened().put(files)),
  async zip(members, date) {
    const kept = opened();
    archives.set(++count, zipStream(membersOf(members, kept), date).getReader());
    return count;
  },
  async next(id) {
    const reader = archives.get(id);
    if (!reader) throw new Error(`Expected the number of an open archive, received ${id}.`);
    const piece = await pieceOf(reader);
    if (piece === null) archives.delete(id);
    return piece && Comlink.transfer(piece, [piece]);
  },
  async cancelZip(id) {
    await archives.get(id)?.cancel();
    archives.delete(id);
  },
};

Comlink.expose(tasks);

function labelFile({ path, bytes, content }: LabelSource): LabelFile {
  const blob = content instanceof Blob ? content : new Blob([content]);
  return {
    path,
    bytes,
    read: async (from = 0, to = bytes) => new Uint8Array(await blob.slice(from, to).arrayBuffer()),
  };
}

async function bytesOf(head: Blob | ArrayBuffer): Promise<Uint8Array> {
  return new Uint8Array(head instanceof Blob ? await head.arrayBuffer() : head);
}

/** A few at a time. Of a file that cannot be read any more nothing: it fails as an item, with its own sentence. */
async function readHeads(heads: readonly Head[]): Promise<readonly { path: string; bytes: Uint8Array }[]> {
  const ahead = heads.entries();
  const read: { path: string; bytes: Uint8Array }[] = [];
  const readOn = async () => {
    for (const [at, { path, head }] of ahead)
      read[at] = { path, bytes: await headOf(head).catch(() => new Uint8Array()) };
  };
  await Promise.all(Array.from({ length: headsAtOnce }, readOn));
  return read;
}

/** As much of a file's beginning as its header takes: more where a profile or a preview stands before it. */
async function headOf(head: Blob | ArrayBuffer): Promise<Uint8Array> {
  if (!(head instanceof Blob) || head.size <= mostHeadBytes) return bytesOf(head);
  const first = await bytesOf(head.slice(0, mostHeadBytes));
  const { header, hasParser } = readHeader(first);
  return header || !hasParser ? first : bytesOf(head);
}

function reason({ name, message }: Error): string {
  return name === 'QuotaExceededError' ? 'the room that the browser gives this site is full' : message;
}

function opened(): Store {
  if (!store) throw new Error('Expected `open` before any other call to the desk.');
  return store;
}

function* membersOf(members: readonly Member[], kept: Store) {
  for (const member of members) {
    const read = async () => new Uint8Array('id' in member ? await kept.get(member.id) : member.bytes);
    yield { path: member.path, read };
  }
}

/** Small chunks joined: headers come as chunks of their own. */
async function pieceOf(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<ArrayBuffer | null> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  while (bytes < pieceBytes) {
    const { value, done } = await reader.read();
    if (done) break;
    chunks.push(value);
    bytes += value.length;
  }
  if (bytes === 0) return null;
  return joined(chunks, bytes);
}
