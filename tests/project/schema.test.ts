import { describe, expect, test } from 'vitest';
import { checkEvent, checkTraits } from '../../project/schema.ts';
import { house } from '../core/language/house.ts';

const endsAt = '2027-03-01T10:00:00Z';

describe('an event', () => {
  test('is taken as it was given', () => {
    const props = { plan: 'team', endsAt };
    expect(checkEvent(house, 'trial.started', props)).toEqual({ ok: true, props });
  });

  test.for<[string, unknown, string, string]>([
    [
      'pricing.veiwed',
      {},
      'event',
      "The house knows no event 'pricing.veiwed'. Did you mean 'pricing.viewed'?",
    ],
    ['constructor', {}, 'event', "The house knows no event 'constructor'."],
    ['trial.started', { plan: 'gold', endsAt }, 'properties.plan', 'expected one of'],
    ['trial.started', { plan: 'team' }, 'properties.endsAt', 'received undefined'],
    ['trial.started', { plan: 'team', endsAt: 'soon' }, 'properties.endsAt', 'Invalid'],
    ['demo.requested', [], 'properties', 'Properties are a JSON object.'],
    ['demo.requested', null, 'properties', 'Properties are a JSON object.'],
    ['handoff.accepted', { team: 'care' }, 'event', 'told by Perennial itself'],
    ['journey.ended', {}, 'event', 'told by Perennial itself'],
    ['mail.clicked', {}, 'properties.mail', 'Say which mail'],
    ['deal.won', { value: 'much' }, 'properties.value', 'a number'],
    ['deal.lost', { reason: 'no-bugdet' }, 'properties.reason', "Did you mean 'no-budget'?"],
    ['deal.lost', { reason: 3 }, 'properties.reason', 'A reason is a text.'],
  ])('%s %o is refused at %s', ([name, props, path, what]) => {
    const checked = checkEvent(house, name, props);
    expect(checked).toMatchObject({ ok: false, path });
    expect(checked.ok ? '' : checked.what).toContain(what);
  });

  test.for<[string, Record<string, unknown>]>([
    ['mail.clicked', { mail: 'first-win' }],
    ['mail.replied', { mail: 'first-win' }],
    ['deal.won', {}],
    ['deal.won', { value: 1200 }],
    ['deal.lost', {}],
    ['deal.lost', { reason: 'no-budget' }],
  ])('that every house has: %s %o', ([name, props]) => {
    expect(checkEvent(house, name, props)).toEqual({ ok: true, props });
  });

  test('a schema that cannot judge is said, not thrown', () => {
    const broken = {
      ...house,
      events: {
        throws: {
          '~standard': {
            validate: () => {
              throw new Error('no');
            },
          },
        },
        later: { '~standard': { validate: async () => Promise.resolve({}) } },
        none: {},
      },
    };
    for (const name of ['throws', 'later', 'none']) {
      const checked = checkEvent(broken as never, name, {});
      expect(checked.ok ? '' : checked.what).toContain('its schema in house.ts');
    }
  });
});

describe('traits', () => {
  test('are taken as they were given', () => {
    const props = { country: 'DE', employees: 12 };
    expect(checkTraits(house, props)).toEqual({ ok: true, props });
  });

  test.for<[unknown, string, string]>([
    [{ rolle: 'buyer' }, 'traits.rolle', "Did you mean 'role'?"],
    [{ role: 'owner' }, 'traits.role', 'expected one of'],
    [{ employees: '12' }, 'traits.employees', 'expected number'],
    ['all', 'traits', 'Traits are a JSON object.'],
  ])('%o is refused', ([traits, path, what]) => {
    const checked = checkTraits(house, traits);
    expect(checked).toMatchObject({ ok: false, path });
    expect(checked.ok ? '' : checked.what).toContain(what);
  });
});
