/** What a side installs, as the user wrote it (`text`) and as we understood it. */
export type Requirement = IndexRequirement | WheelRequirement | SourceRequirement | NoRequirement;

/** What has to be built before it can be installed. */
export type SourceRequirement =
  | DirectoryRequirement
  | SdistRequirement
  | RepositoryRequirement
  | RevisionRequirement;

/** A package of the index: `ddtrace`, `ddtrace==4.15.7`, `ddtrace[openai]>=4,<5`. pip judges the specifier, never we. */
export interface IndexRequirement {
  readonly kind: 'index';
  readonly text: string;
  /** Distribution name as written, without extras. */
  readonly name: string;
  /** The version, when the requirement pins exactly one (`==` without a wildcard). */
  readonly pinned?: string;
}

/** A built wheel; `path` is absolute. */
export interface WheelRequirement extends WithExtras {
  readonly kind: 'wheel';
  readonly text: string;
  readonly path: string;
}

/** A source tree with a `pyproject.toml` or `setup.py`; `path` is absolute. */
export interface DirectoryRequirement extends WithExtras {
  readonly kind: 'directory';
  readonly text: string;
  readonly path: string;
}

/** A source distribution (`.tar.gz`, `.zip`); `path` is absolute. */
export interface SdistRequirement extends WithExtras {
  readonly kind: 'sdist';
  readonly text: string;
  readonly path: string;
}

/** A git repository somewhere: `Owner/repo@ref`, `git+https://…@ref`, `git+file:///…`. */
export interface RepositoryRequirement extends WithExtras {
  readonly kind: 'repository';
  readonly text: string;
  /** As git takes it. May hold a password: not to be shown. */
  readonly url: string;
  /** Branch, tag or commit; without one the repository's default branch. */
  readonly ref?: string;
  /** Folder of the Python project in it. */
  readonly subdirectory: string;
}

/** This workspace's own repository at another revision: `git:main`, `git:v1.0`, `git:merge-base`. */
export interface RevisionRequirement extends WithExtras {
  readonly kind: 'revision';
  readonly text: string;
  /** Absolute folder of the Python project as it is checked out; the revision holds it at the same place. */
  readonly folder: string;
  readonly revision:
    | { readonly kind: 'ref'; readonly ref: string }
    /** Where HEAD left `base`. */
    | { readonly kind: 'merge-base'; readonly base: string };
}

/** Nothing: the other side is measured alone. */
export interface NoRequirement {
  readonly kind: 'none';
  readonly text: '';
}

interface WithExtras {
  /** `[openai]`, or empty. */
  readonly extras: string;
}
