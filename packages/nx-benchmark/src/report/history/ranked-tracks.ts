import { type History, marksOf, type Track } from './history';

/** Tracks with changes first, the newest change before others; else by name. */
export function rankedTracks({ tracks }: History): readonly Track[] {
  const newest = (track: Track) =>
    Math.max(...marksOf(track).map(({ after }) => Date.parse(after.startedAt)));
  // Without a change it is −∞, and equal for all.
  return tracks.toSorted((a, b) => (newest(a) === newest(b) ? 0 : newest(b) - newest(a)));
}
