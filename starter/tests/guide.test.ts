import { test } from 'vitest';
import { guide } from '../journeys/guide.ts';
import { given } from './words.ts';

const ana = given('ana'); // of personas/: who she is; what she does is told here

test('whoever asks for the guide has it within a minute', () =>
  ana.in(guide).does('guide.requested').expectMail('the-guide', { within: '1 minute' }));

test('whoever only reads is sold nothing', () =>
  ana
    .in(guide)
    .does('guide.requested')
    .after('365 days')
    .expectNoMail({ mindset: 'convert' })
    .expectNoHandoff()
    .expectStage('recycle'));

test('an owner who looks at the prices is handed over, and rests when it was too early', () =>
  ana
    .in(guide)
    .does('guide.requested')
    .after('10 days')
    .does('pricing.viewed')
    .expectMail('a-short-call', { within: '1 hour' })
    .expectHandoff('sales')
    .salesRejects('not-ready')
    .expectStage('recycle')
    .expectSeries('notes', { within: '10 days' })
    .after('80 days')
    .expectNoMail({ mindset: 'convert' })
    .expectNoHandoff());
