import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createGate } from '../../mail/gate.ts';

test('a gate that is answered too late lets nothing out: somebody may have sent the mail meanwhile', async () => {
  const late = createGate(() => pause(30, true), 10);
  await expect(late.beforeDot()).rejects.toThrow('too late');
  expect(await late.shut()).toBe('too-late');
  const inTime = createGate(() => Promise.resolve(true), 10);
  await inTime.beforeDot();
  expect(await inTime.shut()).toBe('passed');
});
