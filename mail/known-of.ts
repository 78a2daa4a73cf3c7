import type { Known } from './templates.ts';

type House = Readonly<{
  traits: Readonly<Record<string, unknown>>;
  senders: Readonly<Record<string, unknown>>;
  topics: Readonly<Record<string, Readonly<{ confirm?: string }>>>;
  utm?: object;
}>;

/** What mails may use of a house, and what it wants of them. Pure. */
export const knownOf = ({ traits, senders, topics, utm }: House): Required<Known> => ({
  traits: Object.keys(traits),
  senders: Object.keys(senders),
  confirms: [...new Set(Object.values(topics).flatMap(({ confirm }) => confirm ?? []))],
  utm: utm !== undefined,
});
