import type { FastifyReply } from 'fastify';
import type { HandoffView } from '../../store/handoff-view.ts';
import type { ApiDeps } from '../deps.ts';
import { became } from '../handoffs/became.ts';
import { handoffView } from '../pages/handoff-view.ts';
import type { Pages } from '../pages/render.ts';

export type Offer = Readonly<{ handoff: HandoffView; rep: string }>;

/** What a rep sees behind the link in their mail. */
export type OfferPages = Readonly<{
  /** The packet and the answers; `told`: why the last one was not taken. */
  show: (reply: FastifyReply, offer: Offer, told: string | null) => Promise<FastifyReply>;
  /** What became of it. */
  over: (reply: FastifyReply, handoff: HandoffView) => Promise<FastifyReply>;
  thank: (reply: FastifyReply, handoff: HandoffView) => Promise<FastifyReply>;
}>;

export function offerPages({ ctx }: ApiDeps, pages: Pages): OfferPages {
  const words = (handoff: HandoffView) => {
    const { who } = handoffView(ctx.house, handoff, ctx.now());
    const said = became(handoff, ctx.now());
    return { bare: true as const, who, said: said.charAt(0).toUpperCase() + said.slice(1) };
  };
  return {
    show: (reply, { handoff, rep }, told) => {
      const view = handoffView(ctx.house, handoff, ctx.now());
      const more = { title: `${view.who}: handoff`, told, rep, prospect: null, token: null };
      return pages.send(reply, 'handoff', { ...view, ...more, bare: true });
    },
    over: (reply, handoff) =>
      pages.send(reply.code(410), 'handoff-over', {
        title: 'This offer is over',
        ...words(handoff),
      }),
    thank: (reply, handoff) =>
      pages.send(reply, 'handoff-thanks', {
        title: 'Thank you',
        ...words(handoff),
        state: handoff.state,
        email: handoff.packet.who.email,
      }),
  };
}
