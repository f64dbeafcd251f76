import type { Machine } from '../manifest';

/** A machine with two CPUs, on which nothing runs. */
export const MADE_MACHINE: Machine = {
  cpuModel: 'A CPU',
  cpuCount: 2,
  cpus: [0, 1],
  system: 'Linux 6',
  architecture: 'x86_64',
  python: '3.12.1',
  loadAverage: [0, 0, 0],
};
