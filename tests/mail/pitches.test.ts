import { describe, expect, test } from 'vitest';
import { discountsIn, pitchesIn } from '../../mail/pitches.ts';
import { loadMail, loadProject, mjmlMail, text, textMail } from './mail-project.ts';

const words = (found: ReturnType<typeof pitchesIn>): readonly string[] =>
  found.map(({ word }) => word);

describe('sales talk', () => {
  test.each([
    ['Book a demo and see.', 'Book a demo'],
    ['schedule your personal live demo', 'schedule your personal live demo'],
    ['Book a short call with us', 'Book a short call'],
    ['Our pricing is simple.', 'pricing'],
    ['Read https://example.com/pricing first', 'pricing'],
    ['Plans start at 9 euros.', 'Plans start at'],
    ['Buy now.', 'Buy now'],
    ['UPGRADE NOW!', 'UPGRADE NOW'],
    ['You could upgrade to Business.', 'upgrade to Business'],
    ['A limited offer', 'limited offer'],
    ['a limited-time deal', 'limited-time deal'],
    ['Talk to sales', 'Talk to sales'],
    ['Contact our sales people', 'Contact our sales'],
    ['Your free trial ends on Monday.', 'Your free trial ends'],
    ['Start your free trial', 'Start your free trial'],
    ['Request a quote', 'Request a quote'],
    ["Don't miss out", "Don't miss out"],
    ['Don’t miss this', 'Don’t miss this'],
    ['No credit card needed', 'No credit card'],
  ])('is found: %s', (said, word) => {
    expect(words(pitchesIn(said))).toEqual([word]);
  });

  test('is found over the end of a line, and said where it stands', () => {
    const said = 'Hello.\nWhy not book\na demo, or talk  to sales? Or talk\u00A0to sales.';
    expect(pitchesIn(said)).toEqual([
      { word: 'book\na demo', at: 15 },
      { word: 'talk\u00A0to sales', at: said.lastIndexOf('talk') },
    ]);
  });

  test.each([
    'What a fair price is, and who pays it.',
    'She showed the demo to her team.',
    'The trial run ends well.',
    'How the sales team at Marlow uses its board.',
    'Discountenance is another word, and so is repricing.',
    'Write an order of work now and then.',
    'We upgraded the lift.',
    'Talk to the people who know. Salespeople do.',
    'Ring the bell, and book a table.',
    'That saves 20 % of your week, and makes 15 % less noise.',
  ])('is not found where nothing is sold: %s', (said) => {
    expect(pitchesIn(said)).toEqual([]);
  });
});

describe('a lower price', () => {
  test.each([
    ['A discount for you', 'discount'],
    ['discounted seats', 'discounted'],
    ['20% off', '20% off'],
    ['20 % off', '20 % off'],
    ['twenty? no, 15 percent off', '15 percent off'],
    ['Save up to 30% this week', 'Save up to 30%'],
    ['$20 off your order', '$20 off'],
    ['20 euros off', '20 euros off'],
    ['at half the price', 'half the price'],
    ['a special price', 'special price'],
    ['Your promo code', 'promo code'],
    ['two for one', 'two for one'],
  ])('is found, and is sales talk as well: %s', (said, word) => {
    expect(words(discountsIn(said))).toEqual([word]);
    expect(words(pitchesIn(said))).toEqual([word]);
  });

  test('is not all sales talk', () => {
    expect(discountsIn('Book a demo of our pricing.')).toEqual([]);
  });
});

describe('a mail tells what it sells', () => {
  test('in its subject, its words and its links, whatever its conditions choose', async () => {
    const template = await loadMail(
      mjmlMail(
        text(
          "{% if person.role == 'buyer' %}Talk to sales.{% endif %} <a href='https://example.com/pricing'>Here</a>: {{ share }}% off",
        ),
        {
          'mail.json': { subject: 'Upgrade now', preview: 'x' },
          'sample.json': { fill: { share: 20 } },
        },
      ),
    );
    expect(words(template.pitches)).toEqual(['Upgrade now', 'Talk to sales', 'pricing', '…% off']);
    expect(words(template.discounts)).toEqual(['…% off']);
  });

  test('in its preview too, which people read first', async () => {
    const files = { 'mail.json': { subject: 'x', preview: 'A discount for you' } };
    const template = await loadMail(mjmlMail(text('Hello'), files));
    expect(words(template.discounts)).toEqual(['discount']);
  });

  test('and the name of a slot is no word of it', async () => {
    const files = { 'sample.json': { fill: { discount: 'x', pricing: 'y' } } };
    const templates = await loadProject({
      mails: { hello: textMail('{{ discount }} {{ pricing }}', files) },
    });
    expect(templates.get('hello')).toMatchObject({ pitches: [], discounts: [] });
  });
});
