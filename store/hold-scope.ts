/** What a hold may stop, the widest first. */
export const SCOPES = ['all', 'journey', 'step', 'sender', 'account', 'prospect'] as const;
export type HoldScope = (typeof SCOPES)[number];

/** A scope and which one of its kind; of all there is only one: ''. */
export type Scope = Readonly<{ scope: HoldScope; of: string }>;

/** How a hold on a step names it: no two journeys share their steps. Pure. */
export const stepIn = (journey: string, step: string): string => `${journey}/${step}`;

/** The journey and the step that `stepIn` put together; without a slash, a step of no name. Pure. */
export function journeyAndStep(of: string): readonly [journey: string, step: string] {
  const slash = of.indexOf('/');
  return slash < 0 ? [of, ''] : [of.slice(0, slash), of.slice(slash + 1)];
}
