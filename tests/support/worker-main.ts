import { once } from 'node:events';
import { openLog } from '../../dev/product-log.ts';
import { inbox } from '../../mail/evidence/inbox.ts';
import { createLinks } from '../../mail/links.ts';
import { contextOf } from '../../store/context.ts';
import { loadContent } from '../../worker/content.ts';
import { installRuntime } from '../../worker/runtime.ts';
import { startWorker } from '../../worker/worker.ts';
import { TASK_QUEUE } from '../../workflows/messages.ts';
import { slicesOf } from '../../zones/slices-of.ts';
import type { Given } from './product-main.ts';

/** One more worker, and nothing else, in a process that can be stopped: the product runs beside it. See whole-stack.ts. */

// whole-stack.ts wrote it
const given = JSON.parse(process.env['PERENNIAL_GIVEN'] ?? '') as Given;
const { world, keys, stack, smtpTimeout } = given;
const log = openLog(world.dir);
installRuntime(log);
const { project, templates } = await loadContent(world.project);
const sliceFor = slicesOf(project.data);
const at = { database: stack.database, pepper: keys.pepper, sliceFor };
await startWorker({
  ctx: contextOf(world, project.data, at),
  templates,
  links: createLinks(keys.linkKeys, stack.api),
  log,
  connection: { address: stack.temporal },
  namespace: world.namespace,
  taskQueue: TASK_QUEUE,
  smtp: stack.smtp,
  mode: { kind: 'own-inbox' },
  ...(smtpTimeout !== undefined && { smtpTimeout }),
  ...(given.evidence !== false && { evidence: inbox.open(stack.inbox) }),
});
process.stdout.write('ready\n');
await once(process, 'SIGTERM'); // or killed: there is nothing that it would have to end
process.exit(0);
