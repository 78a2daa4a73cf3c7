import { expect, test } from 'vitest';
import { Closing } from '../../dev/closing.ts';

const quietly = (): void => {};

test('what was started last is stopped first', async () => {
  const closing = new Closing(quietly);
  const stopped: string[] = [];
  for (const name of ['server', 'product'])
    await closing.add(name, Promise.resolve(name), async (it) => stopped.push(it));
  await Promise.all([closing.close(), closing.close()]);
  expect(stopped).toEqual(['product', 'server']);
});

test('a part that does not stop well is named, and the others are stopped all the same', async () => {
  const said: string[] = [];
  const stopped: string[] = [];
  const closing = new Closing((line) => said.push(line));
  await closing.add('server', Promise.resolve(), async () => stopped.push('server'));
  await closing.add('product', Promise.resolve(), () => Promise.reject(new Error('stuck')));
  await closing.close();
  expect({ said, stopped }).toEqual({
    said: ['product did not stop well: stuck'],
    stopped: ['server'],
  });
});

test('a part that hangs is named, and the others are stopped all the same', async () => {
  const said: string[] = [];
  const stopped: string[] = [];
  const closing = new Closing((line) => said.push(line), 20);
  await closing.add('server', Promise.resolve(), async () => stopped.push('server'));
  await closing.add('product', Promise.resolve(), () => new Promise(() => {}));
  await closing.close();
  expect({ said, stopped }).toEqual({
    said: ['product did not stop well: it takes more than 0.02 s'],
    stopped: ['server'],
  });
});

test('a start that a stop overtakes is stopped as soon as it is done, and goes no further', async () => {
  const closing = new Closing(quietly);
  const starting = Promise.withResolvers<string>();
  const stopped: string[] = [];
  const added = closing.add('server', starting.promise, async (it) => stopped.push(it));
  const closed = closing.close();
  starting.resolve('late');
  await expect(added).rejects.toThrow('stopped while it was starting');
  await closed;
  expect(stopped).toEqual(['late']);
});

test('what a start leans on is there until it is over', async () => {
  const closing = new Closing(quietly);
  const starting = Promise.withResolvers<string>();
  const stopped: string[] = [];
  await closing.add('server', Promise.resolve(), async () => stopped.push('server'));
  const added = closing.add('product', starting.promise, async (it) => stopped.push(it));
  const closed = closing.close();
  setTimeout(() => starting.resolve(stopped.length === 0 ? 'product' : 'product, too late'), 20);
  await expect(added).rejects.toThrow('stopped while it was starting');
  await closed;
  expect(stopped).toEqual(['product', 'server']);
});
