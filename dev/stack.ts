import { printFindings } from '../core/check/print.ts';
import { parsePerMinute } from '../core/per-minute.ts';
import { banner } from './banner.ts';
import type { Closing } from './closing.ts';
import { startPlay } from './demo/play.ts';
import { suitsCast } from './demo/personas.ts';
import type { InboxFile } from './inbox-file.ts';
import { keysOf } from './keys.ts';
import type { Log } from './log.ts';
import { startProduct } from './product.ts';
import { openLog } from './product-log.ts';
import { type Content, loadContent } from '../worker/content.ts';
import { personaNames, readPersona } from '../project/personas.ts';
import { startServers } from './servers.ts';
import { removeStack, stackOf, writeStack } from './stack-file.ts';
import type { World } from './world.ts';

/** Starts everything of a world, each part as soon as what it needs is there, and says what to open. */
export async function startStack(world: World, closing: Closing, log: Log): Promise<void> {
  // The cast asks several times a second: its lines would be most of the log.
  const productLog = openLog(world.dir, world.name === 'demo' ? 'warn' : 'info');
  const keys = await keysOf(world);
  const stack = stackOf(world, keys);
  const [{ mails }, content] = await Promise.all([
    startServers(world, closing, log),
    loadContent(world.project),
  ]);
  const said = process.env['PERENNIAL_PER_MINUTE'];
  const product = {
    world,
    keys,
    stack,
    content,
    mails,
    log: productLog,
    ...(said !== undefined && { perMinute: parsePerMinute(said) }),
  };
  await startProduct(product, closing);
  await closing.add('stack.json', writeStack(world.dir, stack), () => removeStack(world.dir));
  const { problems } = content;
  log(
    banner({
      world,
      stack,
      house: content.project.data,
      problems: problems.length > 0 ? printFindings(problems) : undefined,
      seconds: sinceCommand(),
    }),
  );
  if (world.name === 'real') return;
  void sayFirstMail(mails, log);
  const { apiKey } = keys;
  const personas = await personasOf(world, content);
  const play = startPlay({ base: stack.api, apiKey, pace: world.pace, log, ...personas });
  await closing.add('the cast', Promise.resolve(play), (it) => it.stop());
}

/** Another house than the sample's is played by its own personas. */
async function personasOf({ project: dir, pace }: World, { project: { house } }: Content) {
  if (suitsCast(house)) return {};
  const names = await personaNames(dir);
  const read = await Promise.all(names.map((name) => readPersona(dir, name)));
  const personas = new Map(
    read.flatMap(({ persona }, i) => (persona ? [[names[i] ?? '', persona] as const] : [])),
  );
  return { personas: { personas, topics: Object.keys(house.topics), pace } };
}

async function sayFirstMail(mails: InboxFile, log: Log): Promise<void> {
  await mails.next();
  log(`First mail ${sinceCommand().toFixed(1)} s after the command.`);
}

const sinceCommand = (): number => performance.now() / 1000;
