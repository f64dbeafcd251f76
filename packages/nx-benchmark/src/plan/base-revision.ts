/** The revision that `git:merge-base` looks from: what NX_BASE says, else the workspace's default branch. */
export function baseRevision(
  env: NodeJS.ProcessEnv,
  nxJson: { readonly defaultBase?: string | undefined } | undefined,
): string {
  return env.NX_BASE || (nxJson?.defaultBase ?? 'main');
}
