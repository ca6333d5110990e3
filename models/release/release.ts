/** The one path by which a synthetic table reaches the disk. Window, command line and crash recovery all go through it. */
import type { Output, Recipe } from '../recipe.ts';
import type { Report } from '../report/report.ts';
import type { Decision } from './decision.ts';
import { approve } from './gate.ts';
import { type Manifest, manifestFile, tableFile, writeManifest } from './manifest.ts';
import type { ReleaseWriter, Sha256, WrittenFile } from './writer.ts';

/** What may be released, once approved. */
export interface Releasable {
  readonly report: Report;
  readonly recipe: Recipe;
  /** The saved model that the rows come from; absent when none was saved. */
  readonly model?: Manifest['model'];
  /** The synthetic table's bytes, made block by block; every call with the same output gives the same bytes. */
  table(output: Output): AsyncIterable<Uint8Array>;
}

/** The same, to be written as something else; nothing that was measured changes. */
export function writtenAs<Item extends Releasable>(item: Item, output: Output): Item {
  return { ...item, recipe: { ...item.recipe, output } };
}

export interface ReleaseTools {
  readonly writer: ReleaseWriter;
  readonly sha256: Sha256;
  readonly renderHtml: (report: Report) => string;
  /** UTC, ISO 8601. */
  readonly now: string;
}

/**
 * Writes table (as the recipe says), report, recipe and manifest as one step: all files appear, or none.
 * @throws Refused `gate-not-met` before anything is written, and whatever the writer refuses.
 */
export async function release(item: Releasable, decision: Decision, tools: ReleaseTools): Promise<Manifest> {
  const approved = approve(decision, item.report);
  const report: Report = { ...item.report, decision: approved };
  const { writer, sha256 } = tools;
  const { output } = item.recipe;
  const table = { name: tableFile(output.format), format: output.format };
  try {
    const files = [
      await writer.write(table.name, item.table(output)),
      ...(await writeReport(writer, report, tools)),
      await writer.write('recipe.json', bytesOf(json(item.recipe))),
    ];
    const manifest: Manifest = {
      format: 'understudy-manifest',
      version: 1,
      generation: 'synthetic',
      software: report.software,
      seed: item.recipe.seed,
      generator: item.recipe.generator,
      rows: report.table.syntheticRows,
      table,
      releasedAt: tools.now,
      ...(item.model === undefined ? {} : { model: item.model }),
      decision: approved,
      files,
    };
    await writer.write(manifestFile, once(writeManifest(manifest, sha256)));
    await writer.commit();
    return manifest;
  } catch (error) {
    await writer.abort();
    throw error;
  }
}

/** Writes only the report, which needs no review because it holds no rows. */
export async function saveReport(
  report: Report,
  tools: Pick<ReleaseTools, 'writer' | 'renderHtml'>,
): Promise<void> {
  try {
    await writeReport(tools.writer, report, tools);
    await tools.writer.commit();
  } catch (error) {
    await tools.writer.abort();
    throw error;
  }
}

async function writeReport(
  writer: ReleaseWriter,
  report: Report,
  { renderHtml }: Pick<ReleaseTools, 'renderHtml'>,
): Promise<WrittenFile[]> {
  return [
    await writer.write('report.html', bytesOf(renderHtml(report))),
    await writer.write('report.json', bytesOf(json(report))),
  ];
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function bytesOf(text: string): AsyncIterable<Uint8Array> {
  return once(new TextEncoder().encode(text));
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}
