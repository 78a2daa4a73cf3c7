import type { CircuitScope } from '../../core/circuit.ts';
import type { Instant } from '../../core/fact.ts';
import { type Circuit, sayCircuit } from '../../store/circuits.ts';
import type { QuotaView, SendingView, WarmUpView } from '../../store/sending-view.ts';
import type { Rated } from '../../store/rates.ts';
import { number } from './number.ts';
import { when } from './when.ts';

/** How mail leaves, for people. Pure. */
export const sendingPageView = (
  view: SendingView,
  now: Instant,
): Readonly<Record<string, unknown>> => ({
  circuits: circuitsView(view.circuits, now),
  quotas: view.quotas.map(quotaView),
  warm_ups: view.warmUps.map(warmUpView),
  rates: view.rates.toSorted((a, b) => ORDER[a.level] - ORDER[b.level]).map(rateView),
});

const ORDER: Readonly<Record<Rated['level'], number>> = { hold: 0, warn: 1, fine: 2 };

/** Open circuits, the oldest first. Pure. */
export const circuitsView = (circuits: readonly Circuit[], now: Instant): readonly object[] =>
  circuits.map((one) => ({
    id: one.id,
    said: whom(one),
    reason: sayCircuit(one),
    at: when(one.openedAt, now),
    tried: one.probes === 0 ? null : `${one.probes} tried`,
    next: one.probeAt > now ? when(one.probeAt, now) : null,
  }));

function whom({ scope, of }: Readonly<{ scope: CircuitScope; of: string }>): string {
  const [sender = '', group = ''] = of.split('>');
  switch (scope) {
    case 'server':
      return 'All mail';
    case 'sender':
      return `Mail in the name of ${of}`;
    case 'domain':
      return `Mail to ${of}`;
    case 'stream':
      return `Mail of ${sender} to ${group}`;
  }
}

const QUOTA_OF: Readonly<Record<QuotaView['scope'], string>> = {
  all: 'All mail',
  to: 'To',
  sender: 'In the name of',
  from: 'From',
};

const quotaView = ({ scope, of, per, most, used }: QuotaView): object => ({
  said: `${QUOTA_OF[scope]} ${of}`.trim(),
  most: `${number(most)} a ${per}`,
  used: number(used),
  share: Math.min(100, Math.round((100 * used) / most)),
});

const warmUpView = ({ domain, step, today, plan, why }: WarmUpView): object => ({
  domain,
  said: `step ${step} of ${plan === 'usual' ? 'the usual plan' : 'its own plan'}`,
  today: number(today),
  why,
});

const rateView = ({ scope, of, mails, bounced, complained, level, reason }: Rated): object => ({
  said: scope === 'journey' ? `The journey ${of}` : `In the name of ${of}`,
  tag: level === 'fine' ? null : { hold: 'too many', warn: 'nearly too many' }[level],
  mails: number(mails),
  numbers: `${number(bounced)} bounced, ${number(complained)} complained`,
  reason: reason ?? null,
});
