import type { House } from '../../../core/language/index.ts';
import { all, any, type Condition, not } from '../../../core/language/condition.ts';
import { speak } from '../../../core/language/speak.ts';
import type { Step } from '../../../core/language/step.ts';
import type { Random } from '../../../simulator/random.ts';

type AnyMails = Record<string, object>;
const words = speak<House, AnyMails>();
const { branch, convert, did, educate, offerTo, split, task, the, wait, waitFor } = words;

const LENGTHS = [
  '3 hours',
  '1 day',
  '4 days',
  '1 week',
  '1 business day',
  '6 business hours',
] as const;
const seats = the('trial.started') as Readonly<Record<string, { of: string; property: string }>>;
const endsAt = seats['endsAt'] ?? { of: '', property: '' };

const LEAVES: readonly (() => Condition)[] = [
  () => did('pricing.viewed'),
  () => did('pricing.viewed').within('5 days'),
  () => did('guide.downloaded', { topic: 'roi' }).times(2),
  () => did('demo.requested'),
  () => words.trait('role').is('buyer'),
  () => words.score('intent' as never).atLeast(20),
  () => words.rested,
];

/** A journey made up by chance, as somebody could have written it. It may be one that `freeze` refuses. */
export function randomJourney(random: Random, id: string): unknown {
  const author = new Author(random);
  const stages: Record<string, unknown> = {
    awareness: author.stage(['nurture', 'recycle'], 4),
    nurture: author.stage(['handoff', 'recycle', 'awareness'], 4),
    handoff: [author.offer()],
    selling: [...(random.chance(0.5) ? [author.ownersTask()] : []), author.assist()],
    recycle: [wait('1 day'), ...author.stage(['nurture', 'handoff'], 3)],
  };
  const isFirst = id === 'first';
  return {
    language: 1,
    id,
    topic: 'product-tips',
    ...(random.chance(0.4) && { during: 'mornings' }),
    priority: isFirst ? 1 : random.pick([1, 2]),
    enter: isFirst
      ? [
          words.on('trial.started').into('awareness' as never),
          words.byList.into('nurture' as never),
        ]
      : [words.on('webinar.registered').into('awareness' as never)],
    ...(random.chance(0.3) && { again: 'never' }),
    ...(!isFirst && { again: { per: { of: 'webinar.registered', property: 'webinar' } } }),
    whenever: random.chance(0.5)
      ? [words.when(did('demo.requested'), words.to('handoff' as never))]
      : [],
    stages,
  };
}

class Author {
  readonly #random: Random;
  #named = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  stage(leadsTo: readonly string[], most: number): readonly unknown[] {
    return [...this.steps(1 + this.#random.below(most)), this.#wayOut(leadsTo)];
  }

  steps(count: number, depth = 0): readonly Step[] {
    return Array.from({ length: count }, () => this.#step(depth)).flat();
  }

  offer(): Step {
    const back = words.to('recycle' as never);
    const reasons = ['not-ready', 'no-budget', 'no-response', 'wrong-person'];
    return offerTo('new-business', {
      because: this.#condition(),
      suggest: 'Ask.',
      answerIn: this.#random.pick(['1 day', '4 business hours']),
      accepted: words.into('selling' as never),
      unworked: back,
      rejected: {
        ...Object.fromEntries(reasons.map((reason) => [reason, back])),
        'bad-fit': words.end('bad-fit'),
      },
    });
  }

  ownersTask(): Step {
    return task(this.#name('task'), { for: 'owner', ask: 'Ring them.', within: this.#length() });
  }

  assist(): Step {
    const back = words.to('recycle' as never);
    return words.assist({
      shelf: {},
      lost: back,
      returned: words.to('nurture' as never),
      quiet: { after: this.#length(), then: back },
    });
  }

  #wayOut(leadsTo: readonly string[]): Step {
    const random = this.#random;
    return random.chance(0.2) ? words.end('done') : words.to(random.pick(leadsTo) as never);
  }

  #step(depth: number): readonly Step[] {
    const random = this.#random;
    const waits = random.chance(0.6) ? [this.#wait()] : [];
    return [...waits, this.#kind(random.below(depth > 1 ? 4 : 9), depth)];
  }

  #kind(kind: number, depth: number): Step {
    const kinds = [
      () => this.#waitFor(depth + 1),
      () => this.#fork(depth + 1),
      () => this.#test(depth + 1),
      () => this.#series(),
      () => this.#task(),
    ];
    return kinds[kind - 4]?.() ?? this.#touch();
  }

  #waitFor(depth: number): Step {
    const random = this.#random;
    return waitFor(this.#name('wait'), this.#condition(), {
      atMost: random.chance(0.3) ? endsAt : this.#length(),
      ...(random.chance(0.5) && { met: this.steps(1, depth) }),
      ...(random.chance(0.5) && { late: this.steps(1, depth) }),
    } as never);
  }

  #fork(depth: number): Step {
    const [yes, no] = [this.steps(1, depth), this.steps(1, depth)] as [[Step], [Step]];
    return branch(
      this.#name('fork'),
      words.when(this.#condition(), ...yes),
      words.otherwise(...no),
    );
  }

  #test(depth: number): Step {
    const arms = { a: this.steps(1, depth), b: this.steps(1, depth), holdout: [] };
    const by = this.#random.pick(['prospect', 'account']);
    return split(this.#name('test'), arms, { shares: { a: 45, b: 45, holdout: 10 }, by });
  }

  #series(): Step {
    const random = this.#random;
    return educate.series('field-notes', {
      name: this.#name('series'),
      every: this.#length(),
      ...(random.chance(0.5) && { until: this.#condition() }),
      ...(random.chance(0.5) && { atMost: 1 + random.below(3) }),
    });
  }

  #task(): Step {
    return task(this.#name('task'), { for: 'new-business', ask: 'Look.', within: this.#length() });
  }

  #touch(): Step {
    const random = this.#random;
    const options = {
      name: this.#name('mail'),
      ...(random.chance(0.2) && { when: this.#condition() }),
      ...(random.chance(0.2) && { topic: 'your-seat' }),
      ...(random.chance(0.2) && { uselessAfter: random.chance(0.5) ? endsAt : this.#length() }),
    };
    const ofTheirs = random.chance(0.3);
    if (ofTheirs) return educate('extend-your-trial', { ...options, fill: { endsAt } } as never);
    const mail = random.pick(['first-win', 'why-teams-stall', 'reference-call']);
    const sells = random.chance(0.3) && !('topic' in options);
    return sells ? convert(mail, options as never) : educate(mail, options as never);
  }

  #wait(): Step {
    if (this.#random.chance(0.7)) return wait(this.#length());
    const mark = this.#random.chance(0.5) ? words.before : words.after;
    return wait.until(mark(this.#random.pick(['1 hour', '2 days']), endsAt));
  }

  #condition(depth = 0): Condition {
    const random = this.#random;
    if (depth > 1 || random.chance(0.7)) return random.pick(LEAVES)();
    const parts = [this.#condition(depth + 1), this.#condition(depth + 1)];
    const [one = words.rested] = parts;
    return random.pick([all(...parts), any(...parts), not(one)]);
  }

  #length() {
    return this.#random.pick(LENGTHS);
  }

  #name(kind: string): string {
    this.#named += 1;
    return `${kind}-${this.#named}`;
  }
}
