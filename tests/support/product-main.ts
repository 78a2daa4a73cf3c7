import { once } from 'node:events';
import { join } from 'node:path';
import { Closing } from '../../dev/closing.ts';
import { InboxFile } from '../../dev/inbox-file.ts';
import type { Keys } from '../../dev/keys.ts';
import { type Product, startProduct } from '../../dev/product.ts';
import { openLog } from '../../dev/product-log.ts';
import { loadContent } from '../../worker/content.ts';
import type { Stack } from '../../dev/stack-file.ts';
import type { World } from '../../dev/world.ts';

/** The product alone, in a process that can be killed: its servers are somebody else's. See whole-stack.ts. */
export type Given = Readonly<{ world: World; keys: Keys; stack: Stack }> &
  Pick<Product, 'smtpTimeout' | 'perMinute' | 'evidence'>;

// whole-stack.ts wrote it
const given = JSON.parse(process.env['PERENNIAL_GIVEN'] ?? '') as Given;
const { world } = given;
const closing = new Closing(() => {});
const mails = await InboxFile.open(join(world.dir, `unused-${process.pid}.ndjson`));
const content = await loadContent(world.project);
await startProduct({ ...given, content, mails, log: openLog(world.dir) }, closing);
process.stdout.write('ready\n');
await once(process, 'SIGTERM');
await closing.close();
process.exit(0);
