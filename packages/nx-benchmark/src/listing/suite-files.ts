import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Every file below the given folders of a workspace, relative to it, with `/`. Links are not followed, and folders in
 * which nobody keeps a suite are left out: hidden ones, `node_modules`, `__pycache__`.
 */
export function suiteFiles(workspaceRoot: string, folders: readonly string[]): readonly string[] {
  const files = folders.flatMap((folder) => filesBelow(workspaceRoot, folder));
  return [...new Set(files)];
}

function filesBelow(workspaceRoot: string, folder: string): string[] {
  if (!existsSync(join(workspaceRoot, folder))) return [];
  return readdirSync(join(workspaceRoot, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (!entry.isDirectory()) return entry.isFile() ? [path] : [];
    return /^(\..*|node_modules|__pycache__)$/.test(entry.name) ? [] : filesBelow(workspaceRoot, path);
  });
}
