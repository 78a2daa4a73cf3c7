import { lstat, mkdir } from 'node:fs/promises';
import { userInfo } from 'node:os';

/**
 * Makes a folder that only we can write to, or makes sure that it is one: whoever can write where a program lies
 * decides what we run. Throws, naming the folder, when somebody else owns it or others may write to it.
 */
export async function privateFolder(path: string, mode = 0o700): Promise<string> {
  await mkdir(path, { recursive: true, mode });
  const found = await lstat(path); // not stat: a link could lead anywhere
  const { uid } = userInfo();
  if (!found.isDirectory()) throw new Error(`${path} is no folder. Remove it and start again.`);
  if (uid >= 0 && found.uid !== uid)
    throw new Error(`${path} belongs to another user. Remove it, or set XDG_CACHE_HOME.`);
  if (uid >= 0 && (found.mode & 0o022) !== 0)
    throw new Error(`${path} can be written by others. Run: chmod go-w '${path}'`);
  return path;
}
