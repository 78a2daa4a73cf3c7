import type { Finding } from '../core/check/finding.ts';
import { lengthOf } from '../core/length.ts';
import { nearest } from '../core/nearest.ts';
import { seriesOf } from '../core/series.ts';
import { isZone } from '../zones/zone.ts';
import type { Checked } from './checked.ts';
import type { Project } from './load.ts';
import { type Persona, personaFile, personaNames, readPersona } from './personas.ts';
import { trackedEvents } from './reported.ts';
import { checkEvent, checkTraits } from './schema.ts';

/** What a persona may name: the house, and the mails where somebody read them. */
export type Named = Pick<Project, 'house'> &
  Readonly<{ mails?: Pick<ReadonlyMap<string, unknown>, 'keys'> | undefined }>;

/** All that is wrong with the personas of a project. */
export async function checkPersonas(dir: string, named: Named): Promise<readonly Finding[]> {
  const found: Finding[] = [];
  for (const name of await personaNames(dir)) {
    const { persona, findings } = await readPersona(dir, name);
    found.push(...(findings ?? checkPersona(name, persona, named)));
  }
  return found;
}

type Wrong = Omit<Finding, 'file'>;

/** What a persona names that the house has not, or would not take. Never throws. */
export function checkPersona(name: string, persona: Persona, named: Named): readonly Finding[] {
  return [
    ...ofThemselves(persona, named),
    ...persona.does.flatMap((doing, i) => ofDoing(doing, `does.${i}`, named)),
    ...(persona.sales ?? []).flatMap((answer, i) => ofAnswer(answer, `sales.${i}`, named)),
  ].map((wrong) => ({ ...wrong, file: personaFile(name) }));
}

function ofThemselves({ zone, consent, traits }: Persona, { house }: Named): readonly Wrong[] {
  const topics = Object.keys(house.topics);
  return [
    ...(zone === undefined || isZone(zone) ? [] : [noZone(zone)]),
    ...ofTraits(traits, 'traits', house),
    ...(consent ?? []).flatMap((topic, i) =>
      known('topic', topic, { names: topics, code: 'S002', path: `consent.${i}` }),
    ),
  ];
}

const noZone = (zone: string): Wrong => ({
  code: 'S002',
  path: 'zone',
  what: `‘${zone}’ is no time zone.`,
  mend: "Say one of the IANA database: 'Europe/Berlin'.",
});

function ofTraits(
  traits: Persona['traits'],
  path: string,
  house: Named['house'],
): readonly Wrong[] {
  return Object.entries(traits).flatMap(([trait, value]) =>
    refused(checkTraits(house, { [trait]: value }), path, /^traits(\.|$)/),
  );
}

function refused(checked: Checked, path: string, own: RegExp): readonly Wrong[] {
  if (checked.ok) return [];
  const inside = checked.path.replace(own, '');
  const [what = '', ...rest] = checked.what.split(/(?<=\.) (?=It knows|Did you)/);
  const mend = rest.join(' ') || 'The schema in journeys/house.ts says what it takes.';
  const at = [path, inside].filter((part) => part !== '').join('.');
  return [{ code: 'S002', path: at, what: sentence(at, what), mend }];
}

/** A schema says 'Invalid option'; the house's own sentences stand for themselves. */
const sentence = (at: string, what: string): string =>
  what.startsWith('The house') ? what : `${at}: ${what}`;

type Doing = Persona['does'][number];

function ofDoing(doing: Doing, path: string, named: Named): readonly Wrong[] {
  const wrong = doing.of === undefined ? [] : ofTrigger(doing.of, `${path}.of`, named);
  if ('becomes' in doing)
    return [...wrong, ...ofTraits(doing.becomes, `${path}.becomes`, named.house)];
  const props = Object.entries(doing.with ?? {}).map(([name, said]) => [
    name,
    typeof said === 'object' ? dateIn(said.in) : said,
  ]);
  const checked = checkEvent(named.house, doing.event, Object.fromEntries(props));
  return [
    ...wrong,
    ...refused(checked, path, /^(properties(\.|$)|event$)/),
    ...ofMail(doing, path, named),
  ];
}

/** Some date of the shape that a schema takes; which one is the simulator's to say. */
const dateIn = (length: string): string => new Date(lengthOf(length, 1)).toISOString();

/** Of an event that names a mail: whether there is such a mail. */
function ofMail(doing: Exclude<Doing, { becomes: unknown }>, path: string, { mails }: Named) {
  const mail = doing.with?.['mail'];
  if (!doing.event.startsWith('mail.') || typeof mail !== 'string' || !mails) return [];
  return known('mail', mail, { names: [...mails.keys()], code: 'S003', path: `${path}.with.mail` });
}

function ofTrigger(
  of: NonNullable<Doing['of']>,
  path: string,
  { house, mails }: Named,
): readonly Wrong[] {
  if ('mail' in of)
    return mails
      ? known('mail', of.mail, { names: [...mails.keys()], code: 'S003', path: `${path}.mail` })
      : [];
  if ('series' in of)
    return mails
      ? known('series', of.series, {
          names: [...seriesOf(mails).keys()],
          code: 'S003',
          path: `${path}.series`,
        })
      : [];
  return 'stage' in of
    ? known('stage', of.stage, {
        names: Object.keys(house.stages),
        code: 'S003',
        path: `${path}.stage`,
      })
    : known('event', of.event, {
        names: [...Object.keys(house.events), ...trackedEvents.keys()],
        code: 'S002',
        path: `${path}.event`,
      });
}

type Answer = NonNullable<Persona['sales']>[number];

function ofAnswer(answer: Answer, path: string, { house }: Named): readonly Wrong[] {
  const reps = Object.values(house.teams).flatMap((team) => team.reps.map(({ id }) => id));
  const reason = answer.say === 'reject' ? answer.reason : undefined;
  const then = answer.say === 'accept' ? answer.then?.reason : undefined;
  const reasons = Object.keys(house.reasons);
  return [
    ...known('rep', answer.rep, { names: reps, code: 'S004', path: `${path}.rep` }),
    ...known('reason', reason, { names: reasons, code: 'S004', path: `${path}.reason` }),
    ...known('reason', then, { names: reasons, code: 'S004', path: `${path}.then.reason` }),
  ];
}

type Names = Readonly<{ names: readonly string[]; code: Wrong['code']; path: string }>;

function known(
  kind: string,
  said: string | undefined,
  { names, code, path }: Names,
): readonly Wrong[] {
  if (said === undefined || names.includes(said)) return [];
  const near = nearest(said, names);
  const mend = near === undefined ? `There are: ${names.join(', ')}.` : `Did you mean ‘${near}’?`;
  return [{ code, path, what: `There is no ${kind} ‘${said}’.`, mend }];
}
