import type { Instant } from '../../../core/fact.ts';
import { taskDone } from '../../../simulator/answer.ts';
import type { Happening } from '../../../simulator/happening.ts';
import { type Saying, say } from '../../../simulator/handoffs.ts';
import { Life } from '../../../simulator/life.ts';
import { became, did } from '../../../simulator/news.ts';
import { Random } from '../../../simulator/random.ts';
import type { Setup } from '../../../simulator/setup.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
export const BEGINS: Instant = 1_798_797_600_000; // 2027-01-01T10:00Z
/** So long, unless eight mails were to go out before. */
const LONGEST = 60 * DAY;
const TOUCHES = 8;
const TOUCHED: ReadonlySet<Happening['kind']> = new Set([
  'sent',
  'skipped',
  'deferred',
  'exhausted',
]);

export type Told = Readonly<{ life: Life; happenings: readonly Happening[] }>;

/** A life made up by chance: the same seed, the same deeds, and the same answers to the same questions. */
export function randomLife(setup: Setup, seed: number, id: string): Told {
  const random = new Random(seed);
  const happenings: Happening[] = [];
  const life = new Life(
    setup,
    {
      id,
      account: `account-${seed % 5}`,
      zone: random.pick(['Europe/Berlin', 'America/New_York']),
    },
    {
      begins: BEGINS,
      note: (happening) => {
        happenings.push(happening);
        react(life, happening, random);
      },
    },
  );
  const endsAt = iso(BEGINS + (5 + random.below(40)) * DAY);
  life.at(BEGINS, (ctx) => did(ctx, 'trial.started', { plan: 'team', endsAt }));
  for (let i = 0; i < 6; i += 1) deed(life, random);
  return { life, happenings };
}

/** When the life is long enough: when eight mails were to go out, or after two months. */
export function endOf({ happenings }: Told): Instant {
  const touches = happenings.filter(({ kind }) => TOUCHED.has(kind));
  return touches[TOUCHES - 1]?.at ?? BEGINS + LONGEST;
}
export const LAST: Instant = BEGINS + LONGEST;

function deed(life: Life, random: Random): void {
  const at = BEGINS + random.below(LONGEST / HOUR) * HOUR;
  const kind = random.below(7);
  const registers = {
    webinar: `w${random.below(2)}`,
    title: 'T',
    startsAt: iso(at + random.below(20) * DAY),
  };
  const role = random.pick(['buyer', 'user']);
  const topic = random.pick(['roi', 'security']);
  const again = iso(at + random.below(30) * DAY);
  life.at(at, (ctx) => {
    if (kind === 0) became(ctx, { role });
    else if (kind === 1) did(ctx, 'webinar.registered', registers);
    else if (kind === 2) did(ctx, 'demo.requested', {});
    else if (kind === 3) did(ctx, 'trial.started', { plan: 'business', endsAt: again });
    else if (kind < 5) did(ctx, 'guide.downloaded', { topic });
    else did(ctx, 'pricing.viewed', {});
  });
}

function react(life: Life, happening: Happening, random: Random): void {
  const { at } = happening;
  if (happening.kind === 'offered') {
    const saying = sayingAt(at, random);
    life.at(at + (1 + random.below(60)) * HOUR, (ctx) => {
      const taken = say(ctx, happening.handoff, saying);
      if (!taken || saying.say !== 'accept') return;
      const outcome = random.pick(['won', 'lost', 'return'] as const);
      const reason = { reason: random.pick(['not-ready', 'no-budget']) };
      const said: Saying = outcome === 'won' ? { say: outcome } : { say: outcome, ...reason };
      life.at(
        ctx.now + random.below(10 * 24) * HOUR,
        (later) => void say(later, happening.handoff, said),
      );
    });
  }
  if (happening.kind === 'task' && happening.state === 'open' && random.chance(0.5))
    life.at(at + random.below(72) * HOUR, (ctx) => void taskDone(ctx, happening.task));
}

function sayingAt(at: Instant, random: Random): Saying {
  const rep = 'rosa';
  const reason = random.pick(['not-ready', 'no-budget', 'wrong-person', 'bad-fit']);
  const until = at + (2 + random.below(10)) * DAY;
  return random.pick<Saying>([
    { say: 'accept', rep },
    { say: 'reject', rep, reason },
    { say: 'not-yet', rep, until },
  ]);
}

const iso = (at: Instant): string => new Date(at).toISOString();
