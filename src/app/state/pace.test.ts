import { expect, test } from 'vitest';
import { PaceMeter } from './pace';

function running(meter: PaceMeter, fromMs: number, untilMs: number, everyMs: number): void {
  for (let at = fromMs + everyMs; at <= untilMs; at += everyMs) meter.settled(at);
}

test('says nothing until there is enough to tell', () => {
  const meter = new PaceMeter();
  meter.start(0);
  running(meter, 0, 1000, 100);
  expect(meter.read(1000, 90)).toEqual({ perSecond: null, leftMs: null });
});

test('tells items per second and the time left at a steady pace', () => {
  const meter = new PaceMeter();
  meter.start(0);
  running(meter, 0, 5000, 100);
  const pace = meter.read(5000, 50);
  expect(pace.perSecond).toBeCloseTo(10, 1);
  expect(pace.leftMs).toBeCloseTo(5000, -2);
});

test('the time left does not jump when one item takes long', () => {
  const meter = new PaceMeter();
  meter.start(0);
  running(meter, 0, 12_000, 100);
  let left = meter.read(12_000, 500).leftMs ?? 0;
  for (let at = 12_250; at <= 16_000; at += 250) {
    const next = meter.read(at, 500).leftMs ?? 0;
    expect(Math.abs(next - left)).toBeLessThan(3000);
    left = next;
  }
});

test('paused time counts neither for the rate nor for the time left', () => {
  const meter = new PaceMeter();
  meter.start(0);
  running(meter, 0, 5000, 100);
  const before = meter.read(5000, 50);
  meter.pause(5000);
  expect(meter.read(60_000, 50)).toEqual(before);
  meter.resume(65_000);
  expect(meter.read(65_000, 50).perSecond).toBeCloseTo(10, 1);
});
