import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../core/check/finding.ts';
import type { Frozen } from '../core/frozen.ts';
import { lengthOf } from '../core/length.ts';
import { nearest } from '../core/nearest.ts';
import { type BehaviourFile, FORECAST_FILE, readBehaviour } from './behaviour.ts';
import type { Property } from './forecast-schema.ts';
import type { Project } from './load.ts';
import { checkEvent, checkTraits } from './schema.ts';

/** What a model may name. */
export type NamedByModel = Pick<Project, 'house'> &
  Readonly<{ journeys: readonly Frozen[]; mails: readonly string[] }>;
type Wrong = Omit<Finding, 'file'>;

/** All that is wrong with the model of a project; it need not have one. */
export async function checkModel(dir: string, named: NamedByModel): Promise<readonly Finding[]> {
  const path = join(dir, FORECAST_FILE);
  if (!existsSync(path)) return [];
  const { behaviour, findings } = await readBehaviour(dir, path);
  return findings ?? checkBehaviour(behaviour, named);
}

/** What a model names that the house has not, or would not take. Never throws. */
export function checkBehaviour(
  behaviour: BehaviourFile,
  named: NamedByModel,
  file = FORECAST_FILE,
): readonly Finding[] {
  const { arrivals, everyone, segments, leadsTo = [] } = behaviour;
  const kinds = [['everyone', everyone ?? {}] as const, ...inside('segments', segments)];
  return [
    ...inside('arrivals', arrivals).flatMap(([path, arrival]) => ofArrival(path, arrival, named)),
    ...kinds.flatMap(([path, kind]) => ofKind(path, kind, named)),
    ...leadsTo.flatMap((one, i) => ofConsequence(`leadsTo.${i}`, one, named)),
    ...Object.keys(behaviour.mails?.named ?? {}).flatMap((mail) =>
      known('mail', mail, { names: named.mails, path: `mails.named.${mail}` }),
    ),
    ...ofReasons(behaviour, named),
  ].map((wrong) => ({ ...wrong, file }));
}

const inside = <T>(
  path: string,
  record: Readonly<Record<string, T>>,
): readonly (readonly [string, T])[] =>
  Object.entries(record).map(([name, value]) => [`${path}.${name}`, value] as const);

type Arrival = BehaviourFile['arrivals'][string];

function ofArrival(path: string, arrival: Arrival, named: NamedByModel): readonly Wrong[] {
  const id = path.slice('arrivals.'.length);
  const journey = named.journeys.find((one) => one.journey === id);
  if (journey === undefined)
    return known('journey', id, { names: named.journeys.map((one) => one.journey), path });
  if ('event' in arrival) {
    const ways = journey.enter.flatMap((entrance) => ('on' in entrance ? [entrance.on] : []));
    const opens = ways.includes(arrival.event)
      ? []
      : [wrong(`${path}.event`, `Nobody enters ${id} on ${arrival.event}.`, waysIn(journey))];
    return [...opens, ...ofEvent(path, arrival, named)];
  }
  const isOpen = journey.enter.some((entrance) => 'by' in entrance && entrance.by === arrival.by);
  return isOpen
    ? []
    : [wrong(`${path}.by`, `Nobody enters ${id} by ${arrival.by}.`, waysIn(journey))];
}

const waysIn = ({ enter }: Frozen): string =>
  `People come in ${enter.map((one) => ('on' in one ? `on ${one.on}` : `by ${one.by}`)).join(', ')}.`;

const wrong = (path: string, what: string, mend: string): Wrong => ({
  code: 'F002',
  path,
  what,
  mend,
});

type Kind = NonNullable<BehaviourFile['everyone']>;

function ofKind(
  path: string,
  { traits = {}, does = [] }: Kind,
  named: NamedByModel,
): readonly Wrong[] {
  return [
    ...inside(`${path}.traits`, traits).flatMap(([at, spread]) => ofTrait(at, spread, named)),
    ...does.flatMap((habit, i) => ofEvent(`${path}.does.${i}`, habit, named)),
  ];
}

