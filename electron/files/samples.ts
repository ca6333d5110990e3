/**
 * Two made-up tables to try the app with. Nobody in them exists: every cell is drawn from the formulas in
 * `sampleClinic.ts` and `sampleCustomers.ts`, with the same bytes on every machine.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Refused } from '../../models/run/run.ts';
import type { Sample } from '../ipc/contract.ts';
import { clinic } from './sampleClinic.ts';
import { customers } from './sampleCustomers.ts';

/** A sample table that can be made; `bytes` gives the same UTF-8 CSV at every call. */
export interface SampleTable extends Sample {
  /** File name, with its extension. */
  readonly name: string;
  bytes(): Uint8Array;
}

export const samples: readonly SampleTable[] = [
  {
    id: 'clinic',
    name: 'clinic.csv',
    title: 'Clinic admissions',
    says: 'Made up: 4,000 hospital stays with diagnosis, dates, length of stay and cost; some cells are missing.',
    rows: clinic.rows,
    columns: clinic.header.length,
    bytes: () => csvOf(clinic),
  },
  {
    id: 'customers',
    name: 'customers.csv',
    title: 'Customers of an online shop',
    says: 'Made up: 3,000 customers with plan, region, spending and whether they left; many spend nothing.',
    rows: customers.rows,
    columns: customers.header.length,
    bytes: () => csvOf(customers),
  },
];

/** Names, number of rows and cells of a made-up table; cells hold neither commas nor quotes. */
export interface MadeUp {
  readonly header: readonly string[];
  readonly rows: number;
  /** Cells of one row as text; a pure function of its index. */
  row(index: number): readonly (string | number)[];
}

function csvOf({ header, rows, row }: MadeUp): Uint8Array {
  const lines = [header.join(',')];
  for (let index = 0; index < rows; index++) lines.push(row(index).join(','));
  return new TextEncoder().encode(`${lines.join('\n')}\n`);
}

export interface SampleFiles {
  /** Path of the sample's file, made at the first call. @throws Refused `unknown-sample`. */
  pathOf(id: string): Promise<string>;
  /** Removes what was made. */
  remove(): Promise<void>;
}

/** Sample files in a private folder inside `parent`, which is the system's folder for temporary files. */
export function sampleFiles(parent: string): SampleFiles {
  let folder: Promise<string> | null = null;
  const made = new Map<string, Promise<string>>();
  const make = async (sample: SampleTable): Promise<string> => {
    folder ??= mkdtemp(join(parent, 'understudy-samples-'));
    const path = join(await folder, sample.name);
    await writeFile(path, sample.bytes(), { mode: 0o600 });
    return path;
  };
  return {
    pathOf: async (id) => {
      const sample = samples.find((each) => each.id === id);
      if (sample === undefined) throw new Refused('unknown-sample', 'There is no such sample table.');
      const path = made.get(id) ?? make(sample);
      made.set(id, path);
      return path;
    },
    remove: async () => {
      if (folder !== null) await rm(await folder, { recursive: true, force: true });
      folder = null;
      made.clear();
    },
  };
}
