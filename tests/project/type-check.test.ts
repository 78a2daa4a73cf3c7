import { expect, test } from 'vitest';
import { checkProject } from '../../project/check.ts';
import { loadProject } from '../../project/load.ts';
import { typeCheck } from '../../project/type-check.ts';
import { projectFolder } from '../support/project-folder.ts';

test('the sample’s journeys pass', { timeout: 60_000 }, async () => {
  expect(await typeCheck('.')).toEqual([]);
});

test(
  'a wrong type is found at its line, with all that TypeScript says',
  { timeout: 60_000 },
  async () => {
    const { dir, remove } = await projectFolder({
      'journeys/trial.ts': [
        "import { byList, convert, educate, end, journey } from './language.ts';",
        "export const trial = journey('trial', {",
        "  topic: 'product-tips',",
        "  enter: byList.into('awareness'),",
        '  stages: {',
        "    awareness: [educate('first-wim'), convert('extend-your-trial'), end('done')],",
        '  },',
        '});',
      ].join('\n'),
    });
    const project = await loadProject(dir, new Map([['first-win', { slots: {} }]]));
    const found = [
      ...checkProject(project, { mails: new Map(), today: '2026-12-01' }),
      ...(await typeCheck(dir)),
    ];
    await remove();
    expect(found.filter(({ code }) => code === 'L020')).toHaveLength(2);
    expect(found.filter(({ code }) => code === 'P002')).toMatchObject([
      { file: 'journeys/trial.ts:6', what: expect.stringContaining('"first-wim"') as unknown },
      {
        file: 'journeys/trial.ts:6',
        what: expect.stringContaining(
          "'extend-your-trial' has slots: say { fill: { endsAt: … } }",
        ) as unknown,
      },
    ]);
  },
);
