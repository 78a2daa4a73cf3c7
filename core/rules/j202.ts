import { ahead, about, daysLeft, QUARTER } from './goals.ts';
import { rule } from './rule.ts';

/** Goals that want nothing but this quarter's qualified leads. */
export const j202 = rule(
  'J202',
  '“This quarter’s MQLs” alone is a bad goal: it is met by asking too early (MKT1).',
  (book) => {
    const volumes = ahead(book).flatMap((goal) => (goal.kind === 'grow' ? [goal] : []));
    const isLeads = (stage: string): boolean => book.house.stages[stage]?.demand === 'capture';
    const [first] = volumes;
    const only = volumes.every((goal) => isLeads(goal.stage) && daysLeft(goal, book) <= QUARTER);
    if (first === undefined || !only) return [];
    return [
      about(
        first,
        `All that is to grow is ${first.stage}, within this quarter.`,
        'Add what they are to become, or a volume for a later quarter: grow of a later stage.',
      ),
    ];
  },
);
