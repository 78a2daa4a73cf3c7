import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { collectGroup } from '../../store/collect-group.ts';
import { accountDomain } from '../../store/email-key.ts';
import { findProspect } from '../../store/find-prospect.ts';
import type { ApiDeps, App } from '../deps.ts';
import { bag, name } from '../http/fields.ts';
import { problems, Problem } from '../http/problem.ts';
import { checkedTraits } from './check-event.ts';
import { type Common, common } from './common-fields.ts';
import { prospectMeant } from './identity.ts';

// Segment's libraries send much more; what we do not use is no fault.
const groupIn = z.object({
  ...common,
  account: name
    .exactOptional()
    .meta({ description: 'The company: its domain, or the address of anybody there.' }),
  groupId: name.exactOptional().meta({ description: 'Segment’s word for account.' }),
  traits: bag.default({}),
});
const grouped = z.object({
  account: z.string().meta({ description: 'Its domain.' }),
  messageId: z.string(),
  status: z
    .enum(['stored', 'known'])
    .meta({ description: 'known: this messageId was here before.' }),
});

/** What is so of everyone of a company at once. */
export function groupRoute(app: App, deps: ApiDeps): void {
  app.post(
    '/v1/group',
    {
      schema: {
        tags: ['events'],
        summary: 'Traits of a company: true of everyone there who says nothing else of themselves',
        body: groupIn,
        response: { 200: grouped, ...problems },
      },
    },
    async ({ body }) => {
      const traits = checkedTraits(deps, body.traits);
      return storeGroup(deps, await companyMeant(deps, body), { ...body, traits });
    },
  );
}

type Said = Pick<Common, 'messageId' | 'timestamp'> &
  Readonly<{ traits: Readonly<Record<string, unknown>> }>;

/** Keeps what is said of the company of this domain. */
export async function storeGroup(
  { ctx }: Pick<ApiDeps, 'ctx'>,
  domain: string,
  said: Said,
): Promise<z.infer<typeof grouped>> {
  const messageId = said.messageId ?? randomUUID();
  const at = said.timestamp ?? ctx.now();
  const { traits } = said;
  const { status } = await collectGroup(ctx, { source: 'api', messageId, domain, traits, at });
  return { account: domain, messageId, status };
}

type Meant = Common & Readonly<{ account?: string; groupId?: string }>;

/** The domain of the company meant. Throws a Problem where there is none. */
async function companyMeant(deps: ApiDeps, said: Meant): Promise<string> {
  const named = said.account ?? said.groupId;
  if (named !== undefined) return accountDomain(named.trim()) ?? noCompany(named);
  const id = await prospectMeant(deps, said, 'api');
  const person = await findProspect(deps.ctx, { id });
  return person?.account ?? noCompany(person?.email ?? id);
}

function noCompany(named: string): never {
  throw new Problem(
    'unknown-account',
    `“${named}” stands for no company: an account is a company’s own domain, and free mailboxes have none.`,
    { faults: [{ path: '/account', what: 'is no domain of a company, nor an address at one.' }] },
  );
}
