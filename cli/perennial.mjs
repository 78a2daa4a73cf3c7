#!/usr/bin/env node
// Plain JavaScript for any Node: main.ts needs one that runs TypeScript, which this package brings along.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const main = join(here, 'main.ts');

/** TypeScript without a flag, and RegExp.escape: Node 24.12. */
function isNewEnough() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major > 24 || (major === 24 && minor >= 12);
}

/**
 * The nearest node_modules, upwards, that brings a Node.
 * @param {string} from
 * @returns {string | undefined}
 */
function broughtAlong(from) {
  const node = join(from, 'node_modules', 'node', 'bin', 'node');
  if (existsSync(node)) return node;
  return dirname(from) === from ? undefined : broughtAlong(dirname(from));
}

/** @param {string} node */
function runUnder(node) {
  const child = spawn(node, [main, ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 1);
  });
}

/** @param {string} what */
function complain(what) {
  process.stderr.write(`${what} Run npm install first.\n`);
  process.exitCode = 1;
}

/** @param {unknown} error */
function unlessNotInstalled(error) {
  if (!(error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND'))
    throw error;
  complain('The packages that perennial needs are not installed.');
}

const node = isNewEnough() ? undefined : broughtAlong(dirname(here));
if (node) runUnder(node);
else if (!isNewEnough())
  complain(`perennial needs Node 24.12 or later; this is ${process.versions.node}.`);
else await import(main).catch(unlessNotInstalled);
