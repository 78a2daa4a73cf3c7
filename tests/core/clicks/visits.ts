import type { Fetch, Scene } from '../../../core/clicks/fetch.ts';

export const SENT = Date.UTC(2027, 0, 5, 9);
export const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';
const SAFARI =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1';

/** One line of a visit: seconds after the mail was let go, the link, and what is unlike a plain GET by Chrome. */
export type Step = readonly [seconds: number, link: string, unlike?: Partial<Fetch>];

/** What a mail's links saw, in shapes that were met: the fetch that is judged is the one of `[judged]`, or each. */
export type Visit = Readonly<{ who: string; steps: readonly Step[]; crowd?: number }>;

export const fetchOf = ([seconds, link, unlike]: Step): Fetch => ({
  at: SENT + seconds * 1000,
  link,
  method: 'GET',
  agent: CHROME,
  network: '203.0.113.0/24',
  prefetch: false,
  ...unlike,
});

/** The visit as each of its fetches is judged. */
export function scenesOf({ steps, crowd = 0 }: Visit): readonly Scene[] {
  const near = steps.map(fetchOf);
  return near.map((fetch) => ({ fetch, near, sentAt: SENT, crowd, pace: 1 }));
}

const head = { method: 'HEAD' };
const as = (agent: string | null): Partial<Fetch> => ({ agent });

export const MACHINES: readonly Visit[] = [
  {
    who: 'Outlook SafeLinks, which takes every link of a mail as it arrives',
    steps: [
      [21, 'a'],
      [21.4, 'b'],
      [21.9, 'u'],
    ],
  },
  {
    who: 'SafeLinks by its preview of Bing',
    steps: [[40, 'a', as('Mozilla/5.0 (compatible; bingpreview/1.0b)')]],
  },
  {
    who: 'Mimecast, which asks for the head and then for the page',
    steps: [
      [34, 'a', head],
      [35, 'a'],
    ],
  },
  {
    who: 'Barracuda, two seconds after the mail was accepted',
    steps: [[2.1, 'a']],
  },
  {
    who: 'Barracuda Sentinel, under its own name',
    steps: [[900, 'a', as('Mozilla/5.0 (compatible; BarracudaCentral; Sentinel)')]],
  },
  {
    who: 'Proofpoint, as an old Chrome, with the way out among the links',
    steps: [
      [61, 'a', as(CHROME.replace('131', '79'))],
      [62.2, 'u', as(CHROME.replace('131', '79'))],
    ],
  },
  {
    who: 'a gateway that looks into the mails of a whole company',
    steps: [[300, 'a']],
    crowd: 40,
  },
  {
    who: 'Google, which looks for malware',
    steps: [
      [200, 'a', as('Mozilla/5.0 (compatible; Google-Safety; +http://www.google.com/bot.html)')],
    ],
  },
  {
    who: 'Gmail’s proxy of pictures, following a link',
    steps: [
      [
        100,
        'a',
        as(
          'Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)',
        ),
      ],
    ],
  },
  { who: 'Apple, whose prefetching says no more than this', steps: [[80, 'a', as('Mozilla/5.0')]] },
  {
    who: 'a browser that loads what somebody may click next',
    steps: [[500, 'a', { prefetch: true }]],
  },
  {
    who: 'Slack, which shows what a pasted link is about',
    steps: [[700, 'a', as('Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)')]],
  },
  {
    who: 'Outlook on a desk, which looks at documents by itself',
    steps: [
      [500, 'a', as('Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17928; Pro)')],
    ],
  },
  { who: 'a script', steps: [[5000, 'a', as('python-requests/2.32.3')]] },
  { who: 'something without a name', steps: [[5000, 'a', as(null)]] },
  {
    who: 'Cisco, slowly, one link after the other, beginning at once',
    steps: [
      [3, 'a'],
      [9, 'b'],
    ],
  },
  {
    who: 'Trend Micro, all links within a second, an hour later',
    steps: [
      [3600, 'a'],
      [3600.3, 'b'],
      [3600.6, 'c'],
    ],
  },
];

export const PEOPLE: readonly Visit[] = [
  { who: 'on a desk, a minute later', steps: [[64, 'a']] },
  { who: 'on a phone, quick', steps: [[11, 'a', as(SAFARI)]] },
  {
    who: 'in Outlook’s app',
    steps: [[95, 'a', as(`${SAFARI.replace('Safari/604.1', '')}Outlook-iOS/4.2447.0`)]],
  },
  {
    who: 'in Gmail’s app on Android',
    steps: [
      [
        3000,
        'a',
        as(
          'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36 GSA/15.44',
        ),
      ],
    ],
  },
  {
    who: 'in Firefox',
    steps: [
      [200, 'a', as('Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0')],
    ],
  },
  {
    who: 'who clicks twice, as on a desktop icon',
    steps: [
      [70, 'a'],
      [70.4, 'a'],
    ],
  },
  {
    who: 'who opens two links in tabs',
    steps: [
      [70, 'a'],
      [71.2, 'b'],
    ],
  },
  {
    who: 'who reads all three links, and takes their time',
    steps: [
      [70, 'a'],
      [75, 'b'],
      [83, 'c'],
    ],
  },
  {
    who: 'who reads, and then leaves',
    steps: [
      [70, 'a'],
      [95, 'u'],
    ],
  },
  {
    who: 'who comes back after two years',
    steps: [[63_072_000, 'a']],
  },
  { who: 'with a few colleagues at the same moment', steps: [[70, 'a']], crowd: 3 },
];
