import { z } from 'zod';
import type { HandoffView } from '../../store/handoff-view.ts';
import { instantOut, iso, isoOrNull } from '../http/fields.ts';

export const states = [
  'offered',
  'not-yet',
  'accepted',
  'rejected',
  'expired',
  'won',
  'lost',
  'returned',
  'withdrawn',
] as const;

const packetOut = z.object({
  who: z.object({
    email: z.string(),
    account: z.string().optional(),
    traits: z.record(z.string(), z.unknown()),
  }),
  why: z.array(
    z.object({
      sentence: z.string(),
      said: z.string().optional().meta({ description: 'The sentence in the words of the house.' }),
      since: instantOut,
      events: z.array(
        z.object({
          id: z.int(),
          name: z.string(),
          at: instantOut,
          props: z.record(z.string(), z.unknown()),
        }),
      ),
    }),
  ),
  sent: z.array(
    z.object({
      mail: z.string(),
      subject: z.string().nullable(),
      mindset: z.string(),
      at: instantOut,
      state: z.string(),
    }),
  ),
  tried: z.array(
    z.object({
      state: z.string(),
      reason: z.string().nullable(),
      rep: z.string().nullable(),
      at: instantOut,
    }),
  ),
  suggest: z.string(),
  ready: z.string().optional().meta({ description: 'What makes a lead ready, in plain English.' }),
  journey: z.string(),
  consent: z.array(z.object({ topic: z.string(), basis: z.string(), at: instantOut })),
});

export const handoffOut = z
  .object({
    id: z.string(),
    state: z.enum(states),
    team: z.string(),
    reps: z
      .array(z.object({ id: z.string(), name: z.string() }))
      .meta({ description: 'Who may answer.' }),
    prospect: z.string(),
    journey: z.string(),
    until: instantOut
      .nullable()
      .meta({ description: 'When the clock runs out, or when we ask again.' }),
    rep: z.string().nullable(),
    reason: z.string().nullable(),
    note: z.string().nullable(),
    value: z.number().nullable(),
    offeredAt: instantOut,
    answeredAt: instantOut.nullable(),
    closedAt: instantOut.nullable(),
    packet: packetOut,
  })
  .meta({
    id: 'Handoff',
    description: 'A person offered to a team, and what sales needs to know of them.',
  });

/** A handoff as the API gives it. Pure. */
export const handoffJson = (view: HandoffView): z.input<typeof handoffOut> => ({
  id: view.id,
  state: view.state,
  team: view.team,
  reps: [...view.reps],
  prospect: view.prospect,
  journey: view.journey,
  until: isoOrNull(view.until),
  rep: view.rep,
  reason: view.reason,
  note: view.note,
  value: view.value,
  offeredAt: iso(view.offeredAt),
  answeredAt: isoOrNull(view.answeredAt),
  closedAt: isoOrNull(view.closedAt),
  packet: packetJson(view.packet),
});

const packetJson = (packet: HandoffView['packet']): z.input<typeof packetOut> => ({
  who: { ...packet.who, traits: { ...packet.who.traits } },
  why: packet.why.map(({ sentence, said, since, events }) => ({
    sentence,
    ...(said !== undefined && { said }),
    since: iso(since),
    events: events.map(({ id, name, at, props }) => ({
      id,
      name,
      at: iso(at),
      props: { ...props },
    })),
  })),
  sent: packet.sent.map((mail) => ({ ...mail, at: iso(mail.at) })),
  tried: packet.tried.map((one) => ({ ...one, at: iso(one.at) })),
  suggest: packet.suggest,
  ...(packet.ready !== undefined && { ready: packet.ready }),
  journey: packet.journey,
  consent: packet.consent.map((one) => ({ ...one, at: iso(one.at) })),
});
