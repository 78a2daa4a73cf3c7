import type { HouseData } from '../core/house.ts';
import type { Finding } from './problems.ts';

/** What a mail says of itself to the statistics of a site, as mail.json has it. */
export type MailUtm = Readonly<{
  source?: string | undefined;
  medium?: string | undefined;
  campaign?: string | undefined;
  content?: string | undefined;
  term?: string | undefined;
}>;

/** The tags for the links of one mail, and on which hosts: these domains and what is below them. */
export type Utm = Readonly<{ domains: readonly string[]; tags: MailUtm }>;

/**
 * What a mail of a journey puts on its links; undefined where the house has none, or the mail wants none. A mail's own word goes before
 * the house's; the campaign is `journey/mail` where nobody names it. Pure.
 */
export function utmOf(
  { utm: house }: Pick<HouseData, 'utm'>,
  { mail, utm: own }: Readonly<{ mail: string; utm?: MailUtm | false }>,
  journey: string,
): Utm | undefined {
  if (house === undefined || own === false) return undefined;
  const { domains, ...tags } = house;
  return { domains, tags: { campaign: `${journey}/${mail}`, ...tags, ...own } };
}

/** A mail that says tags in a house that says none: on which sites they would stand, nobody knows. Nothing else of it fails. Pure. */
export const idleUtm = (own: MailUtm | false | undefined): readonly Finding[] =>
  own === undefined || own === false
    ? []
    : [
        {
          code: 'T062',
          what: 'It says "utm", and the house does not say which sites are its own: no link is tagged.',
          mend: "Say in journeys/house.ts: utm: { domains: ['company.com'], source: 'perennial', medium: 'email' }, or take \"utm\" out of the mail.",
          warning: true,
        },
      ];

/** A target with its tags: only on the house's own hosts, never in the place of one that is there, nothing else of it changed. Pure. */
export function withUtm(target: string, { domains, tags }: Utm): string {
  const url = URL.parse(target);
  if (url === null || !domains.some((domain) => isOn(url.hostname, domain.toLowerCase())))
    return target;
  const more = TAGS.flatMap((tag) => {
    const value = tags[tag];
    return value === undefined || url.searchParams.has(`utm_${tag}`)
      ? []
      : [`utm_${tag}=${encodeURIComponent(value)}`];
  });
  if (more.length === 0) return target;
  const [, base = '', fragment = ''] = /^([^#]*)(.*)$/s.exec(target) ?? [];
  return `${base}${joint(base)}${more.join('&')}${fragment}`;
}

const TAGS = ['source', 'medium', 'campaign', 'content', 'term'] as const;

const isOn = (host: string, domain: string): boolean =>
  host === domain || host.endsWith(`.${domain}`);

function joint(base: string): string {
  if (!base.includes('?')) return '?';
  return /[?&]$/.test(base) ? '' : '&';
}
