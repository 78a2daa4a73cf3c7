import { Readable } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { header, ImportDesk } from '../../support/import-desk.ts';

let desk: ImportDesk;
beforeAll(async () => {
  desk = await ImportDesk.open();
});
afterAll(() => desk.close());

setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc') as () => void;

/** What is really kept, in MB: after the garbage was taken out. */
function kept(): number {
  gc();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1e6;
}

/** 50,000 people, each with a long note that nobody reads; memory is looked at every 5,000. */
async function* people(measured: number[]): AsyncGenerator<Buffer> {
  yield Buffer.from(`${header},Note\n`);
  const note = 'x'.repeat(2000);
  for (let n = 0; n < 50_000; n += 100) {
    const rows = Array.from(
      { length: 100 },
      (_, of) => `p${n + of}@large.example,P,,,no,${note}\n`,
    );
    if (n % 5000 === 0) measured.push(kept());
    yield Buffer.from(rows.join(''));
  }
}

test('memory does not grow with the file: 50,000 rows, 100 MB', { timeout: 120_000 }, async () => {
  const measured: number[] = [];
  const counts = await desk.bring(Readable.from(people(measured)), { dryRun: 'true' });
  expect(counts).toMatchObject({ read: 50_000, new: 50_000, refused: 0 });
  const [, early = 0, ...later] = measured;
  expect(Math.max(...later) - early).toBeLessThan(15);
});
