import { readdirSync } from 'node:fs';

/** The files of one name in a folder, at any depth; relative to it, with `/`, sorted. */
export function filesNamed(name: string, folder: string): readonly string[] {
  const all = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) =>
    path.replaceAll('\\', '/'),
  );
  return all.filter((path) => path === name || path.endsWith(`/${name}`)).sort();
}
