import type { Info } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import { onTestFinished } from 'vitest';
import type { Activities } from '../../activities/activities.ts';
import { createActivities } from '../../activities/create-activities.ts';
import type { ActivityDeps } from '../../activities/deps.ts';
import type { Answer, Question } from '../../core/state.ts';
import { createLinks } from '../../mail/links.ts';
import { openTransport } from '../../mail/transport.ts';
import { loadProject, textMail } from '../mail/mail-project.ts';
import type { World } from '../store/world.ts';
import { gatherLog } from './gather-log.ts';

export const links = createLinks(
  [{ id: 'k1', secret: 's'.repeat(32) }],
  'https://journeys.example',
);

/** The activities at work: real store, real mails, a mail server of the test. Lives as long as the test. */
export class Desk {
  readonly log = gatherLog();
  readonly #activities: Activities;

  private constructor(deps: Omit<ActivityDeps, 'log'>) {
    this.#activities = createActivities({ ...deps, log: this.log });
  }

  static async open(world: World, smtp: string, more: Partial<ActivityDeps> = {}): Promise<Desk> {
    const hello = textMail('Hello {{ person.firstName | default: "you" }}.');
    const transport = openTransport(smtp, { connections: 1 });
    onTestFinished(() => transport.close(0));
    const templates = await loadProject({ mails: { hello, story: hello, news: hello } });
    const mode = { kind: 'own-inbox' } as const;
    return new Desk({ ctx: world.ctx, templates, transport, links, mode, ...more });
  }

  /** The answer of one attempt. Throws what the activity threw. */
  ask(question: Question, info: Partial<Info> = {}): Promise<Answer> {
    const { kind } = question.todo;
    const environment = new MockActivityEnvironment({ attempt: 1, activityType: kind, ...info });
    return environment.run(this.#activities[kind], question);
  }

  /** The failure of one attempt, as Temporal would keep it. */
  async failure(question: Question, info: Partial<Info> = {}): Promise<ApplicationFailure> {
    try {
      const answer = await this.ask(question, info);
      throw new Error(`it answered ${JSON.stringify(answer)}`);
    } catch (error) {
      if (error instanceof ApplicationFailure) return error;
      throw error;
    }
  }
}
