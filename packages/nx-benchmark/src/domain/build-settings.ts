/** How a side's source is built; part of what its wheel is found by. */
export interface BuildSettings {
  readonly toolchain: Toolchain;
  /** Variables for the build, by name. */
  readonly env: Readonly<Record<string, string>>;
  /** Variables that must not reach a build: they make a slower program than the release it is compared with. */
  readonly forbidden: readonly string[];
}

/** What the build runs in. */
export type Toolchain =
  /** The image that is measured in (or this machine). */
  | { readonly kind: 'base' }
  /** That, with further packages of its Debian. */
  | { readonly kind: 'apt'; readonly packages: readonly string[] }
  /** An image of its own; its Python has to be the same. */
  | { readonly kind: 'image'; readonly image: string; readonly command?: string }
  /** An image of its own, made from this file (absolute path) and the folder it is in. */
  | { readonly kind: 'dockerfile'; readonly path: string };
