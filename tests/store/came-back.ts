import { randomUUID } from 'node:crypto';
import type { Returned } from '../../store/returned.ts';

/** What came back of the mail of this name, once. */
export const cameBack = (kind: string, name: string, more: Partial<Returned> = {}): Returned => ({
  source: 'smtp',
  ref: randomUUID(),
  kind,
  why: 'a test',
  names: [name],
  raw: Buffer.from('mara@northwind.example was not found'),
  from: 'mara@northwind.example',
  ...more,
});
