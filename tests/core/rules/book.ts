import type { Ask, Frozen, FrozenStep } from '../../../core/frozen.ts';
import type { Goal } from '../../../core/goal.ts';
import type { HouseData } from '../../../core/house.ts';
import type { Book, MailFacts } from '../../../core/rules/book.ts';

/** A rule's failing book and its passing twin, as like it as can be. */
export type Twins = Readonly<{ fails: Book; passes: Book }>;

const house: HouseData = {
  stages: {
    awareness: { owner: 'marketing', demand: 'create' },
    handoff: { owner: 'marketing', demand: 'capture' },
    selling: { owner: 'sales', demand: 'fulfil' },
    recycle: { owner: 'marketing', demand: 'create' },
  },
  teams: { desk: { reps: [{ id: 'rosa', name: 'Rosa', email: 'rosa@example.com' }] } },
  reasons: { 'not-ready': { rest: '90 days' }, 'bad-fit': {} },
  topics: { tips: {}, bills: { service: true } },
  senders: { ana: { name: 'Ana', address: 'ana@example.com' } },
  sender: 'ana',
  postal: '12 Orchard Lane',
  limits: { perWeek: 2, gap: '1 day' },
};

export const scores = {
  fit: {
    worth: [{ points: 20, signal: { kind: 'trait', trait: 'role', is: { value: 'buyer' } } }],
  },
  engagement: {
    halvesEvery: '30 days',
    worth: [
      { points: 3, signal: { kind: 'did', event: 'guide.read' }, upTo: 12 },
      {
        points: 5,
        signal: { kind: 'did', event: 'talk.heard', where: { minutes: { atLeast: 20 } } },
      },
    ],
  },
  intent: {
    halvesEvery: '10 days',
    worth: [
      { points: 40, signal: { kind: 'did', event: 'demo.asked' } },
      { points: 8, signal: { kind: 'did', event: 'prices.seen' }, upTo: 24 },
    ],
  },
} as const satisfies Book['scores'];

/** sentence → ask, of all that the fixtures ask about. */
export const facts = {
  'did demo.asked': { kind: 'did', event: 'demo.asked' },
  'did guide.read': { kind: 'did', event: 'guide.read' },
  'did talk.heard': { kind: 'did', event: 'talk.heard', where: { minutes: { atLeast: 20 } } },
  'intent >= 30': { kind: 'score', axis: 'intent', atLeast: 30 },
  'engagement >= 10': { kind: 'score', axis: 'engagement', atLeast: 10 },
  'role is "buyer"': { kind: 'trait', trait: 'role', is: { value: 'buyer' } },
  'budget is "big"': { kind: 'trait', trait: 'budget', is: { value: 'big' } },
} as const satisfies Record<string, Ask>;
export type Sentence = keyof typeof facts;

/** The sound journey, step by step: a welcome, a wait for intent, an offer, an assist, and notes until they are ready. */
export const sound = {
  welcome: { kind: 'touch', mindset: 'educate', mail: 'welcome', next: 'awareness.ready' },
  ready: {
    kind: 'waitFor',
    for: 'intent >= 30',
    atMost: '30 days',
    met: 'handoff.offer',
    late: 'recycle.notes',
  },
  offer: {
    kind: 'offer',
    team: 'desk',
    because: 'intent >= 30',
    suggest: 'Ask what they want to do.',
    answerIn: '4 hours',
    accepted: 'selling.assist',
    unworked: 'recycle.notes',
    rejected: { 'not-ready': 'recycle.notes', 'bad-fit': 'exit.bad-fit' },
  },
  assist: {
    kind: 'assist',
    shelf: { story: 'story' },
    won: 'exit.won',
    lost: 'recycle.notes',
    returned: 'recycle.notes',
    quiet: { after: '30 days', next: 'recycle.notes' },
  },
  notes: {
    kind: 'series',
    mindset: 'educate',
    folder: 'notes',
    every: '30 days',
    until: 'intent >= 30',
    next: 'handoff.offer',
    due: ['30 days'],
  },
} as const satisfies Record<string, FrozenStep>;

const steps: Frozen['steps'] = {
  'awareness.welcome': sound.welcome,
  'awareness.ready': sound.ready,
  'handoff.offer': sound.offer,
  'selling.assist': sound.assist,
  'recycle.notes': sound.notes,
  'exit.won': { kind: 'end', as: 'won' },
  'exit.bad-fit': { kind: 'end', as: 'bad-fit' },
};

/** The sound journey, changed. What a step says is believed as little as the rules believe it. */
export const journey = (
  changed: Readonly<Record<string, object>> = {},
  more: Partial<Frozen> = {},
): Frozen => ({
  language: 1,
  journey: 'j',
  topic: 'tips',
  priority: 1,
  enter: [{ on: 'trial.started', at: 'awareness.welcome' }],
  stages: house.stages,
  whenever: [],
  facts,
  scores,
  ...more,
  steps: { ...steps, ...(changed as Frozen['steps']) },
});

export const book = (more: Partial<Book> = {}): Book => ({
  house,
  journeys: [journey()],
  scores,
  scoreVersion: 'v1',
  goals: [],
  mails: new Map(),
  today: '2026-12-01',
  ...more,
});
/** A book of one journey that differs in these steps. */
export const withSteps = (
  changed: Readonly<Record<string, object>>,
  more: Partial<Frozen> = {},
): Book => book({ journeys: [journey(changed, more)] });
export const withHouse = (changed: Partial<HouseData>): Book =>
  book({ house: { ...house, ...changed } });
export const withMail = (mail: string, known: MailFacts): Book =>
  book({ mails: new Map([[mail, known]]) });

export const stages = house.stages;
export const near: Goal = {
  kind: 'build',
  path: 'goals › 1',
  what: 'A first week worth telling',
  proof: 'did demo.asked',
  facts: {},
  from: 0.2,
  to: 0.3,
  by: '2027-02-01',
};
export const far: Goal = { ...near, path: 'goals › 2', by: '2027-09-30' };
export const leads = {
  kind: 'grow',
  path: 'goals › 3',
  stage: 'handoff',
  to: 120,
  per: 'quarter',
  by: '2027-02-01',
  keeping: { atLeast: 0.45, reach: 'selling', within: '14 days' },
  scoreVersion: 'v1',
} as const satisfies Goal;
export const deals = { ...leads, path: 'goals › 4', stage: 'selling', by: '2027-09-30' } as const;
