import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { nearestName } from '../domain/nearest-name';
import { UserError } from '../domain/user-error';
import { filesIn, foldersIn } from './names-in';
import { pyperfFiles, roundsFiles } from './result-files';
import { newestRuns, type RunPlace, runPlaces } from './run-places';

const MEASURE = 'Measure first (nx run span:benchmark), or name the folder that holds the results.';
const NAME_A_FOLDER = 'Name the folder of the artifacts, or that of a run';
const LOOKED_FOR =
  'Looked for <run>/<scenario>/manifest.json and <run>/<scenario>/<side>/results.<config>.json';

/** That there is no result where one was looked for: what is there instead, and what may have been meant. */
export function nothingFound(artifacts: string, runId?: string, scenario?: string): UserError {
  if (!existsSync(artifacts)) return noFolder(artifacts);
  const places = runPlaces(artifacts);
  if (places.length === 0) return noResults(artifacts);
  const ofScenario = places.filter((one) => scenario === undefined || one.scenario === scenario);
  if (ofScenario.length === 0) return noScenario(artifacts, scenario!, places);
  return noRun(artifacts, runId!, scenario, ofScenario);
}

function noFolder(artifacts: string): UserError {
  const parent = nearestFolder(artifacts);
  const [missing = ''] = artifacts.slice(parent.length).split(/[\\/]/).filter(Boolean);
  const names = foldersIn(parent);
  const near = nearestName(missing, names);
  const there = near === null ? `${parent} holds ${listed(names)}.` : `Is ${join(parent, near)} meant?`;
  return new UserError(`No results in ${artifacts}.`, `There is no such folder. ${there} ${MEASURE}`);
}

function noResults(artifacts: string): UserError {
  if (!statSync(artifacts).isDirectory()) {
    return new UserError(`No results in ${artifacts}.`, `It is a file. ${NAME_A_FOLDER}.`);
  }
  const scenario = [artifacts, dirname(artifacts)].find(holdsResults);
  if (scenario !== undefined) {
    return new UserError(
      `No results in ${artifacts}.`,
      `It belongs to one scenario. ${NAME_A_FOLDER}: ${dirname(scenario)}, with --scenario=${basename(scenario)}.`,
    );
  }
  const below = foldersIn(artifacts).filter((name) => !SKIPPED.test(name));
  const near = below.find((name) => runPlaces(join(artifacts, name)).length > 0);
  const there = `there is ${listed([...below, ...filesIn(artifacts)])}`;
  return new UserError(
    `No results in ${artifacts}.`,
    near === undefined
      ? `${LOOKED_FOR}; ${there}. ${MEASURE}`
      : `Is ${join(artifacts, near)} meant? It holds results.`,
  );
}

/** Whether it is the folder of a scenario. */
function holdsResults(folder: string): boolean {
  return pyperfFiles(folder).length > 0 || roundsFiles(folder).size > 0;
}

/** Folders that hold no results and much else. */
const SKIPPED = /^(\.|node_modules$)/;

function noScenario(artifacts: string, scenario: string, places: readonly RunPlace[]): UserError {
  const names = [...new Set(places.map((place) => place.scenario))].sort();
  return new UserError(
    `No results of ${scenario} in ${artifacts}.`,
    `There is ${listed(names)}. ${meant(scenario, names)}${MEASURE}`,
  );
}

function noRun(
  artifacts: string,
  runId: string,
  scenario: string | undefined,
  places: readonly RunPlace[],
): UserError {
  const of = scenario === undefined ? '' : ` of ${scenario}`;
  const ids = [...newestRuns(places)].sort();
  return new UserError(
    `No run ${runId}${of} in ${artifacts}; it holds ${listed(ids.slice(-MOST))}.`,
    `${meant(runId, ids)}Leave out --runId for the newest.`,
  );
}

function meant(name: string, names: readonly string[]): string {
  const near = nearestName(name, names);
  return near === null ? '' : `Is ${near} meant? `;
}

const MOST = 5;

function listed(names: readonly string[]): string {
  if (names.length === 0) return 'nothing';
  const left = names.length - MOST;
  return names.slice(0, MOST).join(', ') + (left > 0 ? ` and ${left} more` : '');
}

/** The folder that is there and nearest above a path that is not. */
function nearestFolder(path: string): string {
  const parent = dirname(path);
  return existsSync(parent) || parent === path ? parent : nearestFolder(parent);
}