type Spread = NonNullable<Kind['traits']>[string];

/** Each value that may be drawn. */
function ofTrait(path: string, spread: Spread, { house }: NamedByModel): readonly Wrong[] {
  const name = path.slice(path.lastIndexOf('.') + 1);
  const refused = valuesOf(spread).map((value) => checkTraits(house, { [name]: value }));
  return refused
    .flatMap((checked) => (checked.ok ? [] : [refusedBy(path, checked.what)]))
    .slice(0, 1);
}

function valuesOf(spread: Spread): readonly unknown[] {
  if (typeof spread !== 'object') return [spread];
  if (!Array.isArray(spread)) return Object.keys(spread);
  return spread.flatMap((one) => ('is' in one ? [one.is] : [one.from, one.to]));
}

function refusedBy(path: string, said: string): Wrong {
  const [what = '', ...rest] = said.split(/(?<=\.) (?=It knows|Did you)/);
  const mend = rest.join(' ') || 'The schema in journeys/house.ts says what it takes.';
  return wrong(path, what.startsWith('The house') ? what : `${path}: ${what}`, mend);
}

type OfEvent = Readonly<{ event: string; with?: Readonly<Record<string, Property>> }>;

function ofEvent(path: string, said: OfEvent, { house, mails }: NamedByModel): readonly Wrong[] {
  const props = Object.entries(said.with ?? {});
  // what is copied from another event is known when it happens, and not before
  if (props.some(([, value]) => typeof value === 'object' && 'same' in value)) return [];
  const checked = checkEvent(
    house,
    said.event,
    Object.fromEntries(props.map(([name, value]) => [name, someOf(value)])),
  );
  const mail = said.event.startsWith('mail.') ? said.with?.['mail'] : undefined;
  return [
    ...(checked.ok ? [] : [refusedBy(path, checked.what)]),
    ...(typeof mail === 'string'
      ? known('mail', mail, { names: mails, path: `${path}.with.mail` })
      : []),
  ];
}

/** One of the values that it may be. */
function someOf(value: Property): unknown {
  if (typeof value !== 'object') return value;
  if ('in' in value) return new Date(lengthOf(value.in, 1)).toISOString();
  return 'oneOf' in value ? Object.keys(value.oneOf)[0] : undefined;
}

type Consequence = NonNullable<BehaviourFile['leadsTo']>[number];

function ofConsequence(path: string, one: Consequence, named: NamedByModel): readonly Wrong[] {
  const { house, mails } = named;
  const events = [...Object.keys(house.events), 'mail.clicked', 'mail.replied'];
  const mail = one.of.startsWith('mail.') ? one.where?.['mail'] : undefined;
  return [
    ...known('event', one.of, { names: events, path: `${path}.of` }),
    ...(typeof mail === 'string'
      ? known('mail', mail, { names: mails, path: `${path}.where.mail` })
      : []),
    ...ofEvent(path, one, named),
  ];
}

function ofReasons({ sales }: BehaviourFile, { house }: NamedByModel): readonly Wrong[] {
  const names = Object.keys(house.reasons);
  const { answers, outcomes } = sales ?? {};
  const said = (['inMarket', 'otherwise'] as const).flatMap((who) => [
    ...inside(`sales.answers.${who}.reject`, answers?.[who].reject ?? {}),
    ...inside(`sales.outcomes.${who}.lost`, outcomes?.[who].lost ?? {}),
  ]);
  return said.flatMap(([path]) =>
    known('reason', path.slice(path.lastIndexOf('.') + 1), { names, path }),
  );
}

function known(
  kind: string,
  said: string,
  { names, path }: Readonly<{ names: readonly string[]; path: string }>,
): readonly Wrong[] {
  if (names.includes(said)) return [];
  const near = nearest(said, names);
  const mend = near === undefined ? `There are: ${names.join(', ')}.` : `Did you mean ‘${near}’?`;
  return [wrong(path, `There is no ${kind} ‘${said}’.`, mend)];
}
