/** What the app remembers between starts: the last folder of a dialog and the window's place. Nothing about the data. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeAtomically } from './atomicWrite.ts';

const settingsSchema = z.object({
  lastFolder: z.string().nullable().catch(null),
  window: z
    .object({
      x: z.int().optional(),
      y: z.int().optional(),
      width: z.int().min(400).max(20_000),
      height: z.int().min(300).max(20_000),
      maximized: z.boolean(),
    })
    .nullable()
    .catch(null),
});

export type Settings = Readonly<z.infer<typeof settingsSchema>>;

export const defaultSettings: Settings = { lastFolder: null, window: null };

export interface SettingsFile {
  now(): Settings;
  /** Keeps the change and writes it; a disk that cannot be written costs the memory, not the work. */
  change(change: Partial<Settings>): Promise<void>;
}

/** Opens `settings.json` in `folder`; what is damaged or from another version falls back to its default. */
export function settingsFile(folder: string): SettingsFile {
  const path = join(folder, 'settings.json');
  let settings = read(path);
  return {
    now: () => settings,
    change: async (change) => {
      settings = { ...settings, ...change };
      await writeAtomically(path, `${JSON.stringify(settings, null, 2)}\n`).catch(() => {});
    },
  };
}

function read(path: string): Settings {
  try {
    const parsed = settingsSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    return parsed.success ? parsed.data : defaultSettings;
  } catch {
    return defaultSettings;
  }
}
