const SIDES = ['top', 'bottom', 'left', 'right', 'mid', 'middle'];
const CORNERS = ['top-mid', 'top-left', 'top-right', 'bottom-mid', 'bottom-left', 'bottom-right'];
const JOINTS = ['left-mid', 'mid-mid', 'right-mid'];

/** A table without lines: they cost width in Nx's narrow pane and say nothing. */
export const NO_BORDERS: Readonly<Record<string, string>> = Object.fromEntries(
  [...SIDES, ...CORNERS, ...JOINTS].map((name) => [name, '']),
);
