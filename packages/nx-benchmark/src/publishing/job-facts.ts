/** What the environment of a CI job says, and the file that GitHub writes about the event. */
export interface JobFacts {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly readFile: (path: string) => string;
}
