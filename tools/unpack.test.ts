import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync, type Zippable } from 'fflate';
import { expect, onTestFinished, test } from 'vitest';
import { unpackTo } from './unpack.mjs';

test('unpacks tens of thousands of tiny files that come in one piece', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'manyhands-unpack-'));
  const { address, handle, done } = unpackTo(folder);
  const server = createServer((request, response) => void handle(request, response)).listen(0, '127.0.0.1');
  onTestFinished(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // It listens on a port.
  const files: Zippable = {};
  for (let at = 0; at < 20_000; at++) files[`d/${at}.txt`] = [new Uint8Array([at % 256]), { level: 0 }];
  const url = `http://127.0.0.1:${port}${address}`;

  expect((await fetch(url, { method: 'POST', body: new Uint8Array(zipSync(files)) })).status).toBe(204);
  await fetch(url, { method: 'PUT' });
  await done;

  expect(readdirSync(join(folder, 'd'))).toHaveLength(20_000);
  expect([...readFileSync(join(folder, 'd/19999.txt'))]).toEqual([19_999 % 256]);
});
