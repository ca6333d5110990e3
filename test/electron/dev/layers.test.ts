/** The import table of CONTRIBUTING.md is enforced: a file that breaks a row is refused with the row's message. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandFile } from '../../../electron/dev/packages.mjs';
import { inProject } from '../../../electron/dev/place.mjs';

const models = 'models/ may import models/ and zod only';
const modelsIo = 'models/io/ may import models/, node';
const modelsNode = "models/io/ and models/run/ may import models/ and node's modules only.";
const electron = "electron/ may import models/, node's modules, electron, zod and renderer/report only.";
const ipc = 'Only electron/ipc/handle.ts may import ipcMain';
const headless = 'not electron: the command line runs without it.';
const renderer = 'renderer/ may import its own files and React and UI libraries, and only types from models/';

/** folder, what the file says, the message it must be refused with. */
const refused: readonly (readonly [string, string, string])[] = [
  ['models', "import { app } from 'electron';", models],
  ['models', "import { useState } from 'react';", models],
  ['models', "import { readFileSync } from 'node:fs';", models],
  ['models', "import { readFileSync } from 'fs';", models],
  ['models', "import { Chart } from '../../renderer/charts/Chart.tsx';", models],
  ['models', "import type { Chart } from '../../renderer/charts/Chart.tsx';", models],
  ['models', "import { settings } from '../../electron/files/settings.ts';", models],
  ['models', "export { settings } from '../../electron/files/settings.ts';", models],
  ['models/num', "import { readFileSync } from 'node:fs';", models],
  ['models/num', "export const later = import('node:fs');", models],
  ['models/io', "import { app } from 'electron';", modelsIo],
  ['models/io', "import { z } from 'zod';", modelsIo],
  ['models/io/csv', "import { Chart } from '../../../../renderer/charts/Chart.tsx';", modelsIo],
  ['models/run', "import { useState } from 'react';", modelsNode],
  ['electron', "import { Chart } from '../../renderer/charts/Chart.tsx';", electron],
  ['electron', "import type { Chart } from '../../renderer/charts/Chart.tsx';", electron],
  ['electron', "import { useState } from 'react';", electron],
  ['electron', "import { helper } from '../../test/support/helper.ts';", electron],
  ['electron', "import { ipcMain } from 'electron';", ipc],
  ['electron', "import * as everything from 'electron';", ipc],
  ['electron/ipc', "import { ipcMain } from 'electron';", ipc],
  ['electron/cli', "import { app } from 'electron';", headless],
  ['electron/engine', "import { app } from 'electron';", headless],
  ['electron/files', "import { app } from 'electron';", headless],
  ['electron/cli', "import { Chart } from '../../../renderer/charts/Chart.tsx';", headless],
  ['renderer', "import { readFileSync } from 'node:fs';", renderer],
  ['renderer', "import { readFileSync } from 'fs';", renderer],
  ['renderer', "import { ipcRenderer } from 'electron';", renderer],
  ['renderer', "import { runPipeline } from '../../models/pipeline.ts';", renderer],
  ['renderer/steps/results', "import { runPipeline } from '../../../../models/pipeline.ts';", renderer],
  ['renderer', "export const later = import('../../models/pipeline.ts');", renderer],
  ['renderer', "import { channels } from '../../electron/ipc/contract.ts';", renderer],
  ['renderer', "import type { Settings } from '../../electron/files/settings.ts';", renderer],
  ['renderer', "import { z } from 'zod';", renderer],
  ['renderer', "import { renderToStaticMarkup } from 'react-dom/server';", renderer],
  ['renderer/report', "import { runPipeline } from '../../../models/pipeline.ts';", renderer],
];

const accepted: readonly (readonly [string, string])[] = [
  ['models', "import { z } from 'zod';"],
  ['models', "import { table } from '../table/table.ts';"],
  ['models/io', "import { readFileSync } from 'node:fs';"],
  ['models/io', "import { parquetMetadata } from 'hyparquet';"],
  ['models/run', "import { Worker } from 'node:worker_threads';"],
  ['electron', "import { app } from 'electron';"],
  ['electron', "import { readFile } from 'node:fs/promises';"],
  ['electron', "import { runPipeline } from '../../models/pipeline.ts';"],
  ['electron/cli', "import { renderReport } from '../../../renderer/report/index.ts';"],
  ['renderer', "import { useState } from 'react';"],
  ['renderer', "import { scaleLinear } from 'd3-scale';"],
  ['renderer', "import type { Report } from '../../models/report/report.ts';"],
  ['renderer', "import type { Channels } from '../../electron/ipc/contract.ts';"],
  ['renderer/report', "import { renderToStaticMarkup } from 'react-dom/server';"],
];

/** Each probe is a folder of its own inside the folder it speaks for, so imports climb one level more. */
const probeFolder = `importProbe${process.pid}`;
const probes = [
  ...refused.map(([folder, text, message], index) => ({
    folder,
    text,
    message,
    file: place(folder, `refused${index}`),
  })),
  ...accepted.map(([folder, text], index) => ({
    folder,
    text,
    message: undefined,
    file: place(folder, `accepted${index}`),
  })),
];

interface Diagnostic {
  readonly code: string;
  readonly help: string;
  readonly filename: string;
}

let diagnostics: readonly Diagnostic[] = [];

beforeAll(() => {
  for (const { file, text } of probes) {
    mkdirSync(inProject(file, '..'), { recursive: true });
    writeFileSync(inProject(file), `${text}\n`);
  }
  const run = spawnSync(
    process.execPath,
    [commandFile('oxlint'), '--format=json', ...probes.map(({ file }) => file)],
    {
      cwd: inProject(),
      encoding: 'utf8',
    },
  );
  const report: { diagnostics: readonly Diagnostic[] } = JSON.parse(run.stdout);
  diagnostics = report.diagnostics.filter(({ code }) => code.includes('no-restricted-imports'));
});

afterAll(() => {
  for (const { folder } of probes) rmSync(inProject(folder, probeFolder), { recursive: true, force: true });
});

describe('the linter refuses', () => {
  it.each(probes.filter(({ message }) => message !== undefined))('$folder: $text', ({ file, message }) => {
    expect(messagesOf(file)).toContain(message);
  });
});

describe('the linter lets pass', () => {
  it.each(probes.filter(({ message }) => message === undefined))('$folder: $text', ({ file }) => {
    expect(messagesOf(file)).toBe('');
  });
});

function place(folder: string, name: string): string {
  return `${folder}/${probeFolder}/${name}.ts`;
}

function messagesOf(file: string): string {
  return diagnostics
    .filter(({ filename }) => filename.replaceAll('\\', '/') === file)
    .map(({ help }) => help)
    .join('\n');
}
