/** Starts the built app in a real Electron and drives it as a person would. */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';

const project = resolve(import.meta.dirname, '..', '..');

/** Real data when it lies beside the project; tests fall back on the made-up sample. */
export const adultFile: string | null = (() => {
  const path = resolve(project, '..', 'shared', 'data', 'adult_trn.csv.gz');
  return existsSync(path) ? path : null;
})();

export interface App {
  readonly electron: ElectronApplication;
  readonly page: Page;
  /** A folder of this start for files that are saved; removed by `close`. */
  readonly folder: string;
  close(): Promise<void>;
}

/** How the app is started with its files in `folder`. Needs the Electron that `electron/dev/test.mjs` names. */
export function startArguments(
  folder: string,
  args: readonly string[],
): { readonly executablePath: string; readonly args: string[] } {
  const executablePath = process.env['UNDERSTUDY_ELECTRON'];
  if (executablePath === undefined)
    throw new Error('UNDERSTUDY_ELECTRON is not set; run "npm test", which sets it.');
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return {
    executablePath,
    args: ['--disable-gpu', ...asRoot, project, `--user-data-dir=${join(folder, 'profile')}`, ...args],
  };
}

/** Playwright at times never hears from an Electron that did start; such a start is given up and made again. */
const launchLimitMs = 30_000;
const mostLaunches = 3;

/** Starts the app with `args` after the app's folder and waits until it shows its first step. */
export async function startApp(args: readonly string[] = []): Promise<App> {
  for (let launch = 1; ; launch++) {
    try {
      return await startOnce(args);
    } catch (error) {
      const hung = error instanceof Error && /electron\.launch: Timeout/.test(error.message);
      if (!hung || launch === mostLaunches) throw error;
    }
  }
}

async function startOnce(args: readonly string[]): Promise<App> {
  const folder = mkdtempSync(join(tmpdir(), 'understudy-app-test-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  let electron: ElectronApplication | null = null;
  try {
    electron = await _electron.launch({
      ...startArguments(folder, args),
      cwd: folder,
      timeout: launchLimitMs,
    });
    const page = await electron.firstWindow();
    await page.getByTestId('step-open').first().waitFor();
    const started = electron;
    return { electron, page, folder, close: async () => started.close().finally(remove) };
  } catch (error) {
    await electron?.close();
    remove();
    throw error;
  }
}

/** Lets every folder and file dialog answer with `path`. */
export async function answerDialogs({ electron }: App, path: string): Promise<void> {
  await electron.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
  }, path);
}

/** Opens `file` through the dialog, or the made-up clinic when there is none. */
export async function openTable(app: App, file: string | null): Promise<void> {
  if (file === null) await app.page.getByTestId('sample-clinic').click();
  else {
    await answerDialogs(app, file);
    await app.page.getByTestId('open-file').click();
  }
  await app.page.getByRole('grid').first().waitFor();
}

/** Goes to a step by its entry in the rail. */
export async function goTo({ page }: App, step: string): Promise<void> {
  await page.getByTestId(`step-${step}`).first().click();
}

/** Ids of the engine's processes. */
export async function enginePids({ electron }: App): Promise<readonly number[]> {
  return electron.evaluate(({ app }) =>
    app
      .getAppMetrics()
      .filter(({ name, serviceName }) => name === 'Understudy engine' || serviceName === 'Understudy engine')
      .map(({ pid }) => pid),
  );
}

/** All names under `folder`, hidden ones too, sorted. */
export function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true }).map(String).sort();
}

/** Chooses a kind in a column's menu. @param label as the menu shows it */
export async function chooseKind({ page }: App, column: string, label: string): Promise<void> {
  const control = page.getByTestId(`kind-${column}`);
  await control.getByRole('button').or(control).first().click();
  await page
    .getByRole('option', { name: new RegExp(`^${label}`) })
    .first()
    .click();
}

/** Starts the generator and waits for the results. */
export async function generate(app: App): Promise<void> {
  await goTo(app, 'generate');
  await app.page.getByTestId('generate-run').click();
  await app.page.getByTestId('generate-cancel').waitFor();
  await app.page.getByTestId('generate-cancel').waitFor({ state: 'detached', timeout: 120_000 });
  const notices = await app.page.getByTestId('notice').allInnerTexts();
  if (notices.length > 0) throw new Error(`Generating ended with: ${notices.join(' ')}`);
  await goTo(app, 'results');
}

/** Opens every page, accepts what did not pass, and fills in the form. */
export async function review(
  app: App,
  who: { readonly reviewer: string; readonly purpose: string },
): Promise<void> {
  const { page } = app;
  await goTo(app, 'review');
  for (const name of ['fidelity', 'privacy', 'method']) {
    await page.getByTestId(`review-page-${name}`).click();
  }
  await page.getByTestId('review-reviewer').fill(who.reviewer);
  await page.getByTestId('review-purpose').fill(who.purpose);
  for (const field of await page.locator('[data-testid^=accept-]').all()) {
    await field.fill('Looked at in the app test.');
  }
}
