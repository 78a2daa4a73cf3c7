import type { Finding } from '../core/check/finding.ts';
import type { Project } from './load.ts';
import { typeCheck } from './type-check.ts';

/** All that is wrong with a project: journeys that cannot be frozen, and what TypeScript has against them. */
export const checkProject = async (project: Project): Promise<readonly Finding[]> => [
  ...project.problems,
  ...(await typeCheck(project.dir)),
];
