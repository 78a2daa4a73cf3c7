import { ApiWorld } from '../api/api-world.ts';
import { claim } from '../../store/claim.ts';
import { letGo, settle } from '../../store/fence.ts';
import { only, type Run } from '../store/world.ts';

export type Populated = Readonly<{
  api: ApiWorld;
  url: string;
  /** Somebody who was mailed, asked for a demo and was offered. */
  nora: Run;
  handoff: string;
}>;

const PEOPLE = [
  ['Ines', 'Duarte', 'harbour-works'],
  ['Tomasz', 'Zielinski', 'longfield'],
  ['Aisha', 'Rahman', 'quayside-analytics'],
  ['Per', 'Lindqvist', 'norrsken-logistik'],
  ['Chiara', 'Benedetti-Montgomery', 'a-company-with-a-rather-long-domain-name'],
  ['Kwame', 'Boateng', 'accra-fields'],
] as const;

/** A world in which something has happened: mails, a handoff open, one rejected, one stuck, one gone. */
export async function populated(): Promise<Populated> {
  const api = await ApiWorld.open();
  const { world } = api;
  for (const [firstName, lastName, company] of PEOPLE) {
    const email = `${firstName}.${lastName}@${company}.example`.toLowerCase();
    const prospect = await world.person({ email, traits: { firstName, lastName, role: 'user' } });
    await world.fold();
    await mailed(api, await world.run(await world.entered(prospect)));
    world.later(0.01);
  }
  await rejected(api);
  await faulted(api);
  const { run, handoff } = await api.offered({
    email: 'nora.lind@brightwater.example',
    traits: { firstName: 'Nora', lastName: 'Lind', role: 'buyer', employees: 240 },
    zone: 'Europe/Oslo',
  });
  await world.did(run.prospect, 'pricing.viewed');
  world.later(0.1);
  const url = await api.app.listen({ host: '127.0.0.1', port: 0 });
  return { api, url, nora: run, handoff: handoff.id };
}

async function mailed({ world }: ApiWorld, run: Run): Promise<void> {
  const question = run.asks('nurture.hello', { kind: 'touch' });
  const { token } = only(await claim(world.ctx, question), 'claimed');
  await letGo(world.ctx, token, { subject: 'A first win in ten minutes', templateHash: 'x' });
  await settle(world.ctx, token, { state: 'ACCEPTED', reply: '250 ok' });
}

async function rejected(api: ApiWorld): Promise<void> {
  const { handoff } = await api.offered({
    email: 'joost@polder.example',
    traits: { firstName: 'Joost', role: 'buyer' },
  });
  await api.post(`/v1/handoffs/${handoff.id}/reject`, { rep: 'sam', reason: 'not-ready' });
}

async function faulted({ world }: ApiWorld): Promise<void> {
  const entry = await world.entered(await world.person({ email: 'stuck@ravine.example' }));
  const faults = world.ctx.db.updateTable('positions').set({ faulted: 'circle' });
  await faults.where('entry', '=', entry).execute();
}
