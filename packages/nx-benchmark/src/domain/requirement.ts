/** What a side installs, as the user wrote it (`text`) and as we understood it. */
export type Requirement = IndexRequirement | DirectoryRequirement | WheelRequirement;

/** A package of the index: `ddtrace`, `ddtrace==4.15.7`, `ddtrace[openai]>=4,<5`. pip judges the specifier, never we. */
export interface IndexRequirement {
  readonly kind: 'index';
  readonly text: string;
  /** Distribution name as written, without extras. */
  readonly name: string;
  /** The version, when the requirement pins exactly one (`==` without a wildcard). */
  readonly pinned?: string;
}

/** A source tree with a `pyproject.toml` or `setup.py`; `path` is absolute. */
export interface DirectoryRequirement {
  readonly kind: 'directory';
  readonly text: string;
  readonly path: string;
}

/** A built wheel; `path` is absolute. */
export interface WheelRequirement {
  readonly kind: 'wheel';
  readonly text: string;
  readonly path: string;
}
