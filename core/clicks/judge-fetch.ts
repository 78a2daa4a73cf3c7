import { CROWD, type Fetch, MANY_LINKS, type Scene, timeAt } from './fetch.ts';
import { isMachine } from './machine-agents.ts';

/** Which rules speak for a machine, by their names; none: a person followed the link. */
export type FetchVerdict = Readonly<{ human: boolean; reasons: readonly FetchRule[] }>;
export type FetchRule = keyof typeof RULES | 'same-visitor';

/** Whether a person followed the link, with all that speaks against it. Pure, total. */
export function judgeFetch(scene: Scene): FetchVerdict {
  const own = ownReasons(scene);
  const reasons = sameVisitor(scene) ? [...own, 'same-visitor' as const] : own;
  return { human: reasons.length === 0, reasons };
}

type Rule = (scene: Scene) => boolean;

/** Each says whether the fetch is a machine's by what it is, by when it came, or by what came with it. */
const RULES = {
  /** A browser asks for the page, not whether there is one. */
  head: ({ fetch }) => fetch.method !== 'GET',
  /** It says so itself (`Purpose`, `Sec-Purpose`). */
  prefetch: ({ fetch }) => fetch.prefetch,
  /** Its name is a machine's, or it has none. */
  agent: ({ fetch }) => isMachine(fetch.agent),
  /** Sooner than anybody reads. */
  'at-once': ({ fetch, sentAt, pace }) =>
    sentAt !== undefined && fetch.at - sentAt < timeAt('atOnce', pace),
  /** Several links of the mail together. */
  'many-links': (scene) => mostTogether(scene) >= MANY_LINKS,
  /** Content, and the way out with it: whoever wants to leave does not read on, and whoever reads on does not leave. */
  'unsubscribe-too': ({ fetch, near, pace }) =>
    !isWayOut(fetch) &&
    near.some((one) => isWayOut(one) && apart(one, fetch) < timeAt('together', pace)),
  /** The mails of many people at once. */
  burst: ({ crowd }) => crowd >= CROWD,
} as const satisfies Record<string, Rule>;

const NAMES = Object.keys(RULES) as readonly (keyof typeof RULES)[];

const ownReasons = (scene: Scene): readonly (keyof typeof RULES)[] =>
  NAMES.filter((name) => RULES[name](scene));

const isWayOut = ({ link }: Fetch): boolean => link === 'u' || link === 'p';
const apart = (a: Fetch, b: Fetch): number => Math.abs(a.at - b.at);

/** The most different links within any stretch of `together` that this fetch is in. */
function mostTogether({ fetch, near, pace }: Scene): number {
  const length = timeAt('together', pace);
  const counts = near
    .filter(({ at }) => at <= fetch.at && fetch.at - at < length)
    .map(({ at: from }) => {
      const together = near.filter(({ at }) => at >= from && at - from < length);
      return new Set(together.map(({ link }) => link)).size;
    });
  return Math.max(0, ...counts);
}

/** The same agent of the same network has shown itself in another fetch: it asked for the head before, it takes all links in a row. */
function sameVisitor(scene: Scene): boolean {
  const { fetch, near, pace } = scene;
  return near.some(
    (other) =>
      other !== fetch &&
      other.agent === fetch.agent &&
      other.network === fetch.network &&
      apart(other, fetch) < timeAt('visit', pace) &&
      ownReasons({ ...scene, fetch: other, crowd: 0 }).length > 0,
  );
}
