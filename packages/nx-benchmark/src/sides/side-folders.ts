import type { PerSide } from '../domain/side';
import type { LayerFolders } from '../engine/engine';

// Names of equal length: a longer path in one side's environment alone shifts its stack and can change its speed
// (Mytkowicz et al., "Producing wrong data without doing anything obviously wrong!", ASPLOS 2009).
const FOLDER: PerSide<string> = { baseline: 'side-b', candidate: 'side-c' };

/** The virtual environment of each side, as the session's processes see it. */
export function sideFolders(folders: LayerFolders): PerSide<string> {
  return {
    baseline: `${folders.sides}/${FOLDER.baseline}`,
    candidate: `${folders.sides}/${FOLDER.candidate}`,
  };
}

/** The interpreter of each side. */
export function sidePythons(folders: LayerFolders): PerSide<string> {
  const { baseline, candidate } = sideFolders(folders);
  return { baseline: `${baseline}/bin/python`, candidate: `${candidate}/bin/python` };
}
