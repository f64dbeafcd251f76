/** The port to what is built and kept in one place, for those who clean up. */
export interface Store {
  /** For people: `Docker 20.10.24`, or the folder. */
  readonly place: string;
  list(): Promise<readonly KeptThing[]>;
  /**
   * Removes what `list` told of, unless somebody has begun to use it.
   *
   * @returns undefined once it is gone, or why it stays: half a sentence
   */
  remove(thing: KeptThing): Promise<string | undefined>;
}

/** Something that was built once and can be built again. */
export interface KeptThing {
  /** Unique in its store. */
  readonly id: string;
  readonly kind:
    | 'environment'
    | 'toolchain'
    | 'recorder'
    | 'tools'
    | 'image'
    | 'container'
    | 'wheel'
    | 'repository'
    | 'answers';
  /** What it holds, for people: `ddtrace==4.9.0, ddtrace==4.10.0`. */
  readonly title: string;
  /** What its removal frees, without what it stands on. */
  readonly bytes: number;
  /** Milliseconds since 1970; when it was made where nobody noted its use. */
  readonly usedAt: number;
  /** ID of the kept thing that it stands on: that can only go after it. */
  readonly base?: string | undefined;
  /** Why nobody may remove it now: half a sentence. */
  readonly inUse?: string | undefined;
  /** Whether a killed run left it, so that nobody will ever find it again. */
  readonly leftover?: boolean;
  /** Whether it was built from another cache folder, which alone knows when it was last used. */
  readonly foreign?: boolean;
}
